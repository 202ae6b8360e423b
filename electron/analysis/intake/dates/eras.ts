import { halfWidth } from '../missing.ts';
import { checked, clock, type Calendar, type DateReading } from './reading.ts';

const REPUBLIC = /^(0?\d{2,3})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?(?:[T ]\s?(.{1,24}))?$/;
const REPUBLIC_DIGITS = /^(0?\d{2,3})(\d{2})(\d{2})$/;
const LETTER = /^([RHSTM令平昭大明])\.?(\d{1,2}|元)([-/.年])(\d{1,2})[-/.月](\d{1,2})日?(?:[T ]\s?(.{1,24}))?$/;
const BEFORE: Readonly<Record<string, number>> = {
  ...{ R: 2018, 令: 2018, H: 1988, 平: 1988, S: 1925, 昭: 1925, T: 1911, 大: 1911, M: 1867, 明: 1867 },
};
/** Years of each Japanese era, to the last begun. */
const YEARS: Readonly<Record<string, number>> = {
  ...{ R: 40, 令: 40, H: 31, 平: 31, S: 64, 昭: 64, T: 15, 大: 15, M: 45, 明: 45 },
};
/** Years of the Republic that are believed: to 2061. */
const LAST = 150;
const LONGEST = 40;

/** Read a date of another calendar: 113/01/03 and 1130103 of the Republic of China, R6.1.3 of a Japanese era; or null. */
export function readEra(cell: string, calendar: Calendar): DateReading | null {
  if (cell.length > LONGEST) return null;
  const text = halfWidth(cell).trim();
  if (calendar === 'japanese') {
    const match = LETTER.exec(text);
    if (!match) return null;
    const year = match[2] === '元' ? 1 : +match[2]!;
    if (year < 1 || year > YEARS[match[1]!]!) return null;
    return timed(BEFORE[match[1]!]! + year, +match[4]!, +match[5]!, match[6], 'era');
  }
  const digits = REPUBLIC_DIGITS.exec(text);
  if (digits) return inRepublic(digits[1]!, +digits[2]!, +digits[3]!, undefined);
  const match = REPUBLIC.exec(text);
  return match && inRepublic(match[1]!, +match[3]!, +match[4]!, match[5]);
}

const inRepublic = (year: string, month: number, day: number, time: string | undefined) =>
  +year < 1 || +year > LAST ? null : timed(1911 + Number(year), month, day, time, 'roc');

function timed(year: number, month: number, day: number, time: string | undefined, style: 'roc' | 'era') {
  const seconds = time === undefined ? null : clock(time);
  return time !== undefined && seconds === null ? null : checked(year, month, day, seconds, style);
}

/** What cells say of the calendar of their column. */
export type CalendarCell = 'republic' | 'republicDigits' | 'shortRepublic' | 'era' | null;

/** Whether a cell could count its years from 1912 or from an era, and how clearly. At most 40 characters are looked at. */
export function calendarOfCell(cell: string): CalendarCell {
  if (cell.length > LONGEST || cell.length < 6) return null;
  const text = halfWidth(cell).trim();
  const first = text.charCodeAt(0);
  if (first < 48 || first > 57) return readEra(text, 'japanese') ? 'era' : null;
  const match = REPUBLIC.exec(text);
  if (match && readEra(text, 'roc')) return match[1]!.length === 3 ? 'republic' : 'shortRepublic';
  return text.length === 7 && readEra(text, 'roc') ? 'republicDigits' : null;
}
