import { curveLinearClosed, least, line, mean } from 'd3';
import { widthOf } from '../kit/labels.ts';
import { type Ellipse, ellipsePath, type XY } from './geometry.ts';
import type { Mark } from './stamps.ts';

/** A group as its label tells of it. */
export interface LabelGroup {
  readonly segment: number;
  readonly mark: Mark;
  readonly name: string;
  readonly note: string;
  readonly colour: string;
  readonly ellipse: Ellipse | null;
}

/** What is labelled, and the room there is. */
export interface LabelState {
  readonly width: number;
  readonly height: number;
  readonly toScreen: (at: XY) => XY;
  readonly groups: readonly LabelGroup[];
  /** place of the selected group among the groups; -1: none is */
  readonly chosen: number;
}

/** A label where it stands, px; `x` of its mark, `y` of its first line. */
export interface PlacedLabel {
  readonly group: LabelGroup;
  readonly wide: number;
  readonly x: number;
  y: number;
}

/** Of a label of two lines, px. */
const HEIGHT = 34;
/** The highest place of a label's first line, px. */
const TOP = 14;

const open = line<XY>().digits(1);
const closed = line<XY>().digits(1).curve(curveLinearClosed);

/** A line through places of the screen. */
export const pathOf = (places: readonly XY[]): string => open(places) ?? '';

/** The outline of a group on the screen. */
export const outlineOf = (ellipse: Ellipse, toScreen: (at: XY) => XY): string =>
  closed(ellipsePath(ellipse).map(toScreen)) ?? '';

/** Labels stand beside their cloud, on the side away from the middle, kept inside and apart from each other. */
export function labelsOf({ width, height, groups, chosen, toScreen }: LabelState): PlacedLabel[] {
  // the selection bar stands at the foot of the plot
  const floor = height - (chosen < 0 ? 26 : 74);
  const clouds = groups.flatMap((group) => {
    const { ellipse } = group;
    return ellipse ? [{ group, ellipse, centre: toScreen([ellipse.x, ellipse.y]) }] : [];
  });
  const middle = [mean(clouds, ({ centre }) => centre[0]) ?? 0, mean(clouds, ({ centre }) => centre[1]) ?? 0] as const;
  const placed: PlacedLabel[] = [];
  for (const { group, ellipse, centre } of clouds) {
    if (centre[0] < -40 || centre[0] > width + 40 || centre[1] < -40 || centre[1] > height + 40) continue;
    const edge = toScreen([ellipse.x, ellipse.y + Math.sqrt(ellipse.yy * ellipse.r2)]);
    const reach = Math.abs(centre[1] - edge[1]);
    const wide = 24 + Math.max(labelWidth(group.name), labelWidth(group.note));
    const x = centre[0] - wide / 2 + (centre[0] < middle[0] ? -24 : 24);
    const y = centre[1] <= middle[1] ? centre[1] - reach - 14 : centre[1] + reach + 4;
    placed.push({ group, wide, x: Math.max(10, Math.min(width - wide, x)), y: Math.max(TOP, Math.min(floor, y)) });
  }
  return apart(placed, floor);
}

/** About how wide a line of a label is drawn, px. */
const labelWidth = (text: string): number => widthOf(text, 13, 7);

/** From the lowest upwards: a label that would lie over some already set goes to the nearest free place above or below one of them. */
function apart(labels: PlacedLabel[], floor: number): PlacedLabel[] {
  labels.sort((a, b) => b.y - a.y);
  labels.forEach((one, i) => {
    const wanted = one.y;
    const near = labels.slice(0, i).filter((set) => one.x <= set.x + set.wide && set.x <= one.x + one.wide);
    const free = (y: number) => y >= TOP && y <= floor && near.every((set) => Math.abs(y - set.y) >= HEIGHT);
    const places = near.flatMap(({ y }) => [y - HEIGHT, y + HEIGHT]).filter(free);
    if (!free(wanted)) one.y = least(places, (y) => Math.abs(y - wanted)) ?? wanted;
  });
  return labels;
}
