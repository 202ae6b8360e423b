/** A sample's size, mean and sum of squared deviations from the mean. */
export interface Sample {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
}

/** Size, mean and squared deviations of the values that are not NaN (NaN: missing). Two passes, for accuracy. */
export function sampleOf(values: Iterable<number>): Sample {
  let n = 0;
  let sum = 0;
  for (const v of values) {
    if (Number.isNaN(v)) continue;
    n++;
    sum += v;
  }
  const mean = n === 0 ? NaN : sum / n;
  let m2 = 0;
  let rest = 0;
  for (const v of values) {
    if (Number.isNaN(v)) continue;
    m2 += (v - mean) * (v - mean);
    rest += v - mean;
  }
  return { n, mean, m2: n === 0 ? 0 : m2 - (rest * rest) / n };
}

/** Standard deviation with divisor n - 1; NaN below two values. */
export const sdOf = ({ n, m2 }: Sample): number => (n < 2 ? NaN : Math.sqrt(m2 / (n - 1)));

/** Two samples as one (Chan, Golub & LeVeque 1983). */
export function mergeSamples(a: Sample, b: Sample): Sample {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const apart = b.mean - a.mean;
  return { n, mean: a.mean + (apart * b.n) / n, m2: a.m2 + b.m2 + (apart * apart * a.n * b.n) / n };
}

/**
 * Quantile by linear interpolation between order statistics (type 7 of Hyndman & Fan 1996, as R and numpy).
 * @param sorted rising, without NaN
 * @param p in [0, 1]
 * @returns NaN for an empty array
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return NaN;
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(sorted.length - 1, below + 1)]!;
  return low + (high - low) * (at - below);
}
