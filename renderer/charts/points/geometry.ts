import { quadtree } from 'd3';
import type { PointsBody } from '../../../shared/contract/explore.ts';
import { type Ends, extentOf, pixelScale } from '../kit/scale.ts';
import { ticksOf } from '../kit/ticks.ts';
import type { Size } from '../kit/useSize.ts';
import type { Rect } from './useRect.ts';

/** Room around the points, px: figures to the left and below, names of the axes in the corners. */
export const MARGIN = { left: 58, right: 14, top: 8, bottom: 34 } as const;
/** Of a point, px. */
export const RADIUS = 2.4;
/** A point this near to the pointer is the one under it, px. */
const NEAR = 8;

/** What of the plane is drawn, and how large. */
export interface View extends Size {
  readonly x: Ends;
  readonly y: Ends;
}

/** A point that is in view; px from the left upper corner of the view. */
export interface Point {
  /** place in the body */
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** The view of a chart of a size. */
export function viewOf(body: PointsBody, size: Size): View {
  return {
    x: tight(body.x),
    y: tight(body.y),
    width: Math.max(10, size.width - MARGIN.left - MARGIN.right),
    height: Math.max(10, size.height - MARGIN.top - MARGIN.bottom),
  };
}

/** The ends of an axis: long tails are cut where one value in two hundred lies beyond and they would take half the room. */
export function tight(values: Float64Array): Ends {
  if (values.length === 0) return [0, 1];
  const sorted = Float64Array.from(values).sort();
  const at = (p: number) => sorted[Math.round((sorted.length - 1) * p)] ?? 0;
  const [low, high] = [at(0), at(1)];
  const [from, to] = [at(0.005), at(0.995)];
  return extentOf(to > from && to - from < (high - low) / 2 ? [from, to] : [low, high], 0.03);
}

/** Where a value of each axis is in the view, px. */
export const scalesOf = ({ x, y, width, height }: View) => ({
  x: pixelScale(x, 0, width),
  y: pixelScale(y, height, 0),
});

/** The points that lie in the view, in their order. */
export function pointsOf(body: PointsBody, view: View): Point[] {
  const { x, y } = scalesOf(view);
  const out: Point[] = [];
  body.x.forEach((value, index) => {
    const point = { index, x: x(value), y: y(body.y[index] ?? NaN) };
    if (point.x >= 0 && point.y >= 0 && point.x <= view.width && point.y <= view.height) out.push(point);
  });
  return out;
}

/** Finds the point nearest to a place of the view; null: none is near. */
export function finderOf(points: readonly Point[]): (x: number, y: number) => Point | null {
  const tree = quadtree<Point>()
    .x(({ x }) => x)
    .y(({ y }) => y)
    .addAll([...points]);
  return (x, y) => tree.find(x, y, NEAR) ?? null;
}

/** The figures of both axes; the lying one has as many as there is room for. */
export const ticksIn = ({ x, y, width }: View) => ({
  x: ticksOf(x, Math.max(3, width / 110)),
  y: ticksOf(y, 5),
});

/** What a rectangle of the chart spans on the two axes. */
export function spansOf({ x, y, width, height }: View, [left, top, right, bottom]: Rect) {
  const across = pixelScale([MARGIN.left, MARGIN.left + width], ...x);
  const up = pixelScale([MARGIN.top + height, MARGIN.top], ...y);
  return [
    [across(left), across(right)],
    [up(bottom), up(top)],
  ] as const;
}
