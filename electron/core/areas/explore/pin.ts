import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { ExploreResult, ExploreSpec } from '../../../../shared/contract/explore.ts';
import type { ViewEvidence } from '../../../../shared/contract/personas.ts';
import { figuresOf, withView } from '../../../../shared/card/view.ts';
import { PRIVACY_FLOOR, type Said } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { sourceInView } from '../../../db/areas/customers/inView.ts';
import { onePersona, putPersona } from '../../../db/areas/personas/personas.ts';
import type { ReadDb } from '../../../db/open.ts';
import type { CommandContext } from '../../area.ts';
import { hashOf } from '../customers/hash.ts';
import { figuresLeft } from '../privacy/chart.ts';
import { groundOf } from './settle.ts';
import { SessionCache } from '../../session-cache.ts';

/** Charts that were counted for a command that is about to run. */
const counted = new SessionCache<ExploreResult>(8);

const keyOf = (db: ReadDb, spec: ExploreSpec): string => {
  const source = sourceInView(db);
  return hashOf([source?.id, source?.hash, source?.table, spec]);
};

/** Keep what was counted, for {@link pin}. */
export function countedAhead(db: ReadDb, spec: ExploreSpec, result: ExploreResult): void {
  counted.set(db, keyOf(db, spec), result);
}

/** Make a view evidence of a card: its figures are frozen, and few customers are left out of them. */
export function pin(context: CommandContext, input: Parsed<'explore.pin'>): Out<'explore.pin'> {
  const { db } = context;
  const persona = onePersona(db, input.persona);
  if (!persona) throw new AppError('not_found', { key: 'errors:persona_gone' });
  if (persona.rev !== input.rev) throw new AppError('conflict', { key: 'errors:persona_changed' });
  const result = counted.get(db, keyOf(db, input.spec));
  if (!result) throw new AppError('busy', { key: 'errors:busy' });
  if (result.n < PRIVACY_FLOOR)
    throw new AppError('refused', { key: 'explore:error.few', values: { n: PRIVACY_FLOOR } });
  const leaving = figuresLeft(result);
  const at = context.now();
  const measure = measureSaid(db, input.spec, result);
  const title = input.title;
  const evidence: ViewEvidence = {
    kind: 'view',
    title,
    chart: result.chart,
    measure,
    n: result.n,
    total: result.total,
    figures: figuresOf(leaving),
    asOf: at,
    spec: input.spec,
  };
  const said: Said =
    result.finding && tells(result.finding) && leaving.whole
      ? result.finding
      : { key: 'explore:pinned', values: { title: title === '' ? measure : title, n: result.n } };
  const done = withView(persona, { field: input.field, claim: input.claim, said, evidence, at });
  context.label({
    key: 'explore:edit.pin',
    values: { name: persona.name === '' ? persona.title : persona.name },
  });
  putPersona(db, done.persona);
  return { rev: done.persona.rev, claim: done.claim };
}

/** Does a sentence only speak of groups that are large enough? */
const tells = ({ values }: Said): boolean =>
  Object.entries(values ?? {}).every(
    ([name, value]) => !/^(n|nB|count|second)$/.test(name) || typeof value !== 'number' || value >= PRIVACY_FLOOR,
  );

function measureSaid(db: ReadDb, spec: ExploreSpec, result: ExploreResult): Said {
  const { attributes } = groundOf(db);
  const nameOf = (id: number | null) => attributes.find((attribute) => attribute.id === id)?.name ?? '';
  if (result.body.kind === 'boxes')
    return { key: 'explore:measureOf.median', values: { column: nameOf(result.body.attribute) } };
  if (result.body.kind === 'points') return { key: 'explore:measure.count' };
  return spec.measure.attribute === null
    ? { key: `explore:measure.${spec.measure.of}` }
    : { key: `explore:measureOf.${spec.measure.of}`, values: { column: nameOf(spec.measure.attribute) } };
}
