import { avatarSvg } from '../avatar.ts';
import type { Block, CardLayout, FootBlock, HeadBlock, HealthMeter, Portrait, Section } from '../blocks.ts';
import { countOrFew, printCount, word } from '../claims.ts';
import { escapeHtml as e } from '../escape.ts';
import { contentHtml } from './content.ts';
import { legend, table } from './evidence.ts';

/** A card as an HTML element. */
export function article(layout: CardLayout): string {
  const blocks = layout.blocks.map((block) => blockHtml(block, layout)).join('');
  if (layout.edition === 'evidence') return `<article class="card back">${blocks}</article>`;
  // a card without a foot ends with some room
  const end = layout.blocks.some(({ kind }) => kind === 'foot') ? '' : '<div style="height:24px"></div>';
  return `<article class="card">${blocks}${end}</article>`;
}

/** A block as HTML. */
export function blockHtml(block: Block, layout: CardLayout): string {
  switch (block.kind) {
    case 'head':
      return layout.edition === 'face' ? head(block, layout) : smallHead(block, layout);
    case 'figures':
      return contents(block.section, layout);
    case 'row':
      return `<div class="tri">${block.cells
        .map((sections) => `<div>${sections.map((one) => section(one, layout)).join('')}</div>`)
        .join('')}</div>`;
    case 'foot':
      return foot(block);
    case 'health':
      return health(block.health);
    case 'table':
      return table(block, layout);
    case 'legend':
      return legend(block, layout);
  }
}

const contents = (one: Section, layout: CardLayout): string =>
  one.content.map((content) => contentHtml(content, layout)).join('');

function section(one: Section, layout: CardLayout): string {
  const n = one.n === null ? '' : `<span>n = ${e(printCount(one.n, layout.lang))}</span>`;
  return `<section><div class="lb">${e(one.label)}${n}</div>${contents(one, layout)}</section>`;
}

/** That the segments were cut as asked. */
const cutLine = (cut: string | null): string => (cut === null ? '' : `<p class="cut">${e(cut)}</p>`);

function head({ portrait, kicker, title, cut, sections }: HeadBlock, layout: CardLayout): string {
  const picture = portrait === null ? '' : `<div class="pic">${avatar(portrait, 120)}</div>`;
  const style = portrait === null ? ' style="grid-template-columns:minmax(0,1fr)"' : '';
  return `<header class="head"${style}>${picture}<div><div class="kick"><span class="dot"></span>${spans([kicker.preset, kicker.stage])}</div><h1>${e(title)}</h1>${cutLine(cut)}${sections.map((one) => contents(one, layout)).join('')}</div></header>`;
}

function smallHead({ portrait, kicker, title, cut, sizes }: HeadBlock, { lang }: CardLayout): string {
  const picture = portrait === null ? '' : `<div class="pic">${avatar(portrait, 56)}</div>`;
  const n =
    sizes === null
      ? ''
      : `<div class="ns">${e(word(lang, 'groupN', { n: countOrFew(sizes.group, lang) }))}<br>${e(word(lang, 'everyoneN', { n: countOrFew(sizes.everyone, lang) }))}</div>`;
  const kick = spans([kicker.preset, kicker.stage, kicker.edition, kicker.dataAsOf]);
  return `<header class="head">${picture}<div><div class="kick"><span class="dot"></span>${kick}</div><h1>${e(title)}</h1>${cutLine(cut)}</div>${n}</header>`;
}

const spans = (texts: readonly (string | null)[]): string =>
  texts.map((text) => (text === null ? '' : `<span>${e(text)}</span>`)).join('');

const avatar = ({ picture, seed, colour }: Portrait, size: number): string =>
  picture === null ? avatarSvg(seed, colour, size) : `<img src="${e(picture)}" alt="">`;

function foot({ dataAsOf, health: meter, review }: FootBlock): string {
  const middle = meter === null ? '' : healthLine(meter);
  return `<footer class="foot">${spans([dataAsOf])}<span class="mid">${middle}</span>${spans([review])}</footer>`;
}

function healthLine(meter: HealthMeter): string {
  if (meter.total === 0) return e(meter.summary);
  return `${e(meter.label)}${bar(meter)}${e(meter.summary)}${attention(meter)}`;
}

function health(meter: HealthMeter): string {
  const bases = meter.bases.map(({ label, count }) => `<span>${e(`${label} ${count}`)}</span>`).join('');
  return `<div class="hl">${bar(meter)}${bases}<span class="end">${attention(meter)} ${e(meter.untested ?? '')}</span></div>`;
}

const bar = ({ bases }: HealthMeter): string =>
  `<span class="hb">${bases.map(({ basis, count }) => `<i class="h-${basis}" style="flex:${count}"></i>`).join('')}</span>`;

/** What needs a look. */
function attention({ stale, contradicted }: HealthMeter): string {
  const parts: string[] = [];
  if (stale !== null) parts.push(`<span class="warn">${e(stale)}</span>`);
  if (contradicted !== null) parts.push(`<span class="bad">${e(contradicted)}</span>`);
  return parts.join(' ');
}
