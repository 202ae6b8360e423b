import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideTable } from '../../../electron/analysis/intake/table.ts';
import { DistinctCounter } from '../../../electron/workers/areas/sources/distinct.ts';
import { ColumnStore } from '../../../electron/workers/areas/sources/store.ts';

describe('different cells of a file too large to keep them', () => {
  it('are counted as a set counts them', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('', ' ', '0', '00', '\0', 'a', 'A'),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 400 }), (texts) => {
        const counter = new DistinctCounter(1_000_000);
        for (const one of texts) counter.add(one);
        expect(counter.count).toBe(new Set(texts).size);
      }),
      { numRuns: 500 },
    );
  });

  it('are counted exactly among hundreds of thousands that differ in a digit, and no further than asked', () => {
    const counter = new DistinctCounter(400_000);
    for (let round = 0; round < 2; round++)
      for (let i = 0; i < 300_000; i++) counter.add(`M${String(i).padStart(9, '0')}`);
    expect(counter.count).toBe(300_000);
    for (let i = 0; i < 300_000; i++) counter.add(`N${i}`);
    expect(counter.count).toBe(400_000);
  });

  it('still tell a key from a column that repeats', () => {
    const store = new ColumnStore();
    const total = 900_000;
    for (let from = 0; from < total; from += 10_000) {
      store.add(
        Array.from({ length: 10_000 }, (_, i) => [
          `K${String(from + i).padStart(8, '0')}`,
          `S${String((from + i) % (total / 2)).padStart(8, '0')}`,
        ]),
        2,
      );
      store.expect(total);
    }
    expect(store.complete).toBe(false);
    const { columns } = decideTable(store.inputs(['member id', 'session id']), total, {}, []);
    expect(columns.map(({ role, distinct }) => [role, distinct])).toEqual([
      ['key', total],
      ['ignored', total / 2],
    ]);
  });

  it('of a file that will not fit keep no rows from the start', () => {
    const store = new ColumnStore(100_000);
    const block = Array.from({ length: 9000 }, (_, i) => [String(i % 7), 'x']);
    store.add(block, 2);
    store.expect(40_000);
    expect(store.complete).toBe(true);
    store.expect(90_000);
    expect(store.complete).toBe(false);
  });
});
