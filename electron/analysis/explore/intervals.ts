import { tQuantile } from '../stats/distributions.ts';
import { intervalOfMean, logInterval, wilson } from '../stats/intervals.ts';
import type { Shape } from '../stats/shape.ts';

/**
 * 95 % interval of the difference of two means: where either trails off to the right, from the intervals of both (Zou &
 * Donner 2008), else with variances left free (Welch 1947).
 * @returns the difference twice when either sample has fewer than two values
 */
export function meansApart(a: Shape, b: Shape): [number, number] {
  const difference = a.mean - b.mean;
  if (a.n < 2 || b.n < 2) return [difference, difference];
  if (logInterval(a) || logInterval(b)) {
    const [[lowA, highA], [lowB, highB]] = [intervalOfMean(a), intervalOfMean(b)];
    return [
      difference - Math.hypot(a.mean - lowA, highB - b.mean),
      difference + Math.hypot(highA - a.mean, b.mean - lowB),
    ];
  }
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
