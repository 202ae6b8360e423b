import { extent, polygonContains } from 'd3';

/** Screen or data positions as [x, y]. */
export type XY = readonly [number, number];

/** Indices of the points inside a closed polygon (even-odd rule), all in data coordinates. */
export function inside(polygon: readonly XY[], x: Float32Array, y: Float32Array, shown: Uint8Array): number[] {
  const outline = polygon.map(([px, py]): [number, number] => [px, py]);
  const [x0 = 0, x1 = 0] = extent(outline, ([px]) => px);
  const [y0 = 0, y1 = 0] = extent(outline, ([, py]) => py);
  const found: number[] = [];
  for (let i = 0; i < x.length; i++) {
    const px = x[i]!;
    const py = y[i]!;
    if (shown[i] === 0 || px < x0 || px > x1 || py < y0 || py > y1) continue;
    if (polygonContains(outline, [px, py])) found.push(i);
  }
  return found;
}

/** The range that holds all but the outermost thousandth at each end, a little widened; from a sample of at most 20,000. */
export function robustExtent(values: Float32Array): [number, number] {
  const step = Math.max(1, Math.floor(values.length / 20000));
  const sample: number[] = [];
  for (let i = 0; i < values.length; i += step) sample.push(values[i]!);
  sample.sort((a, b) => a - b);
  if (sample.length === 0) return [-1, 1];
  const cut = Math.floor(sample.length / 1000);
  const low = sample[cut]!;
  const high = sample[sample.length - 1 - cut]!;
  const room = (high - low) * 0.05 || 1;
  return [low - room, high + room];
}

/** An ellipse in data coordinates. */
export interface Ellipse {
  readonly x: number;
  readonly y: number;
  /** covariance: xx, xy, yy */
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
  /** squared Mahalanobis radius that holds the wanted share of the points */
  readonly r2: number;
}

/** The covariance ellipse of a group that holds a share (0…1) of its points; null for fewer than 10. */
export function ellipseOf(members: Int32Array, x: Float32Array, y: Float32Array, share: number): Ellipse | null {
  const n = members.length;
  if (n < 10) return null;
  let mx = 0;
  let my = 0;
  for (const i of members) {
    mx += x[i]!;
    my += y[i]!;
  }
  mx /= n;
  my /= n;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const i of members) {
    const dx = x[i]! - mx;
    const dy = y[i]! - my;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  xx /= n;
  xy /= n;
  yy /= n;
  const det = xx * yy - xy * xy;
  if (!(det > 0)) return null;
  const distances = new Float64Array(n);
  members.forEach((i, j) => {
    const dx = x[i]! - mx;
    const dy = y[i]! - my;
    distances[j] = (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / det;
  });
  distances.sort();
  return { x: mx, y: my, xx, xy, yy, r2: distances[Math.min(n - 1, Math.floor(share * n))]! };
}

/** Points of an ellipse's outline, in data coordinates (Cholesky factor of the covariance times the circle). */
export function ellipsePath(e: Ellipse, steps = 72): XY[] {
  const l11 = Math.sqrt(e.xx);
  const l21 = e.xy / l11;
  const l22 = Math.sqrt(Math.max(0, e.yy - l21 * l21));
  const r = Math.sqrt(e.r2);
  return Array.from({ length: steps }, (_, i) => {
    const a = (i / steps) * 2 * Math.PI;
    return [e.x + r * l11 * Math.cos(a), e.y + r * (l21 * Math.cos(a) + l22 * Math.sin(a))] as const;
  });
}
