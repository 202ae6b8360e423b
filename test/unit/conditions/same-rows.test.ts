import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../shared/conditions.ts';
import { byDatabase, byMarks, byRow, conditions, tables } from './tables.ts';

const RUNS = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 500), seed: 20261129 };

describe('a condition', () => {
  it('gives the same rows from the database, from marks over codes and over numbers, and row by row', () => {
    fc.assert(
      fc.property(tables, conditions, (table, condition) => {
        const rows = byRow(table, condition).flatMap((answer, row) => (answer === true ? row + 1 : []));
        expect(byDatabase(table, condition)).toEqual(rows);
        expect(byMarks(table, condition, 'coded')).toEqual(rows);
        expect(byMarks(table, condition, 'numeric')).toEqual(rows);
      }),
      { ...RUNS, numRuns: RUNS.numRuns * 3 },
    );
  });

  it('and its contrary part the rows that are known; unknown is met by neither', () => {
    fc.assert(
      fc.property(tables, conditions, (table, condition) => {
        const answers = byRow(table, condition);
        const contrary: Condition = { kind: 'not', of: condition };
        expect(byRow(table, contrary)).toEqual(answers.map((answer) => (answer === null ? null : !answer)));
        const unknown = answers.filter((answer) => answer === null).length;
        const met = byMarks(table, condition, 'coded').length + byMarks(table, contrary, 'coded').length;
        expect(met).toBe(answers.length - unknown);
        expect(byDatabase(table, condition).length + byDatabase(table, contrary).length).toBe(met);
      }),
      RUNS,
    );
  });

  it('follows the laws of De Morgan', () => {
    fc.assert(
      fc.property(tables, conditions, conditions, (table, one, other) => {
        const not = (of: Condition): Condition => ({ kind: 'not', of });
        expect(byRow(table, not({ kind: 'all', of: [one, other] }))).toEqual(
          byRow(table, { kind: 'any', of: [not(one), not(other)] }),
        );
      }),
      RUNS,
    );
  });
});
