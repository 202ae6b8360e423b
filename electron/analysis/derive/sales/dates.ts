import type { FactColumn } from '../types.ts';

/** Days that programs write where there is none: the zero of databases, of spreadsheets and of clocks. */
const ZEROS = new Set(
  ['0001-01-01', '1753-01-01', '1899-12-30', '1899-12-31', '1900-01-01', '1970-01-01'].map((day) => Date.parse(day)),
);
const DAY = 86_400_000;
/** A zero is one where it lies so far before the middle of all dates. */
const FAR = 3652 * DAY;

/** Dates of orders that can be, and how many cannot. */
export interface Believable {
  /** milliseconds; NaN: none, or one that cannot be; null: no column of dates */
  readonly date: Float64Array | null;
  readonly unbelievable: number;
}

/**
 * Take out of the dates of orders what the report of quality calls impossible, days after the file was imported, and days
 * that stand for none (1900-01-01) far before all others: one such order would move the reference day for everybody. Where
 * no date would be left, all stay.
 * @param until latest moment that a date can have, in milliseconds; Infinity: any
 */
export function believable(column: FactColumn | undefined, until: number): Believable {
  if (column?.kind !== 'date') return { date: null, unbelievable: 0 };
  const { values } = column;
  const middle = middleOf(values);
  const cannot = (time: number): boolean =>
    time > until || (middle - time > FAR && ZEROS.has(Math.floor(time / DAY) * DAY));
  let unbelievable = 0;
  let known = 0;
  for (const time of values)
    if (time === time) {
      known++;
      if (cannot(time)) unbelievable++;
    }
  if (unbelievable === 0 || unbelievable === known) return { date: values, unbelievable: 0 };
  return { date: values.map((time) => (cannot(time) ? NaN : time)), unbelievable };
}

/** The median of the dates; NaN without any. */
function middleOf(values: Float64Array): number {
  if (!values.some((time) => time === time && ZEROS.has(Math.floor(time / DAY) * DAY))) return NaN;
  const sorted = values.filter((time) => time === time).sort();
  return sorted[sorted.length >> 1]!;
}
