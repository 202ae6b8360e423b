import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideColumn } from '../../../electron/analysis/intake/column.ts';
import { converterOf } from '../../../electron/analysis/intake/convert.ts';
import { column } from './data.ts';

/** A column as an import decides and stores it: what is written into the table for each cell. */
function storedOf(header: string, cells: readonly string[]) {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const values = [...counts.keys()];
  const { guess } = decideColumn(
    {
      position: 0,
      name: header,
      values,
      counts: [...counts.values()],
      beyond: 0,
      rows: cells.length,
      sequence: false,
    },
    { decimal: '.', dateOrder: null, dateOrderAsked: false },
    {},
  );
  const convert = converterOf(guess, values);
  return { guess, stored: cells.map((cell) => convert(cell)) };
}

const header = fc.constantFrom(
  '值',
  '订单号',
  'amount',
  '金额',
  'id',
  '会员号',
  'phone',
  '卡号',
  'x',
  '数量',
  'Total spent',
);
const zeros = fc.stringMatching(/^0\d{1,12}$/);
const long = fc.stringMatching(/^[1-9]\d{15,29}$/);
const middling = fc.stringMatching(/^[1-9]\d{11,14}$/);
const ordinary = fc.oneof(
  fc.integer({ min: -9999, max: 9999 }).map(String),
  fc.double({ min: 0, max: 9999, noNaN: true }).map((x) => x.toFixed(2)),
  fc.constantFrom('', 'N/A', '￥1,264', '1.2万', 'abc', '2024-03-05'),
);

describe('digits that are names (R24)', () => {
  it('a column of them is stored as it stands, whatever its header', () => {
    fc.assert(
      fc.property(header, fc.array(fc.oneof(zeros, long, middling), { minLength: 2, maxLength: 40 }), (name, cells) => {
        // zeros alone may be one number written alike: 00, 000 …
        fc.pre(cells.some((cell) => cell.length > 1));
        const { guess, stored } = storedOf(name, cells);
        expect(guess.type).not.toBe('number');
        if (guess.type !== 'date') expect(stored).toEqual(cells);
      }),
      { numRuns: 3000 },
    );
  });

  it('one among numbers never becomes a number that says something else', () => {
    fc.assert(
      fc.property(
        header,
        fc.array(ordinary, { minLength: 1, maxLength: 60 }),
        long,
        fc.nat(),
        (name, cells, odd, at) => {
          const all = cells.toSpliced(at % (cells.length + 1), 0, odd);
          const stored = storedOf(name, all).stored[at % (cells.length + 1)];
          if (typeof stored === 'number') expect(BigInt(stored).toString()).toBe(odd);
          else if (stored !== null) expect(stored).toBe(odd);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('one with a zero in front among numbers keeps it, or all of them are texts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 60 }),
        zeros,
        (numbers, odd) => {
          const cells = [...numbers.map(String), odd];
          const { guess, stored } = storedOf('编号', cells);
          expect(guess.type).not.toBe('number');
          expect(stored.at(-1)).toBe(odd);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['证件号', ['1.10105E+17', '3.20105E+17', '4.40301E+17']],
    ['订单号', ['2.02403E+13', '2.02403E+13', '2.02404E+13', '2.02405E+13']],
    ['order id', ['110105194912310000', '320105198503160000', '440301199001010000', '510107198811120000']],
  ])('%s that a spreadsheet damaged is told of', (name, cells) => {
    const guess = column(name, cells);
    expect(guess.type).toBe('identifier');
    expect(guess.warnings.map(({ key }) => key)).toContain('sources:warn.damagedIds');
  });
});
