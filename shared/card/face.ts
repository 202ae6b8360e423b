import type { Field, Persona } from '../contract/personas.ts';
import type { Lang } from '../domain.ts';
import { avatarSvg } from './avatar.ts';
import {
  cardTitle,
  claimText,
  dataDate,
  fieldLabel,
  figureParts,
  hasContent,
  healthOf,
  type Health,
  layColumns,
  printCount,
  printDay,
  quoteSource,
  statOf,
  word,
} from './claims.ts';
import { escapeHtml as e, isPicture } from './escape.ts';
import { beside, difference, distribution, statement } from './marks.ts';

/** The face of a card as HTML: what it says, without evidence marks; an assumption alone is marked. */
export function faceHtml(persona: Persona, lang: Lang): string {
  const shown = persona.fields.filter((field) => field.onFace && hasContent(field));
  const of = (area: Field['area']) => shown.filter((field) => field.area === area);
  const columns = layColumns(of('columns')).filter((fields) => fields.length > 0);
  const notes = of('notes');
  return `<article class="card">${head(persona, of('head'), lang)}${of('figures')
    .map((field) => figures(field, lang))
    .join('')}${tri(columns.map((fields) => fields.map((field) => block(field, persona, lang)).join('')))}${tri(
    notes.map((field) => block(field, persona, lang)),
  )}${foot(persona, of('foot'), lang)}</article>`;
}

const tri = (cells: readonly string[]): string =>
  cells.length === 0 ? '' : `<div class="tri">${cells.map((cell) => `<div>${cell}</div>`).join('')}</div>`;

function head(persona: Persona, fields: readonly Field[], lang: Lang): string {
  const picture = fields.some((field) => field.kind === 'avatar')
    ? `<div class="pic">${avatar(persona, 120)}</div>`
    : '';
  const lines = fields
    .filter((field) => field.kind !== 'avatar' && field.kind !== 'title')
    .map((field) => (field.key === 'quote' ? quote(field, lang) : content(field, persona, lang)))
    .join('');
  const style = picture === '' ? ' style="grid-template-columns:minmax(0,1fr)"' : '';
  return `<header class="head"${style}>${picture}<div><div class="kick"><span class="dot"></span>${kicker(persona, lang)}</div><h1>${e(cardTitle(persona, lang))}</h1>${lines}</div></header>`;
}

/** The line above the title: kind of card and whether data stands behind it. HTML. */
export const kicker = (persona: Persona, lang: Lang): string =>
  [word(lang, `preset.${persona.preset}`), word(lang, persona.segment === null ? 'stage.proto' : 'stage.data')]
    .map((text) => `<span>${e(text)}</span>`)
    .join('');

/** The picture a person chose, or the abstract figure. HTML. */
export function avatar(persona: Persona, size: number): string {
  const own = persona.fields.find((field) => field.kind === 'avatar')?.value;
  return isPicture(own) ? `<img src="${e(own)}" alt="">` : avatarSvg(persona.avatarSeed, persona.colour, size);
}

function quote(field: Field, lang: Lang): string {
  return field.claims
    .slice(0, 2)
    .map((claim) => {
      const source = claim.evidence.find((one) => one.kind === 'quote' || one.kind === 'document');
      const cite = source
        ? `<cite>${e(source.kind === 'quote' ? quoteSource(source, lang) : source.title)}</cite>`
        : '';
      const text = `“${e(claimText(claim, lang))}”`;
      const body =
        claim.basis === 'assumption'
          ? `<span class="asm">${text}</span><span class="tag">${e(word(lang, 'basis.assumption'))}</span>`
          : text;
      return `<p class="quote">${body}${cite}</p>`;
    })
    .join('');
}

function figures(field: Field, lang: Lang): string {
  const cells = field.claims.map((claim) => {
    const parts = figureParts(claim, lang);
    if (!parts) return `<div><span>${statement(claim, lang)}</span></div>`;
    return `<div><b>${e(parts.value)}</b><span>${e(parts.caption)}</span>${beside(claim)}</div>`;
  });
  return cells.length === 0 ? '' : `<div class="nums">${cells.join('')}</div>`;
}

function block(field: Field, persona: Persona, lang: Lang): string {
  const first = field.kind === 'distribution' && field.claims[0] ? statOf(field.claims[0]) : undefined;
  const n = first ? `<span>n = ${e(printCount(first.n, lang))}</span>` : '';
  return `<section><div class="lb">${e(fieldLabel(field, lang))}${n}</div>${content(field, persona, lang)}</section>`;
}

function content(field: Field, persona: Persona, lang: Lang): string {
  const value = ownValue(field, lang);
  if (field.claims.length === 0) return value;
  if (field.kind === 'differences')
    return `<ul class="df">${field.claims.map((c) => difference(c, lang)).join('')}</ul>`;
  if (field.kind === 'distribution')
    return field.claims.map((c) => `${distribution(field, c, persona.colour, lang)}${beside(c)}`).join('');
  return `${value}<ul class="tx">${field.claims.map((c) => `<li>${statement(c, lang)}</li>`).join('')}</ul>`;
}

/** What a scale, number, choice, picture or text field holds. */
function ownValue(field: Field, lang: Lang): string {
  const { value } = field;
  if (value === null || value === '') return '';
  if (field.kind === 'image') return isPicture(value) ? `<img class="shot" src="${e(value)}" alt="">` : '';
  if (field.kind === 'scale' && typeof value === 'number')
    return `<div class="br"><em></em><div class="t"><i style="width:${Math.min(100, Math.max(0, value))}%"></i></div><b>${value}</b></div>`;
  return `<p>${e(typeof value === 'number' ? printCount(value, lang) : value).replace(/\n/g, '<br>')}</p>`;
}

function foot(persona: Persona, fields: readonly Field[], lang: Lang): string {
  if (fields.length === 0) return '<div style="height:24px"></div>';
  const date = dataDate(persona);
  const left = date === null ? '' : `<span>${e(word(lang, 'dataAsOf', { date: printDay(date) }))}</span>`;
  const health = healthOf(persona);
  const middle = fields.some((field) => field.kind === 'health') ? healthBar(health, lang) : '';
  const review = fields.find((field) => field.key === 'version')?.value;
  const right =
    typeof review === 'string' ? `<span>${e(word(lang, 'reviewOn', { date: printDay(review) }))}</span>` : '';
  return `<footer class="foot">${left}<span class="mid">${middle}</span>${right}</footer>`;
}

function healthBar(health: Health, lang: Lang): string {
  if (health.total === 0) return e(word(lang, 'health.none'));
  const summary = word(lang, 'health.summary', { total: health.total, share: health.data / health.total });
  return `${e(word(lang, 'field.health'))}${healthParts(health)}${e(summary)}${attention(health, lang)}`;
}

/** The bar of the bases. HTML. */
export const healthParts = (health: Health): string =>
  `<span class="hb">${(['data', 'quote', 'document', 'team', 'assumption'] as const)
    .filter((basis) => health[basis] > 0)
    .map((basis) => `<i class="h-${basis}" style="flex:${health[basis]}"></i>`)
    .join('')}</span>`;

/** What needs a look, in words. HTML. */
export function attention(health: Health, lang: Lang): string {
  const parts: string[] = [];
  if (health.stale > 0) parts.push(`<span class="warn">${e(word(lang, 'health.stale', { n: health.stale }))}</span>`);
  if (health.contradicted > 0)
    parts.push(`<span class="bad">${e(word(lang, 'health.contradicted', { n: health.contradicted }))}</span>`);
  return parts.join(' ');
}
