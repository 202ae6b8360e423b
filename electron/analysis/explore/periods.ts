import type { DateStep } from '../../../shared/contract/explore.ts';
import type { Said } from '../../../shared/domain.ts';

/** A step that was settled on. */
export type Step = Exclude<DateStep, 'auto'>;

const DAY = 86_400_000;
/** Longest axis in each step before the next is taken. */
const LONGEST: readonly (readonly [Step, number])[] = [
  ['day', 62],
  ['week', 210],
  ['month', 5 * 366],
  ['quarter', 15 * 366],
];
/** No axis has more steps than this; a shorter step that would is not taken. */
const MOST = 400;
const DAYS: Record<Step, number> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };
const ORDER: readonly Step[] = ['day', 'week', 'month', 'quarter', 'year'];

/**
 * The step of a date axis.
 * @param low first day since 1970, @param high last
 */
export function stepFor(asked: DateStep, low: number, high: number): Step {
  const span = high - low;
  if (asked === 'auto') return LONGEST.find(([, days]) => span <= days)?.[0] ?? 'year';
  return ORDER.find((step) => DAYS[step] >= DAYS[asked] && span / DAYS[step] <= MOST) ?? 'year';
}

/** Number of the span of time a day lies in: days, weeks (from Monday), months, quarters, years. @param day since 1970, UTC */
export function periodOf(day: number, step: Step): number {
  const whole = Math.floor(day);
  if (step === 'day') return whole;
  // 1970-01-01 was a Thursday
  if (step === 'week') return Math.floor((whole + 3) / 7);
  const date = new Date(whole * DAY);
  const year = date.getUTCFullYear();
  if (step === 'year') return year;
  return step === 'month' ? year * 12 + date.getUTCMonth() : year * 4 + Math.floor(date.getUTCMonth() / 3);
}

/** First day of a span of time, in days since 1970. */
export function startOf(period: number, step: Step): number {
  if (step === 'day') return period;
  if (step === 'week') return period * 7 - 3;
  if (step === 'year') return Date.UTC(period, 0, 1) / DAY;
  const parts = step === 'month' ? 12 : 4;
  const year = Math.floor(period / parts);
  const part = period - year * parts;
  return Date.UTC(year, step === 'month' ? part : part * 3, 1) / DAY;
}

/** A span of time in words. */
export function periodSaid(period: number, step: Step): Said {
  const date = new Date(startOf(period, step) * DAY).toISOString().slice(0, 10);
  switch (step) {
    case 'day':
      return { key: 'explore:period.day', values: { date } };
    case 'week':
      return { key: 'explore:period.week', values: { date } };
    case 'month':
      return {
        key: 'explore:period.month',
        values: { year: date.slice(0, 4), month: date.slice(5, 7) },
      };
    case 'quarter':
      return {
        key: 'explore:period.quarter',
        values: { year: date.slice(0, 4), quarter: (Number(date.slice(5, 7)) + 2) / 3 },
      };
    case 'year':
      return { key: 'explore:period.year', values: { year: date.slice(0, 4) } };
  }
}
