import { quantile } from '../stats/descriptive.ts';
import { normalCdf } from '../stats/distributions.ts';

/** A column in which groups are sought: numbers, or the levels of a category. */
export type Sought =
  | { readonly kind: 'number'; readonly values: Float64Array }
  | { readonly kind: 'level'; readonly codes: Int32Array; readonly levels: number };

/** A value that more than this share of the rows has is a lump: zeros, a default, yes and no. */
const LUMP = 0.05;
/** Bands of equal counts a number is cut into; most frequent levels of a category, the others are one. */
const BANDS = 6;
/** Two columns go together when chance gives their table less often than this, over all pairs. */
const BY_CHANCE = 3e-4;

/**
 * The columns of a matrix of features, a category's levels as one.
 * @param x row-major n x d
 * @param of for each column of the matrix the attribute it belongs to; the levels of a category follow each other
 */
export function soughtColumns(x: Float64Array, n: number, d: number, of: readonly number[]): Sought[] {
  const out: Sought[] = [];
  for (let at = 0; at < d;) {
    let end = at + 1;
    while (end < d && of[end] === of[at]) end++;
    out.push(end - at === 1 ? numbers(x, n, d, at) : levels(x, n, d, at, end));
    at = end;
  }
  return out;
}

const numbers = (x: Float64Array, n: number, d: number, at: number): Sought => ({
  kind: 'number',
  values: Float64Array.from({ length: n }, (_, i) => x[i * d + at]!),
});

function levels(x: Float64Array, n: number, d: number, from: number, end: number): Sought {
  const codes = Int32Array.from({ length: n }, (_, i) => {
    // a level the fit has not seen is none of them
    let code = end - from;
    for (let t = from; t < end; t++) if (x[i * d + t]! !== 0) code = t - from;
    return code;
  });
  return { kind: 'level', codes, levels: end - from + 1 };
}

/** Whether a column is made of lumps, which leave gaps that are no gaps between groups. */
export function isLumpy(column: Sought): boolean {
  if (column.kind === 'level') return true;
  const counts = new Map<number, number>();
  let most = 0;
  for (const value of column.values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    most = Math.max(most, count);
  }
  return most > LUMP * column.values.length;
}

/**
 * The columns that go with another, by Pearson's chi-squared test over bands and levels. A group is what several columns have
 * in common: a column that goes with no other can only be cut by itself, and hides the groups of the others.
 */
export function related(columns: readonly Sought[]): Sought[] {
  const bands = columns.map(bandsOf);
  const bar = BY_CHANCE / Math.max(1, (columns.length * (columns.length - 1)) / 2);
  const kept = new Set<number>();
  for (let a = 0; a < columns.length; a++)
    for (let b = 0; b < a; b++) {
      if (kept.has(a) && kept.has(b)) continue;
      if (chance(bands[a]!, bands[b]!) >= bar) continue;
      kept.add(a);
      kept.add(b);
    }
  return columns.filter((_, i) => kept.has(i));
}

function bandsOf(column: Sought): Uint8Array {
  if (column.kind === 'level') {
    const counts = new Int32Array(column.levels);
    for (const code of column.codes) counts[code]!++;
    const order = Array.from(counts, (count, code) => ({ count, code })).sort((a, b) => b.count - a.count);
    const places = new Map(order.slice(0, BANDS - 1).map(({ code }, i) => [code, i]));
    return Uint8Array.from(column.codes, (code) => places.get(code) ?? BANDS - 1);
  }
  const sorted = column.values.slice().sort();
  const cuts = Array.from({ length: BANDS - 1 }, (_, i) => quantile(sorted, (i + 1) / BANDS));
  return Uint8Array.from(column.values, (value) => {
    let band = 0;
    while (band < cuts.length && value >= cuts[band]!) band++;
    return band;
  });
}

/** p of the chi-squared test of a table (Wilson & Hilferty 1931: good to some hundredths of itself far in the tail). */
function chance(a: Uint8Array, b: Uint8Array): number {
  const table = new Float64Array(BANDS * BANDS);
  const [across, down] = [new Float64Array(BANDS), new Float64Array(BANDS)];
  for (let i = 0; i < a.length; i++) {
    table[a[i]! * BANDS + b[i]!]!++;
    across[a[i]!]!++;
    down[b[i]!]!++;
  }
  let sum = 0;
  table.forEach((count, at) => {
    const expected = (across[Math.floor(at / BANDS)]! * down[at % BANDS]!) / a.length;
    if (expected > 0) sum += (count - expected) ** 2 / expected;
  });
  const used = (margin: Float64Array) => margin.reduce((k, count) => k + Number(count > 0), 0);
  const df = (used(across) - 1) * (used(down) - 1);
  if (df === 0) return 1;
  const spread = 2 / (9 * df);
  return normalCdf((1 - spread - Math.cbrt(sum / df)) / Math.sqrt(spread));
}
