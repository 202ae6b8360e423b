import type { ColumnFormat, Said } from '../../../shared/domain.ts';
import { looksLikeStamp, readDate, readSerial, readUnix, type DateOrder, type DateStyle } from './dates.ts';
import { addBeside, calendarOf, openDates, orderWith, yearFirst, type Beside } from './dates/decide.ts';
import { commonClock } from './dates/zones.ts';
import type { FileFormat } from './columnFacts.ts';
import type { Tally } from './personal.ts';

/** How well a column reads as dates, and how. */
export type DateDecision = {
  share: number;
  format: ColumnFormat;
  /** all dates are eight bare digits */
  onlyCompact: boolean;
  reason: Said;
  warnings: Said[];
  /** how most are written, in words */
  style: Said;
};

/** What the header lets bare numbers be: Excel serials, seconds or milliseconds since 1970. */
export type SpokenDates = { readonly serial: boolean; readonly unix: boolean };

/** What the values say about day or month first. */
export type OrderEvidence = { dmy: number; mdy: number; either: number };

/**
 * Count what each 03-05-2024 of a column says about its order: 25-05 can only be day first. A column whose year may come first
 * (22-03-01) says nothing of day and month.
 */
export function orderEvidence(tally: Tally): OrderEvidence {
  return yearFirst(tally).first === 'no' ? countOrders(tally) : { dmy: 0, mdy: 0, either: 0 };
}

function countOrders(tally: Tally): OrderEvidence {
  const evidence: OrderEvidence = { dmy: 0, mdy: 0, either: 0 };
  for (const { first, second, count } of openDates(tally)) {
    if (first > 12 && second <= 12) evidence.dmy += count;
    else if (second > 12 && first <= 12) evidence.mdy += count;
    else evidence.either += count;
  }
  return evidence;
}

/**
 * Dates of a column. Excel serials (five digits) count only where the header speaks of dates or real dates stand beside
 * them; eight bare digits only where nearly all of them are plausible days; counts of seconds or milliseconds since 1970
 * only where the header speaks of a point in time, and not where they are stamps of the calendar (2024030514); stamps of 12
 * and 14 digits alone only under a header of dates. Years of other calendars and years of two digits that come first are
 * judged on the whole column.
 */
export function decideDates(tally: Tally, present: number, file: FileFormat, spoken: SpokenDates): DateDecision | null {
  if (present === 0) return null;
  const calendar = calendarOf(tally, spoken.serial) ?? undefined;
  if (calendar === undefined && hopeless(tally, spoken.unix)) return null;
  const evidence = orderEvidence(tally);
  const { order, ambiguous, doubt } = orderOf(evidence, file, tally);
  const styles: Record<DateStyle, number> = {
    ...{ iso: 0, slash: 0, chinese: 0, compact: 0, parts: 0, named: 0, serial: 0 },
    ...{ unixSeconds: 0, unixMilliseconds: 0, stamp: 0, roc: 0, era: 0 },
  };
  const beside: Beside = { zones: new Map(), weekdays: 0, wrong: 0 };
  const unix = spoken.unix && !stamped(tally);
  for (const { text, count } of tally) {
    const date = (unix ? readUnix(text) : null) ?? readDate(text, order, calendar) ?? readSerial(text);
    if (!date) continue;
    styles[date.style] += count;
    addBeside(beside, date, text, count);
  }
  const sum = () => Object.values(styles).reduce((a, b) => a + b, 0);
  const since1970 = styles.unixSeconds + styles.unixMilliseconds;
  if (!spoken.serial && sum() - since1970 - styles.serial <= styles.serial * 0.2) styles.serial = 0;
  const all = sum();
  if (all === 0) return null;
  // numbers of 12 and 14 digits are mostly names of things
  if (styles.stamp > 0 && !spoken.serial && !spoken.unix && onlyDigits(tally)) return null;
  const format: ColumnFormat = { dateOrder: styles.parts > 0 ? order : 'ymd' };
  if (styles.serial > 0) format.excelSerial = true;
  if (since1970 > 0) format.unixTime = true;
  if (calendar) format.calendar = calendar;
  const warnings: Said[] = [];
  if (ambiguous && styles.parts > 0)
    warnings.push({
      key: `sources:warn.${doubt}`,
      values: { order: { key: `sources:dateStyle.${order}` } },
    });
  const zone = commonClock(
    beside.zones,
    tally,
    (text) => (unix ? readUnix(text) : null) ?? readDate(text, order, calendar),
  );
  if (zone !== null) format.zone = zone;
  warnings.push(...warningsOf(beside, zone));
  const onlyCompact = styles.compact + styles.stamp === all && onlyDigits(tally);
  return {
    share: all / present,
    format,
    onlyCompact,
    ...wordsOf(styles, order, ambiguous ? null : evidence),
    warnings,
  };
}

/** How most are written, and why the column is read so. `evidence` is null where nothing decides the order. */
function wordsOf(
  { unixSeconds, unixMilliseconds, ...styles }: Readonly<Record<DateStyle, number>>,
  order: DateOrder,
  evidence: OrderEvidence | null,
): Pick<DateDecision, 'style' | 'reason'> {
  const unit: Said = {
    key: `sources:dateStyle.${unixMilliseconds > unixSeconds ? 'unixMilliseconds' : 'unixSeconds'}`,
  };
  const used = Object.entries(styles).filter(([, n]) => n > 0);
  const why = (key: string, values: Said['values']): Said => ({ key: `sources:why.date.${key}`, values });
  if (used.length === 0) return { style: unit, reason: why('unix', { unit }) };
  const main = used.reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  const style: Said = { key: `sources:dateStyle.${main === 'parts' ? order : main}` };
  if (unixSeconds + unixMilliseconds > 0) return { style, reason: why('withUnix', { style, unit }) };
  if (styles.serial > 0 && used.length > 1) return { style, reason: why('withSerials', { style }) };
  if (used.length > 1) return { style, reason: why('styles', { n: used.length, style }) };
  const n = evidence === null || order === 'ymd' ? 0 : evidence[order];
  if (styles.parts > 0 && n > 0) return { style, reason: why(order, { n }) };
  return { style, reason: why('one', { style }) };
}

/** A weekday that is not that of its date in more than a few cells, and clocks of several zones. */
function warningsOf({ zones, weekdays, wrong }: Beside, zone: string | null): Said[] {
  const warnings: Said[] = [];
  if (wrong > Math.max(2, weekdays * 0.02)) warnings.push({ key: 'sources:warn.weekdays', values: { n: wrong } });
  if (zones.size > 1)
    warnings.push({
      key: `sources:warn.${zone === null ? 'zones' : 'zonesAs'}`,
      values: { zones: [...zones.keys()].slice(0, 4).join(', '), ...(zone === null ? {} : { zone }) },
    });
  return warnings;
}

const onlyDigits = (tally: Tally): boolean => tally.every(({ text }) => /^\d+$/.test(text));

/** Are ten digits of this column stamps of the calendar rather than seconds? Judged on some of them. */
function stamped(tally: Tally): boolean {
  const cells = tally.slice(0, 1000).filter(({ text }) => /^\d{10}$/.test(text));
  return cells.length > 0 && cells.filter(({ text }) => looksLikeStamp(text)).length >= cells.length * 0.9;
}

/** None of the first values is a date, a serial or a count since 1970: the rest need not be looked at. */
function hopeless(tally: Tally, unix: boolean): boolean {
  const n = Math.min(tally.length, 300);
  for (let i = 0; i < n; i++) {
    const { text } = tally[i]!;
    if (unix && readUnix(text)) return false;
    if (readDate(text, 'dmy') ?? readDate(text, 'mdy') ?? readDate(text, 'ymd') ?? readSerial(text)) return false;
  }
  return n >= 300;
}

type OrderDecision = { order: DateOrder; ambiguous: boolean; doubt: 'ambiguousDates' | 'ambiguousYear' };

function orderOf(evidence: OrderEvidence, file: FileFormat, tally: Tally): OrderDecision {
  const years = yearFirst(tally);
  const asked = file.dateOrderAsked && file.dateOrder !== null;
  const own = dayOrMonth(years.first === 'no' || asked ? evidence : countOrders(tally), file, tally);
  if (years.first === 'no' || asked) return { ...own, doubt: 'ambiguousDates' };
  return { order: orderWith(years, own.order), ambiguous: years.first === 'maybe', doubt: 'ambiguousYear' };
}

function dayOrMonth(evidence: OrderEvidence, file: FileFormat, tally: Tally): { order: DateOrder; ambiguous: boolean } {
  if (file.dateOrderAsked && file.dateOrder) return { order: file.dateOrder, ambiguous: false };
  if (evidence.dmy > evidence.mdy) return { order: 'dmy', ambiguous: false };
  if (evidence.mdy > evidence.dmy) return { order: 'mdy', ambiguous: false };
  if (evidence.either === 0) return { order: file.dateOrder ?? 'dmy', ambiguous: false };
  if (file.dateOrder) return { order: file.dateOrder, ambiguous: false };
  // nothing decides: slashes with a four-digit year are most often American, everything else day first
  const slashes = tally.some(({ text }) => text.includes('/'));
  return { order: slashes ? 'mdy' : 'dmy', ambiguous: true };
}
