import type { Bucket, Cell, GridBody } from '../../../shared/contract/explore.ts';

/** A figure of a row and a column, and how far it is from what one would expect there. */
export interface GridCell {
  readonly column: Bucket;
  readonly cell: Cell;
  readonly tone: number | null;
}

/** A row with its total, and its figures by column; without columns there are none. */
export interface GridRow {
  readonly bucket: Bucket;
  readonly total: Cell;
  readonly cells: readonly GridCell[];
}

/** What stands where a body has no figure. */
export const NOBODY: Cell = { n: 0, value: null, interval: null };

/** The figures of a body by row. */
export const gridRows = ({ rows, columns, cells, rowTotals, tones }: GridBody): GridRow[] =>
  rows.map((bucket, i) => ({
    bucket,
    total: rowTotals[i] ?? NOBODY,
    cells: columns.map((column, j) => ({
      column,
      cell: cells[i]?.[j] ?? NOBODY,
      tone: tones?.[i]?.[j] ?? null,
    })),
  }));

/** What is left over is no category: it neither sets a scale nor stands for itself. */
export const isNamed = ({ kind }: Bucket): boolean => kind !== 'rest';
