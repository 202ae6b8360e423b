import type { XY } from './geometry.ts';
import type { Mark } from './stamps.ts';

/** Every clustered customer: positions and the segment of each. */
export interface ScatterData {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly segment: Int32Array;
  readonly customer: Int32Array;
}

/** A segment as the plot draws and labels it. */
export interface ScatterGroup {
  readonly segment: number;
  readonly mark: Mark;
  readonly name: string;
  /** the line under the name: n = 695 */
  readonly note: string;
}

/** What is selected: a segment, or customers by id. */
export interface ScatterSelection {
  readonly segment: number | null;
  readonly customers: ReadonlySet<number> | null;
}

/** What the plot tells its owner. Positions are CSS pixels within the plot. */
export interface ScatterEvents {
  hover(point: number | null, at: XY): void;
  click(point: number | null): void;
  lasso(points: number[]): void;
}
