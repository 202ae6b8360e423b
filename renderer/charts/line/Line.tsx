import type { Bucket, GridBody } from '../../../shared/contract/explore.ts';
import { segmentColour, shapeOf } from '../../ui/Shape.tsx';
import { AxisName, ValueAxis } from '../kit/Axis.tsx';
import { clipped } from '../kit/labels.ts';
import { MarkPlot } from '../kit/MarkBox.tsx';
import { both, type MarkChartProps, markProps, type PlotProps, seriesColour, wordsOf } from '../kit/marks.ts';
import type { Size } from '../kit/useSize.ts';
import { type Dot, layLines, type Series } from './geometry.ts';
import './line.css';

export interface LineProps extends MarkChartProps, PlotProps {
  body: GridBody;
  /** counts start at 0; a mean need not */
  zero: boolean;
  /** what is measured, in words */
  measure: string;
}

/** More spans than these have a dot only while they are pointed at. */
const DOTS = 62;
/** Letters of a name at the end of its line. */
const NAME = 13;

/** One line a series over spans of time, named at its end. A span without customers interrupts a line of means. */
export function Line(props: LineProps) {
  return <MarkPlot label={props.label} size={props.size} draw={(room) => <Drawing {...props} room={room} />} />;
}

function Drawing({ room, body, zero, measure, ...told }: LineProps & { room: Size }) {
  const { name, value } = told;
  const { left, right, bottom, ticks, y, series, reach, spans } = layLines(body, zero, body.rows.map(name), room);
  return (
    <svg width={room.width} height={room.height}>
      <AxisName x={left} y={12}>{`↑ ${measure}`}</AxisName>
      <ValueAxis ticks={ticks} at={y} print={value} ends={[left, right]} />
      {series.map((one, i) => (
        <g key={one.column?.key ?? 'all'}>
          <path d={one.path} fill="none" stroke={colourOf(one.column, i)} strokeWidth="1.75" strokeLinejoin="round" />
          {one.dots.map((dot) => (
            <DotMark
              key={dot.bucket.key}
              {...told}
              dot={dot}
              of={one}
              at={i}
              reach={reach}
              few={body.rows.length <= DOTS}
            />
          ))}
          {one.column ? (
            <EndName column={one.column} at={i} x={right + 8} y={one.name} text={name(one.column)} />
          ) : null}
        </g>
      ))}
      <line x1={left} x2={right} y1={bottom} y2={bottom} stroke="var(--line-2)" />
      {spans.map(({ bucket, x, anchor }) => (
        <text key={bucket.key} className="chart-tick" x={x} y={room.height - 8} textAnchor={anchor}>
          {name(bucket)}
        </text>
      ))}
    </svg>
  );
}

const colourOf = (column: Bucket | null, at: number): string =>
  column ? segmentColour(seriesColour(column, at)) : 'var(--accent)';

/** The shape and the name of a series beside its last figure. */
function EndName({ column, at, x, y, text }: { column: Bucket; at: number; x: number; y: number; text: string }) {
  return (
    <g transform={`translate(${x} ${y - 6})`}>
      <path d={shapeOf(seriesColour(column, at))} fill={colourOf(column, at)} transform="scale(.83)" />
      <AxisName x={14} y={10}>
        {clipped(text, NAME)}
      </AxisName>
    </g>
  );
}

interface DotMarkProps extends Omit<MarkChartProps, 'label' | 'share'> {
  dot: Dot;
  of: Pick<Series, 'column'>;
  /** place among the series */
  at: number;
  reach: number;
  /** few enough that every dot is seen */
  few: boolean;
}

function DotMark({ dot, of: { column }, at, reach, few, name, ...told }: DotMarkProps) {
  const { span, bucket, cell, x, y } = dot;
  const filters = column ? both(bucket, column) : bucket.filters;
  const words = wordsOf([name(bucket), ...(column ? [name(column)] : [])], cell, told);
  return (
    <g className="line-dot" {...markProps(told, filters, words, at, span)}>
      <circle cx={x} cy={y} r={reach} fill="transparent" />
      <circle className={few ? 'core' : 'core small'} cx={x} cy={y} r="3" fill={colourOf(column, at)} />
    </g>
  );
}
