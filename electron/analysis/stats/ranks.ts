import { mergeSamples, type Sample } from './descriptive.ts';
import { normalTwoSided, tTwoSided } from './distributions.ts';

/** Ranks 1 … n of the values that are not NaN, equal ones at their mean rank; NaN stays NaN. */
export function midranks(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const distinct = new Float64Array(sorted.length);
  const ranks = new Float64Array(sorted.length);
  let count = 0;
  for (let i = 0; i < sorted.length;) {
    let j = i + 1;
    while (j < sorted.length && sorted[j] === sorted[i]) j++;
    distinct[count] = sorted[i]!;
    ranks[count++] = (i + 1 + j) / 2;
    i = j;
  }
  return values.map((value) => (Number.isNaN(value) ? NaN : ranks[placeOf(value, distinct, count)]!));
}

/** Where a value stands among `count` rising ones, of which it is one. */
function placeOf(value: number, rising: Float64Array, count: number): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Two-sided p of the rank sum test of two samples: does one hold more of the higher values (Wilcoxon 1945; variance by
 * permutation of the ranks there are, so that ties are corrected for; continuity as in Mann & Whitney 1947)? Under
 * independence it holds whatever the distribution, long tails and many zeros included.
 * @param a ranks of one sample, from {@link midranks} over both or over more
 * @param b ranks of the other
 * @returns 1 when either is empty or nothing varies
 */
export function rankSum(a: Sample, b: Sample): number {
  if (a.n === 0 || b.n === 0) return 1;
  const { n, m2 } = mergeSamples(a, b);
  const part = 1 / a.n + 1 / b.n;
  if (!(m2 > 0)) return 1;
  const apart = Math.max(0, Math.abs(a.mean - b.mean) - part / 2);
  return normalTwoSided(apart / Math.sqrt((m2 / (n - 1)) * part));
}

/** Cliff's delta of two samples of ranks over both: how much likelier a value of one is the higher one, in [-1, 1] (Cliff 1993). */
export const cliffDelta = (a: Sample, b: Sample): number =>
  a.n === 0 || b.n === 0 ? 0 : (2 * (a.mean - b.mean)) / (a.n + b.n);

/**
 * Two-sided p of a rank correlation being 0, by Student's t with n - 2 degrees of freedom (Kendall & Stuart 1973, 31.19).
 * @param r Spearman's, in [-1, 1]
 * @returns 1 below four pairs
 */
export function rankCorrelationP(r: number, n: number): number {
  if (n < 4) return 1;
  return Math.abs(r) >= 1 ? 0 : tTwoSided(r * Math.sqrt((n - 2) / (1 - r * r)), n - 2);
}
