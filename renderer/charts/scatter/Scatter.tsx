import { type KeyboardEvent, type RefObject, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { Out } from '../../../shared/contract.ts';
import { useLocale } from '../../ui/locale.ts';
import { ScatterPlot } from './plot.ts';
import './scatter.css';
import type { ScatterGroup, ScatterSelection } from './types.ts';

/** What a view may ask of the plot. */
export interface ScatterHandle {
  reset(): void;
  png(): Promise<Uint8Array>;
  svg(): string;
}

export interface ScatterProps {
  data: NonNullable<Out<'segments.scatter'>>;
  groups: readonly ScatterGroup[];
  selection: ScatterSelection;
  tool: 'pointer' | 'lasso';
  theme: string;
  label: string;
  /** text beside the pointer for the point under it */
  describe: (point: number) => string;
  onClick: (point: number | null) => void;
  onLasso: (points: number[]) => void;
  handle: RefObject<ScatterHandle | null>;
}

/** The scatter plot in its frame: axes in words at both ends, keyboard zoom and pan, hover text. */
export function Scatter(props: ScatterProps) {
  const { data, label, describe } = props;
  const { t, fmt, say } = useLocale();
  const host = useRef<HTMLDivElement>(null);
  const { hover, onKeyDown } = usePlot(host, props);
  const [across, up] = data.axes;
  return (
    <div className="scatter">
      <div className="axis-y" aria-hidden="true">
        <span>{`← ${say(up.low)}`}</span>
        <span className="mut nw">{t('charts:component', { n: 2, share: fmt.percent(up.explained) })}</span>
        <span>{`${say(up.high)} →`}</span>
      </div>
      <div
        ref={host}
        className="scatter-host"
        role="application"
        tabIndex={0}
        aria-label={label}
        aria-describedby="scatter-keys"
        onKeyDown={onKeyDown}
      />
      <span id="scatter-keys" className="sr-only">
        {t('charts:scatterKeys')}
      </span>
      {hover ? (
        <div className="scatter-hover" style={{ left: hover.x, top: hover.y }}>
          {describe(hover.point)}
        </div>
      ) : null}
      <div className="axis-x">
        <span className="ell">{`← ${say(across.low)}`}</span>
        <span className="mut nw">{t('charts:component', { n: 1, share: fmt.percent(across.explained) })}</span>
        <span className="ell r">{`${say(across.high)} →`}</span>
      </div>
    </div>
  );
}

/** The point under the pointer, and where it is. */
interface Hover {
  readonly point: number;
  readonly x: number;
  readonly y: number;
}

/** The plot, which draws outside React: told of what changes, heard by the reader's hand and by the view's handle. */
function usePlot(
  host: RefObject<HTMLDivElement | null>,
  { data, groups, selection, tool, theme, onClick, onLasso, handle }: ScatterProps,
): { hover: Hover | null; onKeyDown: (event: KeyboardEvent) => void } {
  const plot = useRef<ScatterPlot | null>(null);
  const [hover, setHover] = useState<Hover | null>(null);
  const events = useRef({ onClick, onLasso });
  useEffect(() => {
    events.current = { onClick, onLasso };
  });
  useEffect(() => {
    const made = new ScatterPlot(host.current!, {
      hover: (point, [x, y]) => setHover(point === null ? null : { point, x, y }),
      click: (point) => events.current.onClick(point),
      lasso: (points) => events.current.onLasso(points),
    });
    plot.current = made;
    return () => {
      made.destroy();
      plot.current = null;
    };
  }, [host]);
  useEffect(() => plot.current?.setData(data, groups), [data, groups]);
  useEffect(() => plot.current?.setSelection(selection), [selection]);
  useEffect(() => plot.current?.setTool(tool), [tool]);
  useEffect(() => plot.current?.readTheme(), [theme]);
  useImperativeHandle(
    handle,
    () => ({
      reset: () => plot.current?.reset(),
      png: () => plot.current!.png(),
      svg: () => plot.current!.svg(),
    }),
    [],
  );
  return { hover, onKeyDown: usePlotKeys(plot) };
}

const PAN = 60;
const ZOOM = 1.4;

/** Zoom and pan by the keyboard. */
function usePlotKeys(plot: RefObject<ScatterPlot | null>): (event: KeyboardEvent) => void {
  const keys: Record<string, () => void> = useMemo(
    () => ({
      '+': () => plot.current?.zoomBy(ZOOM),
      '=': () => plot.current?.zoomBy(ZOOM),
      '-': () => plot.current?.zoomBy(1 / ZOOM),
      '0': () => plot.current?.reset(),
      ArrowLeft: () => plot.current?.panBy(PAN, 0),
      ArrowRight: () => plot.current?.panBy(-PAN, 0),
      ArrowUp: () => plot.current?.panBy(0, PAN),
      ArrowDown: () => plot.current?.panBy(0, -PAN),
    }),
    [plot],
  );
  return (event) => {
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
}
