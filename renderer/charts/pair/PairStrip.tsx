import { percent, percentScale } from '../kit/scale.ts';
import { pairEnds, type Side } from './geometry.ts';

export interface PairStripProps {
  a: Side;
  b: Side;
  /** the figures are shares: the scale starts at 0 */
  share: boolean;
}

/** Two groups on one thin scale: a filled mark and a ring, each with its 95 % interval as a band. Shares start at 0. */
export function PairStrip(props: PairStripProps) {
  const { a, b } = props;
  const at = percentScale(pairEnds(props));
  return (
    <svg width="100%" height="18" aria-hidden="true">
      <line x1="0" x2="100%" y1="9" y2="9" stroke="var(--line-2)" />
      <Band interval={a.interval} at={at} fill="var(--accent)" />
      <Band interval={b.interval} at={at} fill="var(--ink-3)" />
      <circle cx={percent(at(b.value))} cy="9" r="4" fill="var(--paper)" stroke="var(--ink-2)" strokeWidth="1.5" />
      <circle cx={percent(at(a.value))} cy="9" r="4" fill="var(--accent)" />
    </svg>
  );
}

interface BandProps {
  interval: Side['interval'];
  at: (value: number) => number;
  fill: string;
}

function Band({ interval: [from, to], at, fill }: BandProps) {
  const width = Math.max(0.5, at(to) - at(from));
  return <rect x={percent(at(from))} width={percent(width)} y="5" height="8" fill={fill} opacity="0.25" />;
}
