import {
  type D3ZoomEvent,
  select,
  type Selection,
  zoom,
  type ZoomBehavior,
  zoomIdentity,
  type ZoomTransform,
} from 'd3';
import { type Ellipse, inside, type XY } from './geometry.ts';
import { pngOver } from '../kit/picture.ts';
import { type Domain, domainOf, outlinesOf, screenOf } from './layout.ts';
import { groupsOf, inOrder, layerOf, type Ordered } from './order.ts';
import { Overlay } from './overlay.ts';
import {
  clear,
  drawMarks,
  drawPixels,
  type Layer,
  mix,
  type Pen,
  pickNear,
  type ScreenTransform,
  type Surface,
} from './pixels.ts';
import { stampOf } from './stamps.ts';
import { type Colours, coloursOf } from './theme.ts';
import type { ScatterData, ScatterEvents, ScatterGroup, ScatterSelection } from './types.ts';

/** Above this many points marks would only cover each other: small squares then, and single pixels while moving. */
const MARKS_UP_TO = 30_000;
const SQUARES_UP_TO = 150_000;
/** Rest after which a moving plot is drawn at full quality, ms. */
const SETTLE = 140;
const MARK_SIZE = 4.5;
const PICK_RADIUS = 7;
const [BACK, FRONT, HIDDEN] = [0, 1, 2];
const NOTHING: ScatterData = {
  x: new Float32Array(),
  y: new Float32Array(),
  segment: new Int32Array(),
  customer: new Int32Array(),
};
const EMPTY: Layer = { x: new Float32Array(), y: new Float32Array(), group: new Uint8Array(), point: new Int32Array() };

/** The scatter plot: points on one canvas, everything else on an SVG above it; d3 for zoom; no React inside. */
export class ScatterPlot {
  readonly #host: HTMLElement;
  readonly #events: ScatterEvents;
  readonly #canvas = document.createElement('canvas');
  readonly #overlay: Overlay;
  readonly #zoom: ZoomBehavior<HTMLElement, unknown>;
  readonly #root: Selection<HTMLElement, unknown, null, undefined>;
  readonly #resize: ResizeObserver;
  #data: ScatterData = NOTHING;
  #groups: readonly ScatterGroup[] = [];
  /** in drawing order, like #points */
  #group: Uint8Array = new Uint8Array();
  #points: Ordered = inOrder(NOTHING);
  #front: Layer = EMPTY;
  #back: Layer = EMPTY;
  #ellipses: (Ellipse | null)[] = [];
  #selection: ScatterSelection = { segment: null, customers: null };
  #domain: Domain = [
    [-1, 1],
    [-1, 1],
  ];
  #transform: ZoomTransform = zoomIdentity;
  #surface: Surface | null = null;
  #image: ImageData | null = null;
  #ratio = 1;
  #moving = false;
  #frame = 0;
  #settle = 0;
  #tool: 'pointer' | 'lasso' = 'pointer';
  #path: XY[] | null = null;
  #colours: Colours = { paper: 0, css: [], packed: [], dark: false };

  constructor(host: HTMLElement, events: ScatterEvents) {
    this.#host = host;
    this.#events = events;
    this.#canvas.className = 'scatter-points';
    host.append(this.#canvas);
    this.#overlay = new Overlay(host);
    this.#root = select(host);
    this.#zoom = zoom<HTMLElement, unknown>()
      .scaleExtent([0.4, 200])
      .filter((event: MouseEvent) => (this.#tool === 'pointer' || event.type === 'wheel') && !event.button)
      .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => {
        this.#transform = event.transform;
        this.#moved();
      });
    this.#root.call(this.#zoom).on('dblclick.zoom', null);
    this.#listen();
    this.#resize = new ResizeObserver(() => this.#fit());
    this.#resize.observe(host);
    this.readTheme();
    this.#fit();
  }

  setData(data: ScatterData, groups: readonly ScatterGroup[]): void {
    const fresh = data !== this.#data;
    this.#data = data;
    this.#groups = groups;
    if (fresh) {
      this.#points = inOrder(data);
      this.#domain = domainOf(data);
    }
    const { segment, x, y } = this.#points;
    this.#group = groupsOf(
      segment,
      groups.map((group) => group.segment),
    );
    this.#ellipses = outlinesOf(this.#group, groups.length, { x, y });
    this.#divide();
    this.draw();
  }

  setSelection(selection: ScatterSelection): void {
    this.#selection = selection;
    this.#divide();
    this.draw();
  }

  setTool(tool: 'pointer' | 'lasso'): void {
    this.#tool = tool;
    this.#host.style.cursor = tool === 'lasso' ? 'crosshair' : 'default';
  }

  /** Read the colours of the theme again. */
  readTheme(): void {
    this.#colours = coloursOf(this.#host);
    this.draw();
  }

  reset(): void {
    this.#root.call(this.#zoom.transform, zoomIdentity);
  }
  zoomBy(factor: number): void {
    this.#root.call(this.#zoom.scaleBy, factor);
  }
  panBy(dx: number, dy: number): void {
    this.#root.call(this.#zoom.translateBy, dx / this.#transform.k, dy / this.#transform.k);
  }

  /** How many points lie outside the picture as it stands. */
  outside(): number {
    const t = this.#screen(1);
    const { clientWidth: w, clientHeight: h } = this.#host;
    const { x, y } = this.#data;
    let n = 0;
    for (let i = 0; i < x.length; i++) {
      const px = x[i]! * t.kx + t.tx;
      const py = y[i]! * t.ky + t.ty;
      if (px < 0 || py < 0 || px > w || py > h) n++;
    }
    return n;
  }

  draw(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.drawNow();
    });
  }

  /** Draw at once; benchmarks measure it. */
  drawNow(): void {
    this.#prepare();
    const surface = this.#surface;
    if (!surface || !this.#image) return;
    const t = this.#screen(this.#ratio);
    const n = this.#data.x.length;
    const quick = this.#moving && n > SQUARES_UP_TO;
    clear(surface, this.#colours.paper, !quick);
    if (n <= MARKS_UP_TO) {
      drawMarks(surface, this.#back, this.#pens(false), t);
      drawMarks(surface, this.#front, this.#pens(true), t);
    } else {
      drawPixels(surface, this.#back, this.#flat(false), t, quick ? 1 : 2, !quick);
      drawPixels(surface, this.#front, this.#flat(true), t, quick ? 1 : 2, !quick);
    }
    this.#canvas.getContext('2d', { alpha: false })!.putImageData(this.#image, 0, 0);
    this.#drawOverlay();
  }

  /** The plot as PNG at twice its size, with labels. */
  png(): Promise<Uint8Array> {
    this.drawNow();
    const { clientWidth: w, clientHeight: h } = this.#host;
    return pngOver(this.#canvas, this.#overlay.standalone(w, h), w, h);
  }

  /** The plot as SVG: marks as paths up to 30,000 points, above that the points as one embedded picture. */
  svg(): string {
    this.drawNow();
    const { clientWidth: w, clientHeight: h } = this.#host;
    const t = this.#screen(1);
    const { x, y } = this.#points;
    const points =
      x.length <= MARKS_UP_TO
        ? this.#overlay.marks(
            Array.from(this.#group, (group, i) => ({ x: x[i]! * t.kx + t.tx, y: y[i]! * t.ky + t.ty, group })).filter(
              (p) => p.group < this.#groups.length,
            ),
            this.#groups.map((g) => ({ mark: g.mark, colour: this.#colours.css[g.mark - 1]! })),
            MARK_SIZE / 2,
          )
        : `<image width="${w}" height="${h}" href="${this.#canvas.toDataURL('image/png')}"/>`;
    return this.#overlay.standalone(w, h, points);
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settle);
    this.#resize.disconnect();
    this.#root.on('.zoom', null);
    this.#canvas.remove();
    this.#overlay.remove();
  }

  #moved(): void {
    this.#moving = true;
    this.draw();
    clearTimeout(this.#settle);
    this.#settle = window.setTimeout(() => {
      this.#moving = false;
      this.draw();
    }, SETTLE);
  }

  #fit(): void {
    this.#surface = null;
    this.draw();
  }

  /** A surface of the right size. Huge plots are drawn at one device pixel a CSS pixel while they move. */
  #prepare(): void {
    const { clientWidth: w, clientHeight: h } = this.#host;
    if (w === 0 || h === 0) return;
    const full = Math.min(2, window.devicePixelRatio || 1);
    const ratio = this.#moving && this.#data.x.length > SQUARES_UP_TO ? 1 : full;
    const width = Math.round(w * ratio);
    const height = Math.round(h * ratio);
    if (this.#surface?.width === width && this.#surface.height === height) return;
    this.#ratio = ratio;
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.#image = new ImageData(width, height);
    this.#surface = {
      width,
      height,
      colours: new Uint32Array(this.#image.data.buffer),
      picks: new Int32Array(width * height),
    };
  }

  #screen(ratio: number): ScreenTransform {
    const { clientWidth: width, clientHeight: height } = this.#host;
    return screenOf(this.#domain, { width, height }, this.#transform, ratio);
  }

  /** Which points stand in front (selected, or none when nothing is) and which behind. Excluded segments are not drawn. */
  #divide(): void {
    const { segment: chosen, customers } = this.#selection;
    const { segment, customer } = this.#points;
    const hidden = this.#groups.length;
    const flags = new Uint8Array(segment.length);
    for (let i = 0; i < flags.length; i++) {
      if (this.#group[i] === hidden) flags[i] = HIDDEN;
      else if (customers ? customers.has(customer[i]!) : segment[i] === chosen) flags[i] = FRONT;
    }
    this.#front = layerOf(this.#points, this.#group, flags, FRONT);
    this.#back = layerOf(this.#points, this.#group, flags, BACK);
  }

  #strength(front: boolean): number {
    if (front) return 0.85;
    const any = this.#selection.segment !== null || this.#selection.customers !== null;
    if (!any) return this.#colours.dark ? 0.8 : 0.7;
    return this.#colours.dark ? 0.58 : 0.46;
  }

  #pens(front: boolean): Pen[] {
    return this.#groups.map((group) => ({
      colour: this.#colours.packed[group.mark - 1]!,
      strength: this.#strength(front),
      stamp: stampOf(group.mark, MARK_SIZE * this.#ratio),
    }));
  }

  #flat(front: boolean): Uint32Array {
    return Uint32Array.from(this.#groups, (group) =>
      mix(this.#colours.paper, this.#colours.packed[group.mark - 1]!, this.#strength(front)),
    );
  }

  #drawOverlay(): void {
    const t = this.#screen(1);
    const at = ([x, y]: XY): XY => [x * t.kx + t.tx, y * t.ky + t.ty];
    const chosen = this.#groups.findIndex((group) => group.segment === this.#selection.segment);
    this.#overlay.draw({
      width: this.#host.clientWidth,
      height: this.#host.clientHeight,
      toScreen: at,
      groups: this.#groups.map((group, g) => ({
        ...group,
        ellipse: this.#ellipses[g] ?? null,
        colour: this.#colours.css[group.mark - 1]!,
      })),
      chosen,
      lasso: this.#path,
    });
  }

  #listen(): void {
    const place = (event: PointerEvent): XY => {
      const box = this.#host.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    };
    const near = ([x, y]: XY) =>
      this.#surface ? pickNear(this.#surface, x * this.#ratio, y * this.#ratio, PICK_RADIUS * this.#ratio) : -1;
    let down: XY | null = null;
    this.#root
      .on('pointerdown.plot', (event: PointerEvent) => {
        if (event.button !== 0) return;
        down = place(event);
        if (this.#tool === 'lasso') {
          this.#path = [down];
          this.#host.setPointerCapture(event.pointerId);
        }
      })
      .on('pointermove.plot', (event: PointerEvent) => {
        const at = place(event);
        if (this.#path) {
          this.#path.push(at);
          this.#drawOverlay();
          return;
        }
        const i = event.buttons === 0 ? near(at) : -1;
        this.#events.hover(i < 0 ? null : i, at);
      })
      .on('pointerleave.plot', () => this.#events.hover(null, [0, 0]))
      .on('pointerup.plot', (event: PointerEvent) => {
        const at = place(event);
        const path = this.#path;
        this.#path = null;
        if (path && path.length > 3) this.#takeLasso(path);
        else if (down && Math.hypot(at[0] - down[0], at[1] - down[1]) < 4) {
          const i = near(at);
          this.#events.click(i < 0 ? null : i);
        }
        down = null;
        this.#drawOverlay();
      });
  }

  #takeLasso(path: XY[]): void {
    const t = this.#screen(1);
    const polygon = path.map(([px, py]): XY => [(px - t.tx) / t.kx, (py - t.ty) / t.ky]);
    const { x, y, point } = this.#points;
    const shown = this.#group.map((g) => (g < this.#groups.length ? 1 : 0));
    this.#events.lasso(inside(polygon, x, y, shown).map((i) => point[i]!));
  }
}
