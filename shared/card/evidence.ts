import type { Claim, Evidence, Field, Persona } from '../contract/personas.ts';
import type { Lang } from '../domain.ts';
import { sayIn } from '../locales/index.ts';
import {
  cardTitle,
  claimText,
  dataDate,
  fieldLabel,
  healthOf,
  printCount,
  printDay,
  printEffect,
  quoteSource,
  statOf,
  word,
} from './claims.ts';
import { escapeHtml as e } from './escape.ts';
import { tellable } from '../privacy.ts';
import { attention, avatar, healthParts, kicker } from './face.ts';
import { beside, comparison } from './marks.ts';
import { PAPER, segmentHue } from './tokens.ts';

/** The evidence edition of a card as HTML: one row a claim. */
export function evidenceHtml(persona: Persona, lang: Lang): string {
  const rows = persona.fields.flatMap((field) => field.claims.map((claim, i) => row(field, claim, i, persona, lang)));
  const head = ['field', 'statement', 'basis', 'compared']
    .map((key) => `<th>${e(word(lang, `column.${key}`))}</th>`)
    .concat(['effect', 'n', 'asOf', 'status'].map((key) => `<th class="r">${e(word(lang, `column.${key}`))}</th>`));
  const table =
    rows.length === 0
      ? `<p class="m">${e(word(lang, 'health.none'))}</p>`
      : `<table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `<article class="card back">${header(persona, lang)}${health(persona, lang)}${table}${legend(persona, lang)}</article>`;
}

function header(persona: Persona, lang: Lang): string {
  const date = dataDate(persona);
  const asOf = date === null ? '' : `<span>${e(word(lang, 'dataAsOf', { date: printDay(date) }))}</span>`;
  const sizes =
    persona.segment === null
      ? ''
      : `<div class="ns">${e(word(lang, 'groupN', { n: fewOr(persona.n, lang) }))}<br>${e(word(lang, 'everyoneN', { n: fewOr(persona.total, lang) }))}</div>`;
  return `<header class="head"><div class="pic">${avatar(persona, 56)}</div><div><div class="kick"><span class="dot"></span>${kicker(persona, lang)}<span>${e(word(lang, 'edition.evidence'))}</span>${asOf}</div><h1>${e(cardTitle(persona, lang))}</h1></div>${sizes}</header>`;
}

/** A count as it may leave the workspace: few are told as such. */
export const fewOr = (count: number, lang: Lang): string =>
  tellable(count) ? printCount(count, lang) : word(lang, 'few');

function health(persona: Persona, lang: Lang): string {
  const counts = healthOf(persona);
  const bases = (['data', 'quote', 'document', 'team', 'assumption'] as const)
    .filter((basis) => counts[basis] > 0)
    .map((basis) => `<span>${e(`${word(lang, `basis.${basis}`)} ${counts[basis]}`)}</span>`)
    .join('');
  const untested = counts.untested > 0 ? e(word(lang, 'health.untested', { n: counts.untested })) : '';
  return `<div class="hl">${healthParts(counts)}${bases}<span class="end">${attention(counts, lang)} ${untested}</span></div>`;
}

function row(field: Field, claim: Claim, index: number, persona: Persona, lang: Lang): string {
  const stat = statOf(claim);
  const text = e(claimText(claim, lang)).replace(/\n/g, '<br>');
  const said = claim.basis === 'assumption' ? `<span class="asm">${text}</span>` : text;
  const compared =
    stat?.interval || stat?.effect
      ? comparison(stat, persona.colour)
      : `<span class="m">${e(stat ? word(lang, 'counted') : supportOf(claim, lang))}</span>`;
  const n = stat ? fewOr(stat.n, lang) : '–';
  const tone =
    claim.status === 'stale'
      ? ' warn'
      : claim.status === 'contradicted'
        ? ' bad'
        : claim.status === 'untested'
          ? ' m'
          : '';
  return `<tr><td class="m">${index === 0 ? e(fieldLabel(field, lang)) : ''}</td><td>${said}${beside(claim)}</td><td class="nw">${e(word(lang, `basis.${claim.basis}`))}</td><td>${compared}</td><td class="r">${e(printEffect(stat, lang))}</td><td class="r">${e(n)}</td><td class="r">${e(printDay(claim.asOf))}</td><td class="r${tone}">${e(word(lang, `status.${claim.status}`))}</td></tr>`;
}

/** What stands behind a claim that no statistic stands behind, in a line. */
export function supportOf(claim: Claim, lang: Lang): string {
  if (claim.evidence.length === 0) return word(lang, 'noEvidence');
  return claim.evidence.map((one) => sourceOf(one, lang)).join('; ');
}

function sourceOf(one: Evidence, lang: Lang): string {
  if (one.kind === 'quote') {
    const source = quoteSource(one, lang);
    return source === '' ? `“${one.text}”` : `“${one.text}” ${source}`;
  }
  if (one.kind === 'document') return [one.title, one.page, one.date].filter((part) => part !== '').join(', ');
  if (one.kind === 'view') return one.title === '' ? sayIn(lang, one.measure) : one.title;
  return word(lang, 'counted');
}

function legend(persona: Persona, lang: Lang): string {
  const hue = segmentHue(persona.colour);
  return `<footer class="foot"><svg width="10" height="10" aria-hidden="true"><circle cx="5" cy="5" r="4" fill="${hue}"/></svg><span>${e(word(lang, 'legend.group'))}</span><svg width="24" height="6" aria-hidden="true"><rect width="24" height="6" fill="${hue}" opacity=".35"/></svg><span>${e(word(lang, 'legend.interval'))}</span><svg width="3" height="12" aria-hidden="true"><rect width="1.5" height="12" fill="${PAPER.ink2}"/></svg><span>${e(word(lang, 'legend.everyone'))}</span><span style="margin-left:auto">${e(word(lang, 'legend.method'))}</span></footer>`;
}
