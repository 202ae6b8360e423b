import { quantile } from '../stats/descriptive.ts';
import { type ColumnValues, lengthOf, sortedValues } from './values.ts';

/** What two columns have in common, whatever their types. */
export interface Common {
  /** positions in the list of columns, a < b */
  readonly a: number;
  readonly b: number;
  /** squared Cramér's V without its bias, {@link LEAST_COMMON} … 1 */
  readonly v: number;
}

/** Less than this (V = 0.1, a small effect after Cohen 1988) is nothing; chance stays well below it on a thousand rows. */
export const LEAST_COMMON = 0.01;
/** From here on one column puts customers into the bands of the other, as a number and its logarithm do. */
export const REPEATS = 0.8;
/** Bands of equal counts a number is cut into; most frequent levels of a category, the others are one. */
const BANDS = 6;
const MOST_ROWS = 5000;
const LEAST_ROWS = 1000;
/** Rows times pairs of columns looked at. */
const MOST_READS = 4e8;
/** Pairs with fewer rows that have both values tell nothing. */
const LEAST_BOTH = 200;
const NONE = 255;

/**
 * What each pair of columns has in common: Cramér's V over bands and levels, with the correction of Bergsma (2013), on at
 * most 5,000 evenly spaced rows. Groups of customers show as columns that go together: a column that goes with no other
 * can at most be cut by itself.
 */
export function inCommon(columns: readonly ColumnValues[]): Common[] {
  const n = columns[0] ? lengthOf(columns[0]) : 0;
  const pairs = Math.max(1, (columns.length * (columns.length - 1)) / 2);
  const size = Math.min(n, MOST_ROWS, Math.max(LEAST_ROWS, Math.floor(MOST_READS / pairs)));
  const rows = Int32Array.from({ length: size }, (_, i) => Math.floor((i * n) / size));
  const banded = columns.map((column) => bandsOf(column, rows));
  const found: Common[] = [];
  for (let a = 0; a < banded.length; a++)
    for (let b = a + 1; b < banded.length; b++) {
      const v = squaredV(banded[a]!, banded[b]!);
      if (v >= LEAST_COMMON) found.push({ a, b, v });
    }
  return found;
}

/** Band of each row, {@link NONE} where there is no value. */
function bandsOf(column: ColumnValues, rows: Int32Array): Uint8Array {
  if (column.kind === 'coded') return levelsOf(column.codes, rows);
  const values = Float64Array.from(rows, (row) => column.values[row]!);
  const sorted = sortedValues(values);
  const cuts = Array.from({ length: BANDS - 1 }, (_, i) => quantile(sorted, (i + 1) / BANDS));
  return Uint8Array.from(values, (value) => {
    if (!Number.isFinite(value)) return NONE;
    let band = 0;
    while (band < cuts.length && value > cuts[band]!) band++;
    return band;
  });
}

function levelsOf(codes: Int32Array, rows: Int32Array): Uint8Array {
  const counts = new Map<number, number>();
  for (const row of rows) if (codes[row]! >= 0) counts.set(codes[row]!, (counts.get(codes[row]!) ?? 0) + 1);
  const order = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, BANDS - 1);
  const places = new Map(order.map(([code], i) => [code, i]));
  return Uint8Array.from(rows, (row) => (codes[row]! < 0 ? NONE : (places.get(codes[row]!) ?? BANDS - 1)));
}

function squaredV(a: Uint8Array, b: Uint8Array): number {
  const table = new Float64Array(BANDS * BANDS);
  let n = 0;
  for (let i = 0; i < a.length; i++) {
    const [p, q] = [a[i]!, b[i]!];
    if (p === NONE || q === NONE) continue;
    table[p * BANDS + q]!++;
    n++;
  }
  if (n < LEAST_BOTH) return 0;
  const across = new Float64Array(BANDS);
  const down = new Float64Array(BANDS);
  table.forEach((count, at) => {
    across[Math.floor(at / BANDS)]! += count;
    down[at % BANDS]! += count;
  });
  let sum = 0;
  table.forEach((count, at) => {
    const expected = across[Math.floor(at / BANDS)]! * down[at % BANDS]!;
    if (expected > 0) sum += (count * count) / expected;
  });
  const [r, c] = [across, down].map((margin) => margin.reduce((k, count) => k + Number(count > 0), 0)) as [
    number,
    number,
  ];
  if (r < 2 || c < 2) return 0;
  const phi = Math.max(0, sum - 1 - ((r - 1) * (c - 1)) / (n - 1));
  return phi / (Math.min(r - (r - 1) ** 2 / (n - 1), c - (c - 1) ** 2 / (n - 1)) - 1);
}

/**
 * The columns that speak for the others, best first: each next one adds most to what all columns have in common with
 * those taken (greedy facility location, Nemhauser, Wolsey & Fisher 1978). Columns that go with no other are left out.
 * @param columns positions to choose from
 */
export function speaking(columns: readonly number[], common: readonly Common[]): number[] {
  const place = new Map(columns.map((column, i) => [column, i]));
  const links = columns.map(() => [] as { to: number; v: number }[]);
  for (const { a, b, v } of common) {
    const [p, q] = [place.get(a), place.get(b)];
    if (p === undefined || q === undefined) continue;
    links[p]!.push({ to: q, v });
    links[q]!.push({ to: p, v });
  }
  // a column speaks for itself as well as the one that goes with it best
  links.forEach((own, i) => {
    if (own.length > 0) own.push({ to: i, v: Math.max(...own.map(({ v }) => v)) });
  });
  const covered = new Float64Array(columns.length);
  const left = new Set(columns.flatMap((_, i) => (links[i]!.length > 0 ? [i] : [])));
  const order: number[] = [];
  while (left.size > 0) {
    let best = -1;
    let most = -1;
    for (const i of left) {
      const gain = links[i]!.reduce((total, { to, v }) => total + Math.max(0, v - covered[to]!), 0);
      if (gain > most) [best, most] = [i, gain];
    }
    left.delete(best);
    order.push(columns[best]!);
    for (const { to, v } of links[best]!) covered[to] = Math.max(covered[to]!, v);
  }
  return order;
}
