import { meanOf, silhouettes } from '../cluster/silhouette.ts';
import type { Watch } from '../cluster/engine.ts';
import { seeded } from '../random.ts';
import { bends } from './bend.ts';
import type { Sought } from './columns.ts';
import { copulaColumns } from './copula.ts';
import type { Looked } from './find.ts';
import { cut } from './partition.ts';
import { type Space, tiedSpace } from './spaces.ts';

/** Rows in which it is looked. */
const MOST_ROWS = 2000;
/** Clouds to compare with. */
const CLOUDS = 12;
/** Groups that overlap are told up to so many. */
const MOST_GROUPS = 5;
/** After so many clouds it is seen whether any cut is better at all. */
const FIRST_CLOUDS = 6;
const HARDLY = 1.5;
/** Of so few columns a band is told as one; of more something may still stand out from it, unless it bends. */
const FEW_COLUMNS = 2;

/**
 * How surely cuts of rows in which no groups stand apart are more than cuts of a cloud, in standard deviations: tighter (inertia)
 * and better parted (silhouette) than cuts of clouds whose columns hold the same values and have the same in common
 * ({@link copulaColumns}); the mean of the two.
 * @returns for k = 2 to 5, 0 where a cut is not better in both, or nothing where groups cannot overlap
 */
export function overlaps({ separation: { k, shape, columns: count }, columns }: Looked, watch: Watch): number[] {
  if (k > 1 || count < FEW_COLUMNS) return [];
  if (shape === 'band' && (count === FEW_COLUMNS || bends(columns))) return [];
  const rows = columns.map(firstRows);
  const own = figuresOf(tiedSpace(rows), watch);
  const clouds: Figures[][] = [];
  let found: number[] = [];
  while (clouds.length < CLOUDS && !watch.stopped()) {
    clouds.push(figuresOf(tiedSpace(copulaColumns(rows, seeded(63, clouds.length))), watch));
    if (clouds.length < FIRST_CLOUDS) continue;
    found = own.map((figures, i) => {
      const [tight, parted] = (['tight', 'parted'] as const).map((figure) =>
        above(
          figures[figure],
          clouds.map((cloud) => cloud[i]![figure]),
        ),
      ) as [number, number];
      return Math.min(tight, parted) > 0 ? (tight + parted) / 2 : 0;
    });
    if (clouds.length === FIRST_CLOUDS && found.every((surely) => surely < HARDLY)) break;
  }
  return found;
}

/** How much tighter than the whole a cut is (logarithm of the inertia, negative), and the mean silhouette. */
interface Figures {
  readonly tight: number;
  readonly parted: number;
}

const firstRows = (column: Sought): Sought =>
  column.kind === 'level'
    ? { ...column, codes: column.codes.slice(0, MOST_ROWS) }
    : { ...column, values: column.values.slice(0, MOST_ROWS) };

/** For k = 2 to 5. */
function figuresOf(space: Space, watch: Watch): Figures[] {
  const { x, n, d } = space;
  const whole = Math.log(cut(space, 1, watch, 0, 1).inertia);
  const cuts = Array.from({ length: MOST_GROUPS - 1 }, (_, i) => cut(space, i + 2, watch, 0, 1));
  const labels = cuts.map(({ groups }) => {
    const label = new Uint8Array(n);
    groups.forEach((rows, group) => {
      for (const row of rows) label[row] = group;
    });
    return label;
  });
  const parted = silhouettes(x, n, d, labels, 0, n).map(meanOf);
  return cuts.map(({ inertia }, i) => ({ tight: whole - Math.log(inertia), parted: parted[i]! }));
}

/** By how many standard deviations of the others a value is above their mean. */
function above(value: number, others: readonly number[]): number {
  const mean = others.reduce((sum, one) => sum + one, 0) / others.length;
  const spread = Math.sqrt(others.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (others.length - 1));
  return (value - mean) / Math.max(1e-9, spread);
}
