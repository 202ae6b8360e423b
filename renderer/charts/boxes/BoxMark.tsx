import type { Box } from '../../../shared/domain.ts';
import { percent } from '../kit/scale.ts';

export interface BoxMarkProps {
  box: Box;
  /** where a value is on the scale, in % */
  at: (value: number) => number;
  colour: string;
  /** of the colour of the box, 0…1 */
  strength?: number;
  /** from the edge of the row to the box and to the line of the median, in % of its height */
  inset?: readonly [box: number, median: number];
}

/** One box: whiskers at 5 and 95 %, the middle half, the median. */
export function BoxMark({ box, at, colour, strength = 0.35, inset: [edge, reach] = [18, 12] }: BoxMarkProps) {
  return (
    <>
      <line x1={percent(at(box.p5))} x2={percent(at(box.p95))} y1="50%" y2="50%" stroke={colour} />
      <rect
        x={percent(at(box.q1))}
        width={percent(Math.max(0.4, at(box.q3) - at(box.q1)))}
        y={percent(edge)}
        height={percent(100 - 2 * edge)}
        fill={colour}
        opacity={strength}
      />
      <line
        x1={percent(at(box.median))}
        x2={percent(at(box.median))}
        y1={percent(reach)}
        y2={percent(100 - reach)}
        stroke={colour}
        strokeWidth="2"
      />
    </>
  );
}

/** The mean of a box: a ring on it. */
export function MeanMark({ box, at, colour }: Pick<BoxMarkProps, 'box' | 'at' | 'colour'>) {
  return <circle cx={percent(at(box.mean))} cy="50%" r="3" fill="var(--paper)" stroke={colour} strokeWidth="1.5" />;
}
