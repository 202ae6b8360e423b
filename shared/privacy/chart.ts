import {
  type BoxBody,
  type Bucket,
  type Cell,
  type ExploreResult,
  FEW,
  type GridBody,
  type PointsBody,
} from '../contract/explore.ts';
import type { Said } from '../domain.ts';
import { tellable, withheldGroups, withheldTable } from '../privacy.ts';

export { FEW };

/** The name of a segment below the floor: its title is made of the traits of few people. */
export const SMALL_SEGMENT: Said = { key: 'personas:staying.segment' };

/** A chart as it may leave the workspace. */
export interface LeavingChart {
  readonly body: ExploreResult['body'];
  /** nothing was withheld */
  readonly whole: boolean;
}

/**
 * A chart as it may leave: whatever fewer customers than the floor stand behind is left out, and as much more as it takes
 * that this cannot be worked out from the sums beside it. How many customers are drawn in all is told with every chart.
 */
export function leavingChart({ body, n }: Pick<ExploreResult, 'body' | 'n'>): LeavingChart {
  const out =
    body.kind === 'grid' ? leavingGrid(body) : body.kind === 'boxes' ? leavingBoxes(body, n) : leavingPoints(body);
  return tellable(n) ? out : { body: blank(body), whole: false };
}

const UNTOLD: Cell = { n: FEW, value: null, interval: null };

/** @param withheld whether its number of customers is not told */
function leavingBucket(bucket: Bucket, withheld: boolean): Bucket {
  const label = bucket.colour !== null && !tellable(bucket.n) ? SMALL_SEGMENT : bucket.label;
  return withheld || !tellable(bucket.n) ? { ...bucket, label, n: FEW } : bucket;
}

function leavingGrid(grid: GridBody): LeavingChart {
  const parts = grid.columns.length === 0 ? grid.rowTotals.map((cell) => [cell]) : grid.cells;
  const out = withheldTable({
    cells: parts.map((row) => row.map(({ n }) => n)),
    // without columns a row is its only cell
    rows: grid.columns.length === 0 ? 'never' : 'told',
    columns: grid.columns.length === 0 ? 'never' : 'told',
    total: 'known',
  });
  if (!out) return { body: blank(grid), whole: false };
  const buckets = {
    rows: alone(grid.rows),
    columns: alone(grid.columns),
  };
  const row = (i: number) => buckets.rows[i]! || (grid.columns.length === 0 ? out.cells[i]![0]! : out.rows[i]!);
  const column = (j: number) => buckets.columns[j]! || out.columns[j]!;
  const hidden = (i: number, j: number) => (grid.columns.length === 0 ? row(i) : out.cells[i]![j]!);
  // a share or a residual beside its count tells the sum it was made with
  const bare = (i: number, j: number) => grid.columns.length > 0 && (row(i) || column(j));
  const body: GridBody = {
    ...grid,
    rows: grid.rows.map((bucket, i) => leavingBucket(bucket, row(i))),
    columns: grid.columns.map((bucket, j) => leavingBucket(bucket, column(j))),
    cells: grid.cells.map((cells, i) =>
      cells.map((cell, j) =>
        hidden(i, j) ? UNTOLD : bare(i, j) && cell.value !== cell.n ? { ...cell, value: null, interval: null } : cell,
      ),
    ),
    rowTotals: grid.rowTotals.map((cell, i) => (row(i) ? UNTOLD : cell)),
    columnTotals: grid.columnTotals.map((cell, j) => (column(j) ? UNTOLD : cell)),
    tones:
      grid.tones && grid.tones.map((tones, i) => tones.map((tone, j) => (hidden(i, j) || bare(i, j) ? null : tone))),
  };
  const all = [...out.cells.flat(), ...grid.rows.map((_, i) => row(i)), ...grid.columns.map((_, j) => column(j))];
  return { body, whole: !all.some(Boolean) };
}

/** Which steps of an axis are withheld when their sizes are told beside their sum. */
function alone(buckets: readonly Bucket[]): boolean[] {
  const out = withheldGroups(
    buckets.map(({ n }) => n),
    'known',
  );
  return out?.groups ?? buckets.map(() => true);
}

function leavingBoxes(body: BoxBody, n: number): LeavingChart {
  const rest = Math.max(0, n - body.groups.reduce((sum, group) => sum + group.n, 0));
  const out = withheldGroups([...body.groups.map((group) => group.n), rest], 'known', [
    ...body.groups.map(() => 'told' as const),
    tellable(rest) ? 'never' : 'secret',
  ]);
  const hidden = (i: number) => out?.groups[i] ?? true;
  const groups = body.groups.map((group, i) => ({
    bucket: leavingBucket(group.bucket, hidden(i)),
    n: hidden(i) ? FEW : group.n,
    box: hidden(i) ? null : group.box,
  }));
  return { body: { ...body, groups }, whole: !body.groups.some((_, i) => hidden(i)) };
}

/** Points of a group that is not told lose their colour. */
function leavingPoints(body: PointsBody): LeavingChart {
  const rest = Math.max(0, body.of - body.groups.reduce((sum, { n }) => sum + n, 0));
  const out = withheldGroups([...body.groups.map(({ n }) => n), rest], 'known', [
    ...body.groups.map(() => 'told' as const),
    tellable(rest) ? 'never' : 'secret',
  ]);
  const hidden = body.groups.map((_, i) => out?.groups[i] ?? true);
  if (!hidden.some(Boolean)) return { body, whole: true };
  return {
    body: {
      ...body,
      group: body.group.map((group) => (hidden[group] ? -1 : group)),
      groups: body.groups.map((bucket, i) => leavingBucket(bucket, hidden[i]!)),
    },
    whole: false,
  };
}

/** A chart of which nothing is told but its steps. */
function blank(body: ExploreResult['body']): ExploreResult['body'] {
  const bucket = (one: Bucket) => leavingBucket(one, true);
  if (body.kind === 'points')
    return {
      ...body,
      x: new Float64Array(),
      y: new Float64Array(),
      group: new Int32Array(),
      customer: new Int32Array(),
      groups: body.groups.map(bucket),
      of: FEW,
      rank: null,
    };
  if (body.kind === 'boxes')
    return { ...body, groups: body.groups.map((group) => ({ bucket: bucket(group.bucket), n: FEW, box: null })) };
  return {
    ...body,
    rows: body.rows.map(bucket),
    columns: body.columns.map(bucket),
    cells: body.cells.map((row) => row.map(() => UNTOLD)),
    rowTotals: body.rowTotals.map(() => UNTOLD),
    columnTotals: body.columnTotals.map(() => UNTOLD),
    total: UNTOLD,
    tones: body.tones && body.tones.map((row) => row.map(() => null)),
  };
}

/** Rows with a level. */
interface Change {
  readonly before: number;
  readonly after: number;
}

/**
 * Counts of levels before and after a change as they may leave. A level stays whole: beside the steps that made the change
 * most levels are known to be as they were, so that what is told of one side tells of the other. Few that came or went are
 * a group of few.
 * @returns by level, `null` where withheld
 */
export function leavingChange(levels: readonly Change[]): (Change | null)[] {
  const before = leavingCounts(levels.map((level) => level.before));
  const after = leavingCounts(levels.map((level) => level.after));
  const hidden = new Set(
    levels.flatMap((level, i) =>
      before[i] === null || after[i] === null || !tellable(Math.abs(level.after - level.before)) ? [i] : [],
    ),
  );
  // one alone would follow from the others
  if (hidden.size === 1) {
    const rest = levels.map((_, i) => i).filter((i) => !hidden.has(i));
    const least = rest.toSorted((a, b) => sizeOf(levels[a]!) - sizeOf(levels[b]!) || a - b)[0];
    if (least !== undefined) hidden.add(least);
  }
  return levels.map((level, i) => (hidden.has(i) ? null : { before: level.before, after: level.after }));
}

const sizeOf = ({ before, after }: Change): number => before + after;

/**
 * Counts that stand under each other, with how many there are in all: as they may leave, `null` where withheld.
 * @param rest how many of all stand in none of them
 */
export function leavingCounts(counts: readonly number[], rest = 0): (number | null)[] {
  const out = withheldGroups([...counts, rest], 'known', [
    ...counts.map(() => 'told' as const),
    tellable(rest) ? 'never' : 'secret',
  ]);
  return counts.map((count, i) => (out && !out.groups[i] ? count : null));
}
