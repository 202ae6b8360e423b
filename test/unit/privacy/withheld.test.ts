import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountTable, fitting, type Standing, withheldGroups, withheldTable } from '../../../shared/privacy.ts';
import { boundsOf, type Equation, follows } from './bounds.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);
const FLOOR = 10;
const small = (count: number) => count > 0 && count < FLOOR;
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

/** The figures of a table as unknowns, cells first, then the row sums, the column sums and the total. */
function unknownsOf({ cells }: Pick<CountTable, 'cells'>) {
  const height = cells.length;
  const width = cells[0]!.length;
  const cell = (r: number, c: number) => r * width + c;
  const row = (r: number) => height * width + r;
  const column = (c: number) => height * width + height + c;
  const total = height * width + height + width;
  const line = (parts: number[], whole: number): Equation => ({
    of: new Map([...parts.map((i) => [i, 1] as const), [whole, -1]]),
    is: 0,
  });
  const range = (n: number) => Array.from({ length: n }, (_, i) => i);
  const equations = [
    ...range(height).map((r) =>
      line(
        range(width).map((c) => cell(r, c)),
        row(r),
      ),
    ),
    ...range(width).map((c) =>
      line(
        range(height).map((r) => cell(r, c)),
        column(c),
      ),
    ),
    line(range(height).map(row), total),
    line(range(width).map(column), total),
  ];
  const values = [
    ...cells.flat(),
    ...cells.map(sum),
    ...range(width).map((c) => sum(cells.map((one) => one[c]!))),
    sum(cells.flat()),
  ];
  return { values, equations };
}

const standing = fc.constantFrom<Standing>('told', 'known', 'never');
const counts = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 14 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 300 }) },
);
const tables = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([height, width]) =>
  fc.record({
    cells: fc.array(fc.array(counts, { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
    rows: standing,
    columns: standing,
    total: standing,
  }),
);

describe('what is withheld of a table', () => {
  it('stays open over at least the floor for anybody who solves for it', () => {
    let hidden = 0;
    fc.assert(
      fc.property(tables, (table) => {
        const out = withheldTable(table);
        const { values, equations } = unknownsOf(table);
        const [height, width] = [table.cells.length, table.cells[0]!.length];
        if (!out) {
          // only what is known anyway can make that so
          expect([table.rows, table.columns, table.total]).toContain('known');
          return;
        }
        const withheld = [...out.cells.flat(), ...out.rows, ...out.columns, out.total];
        const never = (i: number) =>
          i >= height * width &&
          (i < height * width + height
            ? table.rows
            : i < height * (width + 1) + width
              ? table.columns
              : table.total) === 'never';
        const told = values.flatMap((value, i): Equation[] =>
          withheld[i] ? [] : [{ of: new Map([[i, 1]]), is: value }],
        );
        values.forEach((value, i) => {
          if (!small(value) || never(i)) return;
          expect(withheld[i]).toBe(true);
          hidden += 1;
          const [low, high] = boundsOf(values.length, [...equations, ...told], i)!;
          expect(low).toBeLessThanOrEqual(value + 1e-6);
          expect(high).toBeGreaterThanOrEqual(FLOOR - 1e-6);
          expect(high - low).toBeGreaterThanOrEqual(FLOOR - 1e-6);
        });
      }),
      { numRuns: RUNS, seed: 31 },
    );
    expect(hidden).toBeGreaterThan(RUNS);
  });

  it('gives no sum away that stands behind it: means of withheld cells do not follow from the others', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const out = withheldTable(table);
        if (!out) return;
        const { values, equations } = unknownsOf(table);
        const withheld = [...out.cells.flat(), ...out.rows, ...out.columns, out.total];
        const unit = (i: number) => values.map((_, j) => (i === j ? 1 : 0));
        const known = [
          ...equations.map(({ of }) => values.map((_, i) => of.get(i) ?? 0)),
          ...values.flatMap((_, i) => (withheld[i] ? [] : [unit(i)])),
        ];
        table.cells.flat().forEach((count, i) => {
          if (small(count)) expect(follows(known, unit(i))).toBe(false);
        });
      }),
      { numRuns: RUNS, seed: 32 },
    );
  });

  it('is nothing where no group is small, and the same each time', () => {
    const large = {
      cells: [
        [10, 20, 0],
        [30, 40, 50],
      ],
      rows: 'told',
      columns: 'told',
      total: 'told',
    } as const;
    expect(withheldTable(large)!.cells.flat().some(Boolean)).toBe(false);
    fc.assert(
      fc.property(tables, (table) => {
        expect(withheldTable(table)).toEqual(withheldTable(table));
      }),
      { numRuns: 50, seed: 33 },
    );
  });

  it('takes the next smallest cell of the line where that is enough', () => {
    const out = withheldGroups([100, 5, 50, 80], 'told')!;
    expect(out.groups).toEqual([false, true, true, false]);
    expect(out.total).toBe(false);
  });

  it('is told as impossible where what is known gives it away', () => {
    expect(withheldGroups([5, 0], 'known')).toBeNull();
    expect(withheldGroups([5], 'told')).toMatchObject({ groups: [true], total: true });
  });
});

describe('a table of which some cells are not known', () => {
  it('is filled so that all sums hold, whenever it can be', () => {
    fc.assert(
      fc.property(tables, fc.infiniteStream(fc.boolean()), ({ cells }, hide) => {
        const known = cells.map((row) => row.map((count) => (hide.next().value ? null : count)));
        const rows = cells.map(sum);
        const columns = cells[0]!.map((_, c) => sum(cells.map((row) => row[c]!)));
        const filled = fitting(known, rows, columns)!;
        expect(filled.map(sum)).toEqual(rows);
        expect(filled[0]!.map((_, c) => sum(filled.map((row) => row[c]!)))).toEqual(columns);
        known.forEach((row, r) =>
          row.forEach((count, c) => {
            if (count !== null) expect(filled[r]![c]).toBe(count);
            expect(filled[r]![c]).toBeGreaterThanOrEqual(0);
          }),
        );
      }),
      { numRuns: RUNS, seed: 34 },
    );
    expect(fitting([[null, 3]], [2], [1, 3])).toBeNull();
    expect(fitting([[4, 3]], [9], [5, 4])).toBeNull();
  });
});
