import type { Filter } from '../../../../shared/contract/customers.ts';
import { filterAsked } from '../../../../shared/filters.ts';
import { sqlOf } from '../../conditions.ts';
import type { ReadDb } from '../../open.ts';
import { quoteName } from '../../settings.ts';
import type { ViewAttribute } from '../customers/view.ts';

/** The customers a card is about. */
export interface CountedGroup {
  readonly table: string;
  readonly segmentation: number;
  readonly clusters: readonly number[];
  /** attributes the conditions name */
  readonly attributes: readonly ViewAttribute[];
}

/**
 * How many members of a segment are left as each condition is added, in one pass.
 * @returns the size of the segment, then one count a condition
 */
export function countDown(db: ReadDb, group: CountedGroup, conditions: readonly Filter[]): number[] {
  if (group.clusters.length === 0) return [0, ...conditions.map(() => 0)];
  const parts = conditions.map((filter) =>
    sqlOf(filterAsked(filter), { attributes: group.attributes, segmentation: null }),
  );
  const sums: string[] = [];
  const values = [];
  for (let i = 0; i < parts.length; i++) {
    const met = parts.slice(0, i + 1);
    sums.push(`coalesce(sum(${met.map(({ sql }) => `(${sql})`).join(' AND ')}), 0)`);
    values.push(...met.flatMap((part) => part.values));
  }
  const row = [
    ...db.rows(
      `SELECT ${['count(*)', ...sums].join(', ')} FROM member m JOIN ${quoteName(group.table)} c ON c.id = m.customer_id
       WHERE m.segmentation_id = ? AND m.cluster IN (${group.clusters.map(() => '?').join(', ')})`,
      ...values,
      group.segmentation,
      ...group.clusters,
    ),
  ][0]!;
  return row.map(Number);
}
