import { readEra } from './dates/eras.ts';
import { century, checked, fullYear, make, type Calendar, type DateOrder, type DateReading } from './dates/reading.ts';
import { parseWritten, readWritten } from './dates/written.ts';
import { halfWidth } from './missing.ts';

export type { Calendar, DateOrder, DateReading, DateStyle } from './dates/reading.ts';

/** A cell longer than this is no date in digits (bounds all work here). */
const LONGEST = 40;
const TIME = String.raw`(?:[T ]\s*(.{1,24}))?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})\s?([-/.年])\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(日|号)?\s?${TIME}$`);
/** The way databases write, read without further ado. */
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?$/;
const CHINESE_TIME = /^(\d{4})年(\d{1,2})月(\d{1,2})[日号](\d{1,2}[:：时点].{0,16})$/;
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})${TIME}$`);
const YEAR_BEGINS = /^\s?\d{4}\s?[-/.年]/;
const UNIX = /^(\d{10})(?:(\d{3})|\.\d{0,9})?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const NAMED_DAY = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[- ./]([a-z]{3,9})\.?,?[- ./](\d{4}|\d{2})${TIME}$`,
  'i',
);
const NAMED_MONTH = new RegExp(String.raw`^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})${TIME}$`, 'i');
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Read a date as people, databases and spreadsheets write it. `order` settles 03-05-2024. Impossible dates are null.
 * Bare numbers are read only as 8, 12 and 14 digits (20240305, 20240305140500) here; serials have {@link readSerial}.
 * @param calendar how the column counts its years, when not from the year 1
 */
export function readDate(cell: string, order: DateOrder, calendar?: Calendar): DateReading | null {
  if (cell.length < 6) return null;
  if (calendar !== undefined) {
    const era = readEra(cell, calendar);
    if (era) return era;
  }
  return (cell.length > LONGEST ? null : readPlain(cell, order)) ?? readWritten(cell, order);
}

/** The forms that nearly all dates have. */
function readPlain(cell: string, order: DateOrder): DateReading | null {
  const text = halfWidth(cell).trim();
  const iso = ISO.exec(text);
  if (iso) {
    const seconds = iso[4] === undefined ? null : +iso[4] * 3600 + +iso[5]! * 60 + +(iso[6] ?? 0);
    return +iso[4]! > 23 || +iso[5]! > 59 || +(iso[6] ?? 0) > 59
      ? null
      : checked(+iso[1]!, +iso[2]!, +iso[3]!, seconds, 'iso');
  }
  let match = YEAR_FIRST.exec(text);
  if (match) {
    const style = match[2] === '年' ? 'chinese' : match[2] === '/' ? 'slash' : 'iso';
    return make(+match[1]!, +match[3]!, +match[4]!, match[6], style);
  }
  match = CHINESE_TIME.exec(text);
  if (match) return make(+match[1]!, +match[2]!, +match[3]!, match[4], 'chinese');
  match = YEAR_LAST.exec(text);
  if (match) {
    const [a, b] = [+match[1]!, +match[3]!];
    if (order === 'ymd' && match[4]!.length === 2) return make(century(a), b, +match[4]!, match[5], 'parts');
    return order === 'mdy'
      ? make(fullYear(match[4]!), a, b, match[5], 'parts')
      : make(fullYear(match[4]!), b, a, match[5], 'parts');
  }
  match = COMPACT.exec(text);
  if (match) {
    const year = +match[1]!;
    return year >= 1900 && year <= 2100 ? make(year, +match[2]!, +match[3]!, undefined, 'compact') : null;
  }
  match = NAMED_DAY.exec(text);
  if (match) return make(fullYear(match[3]!), monthOf(match[2]!), +match[1]!, match[4], 'named');
  match = NAMED_MONTH.exec(text);
  if (match) return make(+match[3]!, monthOf(match[1]!), +match[2]!, match[4], 'named');
  return null;
}

/** An Excel serial (1900 system; day 60 is the leap day that never was) from 1954 to 2119, with its time of day. */
export function readSerial(cell: string): DateReading | null {
  if (!/^\d{5}(?:\.\d{1,12})?$/.test(cell.trim())) return null;
  const serial = Number(cell);
  if (serial < 20000 || serial > 80000) return null;
  const days = Math.floor(serial);
  const date = new Date(Date.UTC(1899, 11, 30 + days));
  const seconds = Math.round((serial - days) * 86400);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    seconds: serial === days ? null : Math.min(86399, seconds),
    style: 'serial',
  };
}

/**
 * The instant in UTC that a count since 1970 stands for: 10 digits are seconds (a fraction may follow), 13 digits are
 * milliseconds. From 2001-09-09 (10^9 s) to 2039-09-18 (2.2 * 10^9 s); parts of a second are cut off.
 */
export function readUnix(cell: string): DateReading | null {
  // ten digits and nine behind the point, with room for blanks; most cells of other columns end here
  if (cell.length < 10 || cell.length > 24) return null;
  const match = UNIX.exec(halfWidth(cell).trim());
  if (!match) return null;
  const seconds = +match[1]!;
  if (seconds < 1e9 || seconds > 2.2e9) return null;
  const date = new Date(seconds * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    seconds: seconds % 86400,
    style: match[2] === undefined ? 'unixSeconds' : 'unixMilliseconds',
  };
}

/**
 * Does a cell of ten digits read as a calendar too: 2024030514 (year, month, day, hour) or 2403051405 (with minutes)?
 * One count of seconds in two hundred does by chance, a column of such stamps in every cell.
 */
export function looksLikeStamp(cell: string): boolean {
  const [, century, a, b, c, d] = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(cell.trim())?.map(Number) ?? [];
  if (century === undefined) return false;
  const day = (month: number, of: number) => month >= 1 && month <= 12 && of >= 1 && of <= 31;
  return ((century === 19 || century === 20) && day(b!, c!) && d! < 24) || (day(a!, b!) && c! < 24 && d! < 60);
}

/** ISO 8601: the day, or day and time when there is one and `withTime`. */
export function isoDate(date: DateReading, withTime: boolean): string {
  const day = `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}`;
  if (!withTime || date.seconds === null) return day;
  const s = date.seconds;
  return `${day}T${pad(Math.floor(s / 3600), 2)}:${pad(Math.floor(s / 60) % 60, 2)}:${pad(s % 60, 2)}`;
}

/** For 03-05-2024 and its like: the first two numbers; null for every other way of writing. */
export function ambiguousParts(
  cell: string,
): { first: number; second: number; shortYear: boolean; last: number } | null {
  // with the year in front nothing is open, and most cells of other columns hold no date at all
  if (YEAR_BEGINS.test(cell) || !/\d/.test(cell)) return null;
  const match = cell.length > LONGEST ? null : YEAR_LAST.exec(halfWidth(cell).trim());
  if (match) return { first: +match[1]!, second: +match[3]!, shortYear: match[4]!.length === 2, last: +match[4]! };
  const written = parseWritten(cell);
  if (!written?.open) return null;
  const [first, second, last] = written.numbers;
  return { first, second, shortYear: written.shortYear, last };
}

/** Is this cell a date in any order (bare numbers are not)? */
export const looksLikeDate = (cell: string): boolean =>
  cell.length >= 6 && !/^\d+$/.test(cell.trim()) && (readDate(cell, 'dmy') ?? readDate(cell, 'mdy')) !== null;

const pad = (n: number, width: number) => String(n).padStart(width, '0');
const monthOf = (name: string) => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
