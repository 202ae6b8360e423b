import { select, type Selection } from 'd3';
import type { XY } from './geometry.ts';
import { type LabelState, labelsOf, outlineOf, pathOf, type PlacedLabel } from './labels.ts';
import { type Mark, markPath } from './stamps.ts';

interface OverlayState extends LabelState {
  readonly lasso: readonly XY[] | null;
}

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
    this.#outline.attr('d', ellipse ? outlineOf(ellipse, state.toScreen) : null);
    this.#lasso.attr('d', lasso && lasso.length > 1 ? pathOf(lasso) : null);
    const placed = labelsOf(state);
    const labels = this.#labels
      .selectAll<SVGGElement, PlacedLabel>('g')
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
