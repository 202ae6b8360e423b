import { useRef } from 'react';
import type { BoxBody } from '../../../shared/contract/insights.ts';
import { segmentColour } from '../../ui/Shape.tsx';
import { percentScale } from '../scale.ts';
import { markProps } from './mark.ts';
import type { ExploreChartProps } from './types.ts';
import { useMarks } from './useMarks.ts';

export interface BoxesProps extends ExploreChartProps {
  body: BoxBody;
  /** what the marks of a box mean */
  keyText: string;
}

/** A box a group on one scale; the median in figures. */
export function Boxes({ body, label, keyText, name, value, count, onMark, onPoint }: BoxesProps) {
  const box = useRef<HTMLDivElement>(null);
  const marks = useMarks(box);
  const boxes = body.groups.flatMap(({ box }) => box ?? []);
  const low = Math.min(...boxes.map(({ p5, mean }) => Math.min(p5, mean)));
  const high = Math.max(...boxes.map(({ p95, mean }) => Math.max(p95, mean)));
  const room = (high - low) * 0.03 || 1;
  const at = percentScale([low - room, high + room]);
  const x = (v: number) => `${at(v)}%`;
  return (
    <div
      ref={box}
      className="xbars scroll"
      role="group"
      aria-label={label}
      onKeyDown={marks.onKeyDown}
      onFocus={marks.onFocus}
    >
      {body.groups.map(({ bucket, n, box }, i) => {
        const colour = bucket.colour === null ? 'var(--accent)' : segmentColour(bucket.colour);
        const text = `${name(bucket)} · ${value(box?.median ?? null)} · n = ${count(n)}`;
        return (
          <div key={bucket.key} className="xbar tall">
            <div className="xbar-mark" {...markProps({ onMark, onPoint }, bucket.filters, text, i, 0)}>
              <span className={bucket.kind === 'rest' ? 'ell mut' : 'ell'}>{name(bucket)}</span>
              {box ? (
                <svg width="100%" height="22" aria-hidden="true">
                  <line x1={x(box.p5)} x2={x(box.p95)} y1="11" y2="11" stroke={colour} />
                  <rect
                    x={x(box.q1)}
                    width={`${Math.max(0.4, at(box.q3) - at(box.q1))}%`}
                    y="4"
                    height="14"
                    fill={colour}
                    opacity="0.35"
                  />
                  <line x1={x(box.median)} x2={x(box.median)} y1="3" y2="19" stroke={colour} strokeWidth="2" />
                  <circle cx={x(box.mean)} cy="11" r="3" fill="var(--paper)" stroke={colour} strokeWidth="1.5" />
                </svg>
              ) : (
                <span />
              )}
            </div>
            <button
              type="button"
              className="xfig num"
              disabled={bucket.filters === null}
              onClick={() => {
                onMark(bucket.filters, true);
              }}
            >
              {value(box?.median ?? null)}
            </button>
            <span className="num mut xn">{count(n)}</span>
          </div>
        );
      })}
      <div className="xbar foot">
        <div className="xbar-mark">
          <span />
          <span className="row between cap">
            <span>{value(low)}</span>
            <span>{keyText}</span>
            <span>{value(high)}</span>
          </span>
        </div>
      </div>
    </div>
  );
}
