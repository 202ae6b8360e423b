/**
 * Where proposing features is bounded. Below these limits all rows and all columns are looked at; past them a sample of
 * the rows, or only the columns that carry information, and the result says so.
 */

/** Cells of readable columns past which features are proposed on a sample of the rows, and the size of that sample. */
const PROFILE_CELLS = 8_000_000;
const PROFILE_ROWS = 20_000;

/** Cells past which columns are weighed against each other, where there are more of them than this. */
const WIDE_CELLS = 1_000_000;
const WIDE_COLUMNS = 40;
/** Columns of the matrix (a category has one for each level) that are proposed of such a table. */
export const MOST_WIDTH = 60;

/** Rows on which features are proposed: all, or the size of the sample. */
export const profileRows = (rows: number, columns: number): number =>
  rows * columns > PROFILE_CELLS ? Math.min(rows, PROFILE_ROWS) : rows;

/** Whether a table has so many columns that only those that carry information are proposed. */
export const isWide = (rows: number, columns: number): boolean => columns > WIDE_COLUMNS && rows * columns > WIDE_CELLS;
