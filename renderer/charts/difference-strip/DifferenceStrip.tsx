import { segmentColour, shapeOf } from '../../ui/Shape.tsx';
import { extentOf, percent, percentScale } from '../kit/scale.ts';
import './difference-strip.css';

export interface DifferenceStripProps {
  colour: number;
  value: number;
  base: number;
  interval: readonly [number, number];
  /** ends of the scale; by default around the three figures */
  scale?: readonly [number, number];
}

const HEIGHT = 14;
const MIDDLE = 7;

/** One comparison: thin scale, tick for everyone, mark for the group, pale band for its 95 % interval. The text beside it says the same. */
export function DifferenceStrip({ colour, value, base, interval, scale }: DifferenceStripProps) {
  const at = percentScale(scale ?? extentOf([value, base, ...interval], 0.6));
  const hue = segmentColour(colour);
  const [low, high] = [at(interval[0]), at(interval[1])];
  const [everyone, group] = [percent(at(base)), percent(at(value))];
  return (
    <span className="strip" aria-hidden="true">
      <svg width="100%" height={HEIGHT}>
        <line x1="0" x2="100%" y1={MIDDLE} y2={MIDDLE} stroke="var(--line-2)" />
        <line x1={everyone} x2={group} y1={MIDDLE} y2={MIDDLE} stroke={hue} strokeWidth="1.5" />
        <rect
          x={percent(low)}
          width={percent(Math.max(0.5, high - low))}
          y={MIDDLE - 2.5}
          height="5"
          fill={hue}
          opacity=".35"
        />
        <line x1={everyone} x2={everyone} y1="1" y2={HEIGHT - 1} stroke="var(--ink-2)" strokeWidth="1.5" />
        <svg x={group} y={MIDDLE - 5} overflow="visible" width="10" height="10" viewBox="0 0 12 12">
          <path
            d={shapeOf(colour)}
            transform="translate(-6 0)"
            fill={colour > 4 ? 'var(--paper)' : hue}
            stroke={hue}
            strokeWidth={colour > 4 ? 1.8 : 0}
          />
        </svg>
      </svg>
    </span>
  );
}
