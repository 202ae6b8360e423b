import { select, type Selection } from 'd3';
import { type Ellipse, ellipsePath, type XY } from './geometry.ts';
import { type Mark, markPath } from './stamps.ts';

interface OverlayGroup {
  readonly segment: number;
  readonly mark: Mark;
  readonly name: string;
  readonly note: string;
  readonly colour: string;
  readonly ellipse: Ellipse | null;
}

interface OverlayState {
  readonly width: number;
  readonly height: number;
  readonly toScreen: (at: XY) => XY;
  readonly groups: readonly OverlayGroup[];
  readonly chosen: number;
  readonly lasso: readonly XY[] | null;
}

interface Placed {
  readonly group: OverlayGroup;
  x: number;
  y: number;
}

const LABEL_HEIGHT = 34;

/** Labels, the outline of the selected group and the lasso, above the points. */
export class Overlay {
  readonly #svg: Selection<SVGSVGElement, unknown, null, undefined>;
  readonly #outline: Selection<SVGPathElement, unknown, null, undefined>;
  readonly #labels: Selection<SVGGElement, unknown, null, undefined>;
  readonly #lasso: Selection<SVGPathElement, unknown, null, undefined>;

  constructor(host: HTMLElement) {
    this.#svg = select(host).append('svg').attr('class', 'scatter-overlay').attr('aria-hidden', 'true');
    this.#outline = this.#svg.append('path').attr('class', 'scatter-outline').attr('fill', 'none');
    this.#labels = this.#svg.append('g');
    this.#lasso = this.#svg.append('path').attr('class', 'scatter-lasso');
  }

  draw(state: OverlayState): void {
    const { width, height, groups, chosen, lasso } = state;
    this.#svg.attr('width', width).attr('height', height);
    const ellipse = groups[chosen]?.ellipse ?? null;
    this.#outline.attr('d', ellipse ? line(ellipsePath(ellipse).map(state.toScreen)) + 'Z' : null);
    this.#lasso.attr('d', lasso && lasso.length > 1 ? line(lasso) : null);
    const placed = place(state);
    const labels = this.#labels
      .selectAll<SVGGElement, Placed>('g')
      .data(placed, (p) => p.group.segment)
      .join((enter) => {
        const g = enter.append('g').attr('class', 'scatter-label');
        g.append('path');
        g.append('text').attr('class', 'name').attr('x', 12).attr('dy', 4);
        g.append('text').attr('class', 'note').attr('x', 12).attr('dy', 20);
        return g;
      });
    labels.attr('transform', (p) => `translate(${p.x},${p.y})`);
    labels
      .select('path')
      .attr('d', (p) => markPath(p.group.mark, 5))
      .attr('fill', (p) => (p.group.mark > 4 ? 'none' : p.group.colour))
      .attr('stroke', (p) => (p.group.mark > 4 ? p.group.colour : 'none'))
      .attr('stroke-width', 1.5);
    // writing a text, even the same, lays it out again: only when it changed
    labels.each(function (p) {
      const [name, note] = this.querySelectorAll('text');
      if (name!.textContent !== p.group.name) name!.textContent = p.group.name;
      if (note!.textContent !== p.group.note) note!.textContent = p.group.note;
    });
  }

  /** Marks as SVG for an export. */
  marks(
    points: readonly { x: number; y: number; group: number }[],
    looks: readonly { mark: Mark; colour: string }[],
    r: number,
  ): string {
    return looks
      .map(({ mark, colour }, g) => {
        const shape = markPath(mark, r);
        const paint = mark > 4 ? `fill="none" stroke="${colour}"` : `fill="${colour}" fill-opacity="0.7"`;
        const own = points.filter((p) => p.group === g);
        return `<g ${paint}>${own.map((p) => `<path transform="translate(${p.x.toFixed(1)},${p.y.toFixed(1)})" d="${shape}"/>`).join('')}</g>`;
      })
      .join('');
  }

  /** The overlay as a file of its own, with its styles written in. */
  standalone(width: number, height: number, below = ''): string {
    const node = this.#svg.node()!;
    const style = getComputedStyle(node);
    const ink = style.getPropertyValue('--ink').trim();
    const ink3 = style.getPropertyValue('--ink-3').trim();
    const paper = style.getPropertyValue('--paper').trim();
    const own = new XMLSerializer()
      .serializeToString(node)
      .replace(/^<svg[^>]*>/, '')
      .replace(/<\/svg>$/, '');
    const css = `text{font:12px sans-serif;fill:${ink3};paint-order:stroke;stroke:${paper};stroke-width:3px}.name{font-weight:600;fill:${ink}}.scatter-outline{stroke:${ink};stroke-dasharray:4 3}`;
    const ground = below === '' ? '' : `<rect width="100%" height="100%" fill="${paper}"/>${below}`;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><style>${css}</style>${ground}${own}</svg>`;
  }

  remove(): void {
    this.#svg.remove();
  }
}

const line = (path: readonly XY[]): string => `M${path.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join('L')}`;

/** About how wide a text is drawn, px: 13 for a CJK character, 7 for others. */
const widthOf = (text: string): number => [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? 13 : 7), 0);

/** Labels stand beside their cloud, on the side away from the middle, kept inside and apart from each other. */
function place({ width, height, groups, chosen, toScreen }: OverlayState): Placed[] {
  // the selection bar stands at the foot of the plot
  const floor = height - (chosen < 0 ? 26 : 74);
  const centres = groups.map((group) => (group.ellipse ? toScreen([group.ellipse.x, group.ellipse.y]) : null));
  const known = centres.filter((c): c is XY => c !== null);
  if (known.length === 0) return [];
  const middle: XY = [
    known.reduce((sum, c) => sum + c[0], 0) / known.length,
    known.reduce((sum, c) => sum + c[1], 0) / known.length,
  ];
  const placed: (Placed & { wide: number })[] = [];
  groups.forEach((group, g) => {
    const centre = centres[g];
    if (!centre || !group.ellipse) return;
    if (centre[0] < -40 || centre[0] > width + 40 || centre[1] < -40 || centre[1] > height + 40) return;
    const edge = toScreen([group.ellipse.x, group.ellipse.y + Math.sqrt(group.ellipse.yy * group.ellipse.r2)]);
    const reach = Math.abs(centre[1] - edge[1]);
    const wide = 24 + Math.max(widthOf(group.name), widthOf(group.note));
    const x = centre[0] - wide / 2 + (centre[0] < middle[0] ? -24 : 24);
    const y = centre[1] <= middle[1] ? centre[1] - reach - 14 : centre[1] + reach + 4;
    placed.push({ group, wide, x: Math.max(10, Math.min(width - wide, x)), y: Math.max(14, Math.min(floor, y)) });
  });
  keepApart(placed, floor);
  return placed;
}

/** From the lowest upwards: a label that would lie over one already set moves above it; at the top, below. */
function keepApart(labels: (Placed & { wide: number })[], floor: number): void {
  labels.sort((a, b) => b.y - a.y);
  labels.forEach((one, i) => {
    for (const set of labels.slice(0, i)) {
      const apart = one.x + one.wide < set.x || set.x + set.wide < one.x;
      if (!apart && Math.abs(one.y - set.y) < LABEL_HEIGHT)
        one.y = set.y - LABEL_HEIGHT >= 14 ? set.y - LABEL_HEIGHT : Math.min(floor, set.y + LABEL_HEIGHT);
    }
  });
}
