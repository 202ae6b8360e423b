import type { PointsBody } from '../../../shared/contract/explore.ts';
import { extentOf } from '../scale.ts';

/** What of the plane is drawn, and how large. */
export interface View {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly width: number;
  readonly height: number;
}

/** Ends of both axes: long tails are cut where one value in two hundred lies beyond and they would take half the room. */
export function extentsOf({ x, y }: PointsBody): [[number, number], [number, number]] {
  return [tight(x), tight(y)];
}

function tight(values: Float64Array): [number, number] {
  if (values.length === 0) return [0, 1];
  const sorted = Float64Array.from(values).sort();
  const at = (p: number) => sorted[Math.round((sorted.length - 1) * p)]!;
  const [low, high] = [at(0), at(1)];
  const [from, to] = [at(0.005), at(0.995)];
  return extentOf(to > from && to - from < (high - low) / 2 ? [from, to] : [low, high], 0.03);
}

const RADIUS = 2.4;
const NEAR = 8;

/** Draw the points; the later ones above. The canvas is made for the screen's own pixels. */
export function drawPoints(canvas: HTMLCanvasElement, body: PointsBody, view: View, colours: readonly string[]): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(view.width * ratio);
  canvas.height = Math.round(view.height * ratio);
  canvas.style.width = `${view.width}px`;
  canvas.style.height = `${view.height}px`;
  const pen = canvas.getContext('2d')!;
  pen.scale(ratio, ratio);
  pen.globalAlpha = body.x.length > 4000 ? 0.28 : 0.5;
  for (let i = 0; i < body.x.length; i++) {
    const [px, py] = place(body, view, i);
    if (px < 0 || py < 0 || px > view.width || py > view.height) continue;
    pen.fillStyle = colours[body.group[i]!] ?? '#888888';
    pen.beginPath();
    pen.arc(px, py, RADIUS, 0, 2 * Math.PI);
    pen.fill();
  }
}

function place({ x, y }: PointsBody, view: View, i: number): [number, number] {
  return [
    ((x[i]! - view.x[0]) / (view.x[1] - view.x[0])) * view.width,
    view.height - ((y[i]! - view.y[0]) / (view.y[1] - view.y[0])) * view.height,
  ];
}

/** The point under the pointer, or null. */
export function nearest(body: PointsBody, view: View, px: number, py: number): number | null {
  let best: number | null = null;
  let least = NEAR * NEAR;
  for (let i = 0; i < body.x.length; i++) {
    const [x, y] = place(body, view, i);
    const far = (x - px) ** 2 + (y - py) ** 2;
    if (far < least) {
      least = far;
      best = i;
    }
  }
  return best;
}

/** The frame of the plot as a drawing, with its points put in. */
export function pointsSvg(
  frame: string,
  body: PointsBody,
  view: View,
  colours: readonly string[],
  left: number,
  top: number,
): string {
  const marks: string[] = [];
  for (let i = 0; i < body.x.length; i++) {
    const [px, py] = place(body, view, i);
    if (px < 0 || py < 0 || px > view.width || py > view.height) continue;
    marks.push(
      `<circle cx="${(left + px).toFixed(1)}" cy="${(top + py).toFixed(1)}" r="${RADIUS}" fill="${colours[body.group[i]!] ?? '#888888'}"/>`,
    );
  }
  // the first to close is the one of the axes
  return frame.replace('</svg>', `<g opacity=".4">${marks.join('')}</g></svg>`);
}
