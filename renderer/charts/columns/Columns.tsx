import { useRef } from 'react';
import type { GridBody } from '../../../shared/contract/explore.ts';
import { segmentColour } from '../../ui/Shape.tsx';
import { AxisName, ValueAxis } from '../kit/Axis.tsx';
import { type MarkChartProps, markProps, type PlotProps, seriesColour, wordsOf } from '../kit/marks.ts';
import { useMarks } from '../kit/useMarks.ts';
import { useSize } from '../kit/useSize.ts';
import { barWidth, type Column, layColumns, MARGIN } from './geometry.ts';
import { type Brush, useBrush } from './useBrush.ts';
import '../kit/kit.css';
import './columns.css';

export interface ColumnsProps extends MarkChartProps, PlotProps {
  body: GridBody;
  /** an end of a range in words */
  edge: (value: number) => string;
  /** parts add up to the whole of a column */
  additive: boolean;
  /** what lies across and what is measured upwards, in words */
  names: readonly [string, string];
}

/** Upright bars over a number: click one, or drag (Shift and arrows) over several. */
export function Columns({ body, edge, additive, names, size: known, label, ...told }: ColumnsProps) {
  const { value, count, onMark } = told;
  const box = useRef<HTMLDivElement>(null);
  const marks = useMarks(box);
  const size = useSize(box, known);
  const layout = layColumns(body, additive, edge, size ?? { width: 0, height: 0 });
  const { left, right, step, y } = layout;
  const { brush, ...brushing } = useBrush(body.rows, { box, left, step, onMark, onKeyDown: marks.onKeyDown });
  return (
    <div ref={box} className="chart-plot" role="group" aria-label={label} onFocus={marks.onFocus} {...brushing}>
      {size ? (
        <svg width={size.width} height={size.height}>
          <AxisName x={left} y={12}>{`↑ ${names[1]}`}</AxisName>
          <AxisName x={right} y={size.height - 6} end>{`${names[0]} →`}</AxisName>
          <ValueAxis ticks={layout.ticks} at={y} print={layout.stacked ? count : value} ends={[left, right]} />
          {layout.columns.map((column, i) => (
            <ColumnMark
              key={column.row.bucket.key}
              {...told}
              column={column}
              place={i}
              step={step}
              height={layout.height}
              stacked={layout.stacked}
              brush={brush}
            />
          ))}
          <line x1={left} x2={right} y1={y(0)} y2={y(0)} stroke="var(--line-2)" />
          {layout.edges.map(({ key, text, x, anchor }) => (
            <text key={key} className="chart-tick" x={x} y={size.height - 26} textAnchor={anchor}>
              {text}
            </text>
          ))}
        </svg>
      ) : null}
    </div>
  );
}

interface ColumnMarkProps extends Omit<MarkChartProps, 'label' | 'share'> {
  column: Column;
  /** among the columns */
  place: number;
  /** px from one column to the next */
  step: number;
  /** px of the room of the columns */
  height: number;
  stacked: boolean;
  brush: Brush | null;
}

function ColumnMark({ column, place, step, height, stacked, brush, name, ...told }: ColumnMarkProps) {
  const { row, x, bars, interval } = column;
  const { bucket, total, cells } = row;
  const onMark: typeof told.onMark = (filters, rows) => {
    // a drag that ends here is not a click
    if (!brush || brush[0] === brush[1]) told.onMark(filters, rows);
  };
  return (
    <g
      className={brush && !within(brush, place) ? 'columns-bar off' : 'columns-bar'}
      {...markProps({ ...told, onMark }, bucket.filters, wordsOf([name(bucket)], total, told), 0, place)}
    >
      <rect x={x} y={MARGIN.top} width={step} height={height} fill="transparent" />
      {bars.map((bar, j) => {
        const series = stacked ? cells[j]?.column : undefined;
        const look = series
          ? { fill: segmentColour(seriesColour(series, j)) }
          : { fill: 'var(--accent)', opacity: 0.8 };
        return <rect key={series?.key ?? ''} {...barWidth(x, step)} {...bar} {...look} />;
      })}
      {interval ? (
        <line x1={x + step / 2} x2={x + step / 2} y1={interval[1]} y2={interval[0]} stroke="var(--ink)" />
      ) : null}
    </g>
  );
}

const within = (brush: Brush, place: number): boolean => place >= Math.min(...brush) && place <= Math.max(...brush);
