import type { Consent, NoteLang } from '../contract/notes.ts';

/** Text looked at to tell the language and the date. */
const LOOKED_AT = 20_000;
const ENGLISH = /\b(?:the|and|to|of|is|it|that|was|for|you|with|not|have|this)\b/gi;

/** The language of a text by its script, English by its small words. */
export function languageOf(text: string): NoteLang {
  const head = text.slice(0, LOOKED_AT);
  const count = (pattern: RegExp) => head.match(pattern)?.length ?? 0;
  const kana = count(/[\u3040-\u30ff]/g);
  const han = count(/[\u4e00-\u9fff]/g);
  const hangul = count(/[\uac00-\ud7af]/g);
  const latin = count(/[a-z]+/gi);
  if (hangul > han && hangul > latin) return 'ko';
  if (kana > 0.1 * (han + kana)) return kana + han > latin ? 'ja' : 'other';
  // a Chinese character says about as much as an English word
  if (han > latin) return 'zh';
  return latin > 0 && count(ENGLISH) / latin > 0.1 ? 'en' : han > 0.5 * latin && han > 0 ? 'zh' : 'other';
}

const DATES: readonly RegExp[] = [
  /(?<!\d)((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)/,
  /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/,
];

/**
 * The day of a note, from its file name or its first lines: only where year, month and day cannot be taken for each
 * other. ISO, or null.
 */
export function dateOf(name: string, text: string): string | null {
  for (const place of [name, text.slice(0, 600)])
    for (const pattern of DATES) {
      const [, year, month, dayOfMonth] = pattern.exec(place) ?? [];
      const iso = `${year}-${month?.padStart(2, '0')}-${dayOfMonth?.padStart(2, '0')}`;
      const date = new Date(`${iso}T00:00:00Z`);
      if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)) return iso;
    }
  return null;
}

/** A line at the head of a note that says whether those who speak agreed. */
const CONSENT =
  /^[ \t\u3000#*\ufeff]{0,20}(?:consent|同意|知情同意|授权)[ \t\u3000*]{0,20}[:：][ \t\u3000*]{0,20}(.{1,120})$/imu;
const OPEN = /not (?:yet )?(?:been )?asked|未征|未询问|没有?问|待定|\b(?:open|pending)\b/iu;
const REFUSED = /\b(?:no|not|none|refused|declined|withheld)\b|不同意|未同意|没有同意|拒绝|不得|不可|^(?:否|无)/iu;
const AGREED = /quot|publish|引用|公开|使用|^(?:yes|agreed|given|granted|是|有|同意|已同意|已授权)[\s.。!]*$/iu;

/** What a note says about consent in its first lines: agreed to being quoted, or refused. null: nothing, or not clearly. */
export function consentOf(text: string): Exclude<Consent, 'unknown'> | null {
  const said = CONSENT.exec(text.slice(0, 600))?.[1];
  if (said === undefined) return null;
  if (OPEN.test(said)) return null;
  return REFUSED.test(said) ? 'no' : AGREED.test(said) ? 'yes' : null;
}

/** A line at the head of a note that says whom it is about. */
const CUSTOMER =
  /^[ \t\u3000#*\ufeff]{0,20}(?:(?:member|customer|client|buyer|account)[ \t]{0,4}(?:id|no\.?|number|code)|(?:会员|客户|顾客|买家|用户)(?:编?号|编码|id))[ \t\u3000*]{0,20}[:：][ \t\u3000*]{0,20}([\p{L}\p{N}_-]{2,40})[ \t\u3000\r]{0,20}$/imu;

/** The key of the customer that a note names in its first lines; null: none. */
export const customerNamedIn = (text: string): string | null => CUSTOMER.exec(text.slice(0, 600))?.[1] ?? null;

/** A name for a note: that of its file without the ending, or its first line. */
export function titleOf(file: string | null, text: string): string {
  const named = file?.replace(/\.[^.]{1,5}$/, '').trim();
  if (named) return named.slice(0, 200);
  const first =
    text
      .split(/\r?\n/, 20)
      .map((line) => line.replace(/^[#\s]+/, '').trim())
      .find((line) => line !== '') ?? '';
  const letters = [...first];
  return letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : first;
}

/** Bounds without the white space at both ends; null when nothing is left. */
export function trimmedSpan(text: string, start: number, stop: number): [number, number] | null {
  let from = Math.max(0, start);
  let to = Math.min(text.length, stop);
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  // half of a pair of surrogates is no character
  if (from > 0 && isLow(text, from) && from < to) from--;
  if (to < text.length && isLow(text, to)) to++;
  return from < to ? [from, to] : null;
}

const isLow = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
};

/** A paragraph of a note: a line with the position of its first character. */
export type Paragraph = { readonly start: number; readonly text: string };

/** The lines of a text with their positions; the line ends belong to none of them. */
export function paragraphsOf(text: string): Paragraph[] {
  const out: Paragraph[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    out.push({ start, text: text.slice(start, match.index) });
    start = match.index + match[0].length;
  }
  out.push({ start, text: text.slice(start) });
  return out;
}

/**
 * Find a passage in a text even where white space differs (line ends, tabs, doubled blanks).
 * @param from where to begin; when it is not found behind it the whole text is searched
 * @returns `[start, stop)` or null
 */
export function findPassage(text: string, passage: string, from = 0): [number, number] | null {
  const wanted = passage.trim();
  if (wanted === '') return null;
  const exact = [from, 0].map((at) => text.indexOf(wanted, at)).find((at) => at >= 0);
  if (exact !== undefined) return [exact, exact + wanted.length];
  const { folded, at } = foldSpaces(text);
  const found = folded.indexOf(wanted.replace(/\s+/g, ' '));
  if (found < 0) return null;
  const length = wanted.replace(/\s+/g, ' ').length;
  return [at[found]!, at[found + length - 1]! + 1];
}

/** A text with every run of white space as one blank, and where each of its characters stood. */
function foldSpaces(text: string): { folded: string; at: number[] } {
  const at: number[] = [];
  let folded = '';
  let blank = false;
  for (let i = 0; i < text.length; i++) {
    const space = /\s/.test(text[i]!);
    if (space && blank) continue;
    folded += space ? ' ' : text[i]!;
    at.push(i);
    blank = space;
  }
  return { folded, at };
}
