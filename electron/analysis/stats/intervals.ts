import type { Sample } from './descriptive.ts';
import { tQuantile, Z95 } from './distributions.ts';
import { type Shape, skewnessOf } from './shape.ts';

/**
 * Wilson's score interval of a share at 95 % (Wilson 1927), without continuity correction.
 * @returns [0, 1] when nobody was counted
 */
export function wilson(count: number, n: number): [number, number] {
  if (n === 0) return [0, 1];
  const p = count / n;
  const z2 = Z95 * Z95;
  const centre = p + z2 / (2 * n);
  const half = Z95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  // the ends are exact where rounding would leave the unit interval
  return [count === 0 ? 0 : (centre - half) / (1 + z2 / n), count === n ? 1 : (centre + half) / (1 + z2 / n)];
}

/** Student's interval of a mean at 95 %. The mean twice when n < 2. */
export function meanInterval({ n, mean, m2 }: Sample): [number, number] {
  if (n < 2) return [mean, mean];
  const half = tQuantile(n - 1) * Math.sqrt(m2 / (n - 1) / n);
  return [mean - half, mean + half];
}

/** A half width below this part of the mean is the same on either scale, so that Student's interval holds. */
const NARROW = 0.03;
/** Fewer values above zero say too little of their logarithms. */
const LEAST_LOGS = 4;
/** Logarithms skewed to the left by more standard errors than this are not those of a lognormal (gamma distributions, say). */
const NOT_LOGNORMAL = 2;

/**
 * Interval of a mean at 95 %. Where values of which none lies below zero trail off to the right, as money and counts do, it
 * is that of the logarithm of the mean (delta method), and as long as the logarithms above zero are not clearly skewed to
 * the left also takes in Cox's (Zhou & Gao 1997, with the share of zeros as Zhou & Tu 2000), with Student's t of half the
 * degrees of freedom, since the variance of the logarithms counts twice in it. Else Student's. Of lognormal (σ = 1 and 1.5),
 * zero-inflated and gamma samples of 10, 30 and 100 it covers 94 to 98 %, Student's 69 to 95.
 * @returns the mean twice when n < 2
 */
export const intervalOfMean = (shape: Shape): [number, number] => logInterval(shape) ?? meanInterval(shape);

/** The interval on the scale of logarithms; null where the values do not ask for it. */
export function logInterval(shape: Shape): [number, number] | null {
  const { n, mean, m2, logs } = shape;
  if (n < 2 || logs === null || !(mean > 0) || skewnessOf(shape) <= 0) return null;
  const half = (tQuantile(n - 1) * Math.sqrt(m2 / (n - 1) / n)) / mean;
  if (half < NARROW) return null;
  const delta: [number, number] = [mean * Math.exp(-half), mean * Math.exp(half)];
  if (logs.n < LEAST_LOGS || logs.m2 === 0 || skewnessOf(logs) <= -NOT_LOGNORMAL * skewnessError(logs.n)) return delta;
  const [low, high] = coxInterval(n, logs);
  return [Math.min(delta[0], low), Math.max(delta[1], high)];
}

/** Cox's interval of a mean of which some values are zero and the logarithms of the others normal. */
function coxInterval(n: number, { n: k, mean, m2 }: NonNullable<Shape['logs']>): [number, number] {
  const part = k / n;
  const variance = m2 / (k - 1);
  const error = Math.sqrt((1 - part) / k + variance / k + variance ** 2 / (2 * (k - 1)));
  const half = tQuantile((k - 1) / 2) * error;
  const middle = Math.log(part) + mean + variance / 2;
  return [Math.exp(middle - half), Math.exp(middle + half)];
}

/** Standard error of the skewness of a normal sample (Cramér 1946). @param n at least 3 */
const skewnessError = (n: number): number => Math.sqrt((6 * n * (n - 1)) / ((n - 2) * (n + 1) * (n + 3)));
