import { FEW, type GroupComparison, type GroupDifference } from '../contract/explore.ts';
import { tellable } from '../privacy.ts';
import { leavingCounts } from './chart.ts';

/**
 * Whether two groups may be told beside each other: neither is small, nor what one has and the other has not, nor what
 * they share. A group beside everyone tells of those who are not in it.
 */
const apart = (a: number, b: number, both: number): boolean => [a, b, both, a - both, b - both].every(tellable);

/** Whether a line of a comparison may leave the workspace. */
export function pairTellable({ a, b, both }: GroupComparison, one: GroupDifference): boolean {
  if (!apart(a.n, b.n, both)) return false;
  // of a group within the other the customers with a value lie within the other's
  const within = both > 0 && (both === a.n || both === b.n);
  return apart(one.a.n, one.b.n, within ? Math.min(one.a.n, one.b.n) : 0) && levelTellable(one, within);
}

/** Of a share: those with the level and those without it. */
function levelTellable({ level, a, b }: GroupDifference, within: boolean): boolean {
  if (level === null) return true;
  const [some, of] = [Math.round(a.value * a.n), Math.round(b.value * b.n)];
  const counts = [some, a.n - some, of, b.n - of];
  return [...counts, ...(within ? [Math.abs(some - of), Math.abs(a.n - some - (b.n - of))] : [])].every(tellable);
}

/** The distribution of one attribute in both groups as it may leave; null: not at all. */
export function leavingPair({ a, b, both, detail }: GroupComparison): GroupComparison['detail'] {
  if (!detail || !apart(a.n, b.n, both)) return null;
  const within = both > 0 && (both === a.n || both === b.n);
  const sides = [detail.a, detail.b].map((cells) => leavingCounts(cells.map(({ n }) => n)));
  const hidden = detail.rows.map(
    (_, i) =>
      sides.some((side) => side[i] === null) || (within && !tellable(Math.abs(detail.a[i]!.n - detail.b[i]!.n))),
  );
  // one level alone follows from the others, on either side
  if (hidden.filter(Boolean).length === 1) return null;
  const open = <T>(list: readonly T[]): T[] => list.filter((_, i) => !hidden[i]);
  return {
    ...detail,
    rows: open(detail.rows).map((row) => ({ ...row, n: FEW })),
    a: open(detail.a),
    b: open(detail.b),
  };
}
