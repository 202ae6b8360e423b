import { ticks } from 'd3';
import type { Ends } from './scale.ts';

/** Round values of an axis, about `n` of them. */
export const ticksOf = ([low, high]: Ends, n: number): number[] => ticks(low, high, n);

/** Every so many labels of an axis, so that they do not touch. @param room px for one label */
export function spaced(count: number, width: number, room: number): number {
  return Math.max(1, Math.ceil((count * room) / Math.max(1, width)));
}

/** Places whose labels are drawn: every so many, and the last one where it does not touch the one before. */
export function labelled(count: number, every: number): number[] {
  const out = Array.from({ length: Math.ceil(count / every) }, (_, i) => i * every);
  const last = count - 1;
  const end = out.at(-1);
  if (out.length > 1 && end !== undefined && end !== last) {
    if (last - end < every) out.pop();
    out.push(last);
  }
  return out;
}
