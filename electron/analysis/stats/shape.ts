import { mergeSamples, type Sample } from './descriptive.ts';

/** A sample with the sum of cubed deviations from its mean. */
export interface Skewed extends Sample {
  readonly m3: number;
}

/** A sample with what its shape says of the interval of its mean: its skewness, and the logarithms of what lies above zero. */
export interface Shape extends Skewed {
  /** of the values above zero; null: some lie below it, where money and counts do not */
  readonly logs: Skewed | null;
}

const NOTHING: Skewed = { n: 0, mean: 0, m2: 0, m3: 0 };

/** The shape of no value at all, to which others are added. */
export const NO_SHAPE: Shape = { ...NOTHING, logs: NOTHING };

/** Two samples as one, to the third moment (Pébay 2008). */
function mergeSkewed(a: Skewed, b: Skewed): Skewed {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const apart = b.mean - a.mean;
  const m3 =
    a.m3 + b.m3 + (apart ** 3 * a.n * b.n * (a.n - b.n)) / (n * n) + (3 * apart * (a.n * b.m2 - b.n * a.m2)) / n;
  return { ...mergeSamples(a, b), m3 };
}

/** Two samples as one, with their shape. */
export const mergeShapes = (a: Shape, b: Shape): Shape => ({
  ...mergeSkewed(a, b),
  logs: a.logs && b.logs && mergeSkewed(a.logs, b.logs),
});

/**
 * The shape of each group of values; NaN: missing. Two passes, for accuracy.
 * @param groupOf group of a row, 0 … groups - 1; any other: of none
 */
export function shapesBy(values: ArrayLike<number>, groupOf: (row: number) => number, groups: number): Shape[] {
  const group = Int32Array.from({ length: values.length }, (_, i) => groupOf(i));
  const own = momentsBy(values, group, groups);
  const logs = momentsBy(
    Float64Array.from(values, (value) => (value > 0 ? Math.log(value) : NaN)),
    group,
    groups,
  );
  const negative = new Uint8Array(groups);
  for (let i = 0; i < values.length; i++) if (values[i]! < 0 && group[i]! >= 0) negative[group[i]!] = 1;
  return own.map((one, g) => ({ ...one, logs: negative[g] === 1 ? null : logs[g]! }));
}

/** The shape of some values; NaN: missing. */
export const shapeOf = (values: ArrayLike<number>): Shape => shapesBy(values, () => 0, 1)[0]!;

function momentsBy(values: ArrayLike<number>, groupOf: Int32Array, groups: number): Skewed[] {
  const n = new Float64Array(groups);
  const sum = new Float64Array(groups);
  for (let i = 0; i < values.length; i++) {
    const [group, value] = [groupOf[i]!, values[i]!];
    if (group < 0 || group >= groups || value !== value) continue;
    n[group] = n[group]! + 1;
    sum[group] = sum[group]! + value;
  }
  const mean = sum.map((total, group) => total / n[group]!);
  const [rest, m2, m3] = [new Float64Array(groups), new Float64Array(groups), new Float64Array(groups)];
  for (let i = 0; i < values.length; i++) {
    const [group, value] = [groupOf[i]!, values[i]!];
    if (group < 0 || group >= groups || value !== value) continue;
    const e = value - mean[group]!;
    rest[group] = rest[group]! + e;
    m2[group] = m2[group]! + e * e;
    m3[group] = m3[group]! + e * e * e;
  }
  return Array.from(n, (size, group) =>
    size === 0
      ? NOTHING
      : { n: size, mean: mean[group]!, m2: Math.max(0, m2[group]! - rest[group]! ** 2 / size), m3: m3[group]! },
  );
}

/** Skewness, the third standardised moment; 0 where nothing varies. */
export const skewnessOf = ({ n, m2, m3 }: Skewed): number => (m2 > 0 ? m3 / n / (m2 / n) ** 1.5 : 0);
