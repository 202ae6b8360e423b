import { type Bucket, POINTS, type PointsBody } from '../../../shared/contract/explore.ts';
import { seeded, sampleRows } from '../random.ts';
import { Z95 } from '../stats/distributions.ts';
import { midranks } from '../stats/ranks.ts';
import { type Axis, DAY, type ExploreColumn } from './types.ts';

/** The same sample each time: a view that is drawn again must not flicker. */
const SEED = 1;

/**
 * Customers as points, all of them or a sample.
 * @param split colours; null: one colour
 */
export function pointsOf(
  x: ExploreColumn,
  y: ExploreColumn,
  split: Axis | null,
  mask: Uint8Array,
  ids: Int32Array,
): PointsBody {
  const [across, up] = [numbersOf(x), numbersOf(y)];
  const rows: number[] = [];
  for (let i = 0; i < mask.length; i++)
    if (mask[i] === 1 && Number.isFinite(across.values[i]!) && Number.isFinite(up.values[i]!)) rows.push(i);
  const chosen = sampleRows(rows.length, POINTS, seeded(SEED));
  const n = chosen.length;
  const body = {
    x: new Float64Array(n),
    y: new Float64Array(n),
    group: new Int32Array(n).fill(split ? -1 : 0),
    customer: new Int32Array(n),
  };
  chosen.forEach((at, i) => {
    const row = rows[at]!;
    body.x[i] = across.values[row]! * across.scale;
    body.y[i] = up.values[row]! * up.scale;
    body.customer[i] = ids[row]!;
    if (split) body.group[i] = split.codes[row]!;
  });
  const groups = split ? countedIn(split, rows) : [];
  return {
    kind: 'points',
    attributes: [Number(x.field), Number(y.field)],
    ...body,
    groups,
    of: rows.length,
    rank: n < 4 ? null : rankCorrelation(body.x, body.y),
  };
}

function numbersOf({ values, axis }: ExploreColumn): { values: Float64Array; scale: number } {
  if (values.kind !== 'numeric') throw new Error('points need numbers');
  return { values: values.values, scale: axis === 'date' ? DAY : 1 };
}

function countedIn({ buckets, codes }: Axis, rows: readonly number[]): Bucket[] {
  const counts = new Int32Array(buckets.length);
  for (const row of rows) if (codes[row]! >= 0) counts[codes[row]!] = counts[codes[row]!]! + 1;
  return buckets.map((bucket, i) => ({ ...bucket, n: counts[i]! }));
}

/**
 * Spearman's rank correlation, ties at their mean rank, with a 95 % interval by Fisher's z and the variance
 * (1 + r²/2) / (n - 3) of Bonett & Wright (2000).
 * @returns null when nothing varies or fewer than 4 points
 */
export function rankCorrelation(
  x: Float64Array,
  y: Float64Array,
): { value: number; interval: [number, number] } | null {
  const n = x.length;
  if (n < 4) return null;
  const [a, b] = [midranks(x), midranks(y)];
  const middle = (n + 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [p, q] = [a[i]! - middle, b[i]! - middle];
    ab += p * q;
    aa += p * p;
    bb += q * q;
  }
  if (aa === 0 || bb === 0) return null;
  const value = ab / Math.sqrt(aa * bb);
  const half = Z95 * Math.sqrt((1 + (value * value) / 2) / (n - 3));
  const z = Math.atanh(Math.max(-0.9999999, Math.min(0.9999999, value)));
  return { value, interval: [Math.tanh(z - half), Math.tanh(z + half)] };
}
