import type { Filter } from '../../../../shared/contract/customers.ts';
import type { Claim, Field, Persona, Prevalence } from '../../../../shared/contract/personas.ts';
import type { Said } from '../../../../shared/domain.ts';
import { statOf } from '../../../../shared/card/claims.ts';
import type { ReadDb } from '../../../db/open.ts';
import { countDown } from '../../../db/personas-count.ts';
import { segmentOf } from './context.ts';

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
export function prevalenceOf(
  db: ReadDb,
  persona: Pick<Persona, 'segment' | 'fields' | 'title' | 'name' | 'prevalence'>,
): Prevalence {
  const segment = segmentOf(db, persona.segment);
  if (!segment) return persona.prevalence;
  const face = conditionsOf(persona.fields.filter(({ onFace }) => onFace));
  const taken = new Set(face.map(({ attribute }) => attribute));
  const next = conditionsOf(persona.fields.filter(({ onFace }) => !onFace)).find(
    ({ attribute }) => !taken.has(attribute),
  );
  const conditions = next ? [...face, next] : face;
  const [size, ...left] = countDown(
    db,
    {
      table: segment.in.table,
      segmentation: segment.in.row.id,
      clusters: segment.group.clusters,
      attributes: segment.in.attributes.map(({ id, column, type, levels }) => ({ id, column, type, levels })),
    },
    conditions.map(({ filter }) => filter),
  );
  const total = db.value<number>('SELECT customers FROM source WHERE id = ?', segment.in.row.source_id) ?? size!;
  const { row } = segment.group;
  const title = row.name ?? (JSON.parse(row.title) as Said);
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
      key: 'personas:prevalence.level',
      values: { column: claim.said?.values?.column ?? stat.column ?? '', level: stat.level ?? '' },
    },
  };
}
