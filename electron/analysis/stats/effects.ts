import { type Sample, sdOf } from './descriptive.ts';

/**
 * Cohen's d of two separate samples: difference of the means in units of the pooled standard deviation (Cohen 1988).
 * @returns 0 when nothing varies and the means are equal; ±Infinity when nothing varies and they differ
 */
export function cohenD(a: Sample, b: Sample): number {
  const pooled = Math.sqrt((a.m2 + b.m2) / (a.n + b.n - 2));
  return inUnits(a.mean - b.mean, pooled);
}

/**
 * Cohen's d of a segment against everyone, the segment included: difference of the means in units of everyone's standard
 * deviation. This is what cards and charts show: the base is the same for every segment.
 */
export function cohenDAgainstEveryone(segmentMean: number, everyone: Sample): number {
  return inUnits(segmentMean - everyone.mean, sdOf(everyone));
}

/** Cohen's h: difference of two shares on the arcsine scale, in [-π, π] (Cohen 1988). */
export function cohenH(share: number, base: number): number {
  return 2 * Math.asin(Math.sqrt(share)) - 2 * Math.asin(Math.sqrt(base));
}

function inUnits(difference: number, sd: number): number {
  return difference === 0 ? 0 : difference / sd;
}
