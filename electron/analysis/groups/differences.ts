import type { AttributeFigures, ClusterFigures } from '../../../shared/figures.ts';
import type { ColumnType, Effect, Interval } from '../../../shared/domain.ts';
import { cohenDAgainstEveryone, cohenH } from '../stats/effects.ts';
import { exactShares } from '../stats/exact.ts';
import { wilson } from '../stats/intervals.ts';
import { rankSum } from '../stats/ranks.ts';
import { holm, welch } from '../stats/tests.ts';
import { combine, intervalIn } from './groups.ts';

/** A segment as the clusters it is made of. */
export interface Group {
  readonly segment: number;
  readonly clusters: readonly number[];
}

/** One attribute (or one level of it) of one segment against everyone. Dates in milliseconds since 1970. */
export interface Found {
  readonly segment: number;
  readonly attribute: number;
  readonly column: string;
  readonly type: ColumnType;
  /** the level a share is about ('1' for booleans); null for means */
  readonly level: string | null;
  readonly effect: Effect;
  /** customers of the segment with a value, and without */
  readonly n: number;
  readonly missing: number;
  readonly value: number;
  readonly interval: Interval;
  /** the same over everyone */
  readonly base: number;
  readonly baseN: number;
  /** corrected after Holm over all comparisons tested here; null: the groups were made by this attribute, nothing is tested */
  readonly p: number | null;
}

/** Effects smaller than this are not worth a sentence; everyone, the segment among them, is what it is compared with. */
const LEAST_EFFECT = 0.1;
/** Corrected p above which a difference is not told. */
const MOST_P = 0.01;
const DAY = 86_400_000;

/**
 * Compare every segment with everyone (all clustered customers) on every attribute and level.
 * d = (mean - everyone's mean) / everyone's standard deviation; h as Cohen's. p is that of the segment against all others:
 * of means the greater of Welch's t test and the rank sum test (long tails and many zeros mislead the first), of levels
 * Fisher's exact test; corrected after Holm over everything tested.
 * @param cutBy attributes that made the groups where the data has none: their differences come without p
 */
export function compareGroups(
  figures: readonly AttributeFigures[],
  groups: readonly Group[],
  cutBy: ReadonlySet<number>,
): Found[] {
  const found = figures.flatMap((attribute) => {
    const everyone = combine(attribute.clusters);
    return groups.flatMap((group) => compareOne(attribute, group, everyone));
  });
  const corrected = holm(found.flatMap(({ attribute, p }) => (cutBy.has(attribute) ? [] : p)));
  let tested = 0;
  return found.map((one) => ({ ...one, p: cutBy.has(one.attribute) ? null : corrected[tested++]! }));
}

/** A comparison before it is corrected. */
type Compared = Found & { readonly p: number };

function compareOne(figures: AttributeFigures, group: Group, everyone: ClusterFigures): Compared[] {
  const { attribute, column, type, levels, clusters } = figures;
  const inside = combine(group.clusters.map((cluster) => clusters[cluster]!));
  if (inside.n === 0 || everyone.n === inside.n) return [];
  const others = combine(clusters.filter((_, cluster) => !group.clusters.includes(cluster)));
  const base = { segment: group.segment, attribute, column, type, n: inside.n, missing: inside.missing };
  if (inside.kind === 'shares' && everyone.kind === 'shares' && others.kind === 'shares')
    return levels.flatMap((level, i): Compared[] => {
      const [count, all] = [inside.counts[i]!, everyone.counts[i]!];
      if (all === 0) return [];
      const value = count / inside.n;
      return [
        {
          ...base,
          level,
          value,
          interval: wilson(count, inside.n),
          base: all / everyone.n,
          baseN: everyone.n,
          effect: { kind: 'h', value: cohenH(value, all / everyone.n) },
          p: exactShares(count, inside.n, others.counts[i]!, others.n),
        },
      ];
    });
  if (inside.kind !== 'mean' || everyone.kind !== 'mean' || others.kind !== 'mean') return [];
  const sd = Math.sqrt(everyone.m2 / everyone.n);
  if (!(sd > 1e-12 * (Math.abs(everyone.mean) + 1e-300))) return [];
  const scale = type === 'date' ? DAY : 1;
  const [low, high] = intervalIn(inside);
  return [
    {
      ...base,
      level: null,
      value: inside.mean * scale,
      interval: [low * scale, high * scale],
      base: everyone.mean * scale,
      baseN: everyone.n,
      effect: { kind: 'd', value: cohenDAgainstEveryone(inside.mean, everyone) },
      p: meansP(inside, others),
    },
  ];
}

type Mean = Extract<ClusterFigures, { kind: 'mean' }>;

/** Values of a sample whose mean can be held to be normal, and the most skewness of means that are (Cochran 1977, ch. 2.15). */
const LEAST_NORMAL = 30;
const MOST_SKEW = 0.2;

/** Whether the difference of two means is as good as normal: by its skewness, which that of the values makes. */
function isNormal(a: Mean, b: Mean): boolean {
  if (!a.skew || !b.skew || Math.min(a.n, b.n) < LEAST_NORMAL) return false;
  const variance = a.m2 / a.n ** 2 + b.m2 / b.n ** 2;
  const third = a.skew.m3 / a.n ** 3 - b.skew.m3 / b.n ** 3;
  return Math.abs(third) <= MOST_SKEW * variance ** 1.5;
}

/**
 * Welch's test alone where the difference is as good as normal: a group in the midst of the others can have another mean and
 * the same middle. Where values trail off the rank sum test must say so too. Figures that were stored before ranks were counted
 * have Welch's test alone.
 */
const meansP = (a: Mean, b: Mean): number =>
  a.ranks && b.ranks && !isNormal(a, b)
    ? Math.max(welch(a, b), rankSum({ n: a.n, ...a.ranks }, { n: b.n, ...b.ranks }))
    : welch(a, b);

/**
 * What is worth telling about a segment: one line an attribute (its strongest level), strongest first; what the cut itself
 * made comes last.
 * @param mostP corrected p above which a difference is not told
 */
export function rankDifferences(found: readonly Found[], segment: number, mostP = MOST_P): Found[] {
  const best = new Map<number, Found>();
  for (const one of found) {
    if (one.segment !== segment || Math.abs(one.effect.value) < LEAST_EFFECT || (one.p ?? 0) > mostP) continue;
    const known = best.get(one.attribute);
    if (!known || telling(one) > telling(known)) best.set(one.attribute, one);
  }
  const made = (one: Found) => Number(one.p === null);
  return [...best.values()].sort((a, b) => made(a) - made(b) || strength(b) - strength(a) || a.attribute - b.attribute);
}

/** What many are says more than what few are: a rarer level must differ by so much more. */
const RARER = 0.6;
const telling = (one: Found): number => strength(one) * (one.effect.value > 0 ? 1 : RARER);

/** How far a difference goes, whatever its direction. */
export const strength = (one: Found): number => Math.abs(one.effect.value);
