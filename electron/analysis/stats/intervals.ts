import type { Sample } from './descriptive.ts';
import { tQuantile, Z95 } from './distributions.ts';

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
