import type { ClusterFigures } from '../../../shared/figures.ts';
import type { Filter } from '../../../shared/contract/customers.ts';
import { OTHER_LEVELS } from '../../../shared/card/presets.ts';
import { PRIVACY_FLOOR } from '../../../shared/domain.ts';
import type { Group } from '../groups/differences.ts';
import { combine } from '../groups/groups.ts';
import { bandLabel, type Level } from './bands.ts';
import { SHARE_STEP } from './suppress.ts';
import type { Banded } from './tally.ts';

/** Segments smaller than this do not make the bands of all others coarser: theirs are withheld instead. */
const HEARD = 5 * PRIVACY_FLOOR;

/**
 * Put neighbouring bands together until no segment has a band below the privacy floor (but may have nobody there),
 * where rounding does not hide it already. Two bands always remain; levels without an order stay as they are.
 */
export function mergeRare(banded: Banded, groups: readonly Group[]): Banded {
  let at = banded;
  while (at.ordered && at.levels.length > 2) {
    const rare = rarest(at, groups);
    if (rare === null) break;
    at = joined(at, ...neighbours(at, rare));
  }
  return at;
}

function rarest(banded: Banded, groups: readonly Group[]): number | null {
  let found: { level: number; count: number } | null = null;
  for (const group of groups) {
    const sum = combine(group.clusters.map((cluster) => banded.figures.clusters[cluster]!));
    if (sum.kind !== 'shares' || sum.n < HEARD || blurred(sum)) continue;
    for (const [level, count] of sum.counts.entries())
      if (count > 0 && count < PRIVACY_FLOOR && (found === null || count < found.count)) found = { level, count };
  }
  return found?.level ?? null;
}

/** Whether rounding hides the small counts of a segment well enough to tell all others. */
const blurred = ({ n, counts }: { n: number; counts: readonly number[] }): boolean =>
  counts.filter((count) => count >= PRIVACY_FLOOR).length * n * SHARE_STEP >= PRIVACY_FLOOR / 2;

function totals({ figures }: Banded): readonly number[] {
  const all = combine(figures.clusters);
  return all.kind === 'shares' ? all.counts : [];
}

function neighbours(banded: Banded, level: number): [number, number] {
  const counts = totals(banded);
  // "other" stands behind an order, not in it
  const last = banded.levels.length - 1 - (banded.levels.at(-1)!.label === OTHER_LEVELS ? 1 : 0);
  if (level > last) return [last, level];
  if (level === 0) return [0, 1];
  if (level === last) return [level - 1, level];
  return counts[level - 1]! <= counts[level + 1]! ? [level - 1, level] : [level, level + 1];
}

/** The banded attribute with two levels made one, in the place of the later. */
function joined(banded: Banded, a: number, b: number): Banded {
  const [first, second] = a < b ? [a, b] : [b, a];
  const both = together(banded.levels[first]!, banded.levels[second]!);
  const at = both.label === OTHER_LEVELS ? banded.levels.length - 2 : first;
  const put = <T>(list: readonly T[], value: T): T[] =>
    list.filter((_, i) => i !== first && i !== second).toSpliced(at, 0, value);
  const levels = put(banded.levels, both);
  const clusters = banded.figures.clusters.map((one): ClusterFigures =>
    one.kind === 'shares' ? { ...one, counts: put(one.counts, one.counts[first]! + one.counts[second]!) } : one,
  );
  return {
    ...banded,
    levels,
    figures: { ...banded.figures, levels: levels.map(({ label }) => label), clusters },
  };
}

const others = (): Level => ({ label: OTHER_LEVELS, filter: null });

function together(a: Level, b: Level): Level {
  if (a.label === OTHER_LEVELS || b.label === OTHER_LEVELS || !a.filter || !b.filter) return others();
  const filter = eitherOf(a.filter, b.filter);
  if (!filter) return others();
  if (!a.band || !b.band) return { label: `${a.label} / ${b.label}`, filter };
  const band = { low: a.band.low, high: b.band.high, below: b.band.below };
  return { label: bandLabel(band), filter, band };
}

/** The customers of either of two neighbouring levels. */
function eitherOf(a: Filter, b: Filter): Filter | null {
  if (a.kind === 'values' && b.kind === 'values') return { ...a, values: [...a.values, ...b.values] };
  if (a.kind !== 'range' || b.kind !== 'range') return null;
  // bands of ages run against the years of birth they stand for
  const up = a.min === null || (b.min !== null && a.min <= b.min);
  const [low, high] = up ? [a, b] : [b, a];
  return { ...a, min: low.min, max: high.max };
}
