import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageBands, bandOf, categoryLevels, numberBands } from '../../../electron/analysis/personas/bands.ts';
import { withheld } from '../../../electron/analysis/personas/suppress.ts';

const plain = { unit: '', percent: false, year: false };
const sorted = (values: number[]) => Float64Array.from(values).sort();
const holds = (filter: unknown, value: number): boolean => {
  const f = filter as { kind: string; min: number | null; max: number | null; values: number[] };
  if (f.kind === 'values') return f.values.includes(value);
  return (f.min === null || value >= f.min) && (f.max === null || value <= f.max);
};

describe('bands of numbers', () => {
  it('put every value into the band whose condition it meets, and into that alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -500, max: 5000 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
          minLength: 40,
          maxLength: 200,
        }),
        (values) => {
          const bands = numberBands(1, sorted(values), plain);
          if (!bands) return;
          const counts = bands.levels.map(() => 0);
          for (const value of values) {
            const band = bandOf(value, bands);
            expect(bands.levels.map(({ filter }) => holds(filter, value))).toEqual(
              bands.levels.map((_, i) => i === band),
            );
            counts[band]! += 1;
          }
          for (const count of counts) expect(count).toBeGreaterThanOrEqual(10);
          expect(new Set(bands.levels.map(({ label }) => label)).size).toBe(bands.levels.length);
        },
      ),
    );
  });

  it('are cut at round figures and printed with their unit', () => {
    const values = sorted(Array.from({ length: 400 }, (_, i) => 137 + i * 7));
    expect(numberBands(1, values, { ...plain, unit: '¥' })!.levels.map(({ label }) => label)).toEqual([
      '< ¥800',
      '¥800–¥1,599',
      '¥1,600–¥2,199',
      '≥ ¥2,200',
    ]);
    const shares = sorted(Array.from({ length: 400 }, (_, i) => i / 400 + 0.0001));
    expect(numberBands(1, shares, { ...plain, percent: true })!.levels.map(({ label }) => label)).toEqual([
      '< 30%',
      '30%–50%',
      '50%–80%',
      '≥ 80%',
    ]);
  });

  it('tell few whole numbers one by one', () => {
    const values = sorted(Array.from({ length: 90 }, (_, i) => i % 3));
    expect(numberBands(4, values, plain)!.levels).toEqual(
      ['0', '1', '2'].map(
        (label) =>
          expect.objectContaining({
            label,
            filter: { kind: 'values', attribute: 4, values: [Number(label)] },
          }) as unknown,
      ),
    );
  });

  it('show no band for a handful of customers or a constant', () => {
    expect(numberBands(1, sorted([1, 2, 3, 4]), plain)).toBeNull();
    expect(numberBands(1, sorted(new Array<number>(100).fill(7)), plain)).toBeNull();
  });
});

describe('bands of ages', () => {
  it('are customary, and turned round for years of birth', () => {
    const ages = sorted(Array.from({ length: 300 }, (_, i) => 16 + (i % 60)));
    const bands = ageBands(ages, (from, to) => ({
      kind: 'range',
      attribute: 2,
      min: to === null ? null : 2024 - to,
      max: from === null ? null : 2024 - from,
    }))!;
    expect(bands.levels.map(({ label }) => label)).toEqual(['< 25', '25–34', '35–44', '45–54', '55–64', '≥ 65']);
    expect(bands.levels[1]!.filter).toEqual({ kind: 'range', attribute: 2, min: 1990, max: 1999 });
  });
});

describe('levels of a category', () => {
  it('keep the frequent ones and sum the rest, which is never a small group itself', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 20 }), (counts) => {
        const names = counts.map((_, i) => `n${i}`);
        const found = categoryLevels(1, names, counts);
        if (!found) return;
        const sums = found.levels.map(() => 0);
        counts.forEach((count, code) => {
          if (found.target[code]! >= 0) sums[found.target[code]!]! += count;
        });
        for (const sum of sums) expect(sum).toBeGreaterThanOrEqual(10);
      }),
    );
  });
});

describe('withheld counts', () => {
  it('cover every small group and cannot be worked out from the rest of their row', () => {
    const table = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 2, max: 6 })).chain(([rows, columns]) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
    fc.assert(
      fc.property(table, (counts) => {
        const hidden = withheld(counts);
        counts.forEach((row, r) => {
          const cells = row.map((count, c) => ({ count, out: hidden[r]![c]! }));
          for (const { count, out } of cells) if (count > 0 && count < 10) expect(out).toBe(true);
          const out = cells.filter((cell) => cell.out);
          const open = cells.filter((cell) => !cell.out);
          if (out.length === 0) return;
          const size = row.reduce((sum, count) => sum + count, 0);
          const blurred = open.length * size * 0.01 >= 5;
          const mixed = out.length >= 2 && out.reduce((sum, cell) => sum + cell.count, 0) >= 10;
          const nothingLeft = open.every(({ count }) => count === 0);
          expect(blurred || mixed || nothingLeft).toBe(true);
        });
      }),
    );
  });

  it('leave a table without small groups as it is', () => {
    expect(
      withheld([
        [10, 20, 0],
        [30, 40, 50],
      ])
        .flat()
        .some(Boolean),
    ).toBe(false);
  });
});
