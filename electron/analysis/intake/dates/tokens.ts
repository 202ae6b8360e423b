import { dayNamed, FILLERS, monthNamed, offset, zoneNamed } from './words.ts';

/** A piece of a written date. */
export type Token = {
  /** number, month, day of the week, sign of a unit (年), era, half of a day, zone, filler, blank, other sign */
  readonly kind: 'n' | 'm' | 'w' | 'u' | 'e' | 'h' | 'z' | 'x' | ' ' | 's';
  readonly text: string;
  /** number; 1–12; 0–6; the year before an era's first */
  readonly value: number;
  /** a name of a month that is one of a day too (mar) */
  readonly day?: number | undefined;
};

/** The year before the first of an era. */
const ERAS: Readonly<Record<string, number>> = {
  ...{ 中華民國: 1911, 中华民国: 1911, 民國: 1911, 民国: 1911 },
  ...{ 令和: 2018, 平成: 1988, 昭和: 1925, 大正: 1911, 明治: 1867 },
};

/** A date in words has at most so many pieces. */
const MOST = 40;
const PIECE =
  /(\d+)|((?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[日月火水木金土]曜日?)|(中華民國|中华民国|民國|民国|令和|平成|昭和|大正|明治)|(上午|下午|中午|晚上|凌晨|早上|傍晚|午前|午後)|([年月日号號时時点點分秒元])|([\p{Script=Latin}\p{Script=Cyrillic}\p{M}]+)|(\s+)|(.)/suy;

/** Take a text apart into the pieces of a date; null as soon as one cannot belong to one. At most 80 characters. */
export function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < text.length) {
    const match = tokens.length < MOST ? PIECE.exec(text) : null;
    const token = match && tokenOf(match);
    if (token === null) return null;
    tokens.push(token);
  }
  return tokens;
}

function tokenOf(match: RegExpExecArray): Token | null {
  const text = match[0];
  const token = (kind: Token['kind'], value = 0): Token => ({ kind, text, value });
  if (match[1] !== undefined) return text.length > 14 ? null : token('n', +text);
  if (match[2] !== undefined) return token('w', dayNamed(text) ?? 0);
  if (match[3] !== undefined) return token('e', ERAS[text]!);
  if (match[4] !== undefined) return token('h');
  if (match[5] !== undefined) return token('u');
  if (match[6] !== undefined) return wordOf(text);
  if (match[7] !== undefined) return token(' ');
  return "-−–/.,:+'’".includes(text) ? token('s') : null;
}

const ORDINALS = new Set(['st', 'nd', 'rd', 'th', 'er', 'e', 're', 'º', 'ª']);

/** A word of a date: month, day of the week, half of a day, zone or filler; null for any other. */
export function wordOf(text: string): Token | null {
  const word = text.toLowerCase().normalize('NFC');
  const token = (kind: Token['kind'], value = 0, day?: number): Token => ({ kind, text: word, value, day });
  if (word === 'am' || word === 'pm') return token('h');
  if (word === 't') return token('s');
  const zone = zoneNamed(text.toUpperCase());
  if (zone !== undefined && (text === text.toUpperCase() || word === 'utc' || word === 'gmt'))
    return { kind: 'z', text: zone, value: 0 };
  if (word === 'z') return { kind: 'z', text: '+00:00', value: 0 };
  const month = monthNamed(word);
  const day = dayNamed(word);
  if (month !== undefined) return token('m', month, day);
  if (day !== undefined) return token('w', day);
  return FILLERS.has(word) || ORDINALS.has(word) ? token('x') : null;
}

/** A time zone found among pieces: what it is called, and the index of the first piece behind it. */
export type ZoneAt = { readonly zone: string; readonly next: number };

/** The zone that begins at a piece: +08, +0800, +08:00, GMT+8, PST; null for none. */
export function zoneAt(tokens: readonly Token[], at: number): ZoneAt | null {
  let i = at;
  let zone: string | null = null;
  if (tokens[i]?.kind === 'z') zone = tokens[i++]!.text;
  const sign = tokens[i];
  const hours = tokens[i + 1];
  // a zone that is no offset itself carries none: EST-5 is not written
  if (sign && '+-−'.includes(sign.text) && hours?.kind === 'n' && (zone === null || zone === '+00:00')) {
    const [shift, next] = offsetAt(tokens, i);
    if (shift !== null && !'/-.'.includes(tokens[next]?.text ?? 'x')) return { zone: shift, next };
  }
  return zone === null ? null : { zone, next: i };
}

function offsetAt(tokens: readonly Token[], at: number): [string | null, number] {
  const { text: digits } = tokens[at + 1]!;
  const sign = tokens[at]!.text;
  if (digits.length === 4) return [offset(sign, digits.slice(0, 2), digits.slice(2)), at + 2];
  if (digits.length > 2) return [null, at];
  const minutes = tokens[at + 2]?.text === ':' ? tokens[at + 3] : undefined;
  if (minutes?.kind === 'n' && minutes.text.length === 2) return [offset(sign, digits, minutes.text), at + 4];
  return [offset(sign, digits, ''), at + 2];
}
