import type { Random } from '../random.ts';
import type { Sought } from './columns.ts';
import { rankSpace, type Space } from './spaces.ts';

/** Corrections of the correlations: what is drawn loses some of them where many rows share a value. */
const CORRECTIONS = 3;
const STEP = 0.8;
/** Correlations drawn are at most this. */
const MOST = 0.97;
/** Added to the diagonal, and how much faster each time, until the matrix has a root. */
const RIDGE = 1e-6;
const FASTER = 4;

/**
 * Columns without groups that have in common what the columns at hand have: each keeps its own values, and the correlations of
 * their normal scores are the same, but what is drawn is one cloud (a Gaussian copula: NORTA, Cario & Nelson 1997). A category
 * of several levels is two scores, whose direction is the level, as {@link rankSpace} has it.
 * @param columns at least one, all of n rows
 */
export function copulaColumns(columns: readonly Sought[], random: Random): Sought[] {
  const space = rankSpace(columns, random);
  const wanted = correlations(space);
  const asked = wanted.slice();
  for (let round = 0; ; round++) {
    const drawn = columnsFrom(columns, { ...space, x: cloud(asked, space, random) });
    if (round === CORRECTIONS) return drawn;
    const had = correlations(rankSpace(drawn, random));
    for (let a = 0; a < space.d; a++)
      for (let b = 0; b < a; b++) {
        const at = a * space.d + b;
        asked[at] = Math.max(-MOST, Math.min(MOST, asked[at]! + STEP * (wanted[at]! - had[at]!)));
      }
  }
}

/** Lower triangle d x d. */
function correlations({ x, n, d }: Space): Float64Array {
  const sums = new Float64Array(d * d);
  for (let i = 0; i < n; i++)
    for (let a = 0; a < d; a++) for (let b = 0; b <= a; b++) sums[a * d + b]! += x[i * d + a]! * x[i * d + b]!;
  const lengths = Array.from({ length: d }, (_, a) => Math.sqrt(sums[a * d + a]!) || 1);
  for (let a = 0; a < d; a++) for (let b = 0; b <= a; b++) sums[a * d + b]! /= lengths[a]! * lengths[b]!;
  return sums;
}

/** Normal rows with these correlations. */
function cloud(correlation: Float64Array, { n, d }: Space, random: Random): Float64Array {
  const root = rootOf(correlation, d);
  const x = new Float64Array(n * d);
  const own = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let t = 0; t < d; t++) own[t] = random.normal();
    for (let a = 0; a < d; a++) for (let b = 0; b <= a; b++) x[i * d + a]! += root[a * d + b]! * own[b]!;
  }
  return x;
}

/** Cholesky's root; correlations that go together in no cloud are made smaller until they do. */
function rootOf(correlation: Float64Array, d: number): Float64Array {
  for (let ridge = RIDGE; ; ridge *= FASTER) {
    const root = cholesky(correlation, d, ridge);
    if (root) return root;
  }
}

function cholesky(correlation: Float64Array, d: number, ridge: number): Float64Array | null {
  const root = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) {
      let left = i === j ? 1 : correlation[i * d + j]! / (1 + ridge);
      for (let t = 0; t < j; t++) left -= root[i * d + t]! * root[j * d + t]!;
      if (i > j) root[i * d + j] = left / root[j * d + j]!;
      else if (left < RIDGE / 10) return null;
      else root[i * d + i] = Math.sqrt(left);
    }
  return root;
}

/** What the columns hold, in the order in which the cloud has it. */
function columnsFrom(columns: readonly Sought[], { x, n, d, widths }: Space): Sought[] {
  let at = 0;
  return columns.map((column, c) => {
    const from = at;
    at += widths[c]!;
    if (widths[c] === 2 && column.kind === 'level') return directions(column, x, n, d, from);
    const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => x[a * d + from]! - x[b * d + from]!);
    if (column.kind === 'level') {
      const sorted = column.codes.slice().sort();
      const codes = new Int32Array(n);
      order.forEach((row, i) => (codes[row] = sorted[i]!));
      return { ...column, codes };
    }
    const sorted = column.values.slice().sort();
    const values = new Float64Array(n);
    order.forEach((row, i) => (values[row] = sorted[i]!));
    return { ...column, values };
  });
}

function directions(
  column: Extract<Sought, { kind: 'level' }>,
  x: Float64Array,
  n: number,
  d: number,
  from: number,
): Sought {
  const ends = new Float64Array(column.levels);
  for (const code of column.codes) ends[code]! += 1 / n;
  for (let level = 1; level < ends.length; level++) ends[level]! += ends[level - 1]!;
  const codes = Int32Array.from({ length: n }, (_, i) => {
    const turn = Math.atan2(x[i * d + from + 1]!, x[i * d + from]!) / (2 * Math.PI);
    const place = turn < 0 ? turn + 1 : turn;
    const level = ends.findIndex((end) => place < end);
    return level < 0 ? column.codes[0]! : level;
  });
  return { ...column, codes };
}
