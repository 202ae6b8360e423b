import type { ClaimStatus } from '../../contract/personas.ts';
import type { CardLayout, Comparison, EvidenceRow, LegendBlock, TableBlock } from '../blocks.ts';
import { countOrFew, word } from '../claims.ts';
import { escapeHtml as e } from '../escape.ts';
import { PAPER, segmentHue } from '../tokens.ts';
import { beside, lines } from './content.ts';

/** Columns of words; those after them are set to the right. */
const WORDS = 4;

/** The evidence as an HTML table, one row a claim. */
export function table({ columns, rows }: TableBlock, layout: CardLayout): string {
  if (rows.length === 0) return `<p class="m">${e(word(layout.lang, 'health.none'))}</p>`;
  const head = columns.map((text, i) => `<th${i < WORDS ? '' : ' class="r"'}>${e(text)}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.map((one) => row(one, layout)).join('')}</tbody></table>`;
}

const TONE: Record<ClaimStatus, string> = { supported: '', untested: ' m', stale: ' warn', contradicted: ' bad' };

function row(one: EvidenceRow, { lang, colour }: CardLayout): string {
  const { statement, compared } = one;
  const said = statement.assumed === null ? lines(statement.text) : `<span class="asm">${lines(statement.text)}</span>`;
  const n = compared === null ? '–' : countOrFew(compared.n, lang);
  return `<tr><td class="m">${one.first ? e(one.label) : ''}</td><td>${said}${beside(statement)}</td><td class="nw">${e(one.basis.label)}</td><td>${drawn(one, colour)}</td><td class="r">${e(one.effect)}</td><td class="r">${e(n)}</td><td class="r">${e(one.asOf)}</td><td class="r${TONE[one.status.id]}">${e(one.status.label)}</td></tr>`;
}

function drawn({ compared, support }: EvidenceRow, colour: number): string {
  if (!compared?.byCut && (compared?.interval || compared?.effect)) return comparison(compared, colour);
  return `<span class="m">${e(compared ? compared.counted : support)}</span>`;
}

/** This group against everyone on a line 132 wide: mark, 95 % band, tick for everyone. SVG. */
function comparison({ segmentValue, baseValue, effect, interval }: Comparison, colour: number): string {
  const share = effect?.kind === 'h';
  const values = [segmentValue, baseValue, ...(interval ?? [])];
  const low = share ? 0 : Math.min(0, ...values);
  const high = share ? 1 : Math.max(...values) + 0.25 * Math.abs(Math.max(...values)) || 1;
  const x = (v: number) => (Math.min(1, Math.max(0, (v - low) / (high - low || 1))) * 132).toFixed(1);
  const hue = segmentHue(colour);
  const band = interval
    ? `<rect x="${x(interval[0])}" y="5" width="${Math.max(1, Number(x(interval[1])) - Number(x(interval[0]))).toFixed(1)}" height="5" fill="${hue}" opacity=".35"/>`
    : '';
  return `<svg width="132" height="15" viewBox="0 0 132 15" aria-hidden="true"><path d="M0 7.5H132" stroke="${PAPER.line2}"/>${band}<rect x="${x(baseValue)}" y="1.5" width="1.5" height="12" fill="${PAPER.ink2}"/><circle cx="${x(segmentValue)}" cy="7.5" r="4" fill="${hue}"/></svg>`;
}

/** How the evidence is to be read. HTML. */
export function legend({ group, interval, everyone, method }: LegendBlock, { colour }: CardLayout): string {
  const hue = segmentHue(colour);
  return `<footer class="foot"><svg width="10" height="10" aria-hidden="true"><circle cx="5" cy="5" r="4" fill="${hue}"/></svg><span>${e(group)}</span><svg width="24" height="6" aria-hidden="true"><rect width="24" height="6" fill="${hue}" opacity=".35"/></svg><span>${e(interval)}</span><svg width="3" height="12" aria-hidden="true"><rect width="1.5" height="12" fill="${PAPER.ink2}"/></svg><span>${e(everyone)}</span><span style="margin-left:auto">${e(method)}</span></footer>`;
}
