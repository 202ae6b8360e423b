import { SHAPES, segmentColour } from '../../ui/index.ts';

/** Small seeded noise (mulberry32), so that the drawing is the same every time. */
function noise(seed: number): () => number {
  let a = seed;
  const uniform = () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

const GROUPS = [
  { x: 114, y: 22, n: 15 },
  { x: 152, y: 18, n: 12 },
  { x: 118, y: 58, n: 10 },
  { x: 154, y: 56, n: 8 },
];
const gauss = noise(11);
const MARKS = GROUPS.flatMap(({ x, y, n }, group) =>
  Array.from({ length: n }, () => ({ group, x: x + gauss() * 6.5 - 2.6, y: y + gauss() * 6 - 2.6 })),
);

/** Rows without order fall into four shapes. */
export function DataArt() {
  return (
    <svg width="176" height="80" viewBox="0 0 176 80" aria-hidden="true">
      {Array.from({ length: 54 }, (_, i) => (
        <rect key={i} x={(i % 9) * 7} y={12 + Math.floor(i / 9) * 10} width="4" height="4" fill="var(--line-2)" />
      ))}
      <path d="M72 40h18m-5-4l5 4-5 4" fill="none" stroke="var(--ink-3)" />
      {MARKS.map(({ group, x, y }, i) => (
        <path
          key={i}
          d={SHAPES[group]}
          fill={segmentColour(group + 1)}
          transform={`translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(0.44)`}
        />
      ))}
    </svg>
  );
}

/** One card that a team has written, and those still to come. */
export function HypothesisArt() {
  return (
    <svg width="176" height="80" viewBox="0 0 176 80" fill="none" strokeWidth="1.2" aria-hidden="true">
      {[0, 1, 2].map((i) => (
        <g
          key={i}
          transform={`translate(${i * 60} 6)`}
          stroke={i === 0 ? 'var(--ink-2)' : 'var(--line-2)'}
          strokeDasharray={i === 0 ? undefined : '3 3'}
        >
          <path d="M.6 .6h47v66H.6z" />
          <circle cx="24" cy="20" r="9" />
          <path d="M10 44a14 14 0 0 1 28 0zM10 53h28M10 59h18" />
        </g>
      ))}
      <path d="M32 54l6 6 12-13" stroke="var(--accent)" strokeWidth="2" />
    </svg>
  );
}

/** Four cards in the four colours. */
export function SampleArt() {
  return (
    <svg width="176" height="80" viewBox="0 0 176 80" aria-hidden="true">
      {[1, 2, 3, 4].map((colour, i) => (
        <g key={colour} transform={`translate(${i * 45} 6)`}>
          <path d="M.5 .5h38v66H.5z" fill="var(--raised)" stroke="var(--line-2)" />
          <path d="M4 4h31v31H4z" fill={segmentColour(colour)} opacity="0.18" />
          <path d="M7 35a12.5 12.5 0 0 1 25 0z" fill={segmentColour(colour)} opacity="0.75" />
          <path d="M19.5 22.5a12.5 12.5 0 0 1 12.5 12.5H19.5z" fill={segmentColour(colour)} />
          <path d={SHAPES[i]} transform="translate(11.7 7) scale(1.3)" fill={segmentColour(colour)} opacity="0.6" />
          <path d="M5 42h29M5 48h22M5 54h26M5 60h14" stroke="var(--line-2)" />
        </g>
      ))}
    </svg>
  );
}

/** A sheet whose rows turn into marks. */
export function DropArt() {
  return (
    <svg
      width="96"
      height="72"
      viewBox="0 0 96 72"
      fill="none"
      stroke="var(--ink-2)"
      strokeWidth="1.3"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M22 10h30l12 12v40H22z" fill="var(--surface)" />
      <path d="M52 10v12h12" />
      <path d="M30 32h26M30 40h26M30 48h16" stroke="var(--line-2)" />
      <g stroke="none" fill="var(--accent)">
        <circle cx="76" cy="44" r="3" />
        <circle cx="84" cy="36" r="2" />
        <circle cx="80" cy="56" r="2.4" />
        <circle cx="70" cy="54" r="1.7" />
        <circle cx="88" cy="48" r="1.6" />
      </g>
    </svg>
  );
}
