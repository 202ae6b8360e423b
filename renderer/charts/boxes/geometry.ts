import type { Box } from '../../../shared/domain.ts';
import { type Ends, extentOf } from '../kit/scale.ts';

/** The least and the greatest figure of some boxes: their whiskers, and a mean that lies beyond them. */
export const boxEnds = (boxes: readonly Box[]): Ends =>
  extentOf(
    boxes.flatMap(({ p5, p95, mean }) => [p5, p95, mean]),
    0,
  );

/** The scale of some boxes, with a little room beyond the outermost. */
export const boxScale = (boxes: readonly Box[]): Ends => extentOf(boxEnds(boxes), 0.03);
