import { describe, expect, it } from 'vitest';
import type { Condition, Constant } from '../../../shared/conditions.ts';
import type { Filter } from '../../../shared/contract/customers.ts';
import { filterAsked } from '../../../shared/filters.ts';
import { once, tableOf } from '../cleaning/support.ts';
import { byDatabase, byMarks, byRow, type Column, type Table } from './tables.ts';

const tableWith = (...columns: Column[]): Table => ({
  columns,
  clusters: columns[0]?.cells.map((_, row) => [0, 1, null][row % 3] ?? null) ?? [],
});
/** The rows of every way of asking, which are the same. */
function rows(table: Table, condition: Condition): number[] {
  const given = byDatabase(table, condition);
  expect(byMarks(table, condition, 'coded')).toEqual(given);
  expect(byMarks(table, condition, 'numeric')).toEqual(given);
  expect(byRow(table, condition).flatMap((answer, row) => (answer === true ? row + 1 : []))).toEqual(given);
  return given;
}
const range = (min: Constant | null, max: Constant | null): Condition => ({ kind: 'range', column: 1, min, max });
const values = (...list: Constant[]): Condition => ({ kind: 'values', column: 1, values: list });
const not = (of: Condition): Condition => ({ kind: 'not', of });

describe('dates', () => {
  const column: Column = {
    type: 'date',
    cells: ['2024-01-05', '2024-01-05T00:00:00', '2024-01-05T23:59:59', '2024-01-06', '2023-12-31', null],
  };
  const dates = tableWith(column);
  it('are taken in to the end of what is written as the upper end', () => {
    expect(rows(dates, range('2024-01-05', '2024-01-05'))).toEqual([1, 2, 3]);
    expect(rows(dates, range('2024', '2024'))).toEqual([1, 2, 3, 4]);
    expect(rows(dates, range(null, '2023-12'))).toEqual([5]);
    expect(rows(dates, range(null, '2024-01-05T23:59'))).toEqual([1, 2, 3, 5]);
  });
  it('are moments: midnight is the same with its time and without', () => {
    expect(rows(dates, values('2024-01-05'))).toEqual([1, 2]);
    expect(rows(dates, values('2024-01-05T00:00:00'))).toEqual([1, 2]);
    const two = tableWith(column, { type: 'date', cells: column.cells.map(() => '2024-01-05') });
    expect(rows(two, { kind: 'compare', column: 1, operator: '>=', other: 2 })).toEqual([1, 2, 3, 4]);
    expect(rows(two, { kind: 'compare', column: 1, operator: '=', other: 2 })).toEqual([1, 2]);
  });
  it('that are not in the calendar, or no dates at all, are met by nobody, and their contrary neither', () => {
    for (const end of ['2024-02-30', 'soon', '', 5]) {
      expect(rows(dates, range(null, end))).toEqual([]);
      expect(rows(dates, not(range(null, end)))).toEqual([]);
    }
  });
  it('of a comparison are their first moment', () => {
    const after: Condition = { kind: 'compareValue', column: 1, operator: '>', value: '2024-01-05' };
    expect(rows(dates, after)).toEqual([3, 4]);
    expect(rows(dates, not(after))).toEqual([1, 2, 5]);
  });
});

describe('numbers', () => {
  const numbers = tableWith({ type: 'number', cells: [0, 1, 99, null] });
  it('may be written as text, in any notation; an empty text is no number', () => {
    expect(rows(numbers, values('1.0', '99'))).toEqual([2, 3]);
    expect(rows(numbers, values(''))).toEqual([]);
    expect(rows(numbers, not(values('', 'x')))).toEqual([1, 2, 3]);
    expect(rows(numbers, range('1', null))).toEqual([2, 3]);
    expect(rows(numbers, range(null, 'x'))).toEqual([]);
  });
  it('and yes and no are one family, texts another', () => {
    const table = tableWith(
      { type: 'number', cells: [0, 1] },
      { type: 'boolean', cells: [1, 1] },
      { type: 'text', cells: ['0', '1'] },
    );
    expect(rows(table, { kind: 'compare', column: 1, operator: '=', other: 2 })).toEqual([2]);
    expect(rows(table, { kind: 'compare', column: 1, operator: '=', other: 3 })).toEqual([]);
    expect(rows(table, { kind: 'compare', column: 1, operator: '!=', other: 3 })).toEqual([]);
  });
});

describe('texts', () => {
  it('stand in the order of their code points', () => {
    const texts = tableWith({ type: 'text', cells: ['𠮷', '！', 'a', null] });
    expect(rows(texts, range('！', null))).toEqual([1, 2]);
    expect(rows(texts, range(null, '！'))).toEqual([2, 3]);
  });
});

describe('membership', () => {
  it('is never unknown', () => {
    const table = tableWith({ type: 'text', cells: ['a', 'b', null] });
    expect(rows(table, { kind: 'segments', segments: [10] })).toEqual([1]);
    expect(rows(table, not({ kind: 'segments', segments: [10, 12] }))).toEqual([2, 3]);
    expect(rows(table, not({ kind: 'ids', ids: [2] }))).toEqual([1, 3]);
  });
});

describe('filters', () => {
  const table = tableWith({ type: 'number', cells: [1, 2, null] });
  const kept = (filter: Filter) => rows(table, filterAsked(filter));
  it('of values may name the missing one, of a range open at both ends keep every row of a column that is there', () => {
    expect(kept({ kind: 'values', attribute: 1, values: [1, null] })).toEqual([1, 3]);
    expect(kept({ kind: 'values', attribute: 1, values: [] })).toEqual([]);
    expect(kept({ kind: 'missing', attribute: 1, missing: false })).toEqual([1, 2]);
    expect(kept({ kind: 'range', attribute: 1, min: null, max: null })).toEqual([1, 2, 3]);
    expect(kept({ kind: 'range', attribute: 9, min: null, max: null })).toEqual([]);
    expect(kept({ kind: 'missing', attribute: 9, missing: true })).toEqual([]);
  });
});

describe('rules of cleaning', () => {
  const dates = tableOf([{ name: 'day', type: 'date', cells: ['2024-01-05', '2024-12-31T08:00:00', null] }]);
  const dropped = (max: string) =>
    once(dates, { op: 'dropRows', where: { kind: 'range', column: 'day', min: null, max } });
  it('with an end that is no date say so and drop nothing; a year is taken in whole', () => {
    expect(dropped('2024-02-30').report.skipped?.key).toBe('cleaning:skip.endsOfType');
    expect([...(dropped('2024').table.gone ?? [])]).toEqual([1, 1, 0]);
  });
});
