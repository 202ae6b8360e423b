import type { FeaturePlan, FittedFeature, MatrixColumn } from '../../../shared/figures.ts';
import type { Treatment } from '../../../shared/contract/features.ts';
import { quantile } from '../stats/descriptive.ts';
import { gapValue } from './gaps.ts';
import { type ColumnValues, lengthOf, sortedValues } from './values.ts';

/** Robust z-scores end here. */
const CLIP = 4;

/** Rows kept under the drop policies, in order. */
export function keptRows(plans: readonly FeaturePlan[], columns: readonly ColumnValues[]): Int32Array {
  const n = columns[0] ? lengthOf(columns[0]) : 0;
  const strict = columns.filter((_, i) => plans[i]!.missing === 'drop');
  const kept: number[] = [];
  for (let row = 0; row < n; row++) if (strict.every((column) => !isMissing(column, row))) kept.push(row);
  return Int32Array.from(kept);
}

const isMissing = (column: ColumnValues, row: number): boolean =>
  column.kind === 'numeric' ? Number.isNaN(column.values[row]!) : column.codes[row]! < 0;

/** Fit a treatment on the kept rows. */
export function fitFeature(plan: FeaturePlan, column: ColumnValues, rows: Int32Array): FittedFeature {
  const { attribute, treatment, weight, missing } = plan;
  const base = { attribute, treatment, weight, missing };
  if (treatment === 'onehot') return { ...base, ...fitLevels(plan, column, rows), centre: 0, scale: Math.SQRT2 };
  const raw = new Float64Array(rows.length);
  const read = reader(column);
  for (let i = 0; i < rows.length; i++) raw[i] = read(rows[i]!);
  const sorted = sortedValues(raw);
  const levels = column.kind === 'coded' ? column.levels : [];
  const fill = sorted.length === 0 ? 0 : treatment === 'binary' ? commoner(sorted) : gapValue(missing, sorted);
  if (treatment === 'robust') {
    const scale = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.349;
    if (scale > 0) return { ...base, fill, centre: quantile(sorted, 0.5), scale, levels };
  }
  let mean = 0;
  for (let i = 0; i < raw.length; i++) {
    raw[i] = transformed(treatment, Number.isNaN(raw[i]!) ? fill : raw[i]!);
    mean += raw[i]!;
  }
  mean /= Math.max(1, raw.length);
  let m2 = 0;
  for (const value of raw) m2 += (value - mean) ** 2;
  const sd = Math.sqrt(m2 / Math.max(1, raw.length));
  return { ...base, fill, centre: mean, scale: sd > 1e-12 * (Math.abs(mean) + 1) ? sd : 1, levels };
}

const commoner = (sorted: Float64Array): number =>
  quantile(sorted, 0.5) > (sorted[0]! + sorted[sorted.length - 1]!) / 2 ? sorted[sorted.length - 1]! : sorted[0]!;

function transformed(treatment: Treatment, value: number): number {
  return treatment === 'log' ? Math.sign(value) * Math.log1p(Math.abs(value)) : value;
}

/** A category reads as its level's index. */
const reader = (column: ColumnValues): ((row: number) => number) =>
  column.kind === 'numeric'
    ? (row) => column.values[row]!
    : (row) => (column.codes[row]! < 0 ? NaN : column.codes[row]!);

function fitLevels(
  plan: FeaturePlan,
  column: ColumnValues,
  rows: Int32Array,
): { fill: number; levels: (string | null)[] } {
  const names = levelNames(column);
  const read = levelReader(column, names);
  const counts = new Float64Array(names.length);
  let gaps = 0;
  for (const row of rows) {
    const at = read(row);
    if (at < 0) gaps++;
    else counts[at] = counts[at]! + 1;
  }
  const levels: (string | null)[] = names;
  if (plan.missing === 'level' && gaps > 0) return { fill: NaN, levels: [...levels, null] };
  return { fill: counts.indexOf(Math.max(...counts)), levels };
}

/** The levels a one-hot treatment has: a category's own, or a number's distinct values in rising order. */
function levelNames(column: ColumnValues): string[] {
  if (column.kind === 'coded') return [...column.levels];
  return [...new Set(sortedValues(column.values))].map(String);
}

function levelReader(column: ColumnValues, levels: readonly (string | null)[]): (row: number) => number {
  if (column.kind === 'coded') {
    const places = column.levels.map((level) => levels.indexOf(level));
    return (row) => (column.codes[row]! < 0 ? -1 : places[column.codes[row]!]!);
  }
  const places = new Map(levels.map((level, i) => [level, i]));
  return (row) => (Number.isNaN(column.values[row]!) ? -1 : (places.get(String(column.values[row]!)) ?? -1));
}

/** Number of matrix columns of a fitted feature. */
export const widthOf = (fitted: FittedFeature): number => (fitted.treatment === 'onehot' ? fitted.levels.length : 1);

/** What the matrix columns of a fitted feature stand for, in order. */
export const columnsOf = (fitted: FittedFeature): MatrixColumn[] =>
  fitted.treatment === 'onehot'
    ? fitted.levels.map((level) => ({ attribute: fitted.attribute, level }))
    : [{ attribute: fitted.attribute }];

/**
 * Write a fitted feature's columns into a row-major matrix.
 * @param out rows.length x d
 * @param at first column
 * @param column values to place; a level the fit has not seen leaves its one-hot columns at 0
 */
export function fillFeature(
  fitted: FittedFeature,
  column: ColumnValues,
  rows: Int32Array,
  out: Float64Array,
  d: number,
  at: number,
): void {
  const { treatment, weight, fill, centre, scale, levels } = fitted;
  if (treatment === 'onehot') {
    const read = levelReader(column, levels);
    const gap = Number.isNaN(fill) ? levels.length - 1 : fill;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const level = isMissing(column, row) ? gap : read(row);
      if (level >= 0) out[i * d + at + level] = weight / scale;
    }
    return;
  }
  const read = reader(column);
  for (let i = 0; i < rows.length; i++) {
    const value = read(rows[i]!);
    let z = (transformed(treatment, Number.isNaN(value) ? fill : value) - centre) / scale;
    if (treatment === 'robust') z = Math.max(-CLIP, Math.min(CLIP, z));
    out[i * d + at] = weight * z;
  }
}
