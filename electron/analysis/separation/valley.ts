/** What lies between two groups, along the line that tells them apart best. */
export interface Valley {
  /** rows in the emptiest stretch between them, against the lesser of the two densest stretches beside it; 0 empty … 1 none */
  readonly full: number;
  /** how surely it is emptier, in standard errors of the difference of the two counts */
  readonly surely: number;
  /** distance of the means in standard deviations of the rows about their own mean */
  readonly apart: number;
}

/** Half a stretch, in distances of the two means. */
const HALF = 0.125;
const STEP = 0.05;
/** Where the valley is sought, the first mean at 0 and the second at 1. */
const FROM = 0.3;
const TO = 0.75;
/** Its two sides begin so far from its middle, and end so far beyond the means. */
const SIDE = 0.2;
const BEYOND = 0.3;
/** Part of the mean variance that is added to every direction: of few rows some look narrower than they are. */
const RIDGE = 0.05;

/**
 * The valley between two groups: their rows on Fisher's discriminant (1936), counted in stretches. Of one cloud cut in two the
 * stretch in the middle is the fullest, of an even one as full as any.
 * @param x row-major, d columns
 * @param a, b rows of the two groups
 */
export function valleyBetween(x: Float64Array, d: number, a: readonly number[], b: readonly number[]): Valley {
  const [first, second] = [meanOf(x, d, a), meanOf(x, d, b)];
  const line = solve(
    within(x, d, [a, first], [b, second]),
    d,
    second.map((value, t) => value - first[t]!),
  );
  const onLine = (row: ArrayLike<number>, from: number): number => {
    let sum = 0;
    for (let t = 0; t < d; t++) sum += line[t]! * row[from + t]!;
    return sum;
  };
  const zero = onLine(first, 0);
  const length = onLine(second, 0) - zero;
  if (!(length > 0)) return { full: 1, surely: 0, apart: 0 };
  const places = new Float64Array(a.length + b.length);
  let spread = 0;
  a.forEach((row, i) => {
    const at = (onLine(x, row * d) - zero) / length;
    places[i] = at;
    spread += at ** 2;
  });
  b.forEach((row, i) => {
    const at = (onLine(x, row * d) - zero) / length;
    places[a.length + i] = at;
    spread += (at - 1) ** 2;
  });
  // of few rows in many columns the means look further apart than they are (Lachenbruch 1975)
  const n = places.length;
  const squared = ((n - 2) / Math.max(1e-12, spread)) * (Math.max(1, n - d - 3) / (n - 2));
  const apart = Math.sqrt(Math.max(0, squared - (d * n) / (a.length * b.length)));
  return { ...emptiest(places.sort()), apart };
}

function emptiest(places: Float64Array): { full: number; surely: number } {
  const count = (at: number): number => below(places, at + HALF) - below(places, at - HALF);
  const densest = (from: number, to: number): number => {
    let most = 0;
    for (let at = from; at <= to + 1e-9; at += STEP) most = Math.max(most, count(at));
    return most;
  };
  let best = { full: Infinity, surely: 0 };
  for (let at = FROM; at <= TO + 1e-9; at += STEP) {
    const side = Math.min(densest(-BEYOND, at - SIDE), densest(at + SIDE, 1 + BEYOND));
    const here = count(at);
    const full = side === 0 ? Infinity : here / side;
    if (full < best.full) best = { full, surely: (side - here) / Math.sqrt(side + here) };
  }
  return best;
}

/** How many of the sorted places lie below. */
function below(sorted: Float64Array, at: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Mean of some rows, length d. */
export function meanOf(x: Float64Array, d: number, rows: readonly number[]): Float64Array {
  const mean = new Float64Array(d);
  for (const row of rows) for (let t = 0; t < d; t++) mean[t]! += x[row * d + t]! / rows.length;
  return mean;
}

/** Covariance within the two groups, a little rounder than it is. */
function within(x: Float64Array, d: number, ...groups: readonly [readonly number[], Float64Array][]): Float64Array {
  const n = groups.reduce((sum, [rows]) => sum + rows.length, 0);
  const out = new Float64Array(d * d);
  for (const [rows, mean] of groups)
    for (const row of rows)
      for (let s = 0; s < d; s++) {
        const from = x[row * d + s]! - mean[s]!;
        for (let t = 0; t <= s; t++) out[s * d + t]! += (from * (x[row * d + t]! - mean[t]!)) / n;
      }
  let trace = 0;
  for (let s = 0; s < d; s++) trace += out[s * d + s]!;
  const ridge = (Math.max(1e-12, trace) / d) * (Math.min(1, (2 * d) / n) + RIDGE);
  for (let s = 0; s < d; s++) {
    out[s * d + s]! += ridge;
    for (let t = 0; t < s; t++) out[t * d + s] = out[s * d + t]!;
  }
  return out;
}

/** Solve S y = b for a positive definite S (Cholesky). */
function solve(matrix: Float64Array, d: number, b: Float64Array): Float64Array {
  const lower = matrix.slice();
  for (let j = 0; j < d; j++) {
    for (let k = 0; k < j; k++) lower[j * d + j]! -= lower[j * d + k]! ** 2;
    const root = Math.sqrt(Math.max(1e-300, lower[j * d + j]!));
    lower[j * d + j] = root;
    for (let i = j + 1; i < d; i++) {
      for (let k = 0; k < j; k++) lower[i * d + j]! -= lower[i * d + k]! * lower[j * d + k]!;
      lower[i * d + j]! /= root;
    }
  }
  const y = b.slice();
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < i; k++) y[i]! -= lower[i * d + k]! * y[k]!;
    y[i]! /= lower[i * d + i]!;
  }
  for (let i = d - 1; i >= 0; i--) {
    for (let k = i + 1; k < d; k++) y[i]! -= lower[k * d + i]! * y[k]!;
    y[i]! /= lower[i * d + i]!;
  }
  return y;
}
