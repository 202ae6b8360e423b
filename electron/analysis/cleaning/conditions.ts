import type { CompareOperator, PlainCondition, RowCondition } from '../../../shared/cleaning.ts';
import { AppError } from '../../../shared/frames.ts';
import type { Said } from '../../../shared/domain.ts';
import type { Stored } from '../intake/convert.ts';
import { inClear } from '../privacy/mask.ts';
import { skip } from './context.ts';
import { compilePattern } from './pattern.ts';
import { type CleanColumn, type CleanTable, columnNamed, printed } from './table.ts';

/** Rows as marks: 1 meets the condition. */
export type Marks = Uint8Array;

/** The rows that meet a condition (dropped rows may be marked as well), or why it cannot be asked. */
export function rowsThat(table: CleanTable, condition: RowCondition): Marks | { skipped: Said } {
  if (condition.kind === 'not') {
    const marks = plain(table, condition.of);
    if (!(marks instanceof Uint8Array)) return marks;
    // a missing value does not meet a condition, nor its contrary
    const known = condition.of.kind === 'missing' ? null : knownRows(table, condition.of);
    for (let r = 0; r < marks.length; r++) marks[r] = marks[r] === 0 && known?.[r] !== 0 ? 1 : 0;
    return marks;
  }
  if (condition.kind !== 'all' && condition.kind !== 'any') return plain(table, condition as PlainCondition);
  let all: Marks | null = null;
  for (const part of condition.of) {
    const marks = plain(table, part);
    if (!(marks instanceof Uint8Array)) return marks;
    if (!all) all = marks;
    else if (condition.kind === 'all') for (let r = 0; r < marks.length; r++) all[r]! &= marks[r]!;
    else for (let r = 0; r < marks.length; r++) all[r]! |= marks[r]!;
  }
  return all!;
}

function knownRows(table: CleanTable, condition: PlainCondition): Marks {
  const marks = new Uint8Array(table.rows).fill(1);
  for (const name of condition.kind === 'compare' ? [condition.column, condition.other] : [condition.column]) {
    const { values, codes } = columnNamed(table, name)!;
    for (let r = 0; r < table.rows; r++) if (values[codes[r]!] === null) marks[r] = 0;
  }
  return marks;
}

function plain(table: CleanTable, condition: PlainCondition): Marks | { skipped: Said } {
  const column = columnNamed(table, condition.column);
  if (!column) return skip('noColumn', { column: condition.column });
  if (condition.kind === 'compare') {
    const other = columnNamed(table, condition.other);
    if (!other) return skip('noColumn', { column: condition.other });
    if (!comparable(column, other)) return skip('notComparable', { column: column.name, other: other.name });
    return compareRows(table, column, other, condition.operator);
  }
  const test = testOf(column, condition);
  if (typeof test !== 'function') return test;
  const hit = column.values.map((value) => (test(value) ? 1 : 0));
  const marks = new Uint8Array(table.rows);
  for (let r = 0; r < table.rows; r++) marks[r] = hit[column.codes[r]!]!;
  return marks;
}

/** What a single value is asked. */
export type ValueTest =
  | { readonly kind: 'missing' }
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | { readonly kind: 'range'; readonly min: number | string | null; readonly max: number | string | null }
  | { readonly kind: 'pattern'; readonly pattern: string };

/** The test of a value of a column; missing values pass `missing` alone. */
export function testOf(column: CleanColumn, asked: ValueTest): ((value: Stored) => boolean) | { skipped: Said } {
  switch (asked.kind) {
    case 'missing':
      return (value) => value === null;
    case 'values': {
      const wanted = new Set([...inClear(asked.values, column.values).values()].flat());
      return (value) => value !== null && wanted.has(String(value));
    }
    case 'range': {
      const { min, max } = asked;
      if (column.type === 'number' || column.type === 'boolean') {
        if (typeof min === 'string' || typeof max === 'string') return skip('endsOfType', { column: column.name });
        return (value) => typeof value === 'number' && (min === null || value >= min) && (max === null || value <= max);
      }
      if (column.type !== 'date' || typeof min === 'number' || typeof max === 'number')
        return skip('endsOfType', { column: column.name });
      // a day as the upper end takes in the whole day
      const top = max === null ? null : max.length === 10 ? `${max}T99` : max;
      return (value) => typeof value === 'string' && (min === null || value >= min) && (top === null || value <= top);
    }
    case 'pattern': {
      try {
        const match = compilePattern(asked.pattern);
        return (value) => value !== null && match(printed(value));
      } catch (error) {
        if (error instanceof AppError) return { skipped: error.said };
        throw error;
      }
    }
  }
}

/** Can the values of two columns be put into an order? */
export const comparable = (a: CleanColumn, b: CleanColumn): boolean => family(a) === family(b);
const family = ({ type }: CleanColumn): string =>
  type === 'number' || type === 'boolean' ? 'number' : type === 'date' ? 'date' : 'text';

/** Rows in which both values are there and compare so. */
export function compareRows(table: CleanTable, a: CleanColumn, b: CleanColumn, operator: CompareOperator): Marks {
  const marks = new Uint8Array(table.rows);
  const test = COMPARE[operator];
  for (let r = 0; r < table.rows; r++) {
    const one = a.values[a.codes[r]!]!;
    const other = b.values[b.codes[r]!]!;
    if (one !== null && other !== null && test(one, other)) marks[r] = 1;
  }
  return marks;
}

const COMPARE: Readonly<Record<CompareOperator, (a: string | number, b: string | number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>=': (a, b) => a >= b,
  '>': (a, b) => a > b,
};
/** The operator that holds where another does not. */
export const CONTRARY: Readonly<Record<CompareOperator, CompareOperator>> = {
  '<': '>=',
  '<=': '>',
  '=': '!=',
  '!=': '=',
  '>=': '<',
  '>': '<=',
};
