import { takeRows } from '../cluster/centres.ts';
import { type Watch } from '../cluster/engine.ts';
import { type SmallSolution, smallKmeans } from '../cluster/stability.ts';
import type { Space } from './spaces.ts';
import { meanOf, valleyBetween } from './valley.ts';

/** A cut into k groups: their rows and means. */
export interface Cut {
  readonly k: number;
  readonly groups: readonly (readonly number[])[];
  readonly inertia: number;
}

/** What a cut is: its groups stand apart, it runs through one cloud, or it cuts a band (a ring, a chain) into pieces. */
export type Nature = 'apart' | 'through' | 'band';

/** Rounds of three starts each; the best counts. */
const ROUNDS = 3;
/** Smaller groups are no groups, and fewer rows a column show a valley anywhere. */
const FEWEST = 10;
const ROWS_A_COLUMN = 3;
/** Two pieces of fewer rows a column together tell nothing of what lies between them. */
const PIECE_ROWS_A_COLUMN = 6;
/** Neighbours of a group that it must stand apart from. */
const NEIGHBOURS = 2;
/** A valley counts when it is at most so full, and surely enough. */
const FULL = 0.5;
const SURELY = 2.2;
/** Of few rows the distance of the means says it more surely than a count of those between them. */
const FAR = 4.2;
/** Pieces the whole is cut into to see whether it hangs together, and rows a piece needs. */
const PIECES = 10;
const PIECE_ROWS = 25;
/** It is cut in so many ways, all of which must say that it hangs together … */
const WAYS = 3;
/** … of few rows one, unless the means are further apart than those of two arcs of a ring can be (4.2). */
const FEW = 800;
const BENT = 4.5;
/** Pieces of one even line are √12 of their standard deviations apart; those of two groups further. */
const HANGS = 3.9;
const HANGS_FEW = 4.1;
/** … and what lies between them is fuller than this: the fewer rows, the less sure is the count. */
const BETWEEN: readonly (readonly [rows: number, full: number])[] = [
  [300, 0.22],
  [1000, 0.46],
  [2000, 0.5],
];

/** The best cut of a space into k groups. */
export function cut({ x, n, d }: Space, k: number, watch: Watch, seed: number, rounds = ROUNDS): Cut {
  let best: SmallSolution | null = null;
  for (let round = 0; round < rounds; round++) {
    const found = smallKmeans(x, n, d, k, watch, seed, 51, round, k);
    if (best === null || found.inertia < best.inertia) best = found;
  }
  const groups: number[][] = Array.from({ length: k }, () => []);
  best!.labels.forEach((label, row) => groups[label]!.push(row));
  return { k, groups, inertia: best!.inertia };
}

/** What a cut is, and how full the valleys about its groups are: the mean over the groups of the fullest beside each. */
export function natureOf(
  { x, n, d }: Space,
  { k, groups }: Cut,
  watch: Watch,
  seed: number,
): { nature: Nature; full: number } {
  if (groups.some(({ length }) => length < Math.max(FEWEST, ROWS_A_COLUMN * d))) return { nature: 'through', full: 1 };
  const fullest = new Float64Array(k);
  const pairs = neighbours(groups.map((rows) => meanOf(x, d, rows))).map(([a, b]) => ({
    a,
    b,
    ...valleyBetween(x, d, groups[a]!, groups[b]!),
    hanging: 0,
  }));
  for (const { a, b, full, surely, apart } of pairs) {
    if (full > FULL || (surely < SURELY && apart < FAR)) return { nature: 'through', full: 1 };
    for (const group of [a, b]) fullest[group] = Math.max(fullest[group]!, full);
  }
  for (let way = 0; way < WAYS; way++) {
    const pieces = groups.map((rows, g) => piecesOf(x, d, rows, pieceCount(rows.length, n, k), watch, seed, way, g));
    for (const pair of pairs) if (hangTogether(x, n, d, pieces[pair.a]!, pieces[pair.b]!)) pair.hanging++;
  }
  const hangs = pairs.some(({ hanging, apart }) => hanging >= (n < FEW && apart < BENT ? 1 : WAYS));
  return { nature: hangs ? 'band' : 'apart', full: fullest.reduce((sum, full) => sum + full, 0) / k };
}

const squared = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, t) => sum + (value - b[t]!) ** 2, 0);

function neighbours(means: readonly Float64Array[]): [number, number][] {
  const pairs = new Map<number, [number, number]>();
  means.forEach((mean, a) => {
    const others = means
      .map((other, b) => ({ b, distance: squared(mean, other) }))
      .filter(({ b }) => b !== a)
      .sort((p, q) => p.distance - q.distance || p.b - q.b);
    for (const { b } of others.slice(0, NEIGHBOURS)) pairs.set(Math.min(a, b) * 256 + Math.max(a, b), [a, b]);
  });
  return [...pairs.values()];
}

const pieceCount = (rows: number, n: number, k: number): number =>
  Math.max(1, Math.min(Math.round((rows * Math.max(PIECES, 2 * k)) / n), Math.floor(rows / PIECE_ROWS)));

function piecesOf(
  x: Float64Array,
  d: number,
  rows: readonly number[],
  count: number,
  watch: Watch,
  seed: number,
  ...streams: number[]
): number[][] {
  if (count === 1) return [[...rows]];
  const { labels } = smallKmeans(takeRows(x, d, rows), rows.length, d, count, watch, seed, 52, ...streams);
  const pieces: number[][] = Array.from({ length: count }, () => []);
  rows.forEach((row, i) => pieces[labels[i]!]!.push(row));
  return pieces.filter(({ length }) => length > 0);
}

/** Whether two groups hang together where they are nearest: a band bends, and its bend looks like a valley from afar. */
function hangTogether(
  x: Float64Array,
  n: number,
  d: number,
  first: readonly (readonly number[])[],
  second: readonly (readonly number[])[],
): boolean {
  const means = second.map((rows) => meanOf(x, d, rows));
  let least = Infinity;
  let nearest: [readonly number[], readonly number[]] | null = null;
  for (const rows of first) {
    const mean = meanOf(x, d, rows);
    for (let i = 0; i < means.length; i++) {
      const distance = squared(mean, means[i]!);
      if (distance >= least) continue;
      least = distance;
      nearest = [rows, second[i]!];
    }
  }
  if (nearest === null || nearest[0].length + nearest[1].length < PIECE_ROWS_A_COLUMN * d) return false;
  const { full, apart } = valleyBetween(x, d, nearest[0], nearest[1]);
  return apart < (n < FEW ? HANGS_FEW : HANGS) && full > between(n);
}

/** By the logarithm of the rows. */
function between(n: number): number {
  const at = BETWEEN.findIndex(([rows]) => n < rows);
  if (at === 0) return BETWEEN[0]![1];
  if (at < 0) return BETWEEN[BETWEEN.length - 1]![1];
  const [[low, from], [high, to]] = [BETWEEN[at - 1]!, BETWEEN[at]!];
  return from + ((to - from) * Math.log(n / low)) / Math.log(high / low);
}
