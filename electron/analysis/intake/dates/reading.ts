/** Order of day, month and year in dates like 03-05-2024. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';
/**
 * Years counted from elsewhere, believed for a whole column only: `roc` from 1912 (113/01/03), `japanese` from the letter
 * of an era (R6.1.3).
 */
export type Calendar = 'roc' | 'japanese';
/** How a date is written. */
export type DateStyle =
  | 'iso'
  | 'slash'
  | 'chinese'
  | 'compact'
  | 'parts'
  | 'named'
  | 'serial'
  | 'unixSeconds'
  | 'unixMilliseconds'
  | 'stamp'
  | 'roc'
  | 'era';
/**
 * A date as read: days are calendar days without a zone, `seconds` since midnight or null without a time. What else the
 * cell says of it, where it was looked for: the day of the week (0: Sunday) and the zone of its clock.
 */
export type DateReading = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly seconds: number | null;
  readonly style: DateStyle;
  readonly weekday?: number | undefined;
  readonly zone?: string | undefined;
};

const CLOCK =
  /^(上午|下午|中午|晚上|凌晨)?\s?(\d{1,2})[:：时点](\d{1,2})?(?:[:：分](\d{1,2})(?:[.,]\d{1,9})?)?[分秒]?\s?(am|pm|a\.m\.|p\.m\.)?\s?(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i;

/** A date that exists between the years 1000 and 2999, or null. @param seconds since midnight */
export function checked(
  year: number,
  month: number,
  day: number,
  seconds: number | null,
  style: DateStyle,
): DateReading | null {
  if (year < 1000 || year > 2999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  return { year, month, day, seconds, style };
}

/** A date with the clock that stands behind it, or null when one of them is impossible. @param time as written */
export function make(
  year: number,
  month: number,
  day: number,
  time: string | undefined,
  style: DateStyle,
): DateReading | null {
  const seconds = time === undefined ? null : clock(time);
  return time !== undefined && seconds === null ? null : checked(year, month, day, seconds, style);
}

/** Seconds since midnight of a clock (8:03, 8:03:28.5 pm, 下午2点5分, 08:03Z), or null. At most 40 characters. */
export function clock(text: string): number | null {
  const match = text.length > 40 ? null : CLOCK.exec(text.trim());
  if (!match) return null;
  const half = (match[5] ?? '').toLowerCase();
  const late = half.startsWith('p') || match[1] === '下午' || match[1] === '晚上';
  return secondsOf(+match[2]!, +(match[3] ?? 0), +(match[4] ?? 0), late ? 'pm' : half.startsWith('a') ? 'am' : '');
}

/** Seconds since midnight of an hour by the half of its day, or null when there is no such time. */
export function secondsOf(hour: number, minute: number, second: number, half: 'am' | 'pm' | ''): number | null {
  let h = hour;
  if (half === 'pm' && h < 12) h += 12;
  if (half === 'am' && h === 12) h = 0;
  return h > 23 || minute > 59 || second > 59 ? null : h * 3600 + minute * 60 + second;
}

/** Day of the week of a date, 0: Sunday. */
export const weekdayOf = ({ year, month, day }: DateReading): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay();

/** The instant in UTC, in milliseconds since 1970, as a date. */
export function fromInstant(milliseconds: number, style: DateStyle): DateReading | null {
  const date = new Date(milliseconds);
  const year = date.getUTCFullYear();
  const seconds = Math.floor(milliseconds / 1000) % 86400;
  return Number.isNaN(year)
    ? null
    : checked(year, date.getUTCMonth() + 1, date.getUTCDate(), (seconds + 86400) % 86400, style);
}

/** Two digits of a year as Excel reads them: 00–29 are 2000–2029. */
export const century = (two: number): number => (two < 30 ? 2000 + two : two < 100 ? 1900 + two : two);
/** A year of two or four digits. */
export const fullYear = (text: string): number => (text.length === 2 ? century(+text) : +text);

const daysIn = (year: number, month: number) =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;
