import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countRepeated } from '../../../electron/workers/areas/sources/repeated.ts';

const codes = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }), { maxLength: 200 });

test('counts the rows that a set of rows would drop', () => {
  fc.assert(
    fc.property(codes, fc.nat(4), (rows, spare) => {
      const columns = [0, 1, 2].map((c) =>
        Int32Array.from([...rows.map((row) => row[c]!), ...new Array(spare).fill(0)]),
      );
      const different = new Set(rows.map((row) => row.join())).size;
      expect(countRepeated(columns, rows.length)).toBe(rows.length - different);
    }),
  );
});

test('rows whose hashes agree by chance are compared', () => {
  // large codes fold into the same 32 bits sooner or later: none of these rows repeats
  const n = 300_000;
  const first = Int32Array.from({ length: n }, (_, i) => i * 7919);
  const second = Int32Array.from({ length: n }, (_, i) => i ^ 0x5bd1e995);
  expect(countRepeated([first, second], n)).toBe(0);
});
