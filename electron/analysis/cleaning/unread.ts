import { missingTest } from '../intake/convert.ts';
import type { CleanColumn } from './table.ts';

/** Whether a column of a source may have cells that are written but could not be read. */
export const mayBeUnread = ({ type, values }: CleanColumn): boolean =>
  (type === 'number' || type === 'date' || type === 'boolean') && values.includes(null);

/**
 * Mark the rows of one block whose cell holds something although the column has no value there.
 * @param marks a byte a row of the table; 1 is set where it is so
 * @param at first row of the block
 * @param cells distinct raw cells of the block, `codes` which of them each of its rows has
 * @returns rows marked
 */
export function markUnread(
  marks: Uint8Array,
  at: number,
  column: CleanColumn,
  cells: readonly string[],
  codes: ArrayLike<number>,
): number {
  const missing = missingTest(column.format);
  const said = cells.map((cell) => !missing(cell));
  const empty = column.values.indexOf(null);
  let marked = 0;
  for (let r = 0; r < codes.length; r++)
    if (column.codes[at + r] === empty && said[codes[r]!]) {
      marks[at + r] = 1;
      marked++;
    }
  return marked;
}
