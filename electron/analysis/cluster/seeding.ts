import { kmeans as mlKmeans } from 'ml-kmeans';
import type { Random } from '../random.ts';
import { kmeans, type Watch } from './engine.ts';
import type { KmeansResult } from './run.ts';

/**
 * Greedy k-means++ (Arthur & Vassilvitskii 2007): each next centre is the best of `2 + floor(ln k)` rows drawn with
 * probability proportional to the squared distance to the nearest centre so far, as scikit-learn draws them.
 * @param x row-major n x d
 * @returns row-major k x d; centres repeat when there are fewer than k distinct rows
 */
export function plusPlus(
  x: Float64Array,
  n: number,
  d: number,
  k: number,
  random: Random,
  trials: number = 2 + Math.floor(Math.log(k)),
): Float64Array {
  const centres = new Float64Array(k * d);
  let near = new Float64Array(n).fill(Infinity);
  let row = random.below(n);
  let sum = lower(x, n, d, row, near, near);
  centres.set(x.subarray(row * d, row * d + d), 0);
  for (let j = 1; j < k; j++) {
    let best = Infinity;
    let bestNear = near;
    for (let trial = 0; trial < trials; trial++) {
      const candidate = draw(near, sum, random);
      const next = new Float64Array(n);
      const total = lower(x, n, d, candidate, near, next);
      if (total >= best) continue;
      best = total;
      bestNear = next;
      row = candidate;
    }
    near = bestNear;
    sum = best;
    centres.set(x.subarray(row * d, row * d + d), j * d);
  }
  return centres;
}

/** Squared distance to the nearest centre once `row` is one too. @returns their sum */
function lower(x: Float64Array, n: number, d: number, row: number, near: Float64Array, into: Float64Array): number {
  const c = row * d;
  const pairs = d - (d % 2);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const p = i * d;
    // two sums side by side: one would wait for itself
    let e = 0;
    let f = 0;
    for (let t = 0; t < pairs; t += 2) {
      const a = x[p + t]! - x[c + t]!;
      const b = x[p + t + 1]! - x[c + t + 1]!;
      e += a * a;
      f += b * b;
    }
    if (pairs < d) {
      const a = x[p + pairs]! - x[c + pairs]!;
      e += a * a;
    }
    e += f;
    const before = near[i]!;
    const least = e < before ? e : before;
    into[i] = least;
    sum += least;
  }
  return sum;
}

function draw(near: Float64Array, sum: number, random: Random): number {
  let left = random.next() * sum;
  for (let i = 0; i < near.length; i++) {
    left -= near[i]!;
    if (left < 0) return i;
  }
  return near.length - 1;
}

/** Draws of starting rows a restart chooses from, and the passes each gets to show its worth. */
const DRAWS = 8;
const TRIAL_PASSES = 12;
/** Passes of ml-kmeans over the sample: the full data does the rest. */
const SAMPLE_PASSES = 8;

/**
 * Starting centres for the full data, sought on a sample: of several draws of k-means++ (greedy and plain in turn: the
 * greedy ones alone are too much alike to leave a bad valley) the one that gets lowest within some passes, then moved by
 * ml-kmeans.
 * @param sample row-major m x d
 * @returns row-major k x d, finite
 */
export function startingCentres(sample: Float64Array, m: number, d: number, k: number, random: Random): Float64Array {
  let least = Infinity;
  let drawn = plusPlus(sample, m, d, k, random);
  if (k >= m) return drawn;
  for (let draw = 0; draw < DRAWS; draw++) {
    const start = draw % 2 === 0 ? plusPlus(sample, m, d, k, random) : plusPlus(sample, m, d, k, random, 1);
    const { centres, inertia } = kmeans(sample, m, d, start, TRIAL_PASSES);
    if (inertia >= least) continue;
    least = inertia;
    drawn = centres;
  }
  const { centroids } = mlKmeans(rowsOf(sample, m, d), k, {
    initialization: rowsOf(drawn, k, d),
    maxIterations: SAMPLE_PASSES,
  });
  const moved = Float64Array.from(centroids.flat());
  return moved.every(Number.isFinite) ? moved : drawn;
}

/** Passes a swapped solution gets to show its worth. */
const SWAP_PASSES = 8;

/**
 * Improve a solution by random swaps (Fränti 2018): a centre moves to a row drawn at random, some passes follow, and what
 * is lower than before goes on to its fixed point and stays. Leaves local minima that no start would have left.
 * @param x row-major n x d
 * @param start the solution's centres, row-major k x d
 */
export function swapCentres(
  x: Float64Array,
  n: number,
  d: number,
  start: Float64Array,
  swaps: number,
  updates: number,
  random: Random,
  watch: Watch,
): KmeansResult {
  const k = start.length / d;
  let best = kmeans(x, n, d, start, updates, watch);
  for (let swap = 0; swap < swaps && k > 1 && !watch.stopped(); swap++) {
    const centres = best.centres.slice();
    const row = random.below(n) * d;
    centres.set(x.subarray(row, row + d), random.below(k) * d);
    const tried = kmeans(x, n, d, centres, SWAP_PASSES, watch);
    if (tried.inertia >= best.inertia) continue;
    const lower = kmeans(x, n, d, tried.centres, updates, watch);
    if (lower.inertia < best.inertia) best = lower;
  }
  return best;
}

function rowsOf(x: Float64Array, n: number, d: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from(x.subarray(i * d, i * d + d)));
}
