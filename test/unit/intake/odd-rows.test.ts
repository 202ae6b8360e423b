import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowFitter } from '../../../electron/analysis/intake/rowFit.ts';
import type { ReadOptions } from '../../../shared/contract/sources.ts';
import { fileOf, rawOf } from './data.ts';

const read = async (text: string, options: ReadOptions = {}) => {
  const { facts, rows } = await rawOf(fileOf(text), options);
  expect(facts.read).toBe(rows.length + facts.rejected.length);
  const rejected = facts.rejected.map(({ line, reason }) => [line, reason.key.replace('sources:rejected.', '')]);
  return { rows, rejected, notes: facts.notes.map(({ key, values }) => ({ key, values })) };
};
const noteOf = (notes: readonly { key: string; values: unknown }[], name: string) =>
  notes.find(({ key }) => key === `sources:note.${name}`)?.values;

const CUSTOMERS = ['编号,姓名,注册日期,消费,备注', '1001,张敏,2024-03-01,120.5,', '1002,李强,2024-03-02,88,VIP'];
const MORE = ['1003,王芳,2024-03-05,45.2,', '1004,赵磊,2024-03-09,310,'];

describe('rows with a field too few', () => {
  it('are kept where the empty field at their end was left out, and said with their lines', async () => {
    const { rows, rejected, notes } = await read([...CUSTOMERS, ...MORE, '1005,陈静,2024-03-11,12'].join('\n'));
    expect(rejected).toEqual([]);
    expect(rows.at(-1)).toEqual(['1005', '陈静', '2024-03-11', '12', '']);
    expect(noteOf(notes, 'rowsFilled')).toEqual({ n: 1, lines: '6' });
  });

  it('are kept where the field that is missing is empty in every other row', async () => {
    const text = ['id,city,fax,amount', '1,Bonn,,10', '2,Köln,,20', '3,Trier,,30', '4,Mainz,40'].join('\n');
    const { rows, rejected } = await read(text);
    expect(rejected).toEqual([]);
    expect(rows.at(-1)).toEqual(['4', 'Mainz', '', '40']);
  });

  it('are left out and asked about where a value may have moved, filled up or left out as asked', async () => {
    // the name is missing: what is there does not stand where its kind stands
    const text = [...CUSTOMERS, ...MORE, '1005,2024-03-11,12,', '1006,刘洋,2024-03-12'].join('\n');
    const found = await read(text);
    expect(found.rejected).toEqual([
      [6, 'tooFew'],
      [7, 'tooFew'],
    ]);
    expect(noteOf(found.notes, 'rowsShort')).toEqual({ n: 2 });
    const filled = await read(text, { short: 'fill' });
    expect(filled.rejected).toEqual([]);
    expect(filled.rows.slice(-2)).toEqual([
      ['1005', '2024-03-11', '12', '', ''],
      ['1006', '刘洋', '2024-03-12', '', ''],
    ]);
    const left = await read([...CUSTOMERS, ...MORE, '1005,陈静,2024-03-11,12'].join('\n'), { short: 'leave' });
    expect(left.rejected).toEqual([[6, 'tooFew']]);
  });

  it('are not guessed at beside fewer than three full rows', async () => {
    const { rejected } = await read([...CUSTOMERS, '1003,王芳,2024-03-05,45.2'].join('\n'), { headerRow: 1 });
    expect(rejected).toEqual([[4, 'tooFew']]);
  });
});

describe('rows with a field too many', () => {
  it('are kept where the field too many is empty: at the end, or before figures that stand under figures without it', async () => {
    const text = [...CUSTOMERS, ...MORE, '1005,陈静,2024-03-11,12,,', '1006,刘洋,,2024-03-12,9,'].join('\n');
    const { rows, rejected } = await read(text);
    expect(rejected).toEqual([]);
    expect(rows.slice(-2)).toEqual([
      ['1005', '陈静', '2024-03-11', '12', ''],
      ['1006', '刘洋', '2024-03-12', '9', ''],
    ]);
  });

  it('are left out and listed where it holds something', async () => {
    const { rejected } = await read([...CUSTOMERS, ...MORE, '1005,陈静,2024-03-11,12,,老客户'].join('\n'));
    expect(rejected).toEqual([[6, 'tooMany']]);
  });
});

describe('a row made to fit', () => {
  it('has its own cells in their order, and only empty ones beside them', () => {
    const cell = fc.constantFrom('', '', 'a', '客', '1', '22', '2024-01-02');
    const row = (least: number, most: number) => fc.array(cell, { minLength: least, maxLength: most });
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }),
        fc.array(row(1, 7), { maxLength: 8 }),
        row(1, 7),
        (width, rows, odd) => {
          fc.pre(odd.length !== width);
          const made = rowFitter(rows, width)(odd);
          if (made === null) return;
          expect(made).toHaveLength(width);
          const filled = (cells: readonly string[]) => cells.filter((text) => text !== '');
          expect(filled(made)).toEqual(filled(odd));
          // nothing is completed where no full row has a gap
          const gaps = made.flatMap((text, c) => (text === '' ? [c] : []));
          for (const c of gaps) expect(rows.some((full) => full.length === width && full[c]!.trim() === '')).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('rows of sums under a table of two columns', () => {
  const SALES = ['门店,金额', '南山,1200', '福田,800.5', '宝安,99.5'];

  it('are told by their word where the figure is the sum, listed, and kept when asked', async () => {
    const text = [...SALES, '合计,2100'].join('\n');
    const { rows, rejected, notes } = await read(text);
    expect(rows).toHaveLength(3);
    expect(rejected).toEqual([[5, 'sum']]);
    expect(noteOf(notes, 'sumRows')).toEqual({ n: 1 });
    const kept = await read(text, { sums: 'keep' });
    expect(kept.rows.at(-1)).toEqual(['合计', '2100']);
    expect(kept.rejected).toEqual([]);
  });

  it('are told without a word where the name is empty and the figure is the sum', async () => {
    const { rows, rejected } = await read([...SALES, ',"2,100.00"'].join('\n'));
    expect(rows).toHaveLength(3);
    expect(rejected).toEqual([[5, 'sumBare']]);
  });

  it('are told of groups, and of all groups together, in either way of writing decimals', async () => {
    const text = [
      'Shop;Umsatz',
      'A;1.200,50',
      'B;799,50',
      'Summe;2.000,00',
      'C;10,25',
      'D;20,25',
      'Summe;30,50',
      'Gesamt;2.030,50',
    ];
    const { rows, rejected } = await read(text.join('\n'));
    expect(rows.map(([name]) => name)).toEqual(['A', 'B', 'C', 'D']);
    expect(rejected).toEqual([
      [4, 'sum'],
      [7, 'sum'],
      [8, 'sum'],
    ]);
  });

  it('are data where the figure is another: a customer may be called so, which is said', async () => {
    const { rows, rejected, notes } = await read(
      ['name,amount', 'Ann,10', 'Total,25', 'Bo,30', ',7', 'Cy,9'].join('\n'),
    );
    expect(rejected).toEqual([]);
    expect(rows).toHaveLength(5);
    expect(noteOf(notes, 'sumWords')).toEqual({ n: 1, labels: 'Total' });
  });
});
