import type { CardLayout, Content, Distribution, Figure, Level, Quote, Statement, Trait } from '../blocks.ts';
import { word } from '../claims.ts';
import { escapeHtml as e } from '../escape.ts';
import { mix, PAPER, segmentHue } from '../tokens.ts';

/** Quotes that have room in the head of a card. */
const MOST_QUOTES = 2;

/** What stands in a field as HTML. */
export function contentHtml(content: Content, layout: CardLayout): string {
  switch (content.kind) {
    case 'paragraph':
      return `<p>${lines(content.text)}</p>`;
    case 'amount':
      return content.value === null ? '' : `<p>${lines(content.text)}</p>`;
    case 'choice':
      return content.value === null ? '' : `<p>${lines(content.value)}</p>`;
    case 'scale':
      return content.value === null ? '' : scale(content.value);
    case 'picture':
      return content.source === null ? '' : `<img class="shot" src="${e(content.source)}" alt="">`;
    case 'statements':
      return `<ul class="tx">${told(content.items)
        .map((one) => `<li>${statement(one)}</li>`)
        .join('')}</ul>`;
    case 'quotes':
      return told(content.items).slice(0, MOST_QUOTES).map(quote).join('');
    case 'figures':
      return `<div class="nums">${told(content.items).map(figure).join('')}</div>`;
    case 'traits':
      return `<ul class="df">${told(content.items).map(trait).join('')}</ul>`;
    case 'distributions':
      return told(content.items)
        .map((one) => distribution(one, layout) + beside(one))
        .join('');
  }
}

/** Words without consent are not even hinted at. */
const told = <T extends Statement>(items: readonly T[]): T[] => items.filter(({ withheld }) => !withheld);

/** Text with its line ends. HTML. */
export const lines = (text: string): string => e(text).replace(/\n/g, '<br>');

/** Words a person put beside a data claim. HTML. */
export const beside = (one: Statement): string =>
  one.beside === null ? '' : `<br><span class="words">${e(one.beside)}</span>`;

/** A statement; an assumption is marked as one. */
function statement(one: Statement): string {
  const text = lines(one.text);
  return one.assumed === null ? `${text}${beside(one)}` : assumption(text, one.assumed);
}

const assumption = (html: string, mark: string): string =>
  `<span class="asm">${html}</span><span class="tag">${e(mark)}</span>`;

function quote(one: Quote): string {
  const cite = one.source === null ? '' : `<cite>${e(one.source)}</cite>`;
  const text = `“${e(one.text)}”`;
  return `<p class="quote">${one.assumed === null ? text : assumption(text, one.assumed)}${cite}</p>`;
}

function figure(one: Figure): string {
  if (!one.figure) return `<div><span>${statement(one)}</span></div>`;
  return `<div><b>${e(one.figure.value)}</b><span>${e(one.figure.caption)}</span>${beside(one)}</div>`;
}

const trait = (one: Trait): string =>
  `<li><span>${e(one.text)}${beside(one)}</span>${one.effect === null ? '' : `<b>${e(one.effect)}</b>`}</li>`;

const scale = (value: number): string =>
  `<div class="br"><em></em><div class="t"><i style="width:${Math.min(100, Math.max(0, value))}%"></i></div><b>${value}</b></div>`;

/** Bars with everyone as a tick, or one divided bar. */
function distribution({ text, levels, drawn }: Distribution, layout: CardLayout): string {
  if (levels.length === 0) return `<p>${e(text)}</p>`;
  return drawn === 'stack' ? stack(levels, layout) : bars(levels);
}

const per = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(2)}%`;

function bars(levels: readonly Level[]): string {
  const most = Math.max(...levels.map(({ share, base }) => Math.max(share ?? 0, base)), 0.01);
  return levels
    .map(({ label, share, base, shareText, back }) => {
      const bar = share === null ? '' : `<i${back ? ' class="half"' : ''} style="width:${per(share, most)}"></i>`;
      return `<div class="br"><em title="${e(label)}">${e(label)}</em><div class="t">${bar}<u style="left:${per(base, most)}"></u></div><b>${e(shareText)}</b></div>`;
    })
    .join('');
}

function stack(levels: readonly Level[], { colour, lang }: CardLayout): string {
  const tints = [1, 0.55, 0.3, 0.15].map((amount) => mix(segmentHue(colour), PAPER.raised, amount));
  const parts = levels
    .map(({ share }, i) => `<i style="flex:${(share ?? 0).toFixed(4)};background:${tints[i % tints.length]!}"></i>`)
    .join('');
  const labels = levels
    .map(
      ({ label, shareText, base }) =>
        `<span>${e(`${label} ${shareText}`)} <span class="m">${e(word(lang, 'everyoneShare', { share: base }))}</span></span>`,
    )
    .join('');
  return `<div class="stack">${parts}</div><div class="stl">${labels}</div>`;
}
