/** A point that is drawn on a canvas, px, and the group it is of. */
interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly of: string;
}

/** Points that are written out; of more, one in so many is. */
const WRITTEN = 200;

/** How many points a canvas has, and where they are. */
export function sampleOf(points: readonly Drawn[]): string[] {
  const every = Math.max(1, Math.ceil(points.length / WRITTEN));
  return [
    `points ${points.length}`,
    ...points
      .filter((_, i) => i % every === 0)
      .map(({ x, y, of }) => `point ${x.toFixed(2)} ${y.toFixed(2)} ${of}`.trimEnd()),
  ];
}
