import type { Size } from '../kit/useSize.ts';
import { type Ellipse, ellipseOf, robustExtent } from './geometry.ts';
import { sampled } from './order.ts';
import type { ScreenTransform } from './pixels.ts';
import type { ScatterData } from './types.ts';

/** Share of a group that its outline holds. */
const SHARE_IN_OUTLINE = 0.8;
/** Members of a group its outline is computed from: more would not move it by a pixel. */
const OUTLINE_SAMPLE = 20_000;

type Places = Pick<ScatterData, 'x' | 'y'>;

/** The ends of both axes. */
export type Domain = readonly [x: readonly [number, number], y: readonly [number, number]];

/** What of the plane is drawn before anyone zooms. */
export const domainOf = ({ x, y }: Places): Domain => [robustExtent(x), robustExtent(y)];

/** The outline of each group; null: it is too small for one. @param group of each point, by place among the groups */
export const outlinesOf = (group: Uint8Array, groups: number, { x, y }: Places): (Ellipse | null)[] =>
  sampled(group, groups, OUTLINE_SAMPLE).map((members) => ellipseOf(members, x, y, SHARE_IN_OUTLINE));

/** From data to a plot of a size, zoomed by `k` and moved. @param ratio device pixels a CSS pixel */
export function screenOf(
  [[x0, x1], [y0, y1]]: Domain,
  { width, height }: Size,
  { k, x, y }: { readonly k: number; readonly x: number; readonly y: number },
  ratio: number,
): ScreenTransform {
  const kx = (width / (x1 - x0)) * k;
  const ky = (-height / (y1 - y0)) * k;
  return { kx: kx * ratio, ky: ky * ratio, tx: (x - x0 * kx) * ratio, ty: (y - y1 * ky) * ratio };
}
