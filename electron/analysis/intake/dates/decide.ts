import { ambiguousParts } from '../dates.ts';
import type { Tally } from '../personal.ts';
import { calendarOfCell } from './eras.ts';
import { century, checked, weekdayOf, type Calendar, type DateOrder, type DateReading } from './reading.ts';
import { zoneOf } from './zones.ts';

/** A reading holds when this share of the cells allows it. */
const HOLDS = 0.98;

/**
 * Which calendar a whole column speaks for, or null for the usual one. Three digits of a year with slashes or 年 speak for the
 * Republic of China; with points and hyphens, as seven digits, and letters of eras only under a header of dates.
 * @param spoken the header speaks of dates
 */
export function calendarOf(tally: Tally, spoken: boolean): Calendar | null {
  // one cell in three hundred is enough to see that there is none
  if (tally.length > 300 && !tally.slice(0, 300).some(({ text }) => calendarOfCell(text))) return null;
  const counts = { republic: 0, republicDigits: 0, shortRepublic: 0, era: 0 };
  let all = 0;
  let slashes = 0;
  for (const { text, count } of tally) {
    const cell = calendarOfCell(text);
    all += count;
    if (cell) counts[cell] += count;
    if (cell === 'republic' && /^\d{3}[/年]/.test(text)) slashes += count;
    // a Republic in so many words stands for its year in figures
    else if (/^(?:中[華华])?民[國国]/.test(text)) counts.republic += count;
  }
  const { republic, republicDigits, shortRepublic, era } = counts;
  if (republic + shortRepublic >= all * HOLDS && republic >= all * 0.2 && (spoken || slashes > 0)) return 'roc';
  if (spoken && republicDigits >= all * HOLDS) return 'roc';
  return spoken && era >= all * HOLDS ? 'japanese' : null;
}

/** A date whose day and month are open, with how often its cell occurs. */
export type Open = NonNullable<ReturnType<typeof ambiguousParts>> & { readonly count: number };

const opened = new WeakMap<Tally, readonly Open[]>();

/** The dates of a column whose day and month are open; taken apart once for all who ask. */
export function openDates(tally: Tally): readonly Open[] {
  let found = opened.get(tally);
  if (!found) {
    const open: Open[] = [];
    for (const { text, count } of tally) {
      const parts = ambiguousParts(text);
      if (parts) open.push({ ...parts, count });
    }
    opened.set(tally, (found = open));
  }
  return found;
}

/** What a column of dates like 22-03-01 says: the year is first, it is not, or it may be (with the likelier order). */
export type ShortYears = { readonly first: 'no' | 'yes' | 'maybe'; readonly likely: boolean };

const NO: ShortYears = { first: 'no', likely: false };

/**
 * Whether the year comes first in a column of three short numbers. Decided on the whole column: which orders are dates at all,
 * then which end runs over the days of a month as days do, and which is nearly constant as years are.
 */
export function yearFirst(tally: Tally): ShortYears {
  const lead = new Set<number>();
  const tail = new Set<number>();
  const pairs = new Set<number>();
  let all = 0;
  let longYears = 0;
  const valid = { ymd: 0, dmy: 0, mdy: 0 };
  for (const { first: a, second: b, last: c, shortYear, count } of openDates(tally)) {
    all += count;
    if (!shortYear) {
      longYears += count;
      if (longYears > all * 0.5 && all > 100) return NO;
      continue;
    }
    lead.add(a);
    tail.add(c);
    pairs.add(a * 10000 + b * 100 + c);
    if (checked(century(a), b, c, null, 'parts')) valid.ymd += count;
    if (checked(century(c), b, a, null, 'parts')) valid.dmy += count;
    if (checked(century(c), a, b, null, 'parts')) valid.mdy += count;
  }
  if (all === 0 || longYears > all * (1 - HOLDS) || valid.ymd < all * HOLDS) return NO;
  if (valid.dmy < all * HOLDS && valid.mdy < all * HOLDS) return { first: 'yes', likely: true };
  return byRuns(lead, tail, pairs.size);
}

/** Days fill a month as far as so many dates can; years do not. */
function byRuns(lead: ReadonlySet<number>, tail: ReadonlySet<number>, dates: number): ShortYears {
  const expected = 31 * (1 - (30 / 31) ** dates);
  const asDays = (numbers: ReadonlySet<number>) =>
    numbers.size >= 0.7 * expected && (dates < 12 || Math.max(...numbers) > 12);
  const [first, last] = [asDays(lead), asDays(tail)];
  if (dates >= 8 && last && !first && lead.size * 2 <= tail.size) return { first: 'yes', likely: true };
  if (dates >= 8 && first && !last && tail.size * 2 <= lead.size) return NO;
  return { first: 'maybe', likely: lead.size < tail.size };
}

/** Zones and days of the week that dates were written with, counted. */
export type Beside = { readonly zones: Map<string, number>; weekdays: number; wrong: number };

/** Count what a date says besides its day. @param text the cell it was read from */
export function addBeside(beside: Beside, date: DateReading, text: string, count: number): void {
  if (date.weekday !== undefined) {
    beside.weekdays += count;
    if (date.weekday !== weekdayOf(date)) beside.wrong += count;
  }
  const name = zoneOf(date, text);
  if (name === undefined) return;
  beside.zones.set(name, (beside.zones.get(name) ?? 0) + count);
}

/** The order of a column in which the year may be first. */
export const orderWith = (years: ShortYears, other: DateOrder): DateOrder =>
  years.first === 'yes' || (years.first === 'maybe' && years.likely) ? 'ymd' : other;
