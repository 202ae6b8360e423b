import type { GroupComparison } from '../../../shared/contract/explore.ts';
import { type Ends, extentOf } from '../kit/scale.ts';

/** A figure of one of two groups, with its interval. */
export type Side = GroupComparison['differences'][number]['a'];

/** The scale of two groups, which holds both intervals. @param share the figures are shares: it starts at 0 */
export function pairEnds({ a, b, share }: { a: Side; b: Side; share: boolean }): Ends {
  const figures = [...a.interval, ...b.interval, a.value, b.value];
  return share ? [0, Math.max(...figures) * 1.08 || 1] : extentOf(figures, 0.2);
}
