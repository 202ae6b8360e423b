import { simplified } from './chinese.ts';
import { withoutRadicals } from './radicals.ts';

/**
 * A text in the form in which it is compared: compatible characters made one (full width, ligatures), lower case, Latin
 * letters without accents, traditional Chinese as simplified, blanks single.
 */
export function fold(text: string): string {
  const plain = /^[\u0020-\u007e]*$/.test(text)
    ? text
    : simplified(withoutRadicals(text).normalize('NFKC')).normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC');
  return plain.toLowerCase().replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll(/\s+/g, ' ').trim();
}

/** Two family names of their own, which simplifying would make one: 於 is no 于. */
const APART = '於';
const KEPT = '\ue000';
/** A name in the form in which it is compared: as {@link fold}, with family names apart that simplifying would make one. */
export const foldName = (text: string): string => fold(text.replaceAll(APART, KEPT)).replaceAll(KEPT, APART);

/** Words of a folded text: runs of letters and digits; an apostrophe parts nothing. */
export const wordsOf = (folded: string): string[] => folded.replaceAll(/['’`´]/g, '').match(/[\p{L}\p{N}]+/gu) ?? [];

/** What people write where they have nothing to say. */
const NOTHING =
  /^(?:[-–—.?*/\\]+|n\/?a|none|null|nil|nan|unknown|missing|not given|not available|undefined|test|xxx+|无|没有|未知|不详|暂无|空)$/;

/** Is a folded text a stand-in for no value? A masked one (张**) is too: it cannot be compared. */
export const saysNothing = (folded: string): boolean => folded === '' || NOTHING.test(folded) || folded.includes('*');

// ITU-T E.164: country codes of one and two digits; all others have three
const ONE_DIGIT = new Set(['1', '7']);
const TWO_DIGITS = new Set(
  (
    '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 ' +
    '91 92 93 94 95 98'
  ).split(' '),
);

/**
 * A telephone number by its digits: without country code (+86, 0086, +44 …), trunk zero, extension, width and signs.
 * @returns null when it is none: fewer than 6 digits, more than 15, one digit only, or 123456…
 */
export function phoneForm(cell: string): string | null {
  let text = cell.normalize('NFKC').trim().toLowerCase();
  if (text.includes('*')) return null;
  text = text.replace(/(?:ext\.?|x|转|分机|#)\s*\d{1,6}$/u, '').replace(/\(0\)/, '');
  let digits = text.replaceAll(/\D/g, '');
  if (text.startsWith('+') || text.startsWith('00')) {
    digits = digits.replace(/^0+/, '');
    const code = ONE_DIGIT.has(digits[0] ?? '') ? 1 : TWO_DIGITS.has(digits.slice(0, 2)) ? 2 : 3;
    // 00 also begins numbers that a table filled up with zeros
    if (digits.length - code >= 6) digits = digits.slice(code);
  } else if (/^86(?:1[3-9]\d{9})$/.test(digits)) digits = digits.slice(2);
  digits = digits.replace(/^0+/, '');
  if (digits.length < 6 || digits.length > 15) return null;
  if (/^(\d)\1+$/.test(digits) || '1234567890'.startsWith(digits) || /^1?3800000000$/.test(digits)) return null;
  return digits;
}

/** Providers that deliver name+anything@ to name@. */
const TAGS = new Set([
  'gmail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'icloud.com',
  'fastmail.com',
  'proton.me',
  'protonmail.com',
]);

/**
 * An e-mail address in lower case; at providers that deliver tagged addresses to the same box without the tag, at Gmail
 * also without dots. Elsewhere dots and tags may name another person and stay.
 * @returns null when it is none, or a stand-in such as none@ and test@test
 */
export function emailForm(cell: string): string | null {
  const text = cell
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, '')
    .replaceAll(/\s+/g, '');
  const match = /^([^@]+)@([^@]+\.[a-z\u0080-\uffff]{2,})$/.exec(text);
  if (!match) return null;
  let [, local = '', domain = ''] = match;
  if (domain === 'googlemail.com') domain = 'gmail.com';
  if (TAGS.has(domain)) local = local.replace(/\+.*$/, '');
  if (domain === 'gmail.com') local = local.replaceAll('.', '');
  if (/\*|^(?:none|no|na|n\/a|null|unknown|noreply|no-reply|test|noemail)$/.test(local) || local === '') return null;
  return `${local}@${domain}`;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * An identity number by its letters and digits in upper case. The 15 digits of a Chinese resident number from before 2000
 * are made the 18 of today (GB 11643-1999).
 * @returns null when it has fewer than 4 signs or only one digit
 */
export function idForm(cell: string): string | null {
  if (cell.includes('*')) return null;
  const text = cell
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (text.length < 4 || /^(.)\1+$/.test(text) || !/\d/.test(text)) return null;
  if (!/^[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}$/.test(text)) return text;
  const long = `${text.slice(0, 6)}19${text.slice(6)}`;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += WEIGHTS[i]! * (long.charCodeAt(i) - 48);
  return long + '10X98765432'[sum % 11]!;
}

/**
 * A day as eight digits yyyymmdd, from ISO text, compact digits, or day and month in either order (an impossible month
 * settles it; otherwise the month comes first only when it is written so everywhere, which a single value cannot tell:
 * the day is taken first). Impossible days stay as written, so that a slip can still be compared.
 * @returns null when there are no eight digits of a date
 */
export function dayForm(cell: string | number): string | null {
  const text = String(cell).normalize('NFKC').trim();
  const iso = /^(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})(?:\D.*)?$/.exec(text);
  if (iso) return iso[1]! + iso[2]!.padStart(2, '0') + iso[3]!.padStart(2, '0');
  if (/^\d{8}$/.test(text)) return text;
  const other = /^(\d{1,2})\D(\d{1,2})\D(\d{4})$/.exec(text);
  if (!other) return null;
  const [first, second, year] = [other[1]!.padStart(2, '0'), other[2]!.padStart(2, '0'), other[3]!];
  return Number(second) > 12 ? year + first + second : year + second + first;
}

/** A key as it is written: numbers as whole numbers, texts without blanks around them. @returns null when empty */
export function keyForm(value: string | number | null): string | null {
  if (value === null) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  const text = value.trim().replace(/^(-?\d+)\.0+$/, '$1');
  return text === '' ? null : text;
}

/** A key in its loosest form: width, case, signs between its parts and leading zeros taken away. */
export function looseKey(key: string): string {
  const bare = key
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\-_/.#]/g, '');
  return bare.replace(/(^|\p{L})0+(?=\d)/gu, '$1');
}
