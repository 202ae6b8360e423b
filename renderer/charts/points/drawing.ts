import type { PointsBody } from '../../../shared/contract/explore.ts';
import type { Size } from '../kit/useSize.ts';
import { MARGIN, type Point, RADIUS } from './geometry.ts';

/** What a point without a colour of its own has. */
const GREY = '#888888';
const colourOf = (body: PointsBody, { index }: Point, colours: readonly string[]): string =>
  colours[body.group[index] ?? -1] ?? GREY;

/** Draw the points; the later ones above. The canvas is made for the screen's own pixels. */
export function drawPoints(
  canvas: HTMLCanvasElement,
  body: PointsBody,
  points: readonly Point[],
  colours: readonly string[],
  { width, height }: Size,
): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(ratio, ratio);
  pen.globalAlpha = body.x.length > 4000 ? 0.28 : 0.5;
  for (const point of points) {
    pen.fillStyle = colourOf(body, point, colours);
    pen.beginPath();
    pen.arc(point.x, point.y, RADIUS, 0, 2 * Math.PI);
    pen.fill();
  }
}

/** The frame of the plot as a drawing, with its points put in. */
export function pointsSvg(
  frame: string,
  body: PointsBody,
  points: readonly Point[],
  colours: readonly string[],
): string {
  const marks = points.map(
    (point) =>
      `<circle cx="${(MARGIN.left + point.x).toFixed(1)}" cy="${(MARGIN.top + point.y).toFixed(1)}" r="${RADIUS}" fill="${colourOf(body, point, colours)}"/>`,
  );
  // the first to close is the one of the axes
  return frame.replace('</svg>', `<g opacity=".4">${marks.join('')}</g></svg>`);
}
