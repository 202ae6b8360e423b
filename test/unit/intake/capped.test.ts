import { describe, expect, it } from 'vitest';
import { decideColumn } from '../../../electron/analysis/intake/column.ts';

const FILE = { decimal: '.', dateOrder: null, dateOrderAsked: false } as const;

/** A column of which only the first cells were kept: nine in ten lie past the cap of distinct cells. */
const typeOf = (name: string, cells: readonly string[]) =>
  decideColumn(
    {
      position: 3,
      name,
      values: cells,
      counts: cells.map(() => 1),
      beyond: cells.length * 9,
      distinctBeyond: cells.length * 9,
      rows: cells.length * 10,
      sequence: false,
    },
    FILE,
    {},
  ).guess.type;

const cells = (of: (i: number) => string) => Array.from({ length: 1000 }, (_, i) => of(i));

describe('a column with more different cells than are kept', () => {
  it('is what its kept cells are: numbers, days, codes with leading zeros, text', () => {
    expect(
      typeOf(
        'spent',
        cells((i) => (100 + i * 0.37).toFixed(2)),
      ),
    ).toBe('number');
    expect(
      typeOf(
        'day',
        cells((i) => new Date(Date.UTC(2000, 0, 1 + i)).toISOString().slice(0, 10)),
      ),
    ).toBe('date');
    expect(
      typeOf(
        'article',
        cells((i) => String(i * 7).padStart(8, '0')),
      ),
    ).toBe('identifier');
    expect(
      typeOf(
        'remark',
        cells((i) => `came back ${i} times and was happy`),
      ),
    ).toBe('text');
  });
});
