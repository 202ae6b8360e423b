import type { BoxBody } from '../../../shared/contract/explore.ts';
import { segmentColour } from '../../ui/Shape.tsx';
import { percentScale } from '../scale.ts';
import { BarHead, FEW, Figure } from './BarParts.tsx';
import { markProps } from './mark.ts';
import { MarkBox } from './MarkBox.tsx';
import { ticksOf } from './ticks.ts';
import type { ExploreChartProps } from './types.ts';

export interface BoxesProps extends ExploreChartProps {
  body: BoxBody;
  /** what the marks of a box mean */
  keyText: string;
  /** what the two columns of figures are */
  heads: readonly [string, string];
  /** a step of the scale in words */
  edge: (value: number) => string;
}

/** A box a group on one scale; the median in figures. */
export function Boxes({ body, label, keyText, heads, name, value, edge, count, onMark, onPoint }: BoxesProps) {
  const boxes = body.groups.flatMap(({ box }) => box ?? []);
  const low = Math.min(...boxes.map(({ p5, mean }) => Math.min(p5, mean)));
  const high = Math.max(...boxes.map(({ p95, mean }) => Math.max(p95, mean)));
  const room = (high - low) * 0.03 || 1;
  const at = percentScale([low - room, high + room]);
  const x = (v: number) => `${at(v)}%`;
  const ticks = boxes.length > 0 ? ticksOf(low, high, 5) : [];
  return (
    <MarkBox className={body.groups.length <= FEW ? 'xbars few scroll' : 'xbars scroll'} label={label}>
      <BarHead heads={heads} />
      {body.groups.map(({ bucket, n, box }, i) => {
        const colour = bucket.colour === null ? 'var(--accent)' : segmentColour(bucket.colour);
        const text = `${name(bucket)} · ${value(box?.median ?? null)} · n = ${count(n)}`;
        return (
          <div key={bucket.key} className="xbar">
            <div className="xbar-mark" {...markProps({ onMark, onPoint }, bucket.filters, text, i, 0)}>
              <span className={bucket.kind === 'rest' ? 'ell mut' : 'ell'}>{name(bucket)}</span>
              {box ? (
                <svg width="100%" height="100%" aria-hidden="true">
                  <line x1={x(box.p5)} x2={x(box.p95)} y1="50%" y2="50%" stroke={colour} />
                  <rect
                    x={x(box.q1)}
                    width={`${Math.max(0.4, at(box.q3) - at(box.q1))}%`}
                    y="18%"
                    height="64%"
                    fill={colour}
                    opacity="0.35"
                  />
                  <line x1={x(box.median)} x2={x(box.median)} y1="12%" y2="88%" stroke={colour} strokeWidth="2" />
                  <circle cx={x(box.mean)} cy="50%" r="3" fill="var(--paper)" stroke={colour} strokeWidth="1.5" />
                </svg>
              ) : (
                <span />
              )}
            </div>
            <Figure filters={bucket.filters} onMark={onMark} text={value(box?.median ?? null)} />
            <span className="num mut xn">{count(n)}</span>
          </div>
        );
      })}
      <div className="xbar scale">
        <div className="xbar-mark">
          <span />
          <svg width="100%" height="20" aria-hidden="true">
            <line x1="0" x2="100%" y1="1" y2="1" stroke="var(--line-2)" />
            {ticks.map((tick) => (
              <text key={tick} className="xtick" x={x(tick)} y="16" textAnchor="middle">
                {edge(tick)}
              </text>
            ))}
          </svg>
        </div>
      </div>
      <p className="xbar-key cap">{keyText}</p>
    </MarkBox>
  );
}
