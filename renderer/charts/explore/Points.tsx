import { useEffect, useImperativeHandle, useMemo, useRef, type RefObject } from 'react';
import type { Filter } from '../../../shared/contract/customers.ts';
import type { PointsBody } from '../../../shared/contract/explore.ts';
import { pngOver, svgOf } from '../picture.ts';
import { drawPoints, extentsOf, nearest, pointsSvg, type View } from './plot.ts';
import { ticksOf } from './ticks.ts';
import { type ExploreChartProps, seriesColour } from './types.ts';
import { type Rect, useRect } from './useRect.ts';
import { useSize } from './useSize.ts';

/** Pictures of the plot. */
export interface PointsHandle {
  png(): Promise<Uint8Array>;
  svg(): string;
}

export interface PointsProps extends Omit<ExploreChartProps, 'value'> {
  body: PointsBody;
  /** names and values of the two axes */
  names: readonly [string, string];
  print: readonly [(value: number) => string, (value: number) => string];
  /** conditions of a rectangle */
  within: (x: readonly [number, number], y: readonly [number, number]) => Filter[];
  theme: string;
  handle: RefObject<PointsHandle | null>;
}

const [LEFT, RIGHT, TOP, BOTTOM] = [58, 14, 8, 34];

/** One point a customer on a canvas; drag a rectangle to filter by it. The keyboard moves and sizes the rectangle. */
export function Points(props: PointsProps) {
  const { body, names, print, within, label, count, name, onMark, onPoint } = props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const view = useMemo((): View | null => {
    if (!size) return null;
    const [x, y] = extentsOf(body);
    return { x, y, width: Math.max(10, size.width - LEFT - RIGHT), height: Math.max(10, size.height - TOP - BOTTOM) };
  }, [body, size]);
  const { rect, ...on } = useRect(box, {
    area: { left: LEFT, top: TOP, width: view?.width ?? 0, height: view?.height ?? 0 },
    onTake: (taken, rows) => {
      if (view) onMark(within(...spansOf(view, taken)), rows);
    },
    onHover: (at) => {
      const i = at && view ? nearest(body, view, at[0] - LEFT, at[1] - TOP) : null;
      onPoint(i === null ? null : wordsOf(body, i, { names, print, name }));
    },
  });
  useDrawing(props, { box, canvas, frame }, size, view);
  if (!size || !view) return <div ref={box} className="xplot" />;
  return (
    <div
      ref={box}
      className="xplot points"
      role="application"
      tabIndex={0}
      aria-label={`${label} · n = ${count(body.of)}`}
      {...on}
    >
      <canvas ref={canvas} className="xcanvas" style={{ left: LEFT, top: TOP }} />
      <div ref={frame} className="xframe" style={{ width: size.width, height: size.height }}>
        <svg width={size.width} height={size.height}>
          <Axes view={view} names={names} print={print} bottom={size.height - 4} />
          {rect ? (
            <rect className="xrect" x={rect[0]} y={rect[1]} width={rect[2] - rect[0]} height={rect[3] - rect[1]} />
          ) : null}
        </svg>
      </div>
    </div>
  );
}

type Axed = Pick<PointsProps, 'names' | 'print'>;

function wordsOf(body: PointsBody, point: number, { names, print, name }: Axed & Pick<PointsProps, 'name'>): string {
  const group = body.groups[body.group[point]!];
  return [
    `${names[0]} ${print[0](body.x[point]!)}`,
    `${names[1]} ${print[1](body.y[point]!)}`,
    ...(group ? [name(group)] : []),
  ].join(' · ');
}

/** What a rectangle spans on the two axes. */
function spansOf({ x, y, width, height }: View, [left, top, right, bottom]: Rect) {
  const dataX = (p: number) => x[0] + ((p - LEFT) / width) * (x[1] - x[0]);
  const dataY = (p: number) => y[0] + ((TOP + height - p) / height) * (y[1] - y[0]);
  return [
    [dataX(left), dataX(right)],
    [dataY(bottom), dataY(top)],
  ] as const;
}

interface Elements {
  box: RefObject<HTMLDivElement | null>;
  canvas: RefObject<HTMLCanvasElement | null>;
  frame: RefObject<HTMLDivElement | null>;
}

/** The points on their canvas, drawn outside React, and pictures of them with the frame. */
function useDrawing(
  { body, theme, handle }: Pick<PointsProps, 'body' | 'theme' | 'handle'>,
  { box, canvas, frame }: Elements,
  size: { width: number; height: number } | null,
  view: View | null,
): void {
  useEffect(() => {
    if (view && canvas.current && box.current)
      drawPoints(canvas.current, body, view, coloursOf(body, getComputedStyle(box.current)));
  }, [body, view, theme, canvas, box]);
  useImperativeHandle(handle, () => ({
    png: () => pngOver(canvas.current!, svgOf(frame.current!), size!.width, size!.height),
    svg: () =>
      pointsSvg(svgOf(frame.current!), body, view!, coloursOf(body, getComputedStyle(box.current!)), LEFT, TOP),
  }));
}

/** Of the groups in their order, or the one of all points. */
function coloursOf(body: PointsBody, style: CSSStyleDeclaration): string[] {
  const css = (token: string) => style.getPropertyValue(token).trim();
  return body.groups.length === 0
    ? [css('--accent')]
    : body.groups.map((group, i) => css(`--s${seriesColour(group, i)}`));
}

/** The two axes with their figures and names. */
function Axes({ view: { x, y, width, height }, names, print, bottom }: Axed & { view: View; bottom: number }) {
  const px = (v: number) => LEFT + ((v - x[0]) / (x[1] - x[0])) * width;
  const py = (v: number) => TOP + height - ((v - y[0]) / (y[1] - y[0])) * height;
  return (
    <>
      <line x1={LEFT} x2={LEFT + width} y1={TOP + height} y2={TOP + height} stroke="var(--line-2)" />
      <line x1={LEFT} x2={LEFT} y1={TOP} y2={TOP + height} stroke="var(--line-2)" />
      {ticksOf(x[0], x[1], Math.max(3, width / 110)).map((tick) => (
        <text key={tick} className="xtick" x={px(tick)} y={TOP + height + 14} textAnchor="middle">
          {print[0](tick)}
        </text>
      ))}
      {ticksOf(y[0], y[1], 5).map((tick) => (
        <text key={tick} className="xtick" x={LEFT - 6} y={py(tick) + 4} textAnchor="end">
          {print[1](tick)}
        </text>
      ))}
      <text className="xname" x={LEFT + width} y={bottom} textAnchor="end">
        {`${names[0]} →`}
      </text>
      <text className="xname" x={LEFT + 6} y={TOP + 12}>
        {`↑ ${names[1]}`}
      </text>
    </>
  );
}
