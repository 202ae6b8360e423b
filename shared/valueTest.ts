import type { ColumnCondition, CompareOperator, Constant } from './conditions.ts';
import type { ColumnType } from './domain.ts';
import { dateToNumber, numberToDate } from './values.ts';

/** Values that can be compared with each other: numbers and booleans, dates, or texts. */
export type Family = 'number' | 'date' | 'text';

/** The family of a column. */
export function familyOf(type: ColumnType): Family {
  if (type === 'number' || type === 'boolean') return 'number';
  return type === 'date' ? 'date' : 'text';
}

/** A value that is there, as it is compared: numbers (booleans 0 and 1), dates in milliseconds since 1970 (UTC), texts. */
export type Known = number | string;

/** A stored value (dates ISO 8601, booleans 0 and 1) as it is compared; null: missing. */
export function knownOf(value: string | number | null, family: Family): Known | null {
  if (value === null) return null;
  if (family === 'text') return String(value);
  const known = family === 'date' ? dateToNumber(String(value)) : Number(value);
  return Number.isNaN(known) ? null : known;
}

/**
 * What a condition asks of one value that is there, its constants read as the family. Ends are part of the interval, null
 * is open; `not` turns the answer round. Dates are milliseconds, of whole seconds.
 */
export type ValueTest =
  | { readonly kind: 'interval'; readonly low: Known | null; readonly high: Known | null; readonly not: boolean }
  | { readonly kind: 'among'; readonly values: readonly Known[]; readonly not: boolean }
  | { readonly kind: 'pattern'; readonly pattern: string };

/** A condition that asks for the value itself. */
export type ValueCondition = Exclude<ColumnCondition<unknown>, { kind: 'missing' }>;

/** The test of a condition on a column of a family; null: it cannot be asked there, and the answer is unknown. */
export function valueTest(condition: ValueCondition, family: Family): ValueTest | null {
  switch (condition.kind) {
    case 'pattern':
      return { kind: 'pattern', pattern: condition.pattern };
    case 'values':
      return { kind: 'among', values: condition.values.flatMap((value) => constant(value, family) ?? []), not: false };
    case 'compareValue': {
      const value = constant(condition.value, family);
      return value === null ? null : compared(condition.operator, value);
    }
    case 'range': {
      const { min, max } = condition;
      const low = min === null ? null : constant(min, family);
      const high = max === null ? null : family === 'date' ? lastMoment(max) : constant(max, family);
      if ((min !== null && low === null) || (max !== null && high === null)) return null;
      return { kind: 'interval', low, high, not: false };
    }
  }
}

function compared(operator: CompareOperator, value: Known): ValueTest {
  switch (operator) {
    case '=':
    case '!=':
      return { kind: 'among', values: [value], not: operator === '!=' };
    case '>=':
    case '<':
      return { kind: 'interval', low: value, high: null, not: operator === '<' };
    case '<=':
    case '>':
      return { kind: 'interval', low: null, high: value, not: operator === '>' };
  }
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

function constant(value: Constant, family: Family): Known | null {
  if (family === 'text') return String(value);
  if (family === 'date') return spanOf(value)?.from ?? null;
  if (typeof value === 'number') return Number.isNaN(value) ? null : value;
  return NUMBER.test(value.trim()) ? Number(value) : null;
}

/** The last moment of what is written, before the next begins. */
function lastMoment(value: Constant): number | null {
  const span = spanOf(value);
  return span && span.to - 1;
}

const WRITTEN = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?)?)?$/;

/** A written year, month, day, minute or second in milliseconds since 1970 (UTC), `to` exclusive; null: no such date. */
function spanOf(value: Constant): { from: number; to: number } | null {
  const [, year, month, day, hour, minute, second] = WRITTEN.exec(String(value)) ?? [];
  if (typeof value !== 'string' || year === undefined) return null;
  const date = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const from = dateToNumber(`${date}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}`);
  // 30 February would roll over into March
  if (Number.isNaN(from) || numberToDate(from).slice(0, 10) !== date) return null;
  const next = new Date(from);
  if (month === undefined) next.setUTCFullYear(next.getUTCFullYear() + 1);
  else if (day === undefined) next.setUTCMonth(next.getUTCMonth() + 1);
  else if (hour === undefined) next.setUTCDate(next.getUTCDate() + 1);
  else if (second === undefined) next.setUTCMinutes(next.getUTCMinutes() + 1);
  else next.setUTCSeconds(next.getUTCSeconds() + 1);
  return { from, to: next.getTime() };
}

/** Order of two values of a family: below 0, 0 or above 0. Texts by their code points, as the database orders them. */
export function orderOf(a: Known, b: Known): number {
  if (a === b) return 0;
  if (typeof a !== 'string' || typeof b !== 'string') return a < b ? -1 : 1;
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === shorter) return a.length - b.length;
  const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)];
  // halves of code points beyond 65,535 stand in UTF-16 before the last of those below
  return isHalf(one) === isHalf(other) ? one - other : isHalf(one) ? 1 : -1;
}
const isHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** Whether an operator holds where the first value is less than the second, equal to it, or more. */
export type Outcomes = readonly [less: boolean, equal: boolean, more: boolean];
/** When each operator holds. */
export const OUTCOMES: Readonly<Record<CompareOperator, Outcomes>> = {
  '<': [true, false, false],
  '<=': [true, true, false],
  '=': [false, true, false],
  '!=': [true, false, true],
  '>=': [false, true, true],
  '>': [false, false, true],
};
