import type { Random } from '../random.ts';
import { normalQuantile } from '../stats/distributions.ts';
import { isLumpy, type Sought } from './columns.ts';

/** Rows in which groups are sought. */
export interface Space {
  /** row-major n x d */
  readonly x: Float64Array;
  readonly n: number;
  readonly d: number;
  /** columns that each column of the table has here, in order */
  readonly widths: readonly number[];
}

/** Values are cut off so many standard deviations from the mean: a group is not made of what lies far out. */
const CLIP = 4;

/**
 * Every column by its ranks alone, spread like a normal one, equal values in an order drawn for them (the distributional
 * transform, Rüschendorf 2009). Columns that have nothing to do with each other make one round cloud here, whatever lumps,
 * gaps and tails each of them has: what shows as groups is what they have in common.
 */
export const rankSpace = (columns: readonly Sought[], random: Random): Space =>
  joined(columns.map((column) => scores(column, random)));

/** Every column as it stands, with mean 0 and variance 1; lumps by their ranks. */
export const plainSpace = (columns: readonly Sought[], random: Random): Space =>
  joined(
    columns.map((column) =>
      column.kind === 'level' || isLumpy(column) ? scores(column, random) : [standardised(column.values)],
    ),
  );

/**
 * Every column as it stands, with mean 0 and variance 1, and nothing drawn: rows that share a value of a lumpy number share the
 * middle of its ranks, a category is a column a level with the same variance in all.
 */
export const tiedSpace = (columns: readonly Sought[]): Space =>
  joined(
    columns.map((column) => {
      if (column.kind === 'level') return levelColumns(column.codes);
      return [standardised(isLumpy(column) ? middleRanks(column.values) : column.values)];
    }),
  );

function levelColumns(codes: Int32Array): Float64Array[] {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const levels = [...counts.keys()].sort((a, b) => a - b);
  const n = codes.length;
  const variance = 1 - levels.reduce((sum, level) => sum + (counts.get(level)! / n) ** 2, 0);
  // of two levels one column says all, with twice the variance of each
  const [shown, scale] = levels.length <= 2 ? [levels.slice(0, 1), variance / 2] : [levels, variance];
  return shown.map((level) => {
    const share = counts.get(level)! / n;
    return Float64Array.from(codes, (code) => (Number(code === level) - share) / (Math.sqrt(scale) || 1));
  });
}

function middleRanks(values: Float64Array): Float64Array {
  const n = values.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const out = new Float64Array(n);
  for (let from = 0, to = 0; from < n; from = to) {
    while (to < n && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) out[order[i]!] = normalQuantile((from + to) / 2 / n);
  }
  return out;
}

/** The same rows with the columns shuffled one by one: what each is by itself stays, what they have in common is gone. */
export function shuffled({ x, n, d, widths }: Space, random: Random): Float64Array {
  const out = new Float64Array(n * d);
  let at = 0;
  for (const width of widths) {
    const order = Int32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = random.below(i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (let i = 0; i < n; i++) for (let t = at; t < at + width; t++) out[i * d + t] = x[order[i]! * d + t]!;
    at += width;
  }
  return out;
}

function joined(parts: readonly Float64Array[][]): Space {
  const all = parts.flat();
  const d = all.length;
  const n = all[0]?.length ?? 0;
  const x = new Float64Array(n * d);
  all.forEach((column, t) => {
    for (let i = 0; i < n; i++) x[i * d + t] = column[i]!;
  });
  return { x, n, d, widths: parts.map(({ length }) => length) };
}

function standardised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
  return values.map((value) => Math.max(-CLIP, Math.min(CLIP, (value - mean) / sd)));
}

function scores(column: Sought, random: Random): Float64Array[] {
  const n = column.kind === 'level' ? column.codes.length : column.values.length;
  if (column.kind === 'number') return [ranked(column.values, random)];
  const counts = new Int32Array(column.levels);
  for (const code of column.codes) counts[code]!++;
  const used = counts.reduce((k, count) => k + Number(count > 0), 0);
  return used <= 2 ? [ranked(Float64Array.from(column.codes), random)] : sectors(column.codes, counts, n, random);
}

function ranked(values: Float64Array, random: Random): Float64Array {
  const n = values.length;
  const draw = Float64Array.from({ length: n }, () => random.next());
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => values[a]! - values[b]! || draw[a]! - draw[b]!);
  const out = new Float64Array(n);
  order.forEach((row, rank) => {
    out[row] = normalQuantile((rank + 0.5) / n);
  });
  return out;
}

/** Levels as sectors of a round normal cloud, each as wide as its share: all together they are that cloud. */
function sectors(codes: Int32Array, counts: Int32Array, n: number, random: Random): Float64Array[] {
  const from = new Float64Array(counts.length);
  let before = 0;
  counts.forEach((count, level) => {
    from[level] = before / n;
    before += count;
  });
  const [x, y] = [new Float64Array(n), new Float64Array(n)];
  codes.forEach((level, i) => {
    const angle = 2 * Math.PI * (from[level]! + (random.next() * counts[level]!) / n);
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    x[i] = radius * Math.cos(angle);
    y[i] = radius * Math.sin(angle);
  });
  return [x, y];
}
