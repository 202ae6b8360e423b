import { cumsum, extent, range, scaleBand } from 'd3';
import type { GridBody } from '../../../shared/contract/explore.ts';
import { type GridRow, gridRows } from '../kit/grid.ts';
import { labelRoom } from '../kit/labels.ts';
import { pixelScale } from '../kit/scale.ts';
import { spaced, ticksOf } from '../kit/ticks.ts';
import type { Size } from '../kit/useSize.ts';

/** Room around the columns, px: figures to the left, names above and below. */
export const MARGIN = { left: 52, right: 12, top: 24, bottom: 44 } as const;
/** Least room for one label under the columns, px. */
const LABEL = 64;
/** Px that a column leaves free on each side, so that it touches none beside it. */
const GAP = 0.75;

/** What one column is drawn as, in px. */
export interface Column {
  readonly row: GridRow;
  /** its strip over the whole height, so that a short one is hit as well */
  readonly x: number;
  /** bars from below upwards: one, or one a series */
  readonly bars: readonly { readonly y: number; readonly height: number }[];
  readonly interval: readonly [top: number, bottom: number] | null;
}

/** A histogram as it is drawn, in px. */
export interface ColumnsLayout {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
  /** from one column to the next */
  readonly step: number;
  readonly ticks: readonly number[];
  readonly y: (value: number) => number;
  readonly columns: readonly Column[];
  /** bars are made of their parts, and count customers */
  readonly stacked: boolean;
  readonly edges: readonly Edge[];
}

/** The label where a range begins; a range of one number is named under its middle. */
export interface Edge {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly anchor: 'start' | 'middle';
}

/** Lay columns out. @param additive the parts of a column add up to it @param print where a range begins, in words */
export function layColumns(
  body: GridBody,
  additive: boolean,
  print: (value: number) => string,
  size: Size,
): ColumnsLayout {
  const { left, top } = MARGIN;
  const [width, height] = [
    Math.max(10, size.width - left - MARGIN.right),
    Math.max(10, size.height - top - MARGIN.bottom),
  ];
  const rows = gridRows(body);
  const stacked = body.columns.length > 0 && additive;
  const totals = rows.map(({ bucket, total }) => (stacked ? bucket.n : (total.value ?? 0)));
  const [least = 0, greatest = 0] = extent([0, ...totals]);
  const ends = [least, greatest || 1] as const;
  const y = pixelScale(ends, top + height, top);
  const bands = scaleBand(range(rows.length), [left, left + width]);
  const barOf = (from: number, to: number) => ({ y: y(Math.max(from, to)), height: Math.abs(y(from) - y(to)) });
  return {
    left,
    right: size.width - MARGIN.right,
    top,
    height,
    step: bands.step(),
    ticks: ticksOf(ends, 4),
    y,
    stacked,
    columns: rows.map((row, i) => {
      const interval = stacked ? null : row.total.interval;
      const tops = [...cumsum(row.cells, ({ cell }) => Math.max(0, cell.n))];
      return {
        row,
        x: bands(i) ?? left,
        bars: stacked ? tops.map((at, j) => barOf(tops[j - 1] ?? 0, at)) : [barOf(0, totals[i] ?? 0)],
        interval: interval && [y(Math.min(ends[1], interval[1])), y(Math.max(ends[0], interval[0]))],
      };
    }),
    edges: edgesOf(body, width, print, (i) => bands(i) ?? left, bands.step()),
  };
}

/** The part of its step that a column fills, px. */
export const barWidth = (x: number, step: number) => ({ x: x + GAP, width: Math.max(0.5, step - 2 * GAP) });

function edgesOf(
  { rows }: GridBody,
  width: number,
  print: (value: number) => string,
  at: (row: number) => number,
  step: number,
): Edge[] {
  const texts = rows.map(({ from }) => (from === null ? '' : print(from)));
  const every = spaced(rows.length, width, Math.max(LABEL, labelRoom(texts)));
  const single = rows.every(({ from, to }) => from !== null && to === from + 1) && rows.length <= 30;
  return rows.flatMap(({ key }, i) =>
    i % every === 0
      ? [
          {
            key,
            text: texts[i] ?? '',
            x: at(i) + (single ? step / 2 : 0),
            anchor: i === 0 && !single ? ('start' as const) : ('middle' as const),
          },
        ]
      : [],
  );
}
