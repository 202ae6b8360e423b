import { useRef } from 'react';
import type { GridBody } from '../../../shared/contract/explore.ts';
import { segmentColour } from '../../ui/Shape.tsx';
import { markProps } from './mark.ts';
import { spaced, ticksOf } from './ticks.ts';
import { type ExploreChartProps, seriesColour } from './types.ts';
import { type Brush, useBrush } from './useBrush.ts';
import { useMarks } from './useMarks.ts';
import { useSize } from './useSize.ts';

export interface ColumnsProps extends ExploreChartProps {
  body: GridBody;
  /** an end of a range in words */
  edge: (value: number) => string;
  /** parts add up to the whole of a column */
  additive: boolean;
  /** what lies across and what is measured upwards, in words */
  names: readonly [string, string];
}

const [LEFT, RIGHT, TOP, BOTTOM] = [52, 12, 24, 44];

/** Upright bars over a number: click one, or drag (Shift and arrows) over several. */
export function Columns(props: ColumnsProps) {
  const { body, label, names, onMark } = props;
  const box = useRef<HTMLDivElement>(null);
  const marks = useMarks(box);
  const size = useSize(box);
  const { width, height } = size ?? { width: 0, height: 0 };
  const plot = plotOf(props, width, height);
  const { right, step, y } = plot;
  const { brush, ...brushing } = useBrush(body.rows, { box, left: LEFT, step, onMark, onKeyDown: marks.onKeyDown });
  return (
    <div ref={box} className="xplot" role="group" aria-label={label} onFocus={marks.onFocus} {...brushing}>
      {size ? (
        <svg width={width} height={height}>
          <text className="xname" x={LEFT} y="12">
            {`↑ ${names[1]}`}
          </text>
          <text className="xname" x={right} y={height - 6} textAnchor="end">
            {`${names[0]} →`}
          </text>
          <Scale {...props} plot={plot} />
          {body.rows.map(({ key }, i) => (
            <Column key={key} {...props} plot={plot} row={i} brush={brush} />
          ))}
          <line x1={LEFT} x2={right} y1={y(0)} y2={y(0)} stroke="var(--line-2)" />
          <Edges {...props} plot={plot} bottom={height - 26} />
        </svg>
      ) : null}
    </div>
  );
}

/** The room of the bars, and where a figure is in it. */
interface Plot {
  readonly w: number;
  readonly h: number;
  /** where the lines of the scale end */
  readonly right: number;
  /** px from one bar to the next */
  readonly step: number;
  /** figures at the ends of the scale */
  readonly ends: readonly [least: number, most: number];
  /** bars are made of their parts */
  readonly parts: boolean;
  readonly total: (row: number) => number;
  readonly y: (value: number) => number;
}

function plotOf({ body, additive }: ColumnsProps, width: number, height: number): Plot {
  const [w, h] = [Math.max(10, width - LEFT - RIGHT), Math.max(10, height - TOP - BOTTOM)];
  const parts = body.columns.length > 0 && additive;
  const total = (i: number) => (parts ? body.rows[i]!.n : (body.rowTotals[i]!.value ?? 0));
  const most = Math.max(0, ...body.rows.map((_, i) => total(i))) || 1;
  const least = Math.min(0, ...body.rows.map((_, i) => total(i)));
  const y = (v: number) => TOP + h - ((v - least) / (most - least)) * h;
  return { w, h, right: width - RIGHT, step: w / Math.max(1, body.rows.length), ends: [least, most], parts, total, y };
}

type InPlot<T> = T & { plot: Plot };

function Scale({ plot: { right, ends, parts, y }, value, count }: InPlot<ColumnsProps>) {
  return ticksOf(...ends, 4).map((tick) => (
    <g key={tick}>
      <line x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
      <text className="xtick" x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
        {parts ? count(tick) : value(tick)}
      </text>
    </g>
  ));
}

interface ColumnProps extends ColumnsProps {
  row: number;
  brush: Brush | null;
}

/** One bar over its whole height, so that a short one is hit as well. */
function Column({ brush, ...props }: InPlot<ColumnProps>) {
  const { body, row, plot, name, value, count, onMark, onPoint } = props;
  const { h, step, parts } = plot;
  const bucket = body.rows[row]!;
  const cell = body.rowTotals[row]!;
  const text = `${name(bucket)} · ${value(cell.value)} · n = ${count(cell.n)}`;
  const x = LEFT + row * step;
  const mark: typeof onMark = (filters, rows) => {
    // a drag that ends here is not a click
    if (!brush || brush[0] === brush[1]) onMark(filters, rows);
  };
  return (
    <g
      className={brush && !within(brush, row) ? 'xcol off' : 'xcol'}
      {...markProps({ onMark: mark, onPoint }, bucket.filters, text, 0, row)}
    >
      <rect x={x} y={TOP} width={step} height={h} fill="transparent" />
      {parts ? <Parts {...props} x={x} /> : <Bar {...props} x={x} />}
    </g>
  );
}

const within = (brush: Brush, row: number): boolean => row >= Math.min(...brush) && row <= Math.max(...brush);

type DrawnProps = InPlot<Pick<ColumnsProps, 'body'> & { row: number; x: number }>;
/** Bars do not touch. */
const drawn = (x: number, { step }: Plot) => ({ x: x + 0.75, width: Math.max(0.5, step - 1.5) });

function Bar({ body, row, x, plot }: DrawnProps) {
  const { step, ends, total, y } = plot;
  const [least, most] = ends;
  const { interval } = body.rowTotals[row]!;
  return (
    <>
      <rect
        {...drawn(x, plot)}
        y={Math.min(y(0), y(total(row)))}
        height={Math.abs(y(total(row)) - y(0))}
        fill="var(--accent)"
        opacity={0.8}
      />
      {interval ? (
        <line
          x1={x + step / 2}
          x2={x + step / 2}
          y1={y(Math.max(least, interval[0]))}
          y2={y(Math.min(most, interval[1]))}
          stroke="var(--ink)"
        />
      ) : null}
    </>
  );
}

function Parts({ body, row, x, plot }: DrawnProps) {
  const { y } = plot;
  const cells = body.cells[row]!;
  const below = cells.map((_, j) => cells.slice(0, j).reduce((sum, cell) => sum + Math.max(0, cell.n), 0));
  return (
    <>
      {cells.map((cell, j) => (
        <rect
          key={body.columns[j]!.key}
          {...drawn(x, plot)}
          y={y(below[j]! + Math.max(0, cell.n))}
          height={y(below[j]!) - y(below[j]! + Math.max(0, cell.n))}
          fill={segmentColour(seriesColour(body.columns[j]!, j))}
        />
      ))}
    </>
  );
}

/** Where the ranges begin, in figures; a range of one number is named under its middle. */
function Edges({ body: { rows }, edge, plot: { w, step }, bottom }: InPlot<ColumnsProps> & { bottom: number }) {
  const every = spaced(rows.length, w, 64);
  const single = rows.every(({ from, to }) => to === from! + 1) && rows.length <= 30;
  return rows.map((bucket, i) =>
    i % every === 0 ? (
      <text
        key={bucket.key}
        className="xtick"
        x={LEFT + i * step + (single ? step / 2 : 0)}
        y={bottom}
        textAnchor={single ? 'middle' : i === 0 ? 'start' : 'middle'}
      >
        {edge(bucket.from!)}
      </text>
    ) : null,
  );
}
