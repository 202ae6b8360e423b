import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type PointerEvent,
  type RefObject,
} from 'react';
import type { Filter } from '../../../shared/contract/customers.ts';
import type { PointsBody } from '../../../shared/contract/explore.ts';
import { pngOver, svgOf } from '../picture.ts';
import { drawPoints, extentsOf, nearest, pointsSvg, type View } from './plot.ts';
import { ticksOf } from './ticks.ts';
import { type ExploreChartProps, seriesColour } from './types.ts';
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
/** A drag shorter than this is a click. */
const DRAG = 4;

/** One point a customer on a canvas; drag a rectangle to filter by it. The keyboard moves and sizes the rectangle. */
export function Points({
  body,
  names,
  print,
  within,
  theme,
  handle,
  label,
  count,
  name,
  onMark,
  onPoint,
}: PointsProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const [rect, setRect] = useState<readonly [number, number, number, number] | null>(null);
  const from = useRef<readonly [number, number] | null>(null);
  const view = useMemo((): View | null => {
    if (!size) return null;
    const [x, y] = extentsOf(body);
    return { x, y, width: Math.max(10, size.width - LEFT - RIGHT), height: Math.max(10, size.height - TOP - BOTTOM) };
  }, [body, size]);
  const colours = useCallback(() => {
    const style = getComputedStyle(box.current!);
    const css = (token: string) => style.getPropertyValue(token).trim();
    return body.groups.length === 0
      ? [css('--accent')]
      : body.groups.map((group, i) => css(`--s${seriesColour(group, i)}`));
  }, [body]);
  useEffect(() => {
    if (view && canvas.current && box.current) drawPoints(canvas.current, body, view, colours());
  }, [body, view, theme, colours]);
  useImperativeHandle(handle, () => ({
    png: () => pngOver(canvas.current!, svgOf(frame.current!), size!.width, size!.height),
    svg: () => pointsSvg(svgOf(frame.current!), body, view!, colours(), LEFT, TOP),
  }));
  if (!size || !view) return <div ref={box} className="xplot" />;
  const px = (v: number) => LEFT + ((v - view.x[0]) / (view.x[1] - view.x[0])) * view.width;
  const py = (v: number) => TOP + view.height - ((v - view.y[0]) / (view.y[1] - view.y[0])) * view.height;
  const dataX = (p: number) => view.x[0] + ((p - LEFT) / view.width) * (view.x[1] - view.x[0]);
  const dataY = (p: number) => view.y[0] + ((TOP + view.height - p) / view.height) * (view.y[1] - view.y[0]);
  const at = (event: PointerEvent): [number, number] => {
    const { left, top } = box.current!.getBoundingClientRect();
    return [
      Math.max(LEFT, Math.min(LEFT + view.width, event.clientX - left)),
      Math.max(TOP, Math.min(TOP + view.height, event.clientY - top)),
    ];
  };
  const take = ([x1, y1, x2, y2]: readonly [number, number, number, number], rows: boolean) => {
    onMark(within([dataX(x1), dataX(x2)], [dataY(y2), dataY(y1)]), rows);
    setRect(null);
  };
  const pointer = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      box.current!.setPointerCapture(event.pointerId);
      from.current = at(event);
    },
    onPointerMove: (event: PointerEvent) => {
      const [x, y] = at(event);
      if (from.current)
        setRect([
          Math.min(x, from.current[0]),
          Math.min(y, from.current[1]),
          Math.max(x, from.current[0]),
          Math.max(y, from.current[1]),
        ]);
      else {
        const i = nearest(body, view, x - LEFT, y - TOP);
        const group = i === null ? undefined : body.groups[body.group[i]!];
        onPoint(
          i === null
            ? null
            : [
                `${names[0]} ${print[0](body.x[i]!)}`,
                `${names[1]} ${print[1](body.y[i]!)}`,
                ...(group ? [name(group)] : []),
              ].join(' · '),
        );
      }
    },
    onPointerUp: (event: PointerEvent) => {
      from.current = null;
      if (rect && Math.max(rect[2] - rect[0], rect[3] - rect[1]) > DRAG) take(rect, event.shiftKey);
      else setRect(null);
    },
    onPointerLeave: () => {
      onPoint(null);
    },
  };
  const start: readonly [number, number, number, number] = [
    LEFT + view.width * 0.35,
    TOP + view.height * 0.35,
    LEFT + view.width * 0.65,
    TOP + view.height * 0.65,
  ];
  const moved: Record<string, readonly [number, number]> = {
    ArrowLeft: [-16, 0],
    ArrowRight: [16, 0],
    ArrowUp: [0, -16],
    ArrowDown: [0, 16],
  };
  return (
    <div
      ref={box}
      className="xplot points"
      role="application"
      tabIndex={0}
      aria-label={`${label} · n = ${count(body.of)}`}
      {...pointer}
      onKeyDown={(event) => {
        const by = moved[event.key];
        if (event.key === 'Escape') setRect(null);
        else if (event.key === 'Enter' && rect) take(rect, event.shiftKey);
        else if (by) {
          event.preventDefault();
          setRect((old) => {
            const [x1, y1, x2, y2] = old ?? start;
            return event.shiftKey
              ? [
                  x1,
                  y1,
                  Math.max(x1 + 8, Math.min(LEFT + view.width, x2 + by[0])),
                  Math.max(y1 + 8, Math.min(TOP + view.height, y2 + by[1])),
                ]
              : [x1 + by[0], y1 + by[1], x2 + by[0], y2 + by[1]];
          });
        }
      }}
    >
      <canvas ref={canvas} className="xcanvas" style={{ left: LEFT, top: TOP }} />
      <div ref={frame} className="xframe" style={{ width: size.width, height: size.height }}>
        <svg width={size.width} height={size.height}>
          <line x1={LEFT} x2={LEFT + view.width} y1={TOP + view.height} y2={TOP + view.height} stroke="var(--line-2)" />
          <line x1={LEFT} x2={LEFT} y1={TOP} y2={TOP + view.height} stroke="var(--line-2)" />
          {ticksOf(view.x[0], view.x[1], Math.max(3, view.width / 110)).map((tick) => (
            <text key={tick} className="xtick" x={px(tick)} y={TOP + view.height + 14} textAnchor="middle">
              {print[0](tick)}
            </text>
          ))}
          {ticksOf(view.y[0], view.y[1], 5).map((tick) => (
            <text key={tick} className="xtick" x={LEFT - 6} y={py(tick) + 4} textAnchor="end">
              {print[1](tick)}
            </text>
          ))}
          <text className="xname" x={LEFT + view.width} y={size.height - 4} textAnchor="end">
            {`${names[0]} →`}
          </text>
          <text className="xname" x={LEFT + 6} y={TOP + 12}>
            {`↑ ${names[1]}`}
          </text>
          {rect ? (
            <rect className="xrect" x={rect[0]} y={rect[1]} width={rect[2] - rect[0]} height={rect[3] - rect[1]} />
          ) : null}
        </svg>
      </div>
    </div>
  );
}
