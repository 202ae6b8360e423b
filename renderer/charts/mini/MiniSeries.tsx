import { extent, max, range, scaleBand } from 'd3';
import type { ReactNode } from 'react';
import { segmentColour } from '../../ui/Shape.tsx';
import { seriesColour } from '../kit/marks.ts';
import { percentScale, pixelScale } from '../kit/scale.ts';
import { pathOf, seriesOf } from '../line/geometry.ts';
import type { MiniGridProps } from './types.ts';

/** Half of what lies between two columns, in % of the width. */
const GAP = 0.3;

/** A drawing on a field of 100 by 100 that is stretched to its room, with the ends of its axis below. */
function Stretched({ from, to, children }: { from: string; to: string; children: ReactNode }) {
  return (
    <>
      <svg className="grow" width="100%" viewBox="0 0 100 100" preserveAspectRatio="none">
        {children}
      </svg>
      <span className="mini-ends">
        <span>{from}</span>
        <span>{to}</span>
      </span>
    </>
  );
}

export function MiniColumns({ body: { rows, rowTotals }, edge }: MiniGridProps) {
  const height = percentScale([0, Math.max(1e-9, max(rowTotals, ({ value }) => value ?? 0) ?? 0)]);
  const bands = scaleBand(range(rows.length), [0, 100]);
  return (
    <Stretched from={edge(rows[0]?.from ?? 0)} to={edge(rows.at(-1)?.to ?? 0)}>
      {rows.map(({ key }, i) => {
        const high = height(rowTotals[i]?.value ?? 0);
        return (
          <rect
            key={key}
            x={(bands(i) ?? 0) + GAP}
            width={Math.max(GAP, bands.step() - 2 * GAP)}
            y={100 - high}
            height={high}
            fill="var(--accent)"
          />
        );
      })}
    </Stretched>
  );
}

export function MiniLine({ body, name, counts }: MiniGridProps) {
  const series = seriesOf(body).map(({ column, cells }) => ({
    column,
    values: cells.map((cell) => cell?.value ?? null),
  }));
  const [low = 0, high = 0] = extent(series.flatMap(({ values }) => values.filter((value) => value !== null)));
  const x = pixelScale([0, Math.max(1, body.rows.length - 1)], 0, 100);
  const y = pixelScale([counts ? 0 : low, high], 96, 4);
  const [first, last] = [body.rows[0], body.rows.at(-1)];
  return (
    <Stretched from={first ? name(first) : ''} to={last ? name(last) : ''}>
      {series.map(({ column, values }, j) => (
        <path
          key={column?.key ?? ''}
          d={pathOf(values, x, y)}
          fill="none"
          stroke={column ? segmentColour(seriesColour(column, j)) : 'var(--accent)'}
          strokeWidth="1.75"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      <line x1="0" x2="100" y1="99.5" y2="99.5" stroke="var(--line-2)" vectorEffect="non-scaling-stroke" />
    </Stretched>
  );
}
