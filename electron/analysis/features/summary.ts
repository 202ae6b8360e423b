import { quantile } from '../stats/descriptive.ts';
import { type ColumnValues, lengthOf, sortedValues } from './values.ts';

/** What the proposal reads off one column. */
export interface ColumnSummary {
  /** customers, and those without a value */
  readonly n: number;
  /** all customers, where only `n` of them were looked at */
  readonly of?: number;
  readonly missing: number;
  readonly distinct: number;
  /** how often the most frequent value occurs */
  readonly top: number;
  /** of a category with few levels: what they are called */
  readonly levels?: readonly string[];
  /** null for categories and for columns without values */
  readonly numeric: {
    readonly min: number;
    readonly max: number;
    readonly mean: number;
    /** population standard deviation */
    readonly sd: number;
    /** third standardised moment; 0 for constants */
    readonly skew: number;
    /** 5 %, 25 %, 50 %, 75 %, 95 % */
    readonly quantiles: readonly [number, number, number, number, number];
    /** values farther than five robust deviations (IQR/1.349) from the median; 0 when the IQR is 0 */
    readonly outliers: number;
  } | null;
}

/** Robust deviations from the median beyond which a value counts as an outlier. */
const OUTLIER = 5;

/** Levels that are named in a summary. */
const FEW_LEVELS = 12;

/** Summarise a column in one sort. */
export function summarise(column: ColumnValues): ColumnSummary {
  return column.kind === 'numeric' ? summariseNumbers(column.values) : summariseCodes(column.codes, column.levels);
}

function summariseCodes(codes: Int32Array, levels: readonly string[]): ColumnSummary {
  const counts = new Int32Array(levels.length);
  let missing = 0;
  for (const code of codes) {
    if (code < 0) missing++;
    else counts[code] = counts[code]! + 1;
  }
  let distinct = 0;
  let top = 0;
  for (const count of counts) {
    if (count > 0) distinct++;
    if (count > top) top = count;
  }
  const few = levels.length <= FEW_LEVELS ? { levels } : {};
  return { n: codes.length, missing, distinct, top, ...few, numeric: null };
}

function summariseNumbers(values: Float64Array): ColumnSummary {
  const sorted = sortedValues(values);
  const missing = values.length - sorted.length;
  if (sorted.length === 0) return { n: values.length, missing, distinct: 0, top: 0, numeric: null };
  const { distinct, top } = runs(sorted);
  let mean = 0;
  for (const value of sorted) mean += value;
  mean /= sorted.length;
  let m2 = 0;
  let m3 = 0;
  for (const value of sorted) {
    const e = value - mean;
    m2 += e * e;
    m3 += e * e * e;
  }
  m2 /= sorted.length;
  m3 /= sorted.length;
  const sd = distinct > 1 ? Math.sqrt(m2) : 0;
  const [p5, q1, median, q3, p95] = [0.05, 0.25, 0.5, 0.75, 0.95].map((q) => quantile(sorted, q)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const robust = (q3 - q1) / 1.349;
  let outliers = 0;
  if (robust > 0) for (const value of sorted) if (Math.abs(value - median) > OUTLIER * robust) outliers++;
  return {
    n: values.length,
    missing,
    distinct,
    top,
    numeric: {
      min: sorted[0]!,
      max: sorted[sorted.length - 1]!,
      mean,
      sd,
      skew: sd > 0 ? m3 / sd ** 3 : 0,
      quantiles: [p5, q1, median, q3, p95],
      outliers,
    },
  };
}

function runs(sorted: Float64Array): { distinct: number; top: number } {
  let distinct = 0;
  let top = 0;
  for (let i = 0; i < sorted.length;) {
    let j = i + 1;
    while (j < sorted.length && sorted[j] === sorted[i]) j++;
    distinct++;
    top = Math.max(top, j - i);
    i = j;
  }
  return { distinct, top };
}

/** Two columns that say the same: |r| of numbers, or how far one category tells the other. */
export interface Related {
  /** positions in the list of columns, a < b */
  readonly a: number;
  readonly b: number;
  /** 0.95 … 1, or -1 … -0.95 */
  readonly r: number;
}

/** From here on two columns are near duplicates. */
const NEAR_DUPLICATE = 0.95;
const MOST_PAIR_READS = 4e8;
const LEAST_ROWS = 300;

/**
 * Near duplicates among columns, on at most 20,000 evenly spaced customers (fewer when there are very many columns).
 * Numbers: Pearson's r over customers that have both values. Categories: how many wrong guesses of
 * one column knowing the other saves, the smaller of both ways. A number and a category are never compared.
 */
export function nearDuplicates(columns: readonly ColumnValues[]): Related[] {
  const n = columns[0] ? lengthOf(columns[0]) : 0;
  const size = Math.min(n, Math.max(LEAST_ROWS, Math.min(20000, Math.floor(MOST_PAIR_READS / columns.length ** 2))));
  const rows = Int32Array.from({ length: size }, (_, i) => Math.floor((i * n) / size));
  const found: Related[] = [];
  columns.forEach((first, a) => {
    for (let b = a + 1; b < columns.length; b++) {
      const second = columns[b]!;
      const r =
        first.kind === 'numeric' && second.kind === 'numeric'
          ? correlation(first.values, second.values, rows)
          : first.kind === 'coded' && second.kind === 'coded'
            ? mutualDecision(first, second, rows)
            : 0;
      if (Math.abs(r) > NEAR_DUPLICATE) found.push({ a, b, r });
    }
  });
  return found;
}

/** Pearson's r over the rows where both have a value; 0 when there are fewer than three or one is constant there. */
function correlation(x: Float64Array, y: Float64Array, rows: Int32Array): number {
  let n = 0;
  let mx = 0;
  let my = 0;
  for (const row of rows) {
    const a = x[row]!;
    const b = y[row]!;
    if (a !== a || b !== b) continue;
    n++;
    mx += a;
    my += b;
  }
  if (n < 3) return 0;
  mx /= n;
  my /= n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (const row of rows) {
    const a = x[row]! - mx;
    const b = y[row]! - my;
    if (a !== a || b !== b) continue;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

function mutualDecision(
  first: { codes: Int32Array; levels: readonly string[] },
  second: { codes: Int32Array; levels: readonly string[] },
  rows: Int32Array,
): number {
  const [p, q] = [first.levels.length, second.levels.length];
  if (p < 2 || q < 2 || p * q > 250000 || Math.max(p, q) > 2 * Math.min(p, q)) return 0;
  const table = new Int32Array(p * q);
  let n = 0;
  for (const row of rows) {
    const a = first.codes[row]!;
    const b = second.codes[row]!;
    if (a < 0 || b < 0) continue;
    n++;
    table[a * q + b] = table[a * q + b]! + 1;
  }
  if (n < 3) return 0;
  const bestOfRow = new Int32Array(p);
  const bestOfColumn = new Int32Array(q);
  const rowSum = new Int32Array(p);
  const columnSum = new Int32Array(q);
  for (let a = 0; a < p; a++)
    for (let b = 0; b < q; b++) {
      const count = table[a * q + b]!;
      rowSum[a] = rowSum[a]! + count;
      columnSum[b] = columnSum[b]! + count;
      bestOfRow[a] = Math.max(bestOfRow[a]!, count);
      bestOfColumn[b] = Math.max(bestOfColumn[b]!, count);
    }
  return Math.min(lambda(bestOfRow, columnSum, n), lambda(bestOfColumn, rowSum, n));
}

/** Share of wrong guesses that knowing the other column saves (λ of Goodman & Kruskal 1954). */
function lambda(best: Int32Array, margin: Int32Array, n: number): number {
  const blind = Math.max(...margin);
  return blind === n ? 0 : (best.reduce((sum, count) => sum + count, 0) - blind) / (n - blind);
}
