import type { Separation } from '../../../shared/contract/segments.ts';

/** What is known about the solution for one k. */
export interface ClusterFigures {
  k: number;
  /** rows clustered */
  n: number;
  /** sum of squared distances to the centres */
  inertia: number;
  /** mean silhouette in [-1, 1], and whether it was estimated on `sample` rows; null for k = 1 */
  silhouette: { value: number; sampled: boolean; sample: number } | null;
  /** mean adjusted Rand index with solutions on bootstrap samples; null when not measured */
  stability: number | null;
  smallest: number;
  /** rows of each group, largest first */
  sizes: number[];
  /** how full the valleys between neighbouring groups are, 0 empty … 1 no valley; null for k = 1 */
  valley: number | null;
  /** the same figures on data without groups; null when not measured */
  reference: ReferenceFigures | null;
}

/** What clustering yields on data that has no groups but the same variances. */
export interface ReferenceFigures {
  /** the highest silhouette of all such data sets */
  silhouette: number;
  /** gap statistic: log of their inertia less log of the inertia at hand, each relative to k = 1; the lesser of the kinds */
  gap: number;
  /** how full the valleys are, the emptiest kind; null where columns of two values leave valleys everywhere */
  valley: number | null;
}

/** Of the rows, a group should have at least this share … */
const LEAST_SHARE = 0.015;
/** … and at least so many rows: no smaller group may leave the workspace. */
const LEAST_ROWS = 10;
/** At most this many candidates. */
const MOST_CANDIDATES = 4;
/** A candidate's score must reach this share of the best. */
const NEAR_BEST = 0.8;
/** Below this another sample of the same customers would give other groups. */
const STEADY = 0.5;
/** What each group more takes off a score. */
const PER_GROUP = 0.07;

/** When a split in two gives way to more groups; see {@link chooseCandidates}. */
const FINER = {
  /** the gap statistic must grow by this, and by this share of what it was: else the elbow is reached */
  gapStep: 0.02,
  gapShare: 0.25,
  /** share of the split's stability, and of its silhouette above data without groups, that must be kept */
  stability: 0.8,
  excess: 2 / 3,
  /** every group holds at least this share */
  smallest: 0.05,
} as const;

/** From here on a cut is more than one of a cloud, in standard deviations of the cuts of clouds. */
export const SURELY = 3;
/** Least stability: below it another sample of the same customers would give other groups. */
const UNSTABLE = 0.5;
/** Valleys fuller than this are none; a silhouette so much above that of even clouds needs none. */
const FLAT = 0.92;
const EXCESS = 0.1;

/**
 * How full the valleys are in relation to data without groups: 0 empty … 1 as full (or fuller). Null where valleys tell
 * nothing: one group, or mostly columns of two values.
 */
function relativeValley({ valley, reference }: ClusterFigures): number | null {
  if (valley === null || reference?.valley === null) return null;
  return Math.min(1, valley / Math.max(0.1, reference?.valley ?? 1));
}

/** Groups whose valleys are so full on average, and no fuller, are called clear. */
const CLEAR = 0.25;

/**
 * The verdict over data, from what {@link findGroups} found: `none` where no groups stand apart, `clear` where between
 * neighbouring groups it is on average at most a quarter as full as inside them, else `weak`: also where the groups only overlap ({@link
 * overlappingCut}, without a valley). The same for every k that data is cut into.
 */
export const verdictOf = ({ k, valley }: Separation): 'clear' | 'weak' | 'none' =>
  k < 2 ? 'none' : valley !== null && valley <= CLEAR ? 'clear' : 'weak';

/** A k worth showing, with its score (at most 4). */
export interface CandidateK {
  k: number;
  score: number;
  recommended: boolean;
}

/**
 * Whether a cut of data in which no groups stand apart is still better than a cut of a cloud without groups: more so than by
 * chance, found again in other samples, and not straight through the thick of it. Figures that were not measured do not count
 * against it.
 */
function overlapping(figures: ClusterFigures, surely: number): boolean {
  const { silhouette, stability, reference } = figures;
  if (silhouette === null || surely < SURELY || (stability ?? 1) < UNSTABLE) return false;
  const full = relativeValley(figures);
  return full === null || full <= FLAT || silhouette.value - (reference?.silhouette ?? 0) >= EXCESS;
}

/**
 * The k into which data is cut in which no groups stand apart, but whose columns have much in common: the best of the
 * cuts that overlap and are still better than those of a cloud; null: none is. Silhouettes favour two groups, and two that
 * overlap are often no more than "much" and "little": they give way to the finer cut at the elbow of the gap statistic
 * (Tibshirani, Walther, Hastie 2001), as long as stability, excess silhouette and group sizes stay close ({@link FINER}).
 * @param surely for k = 2, 3 ...: how surely a cut is more than one of a cloud that has the same in common, in standard
 * deviations ({@link overlaps}); no greater k is chosen at first
 */
export function overlappingCut(figures: readonly ClusterFigures[], surely: readonly number[]): number | null {
  const range = rangeOf(figures);
  const best = scored(range)
    .filter(({ f }) => bigEnough(f) && overlapping(f, surely[f.k - 2] ?? 0))
    .sort((a, b) => b.score - a.score || a.f.k - b.f.k)[0];
  if (!best) return null;
  return best.f.k === 2 ? finerThan(best.f, range) : best.f.k;
}

/**
 * What a weak split in two gives way to ({@link overlappingCut}): groups that only overlap. Where two are all there is, the gap
 * falls at three and the split stays; a clear one stays too.
 */
export function finerThanSplit(found: Separation, figures: readonly ClusterFigures[]): Separation {
  const range = rangeOf(figures);
  const split = range.find(({ k }) => k === 2);
  if (found.k !== 2 || verdictOf(found) !== 'weak' || !split) return found;
  const k = finerThan(split, range);
  return k === 2 ? found : { ...found, k, valley: null, shape: 'overlap' };
}

/** Whether every group is large enough to be worked with. */
function bigEnough({ smallest, n }: ClusterFigures): boolean {
  return smallest >= Math.max(LEAST_ROWS, LEAST_SHARE * n);
}

/**
 * Two to four k worth showing, in rising order; recommended is the one into which the data falls, or the nearest to it of the
 * range. The score of the others adds up four figures, each from 0 to 1: silhouette and gap relative to the best of the range,
 * stability (0.5 counts 0), and emptiness of the valleys; each group more costs a little, since every group is a card that
 * somebody has to keep in mind. Solutions with a tiny group or below a stability of 0.5 are only taken when there are no others.
 * Equal scores: the smaller k.
 * @param figures of the range; k = 1 is left aside
 * @param groups into which the data falls ({@link findGroups}); 1: none, and then none is recommended
 */
export function chooseCandidates(figures: readonly ClusterFigures[], groups: number): CandidateK[] {
  const range = rangeOf(figures);
  const near = range.map(({ k }) => k).sort((a, b) => Math.abs(a - groups) - Math.abs(b - groups) || a - b);
  const found = groups > 1 ? near[0] : undefined;
  const all = scored(range)
    .map(({ f, score }) => ({
      k: f.k,
      recommended: f.k === found,
      sound: bigEnough(f) && (f.stability ?? 1) >= STEADY,
      score,
    }))
    .sort(
      (a, b) =>
        Number(b.recommended) - Number(a.recommended) ||
        Number(b.sound) - Number(a.sound) ||
        b.score - a.score ||
        a.k - b.k,
    );
  const most = Math.max(...all.map(({ score }) => score));
  return all
    .filter(({ sound, score }, rank) => rank < 2 || (sound && score >= NEAR_BEST * most))
    .slice(0, MOST_CANDIDATES)
    .map(({ k, score, recommended }) => ({ k, score, recommended }))
    .sort((a, b) => a.k - b.k);
}

const rangeOf = (figures: readonly ClusterFigures[]): ClusterFigures[] =>
  figures.filter((f) => f.k > 1 && f.silhouette !== null);

function scored(range: readonly ClusterFigures[]): { f: ClusterFigures; score: number }[] {
  const best = (of: (f: ClusterFigures) => number): number => Math.max(1e-9, ...range.map(of));
  const mostSilhouette = best((f) => f.silhouette!.value);
  const mostGap = best((f) => f.reference?.gap ?? 0);
  return range.map((f) => ({
    f,
    score:
      Math.max(0, f.silhouette!.value) / mostSilhouette +
      Math.max(0, f.reference?.gap ?? 0) / mostGap +
      Math.max(0, 2 * (f.stability ?? 0.5) - 1) +
      (1 - (relativeValley(f) ?? 1)) -
      PER_GROUP * (f.k - 2),
  }));
}

/** The k at the elbow above a split in two, or 2. */
function finerThan(split: ClusterFigures, range: readonly ClusterFigures[]): number {
  const excess = (f: ClusterFigures): number => f.silhouette!.value - (f.reference?.silhouette ?? 0);
  const kept = (f: ClusterFigures): boolean =>
    bigEnough(f) &&
    f.smallest >= FINER.smallest * f.n &&
    (f.stability ?? 0) >= Math.max(UNSTABLE, FINER.stability * (split.stability ?? 1)) &&
    excess(f) >= FINER.excess * Math.max(0, excess(split));
  let at = split;
  for (;;) {
    const next = range.find(({ k }) => k === at.k + 1);
    const [had, has] = [at.reference?.gap, next?.reference?.gap];
    if (!next || had === undefined || has === undefined || !kept(next)) return at.k;
    if (has - had < Math.max(FINER.gapStep, FINER.gapShare * had)) return at.k;
    at = next;
  }
}
