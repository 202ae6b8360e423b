/** A bar: `count` values from `from` up to `to`. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * The ends of a bin as they are read: of whole numbers the first and the last in it, where it reaches from half below the one
 * to half above the other; else its edges.
 */
export const endsOf = ({ from, to }: Pick<Bin, 'from' | 'to'>): readonly [number, number] =>
  Number.isInteger(from + 0.5) && Number.isInteger(to + 0.5) ? [from + 0.5, to - 0.5] : [from, to];

/** The middle of the bin that holds the median of `n` values; 0 without bins. */
export function medianOfBins(bins: readonly Bin[], n: number): number {
  let seen = 0;
  for (const { from, to, count } of bins) {
    seen += count;
    if (seen * 2 >= n) return (from + to) / 2;
  }
  return bins[0]?.from ?? 0;
}
