import type { Filter } from '../../../../shared/contract/customers.ts';
import type { Claim, Field, Persona, Prevalence } from '../../../../shared/contract/personas.ts';
import type { Said } from '../../../../shared/domain.ts';
import { statOf } from '../../../../shared/card/claims.ts';
import { titleOf } from '../../../db/areas/segments/segments.ts';
import type { ReadDb } from '../../../db/open.ts';
import { countDown } from '../../../db/areas/personas/count.ts';
import type { Pool } from '../../../workers/pool.ts';
import { hashOf } from '../customers/hash.ts';
import { segmentOf } from './context.ts';
import { SessionCache } from '../../session-cache.ts';

/** What of a card is counted. */
type Counted = Pick<Persona, 'segment' | 'fields' | 'title' | 'name' | 'prevalence'>;

interface Condition {
  readonly attribute: number;
  readonly label: Said;
  readonly filter: Filter;
}

/**
 * How many customers a card describes: all, those of its segment, then those left as each level stated on the face is
 * added, in the order of the card; and what the next statement off the face would leave. A card whose segment is gone
 * keeps what was counted last.
 */
export function prevalenceOf(db: ReadDb, persona: Counted): Prevalence {
  const plan = planOf(db, persona);
  if (!plan) return persona.prevalence;
  const { segment, face, next, group, filters } = plan;
  const [size, ...left] = remember(db, plan, known.get(db, keyOf(plan)) ?? countDown(db, group, filters));
  const total = db.value<number>('SELECT customers FROM source WHERE id = ?', segment.in.row.source_id) ?? size!;
  const { row } = segment.group;
  const title = row.name ?? titleOf(row);
  return {
    count: face.length === 0 ? size! : left[face.length - 1]!,
    total,
    steps: [
      { label: { key: 'personas:prevalence.all' }, count: total },
      { label: { key: 'personas:prevalence.segment', values: { title } }, count: size! },
      ...face.map(({ label }, i) => ({ label, count: left[i]! })),
    ],
    next: next ? { label: next.label, count: left[face.length]! } : null,
  };
}

/** Counts of customers and members, which never change once published. */
const known = new SessionCache<number[]>(400);

/** Count in a thread what {@link prevalenceOf} of a card will ask for: with many customers that takes a while. */
export async function countAhead(
  db: ReadDb,
  pool: Pick<Pool, 'run'>,
  persona: Counted,
  signal?: AbortSignal | undefined,
): Promise<void> {
  const plan = planOf(db, persona);
  if (!plan || known.has(db, keyOf(plan))) return;
  const { group, filters } = plan;
  remember(db, plan, await pool.run('persona.count', { path: db.path, group, filters }, { signal }));
}

function planOf(db: ReadDb, persona: Counted) {
  const segment = segmentOf(db, persona.segment);
  if (!segment) return null;
  const face = conditionsOf(persona.fields.filter(({ onFace }) => onFace));
  const taken = new Set(face.map(({ attribute }) => attribute));
  const next = conditionsOf(persona.fields.filter(({ onFace }) => !onFace)).find(
    ({ attribute }) => !taken.has(attribute),
  );
  const group = {
    table: segment.in.table,
    segmentation: segment.in.row.id,
    clusters: segment.group.clusters,
    attributes: segment.in.attributes.map(({ id, column, type, levels }) => ({ id, column, type, levels })),
  };
  return { segment, face, next, group, filters: (next ? [...face, next] : face).map(({ filter }) => filter) };
}

type Plan = NonNullable<ReturnType<typeof planOf>>;

const keyOf = ({ segment: { in: of }, group, filters }: Plan): string =>
  hashOf([of.row.input, of.row.created_at, group, filters]);

const remember = (db: ReadDb, plan: Plan, counts: number[]): number[] => known.set(db, keyOf(plan), counts);

/** The prevalence of a card without customers behind it. */
export const NO_PREVALENCE: Prevalence = { count: 0, total: 0, steps: [], next: null };

/** What the claims of some fields demand of a customer; the first statement about an attribute counts. */
function conditionsOf(fields: readonly Field[]): Condition[] {
  const found = new Map<number, Condition>();
  for (const claim of fields.flatMap(({ claims }) => claims)) {
    const condition = conditionOf(claim);
    if (condition && !found.has(condition.attribute)) found.set(condition.attribute, condition);
  }
  return [...found.values()];
}

function conditionOf(claim: Claim): Condition | null {
  const stat = statOf(claim);
  if (!stat?.filter || stat.attribute === null || claim.status === 'contradicted') return null;
  const more = stat.effect === null || stat.effect.value > 0;
  // "fewer than everyone have it" is not a trait the pictured customer has
  if (!more) return null;
  return {
    attribute: stat.attribute,
    filter: stat.filter,
    label: {
      key: claim.said?.key === 'segments:difference.boolean' ? 'personas:prevalence.yes' : 'personas:prevalence.level',
      values: { column: claim.said?.values?.column ?? stat.column ?? '', level: stat.level ?? '' },
    },
  };
}
