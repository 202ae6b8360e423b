import { max } from 'd3';
import type { ReactNode } from 'react';
import type { BoxBody, Bucket } from '../../../shared/contract/explore.ts';
import { segmentColour } from '../../ui/Shape.tsx';
import { BoxMark } from '../boxes/BoxMark.tsx';
import { gridRows, isNamed } from '../kit/grid.ts';
import { extentOf, percent, percentScale } from '../kit/scale.ts';
import type { MiniGridProps, MiniProps } from './types.ts';

/** Rows with names; more would not be read. */
export const ROWS = 5;

/** The name, the mark and the figure of one row. */
function Row({ name, figure, children }: { name: string; figure: string; children: ReactNode }) {
  return (
    <span className="mini-row">
      <span className="ell">{name}</span>
      <svg width="100%" height="12">
        {children}
      </svg>
      <span className="num">{figure}</span>
    </span>
  );
}

const colourOf = ({ colour }: Bucket): string => (colour === null ? 'var(--accent)' : segmentColour(colour));

export function MiniBars({ body, name, value }: MiniGridProps) {
  const rows = gridRows(body).filter(({ bucket }) => isNamed(bucket));
  const at = percentScale([0, Math.max(1e-9, max(rows, ({ total }) => total.value ?? 0) ?? 0)]);
  return rows.slice(0, ROWS).map(({ bucket, total }) => (
    <Row key={bucket.key} name={name(bucket)} figure={value(total.value)}>
      <rect y="1" height="10" width={percent(at(total.value ?? 0))} fill={colourOf(bucket)} />
    </Row>
  ));
}

/** Edges of a box and of its median in a row of 12 px: at whole pixels. */
const INSET = [100 / 6, 100 / 12] as const;

export function MiniBoxes({ body, name, value }: Omit<MiniProps, 'result'> & { body: BoxBody }) {
  const groups = body.groups
    .filter(({ bucket }) => isNamed(bucket))
    .flatMap(({ bucket, box }) => (box ? [{ bucket, box }] : []))
    .slice(0, ROWS);
  const at = percentScale(
    extentOf(
      groups.flatMap(({ box }) => [box.p5, box.p95]),
      0,
    ),
  );
  return groups.map(({ bucket, box }) => (
    <Row key={bucket.key} name={name(bucket)} figure={value(box.median)}>
      <BoxMark box={box} at={at} colour={colourOf(bucket)} strength={0.4} inset={INSET} />
    </Row>
  ));
}
