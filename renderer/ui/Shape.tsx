/** Circle, triangle, square and diamond of equal optical area, on a 12 px grid. */
export const SHAPES = [
  'M1.7 6a4.3 4.3 0 1 0 8.6 0a4.3 4.3 0 1 0 -8.6 0z',
  'M6 1.1l5 9.1H1z',
  'M2 2h8v8H2z',
  'M6 .6L11.4 6 6 11.4 .6 6z',
] as const;

/** The path of the shape that goes with a colour 1…8. */
export const shapeOf = (colour: number): string => SHAPES[(colour - 1) % 4] ?? SHAPES[0];
/** The CSS colour of a segment colour 1…8. */
export const segmentColour = (colour: number): string => `var(--s${colour})`;

/** The mark of a segment: colours 5–8 repeat the four shapes as outlines. `label` names it where no text stands beside. */
export function Shape({ colour, size = 12, label }: { colour: number; size?: number; label?: string }) {
  const outline = colour > 4;
  return (
    <svg
      className="glyph"
      width={size}
      height={size}
      viewBox="0 0 12 12"
      fill={outline ? 'none' : segmentColour(colour)}
      stroke={outline ? segmentColour(colour) : 'none'}
      strokeWidth={outline ? 1.8 : 0}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path d={shapeOf(colour)} transform={outline ? 'translate(0.9 0.9) scale(0.85)' : undefined} />
    </svg>
  );
}
