import type { AttributeFigures, ClusterFigures } from '../../../shared/figures.ts';
import type { StatEvidence } from '../../../shared/contract/personas.ts';
import { type Interval, PRIVACY_FLOOR } from '../../../shared/domain.ts';
import { compareGroups, type Found, type Group } from '../groups/differences.ts';
import { combine } from '../groups/groups.ts';
import type { Level } from './bands.ts';
import { mergeRare } from './merge.ts';
import { withheld } from './suppress.ts';
import type { Tally } from './tally.ts';

/** Least |d| or |h| a card states: "small" of Cohen 1988, ch. 2 and 6. */
const CLAIM_EFFECT = 0.2;
/** Corrected p below which a difference is stated. */
export const CLAIM_P = 0.05;

/** Everything the cards of one segmentation can say, measured once. */
export interface Measured {
  readonly groups: readonly Group[];
  readonly tallies: ReadonlyMap<number, Tally>;
  readonly found: readonly Found[];
  /** those of them that were tested */
  readonly comparisons: number;
  /** banded attributes: withheld cells by attribute, rows in the order of `groups` */
  readonly hidden: ReadonlyMap<number, boolean[][]>;
}

/**
 * Compare every segment with everyone on every mean, level and band; one correction over all of it.
 * @param cutBy attributes that made the segments where the data has no groups
 */
export function measure(counted: readonly Tally[], groups: readonly Group[], cutBy: ReadonlySet<number>): Measured {
  const tallies = counted.map((one) => (one.banded ? { ...one, banded: mergeRare(one.banded, groups) } : one));
  const figures = tallies.flatMap(({ mean, banded }) => [mean, banded?.figures ?? null]);
  const found = compareGroups(
    figures.filter((one) => one !== null),
    groups,
    cutBy,
  );
  const hidden = new Map<number, boolean[][]>();
  for (const { attribute, banded } of tallies) if (banded) hidden.set(attribute, hiddenCells(banded.figures, groups));
  const comparisons = found.filter(({ p }) => p !== null).length;
  return { groups, tallies: new Map(tallies.map((one) => [one.attribute, one])), found, comparisons, hidden };
}

/** Rows: the segments, and the customers of clusters in no segment; columns: the levels. */
function hiddenCells(figures: AttributeFigures, groups: readonly Group[]): boolean[][] {
  const taken = new Set(groups.flatMap(({ clusters }) => clusters));
  const rest = figures.clusters.map((_, cluster) => cluster).filter((cluster) => !taken.has(cluster));
  const rows = [...groups.map(({ clusters }) => clusters), ...(rest.length > 0 ? [rest] : [])];
  return withheld(
    rows.map((clusters) => {
      const sum = combine(clusters.map((cluster) => figures.clusters[cluster]!));
      return sum.kind === 'shares' ? [...sum.counts] : [];
    }),
  );
}

/**
 * Whether a card may say that a segment differs: far enough, no small group told, and surely enough, or else made by the cut,
 * which is then said.
 */
export const holds = (one: Found): boolean =>
  Math.abs(one.effect.value) >= CLAIM_EFFECT && (one.p ?? 0) < CLAIM_P && tellable(one);

/** Whether neither the group, nor its complement, nor the part of it with this level is below the privacy floor. */
export function tellable(one: Found): boolean {
  const others = one.baseN - one.n;
  if (one.n < PRIVACY_FLOOR || (others > 0 && others < PRIVACY_FLOOR)) return false;
  if (one.level === null) return true;
  const count = Math.round(one.value * one.n);
  const all = Math.round(one.base * one.baseN);
  return [count, one.n - count, all, one.baseN - all].every((c) => c === 0 || c >= PRIVACY_FLOOR);
}

/** A comparison as evidence. */
export const evidenceOf = (
  one: Found,
  level: Level | null,
  { comparisons }: Pick<Measured, 'comparisons'>,
): StatEvidence => ({
  kind: 'stat',
  attribute: one.attribute,
  column: one.column,
  aggregate: level === null ? 'mean' : 'share',
  level: level?.label ?? null,
  n: one.n,
  missing: one.missing,
  segmentValue: one.value,
  baseValue: one.base,
  baseN: one.baseN,
  effect: one.effect,
  // how sure the mean of customers is who were chosen by it says nothing
  interval: one.p === null ? null : one.interval,
  p: one.p,
  comparisons: one.p === null ? null : comparisons,
  ...(one.p === null ? { byCut: true } : {}),
  distribution: null,
  filter: level?.filter ?? null,
});

/** A comparison made, if it was. @param level label; null for a mean */
export const foundOf = (
  measured: Measured,
  segment: number,
  attribute: number,
  level: string | null,
): Found | undefined =>
  measured.found.find((one) => one.segment === segment && one.attribute === attribute && one.level === level);

/** The levels of an attribute in a segment beside everyone's; a withheld share is null. */
export interface Shares {
  readonly n: number;
  readonly missing: number;
  readonly baseN: number;
  readonly rows: readonly { readonly level: Level; readonly share: number | null; readonly base: number }[];
}

/** Distribution of an attribute in a segment; null when it cannot be told. */
export function sharesOf(measured: Measured, segment: number, attribute: number): Shares | null {
  const banded = measured.tallies.get(attribute)?.banded;
  const row = measured.groups.findIndex((group) => group.segment === segment);
  if (!banded || row < 0) return null;
  const all = combine(banded.figures.clusters);
  const one = groupFigures(banded.figures, measured.groups[row]!);
  if (one.kind !== 'shares' || all.kind !== 'shares' || one.n < PRIVACY_FLOOR) return null;
  const others = all.n - one.n;
  if (others > 0 && others < PRIVACY_FLOOR) return null;
  const cells = measured.hidden.get(attribute)![row]!;
  const rows = banded.levels.map((level, i) => ({
    level,
    share: cells[i]! ? null : one.counts[i]! / one.n,
    base: all.counts[i]! / all.n,
  }));
  // a distribution whose most frequent level is withheld would mislead
  const most = Math.max(...one.counts);
  if (one.counts.some((count, i) => count === most && cells[i]!)) return null;
  return { n: one.n, missing: one.missing, baseN: all.n, rows };
}

/** The figures of one attribute in one segment. */
const groupFigures = (figures: AttributeFigures, group: Group): ClusterFigures =>
  combine(group.clusters.map((cluster) => figures.clusters[cluster]!));

/** A segment's part of the sum of an attribute over everyone; null when it is not a part of a positive sum. */
export function sumShare(measured: Measured, segment: number, attribute: number): (Sums & { share: number }) | null {
  const figures = measured.tallies.get(attribute)?.mean;
  const group = measured.groups.find((one) => one.segment === segment);
  if (!figures || !group) return null;
  const one = groupFigures(figures, group);
  const all = combine(figures.clusters);
  if (one.kind !== 'mean' || all.kind !== 'mean' || one.n < PRIVACY_FLOOR) return null;
  const others = all.n - one.n;
  if (others > 0 && others < PRIVACY_FLOOR) return null;
  const [part, whole] = [one.mean * one.n, all.mean * all.n];
  if (!(whole > 0) || part < 0 || part > whole) return null;
  return { share: part / whole, n: one.n, missing: one.missing, baseN: all.n };
}

/** Customers behind a sum. */
export type Sums = { readonly n: number; readonly missing: number; readonly baseN: number };

/** Sum of an attribute over everyone. */
export function totalOf(measured: Measured, attribute: number): number {
  const figures = measured.tallies.get(attribute)?.mean;
  const all = figures ? combine(figures.clusters) : null;
  return all?.kind === 'mean' ? all.mean * all.n : 0;
}

/** A 95 % interval, or null when it is not finite. */
export const finiteInterval = (interval: Interval): Interval | null =>
  interval.every(Number.isFinite) ? interval : null;
