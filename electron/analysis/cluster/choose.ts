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

/** Thresholds of {@link judge}; excess: silhouette less that of data without groups. */
const JUDGE = {
  /** `none` below this stability: another sample of the same customers would give other groups */
  unstable: 0.5,
  /** `none` when the excess stays below this and the valleys are fuller than `shallow` … */
  noExcess: 0.03,
  shallow: 0.75,
  /** … or when it stays below this and there is no valley at all */
  flatExcess: 0.1,
  flat: 0.92,
  /** `clear` needs all three */
  clearStability: 0.8,
  clearExcess: 0.06,
  clearDepth: 0.5,
  /** where valleys tell nothing, the excess alone must do */
  lumpyNone: 0.05,
  lumpyClear: 0.2,
} as const;

/**
 * How full the valleys are in relation to data without groups: 0 empty … 1 as full (or fuller). Null where valleys tell
 * nothing: one group, or mostly columns of two values.
 */
function relativeValley({ valley, reference }: ClusterFigures): number | null {
  if (valley === null || reference?.valley === null) return null;
  return Math.min(1, valley / Math.max(0.1, reference?.valley ?? 1));
}

/**
 * Whether there are groups at all. `clear`: well separated and found again in every sample · `weak`: found again, but
 * overlapping · `none`: no better than cutting a cloud without groups. Figures that were not measured do not count
 * against a solution.
 */
export function judge(figures: ClusterFigures): 'clear' | 'weak' | 'none' {
  const { silhouette, stability, reference } = figures;
  if (silhouette === null) return 'none';
  const excess = silhouette.value - (reference?.silhouette ?? 0);
  const full = relativeValley(figures);
  const steady = stability ?? 1;
  if (steady < JUDGE.unstable) return 'none';
  if (full === null) {
    if (excess < JUDGE.lumpyNone) return 'none';
    return steady >= JUDGE.clearStability && excess >= JUDGE.lumpyClear ? 'clear' : 'weak';
  }
  if (excess < JUDGE.noExcess && full > JUDGE.shallow) return 'none';
  if (excess < JUDGE.flatExcess && full > JUDGE.flat) return 'none';
  const clear = steady >= JUDGE.clearStability && excess >= JUDGE.clearExcess && full <= JUDGE.clearDepth;
  return clear ? 'clear' : 'weak';
}

/** A k worth showing, with its score (at most 4). */
export interface CandidateK {
  k: number;
  score: number;
  recommended: boolean;
  /** of {@link judge}; `weak` for a finer cut of a split that is better than none */
  verdict: 'clear' | 'weak' | 'none';
}

/** Whether every group is large enough to be worked with. */
function bigEnough({ smallest, n }: ClusterFigures): boolean {
  return smallest >= Math.max(LEAST_ROWS, LEAST_SHARE * n);
}

/**
 * Two to four k worth showing, one of them recommended; in rising order of k. The score adds up four figures, each from
 * 0 to 1: silhouette and gap relative to the best of the range, stability (0.5 counts 0), and emptiness of the valleys;
 * each group more costs a little, since every group is a card that somebody has to keep in mind. Solutions with a tiny
 * group, below a stability of 0.5 or judged `none` are only taken when there are no others. Equal scores: the smaller k.
 *
 * Silhouettes favour two groups, and two that overlap are often no more than "much" and "little". A recommended split
 * in two judged `weak` therefore gives way to the finer cut at the elbow of the gap statistic (Tibshirani, Walther, Hastie 2001): one group
 * more is taken as long as the gap clearly grows and stability, excess silhouette and group sizes stay close
 * ({@link FINER}). Where two groups are all there is, the gap falls at three and the split stays.
 * @param figures of the range; k = 1 is left aside
 */
export function chooseCandidates(figures: readonly ClusterFigures[]): CandidateK[] {
  const range = figures.filter((f) => f.k > 1 && f.silhouette !== null);
  const best = (of: (f: ClusterFigures) => number): number => Math.max(1e-9, ...range.map(of));
  const mostSilhouette = best((f) => f.silhouette!.value);
  const mostGap = best((f) => f.reference?.gap ?? 0);
  const scored = range
    .map((f) => ({
      k: f.k,
      f,
      verdict: judge(f),
      sound: bigEnough(f) && judge(f) !== 'none',
      score:
        Math.max(0, f.silhouette!.value) / mostSilhouette +
        Math.max(0, f.reference?.gap ?? 0) / mostGap +
        Math.max(0, 2 * (f.stability ?? 0.5) - 1) +
        (1 - (relativeValley(f) ?? 1)) -
        PER_GROUP * (f.k - 2),
    }))
    .sort((a, b) => Number(b.sound) - Number(a.sound) || b.score - a.score || a.k - b.k);
  const [first] = scored;
  if (!first) return [];
  const finer = first.sound && first.k === 2 && first.verdict === 'weak' ? finerThan(first.f, range) : first.k;
  const near = scored.filter((c, rank) => rank < 2 || (c.sound && c.score >= NEAR_BEST * first.score));
  const shown = [...new Set([first, ...scored.filter(({ k }) => k === finer), ...near])];
  return shown
    .slice(0, MOST_CANDIDATES)
    .map(({ k, score, verdict }) => ({
      k,
      score,
      recommended: k === finer,
      verdict: k === finer && first.sound && verdict === 'none' ? ('weak' as const) : verdict,
    }))
    .sort((a, b) => a.k - b.k);
}

/** The k at the elbow above a split in two, or 2. */
function finerThan(split: ClusterFigures, range: readonly ClusterFigures[]): number {
  const excess = (f: ClusterFigures): number => f.silhouette!.value - (f.reference?.silhouette ?? 0);
  const kept = (f: ClusterFigures): boolean =>
    bigEnough(f) &&
    f.smallest >= FINER.smallest * f.n &&
    (f.stability ?? 0) >= Math.max(JUDGE.unstable, FINER.stability * (split.stability ?? 1)) &&
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
