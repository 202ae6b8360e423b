import { useRef } from 'react';
import type { GridBody } from '../../../shared/contract/insights.ts';
import { segmentColour } from '../../ui/Shape.tsx';
import { markProps } from './mark.ts';
import { type ExploreChartProps, seriesColour } from './types.ts';
import { useMarks } from './useMarks.ts';

export interface BarsProps extends ExploreChartProps {
  body: GridBody;
  /** plain: one bar a row · stacked: parts of the row, filling it · grouped: one bar a part */
  kind: 'bars' | 'stacked' | 'grouped';
  /** the figures are shares or counts, so that parts add up */
  additive: boolean;
}

/** Horizontal bars on one scale that starts at 0: the name, the bar, the figure, n. The figure opens its rows. */
export function Bars(props: BarsProps) {
  const { body, kind, label } = props;
  const box = useRef<HTMLDivElement>(null);
  const marks = useMarks(box);
  const values = kind === 'bars' ? body.rowTotals : body.cells.flat();
  const most = Math.max(0, ...values.map(({ value, interval }) => Math.max(value ?? 0, interval?.[1] ?? 0)));
  const least = Math.min(0, ...values.map(({ value }) => value ?? 0));
  return (
    <div
      ref={box}
      className="xbars scroll"
      role="group"
      aria-label={label}
      onKeyDown={marks.onKeyDown}
      onFocus={marks.onFocus}
    >
      {body.rows.map((_, i) =>
        kind === 'grouped' ? (
          <Group key={body.rows[i]!.key} {...props} row={i} scale={[least, most]} />
        ) : kind === 'stacked' ? (
          <Stack key={body.rows[i]!.key} {...props} row={i} />
        ) : (
          <Plain key={body.rows[i]!.key} {...props} row={i} scale={[least, most]} />
        ),
      )}
    </div>
  );
}

type Scale = readonly [number, number];
const width = (value: number | null, [low, high]: Scale) => `${(Math.abs(value ?? 0) / (high - low || 1)) * 100}%`;

/** A bar with its interval, from the zero of the scale. */
function Bar({
  value,
  interval,
  scale,
  colour,
}: {
  value: number | null;
  interval: readonly [number, number] | null;
  scale: Scale;
  colour: string;
}) {
  const [low, high] = scale;
  const at = (v: number) => `${((Math.max(low, Math.min(high, v)) - low) / (high - low || 1)) * 100}%`;
  return (
    <svg width="100%" height="16" aria-hidden="true">
      <rect x={at(Math.min(0, value ?? 0))} y="3" height="10" width={width(value, scale)} fill={colour} />
      {interval ? (
        <line x1={at(interval[0])} x2={at(interval[1])} y1="8" y2="8" stroke="var(--ink)" strokeWidth="1" />
      ) : null}
      {low < 0 ? <line x1={at(0)} x2={at(0)} y1="0" y2="16" stroke="var(--line-2)" /> : null}
    </svg>
  );
}

function Plain({
  body,
  row,
  scale,
  value,
  count,
  share,
  name,
  onMark,
  onPoint,
}: BarsProps & { row: number; scale: Scale }) {
  const bucket = body.rows[row]!;
  const cell = body.rowTotals[row]!;
  const text = `${name(bucket)} · ${value(cell.value)} · n = ${count(cell.n)}`;
  const rest = bucket.kind === 'rest';
  return (
    <div className="xbar">
      <div className="xbar-mark" {...markProps({ onMark, onPoint }, bucket.filters, text, row, 0)}>
        <span className={rest ? 'ell mut' : 'ell'}>{name(bucket)}</span>
        <Bar
          value={cell.value}
          interval={cell.interval}
          scale={scale}
          colour={bucket.colour === null ? (rest ? 'var(--line-2)' : 'var(--accent)') : segmentColour(bucket.colour)}
        />
      </div>
      <Figure filters={bucket.filters} onMark={onMark} text={value(cell.value)} />
      <span className="num mut xn">{(share ?? count)(cell.n)}</span>
    </div>
  );
}

/** A number that opens the rows behind it. */
function Figure({
  filters,
  onMark,
  text,
}: Pick<ExploreChartProps, 'onMark'> & { filters: Parameters<ExploreChartProps['onMark']>[0]; text: string }) {
  if (filters === null) return <span className="num">{text}</span>;
  return (
    <button
      type="button"
      className="xfig num"
      onClick={() => {
        onMark(filters, true);
      }}
    >
      {text}
    </button>
  );
}

function Stack({ body, row, additive, value, count, share, name, onMark, onPoint }: BarsProps & { row: number }) {
  const bucket = body.rows[row]!;
  const cells = body.cells[row]!;
  const sum = cells.reduce((total, cell) => total + Math.max(0, additive ? cell.n : (cell.value ?? 0)), 0);
  const total = body.rowTotals[row]!;
  return (
    <div className="xbar">
      <div className="xbar-mark">
        <span
          className={bucket.kind === 'rest' ? 'ell mut' : 'ell'}
          {...markProps({ onMark, onPoint }, bucket.filters, `${name(bucket)} · n = ${count(total.n)}`, row, 0)}
        >
          {name(bucket)}
        </span>
        <div className="xstack">
          {cells.map((cell, j) => {
            const column = body.columns[j]!;
            const part = additive ? cell.n : (cell.value ?? 0);
            const share = sum > 0 ? part / sum : 0;
            if (share <= 0) return null;
            const filters = bucket.filters && column.filters ? [...bucket.filters, ...column.filters] : null;
            const text = `${name(bucket)} · ${name(column)} · ${value(cell.value)} · n = ${count(cell.n)}`;
            return (
              <div
                key={column.key}
                className="xpart"
                style={{ width: `${share * 100}%`, background: segmentColour(seriesColour(column, j)) }}
                {...markProps({ onMark, onPoint }, filters, text, row, j + 1)}
              />
            );
          })}
        </div>
      </div>
      <Figure filters={bucket.filters} onMark={onMark} text={value(total.value)} />
      <span className="num mut xn">{(share ?? count)(total.n)}</span>
    </div>
  );
}

function Group({
  body,
  row,
  scale,
  value,
  count,
  share,
  name,
  onMark,
  onPoint,
}: BarsProps & { row: number; scale: Scale }) {
  const bucket = body.rows[row]!;
  return (
    <div className="xgroup">
      <span className={bucket.kind === 'rest' ? 'ell mut' : 'ell'}>{name(bucket)}</span>
      <div>
        {body.columns.map((column, j) => {
          const cell = body.cells[row]![j]!;
          const filters = bucket.filters && column.filters ? [...bucket.filters, ...column.filters] : null;
          const text = `${name(bucket)} · ${name(column)} · ${value(cell.value)} · n = ${count(cell.n)}`;
          return (
            <div key={column.key} className="xbar thin">
              <div className="xbar-mark" {...markProps({ onMark, onPoint }, filters, text, row, j)}>
                <Bar
                  value={cell.value}
                  interval={cell.interval}
                  scale={scale}
                  colour={segmentColour(seriesColour(column, j))}
                />
              </div>
              <Figure filters={filters} onMark={onMark} text={value(cell.value)} />
              <span className="num mut xn">{(share ?? count)(cell.n)}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
