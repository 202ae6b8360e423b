import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CleanOp, CleanStep } from '../../../shared/cleaning.ts';
import { applyStep, applySteps } from '../../../electron/analysis/cleaning/apply.ts';
import { type CleanTable, keptRows } from '../../../electron/analysis/cleaning/table.ts';
import type { Stored } from '../../../electron/analysis/intake/convert.ts';
import { contextOf, once, rowsOf, stepOf, steps, STEPS, tables } from './support.ts';

const OPS = Object.keys(STEPS) as CleanOp[];
const RUNS = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 150), seed: 20261121 };
const other = new Map<string, Stored>([
  ['001', 'red'],
  ['002', 7],
]);
const files = Object.fromEntries(
  ['text', 'category', 'number', 'date', 'boolean', 'identifier'].map((name) => [
    `other.csv/${name}/identifier`,
    other,
  ]),
);
const run = (table: CleanTable, step: CleanStep) => applyStep(table, { id: 1, step }, contextOf(table, {}, files));

/** Everything of a table that can be told apart, by copy. */
const image = (table: CleanTable): unknown => ({
  rows: rowsOf(table),
  ids: [...table.ids],
  gone: table.gone && [...table.gone],
  columns: table.columns.map(({ values, codes, ...facts }) => ({ ...facts, values: [...values], codes: [...codes] })),
});
const cell = (table: CleanTable, key: number, row: number): Stored | undefined => {
  const column = table.columns.find((one) => one.key === key);
  return column && column.values[column.codes[row]!]!;
};
const gone = (table: CleanTable, row: number): boolean => table.gone?.[row] === 1;

describe.each(OPS)('%s', (op) => {
  it('changes no table but makes a new one: taking it back gives exactly the table before', () => {
    fc.assert(
      fc.property(tables, steps, stepOf(op), (start, first, step) => {
        const before = run(start, first).table;
        const seen = image(before);
        run(before, step);
        expect(image(before)).toEqual(seen);
        // and it can be done again with the same result
        expect(image(run(before, step).table)).toEqual(image(run(before, step).table));
      }),
      RUNS,
    );
  });

  it('loses no row, and counts what it did as a naive recount does', () => {
    fc.assert(
      fc.property(tables, steps, stepOf(op), (start, first, step) => {
        const before = run(start, first).table;
        const { table: after, report, touched } = run(before, step);
        expect(keptRows(before)).toBe(keptRows(after) + report.dropped);
        expect(report.before.rows).toBe(keptRows(before));
        expect(report.after.rows).toBe(keptRows(after));
        const flags = op === 'fill' ? after.columns.filter((column) => column.reason.key === 'cleaning:flag') : [];
        let cells = 0;
        let rows = 0;
        for (let r = 0; r < before.rows; r++) {
          if (gone(before, r)) {
            expect(gone(after, r)).toBe(true);
            continue;
          }
          const changed = after.columns.filter((column) => {
            if (flags.includes(column)) return false;
            const was = cell(before, column.key, r);
            const now = cell(after, column.key, r)!;
            return was === undefined ? now !== null : !Object.is(was, now);
          }).length;
          cells += changed;
          if (changed > 0 || gone(after, r)) rows++;
          expect(touched?.[r] ?? 0).toBe(changed > 0 || gone(after, r) ? 1 : 0);
        }
        expect({ cells: report.cells, touched: report.touched }).toEqual({ cells, touched: rows });
        if (report.skipped) expect(image(after)).toEqual(image(before));
      }),
      RUNS,
    );
  });

  it('leaves the columns it does not name as they are', () => {
    fc.assert(
      fc.property(tables, stepOf(op), (before, step) => {
        const { table: after } = run(before, step);
        const named = JSON.stringify(step);
        for (const column of before.columns) {
          if (op === 'normalise' && !named.includes('"columns"')) continue;
          if (named.includes(`"${column.name}"`)) continue;
          expect(after.columns.find(({ key }) => key === column.key)).toBe(column);
        }
      }),
      RUNS,
    );
  });

  it('keeps each value of a column once', () => {
    fc.assert(
      fc.property(tables, steps, stepOf(op), (start, first, step) => {
        for (const { values, codes } of run(run(start, first).table, step).table.columns) {
          expect(new Set(values).size).toBe(values.length);
          expect([...codes].every((code) => code >= 0 && code < values.length)).toBe(true);
        }
      }),
      RUNS,
    );
  });
});

/** Steps that change nothing the second time, whatever the table. */
const IDEMPOTENT: CleanOp[] = ['normalise', 'regions', 'invalid', 'dropRows', 'dropDuplicates', 'type', 'rename'];
describe.each(IDEMPOTENT)('%s', (op) => {
  it('done twice is done once', () => {
    fc.assert(
      fc.property(tables, stepOf(op), (start, step) => {
        const first = run(start, step).table;
        expect(rowsOf(run(first, step).table)).toEqual(rowsOf(first));
      }),
      { ...RUNS, numRuns: RUNS.numRuns * 4 },
    );
  });
});

describe('map', () => {
  it('done twice is done once, where no target is mapped itself', () => {
    fc.assert(
      fc.property(tables, stepOf('map'), (start, step) => {
        const { groups } = step as Extract<CleanStep, { op: 'map' }>;
        const sources = new Set(groups.flatMap(({ from }) => from));
        fc.pre(groups.every(({ to }) => to === null || !sources.has(to)));
        const first = run(start, step).table;
        expect(rowsOf(run(first, step).table)).toEqual(rowsOf(first));
      }),
      RUNS,
    );
  });
});

describe('a row of steps', () => {
  it('does what its steps do one by one, and without those passed over the same', () => {
    fc.assert(
      fc.property(tables, fc.array(steps, { maxLength: 6 }), (start, list) => {
        const entries = list.map((step, i) => ({ id: i + 1, step }));
        const context = contextOf(start, {}, files);
        const all = applySteps(start, entries, context);
        let table = start;
        for (const entry of entries) table = applyStep(table, entry, context).table;
        expect(image(all.table)).toEqual(image(table));
        expect(all.reports).toHaveLength(list.length);
        expect(start.rows).toBe(keptRows(all.table) + all.reports.reduce((sum, { dropped }) => sum + dropped, 0));
        // a step that was passed over might as well be switched off
        const done = entries.filter((_, i) => all.reports[i]!.skipped === null);
        expect(image(applySteps(start, done, context).table)).toEqual(image(all.table));
      }),
      RUNS,
    );
  });

  it('goes on past a step whose column is not there, and says why', () => {
    fc.assert(
      fc.property(tables, (start) => {
        const { table, report } = once(start, { op: 'rename', column: 'nowhere', to: 'x' });
        expect(table).toBe(start);
        expect(report.skipped).toEqual({ key: 'cleaning:skip.noColumn', values: { column: 'nowhere' } });
      }),
      { numRuns: 5 },
    );
  });
});
