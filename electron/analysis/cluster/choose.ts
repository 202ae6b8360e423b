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

/**
 * How full the valleys are in relation to data without groups: 0 empty … 1 as full (or fuller). Null where valleys tell
 * nothing: one group, or mostly columns of two values.
 */
function relativeValley({ valley, reference }: ClusterFigures): number | null {
  if (valley === null || reference?.valley === null) return null;
  return Math.min(1, valley / Math.max(0.1, reference?.valley ?? 1));
}

/** Up to this the fullest valley between two groups is called clear. */
const CLEAR = 0.2;

/**
 * The verdict over data, from what {@link findGroups} found: `none` where no groups stand apart, `clear` where between
 * neighbouring groups it is at most a fifth as full as inside them, else `weak`. The same for every k that data is cut into.
 */
export const verdictOf = ({ k, valley }: Separation): 'clear' | 'weak' | 'none' =>
  k < 2 || valley === null ? 'none' : valley <= CLEAR ? 'clear' : 'weak';

/** A k worth showing, with its score (at most 4). */
export interface CandidateK {
  k: number;
  score: number;
  recommended: boolean;
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
  const range = figures.filter((f) => f.k > 1 && f.silhouette !== null);
  const best = (of: (f: ClusterFigures) => number): number => Math.max(1e-9, ...range.map(of));
  const mostSilhouette = best((f) => f.silhouette!.value);
  const mostGap = best((f) => f.reference?.gap ?? 0);
  const near = range.map(({ k }) => k).sort((a, b) => Math.abs(a - groups) - Math.abs(b - groups) || a - b);
  const found = groups > 1 ? near[0] : undefined;
  const scored = range
    .map((f) => ({
      k: f.k,
      recommended: f.k === found,
      sound: bigEnough(f) && (f.stability ?? 1) >= STEADY,
      score:
        Math.max(0, f.silhouette!.value) / mostSilhouette +
        Math.max(0, f.reference?.gap ?? 0) / mostGap +
        Math.max(0, 2 * (f.stability ?? 0.5) - 1) +
        (1 - (relativeValley(f) ?? 1)) -
        PER_GROUP * (f.k - 2),
    }))
    .sort(
      (a, b) =>
        Number(b.recommended) - Number(a.recommended) ||
        Number(b.sound) - Number(a.sound) ||
        b.score - a.score ||
        a.k - b.k,
    );
  const most = Math.max(...scored.map(({ score }) => score));
  return scored
    .filter(({ sound, score }, rank) => rank < 2 || (sound && score >= NEAR_BEST * most))
    .slice(0, MOST_CANDIDATES)
    .map(({ k, score, recommended }) => ({ k, score, recommended }))
    .sort((a, b) => a.k - b.k);
}
