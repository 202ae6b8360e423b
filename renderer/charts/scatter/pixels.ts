import type { Stamp } from './stamps.ts';

/** Data to screen: `px = x * kx + tx`, in device pixels. */
export interface ScreenTransform {
  readonly kx: number;
  readonly ky: number;
  readonly tx: number;
  readonly ty: number;
}

/**
 * Points laid out in the order they are drawn, so that drawing reads memory straight through: with 500,000 points an
 * index into unordered arrays costs three times as much as the drawing.
 */
export interface Layer {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly group: Uint8Array;
  /** index of each point in the owner's arrays */
  readonly point: Int32Array;
}

/** What is drawn into: one 32-bit colour and one point index (or -1) a device pixel. */
export interface Surface {
  readonly width: number;
  readonly height: number;
  readonly colours: Uint32Array;
  readonly picks: Int32Array;
}

/** One group's look: packed ABGR colour (opaque), strength 0…1, and its mark. */
export interface Pen {
  readonly colour: number;
  readonly strength: number;
  readonly stamp: Stamp;
}

/** Pack a colour the way a little-endian ImageData holds it. */
const pack = (r: number, g: number, b: number): number => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

/** Empty the surface to the paper colour. */
export function clear(surface: Surface, paper: number, picks: boolean): void {
  surface.colours.fill(paper);
  if (picks) surface.picks.fill(-1);
}

/** Mix two packed colours. */
export function mix(below: number, above: number, share: number): number {
  const one = (shift: number) => {
    const b = (below >>> shift) & 255;
    return Math.round(b + (((above >>> shift) & 255) - b) * share);
  };
  return ((255 << 24) | (one(16) << 16) | (one(8) << 8) | one(0)) >>> 0;
}

/**
 * Points as single pixels (side 1) or small squares (side 2): for hundreds of thousands, where marks would only cover each
 * other. Whole 32-bit pixels of a colour already mixed with the paper are written. `picks` false leaves the pick
 * indices alone: nobody points at a moving plot.
 */
export function drawPixels(
  surface: Surface,
  layer: Layer,
  colours: Uint32Array,
  t: ScreenTransform,
  side: 1 | 2,
  picks: boolean,
): void {
  const { width, colours: out, picks: picked } = surface;
  const { x, y, group, point } = layer;
  const { kx, ky, tx, ty } = t;
  const right = width - side + 1;
  const bottom = surface.height - side + 1;
  for (let i = 0; i < x.length; i++) {
    const fx = x[i]! * kx + tx;
    const fy = y[i]! * ky + ty;
    if (!(fx >= 0 && fy >= 0 && fx < right && fy < bottom)) continue;
    const at = (fy | 0) * width + (fx | 0);
    const colour = colours[group[i]!]!;
    out[at] = colour;
    if (picks) picked[at] = point[i]!;
    if (side === 2) {
      out[at + 1] = colour;
      out[at + width] = colour;
      out[at + width + 1] = colour;
    }
  }
}

/** Points as blended marks: shape tells the group apart without colour. */
export function drawMarks(surface: Surface, layer: Layer, pens: readonly Pen[], t: ScreenTransform): void {
  for (let i = 0; i < layer.x.length; i++) {
    const pen = pens[layer.group[i]!]!;
    const half = pen.stamp.size / 2;
    const left = Math.round(layer.x[i]! * t.kx + t.tx - half);
    const top = Math.round(layer.y[i]! * t.ky + t.ty - half);
    drawMark(surface, pen, left, top, layer.point[i]!);
  }
}

function drawMark(
  { width, height, colours: out, picks }: Surface,
  pen: Pen,
  left: number,
  top: number,
  i: number,
): void {
  const { size, coverage } = pen.stamp;
  if (!(left >= 0 && top >= 0 && left + size <= width && top + size <= height)) return;
  const r = pen.colour & 255;
  const g = (pen.colour >>> 8) & 255;
  const b = (pen.colour >>> 16) & 255;
  const strength = (pen.strength * 256) | 0;
  for (let sy = 0; sy < size; sy++) {
    let at = (top + sy) * width + left;
    for (let sx = 0; sx < size; sx++, at++) {
      const covered = coverage[sy * size + sx]!;
      if (covered === 0) continue;
      const a = (covered * strength) >> 8;
      const below = out[at]!;
      const br = below & 255;
      const bg = (below >>> 8) & 255;
      const bb = (below >>> 16) & 255;
      const mixed =
        ((bb + (((b - bb) * a) >> 8)) << 16) | ((bg + (((g - bg) * a) >> 8)) << 8) | (br + (((r - br) * a) >> 8));
      out[at] = (0xff000000 | mixed) >>> 0;
      picks[at] = i;
    }
  }
}

/** The point drawn nearest to a screen position within a radius (device pixels), or -1. */
export function pickNear(surface: Surface, px: number, py: number, radius: number): number {
  let best = -1;
  let nearest = Infinity;
  const x0 = Math.max(0, Math.floor(px - radius));
  const x1 = Math.min(surface.width - 1, Math.ceil(px + radius));
  const y0 = Math.max(0, Math.floor(py - radius));
  const y1 = Math.min(surface.height - 1, Math.ceil(py + radius));
  for (let yy = y0; yy <= y1; yy++)
    for (let xx = x0; xx <= x1; xx++) {
      const i = surface.picks[yy * surface.width + xx]!;
      if (i < 0) continue;
      const distance = (xx - px) ** 2 + (yy - py) ** 2;
      if (distance < nearest && distance <= radius * radius) {
        nearest = distance;
        best = i;
      }
    }
  return best;
}

/** A `#rrggbb` colour packed; grey for anything else. */
export function packCss(colour: string): number {
  const hex = /^#([0-9a-f]{6})$/i.exec(colour)?.[1];
  if (hex === undefined) return pack(128, 128, 128);
  const value = Number.parseInt(hex, 16);
  return pack((value >> 16) & 255, (value >> 8) & 255, value & 255);
}
