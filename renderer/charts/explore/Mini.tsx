import type { ReactNode } from 'react';
import type { BoxBody, Bucket, ExploreResult, GridBody, PointsBody } from '../../../shared/contract/explore.ts';
import { PROVINCE_GRID, PROVINCES } from '../../../shared/provinces.ts';
import { segmentColour } from '../../ui/Shape.tsx';
import { percentScale } from '../scale.ts';
import { toneOf } from './Heat.tsx';
import { pieces } from './lines.ts';
import { extentsOf } from './plot.ts';
import { seriesColour } from './types.ts';

export interface MiniProps {
  result: ExploreResult;
  name: (bucket: Bucket) => string;
  /** a figure in words */
  value: (value: number | null) => string;
  /** an end of a numeric axis in words */
  edge: (value: number) => string;
  /** figures are counts or shares */
  counts: boolean;
}

/** Lines of a small chart with names; more would not be read. */
const LINES = 5;
const COLUMNS = 4;
/** Points of a small scatter plot. */
const POINTS = 400;

/** An answer at a glance: the chart without its controls. Its sentence stands beside it in words. */
export function Mini(props: MiniProps) {
  const { body, chart } = props.result;
  return (
    <span className="xmini" aria-hidden="true">
      {body.kind === 'boxes' ? (
        <MiniBoxes {...props} body={body} />
      ) : body.kind === 'points' ? (
        <MiniPoints body={body} />
      ) : chart === 'histogram' ? (
        <MiniColumns {...props} body={body} />
      ) : chart === 'line' ? (
        <MiniLine {...props} body={body} />
      ) : chart === 'map' ? (
        <MiniMap body={body} />
      ) : body.columns.length > 0 ? (
        <MiniHeat {...props} body={body} />
      ) : (
        <MiniBars {...props} body={body} />
      )}
    </span>
  );
}

function Lines({ rows }: { rows: readonly { key: string; name: string; mark: ReactNode; figure: string }[] }) {
  return rows.slice(0, LINES).map(({ key, name, mark, figure }) => (
    <span key={key} className="xmini-line">
      <span className="ell">{name}</span>
      {mark}
      <span className="num">{figure}</span>
    </span>
  ));
}

function MiniBars({ body, name, value }: MiniProps & { body: GridBody }) {
  const rows = body.rows.map((bucket, i) => ({ bucket, cell: body.rowTotals[i]! })).filter(named);
  const most = Math.max(1e-9, ...rows.map(({ cell }) => cell.value ?? 0));
  return (
    <Lines
      rows={rows.map(({ bucket, cell }) => ({
        key: bucket.key,
        name: name(bucket),
        figure: value(cell.value),
        mark: (
          <svg width="100%" height="12">
            <rect
              y="1"
              height="10"
              width={`${(Math.max(0, cell.value ?? 0) / most) * 100}%`}
              fill={bucket.colour === null ? 'var(--accent)' : segmentColour(bucket.colour)}
            />
          </svg>
        ),
      }))}
    />
  );
}

const named = ({ bucket }: { bucket: Bucket }) => bucket.kind !== 'rest';

function MiniBoxes({ body, name, value }: MiniProps & { body: BoxBody }) {
  const groups = body.groups.filter(({ box, bucket }) => box && named({ bucket })).slice(0, LINES);
  const at = percentScale([
    Math.min(...groups.map(({ box }) => box!.p5)),
    Math.max(...groups.map(({ box }) => box!.p95)),
  ]);
  const x = (v: number) => `${at(v)}%`;
  return (
    <Lines
      rows={groups.map(({ bucket, box }) => {
        const colour = bucket.colour === null ? 'var(--accent)' : segmentColour(bucket.colour);
        return {
          key: bucket.key,
          name: name(bucket),
          figure: value(box!.median),
          mark: (
            <svg width="100%" height="12">
              <line x1={x(box!.p5)} x2={x(box!.p95)} y1="6" y2="6" stroke={colour} />
              <rect
                x={x(box!.q1)}
                width={`${Math.max(0.6, at(box!.q3) - at(box!.q1))}%`}
                y="2"
                height="8"
                fill={colour}
                opacity="0.4"
              />
              <line x1={x(box!.median)} x2={x(box!.median)} y1="1" y2="11" stroke={colour} strokeWidth="2" />
            </svg>
          ),
        };
      })}
    />
  );
}

function MiniColumns({ body, edge }: MiniProps & { body: GridBody }) {
  const values = body.rowTotals.map(({ value }) => Math.max(0, value ?? 0));
  const most = Math.max(1e-9, ...values);
  const step = 100 / Math.max(1, values.length);
  return (
    <>
      <svg className="grow" width="100%" viewBox="0 0 100 100" preserveAspectRatio="none">
        {values.map((value, i) => (
          <rect
            key={body.rows[i]!.key}
            x={i * step + 0.3}
            width={Math.max(0.3, step - 0.6)}
            y={100 - (value / most) * 100}
            height={(value / most) * 100}
            fill="var(--accent)"
          />
        ))}
      </svg>
      <Ends from={edge(body.rows[0]!.from ?? 0)} to={edge(body.rows.at(-1)!.to ?? 0)} />
    </>
  );
}

const Ends = ({ from, to }: { from: string; to: string }) => (
  <span className="xmini-ends">
    <span>{from}</span>
    <span>{to}</span>
  </span>
);

function MiniLine({ body, name, counts }: MiniProps & { body: GridBody }) {
  const many = body.columns.length > 0;
  const series = (many ? body.columns : [null]).map((_, j) =>
    body.rows.map((__, i) => (many ? body.cells[i]![j]! : body.rowTotals[i]!).value),
  );
  const known = series.flat().filter((value) => value !== null);
  const [low, high] = [counts ? 0 : Math.min(...known), Math.max(...known)];
  const at = ([i, value]: readonly [number, number]) =>
    `${(i / Math.max(1, body.rows.length - 1)) * 100},${96 - ((value - low) / (high - low || 1)) * 92}`;
  return (
    <>
      <svg className="grow" width="100%" viewBox="0 0 100 100" preserveAspectRatio="none">
        {series.flatMap((values, j) =>
          pieces(values).map((piece) => (
            <polyline
              key={`${j} ${piece[0]![0]}`}
              points={piece.map(at).join(' ')}
              fill="none"
              stroke={many ? segmentColour(seriesColour(body.columns[j]!, j)) : 'var(--accent)'}
              strokeWidth="1.75"
              vectorEffect="non-scaling-stroke"
            />
          )),
        )}
        <line x1="0" x2="100" y1="99.5" y2="99.5" stroke="var(--line-2)" vectorEffect="non-scaling-stroke" />
      </svg>
      <Ends from={name(body.rows[0]!)} to={name(body.rows.at(-1)!)} />
    </>
  );
}

const TILE = 10;

function MiniMap({ body }: { body: GridBody }) {
  const found = new Map(body.rows.map(({ key }, i) => [key, body.rowTotals[i]!.value]));
  const most = Math.max(1e-9, ...PROVINCES.map(({ code }) => found.get(code) ?? 0));
  return (
    <svg
      className="grow"
      width="100%"
      viewBox={`0 0 ${PROVINCE_GRID.columns * TILE * 1.6} ${PROVINCE_GRID.rows * TILE}`}
    >
      {PROVINCES.map(({ code, column, row }) => {
        const share = Math.max(0, found.get(code) ?? 0) / most;
        return (
          <rect
            key={code}
            x={column * TILE * 1.6}
            y={row * TILE}
            width={TILE * 1.6 - 1}
            height={TILE - 1}
            fill={share > 0 ? 'var(--accent)' : 'var(--line)'}
            opacity={share > 0 ? 0.15 + 0.85 * share : 1}
          />
        );
      })}
    </svg>
  );
}

function MiniPoints({ body }: { body: PointsBody }) {
  const [x, y] = extentsOf(body).map((extent) => percentScale(extent));
  const every = Math.max(1, Math.ceil(body.x.length / POINTS));
  const drawn = Array.from({ length: Math.ceil(body.x.length / every) }, (_, i) => i * every);
  return (
    <svg className="grow axes" width="100%">
      {drawn.map((i) => (
        <circle
          key={i}
          cx={`${x!(body.x[i]!)}%`}
          cy={`${100 - y!(body.y[i]!)}%`}
          r="2"
          opacity="0.5"
          fill={
            body.groups[body.group[i]!]
              ? segmentColour(seriesColour(body.groups[body.group[i]!]!, body.group[i]!))
              : 'var(--accent)'
          }
        />
      ))}
    </svg>
  );
}

function MiniHeat({ body, name, value, counts }: MiniProps & { body: GridBody }) {
  const rows = body.rows
    .map((bucket, i) => ({ bucket, i }))
    .filter(named)
    .slice(0, LINES - 1);
  const columns = body.columns
    .map((bucket, j) => ({ bucket, j }))
    .filter(named)
    .slice(0, COLUMNS);
  return (
    <span
      className="xmini-heat"
      style={{ gridTemplateColumns: `minmax(0, 1.4fr) repeat(${columns.length}, minmax(0, 1fr))` }}
    >
      <span />
      {columns.map(({ bucket }) => (
        <span key={bucket.key} className="ell">
          {name(bucket)}
        </span>
      ))}
      {rows.map(({ bucket, i }) => [
        <span key={bucket.key} className="ell">
          {name(bucket)}
        </span>,
        ...columns.map(({ bucket: column, j }) => (
          <span
            key={`${bucket.key} ${column.key}`}
            className="num"
            style={{ background: toneOf(body.tones?.[i]?.[j], counts) }}
          >
            {value(body.cells[i]![j]!.value)}
          </span>
        )),
      ])}
    </span>
  );
}
