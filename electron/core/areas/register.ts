import type { AreaName } from '../../../shared/areas.ts';
import type { OpName } from '../../../shared/contract.ts';
import type { WriteDb } from '../../db/open.ts';
import type { Area, BackgroundOp, Following, JobContext, NextTable, Preparations } from '../area.ts';
import { area as cleaning } from './cleaning/handlers.ts';
import { area as customers } from './customers/handlers.ts';
import { area as derive } from './derive/handlers.ts';
import { area as dictionary } from './dictionary/handlers.ts';
import { area as explore } from './explore/handlers.ts';
import { area as features } from './features/handlers.ts';
import { area as identity } from './identity/handlers.ts';
import { area as notes } from './notes/handlers.ts';
import { area as personas } from './personas/handlers.ts';
import { area as recipes } from './recipes/handlers.ts';
import { area as segments } from './segments/handlers.ts';
import { area as sources } from './sources/handlers.ts';
import { area as workspace } from './workspace/handlers.ts';

export { rememberSession } from './workspace/info.ts';

/** Every area by its door. */
const areas = {
  workspace,
  privacy: { handlers: {} },
  dictionary,
  sources,
  cleaning,
  customers,
  identity,
  derive,
  features,
  segments,
  explore,
  notes,
  personas,
  recipes,
} satisfies { readonly [Name in AreaName]: Area<Name> };

/** A handler for every operation of the contract. */
export const handlers = {
  ...workspace.handlers,
  ...dictionary.handlers,
  ...sources.handlers,
  ...cleaning.handlers,
  ...customers.handlers,
  ...identity.handlers,
  ...derive.handlers,
  ...features.handlers,
  ...segments.handlers,
  ...explore.handlers,
  ...notes.handlers,
  ...personas.handlers,
  ...recipes.handlers,
} satisfies Record<OpName, unknown>;

type AnyArea = Omit<Area<AreaName>, 'handlers'> & { readonly handlers: object };
const all: readonly AnyArea[] = Object.values(areas);

/** What some commands need to have been read before they begin. */
export const preparations: Preparations = Object.assign(
  {},
  ...all.map((area) => area.preparations ?? {}),
) as Preparations;

/** A workspace was opened. @returns the jobs to run in the background */
export const opened = (db: WriteDb, now: string): BackgroundOp[] => all.flatMap((area) => area.opened?.(db, now) ?? []);

/**
 * A table is about to take the place of the one in view: every area brings its work over, in the order of the areas.
 * @throws whatever an area threw; what the others had prepared is gone again
 */
export async function follow(context: JobContext, next: NextTable): Promise<Following> {
  const parts: Following[] = [];
  const discard = () => Promise.all(parts.map((part) => part.discard()));
  try {
    for (const area of all) {
      const part = await area.follow?.(context, next);
      if (part) parts.push(part);
    }
  } catch (error) {
    await discard();
    throw error;
  }
  return {
    write: (db, sourceId) => {
      for (const part of parts) part.write(db, sourceId);
    },
    discard,
    said: parts.flatMap(({ said }) => said),
  };
}
