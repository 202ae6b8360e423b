import type { Separation } from '../../../shared/contract/segments.ts';
import { takeRows } from '../cluster/centres.ts';
import { NO_WATCH, type Watch } from '../cluster/engine.ts';
import { seeded } from '../random.ts';
import { bends } from './bend.ts';
import { isLumpy, related, type Sought, soughtColumns } from './columns.ts';
import { type Cut, cut, natureOf } from './partition.ts';
import { chosenRows } from './rows.ts';
import { plainSpace, rankSpace, shuffled, type Space } from './spaces.ts';

/** Most groups that are sought. */
const MOST_GROUPS = 10;
/** Fewer rows tell nothing. */
const FEWEST_ROWS = 30;
/** Equal values are put in order by chance so many times; what most of them say counts. */
const DRAWS = 3;
/** Of so few columns each is left out in turn: one that runs through all groups hides those of the others. */
const MOST_LEFT_OUT = 5;
/** Groups as clear as this need no second look. */
const CLEAR = 0.25;
/** Shuffled tables, and how many of their standard deviations tighter than they groups must be. */
const SHUFFLES = 8;
const TIGHTER = 5;
/** Least standard deviation of the logarithm of inertia that is believed of so few. */
const LEAST_SPREAD = 0.004;
type Found = Omit<Separation, 'columns'>;

/** What was found, the rows it was sought in, and the columns of those rows that go with another. */
export interface Looked {
  readonly separation: Separation;
  readonly rows: Int32Array;
  readonly columns: readonly Sought[];
}

const CLOUD: Found = { k: 1, valley: null, shape: 'cloud' };

/**
 * Whether the rows of a table fall into groups. A cut into k groups counts when every group has a real valley towards its
 * nearest neighbours (after Hennig 2010, who merges components without one), and when the groups do not hang together as a
 * band does. It is sought among the columns that go with another, in two spaces:
 *
 * - by ranks alone ({@link rankSpace}), where columns that have nothing to do with each other make one round cloud;
 * - as the columns stand ({@link plainSpace}), where a cut must also be tighter than in tables whose columns were shuffled one
 *   by one (a gap against a reference that keeps each column's own distribution; Tibshirani, Walther & Hastie 2001).
 *
 * The greatest k that counts in either is the answer. It depends on nothing but the rows: their order and a seed do not matter.
 * @param x row-major n x d, finite
 * @param of for each column the attribute it belongs to
 * @returns also the rows looked at and their columns, for what is asked next (overlap.ts)
 */
export function lookForGroups(
  x: Float64Array,
  n: number,
  d: number,
  of: readonly number[],
  watch: Watch = NO_WATCH,
): Looked {
  const rows = chosenRows(x, n, d);
  if (n < FEWEST_ROWS || d === 0) return { separation: { ...CLOUD, columns: 0 }, rows, columns: [] };
  const columns = related(soughtColumns(takeRows(x, d, rows), rows.length, d, of));
  if (columns.length < 2) return { separation: { ...CLOUD, columns: 0 }, rows, columns: [] };
  const found: Found[] = [];
  for (let draw = 0; draw < DRAWS && !watch.stopped(); draw++) {
    found.push(once(columns, draw, watch));
    if (draw === 1 && found[0]!.k === found[1]!.k) break;
  }
  found.sort((a, b) => a.k - b.k || (b.valley ?? 0) - (a.valley ?? 0));
  const middle = found[Math.floor(found.length / 2)] ?? CLOUD;
  // between lumps, whose values are put in order by chance, a band is not told from steps
  const straight = middle.shape === 'band' && columns.some(isLumpy) ? 'cloud' : middle.shape;
  const shape = middle.k === 1 && bends(columns) ? 'band' : straight;
  return { separation: { ...middle, shape, columns: columns.length }, rows, columns };
}

function once(columns: readonly Sought[], draw: number, watch: Watch): Found {
  const random = seeded(61, draw);
  const ranks = rankSpace(columns, random);
  const byRanks = largest(ranks, 1, watch, draw);
  const plain = plainSpace(columns, random);
  const asTheyAre = largest(plain, byRanks.k, watch, draw, (found) => isTighter(plain, found, watch, draw));
  let best = asTheyAre.k > byRanks.k ? asTheyAre : byRanks;
  if (columns.length >= 3 && columns.length <= MOST_LEFT_OUT && !(best.valley !== null && best.valley <= CLEAR))
    for (let out = 0; out < columns.length; out++) {
      const fewer = plainSpace(
        columns.filter((_, c) => c !== out),
        random,
      );
      const found = largest(fewer, best.k, watch, draw, (cut) => isTighter(fewer, cut, watch, draw));
      if (found.k > best.k) best = found;
    }
  if (best.k > 1) return best;
  return byRanks.shape === 'band' || asTheyAre.shape === 'band' ? { ...CLOUD, shape: 'band' } : CLOUD;
}

/** The cut into most groups, more than `above`, that counts; `holds` is asked of those that stand apart. */
function largest(
  space: Space,
  above: number,
  watch: Watch,
  seed: number,
  holds: (found: Cut) => boolean = () => true,
): Found {
  const most = Math.min(MOST_GROUPS, space.n - 1);
  let band = false;
  for (let k = most; k > above && !watch.stopped(); k--) {
    const found = cut(space, k, watch, seed);
    const { nature, full } = natureOf(space, found, watch, seed);
    band ||= nature === 'band';
    if (nature === 'apart' && holds(found)) return { k, valley: full, shape: 'groups' };
  }
  return { ...CLOUD, shape: band ? 'band' : 'cloud' };
}

/** Whether a cut is tighter than its like in shuffled tables, by far more than they differ among each other. */
function isTighter(space: Space, { k, inertia }: Cut, watch: Watch, seed: number): boolean {
  const logs = Array.from({ length: SHUFFLES }, (_, s) =>
    Math.log(cut({ ...space, x: shuffled(space, seeded(62, seed, s)) }, k, watch, seed).inertia),
  );
  const mean = logs.reduce((sum, log) => sum + log, 0) / SHUFFLES;
  const spread = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (SHUFFLES - 1));
  return mean - Math.log(inertia) > TIGHTER * Math.max(LEAST_SPREAD, spread);
}

/** {@link lookForGroups}, the answer alone. */
export const findGroups = (...asked: Parameters<typeof lookForGroups>): Separation =>
  lookForGroups(...asked).separation;
