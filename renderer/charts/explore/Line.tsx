import type { GridBody } from '../../../shared/contract/explore.ts';
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

function Lines({
  body,
  zero,
  measure,
  name,
  value,
  count,
  onMark,
  onPoint,
  width,
  height,
}: LineProps & { width: number; height: number }) {
  const many = body.columns.length > 0;
  const right = many ? NAMES : 14;
  const [w, h] = [Math.max(10, width - LEFT - right), Math.max(10, height - TOP - BOTTOM)];
  const series = many ? body.columns : [null];
  const cellAt = (i: number, j: number) => (many ? body.cells[i]![j]! : body.rowTotals[i]!);
  const values = body.rows.flatMap((_, i) => series.map((__, j) => cellAt(i, j).value)).filter((v) => v !== null);
  const most = Math.max(...values, zero ? 1e-9 : -Infinity);
  const low = zero ? Math.min(0, ...values) : Math.min(...values);
  const room = most === low ? Math.abs(most) || 1 : (most - low) * (zero ? 0 : 0.06);
  const [bottom, top] = [zero ? low : low - room, most + room];
  const y = (v: number) => TOP + h - ((v - bottom) / (top - bottom || 1)) * h;
  const x = (i: number) => LEFT + (body.rows.length === 1 ? w / 2 : (i / (body.rows.length - 1)) * w);
  // the first label begins at its point, the last ends there: both reach inwards
  const every = spaced(body.rows.length, w, 1.6 * labelWidth(body.rows.map(name)));
  const ends = placed(
    series.map((_, j) => y(lastValue(body.rows.map((__, i) => cellAt(i, j).value)))),
    TOP,
    TOP + h,
  );
  const dots = body.rows.length <= 62;
  return (
    <svg width={width} height={height}>
      <text className="xname" x={LEFT} y="12">
        {`↑ ${measure}`}
      </text>
      {ticksOf(bottom, top, 4).map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={LEFT + w} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
          <text className="xtick" x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
            {value(tick)}
          </text>
        </g>
      ))}
      {series.map((column, j) => {
        const colour = column ? segmentColour(seriesColour(column, j)) : 'var(--accent)';
        return (
          <g key={column?.key ?? 'all'}>
            {pieces(body.rows.map((_, i) => cellAt(i, j).value)).map((piece) => (
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
              const cell = cellAt(i, j);
              if (cell.value === null) return null;
              const filters =
                bucket.filters && (column ? column.filters && [...bucket.filters, ...column.filters] : bucket.filters);
              const text = [
                name(bucket),
                ...(column ? [name(column)] : []),
                value(cell.value),
                `n = ${count(cell.n)}`,
              ].join(' · ');
              return (
                <g key={bucket.key} className="xdot" {...markProps({ onMark, onPoint }, filters, text, j, i)}>
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
            {column ? (
              <g transform={`translate(${LEFT + w + 8} ${ends[j]! - 6})`}>
                <path d={shapeOf(seriesColour(column, j))} fill={colour} transform="scale(.83)" />
                <text className="xname" x="14" y="10">
                  {clipped(name(column), 13)}
                </text>
              </g>
            ) : null}
          </g>
        );
      })}
      <line x1={LEFT} x2={LEFT + w} y1={TOP + h} y2={TOP + h} stroke="var(--line-2)" />
      {labelled(body.rows.length, every).map((i) => (
        <text
          key={body.rows[i]!.key}
          className="xtick"
          x={x(i)}
          y={height - 8}
          textAnchor={i === 0 ? 'start' : i === body.rows.length - 1 && !many ? 'end' : 'middle'}
        >
          {name(body.rows[i]!)}
        </text>
      ))}
    </svg>
  );
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
