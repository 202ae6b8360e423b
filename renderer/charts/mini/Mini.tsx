import type { ComponentType, ReactNode } from 'react';
import type { ChartKind } from '../../../shared/contract/explore.ts';
import { MiniBars, MiniBoxes } from './MiniRows.tsx';
import { MiniColumns, MiniLine } from './MiniSeries.tsx';
import { MiniHeat } from './MiniHeat.tsx';
import { MiniMap } from './MiniMap.tsx';
import { MiniPoints } from './MiniPoints.tsx';
import type { MiniGridProps, MiniProps } from './types.ts';
import './mini.css';

/** Figures by row that are drawn in a way of their own. */
const OWN: Partial<Record<ChartKind, ComponentType<MiniGridProps>>> = {
  histogram: MiniColumns,
  line: MiniLine,
  map: MiniMap,
};

/** An answer at a glance: the chart without its controls. Its sentence stands beside it in words. */
export function Mini({ result: { body, chart }, ...told }: MiniProps) {
  if (body.kind === 'boxes') return framed(<MiniBoxes {...told} body={body} />);
  if (body.kind === 'points') return framed(<MiniPoints body={body} />);
  const Grid = OWN[chart] ?? (body.columns.length > 0 ? MiniHeat : MiniBars);
  return framed(<Grid {...told} body={body} />);
}

const framed = (drawing: ReactNode) => (
  <span className="mini" aria-hidden="true">
    {drawing}
  </span>
);

/** The room of a small chart that is not there. @param busy it is on its way */
export function MiniRoom({ busy }: { busy: boolean }) {
  return <span className="mini" aria-busy={busy || undefined} />;
}
