import type { AreaName } from '../../../shared/areas.ts';
import type { WriteDb } from '../open.ts';
import { area as cleaning } from './cleaning/door.ts';
import { area as customers } from './customers/door.ts';
import { area as derive } from './derive/door.ts';
import { area as dictionary } from './dictionary/door.ts';
import type { DbDoor, Owned, Removable, TableRole } from './door.ts';
import { area as explore } from './explore/door.ts';
import { area as features } from './features/door.ts';
import { area as identity } from './identity/door.ts';
import { area as notes } from './notes/door.ts';
import { area as personas } from './personas/door.ts';
import { area as segments } from './segments/door.ts';
import { area as sources } from './sources/door.ts';
import { area as workspace } from './workspace/door.ts';

const none = { tables: {} };

/** What each area keeps in the file. The history and the sweep are made from it. */
export const doors = {
  workspace,
  privacy: none,
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
  recipes: none,
} satisfies Record<AreaName, DbDoor>;

const all: readonly DbDoor[] = Object.values(doors);
const roleOf = (facts: TableRole | Owned): TableRole => (typeof facts === 'string' ? facts : facts.role);

/** Tables whose rows a person edits; changes to them are kept as before and after images. */
export const TRACKED: readonly string[] = all.flatMap(({ tables }) =>
  Object.keys(tables).filter((table) => roleOf(tables[table]!) === 'edited'),
);

/** Edited tables whose rows go with a source, a segmentation or a note, and the columns that name it. */
export const OWNED: readonly { table: string; columns: readonly string[]; by: Removable }[] = all.flatMap(
  ({ tables }) =>
    Object.entries(tables).flatMap(([table, facts]) =>
      typeof facts === 'string'
        ? []
        : Object.entries(facts.goesWith).map(([by, columns]) => ({ table, columns, by: by as Removable })),
    ),
);

/** Edited tables whose rows name a text, and the column that does. */
export const TEXTS: readonly { table: string; column: string }[] = all.flatMap(({ tables }) =>
  Object.entries(tables).flatMap(([table, facts]) =>
    typeof facts === 'string' || facts.text === undefined ? [] : [{ table, column: facts.text }],
  ),
);

/** Take away what nothing speaks of in any area. @returns how much */
export const sweepAreas = (db: WriteDb): number => all.reduce((gone, { sweep }) => gone + (sweep?.(db) ?? 0), 0);

/** Take what names values of these attributes out of every area. @returns the edits that changed */
export const forgetAttributes = (db: WriteDb, attributes: ReadonlySet<number>): number[] =>
  all.flatMap((area) => area.forgetAttributes?.(db, attributes) ?? []);

/** Take what quotes these notes out of every area. @returns the edits that changed */
export const forgetNotes = (db: WriteDb, notes: ReadonlySet<number>): number[] =>
  all.flatMap((area) => area.forgetNotes?.(db, notes) ?? []);
