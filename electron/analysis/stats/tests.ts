import type { Sample } from './descriptive.ts';
import { normalTwoSided, tTwoSided } from './distributions.ts';

/**
 * Two-sided p of Welch's t test: are two means equal, variances left free (Welch 1947)?
 * @returns 1 when either sample has fewer than two values or both are the same constant; 0 for different constants
 */
export function welch(a: Sample, b: Sample): number {
  if (a.n < 2 || b.n < 2) return 1;
  const va = a.m2 / (a.n - 1) / a.n;
  const vb = b.m2 / (b.n - 1) / b.n;
  const variance = va + vb;
  if (variance === 0) return a.mean === b.mean ? 1 : 0;
  const df = (variance * variance) / ((va * va) / (a.n - 1) + (vb * vb) / (b.n - 1));
  return tTwoSided((a.mean - b.mean) / Math.sqrt(variance), df);
}

/**
 * Two-sided p of the z test of two shares being equal, with the pooled share in the variance.
 * @returns 1 when either sample is empty, or nobody or everybody was counted
 */
export function twoShares(countA: number, nA: number, countB: number, nB: number): number {
  if (nA === 0 || nB === 0) return 1;
  const pooled = (countA + countB) / (nA + nB);
  const variance = pooled * (1 - pooled) * (1 / nA + 1 / nB);
  return variance === 0 ? 1 : normalTwoSided((countA / nA - countB / nB) / Math.sqrt(variance));
}

/**
 * Holm's step-down correction for many comparisons (Holm 1979).
 * @param ps p values in any order
 * @returns corrected p values in the same order, each in [p, 1]
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((_, i) => i).sort((a, b) => ps[a]! - ps[b]! || a - b);
  const out = new Array<number>(ps.length).fill(1);
  let least = 0;
  order.forEach((i, rank) => {
    least = Math.max(least, Math.min(1, ps[i]! * (ps.length - rank)));
    out[i] = least;
  });
  return out;
}
