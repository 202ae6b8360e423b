import type { Bucket, Cell, GridBody } from '../../../shared/contract/explore.ts';
import { segmentColour, shapeOf } from '../../ui/Shape.tsx';
import { labelled, pieces, placed } from './lines.ts';
import { markProps } from './mark.ts';
import { MarkPlot } from './MarkBox.tsx';
import { spaced, ticksOf } from './ticks.ts';
import { type ExploreChartProps, seriesColour } from './types.ts';

export interface LineProps extends ExploreChartProps {
  body: GridBody;
  /** counts start at 0; a mean need not */
  zero: boolean;
  /** what is measured, in words */
  measure: string;
}

const [LEFT, TOP, BOTTOM] = [52, 24, 26];
/** Room for the names at the ends of the lines. */
const NAMES = 116;

/** One line a series over spans of time, named at its end. A span without customers interrupts a line of means. */
export function Line(props: LineProps) {
  return <MarkPlot label={props.label} draw={(width, height) => <Lines {...props} width={width} height={height} />} />;
}

interface Room {
  width: number;
  height: number;
}

function Lines({ width, height, ...props }: LineProps & Room) {
  const { body, measure, name } = props;
  const plot = plotOf(props, { width, height });
  const { w, h, y } = plot;
  const series = seriesOf(body);
  const ends = placed(
    series.map((_, j) => y(lastValue(valuesOf(body, j)))),
    TOP,
    TOP + h,
  );
  return (
    <svg width={width} height={height}>
      <text className="xname" x={LEFT} y="12">
        {`↑ ${measure}`}
      </text>
      <Scale plot={plot} value={props.value} />
      {series.map((column, j) => (
        <g key={column?.key ?? 'all'}>
          <Series {...props} plot={plot} column={column} at={j} />
          {column ? (
            <g transform={`translate(${LEFT + w + 8} ${ends[j]! - 6})`}>
              <path d={shapeOf(seriesColour(column, j))} fill={colourOf(column, j)} transform="scale(.83)" />
              <text className="xname" x="14" y="10">
                {clipped(name(column), 13)}
              </text>
            </g>
          ) : null}
        </g>
      ))}
      <line x1={LEFT} x2={LEFT + w} y1={TOP + h} y2={TOP + h} stroke="var(--line-2)" />
      <Spans body={body} name={name} plot={plot} bottom={height - 8} />
    </svg>
  );
}

/** The room of the lines inside the names of the axes, and where a span and a figure are in it. */
interface Plot {
  readonly w: number;
  readonly h: number;
  /** figures at the ends of the scale */
  readonly ends: readonly [bottom: number, top: number];
  readonly x: (span: number) => number;
  readonly y: (value: number) => number;
}

function plotOf({ body, zero }: LineProps, { width, height }: Room): Plot {
  const right = body.columns.length > 0 ? NAMES : 14;
  const [w, h] = [Math.max(10, width - LEFT - right), Math.max(10, height - TOP - BOTTOM)];
  const values = seriesOf(body)
    .flatMap((_, j) => valuesOf(body, j))
    .filter((v) => v !== null);
  const most = Math.max(...values, zero ? 1e-9 : -Infinity);
  const low = zero ? Math.min(0, ...values) : Math.min(...values);
  const room = most === low ? Math.abs(most) || 1 : (most - low) * (zero ? 0 : 0.06);
  const [bottom, top] = [zero ? low : low - room, most + room];
  return {
    w,
    h,
    ends: [bottom, top],
    x: (i) => LEFT + (body.rows.length === 1 ? w / 2 : (i / (body.rows.length - 1)) * w),
    y: (v) => TOP + h - ((v - bottom) / (top - bottom || 1)) * h,
  };
}

/** The parts that have a line each; null: there is one line, of all. */
const seriesOf = (body: GridBody): readonly (Bucket | null)[] => (body.columns.length > 0 ? body.columns : [null]);
const cellsOf = (body: GridBody, series: number): Cell[] =>
  body.rows.map((_, i) => (body.columns.length > 0 ? body.cells[i]![series]! : body.rowTotals[i]!));
const valuesOf = (body: GridBody, series: number) => cellsOf(body, series).map(({ value }) => value);
const colourOf = (column: Bucket | null, at: number): string =>
  column ? segmentColour(seriesColour(column, at)) : 'var(--accent)';

function Scale({ plot: { w, ends, y }, value }: { plot: Plot; value: LineProps['value'] }) {
  return ticksOf(...ends, 4).map((tick) => (
    <g key={tick}>
      <line x1={LEFT} x2={LEFT + w} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
      <text className="xtick" x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
        {value(tick)}
      </text>
    </g>
  ));
}

interface SeriesProps extends LineProps {
  plot: Plot;
  column: Bucket | null;
  /** place among the series */
  at: number;
}

/** The pieces of one line, and a dot for every span that has a figure. */
function Series({ body, plot, column, at, name, value, count, onMark, onPoint }: SeriesProps) {
  const { w, x, y } = plot;
  const colour = colourOf(column, at);
  const cells = cellsOf(body, at);
  const dots = body.rows.length <= 62;
  return (
    <>
      {pieces(cells.map((cell) => cell.value)).map((piece) => (
        <polyline
          key={piece[0]![0]}
          points={piece.map(([i, v]) => `${x(i)},${y(v)}`).join(' ')}
          fill="none"
          stroke={colour}
          strokeWidth="1.75"
          strokeLinejoin="round"
        />
      ))}
      {body.rows.map((bucket, i) => {
        const cell = cells[i]!;
        if (cell.value === null) return null;
        const filters =
          bucket.filters && (column ? column.filters && [...bucket.filters, ...column.filters] : bucket.filters);
        const text = [name(bucket), ...(column ? [name(column)] : []), value(cell.value), `n = ${count(cell.n)}`].join(
          ' · ',
        );
        return (
          <g key={bucket.key} className="xdot" {...markProps({ onMark, onPoint }, filters, text, at, i)}>
            <circle
              cx={x(i)}
              cy={y(cell.value)}
              r={Math.max(6, Math.min(12, w / body.rows.length / 2))}
              fill="transparent"
            />
            <circle className={dots ? 'core' : 'core small'} cx={x(i)} cy={y(cell.value)} r="3" fill={colour} />
          </g>
        );
      })}
    </>
  );
}

interface SpansProps extends Pick<LineProps, 'body' | 'name'> {
  plot: Plot;
  /** foot of the labels */
  bottom: number;
}

/** The labels of the axis of time. */
function Spans({ body: { rows, columns }, name, plot: { w, x }, bottom }: SpansProps) {
  // the first label begins at its point, the last ends there: both reach inwards
  const every = spaced(rows.length, w, 1.6 * labelWidth(rows.map(name)));
  return labelled(rows.length, every).map((i) => (
    <text
      key={rows[i]!.key}
      className="xtick"
      x={x(i)}
      y={bottom}
      textAnchor={i === 0 ? 'start' : i === rows.length - 1 && columns.length === 0 ? 'end' : 'middle'}
    >
      {name(rows[i]!)}
    </text>
  ));
}

/** Room for the longest of some labels, in px. */
const labelWidth = (labels: readonly string[]): number =>
  Math.max(...labels.map((text) => [...text].reduce((sum, letter) => sum + (/[⺀-￯]/.test(letter) ? 12 : 6.8), 0)));

const lastValue = (values: readonly (number | null)[]): number => values.findLast((v) => v !== null) ?? 0;

/** SVG text does not end in dots by itself. */
const clipped = (text: string, most: number): string => {
  let width = 0;
  const letters = [...text];
  const fits = letters.findIndex((letter) => (width += /[⺀-￯]/.test(letter) ? 1.8 : 1) > most);
  return fits < 0 ? text : `${letters.slice(0, Math.max(1, fits - 1)).join('')}…`;
};
