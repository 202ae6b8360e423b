import type { NumberStyle } from './formats.ts';

/** Last day a workbook can hold: 9999-12-31 in the 1900 system. */
const LAST_DAY = 2_958_465;
const DAY = 86_400;
const EPOCH_1904 = 1462;

/** A number of a workbook as text: as short as it can be told apart, never with an exponent below 1e40. */
export function numberText(text: string): string {
  if (isShort(text) || isLong(text)) return text;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  return expanded(String(value === 0 ? 0 : value));
}

/** Sixteen digits and more, as programs write numbers of identity and bank cards: read as a number the last ones would go. */
const isLong = (text: string): boolean => text.length >= 16 && text.length <= 40 && /^-?[1-9]\d{15,}$/.test(text);

/** Digits as anybody would write them, at most 15 of them: printing such a number again would change nothing. */
function isShort(text: string): boolean {
  const { length } = text;
  const at = text.charCodeAt(0) === 45 ? 1 : 0;
  if (length === at || length - at > 16) return false;
  let digits = 0;
  let dot = -1;
  for (let i = at; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
    else if (code === 46 && dot < 0 && i > at) dot = i;
    else return false;
  }
  if (digits > 15 || dot === length - 1) return false;
  if (dot >= 0 && text.charCodeAt(length - 1) === 48) return false;
  if (text.charCodeAt(at) === 48 && (dot < 0 ? digits > 1 : dot > at + 1)) return false;
  return text !== '-0';
}

function expanded(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-])(\d+)$/.exec(text);
  if (!match) return text;
  const [, minus = '', lead = '', rest = '', sign, power] = match;
  const exponent = Number(power);
  if (exponent > 40) return text;
  const digits = lead + rest;
  return sign === '-'
    ? `${minus}0.${'0'.repeat(exponent - 1)}${digits}`
    : `${minus}${digits.padEnd(exponent + 1, '0')}`;
}

/** The number in a cell as its format means it: a date, a time, a share, or the number. */
export function styledText(text: string, style: NumberStyle, from1904: boolean): string {
  switch (style.kind) {
    case 'plain':
      return numberText(text);
    case 'percent':
      return percentText(numberText(text));
    case 'digits': {
      const plain = numberText(text);
      return /^\d+$/.test(plain) ? plain.padStart(style.digits, '0') : plain;
    }
    default:
      return dateText(text, style.kind, from1904) ?? numberText(text);
  }
}

/** The point two places on, without computing: 0.07 is 7% and not 7.000000000000001%. */
function percentText(plain: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!match) return plain;
  const [, minus = '', whole = '', part = ''] = match;
  const padded = part.padEnd(2, '0');
  const units = (whole + padded.slice(0, 2)).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(2);
  return `${minus}${units}${rest === '' ? '' : `.${rest}`}%`;
}

function dateText(text: string, kind: NumberStyle['kind'], from1904: boolean): string | null {
  const serial = Number(text);
  if (text.trim() === '' || !Number.isFinite(serial) || serial < 0) return null;
  let seconds = Math.round(serial * DAY);
  if (kind === 'duration') return clock(seconds);
  if (kind === 'time' && serial < 1) return clock(seconds % DAY);
  if (from1904) seconds += EPOCH_1904 * DAY;
  let day = Math.floor(seconds / DAY);
  const time = seconds - day * DAY;
  if (day > LAST_DAY || (day === 0 && !from1904 && kind === 'date' && time === 0)) return null;
  if (day === 0) return clock(time);
  // the 1900 system counts a 29 February 1900 that never was
  if (day < 60) day++;
  const date = new Date((day - 25_569) * 86_400_000).toISOString().slice(0, 10);
  return time === 0 && kind === 'date' ? date : `${date} ${clock(time)}`;
}

const two = (n: number) => (n < 10 ? `0${String(n)}` : String(n));
const clock = (seconds: number) =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;

/** `2024-03-05T08:26:00.000Z`, as a strict workbook writes a date, as it is stored here. */
export function isoText(text: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?(?:\.\d+)?Z?)?$/.exec(text.trim());
  if (!match) return text;
  return match[2] === undefined ? match[1]! : `${match[1]!} ${match[2]}${match[3] ?? ':00'}`;
}

/** `_x000D_` in a text of a workbook stands for the character of that number. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

/** Column of a reference such as `AB12`, from 0; -1 when it names none. */
export function columnOf(reference: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return at === 0 || at > 3 ? -1 : column - 1;
}
