import type { AttributeFigures, ClusterFigures } from '../../../shared/figures.ts';
import type { ColumnType } from '../../../shared/domain.ts';
import type { ColumnValues } from '../features/values.ts';
import { mergeSamples } from '../stats/descriptive.ts';
import { intervalOfMean, meanInterval } from '../stats/intervals.ts';
import { mergeShapes, shapesBy } from '../stats/shape.ts';
import { type Labels, leftOutOf } from './labels.ts';

/** What to describe. */
export interface DescribedColumn {
  readonly attribute: number;
  readonly column: string;
  readonly type: ColumnType;
  readonly values: ColumnValues;
  /** of numbers: their ranks ({@link midranks}), by which they are tested; null: no test is wanted */
  readonly ranks: Float64Array | null;
}

/** Levels beyond this many (by frequency) are not compared one by one. */
const MOST_LEVELS = 30;

/**
 * Figures of every attribute in every cluster.
 */
export function describeClusters(columns: readonly DescribedColumn[], labels: Labels, k: number): AttributeFigures[] {
  return columns.map(({ attribute, column, type, values, ranks }) => ({
    attribute,
    column,
    type,
    ...(values.kind === 'coded'
      ? countLevels(values.codes, values.levels, labels, k)
      : type === 'boolean'
        ? countTrue(values.values, labels, k)
        : { levels: [], clusters: moments(values.values, ranks, labels, k) }),
  }));
}

type Mean = Extract<ClusterFigures, { kind: 'mean' }>;

/** @param ranks null: no test is wanted */
function moments(values: Float64Array, ranks: Float64Array | null, labels: Labels, k: number): Mean[] {
  const missing = new Float64Array(k);
  for (let i = 0; i < labels.length; i++)
    if (labels[i]! < k && Number.isNaN(values[i]!)) missing[labels[i]!] = missing[labels[i]!]! + 1;
  const shapes = shapesBy(values, (i) => labels[i]!, k);
  const ranked = ranks && shapesBy(ranks, (i) => labels[i]!, k);
  return shapes.map(({ n, mean, m2, m3, logs }, c) => ({
    kind: 'mean',
    n,
    missing: missing[c]!,
    mean,
    m2,
    ...(ranked ? { ranks: { mean: ranked[c]!.mean, m2: ranked[c]!.m2 } } : {}),
    skew: { m3, logs },
  }));
}

function countTrue(values: Float64Array, labels: Labels, k: number) {
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) codes[i] = Number.isNaN(values[i]!) ? -1 : values[i] === 1 ? 0 : 1;
  const all = countLevels(codes, ['1', '0'], labels, k);
  return {
    levels: ['1'],
    clusters: all.clusters.map((c) => (c.kind === 'shares' ? { ...c, counts: c.counts.slice(0, 1) } : c)),
  };
}

function countLevels(codes: Int32Array, levels: readonly string[], labels: Labels, k: number) {
  const counts = new Float64Array(k * levels.length);
  const missing = new Float64Array(k);
  const n = new Float64Array(k);
  const leftOut = leftOutOf(labels);
  for (let i = 0; i < labels.length; i++) {
    const c = labels[i]!;
    if (c === leftOut) continue;
    const code = codes[i]!;
    if (code < 0) {
      missing[c] = missing[c]! + 1;
      continue;
    }
    n[c] = n[c]! + 1;
    counts[c * levels.length + code] = counts[c * levels.length + code]! + 1;
  }
  const kept = levels.slice(0, MOST_LEVELS);
  const clusters = Array.from({ length: k }, (_, c): ClusterFigures => ({
    kind: 'shares',
    n: n[c]!,
    missing: missing[c]!,
    counts: [...counts.subarray(c * levels.length, c * levels.length + kept.length)],
  }));
  return { levels: kept, clusters };
}

/** Add clusters up: the figures of a merged segment, or of everyone. */
export function combine(parts: readonly ClusterFigures[]): ClusterFigures {
  return parts.reduce((a, b) => {
    const n = a.n + b.n;
    const missing = a.missing + b.missing;
    if (a.kind === 'shares' && b.kind === 'shares')
      return { kind: 'shares', n, missing, counts: a.counts.map((count, i) => count + b.counts[i]!) };
    if (a.kind === 'shares' || b.kind === 'shares') return a;
    const { mean, m2 } = mergeSamples(a, b);
    const shape = a.skew && b.skew ? mergeShapes({ ...a, ...a.skew }, { ...b, ...b.skew }) : null;
    const ranks = a.ranks && b.ranks ? mergeSamples({ n: a.n, ...a.ranks }, { n: b.n, ...b.ranks }) : null;
    return {
      kind: 'mean',
      n,
      missing,
      mean,
      m2,
      ...(ranks ? { ranks: { mean: ranks.mean, m2: ranks.m2 } } : {}),
      ...(shape ? { skew: { m3: shape.m3, logs: shape.logs } } : {}),
    };
  });
}

/** Interval of the mean of a group at 95 %; figures that were stored without their shape have Student's. */
export const intervalIn = (sum: Mean): [number, number] =>
  sum.skew ? intervalOfMean({ ...sum, ...sum.skew }) : meanInterval(sum);
