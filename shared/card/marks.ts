import type { Claim, Field, StatEvidence } from '../contract/personas.ts';
import type { Lang } from '../domain.ts';
import { claimText, drawnAsStack, printEffect, printShare, statOf, word } from './claims.ts';
import { escapeHtml as e } from './escape.ts';
import { OTHER_LEVELS } from './presets.ts';
import { mix, PAPER, segmentHue } from './tokens.ts';

const per = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(2)}%`;

/** A distribution as bars with everyone as a tick, or as one divided bar. HTML. */
export function distribution(field: Field, claim: Claim, colour: number, lang: Lang): string {
  const stat = statOf(claim);
  const rows = stat?.distribution;
  if (!stat || !rows || rows.length === 0) return `<p>${e(claimText(claim, lang))}</p>`;
  return drawnAsStack(field) ? stack(rows, colour, lang) : bars(rows, stat, lang);
}

type Rows = NonNullable<StatEvidence['distribution']>;

function bars(rows: Rows, stat: StatEvidence, lang: Lang): string {
  const most = Math.max(...rows.map((row) => Math.max(row.share ?? 0, row.base)), 0.01);
  // with a stated level the rest steps back; without one nothing is stressed
  const half = (level: string) => (stat.level !== null && stat.level !== level ? ' class="half"' : '');
  return rows
    .map(({ level, share, base }) => {
      const bar = share === null ? '' : `<i${half(level)} style="width:${per(share, most)}"></i>`;
      const value = share === null ? word(lang, 'withheld') : printShare(share, lang);
      return `<div class="br"><em title="${e(levelText(level, lang))}">${e(levelText(level, lang))}</em><div class="t">${bar}<u style="left:${per(base, most)}"></u></div><b>${e(value)}</b></div>`;
    })
    .join('');
}

function stack(rows: Rows, colour: number, lang: Lang): string {
  const tints = [1, 0.55, 0.3, 0.15].map((amount) => mix(segmentHue(colour), PAPER.raised, amount));
  const parts = rows
    .map((row, i) => `<i style="flex:${(row.share ?? 0).toFixed(4)};background:${tints[i % tints.length]!}"></i>`)
    .join('');
  const labels = rows
    .map(({ level, share, base }) => {
      const value = share === null ? word(lang, 'withheld') : printShare(share, lang);
      return `<span>${e(`${levelText(level, lang)} ${value}`)} <span class="m">${e(word(lang, 'everyoneShare', { share: base }))}</span></span>`;
    })
    .join('');
  return `<div class="stack">${parts}</div><div class="stl">${labels}</div>`;
}

/** A level as it is printed. What is left of the rare ones has a name of its own in each language. */
export const levelText = (level: string, lang: Lang): string =>
  level === OTHER_LEVELS ? word(lang, 'otherLevels') : level;
/** A difference as a line of the card. HTML. */
export const difference = (claim: Claim, lang: Lang): string =>
  `<li><span>${e(claimText(claim, lang))}${beside(claim)}</span><b>${e(printEffect(statOf(claim), lang))}</b></li>`;

/** Words a person put beside a data claim. HTML. */
export const beside = (claim: Claim): string =>
  claim.said && claim.text !== '' ? `<br><span class="words">${e(claim.text)}</span>` : '';

/** A statement somebody wrote; an assumption is marked as one. HTML. */
export function statement(claim: Claim, lang: Lang): string {
  const text = e(claimText(claim, lang)).replace(/\n/g, '<br>');
  if (claim.basis !== 'assumption') return `${text}${beside(claim)}`;
  return `<span class="asm">${text}</span><span class="tag">${e(word(lang, 'basis.assumption'))}</span>`;
}

/** This group against everyone on a line 132 wide: mark, 95 % band, tick for everyone. SVG. */
export function comparison(stat: StatEvidence, colour: number): string {
  const share = stat.effect?.kind === 'h';
  const values = [stat.segmentValue, stat.baseValue, ...(stat.interval ?? [])];
  const low = share ? 0 : Math.min(0, ...values);
  const high = share ? 1 : Math.max(...values) + 0.25 * Math.abs(Math.max(...values)) || 1;
  const x = (v: number) => (Math.min(1, Math.max(0, (v - low) / (high - low || 1))) * 132).toFixed(1);
  const hue = segmentHue(colour);
  const band = stat.interval
    ? `<rect x="${x(stat.interval[0])}" y="5" width="${Math.max(1, Number(x(stat.interval[1])) - Number(x(stat.interval[0]))).toFixed(1)}" height="5" fill="${hue}" opacity=".35"/>`
    : '';
  return `<svg width="132" height="15" viewBox="0 0 132 15" aria-hidden="true"><path d="M0 7.5H132" stroke="${PAPER.line2}"/>${band}<rect x="${x(stat.baseValue)}" y="1.5" width="1.5" height="12" fill="${PAPER.ink2}"/><circle cx="${x(stat.segmentValue)}" cy="7.5" r="4" fill="${hue}"/></svg>`;
}
