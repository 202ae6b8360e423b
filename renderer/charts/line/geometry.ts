import { extent, line, range, scalePoint } from 'd3';
import type { Bucket, Cell, GridBody } from '../../../shared/contract/explore.ts';
import { gridRows } from '../kit/grid.ts';
import { apart, labelRoom } from '../kit/labels.ts';
import { type Ends, extentOf, pixelScale } from '../kit/scale.ts';
import { labelled, spaced, ticksOf } from '../kit/ticks.ts';
import type { Size } from '../kit/useSize.ts';

/** Room around the lines, px: figures to the left, the measure above, spans below. */
const MARGIN = { left: 52, top: 24, bottom: 26 } as const;
/** Room for the names at the ends of the lines; of one line without a name. */
const NAMES = 116;
const NO_NAMES = 14;

/** A span that has a figure, in px. */
export interface Dot {
  /** place among the spans */
  readonly span: number;
  readonly bucket: Bucket;
  readonly cell: Cell;
  readonly x: number;
  readonly y: number;
}

/** A line as it is drawn, in px. */
export interface Series {
  /** null: it is of everyone */
  readonly column: Bucket | null;
  /** a span without a figure interrupts it */
  readonly path: string;
  readonly dots: readonly Dot[];
  /** middle of its name, beside its end */
  readonly name: number;
}

/** Lines as they are drawn, in px. */
export interface LineLayout {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly ticks: readonly number[];
  readonly y: (value: number) => number;
  readonly series: readonly Series[];
  /** radius in which a dot is hit */
  readonly reach: number;
  readonly spans: readonly {
    readonly bucket: Bucket;
    readonly x: number;
    readonly anchor: 'start' | 'middle' | 'end';
  }[];
}

/** A line's figure of each span: of one part, or of everyone where there are no parts. */
export function seriesOf(body: GridBody): { column: Bucket | null; cells: readonly (Cell | null)[] }[] {
  const rows = gridRows(body);
  return body.columns.length > 0
    ? body.columns.map((column, j) => ({ column, cells: rows.map(({ cells }) => cells[j]?.cell ?? null) }))
    : [{ column: null, cells: rows.map(({ total }) => total) }];
}

/** The path of a line through its figures, broken where there is none. */
export const pathOf = (
  values: readonly (number | null)[],
  x: (span: number) => number,
  y: (value: number) => number,
): string =>
  line<number | null>()
    .defined((value) => value !== null)
    .x((_, i) => x(i))
    .y((value) => y(value ?? 0))(values) ?? '';

/** The scale of lines. @param zero it starts at 0, or at the least below it */
function lineEnds(values: readonly number[], zero: boolean): Ends {
  const [low, high] = extent(values);
  if (low === undefined || high === undefined) return [0, 1];
  if (zero) return [Math.min(0, low), Math.max(1e-9, high)];
  // one figure alone: 0 and twice as much are in view
  return extentOf([low, high], low === high ? 1 : 0.06);
}

/** Lay lines out. @param names of the spans, in words */
export function layLines(body: GridBody, zero: boolean, names: readonly string[], size: Size): LineLayout {
  const { left, top } = MARGIN;
  const parted = body.columns.length > 0;
  const width = Math.max(10, size.width - left - (parted ? NAMES : NO_NAMES));
  const bottom = top + Math.max(10, size.height - top - MARGIN.bottom);
  const all = seriesOf(body);
  const figures = all.flatMap(({ cells }) => cells.flatMap((cell) => cell?.value ?? []));
  const ends = lineEnds(figures, zero);
  const y = pixelScale(ends, bottom, top);
  const points = scalePoint(range(body.rows.length), [left, left + width]);
  const x = (span: number) => points(span) ?? left;
  const series = all.map(({ column, cells }) => ({
    column,
    path: pathOf(
      cells.map((cell) => cell?.value ?? null),
      x,
      y,
    ),
    dots: body.rows.flatMap((bucket, span): Dot[] => {
      const cell = cells[span];
      return cell && cell.value !== null ? [{ span, bucket, cell, x: x(span), y: y(cell.value) }] : [];
    }),
  }));
  const ownEnds = apart(
    series.map(({ dots }) => dots.at(-1)?.y ?? y(0)),
    top,
    bottom,
  );
  const every = spaced(body.rows.length, width, labelRoom(names));
  return {
    left,
    right: left + width,
    bottom,
    ticks: ticksOf(ends, 4),
    y,
    series: series.map((one, i) => ({ ...one, name: ownEnds[i] ?? top })),
    reach: Math.max(6, Math.min(12, width / body.rows.length / 2)),
    spans: labelled(body.rows.length, every).flatMap((span) => {
      const bucket = body.rows[span];
      if (!bucket) return [];
      const anchor = span === 0 ? 'start' : span === body.rows.length - 1 && !parted ? 'end' : 'middle';
      return [{ bucket, x: x(span), anchor }];
    }),
  };
}
