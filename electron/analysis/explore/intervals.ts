import type { Sample } from '../stats/descriptive.ts';
import { tQuantile } from '../stats/distributions.ts';
import { wilson } from '../stats/intervals.ts';

/**
 * 95 % interval of the difference of two means, variances left free (Welch 1947).
 * @returns the difference twice when either sample has fewer than two values
 */
export function meansApart(a: Sample, b: Sample): [number, number] {
  const difference = a.mean - b.mean;
  if (a.n < 2 || b.n < 2) return [difference, difference];
  const [va, vb] = [a.m2 / (a.n - 1) / a.n, b.m2 / (b.n - 1) / b.n];
  if (va + vb === 0) return [difference, difference];
  const df = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1));
  const half = tQuantile(df) * Math.sqrt(va + vb);
  return [difference - half, difference + half];
}

/** 95 % interval of the difference of two independent shares: method 10 of Newcombe (1998), from two Wilson intervals. */
export function sharesApart(countA: number, nA: number, countB: number, nB: number): [number, number] {
  const [p, q] = [countA / nA, countB / nB];
  const [lowA, highA] = wilson(countA, nA);
  const [lowB, highB] = wilson(countB, nB);
  return [p - q - Math.hypot(p - lowA, highB - q), p - q + Math.hypot(highA - p, q - lowB)];
}
