import { extent, scaleLinear } from 'd3';

/** The least and the greatest figure of a scale. */
export type Ends = readonly [low: number, high: number];

/** Ends of a scale that holds all values with a little room; never empty. @param room share of the span, at each end */
export function extentOf(values: Iterable<number>, room = 0.06): [number, number] {
  const [low, high] = extent(values);
  if (low === undefined || high === undefined) return [0, 1];
  const span = (high - low || Math.abs(high) || 1) * room;
  return [low - span, high + span];
}

/** A linear scale onto 0…100 (%), clamped; everything is in the middle of a scale without a span. */
export const percentScale = ([low, high]: Ends): ((value: number) => number) =>
  scaleLinear().domain([low, high]).range([0, 100]).clamp(true);

/** A linear scale onto pixels that run from `from` to `to`; not clamped. */
export const pixelScale = ([low, high]: Ends, from: number, to: number): ((value: number) => number) =>
  scaleLinear().domain([low, high]).range([from, to]);

/** A share of a scale as CSS and SVG write it. */
export const percent = (share: number): string => `${share}%`;
