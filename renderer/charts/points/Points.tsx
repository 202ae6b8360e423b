import { useEffect, useImperativeHandle, useMemo, useRef, type RefObject } from 'react';
import type { Filter } from '../../../shared/contract/customers.ts';
import type { PointsBody } from '../../../shared/contract/explore.ts';
import { AxisName, FootLabels, LeftLabels } from '../kit/Axis.tsx';
import { type MarkChartProps, type PlotProps, seriesColour } from '../kit/marks.ts';
import { pngOver, svgOf } from '../kit/picture.ts';
import { type Size, useSize } from '../kit/useSize.ts';
import { drawPoints, pointsSvg } from './drawing.ts';
import { finderOf, MARGIN, type Point, pointsOf, scalesOf, spansOf, ticksIn, type View, viewOf } from './geometry.ts';
import { useRect } from './useRect.ts';
import '../kit/kit.css';
import './points.css';

/** Pictures of the plot. */
export interface PointsHandle {
  png(): Promise<Uint8Array>;
  svg(): string;
}

export interface PointsProps extends Omit<MarkChartProps, 'value' | 'share'>, PlotProps {
  body: PointsBody;
  /** names and values of the two axes */
  names: readonly [string, string];
  print: readonly [(value: number) => string, (value: number) => string];
  /** conditions of a rectangle */
  within: (x: readonly [number, number], y: readonly [number, number]) => Filter[];
  theme: string;
  handle: RefObject<PointsHandle | null>;
}

/** One point a customer on a canvas; drag a rectangle to filter by it. The keyboard moves and sizes the rectangle. */
export function Points(props: PointsProps) {
  const { body, names, print, within, label, count, name, onMark, onPoint } = props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(box, props.size);
  const drawn = useMemo(() => (size ? drawnOf(body, size) : null), [body, size]);
  const { rect, ...on } = useRect(box, {
    area: { ...MARGIN, width: drawn?.view.width ?? 0, height: drawn?.view.height ?? 0 },
    onTake: (taken, rows) => {
      if (drawn) onMark(within(...spansOf(drawn.view, taken)), rows);
    },
    onHover: (at) => {
      const point = at && drawn ? drawn.find(at[0] - MARGIN.left, at[1] - MARGIN.top) : null;
      onPoint(point && wordsOf(body, point, { names, print, name }));
    },
  });
  useDrawing(props, { box, canvas, frame }, drawn);
  if (!drawn) return <div ref={box} className="chart-plot" />;
  const { width, height } = drawn.size;
  return (
    <div
      ref={box}
      className="chart-plot points"
      role="application"
      tabIndex={0}
      aria-label={`${label} · n = ${count(body.of)}`}
      {...on}
    >
      <canvas ref={canvas} className="points-canvas" style={{ left: MARGIN.left, top: MARGIN.top }} />
      <div ref={frame} className="points-frame" style={{ width, height }}>
        <svg width={width} height={height}>
          <Axes view={drawn.view} names={names} print={print} bottom={height - 4} />
          {rect ? (
            <rect
              className="points-rect"
              x={rect[0]}
              y={rect[1]}
              width={rect[2] - rect[0]}
              height={rect[3] - rect[1]}
            />
          ) : null}
        </svg>
      </div>
    </div>
  );
}

/** The points as they lie in a chart of a size. */
interface Drawn {
  readonly size: Size;
  readonly view: View;
  readonly points: readonly Point[];
  readonly find: ReturnType<typeof finderOf>;
}

function drawnOf(body: PointsBody, size: Size): Drawn {
  const view = viewOf(body, size);
  const points = pointsOf(body, view);
  return { size, view, points, find: finderOf(points) };
}

type Axed = Pick<PointsProps, 'names' | 'print'>;

function wordsOf(body: PointsBody, { index }: Point, { names, print, name }: Axed & Pick<PointsProps, 'name'>): string {
  const group = body.groups[body.group[index] ?? -1];
  return [
    `${names[0]} ${print[0](body.x[index] ?? NaN)}`,
    `${names[1]} ${print[1](body.y[index] ?? NaN)}`,
    ...(group ? [name(group)] : []),
  ].join(' · ');
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
  drawn: Drawn | null,
): void {
  useEffect(() => {
    if (drawn && canvas.current && box.current)
      drawPoints(canvas.current, body, drawn.points, coloursOf(body, box.current), drawn.view);
  }, [body, drawn, theme, canvas, box]);
  useImperativeHandle(handle, () => ({
    png: () => pngOver(canvas.current!, svgOf(frame.current!), drawn!.size.width, drawn!.size.height),
    svg: () => pointsSvg(svgOf(frame.current!), body, drawn!.points, coloursOf(body, box.current!)),
  }));
}

/** Of the groups in their order, or the one of all points. */
function coloursOf(body: PointsBody, element: HTMLElement): string[] {
  const style = getComputedStyle(element);
  const css = (token: string) => style.getPropertyValue(token).trim();
  return body.groups.length === 0
    ? [css('--accent')]
    : body.groups.map((group, i) => css(`--s${seriesColour(group, i)}`));
}

/** The two axes with their figures and names. */
function Axes({ view, names, print, bottom }: Axed & { view: View; bottom: number }) {
  const { left, top } = MARGIN;
  const [right, foot] = [left + view.width, top + view.height];
  const { x, y } = scalesOf(view);
  const ticks = ticksIn(view);
  return (
    <>
      <line x1={left} x2={right} y1={foot} y2={foot} stroke="var(--line-2)" />
      <line x1={left} x2={left} y1={top} y2={foot} stroke="var(--line-2)" />
      <FootLabels ticks={ticks.x} at={(value) => left + x(value)} print={print[0]} foot={foot + 14} />
      <LeftLabels ticks={ticks.y} at={(value) => top + y(value)} print={print[1]} left={left} />
      <AxisName x={right} y={bottom} end>{`${names[0]} →`}</AxisName>
      <AxisName x={left + 6} y={top + 12}>{`↑ ${names[1]}`}</AxisName>
    </>
  );
}
