import { bisectRight } from 'd3';

/** Steps of the diverging ramp by size: below the first no difference is seen, from the last on it is a large one. */
export type Steps = readonly [number, number, number, number];

/** For differences in standard deviations (Cohen's 0.2, 0.5 and 0.8 lie within). */
export const DEVIATIONS: Steps = [0.15, 0.4, 0.7, 1];
/** For residuals of independence, which grow with n. */
export const RESIDUALS: Steps = [2, 4, 8, 16];

/** The colour `--dv-4 … --dv4` of a difference. */
export function divergingColour(value: number, steps: Steps): string {
  const step = bisectRight(steps, Math.abs(value));
  return `var(--dv${value < 0 && step > 0 ? '-' : ''}${step})`;
}
