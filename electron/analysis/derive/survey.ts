import type { FactAnswer, FactSource } from './types.ts';

/** Items of a survey that are answered on one scale and stand together. */
export interface Battery {
  readonly items: readonly FactAnswer[];
}

/** Fewest items of a battery. */
const ITEMS = 2;
/** Points of a scale: fewer are yes/no, more are a measure. */
const POINTS = { least: 3, most: 11 };

/**
 * Find batteries: at least two neighbouring answers on one scale of 3 to 11 points, either the same ordered levels or whole numbers
 * from 0 or 1 to 10 that are named alike (Q1, Q2 …) or reach over the same range.
 */
export function batteriesOf(answers: readonly FactAnswer[]): Battery[] {
  const found: Battery[] = [];
  let run: FactAnswer[] = [];
  let scale: string | null = null;
  const end = () => {
    if (scale !== null && run.length >= ITEMS && (!scale.startsWith('#') || spanOf(run) >= POINTS.least - 1))
      found.push({ items: run });
    run = [];
  };
  for (const answer of answers) {
    const own = scaleOf(answer);
    if (own === null || own !== scale) {
      end();
      scale = own;
    }
    if (own !== null) run.push(answer);
  }
  end();
  return found;
}

function scaleOf({ name, type, levels, column }: FactAnswer): string | null {
  if (type === 'category' && levels && levels.length >= POINTS.least && levels.length <= POINTS.most)
    return `levels ${JSON.stringify(levels)}`;
  if (type !== 'number' || column.kind !== 'number') return null;
  let min = Infinity;
  let max = -Infinity;
  for (const value of column.values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value) || value < 0 || value > POINTS.most - 1) return null;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const stem = /^(.*?)[\s._-]*\d+$/.exec(name.trim().slice(-200))?.[1];
  if (stem !== undefined) return min > max ? null : `#stem ${stem}`;
  return max - min < POINTS.least - 1 ? null : `#range ${String(min)} ${String(max)}`;
}

/** Distance from the lowest to the highest answer of all items. */
function spanOf(items: readonly FactAnswer[]): number {
  let min = Infinity;
  let max = -Infinity;
  for (const { column } of items)
    if (column.kind === 'number')
      for (const value of column.values) {
        if (value < min) min = value;
        if (value > max) max = value;
      }
  return max - min;
}

/** Value of each row of an item: numbers as they are, levels 1 … points; NaN missing. */
export function itemValues({ column, levels }: FactAnswer): Float64Array {
  if (column.kind !== 'category') return column.values;
  const place = new Map((levels ?? []).map((level, i) => [level, i + 1]));
  const values = column.values.map((value) => (value === null ? NaN : (place.get(value) ?? NaN)));
  return Float64Array.from(column.codes, (code) => (code < 0 ? NaN : values[code]!));
}

/** Reliability of a battery. */
export interface Reliability {
  /** Cronbach's alpha over complete rows; NaN with fewer than two rows or no variance */
  readonly alpha: number;
  /** rows that answered all items */
  readonly complete: number;
  /** items that go against the others (negative correlation with the sum of the rest): perhaps worded the other way round */
  readonly against: readonly number[];
}

/**
 * Cronbach's alpha, k / (k − 1) · (1 − Σ var(item) / var(sum)), over the rows that answered every item
 * (Cronbach, Psychometrika 16, 1951).
 * @param items one array a question, all of one length
 */
export function reliability(items: readonly Float64Array[]): Reliability {
  const k = items.length;
  const rows: number[] = [];
  for (let row = 0; row < (items[0]?.length ?? 0); row++)
    if (items.every((item) => !Number.isNaN(item[row]!))) rows.push(row);
  const sums = rows.map((row) => items.reduce((sum, item) => sum + item[row]!, 0));
  const variances = items.map((item) => variance(rows.map((row) => item[row]!)));
  const whole = variance(sums);
  const alpha =
    k < 2 || rows.length < 2 || !(whole > 0)
      ? NaN
      : (k / (k - 1)) * (1 - variances.reduce((sum, value) => sum + value, 0) / whole);
  const against = items.flatMap((item, i) => {
    const own = rows.map((row) => item[row]!);
    return covariance(
      own,
      sums.map((sum, at) => sum - own[at]!),
    ) < 0
      ? [i]
      : [];
  });
  return { alpha, complete: rows.length, against };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]): number => covariance(values, values);
function covariance(a: readonly number[], b: readonly number[]): number {
  const [p, q] = [mean(a), mean(b)];
  return a.reduce((sum, value, i) => sum + (value - p) * (b[i]! - q), 0) / (a.length - 1);
}

/**
 * The index of each customer: mean of the items over the rows that answered at least half of them, then over the customer's rows.
 * @returns length n, NaN without an answer
 */
export function indexOf(items: readonly Float64Array[], customers: Int32Array, n: number): Float64Array {
  const sums = new Float64Array(n);
  const counts = new Int32Array(n);
  for (let row = 0; row < customers.length; row++) {
    const at = customers[row]! - 1;
    if (at < 0) continue;
    let sum = 0;
    let answered = 0;
    for (const item of items) {
      const value = item[row]!;
      if (Number.isNaN(value)) continue;
      sum += value;
      answered++;
    }
    if (answered * 2 < items.length || answered === 0) continue;
    sums[at] = sums[at]! + sum / answered;
    counts[at] = counts[at]! + 1;
  }
  return sums.map((sum, at) => sum / counts[at]!);
}

/** An option of a multiple choice: who chose it. */
export interface Choice {
  readonly option: string;
  /** 1 chosen, 0 not, NaN: did not answer; length n */
  readonly values: Float64Array;
}

/** Most options a multiple choice is split into; the most chosen ones. */
const OPTIONS = 30;

/** Split a multiple choice into yes/no: a customer chose an option when any of the rows names it. */
export function choicesOf(answer: FactAnswer, { customers, rows }: FactSource, n: number): Choice[] {
  const { column } = answer;
  const mark = answer.format.choices;
  if (mark === undefined || column.kind !== 'category') return [];
  const parts = column.values.map((value) => [
    ...new Set(
      (value ?? '')
        .split(mark)
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  ]);
  const counts = new Map<string, number>();
  for (let row = 0; row < rows; row++)
    if (customers[row]! > 0 && column.codes[row]! >= 0)
      for (const part of parts[column.codes[row]!]!) counts.set(part, (counts.get(part) ?? 0) + 1);
  const kept = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, OPTIONS);
  const place = new Map(kept.map(([option], i) => [option, i]));
  const values = kept.map(() => new Float64Array(n).fill(NaN));
  for (let row = 0; row < rows; row++) {
    const at = customers[row]! - 1;
    const code = column.codes[row]!;
    if (at < 0 || code < 0 || parts[code]!.length === 0) continue;
    for (const one of values) if (Number.isNaN(one[at]!)) one[at] = 0;
    for (const part of parts[code]!) {
      const i = place.get(part);
      if (i !== undefined) values[i]![at] = 1;
    }
  }
  return kept.map(([option], i) => ({ option, values: values[i]! }));
}
