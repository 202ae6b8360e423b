import type { BoxBody } from '../../../shared/contract/explore.ts';
import { segmentColour } from '../../ui/Shape.tsx';
import { FootLabels } from '../kit/Axis.tsx';
import { isNamed } from '../kit/grid.ts';
import { type MarkChartProps, markProps } from '../kit/marks.ts';
import { RowFigures, Rows } from '../kit/Rows.tsx';
import { percent, percentScale } from '../kit/scale.ts';
import { ticksOf } from '../kit/ticks.ts';
import { BoxMark, MeanMark } from './BoxMark.tsx';
import { boxEnds, boxScale } from './geometry.ts';
import './boxes.css';

export interface BoxesProps extends MarkChartProps {
  body: BoxBody;
  /** what the marks of a box mean */
  keyText: string;
  /** what the two columns of figures are */
  heads: readonly [string, string];
  /** a step of the scale in words */
  edge: (value: number) => string;
}

/** A box a group on one scale; the median in figures. */
export function Boxes({ body, label, keyText, heads, edge, ...told }: BoxesProps) {
  const boxes = body.groups.flatMap(({ box }) => box ?? []);
  const at = percentScale(boxScale(boxes));
  return (
    <Rows label={label} count={body.groups.length} heads={heads}>
      {body.groups.map((group, i) => (
        <BoxRow key={group.bucket.key} {...told} group={group} place={i} at={at} />
      ))}
      <div className="chart-row boxes-scale">
        <div className="chart-row-mark">
          <span />
          <svg width="100%" height="20" aria-hidden="true">
            <line x1="0" x2="100%" y1="1" y2="1" stroke="var(--line-2)" />
            <FootLabels
              ticks={boxes.length > 0 ? ticksOf(boxEnds(boxes), 5) : []}
              at={(value) => percent(at(value))}
              print={edge}
              foot={16}
            />
          </svg>
        </div>
      </div>
      <p className="boxes-key cap">{keyText}</p>
    </Rows>
  );
}

interface BoxRowProps extends Omit<MarkChartProps, 'label' | 'share'> {
  group: BoxBody['groups'][number];
  /** among the rows */
  place: number;
  at: (value: number) => number;
}

function BoxRow({ group: { bucket, n, box }, place, at, name, value, count, onMark, onPoint }: BoxRowProps) {
  const colour = bucket.colour === null ? 'var(--accent)' : segmentColour(bucket.colour);
  const median = value(box?.median ?? null);
  const text = `${name(bucket)} · ${median} · n = ${count(n)}`;
  return (
    <div className="chart-row">
      <div className="chart-row-mark" {...markProps({ onMark, onPoint }, bucket.filters, text, place, 0)}>
        <span className={isNamed(bucket) ? 'ell' : 'ell mut'}>{name(bucket)}</span>
        {box ? (
          <svg width="100%" height="100%" aria-hidden="true">
            <BoxMark box={box} at={at} colour={colour} />
            <MeanMark box={box} at={at} colour={colour} />
          </svg>
        ) : (
          <span />
        )}
      </div>
      <RowFigures filters={bucket.filters} onMark={onMark} figures={[median, count(n)]} />
    </div>
  );
}
