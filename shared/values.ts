import type { ColumnType, Lang, PersonalKind } from './domain.ts';

/** Print a number in the reader's locale; at most `digits` decimals (default: 2, or 4 below 1). */
export function printNumber(value: number, lang: Lang, digits = Math.abs(value) < 1 ? 4 : 2): string {
  return new Intl.NumberFormat(lang, { maximumFractionDigits: digits }).format(value);
}

/** Print an amount of money with its sign as the file wrote it (`¥`, `元`, `$`); the value is not converted. */
export function printMoney(value: number, unit: string, lang: Lang): string {
  const text = printNumber(value, lang, 2);
  if (unit === '') return text;
  return /^[A-Z¥$€£₩₹₽]/.test(unit) ? `${unit}${unit.length > 1 ? ' ' : ''}${text}` : `${text} ${unit}`;
}

/** Print an ISO date or date and time (`2024-03-05`, `2024-03-05T10:20:30`) in the reader's locale; other text as it is. */
function printDate(iso: string, lang: Lang): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2})(?::(\d{2}))?)?$/.exec(iso);
  if (!match) return iso;
  const [, year, month, day, time, seconds] = match;
  const date =
    lang === 'zh-CN'
      ? `${year}年${Number(month)}月${Number(day)}日`
      : new Intl.DateTimeFormat('en', { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
          new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))),
        );
  return time === undefined ? date : `${date} ${time}${seconds !== undefined && seconds !== '00' ? `:${seconds}` : ''}`;
}

/** Milliseconds since 1970 of an ISO date as it is stored, read as UTC; NaN for other text. */
export const dateToNumber = (iso: string): number =>
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/.test(iso) ? Date.parse(iso.length === 10 ? iso : `${iso}Z`) : NaN;

/** The ISO date (with the time unless it is midnight) of milliseconds since 1970. */
export function numberToDate(ms: number): string {
  const iso = new Date(ms).toISOString().slice(0, 19);
  return iso.endsWith('T00:00:00') ? iso.slice(0, 10) : iso;
}

/** Print a stored cell for a table: numbers and dates in the reader's locale, everything else as it is; null: ''. */
export function printCell(value: string | number | null, type: ColumnType, lang: Lang): string {
  if (value === null) return '';
  if (type === 'boolean') {
    const yes = value === 1 || value === '1';
    return lang === 'zh-CN' ? (yes ? '是' : '否') : yes ? 'Yes' : 'No';
  }
  if (typeof value === 'number') return printNumber(value, lang);
  return type === 'date' ? printDate(value, lang) : value;
}

const dots = '****';

/**
 * A personal value with enough left to tell two apart by eye and too little to find the person: 林*, 138****2047, a***@b.com,
 * 110***********1234. Works on any text; empty stays empty.
 */
export function maskPersonal(text: string, kind: PersonalKind): string {
  const value = text.trim();
  if (value === '') return '';
  const letters = [...value];
  switch (kind) {
    case 'name':
      return maskName(letters);
    case 'phone': {
      const digits = value.replace(/\D/g, '');
      return digits.length >= 7 ? `${digits.slice(0, 3)}${dots}${digits.slice(-4)}` : dots;
    }
    case 'email': {
      const at = value.lastIndexOf('@');
      return at > 0 ? `${letters[0]}***@${value.slice(at + 1)}` : `${letters[0]}***`;
    }
    case 'residentId':
    case 'bankCard':
      return letters.length >= 10
        ? `${letters.slice(0, 3).join('')}${'*'.repeat(letters.length - 7)}${letters.slice(-4).join('')}`
        : dots;
    case 'birthDate': {
      const year = /\b(\d{4})/.exec(value)?.[1];
      return year === undefined ? dots : `${year}-**-**`;
    }
    case 'address':
      return `${letters.slice(0, Math.min(3, Math.max(1, Math.floor(letters.length / 3)))).join('')}***`;
    case 'plate':
      return `${letters.slice(0, 2).join('')}***${letters.length > 4 ? letters.at(-1)! : ''}`;
    case 'passport':
    case 'account':
    case 'other':
      return letters.length >= 8
        ? `${letters.slice(0, 2).join('')}***${letters.slice(-2).join('')}`
        : `${letters[0]}***`;
  }
}

function maskName(letters: string[]): string {
  if (/\p{Script=Han}/u.test(letters[0]!)) {
    if (letters.length <= 2) return `${letters[0]}*`;
    return `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)!}`;
  }
  return letters
    .join('')
    .split(/\s+/)
    .map((word) => `${[...word][0]}***`)
    .join(' ');
}
