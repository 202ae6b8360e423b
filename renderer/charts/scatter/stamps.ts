/** Coverage of a mark, 0…255 a pixel, row-major, `size` x `size`. */
export interface Stamp {
  readonly size: number;
  readonly coverage: Uint8Array;
}

/** The eight marks: four shapes filled, the same four as outlines. */
export type Mark = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Samples a pixel side: 4 x 4 give sixteen grey levels, enough for marks of five pixels. */
const SAMPLES = 4;

/** Rasterise a mark of a diameter in device pixels, centred in its stamp. */
export function stampOf(mark: Mark, diameter: number): Stamp {
  const size = Math.max(1, Math.ceil(diameter) + 1);
  const coverage = new Uint8Array(size * size);
  const centre = size / 2;
  const inside = shapes[(mark - 1) % 4]!;
  const line = Math.max(1, diameter / 4);
  const outline = mark > 4;
  for (let py = 0; py < size; py++)
    for (let px = 0; px < size; px++) {
      let hits = 0;
      for (let sy = 0; sy < SAMPLES; sy++)
        for (let sx = 0; sx < SAMPLES; sx++) {
          const x = px + (sx + 0.5) / SAMPLES - centre;
          const y = py + (sy + 0.5) / SAMPLES - centre;
          const r = diameter / 2;
          if (inside(x, y, r) && !(outline && inside(x, y, r - line))) hits++;
        }
      coverage[py * size + px] = Math.round((hits / (SAMPLES * SAMPLES)) * 255);
    }
  return { size, coverage };
}

/** Shapes of about the same area as a circle of radius r. */
const shapes: readonly ((x: number, y: number, r: number) => boolean)[] = [
  (x, y, r) => x * x + y * y <= r * r,
  (x, y, r) => y <= r * 0.85 && y >= -r * 1.05 && Math.abs(x) <= ((y + r * 1.05) / (r * 1.9)) * r * 1.1,
  (x, y, r) => Math.abs(x) <= r * 0.9 && Math.abs(y) <= r * 0.9,
  (x, y, r) => Math.abs(x) + Math.abs(y) <= r * 1.2,
];

/** SVG path of a mark around the origin, for labels, legends and exports. */
export function markPath(mark: Mark, r: number): string {
  switch ((mark - 1) % 4) {
    case 0:
      return `M${-r},0A${r},${r} 0 1 1 ${r},0A${r},${r} 0 1 1 ${-r},0Z`;
    case 1:
      return `M0,${-r * 1.05}L${r * 1.1},${r * 0.85}L${-r * 1.1},${r * 0.85}Z`;
    case 2:
      return `M${-r * 0.9},${-r * 0.9}H${r * 0.9}V${r * 0.9}H${-r * 0.9}Z`;
    default:
      return `M0,${-r * 1.2}L${r * 1.2},0L0,${r * 1.2}L${-r * 1.2},0Z`;
  }
}
