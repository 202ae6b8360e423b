/** A bar: `count` values from `from` up to `to`. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The middle of the bin that holds the median of `n` values; 0 without bins. */
export function medianOfBins(bins: readonly Bin[], n: number): number {
  let seen = 0;
  for (const { from, to, count } of bins) {
    seen += count;
    if (seen * 2 >= n) return (from + to) / 2;
  }
  return bins[0]?.from ?? 0;
}
