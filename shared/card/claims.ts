import type { Basis, Claim, Evidence, Field, Persona, QuoteEvidence, StatEvidence } from '../contract/personas.ts';
import type { Lang, Said } from '../domain.ts';
import { sayIn, translatorOf } from '../locales/index.ts';
import { readable } from '../print.ts';
import { numberToDate } from '../values.ts';
import { OTHER_LEVELS } from './presets.ts';

/** A message of the persona cards. */
export const word = (lang: Lang, key: string, values?: Said['values']): string =>
  sayIn(lang, { key: `personas:${key}`, values });

/**
 * A claim as text: a data claim in the reader's language, anything else as it was written. A difference that the cut made
 * says so.
 */
export function claimText(claim: Claim, lang: Lang): string {
  if (!claim.said) return claim.text;
  const said = sayIn(lang, claim.said);
  const made = claim.said.key.startsWith('segments:difference.') && statOf(claim)?.byCut === true;
  return made ? word(lang, 'claim.byCut', { said }) : said;
}

/** Name of a field: its own label, or that of the preset. */
export const fieldLabel = (field: Pick<Field, 'key' | 'label'>, lang: Lang): string =>
  field.label ?? word(lang, `field.${field.key}`);

/** What a person is asked to fill into an empty field. */
export function fieldPrompt(field: Pick<Field, 'key'>, lang: Lang): string {
  const key = `personas:prompt.${field.key}`;
  return translatorOf(lang).exists(key) ? sayIn(lang, { key }) : word(lang, 'prompt.custom');
}

/** What the card is called: the user's name for it, or the working title; with the human name where there is one. */
export function cardTitle(persona: Pick<Persona, 'title' | 'name' | 'person'>, lang: Lang): string {
  const title = persona.name || sayIn(lang, persona.title);
  return persona.person === '' ? title : `${title}·${persona.person}`;
}

/** The first statistic behind a claim. */
export const statOf = (claim: Claim): StatEvidence | undefined =>
  claim.evidence.find((one: Evidence): one is StatEvidence => one.kind === 'stat');

/** Where a quote comes from, without naming anybody: of a note the role, the kind and the day; else what was written. */
export function quoteSource(quote: QuoteEvidence, lang: Lang): string {
  if (quote.quoteId === undefined) return quote.source;
  const parts = [
    quote.speakerRole ? sayIn(lang, { key: `notes:role.${quote.speakerRole}` }) : '',
    quote.noteKind ? sayIn(lang, { key: `notes:kind.${quote.noteKind}` }) : '',
    quote.date ? printDay(quote.date) : '',
    quote.source,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** What stands behind a claim, in a line. */
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
  return word(lang, one.byCut ? 'byCut' : 'counted');
}

/** Statistics that are parts of a whole. */
const SHARES: ReadonlySet<StatEvidence['aggregate']> = new Set(['share', 'sumShare', 'distribution']);

/**
 * A value of the statistic behind a claim as the claim itself prints its own: shares in percent, amounts with their unit,
 * dates as days. What stands beside a statement is in the unit of the statement.
 */
export function printBeside(claim: Claim, { aggregate }: StatEvidence, value: number, lang: Lang): string {
  if (SHARES.has(aggregate)) return printShare(value, lang);
  const own = claim.said?.values?.value;
  if (typeof own === 'string' && /^\d{4}-\d{2}-\d{2}/.test(own)) return printDay(numberToDate(value));
  if (typeof own === 'string') return String(Math.round(value));
  const x = readable(value);
  return typeof own === 'object' && !Array.isArray(own) && own.values?.['x'] !== undefined
    ? sayIn(lang, { ...own, values: { ...own.values, x: own.key === 'segments:value.percent' ? value : x } })
    : printCount(x, lang);
}

/** The 95 % interval of a claim as it is printed; null without one. */
export function printBetween(claim: Claim, lang: Lang): string | null {
  const stat = statOf(claim);
  if (!stat?.interval) return null;
  const [low, high] = stat.interval.map((end) => printBeside(claim, stat, end, lang));
  return word(lang, 'interval', { low: low!, high: high! });
}

/** A level as it is printed. What is left of the rare ones has a name of its own in each language. */
export const levelText = (level: string, lang: Lang): string =>
  level === OTHER_LEVELS ? word(lang, 'otherLevels') : level;

/** A figure of the card, split for large type: the value, and what it is the value of. */
export type FigureParts = { value: string; caption: string };

/** A claim of the figures field for large type; null when it is not made of a figure. */
export function figureParts(claim: Claim, lang: Lang): FigureParts | null {
  const value = claim.said?.values?.value;
  if (!claim.said || value === undefined || Array.isArray(value)) return null;
  return {
    value: typeof value === 'object' ? sayIn(lang, value) : String(value),
    caption: sayIn(lang, { key: `${claim.said.key}_caption`, values: claim.said.values }),
  };
}

/** A share as it is printed: `34%`, below a tenth with one decimal. */
export const printShare = (share: number, lang: Lang): string => word(lang, 'value.percent', { value: share });

/** A count as it is printed. */
export const printCount = (count: number, lang: Lang): string => word(lang, 'value.number', { value: count });

/** A number of customers as it leaves; null: few, which are told as such. */
export const countOrFew = (count: number | null, lang: Lang): string =>
  count === null ? word(lang, 'few') : printCount(count, lang);

/** An effect as it is printed: `d +0.42`; an en dash when there is none. */
export const printEffect = (stat: StatEvidence | undefined, lang: Lang): string =>
  stat?.effect ? `${stat.effect.kind} ${word(lang, 'value.signed', { value: stat.effect.value })}` : '–';

/** The day of a date, `2024-10-31`. */
export const printDay = (iso: string): string => iso.slice(0, 10);

/** How many claims rest on what, and how many need a look. */
export type Health = Record<Basis, number> & {
  total: number;
  untested: number;
  contradicted: number;
  stale: number;
};

/** The evidence of a card, counted over all its claims. */
export function healthOf(persona: Pick<Persona, 'fields'>): Health {
  const health: Health = {
    data: 0,
    quote: 0,
    document: 0,
    team: 0,
    assumption: 0,
    total: 0,
    untested: 0,
    contradicted: 0,
    stale: 0,
  };
  for (const field of persona.fields)
    for (const claim of field.claims) {
      health.total += 1;
      health[claim.basis] += 1;
      if (claim.status !== 'supported') health[claim.status] += 1;
    }
  return health;
}

/** Date of the data behind a card: that of its newest data claim; null without one. */
export function dataDate(persona: Pick<Persona, 'fields'>): string | null {
  const dates = persona.fields.flatMap((field) => field.claims.filter((c) => c.basis === 'data').map((c) => c.asOf));
  return dates.length === 0 ? null : dates.reduce((a, b) => (a > b ? a : b));
}

/** Whether a field has anything to show. */
export const hasContent = (field: Field): boolean =>
  field.claims.length > 0 ||
  (field.value !== null && field.value !== '') ||
  ['title', 'avatar', 'health'].includes(field.kind);

/**
 * The fields of the card's middle in three columns, in reading order down each column, so that the tallest is as low
 * as the order allows (the classic linear partition).
 */
export function layColumns(fields: readonly Field[]): [Field[], Field[], Field[]] {
  const heights = fields.map(heightOf);
  const sum = (from: number, to: number) => heights.slice(from, to).reduce((a, b) => a + b, 0);
  let best: [number, number] = [fields.length, fields.length];
  let lowest = Infinity;
  for (let a = 0; a <= fields.length; a++)
    for (let b = a; b <= fields.length; b++) {
      const tallest = Math.max(sum(0, a), sum(a, b), sum(b, fields.length));
      if (tallest < lowest) {
        lowest = tallest;
        best = [a, b];
      }
    }
  return [fields.slice(0, best[0]), fields.slice(best[0], best[1]), fields.slice(best[1])];
}

/** Height of a field in lines, roughly. */
function heightOf(field: Field): number {
  if (field.kind === 'differences') return 1.5 + field.claims.length * 2.4;
  const levels = field.claims.reduce((n, claim) => n + (statOf(claim)?.distribution?.length ?? 1), 0);
  return 2 + (drawnAsStack(field) ? 1.5 : levels);
}

/** Two or three kinds without an order are drawn as one divided bar. */
export function drawnAsStack(field: Field): boolean {
  const shown = field.claims[0] && statOf(field.claims[0])?.distribution;
  return field.key === 'gender' && shown !== null && shown !== undefined && shown.length <= 4;
}
