import type { Bucket, Cell, GridBody, Measure } from '../../../shared/contract/explore.ts';
import { sdOf } from '../stats/descriptive.ts';
import { intervalOfMean, wilson } from '../stats/intervals.ts';
import { mergeShapes, NO_SHAPE, type Shape, shapesBy } from '../stats/shape.ts';
import { medianOf } from './select.ts';
import type { Axis } from './types.ts';

/** Rows by columns of figures, with their totals; without columns one figure a row. */
export interface GridInput {
  readonly rows: Axis;
  readonly columns: Axis | null;
  readonly of: Measure['of'];
  /** values of the measured attribute; null for counts and shares */
  readonly values: Float64Array | null;
}

/** Count or measure every row of the mask by its steps. Rows without a step on either axis are left out. */
export function gridOf(input: GridInput): GridBody {
  const { rows, columns, of, values } = input;
  const r = rows.buckets.length;
  const c = columns ? columns.buckets.length : 1;
  const codes = cellCodes(rows.codes, columns?.codes ?? null, c);
  const measured = values ? shapesBy(values, (i) => codes[i]!, r * c) : null;
  const counts = countCells(codes, r * c);
  const sums = { counts, samples: measured };
  const over = (indexes: readonly number[]): Summed => sumOver(sums, indexes);
  const rowIndexes = range(r).map((i) => range(c).map((j) => i * c + j));
  const columnIndexes = range(c).map((j) => range(r).map((i) => i * c + j));
  const all = over(range(r * c));
  const medians = of === 'median' && values ? mediansOf(codes, values, r, c) : null;
  const figure = (one: Summed, base: number, median: number | undefined): Cell => cellOf(one, of, base, median);
  const rowSums = rowIndexes.map(over);
  const cells = range(r).map((i) =>
    range(c).map((j) => figure(over([i * c + j]), columns ? rowSums[i]!.n : all.n, medians?.cells[i * c + j])),
  );
  return {
    kind: 'grid',
    rows: rows.buckets.map((bucket, i): Bucket => ({ ...bucket, n: rowSums[i]!.n })),
    columns: columns ? columns.buckets.map((bucket, j): Bucket => ({ ...bucket, n: over(columnIndexes[j]!).n })) : [],
    cells,
    rowTotals: rowSums.map((one, i) => figure(one, all.n, medians?.rows[i])),
    columnTotals: columns ? columnIndexes.map((one, j) => figure(over(one), all.n, medians?.columns[j])) : [],
    total: figure(all, all.n, medians?.all),
    tones: columns ? tonesOf(cells, rowSums, columnIndexes.map(over), all, of) : null,
  };
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** The cell of each row, row-major over `width` columns; negative: it stands in none. Without columns: its step. */
export function cellCodes(rows: Int32Array, columns: Int32Array | null, width: number): Int32Array {
  if (!columns) return rows;
  const out = new Int32Array(rows.length).fill(-1);
  for (let i = 0; i < rows.length; i++) if (rows[i]! >= 0 && columns[i]! >= 0) out[i] = rows[i]! * width + columns[i]!;
  return out;
}

function countCells(codes: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const code of codes) if (code >= 0) counts[code] = counts[code]! + 1;
  return counts;
}

interface Summed {
  readonly n: number;
  /** of those with a value */
  readonly sample: Shape | null;
}

function sumOver(
  { counts, samples }: { counts: Int32Array; samples: Shape[] | null },
  indexes: readonly number[],
): Summed {
  let n = 0;
  for (const i of indexes) n += counts[i]!;
  return { n, sample: samples && indexes.map((i) => samples[i]!).reduce(mergeShapes, NO_SHAPE) };
}

function cellOf({ n, sample }: Summed, of: Measure['of'], base: number, median: number | undefined): Cell {
  if (of === 'count') return { n, value: n, interval: null };
  if (of === 'share')
    return base === 0 ? { n, value: null, interval: null } : { n, value: n / base, interval: wilson(n, base) };
  if (!sample || sample.n === 0) return { n: 0, value: null, interval: null };
  if (of === 'sum') return { n: sample.n, value: sample.n * sample.mean, interval: null };
  if (of === 'median') return { n: sample.n, value: median ?? null, interval: null };
  return { n: sample.n, value: sample.mean, interval: sample.n > 1 ? intervalOfMean(sample) : null };
}

interface Medians {
  readonly cells: number[];
  readonly rows: number[];
  readonly columns: number[];
  readonly all: number | undefined;
}

function mediansOf(codes: Int32Array, values: Float64Array, r: number, c: number): Medians {
  const by = (groupOf: (code: number) => number, groups: number): number[] =>
    valuesBy(codes, values, groupOf, groups).map(medianOf);
  const rows = by((code) => Math.floor(code / c), r);
  return {
    cells: c === 1 ? rows : by((code) => code, r * c),
    rows,
    columns: c === 1 ? [] : by((code) => code % c, c),
    all: by(() => 0, 1)[0],
  };
}

/** The known values of each group. A row whose code is negative belongs to none. */
export function valuesBy(
  codes: Int32Array,
  values: Float64Array,
  groupOf: (code: number) => number,
  groups: number,
): Float64Array[] {
  const counts = new Int32Array(groups);
  for (let i = 0; i < codes.length; i++) {
    if (codes[i]! < 0 || Number.isNaN(values[i]!)) continue;
    const group = groupOf(codes[i]!);
    counts[group] = counts[group]! + 1;
  }
  const out = Array.from(counts, (n) => new Float64Array(n));
  const at = new Int32Array(groups);
  for (let i = 0; i < codes.length; i++) {
    if (codes[i]! < 0 || Number.isNaN(values[i]!)) continue;
    const group = groupOf(codes[i]!);
    out[group]![at[group]!] = values[i]!;
    at[group] = at[group]! + 1;
  }
  return out;
}

/** How unexpected each cell is, see `GridBody.tones`. */
function tonesOf(
  cells: readonly (readonly Cell[])[],
  rows: readonly Summed[],
  columns: readonly Summed[],
  all: Summed,
  of: Measure['of'],
): (number | null)[][] {
  if (of === 'count' || of === 'share')
    return cells.map((row, i) => row.map((cell, j) => adjustedResidual(cell.n, rows[i]!.n, columns[j]!.n, all.n)));
  const sd = all.sample ? sdOf(all.sample) : NaN;
  if (of === 'sum' || !(sd > 0)) return cells.map((row) => row.map(() => null));
  const base = all.sample!.mean;
  return cells.map((row) => row.map(({ value }) => (value === null ? null : (value - base) / sd)));
}

/**
 * Adjusted standardised residual of a cell of a contingency table: about standard normal when rows and columns are
 * independent (Haberman 1973, The analysis of residuals in cross-classified tables).
 */
export function adjustedResidual(observed: number, row: number, column: number, all: number): number | null {
  const expected = (row * column) / all;
  const variance = expected * (1 - row / all) * (1 - column / all);
  return variance > 0 ? (observed - expected) / Math.sqrt(variance) : null;
}

/** A grid with its rows in another order. */
export function reordered(grid: GridBody, order: readonly number[]): GridBody {
  const pick = <T>(list: readonly T[]): T[] => order.map((i) => list[i]!);
  return {
    ...grid,
    rows: pick(grid.rows),
    cells: pick(grid.cells),
    rowTotals: pick(grid.rowTotals),
    tones: grid.tones && pick(grid.tones),
  };
}

/** Rows by their figure, largest first; what is beyond the top stays last. */
export function byValue({ rows, rowTotals }: GridBody): number[] {
  const rank = (i: number) => (rows[i]!.kind === 'rest' ? -Infinity : (rowTotals[i]!.value ?? -Number.MAX_VALUE));
  return rows.map((_, i) => i).sort((a, b) => rank(b) - rank(a) || rows[b]!.n - rows[a]!.n || a - b);
}
