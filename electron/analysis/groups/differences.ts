import type { AttributeFigures, ClusterFigures } from '../../../shared/figures.ts';
import type { ColumnType, Effect, Interval } from '../../../shared/domain.ts';
import { cohenDAgainstEveryone, cohenH } from '../stats/effects.ts';
import { meanInterval, wilson } from '../stats/intervals.ts';
import { holm, twoShares, welch } from '../stats/tests.ts';
import { combine } from './groups.ts';

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
  /** Holm-corrected over all comparisons made here */
  readonly p: number;
}

/** Effects smaller than this are not worth a sentence. */
const LEAST_EFFECT = 0.1;
/** Corrected p above which a difference is not told. */
const MOST_P = 0.05;
const DAY = 86_400_000;

/**
 * Compare every segment with everyone (all clustered customers) on every attribute and level.
 * d = (mean - everyone's mean) / everyone's standard deviation; h as Cohen's. p from Welch's t test or the z
 * test of two shares, the segment against all others, Holm-corrected over everything compared.
 */
export function compareGroups(figures: readonly AttributeFigures[], groups: readonly Group[]): Found[] {
  const found = figures.flatMap((attribute) => {
    const everyone = combine(attribute.clusters);
    return groups.flatMap((group) => compareOne(attribute, group, everyone));
  });
  const corrected = holm(found.map(({ p }) => p));
  return found.map((one, i) => ({ ...one, p: corrected[i]! }));
}

function compareOne(figures: AttributeFigures, group: Group, everyone: ClusterFigures): Found[] {
  const { attribute, column, type, levels, clusters } = figures;
  const inside = combine(group.clusters.map((cluster) => clusters[cluster]!));
  if (inside.n === 0 || everyone.n === inside.n) return [];
  const others = combine(clusters.filter((_, cluster) => !group.clusters.includes(cluster)));
  const base = { segment: group.segment, attribute, column, type, n: inside.n, missing: inside.missing };
  if (inside.kind === 'shares' && everyone.kind === 'shares' && others.kind === 'shares')
    return levels.flatMap((level, i): Found[] => {
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
          p: twoShares(count, inside.n, others.counts[i]!, others.n),
        },
      ];
    });
  if (inside.kind !== 'mean' || everyone.kind !== 'mean' || others.kind !== 'mean') return [];
  const sd = Math.sqrt(everyone.m2 / everyone.n);
  if (!(sd > 1e-12 * (Math.abs(everyone.mean) + 1e-300))) return [];
  const scale = type === 'date' ? DAY : 1;
  const [low, high] = meanInterval(inside);
  return [
    {
      ...base,
      level: null,
      value: inside.mean * scale,
      interval: [low * scale, high * scale],
      base: everyone.mean * scale,
      baseN: everyone.n,
      effect: { kind: 'd', value: cohenDAgainstEveryone(inside.mean, everyone) },
      p: welch(inside, others),
    },
  ];
}

/** What is worth telling about a segment: one line an attribute (its strongest level), strongest first. */
export function rankDifferences(found: readonly Found[], segment: number): Found[] {
  const best = new Map<number, Found>();
  for (const one of found) {
    if (one.segment !== segment || Math.abs(one.effect.value) < LEAST_EFFECT || one.p > MOST_P) continue;
    const known = best.get(one.attribute);
    if (!known || telling(one) > telling(known)) best.set(one.attribute, one);
  }
  return [...best.values()].sort((a, b) => strength(b) - strength(a) || a.attribute - b.attribute);
}

/** What many are says more than what few are: a rarer level must differ by so much more. */
const RARER = 0.6;
const telling = (one: Found): number => strength(one) * (one.effect.value > 0 ? 1 : RARER);

/** How far a difference goes, whatever its direction. */
export const strength = (one: Found): number => Math.abs(one.effect.value);
