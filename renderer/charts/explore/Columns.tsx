import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Filter } from '../../../shared/contract/customers.ts';
import type { Bucket, GridBody } from '../../../shared/contract/explore.ts';
import { segmentColour } from '../../ui/Shape.tsx';
import { markProps } from './mark.ts';
import { spaced, ticksOf } from './ticks.ts';
import { type ExploreChartProps, seriesColour } from './types.ts';
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
  const { body, edge, label, names, name, value, count, onMark, onPoint, additive } = props;
  const box = useRef<HTMLDivElement>(null);
  const marks = useMarks(box);
  const size = useSize(box);
  const [brush, setBrush] = useState<readonly [number, number] | null>(null);
  const drag = useRef<number | null>(null);
  const { width, height } = size ?? { width: 0, height: 0 };
  const [w, h] = [Math.max(10, width - LEFT - RIGHT), Math.max(10, height - TOP - BOTTOM)];
  const parts = body.columns.length > 0 && additive;
  const total = (i: number) => (parts ? body.rows[i]!.n : (body.rowTotals[i]!.value ?? 0));
  const most = Math.max(0, ...body.rows.map((_, i) => total(i))) || 1;
  const least = Math.min(0, ...body.rows.map((_, i) => total(i)));
  const y = (v: number) => TOP + h - ((v - least) / (most - least)) * h;
  const step = w / Math.max(1, body.rows.length);
  const at = (clientX: number) => {
    const left = box.current!.getBoundingClientRect().left + LEFT;
    return Math.max(0, Math.min(body.rows.length - 1, Math.floor((clientX - left) / step)));
  };
  const within = (i: number) => brush !== null && i >= Math.min(...brush) && i <= Math.max(...brush);
  const take = (range: readonly [number, number], rows: boolean) => {
    const chosen = body.rows.slice(Math.min(...range), Math.max(...range) + 1);
    onMark(unionOf(chosen), rows);
    setBrush(null);
  };
  const pointer = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button === 0) drag.current = at(event.clientX);
    },
    onPointerMove: (event: PointerEvent) => {
      const from = drag.current;
      if (from === null || event.buttons === 0) return;
      const to = at(event.clientX);
      if (to !== from || brush) setBrush([from, to]);
    },
    onPointerUp: (event: PointerEvent) => {
      drag.current = null;
      if (brush && brush[0] !== brush[1]) take(brush, event.shiftKey);
      else setBrush(null);
    },
  };
  const keys = (event: KeyboardEvent) => {
    const focused = Number(document.activeElement?.getAttribute('data-mark')?.split(' ')[1] ?? -1);
    if (event.key === 'Enter' && brush && focused >= 0) {
      event.preventDefault();
      event.stopPropagation();
      take(brush, false);
      return;
    }
    if (event.key === 'Escape') setBrush(null);
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by !== 0 && event.shiftKey && focused >= 0)
      setBrush([brush?.[0] ?? focused, Math.max(0, Math.min(body.rows.length - 1, focused + by))]);
    else if (by !== 0) setBrush(null);
    marks.onKeyDown(event);
  };
  const every = spaced(body.rows.length, w, 64);
  const single = body.rows.every(({ from, to }) => to === from! + 1) && body.rows.length <= 30;
  return (
    <div
      ref={box}
      className="xplot"
      role="group"
      aria-label={label}
      onKeyDownCapture={keys}
      onFocus={marks.onFocus}
      {...pointer}
    >
      {size ? (
        <svg width={width} height={height}>
          <text className="xname" x={LEFT} y="12">
            {`↑ ${names[1]}`}
          </text>
          <text className="xname" x={width - RIGHT} y={height - 6} textAnchor="end">
            {`${names[0]} →`}
          </text>
          {ticksOf(least, most, 4).map((tick) => (
            <g key={tick}>
              <line x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
              <text className="xtick" x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
                {parts ? count(tick) : value(tick)}
              </text>
            </g>
          ))}
          {body.rows.map((bucket, i) => {
            const cell = body.rowTotals[i]!;
            const text = `${name(bucket)} · ${value(cell.value)} · n = ${count(cell.n)}`;
            const x = LEFT + i * step;
            return (
              <g
                key={bucket.key}
                className={brush && !within(i) ? 'xcol off' : 'xcol'}
                {...markProps(
                  {
                    onMark: (filters, rows) => {
                      // a drag that ends here is not a click
                      if (!brush || brush[0] === brush[1]) onMark(filters, rows);
                    },
                    onPoint,
                  },
                  bucket.filters,
                  text,
                  0,
                  i,
                )}
              >
                <rect x={x} y={TOP} width={step} height={h} fill="transparent" />
                {parts ? (
                  <Parts {...props} row={i} x={x + 0.75} width={Math.max(0.5, step - 1.5)} y={y} />
                ) : (
                  <rect
                    x={x + 0.75}
                    width={Math.max(0.5, step - 1.5)}
                    y={Math.min(y(0), y(total(i)))}
                    height={Math.abs(y(total(i)) - y(0))}
                    fill="var(--accent)"
                    opacity={0.8}
                  />
                )}
                {!parts && cell.interval ? (
                  <line
                    x1={x + step / 2}
                    x2={x + step / 2}
                    y1={y(Math.max(least, cell.interval[0]))}
                    y2={y(Math.min(most, cell.interval[1]))}
                    stroke="var(--ink)"
                  />
                ) : null}
              </g>
            );
          })}
          <line x1={LEFT} x2={width - RIGHT} y1={y(0)} y2={y(0)} stroke="var(--line-2)" />
          {body.rows.map((bucket, i) =>
            i % every === 0 ? (
              <text
                key={bucket.key}
                className="xtick"
                x={LEFT + i * step + (single ? step / 2 : 0)}
                y={height - 26}
                textAnchor={single ? 'middle' : i === 0 ? 'start' : 'middle'}
              >
                {edge(bucket.from!)}
              </text>
            ) : null,
          )}
        </svg>
      ) : null}
    </div>
  );
}

function Parts({
  body,
  row,
  x,
  width,
  y,
}: ColumnsProps & { row: number; x: number; width: number; y: (v: number) => number }) {
  const cells = body.cells[row]!;
  const below = cells.map((_, j) => cells.slice(0, j).reduce((sum, cell) => sum + Math.max(0, cell.n), 0));
  return (
    <>
      {cells.map((cell, j) => (
        <rect
          key={body.columns[j]!.key}
          x={x}
          width={width}
          y={y(below[j]! + Math.max(0, cell.n))}
          height={y(below[j]!) - y(below[j]! + Math.max(0, cell.n))}
          fill={segmentColour(seriesColour(body.columns[j]!, j))}
        />
      ))}
    </>
  );
}

/** One condition for neighbouring ranges: from the lowest value that is there to the highest. */
function unionOf(buckets: readonly Bucket[]): Filter[] | null {
  const ranges = buckets.flatMap(({ filters }) => filters?.find((filter) => filter.kind === 'range') ?? []);
  const [first, last] = [ranges[0], ranges.at(-1)];
  return first && last ? [{ ...first, max: last.max }] : null;
}
