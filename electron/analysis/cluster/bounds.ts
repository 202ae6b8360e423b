/** Cells of a matrix past which solutions are sought on a sample of its rows: seconds of work, not minutes. */
const MOST_CELLS = 1_500_000;
/** Most cells of the sample, and its least and most rows. */
const SAMPLE_CELLS = 600_000;
const LEAST_SAMPLE = 2000;
const MOST_SAMPLE = 20_000;
/** Products of the covariance matrix past which the axes are found on a sample. */
const MOST_PRODUCTS = 5e8;

/** Rows of an n x d matrix on which solutions are sought before all rows are fitted: all, or the size of the sample. */
export function sweepRows(n: number, d: number): number {
  if (n * d <= MOST_CELLS) return n;
  return Math.min(n, MOST_SAMPLE, Math.max(LEAST_SAMPLE, Math.floor(SAMPLE_CELLS / d)));
}

/** Rows of an n x d matrix on which its principal axes are found: all, or the size of the sample. */
export function axesRows(n: number, d: number): number {
  if (n * d * d <= MOST_PRODUCTS) return n;
  return Math.min(n, Math.max(MOST_SAMPLE, Math.floor(MOST_PRODUCTS / (d * d))));
}
