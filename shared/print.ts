import { isYear } from './attribute.ts';
import type { ColumnFormat, ColumnType, Lang, Role } from './domain.ts';
import { numberToDate } from './values.ts';

/** Made formats by language and options: making one takes a hundred times as long as using it. */
const formats = new Map<string, Intl.NumberFormat>();

/**
 * Print a number as the reader's language does, with the true minus (U+2212). Everything the program prints goes through here.
 * @param options as of `Intl.NumberFormat`
 */
export function printFigure(value: number, lang: string | undefined, options: Intl.NumberFormatOptions = {}): string {
  const key = `${lang ?? ''} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(lang, options)));
  return format.format(value).replace('-', '−');
}

/** Print a number with at most `digits` decimals (default: 2, or 4 below 1). */
export const printNumber = (value: number, lang: Lang, digits = Math.abs(value) < 1 ? 4 : 2): string =>
  printFigure(value, lang, { maximumFractionDigits: digits });

/** A number as it can be read aloud: three figures below 100, whole numbers above. */
export function readable(value: number): number {
  const size = Math.abs(value);
  if (size >= 100 || size === 0) return Math.round(value);
  const digits = size >= 10 ? 1 : size >= 1 ? 2 : Math.min(6, 2 - Math.floor(Math.log10(size)));
  return Number(value.toFixed(digits));
}

/** Print a share of 1 in percent with at most `digits` decimals. */
const printPercent = (share: number, lang: Lang, digits = 1): string =>
  printFigure(share, lang, { style: 'percent', maximumFractionDigits: digits });

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/**
 * Whether a unit stands before its number: the signs of currencies (¥, US$) and their codes (ISO 4217: CNY) do; words and
 * measures (元, kg) stand behind.
 */
export const unitLeads = (unit: string): boolean => /^\p{L}{0,3}\p{Sc}$/u.test(unit) || CODES.has(unit);

/** How a leading unit stands before its number: the wide yen sign of Chinese keyboards narrow, a code with a blank. */
export const signOf = (unit: string): string => (CODES.has(unit) ? `${unit} ` : unit.replace('￥', '¥'));

/**
 * A printed number with its unit as the file wrote it; the value is not converted.
 * @param unit '' for none
 */
export function withUnit(text: string, unit: string): string {
  if (unit === '') return text;
  if (!unitLeads(unit)) return `${text} ${unit}`;
  // the minus stands before the sign
  return text.startsWith('−') ? `−${signOf(unit)}${text.slice(1)}` : `${signOf(unit)}${text}`;
}

/** Print an amount with its unit, with at most two decimals. */
export const printAmount = (value: number, unit: string, lang: Lang): string =>
  withUnit(printNumber(value, lang, 2), unit);

/**
 * Print a stored date: the day as it is stored, the time behind it without empty seconds (`2024-03-05 10:20`); other text as
 * it is.
 */
export function printDate(iso: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2}))?$/.exec(iso);
  if (!match) return iso;
  const [, day, time, seconds = '00'] = match as unknown as [string, string, string, string | undefined];
  return `${day} ${time}${seconds === '00' ? '' : `:${seconds}`}`;
}

/** What of a column says how its values read. */
export interface Read {
  readonly type: ColumnType;
  /** what it is called; where that is not its header, `code` is */
  readonly name?: string;
  readonly code?: string;
  readonly role?: Role;
  readonly format?: ColumnFormat;
  readonly unit?: string | null;
}

const YES_NO: Readonly<Record<Lang, readonly [no: string, yes: string]>> = { 'zh-CN': ['否', '是'], en: ['No', 'Yes'] };

/**
 * A stored value in the reader's words: the one way a value reads, wherever it stands by itself. Personal values, categories
 * and text stand as they are; null: ''. The unit is the column's, and is not repeated in every cell.
 * @param digits decimals of numbers (default: 2, or 4 below 1)
 */
export function printValue(value: string | number | null, column: Read, lang: Lang, digits?: number): string {
  if (value === null) return '';
  if (column.role === 'personal') return String(value);
  if (column.type === 'boolean') return YES_NO[lang][value === 1 || value === '1' ? 1 : 0];
  if (typeof value === 'string') return column.type === 'date' ? printDate(value) : value;
  if (column.format?.percent) return printPercent(value, lang);
  const header = column.code ?? column.name;
  if (header !== undefined && Number.isInteger(value) && isYear(header, value)) return String(value);
  return printNumber(value, lang, digits);
}

/**
 * A point of a column's axis, or a figure made of its values, in words: fewer decimals the greater it is, and with its unit.
 * @param value a number; of dates milliseconds since 1970, of which the day is printed
 */
export function printPoint(value: number, { name = '', code = name, type, format, unit }: Read, lang: Lang): string {
  if (type === 'date') return numberToDate(value).slice(0, 10);
  if (isYear(code, value)) return String(Math.round(value));
  if (format?.percent) return printPercent(value, lang);
  const size = Math.abs(value);
  return withUnit(printNumber(value, lang, size >= 100 ? 0 : size >= 10 ? 1 : 2), unit ?? '');
}
