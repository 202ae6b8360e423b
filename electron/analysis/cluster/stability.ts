import { seeded } from '../random.ts';
import { nearest, takeRows } from './centres.ts';
import { kmeans, NO_WATCH, type Watch } from './engine.ts';
import { floats } from './run.ts';
import { adjustedRand } from './rand-index.ts';
import { plusPlus } from './seeding.ts';

/** Most rows of a bootstrap sample. */
const MOST_ROWS = 3000;
/** Starts a sample gets: a bad start must not pass for an unstable grouping. */
const STARTS = 3;
const MOST_PASSES = 100;

/** A solution found on few rows. */
export interface SmallSolution {
  centres: Float64Array;
  labels: Uint8Array;
  inertia: number;
}

/**
 * k-means on few rows: the best of some greedy k-means++ starts (of equal ones the first).
 * @param x row-major m x d
 * @param seed, streams select the random numbers
 */
export function smallKmeans(
  x: Float64Array,
  m: number,
  d: number,
  k: number,
  watch: Watch,
  seed: number,
  ...streams: number[]
): SmallSolution {
  let best: SmallSolution | null = null;
  for (let start = 0; start < STARTS; start++) {
    const { centres, labels, inertia } = kmeans(
      x,
      m,
      d,
      plusPlus(x, m, d, k, seeded(seed, ...streams, start)),
      MOST_PASSES,
      watch,
    );
    if (best === null || inertia < best.inertia) best = { centres, labels, inertia };
  }
  return best!;
}

/**
 * One draw of the stability of partitions under resampling (Dolnicar & Leisch 2010; Hennig 2007): a bootstrap sample
 * is clustered anew, the rows of `sample` go to its nearest centres, and that partition is compared with the one at hand.
 * @param x row-major n x d, all rows
 * @param sample row-major m x d, the rows compared
 * @param partitions labels of the rows of `sample`, one array for each of `ks`
 * @returns adjusted Rand index for each of `ks`
 */
export function stabilityDraw(
  x: Float64Array,
  n: number,
  d: number,
  sample: Float64Array,
  ks: readonly number[],
  partitions: readonly Uint8Array[],
  seed: number,
  draw: number,
  watch: Watch = NO_WATCH,
): number[] {
  const size = Math.min(n, MOST_ROWS);
  const random = seeded(seed, 31, draw);
  const rows = takeRows(
    x,
    d,
    Int32Array.from({ length: size }, () => random.below(n)),
  );
  return ks.map((k, i) => {
    if (watch.stopped()) return 0;
    const { centres } = smallKmeans(rows, size, d, k, watch, seed, 32, draw, k);
    return adjustedRand(partitions[i]!, nearest(sample, sample.length / d, d, centres));
  });
}

/** Kinds of data without groups to compare with. */
const REFERENCES = ['gaussian', 'uniform', 'permuted'] as const;
/** A kind of data without groups. */
export type Reference = (typeof REFERENCES)[number];

/**
 * Rows of data that has no groups but is otherwise like the data at hand: `gaussian` and `uniform` have the same
 * variances along the same principal axes (SigClust, Liu et al. 2008; the gap statistic's second reference, Tibshirani et
 * al. 2001); distances do not see the rotation, so the columns here are the axes. `permuted` has the same columns, each in
 * an order of its own: for answers of yes and no, where the columns themselves are lumps.
 * @param sample row-major m x d, rows of the data at hand
 * @param variances along the principal axes, length d
 * @param size rows wanted, at most m for `permuted`
 */
export function referenceRows(
  kind: Reference,
  sample: Float64Array,
  d: number,
  variances: Float64Array,
  size: number,
  seed: number,
  draw: number,
): Float64Array {
  const random = seeded(seed, 41, REFERENCES.indexOf(kind), draw);
  const out = floats(size * d);
  const m = sample.length / d;
  for (let i = 0; i < size; i++)
    for (let t = 0; t < d; t++) {
      const spread = Math.sqrt(Math.max(0, variances[t]!));
      if (kind === 'gaussian') out[i * d + t] = spread * random.normal();
      else if (kind === 'uniform') out[i * d + t] = spread * Math.sqrt(3) * (2 * random.next() - 1);
      else out[i * d + t] = sample[random.below(m) * d + t]!;
    }
  return out;
}

/**
 * How deep the valleys between neighbouring groups are. Each group and the group nearest to it are looked at along the
 * line between their centres: rows a unit of length about the middle, against the lesser of the two sides' densest
 * stretches. 0: nothing lies between them; 1 or more: the border runs through the thick of it. Reported is the mean over
 * the groups, each capped at 1.
 * @param x row-major m x d
 * @returns null for one group, or when no group has rows
 */
export function valleys(x: Float64Array, d: number, labels: Uint8Array, centres: Float64Array): number | null {
  const k = centres.length / d;
  if (k < 2) return null;
  let sum = 0;
  let seen = 0;
  for (let a = 0; a < k; a++) {
    const b = nearestOther(centres, d, k, a);
    const depth = between(alongLine(x, d, labels, centres, a, b));
    if (depth === null) continue;
    sum += Math.min(1, depth);
    seen++;
  }
  return seen === 0 ? null : sum / seen;
}

function nearestOther(centres: Float64Array, d: number, k: number, a: number): number {
  let least = Infinity;
  let other = a;
  for (let b = 0; b < k; b++) {
    if (b === a) continue;
    let e = 0;
    for (let t = 0; t < d; t++) e += (centres[a * d + t]! - centres[b * d + t]!) ** 2;
    if (e < least) {
      least = e;
      other = b;
    }
  }
  return other;
}

/** Places of the rows of groups a and b on the line from a's centre (0) to b's (1). */
function alongLine(
  x: Float64Array,
  d: number,
  labels: Uint8Array,
  centres: Float64Array,
  a: number,
  b: number,
): number[] {
  let length = 0;
  for (let t = 0; t < d; t++) length += (centres[b * d + t]! - centres[a * d + t]!) ** 2;
  if (length === 0) return [];
  const places: number[] = [];
  labels.forEach((label, i) => {
    if (label !== a && label !== b) return;
    let at = 0;
    for (let t = 0; t < d; t++)
      at += (x[i * d + t]! - centres[a * d + t]!) * (centres[b * d + t]! - centres[a * d + t]!);
    places.push(at / length);
  });
  return places;
}

/** Half the width of the stretch in which rows are counted. */
const HALF = 0.125;
const STRETCHES = [-0.25, -0.125, 0, 0.125, 0.25];

function between(places: number[]): number | null {
  const count = (at: number): number => places.reduce((c, p) => (p >= at - HALF && p < at + HALF ? c + 1 : c), 0);
  const left = Math.max(...STRETCHES.map((at) => count(at)));
  const right = Math.max(...STRETCHES.map((at) => count(1 + at)));
  const least = Math.min(left, right);
  return least === 0 ? null : count(0.5) / least;
}
