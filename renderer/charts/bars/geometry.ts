import { max, min, sum } from 'd3';
import type { Cell } from '../../../shared/contract/explore.ts';
import { type GridRow, isNamed } from '../kit/grid.ts';
import { type Ends, percentScale } from '../kit/scale.ts';

/** The scale of bars: from 0, or the least below it, to the greatest figure or interval. Only what is named sets it. */
export function barEnds(rows: readonly GridRow[], cellsOf: (row: GridRow) => readonly Cell[]): Ends {
  const named = rows.filter(({ bucket }) => isNamed(bucket)).flatMap(cellsOf);
  const cells = named.length > 0 ? named : rows.map(({ total }) => total);
  return [
    // an interval that only reaches below 0 is cut there: the scale of figures above it begins at 0
    Math.min(0, min(cells, ({ value, interval }) => ((value ?? 0) < 0 ? (interval?.[0] ?? value) : 0)) ?? 0),
    Math.max(0, max(cells, ({ value, interval }) => Math.max(value ?? 0, interval?.[1] ?? 0)) ?? 0),
  ];
}

/** A bar on its scale, in % of the scale. */
export interface BarShape {
  readonly from: number;
  readonly width: number;
  readonly interval: readonly [from: number, to: number] | null;
  /** the figure is beyond the scale */
  readonly broken: boolean;
  /** where 0 is, on a scale that goes below it */
  readonly zero: number | null;
}

/** Where a bar begins and how long it is: from the 0 of its scale, and no further than its ends. */
export function barOf({ value, interval }: Cell, ends: Ends): BarShape {
  const at = percentScale(ends);
  const figure = value ?? 0;
  const from = at(Math.min(0, figure));
  return {
    from,
    width: at(Math.max(0, figure)) - from,
    interval: interval && [at(interval[0]), at(interval[1])],
    broken: figure > ends[1],
    zero: ends[0] < 0 ? at(0) : null,
  };
}

/** The share of each part in their sum, in %; what is not above 0 has none. */
export function partsOf(figures: readonly number[]): number[] {
  const parts = figures.map((figure) => Math.max(0, figure));
  const whole = sum(parts);
  return parts.map((part) => (whole > 0 ? (part / whole) * 100 : 0));
}
