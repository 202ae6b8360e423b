import { scaleLinear } from 'd3';

/** Round values of an axis, at most about `n`. */
export const ticksOf = (low: number, high: number, n: number): number[] => scaleLinear().domain([low, high]).ticks(n);

/** Every so many labels of an axis, so that they do not touch. @param room px for one label */
export function spaced(count: number, width: number, room: number): number {
  return Math.max(1, Math.ceil((count * room) / Math.max(1, width)));
}
