import { max } from 'd3';
import type { LeavingHistogram } from '../../../shared/contract/leaving.ts';
import { percentScale } from '../kit/scale.ts';

type Bins = readonly LeavingHistogram['bins'][number][];

/** A histogram as it is drawn, in % of its plot. */
export interface HistogramLayout {
  /** ends of the axis */
  readonly low: number;
  readonly high: number;
  /** by bin; what is not told has no height */
  readonly heights: readonly number[];
  readonly median: number;
  /** where the word for the median stands, so that it stays inside */
  readonly side: 'left' | 'right';
}

/** Lay a histogram out over an axis from the first bin to the last. */
export function layHistogram(bins: Bins, median: number): HistogramLayout {
  const low = bins[0]?.from ?? 0;
  const high = bins.at(-1)?.to ?? 1;
  const most = Math.max(1, max(bins, ({ count }) => count ?? 0) ?? 1);
  const at = percentScale([low, high])(median);
  return {
    low,
    high,
    heights: bins.map(({ count }) => ((count ?? 0) / most) * 100),
    median: at,
    side: at > 62 ? 'left' : 'right',
  };
}

/** Does the figure of the median fit on the axis at its place, in %, beside the words at the ends? */
export const fits = (median: number, low: string, high: string): boolean =>
  median > (low.length < 4 ? 10 : 20) && median < 70 && high.length < 7;
