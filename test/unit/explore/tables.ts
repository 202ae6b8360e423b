import type { ExploreField } from '../../../shared/contract/explore.ts';
import type { ColumnType } from '../../../shared/domain.ts';
import type { ExploreColumn } from '../../../electron/analysis/explore/types.ts';

/** A column of numbers; NaN is missing. */
export const numbers = (
  field: number,
  name: string,
  values: readonly number[],
  type: ColumnType = 'number',
): ExploreColumn => ({
  field,
  name,
  style: { type, unit: null, percent: false, year: false },
  axis: type === 'date' ? 'date' : 'number',
  ordered: false,
  values: { kind: 'numeric', values: Float64Array.from(values) },
  segments: null,
});

/** A column of categories; null is missing. Levels stand by frequency, as they are read. */
export function levels(
  field: number,
  name: string,
  cells: readonly (string | null)[],
  more: Partial<ExploreColumn> = {},
): ExploreColumn {
  const counts = new Map<string, number>();
  for (const cell of cells) if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const order = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  return {
    field,
    name,
    style: { type: 'category', unit: null, percent: false, year: false },
    axis: 'level',
    ordered: false,
    values: {
      kind: 'coded',
      codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : order.indexOf(cell))),
      levels: order,
    },
    segments: null,
    ...more,
  };
}

/** Columns by their field. */
export const byField = (...columns: ExploreColumn[]): Map<ExploreField, ExploreColumn> =>
  new Map(columns.map((column) => [column.field, column]));

/** Customer ids 1 … n. */
export const ids = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i + 1);
