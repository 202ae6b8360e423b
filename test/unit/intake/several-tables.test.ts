import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../../shared/contract/sources.ts';
import { fileOf, rawOf } from './data.ts';
import { bookOf } from '../../fixtures/files/workbook.ts';
import { table } from './workbooks.ts';

const read = async (text: string, options: ReadOptions = {}) => {
  const { facts, rows } = await rawOf(fileOf(text), options);
  expect(facts.read).toBe(rows.length + facts.rejected.length);
  const { columns, sheet, sheets, notes } = facts;
  const rejected = facts.rejected.map(({ line, reason }) => [line, reason.key.replace('sources:rejected.', '')]);
  return { rows, rejected, columns, sheet, sheets, notes: notes.map(({ key }) => key.replace('sources:note.', '')) };
};

const ORDERS = ['订单号,买家,金额,日期', 'A1,张敏,120.5,2024-03-01', 'A2,李强,88,2024-03-02', 'A3,王芳,45,2024-03-05'];
const SHOPS = ['门店,面积', '南山店,120', '福田店,80'];

describe('a second table below the first', () => {
  const text = [...ORDERS, '', '门店一览', ...SHOPS].join('\n');

  it('is offered like a sheet, and its rows are listed where the first is read', async () => {
    const found = await read(text);
    expect(found.columns).toEqual(['订单号', '买家', '金额', '日期']);
    expect(found.rows).toHaveLength(3);
    expect(found.sheet).toBe('#1');
    expect(found.sheets).toEqual(['#1', '#2', '#0']);
    expect(found.rejected).toEqual([
      [6, 'otherTable'],
      [7, 'otherTable'],
      [8, 'otherTable'],
      [9, 'otherTable'],
    ]);
    expect(found.notes).toContain('severalTables');
  });

  it('is read when it is chosen', async () => {
    const found = await read(text, { sheet: '#2' });
    expect(found.columns).toEqual(['门店', '面积']);
    expect(found.rows).toEqual([
      ['南山店', '120'],
      ['福田店', '80'],
    ]);
    expect(found.rejected.map(([line]) => line)).toEqual([1, 2, 3, 4]);
  });

  it('is part of one table when that is asked for; a table that is not there is refused', async () => {
    const more = ['A4,赵磊,9,2024-03-09', 'A5,陈静,12,2024-03-11', 'A6,刘洋,7,2024-03-12'];
    const whole = await read([...ORDERS, ...more, '', '门店一览', ...SHOPS].join('\n'), { sheet: '#0' });
    expect(whole.sheet).toBe('#0');
    expect(whole.rejected.map(([, reason]) => reason)).toEqual(['tooFew', 'tooFew', 'tooFew', 'tooFew']);
    await expect(read(text, { sheet: '#7' })).rejects.toMatchObject({ said: { key: 'sources:error.noTable' } });
  });

  it('of the same width is told by names that stand where the first has figures', async () => {
    const found = await read(
      ['name,amount', 'Ann,10', 'Bo,20', 'Cy,30', '', 'product,price', 'Tea,4', 'Oil,9'].join('\n'),
    );
    expect(found.rows.map(([name]) => name)).toEqual(['Ann', 'Bo', 'Cy']);
    expect(found.sheets).toEqual(['#1', '#2', '#0']);
  });
});

describe('one table', () => {
  it('goes on behind an empty line, with or without its header once more', async () => {
    const found = await read([...ORDERS, '', 'A4,赵磊,9,2024-03-09', '', ...ORDERS].join('\n'));
    expect(found.rows.map(([id]) => id)).toEqual(['A1', 'A2', 'A3', 'A4', 'A1', 'A2', 'A3']);
    expect(found.sheets).toEqual([]);
    expect(found.rejected).toEqual([[8, 'headerAgain']]);
  });

  it('has remarks below it, which are listed and can be read', async () => {
    const text = [...ORDERS, '', '说明,仅含已付款订单', '来源,后台导出'].join('\n');
    const found = await read(text);
    expect(found.rows).toHaveLength(3);
    expect(found.rejected).toEqual([
      [6, 'below'],
      [7, 'below'],
    ]);
    expect(found.notes).toContain('remarksBelow');
    expect(found.sheets).toEqual(['#1', '#0']);
  });

  it('keeps what stands above it as its own', async () => {
    const found = await read(['店铺：南山店', '', '导出时间：2024-04-01', '', ...ORDERS].join('\n'));
    expect(found.rows).toHaveLength(3);
    expect(found.sheets).toEqual([]);
    expect(found.rejected).toEqual([]);
  });

  it('loses no row to empty lines between its rows, wherever they stand', async () => {
    const record = fc.record({
      id: fc.integer({ min: 1, max: 99_999 }),
      name: fc.constantFrom('张敏', '李强', 'Ann', 'Bo Li'),
      amount: fc.integer({ min: 1, max: 9999 }),
      gap: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 4, maxLength: 30 }), async (records) => {
        const lines = records.flatMap(({ id, name, amount, gap }) => [
          `K${id},${name},${amount},2024-01-0${(id % 9) + 1}`,
          ...(gap ? [''] : []),
        ]);
        const found = await read(['id,name,amount,day', ...lines].join('\n'));
        expect(found.rows).toHaveLength(records.length);
        expect(found.rejected).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('several tables below each other in one sheet', () => {
  const rows = [...ORDERS, '', ...SHOPS].map((line) => (line === '' ? [] : line.split(',')));
  const bytes = bookOf({ sheets: [{ name: '数据', rows }] });

  it('are offered under the name of the sheet; none runs into another', async () => {
    const { facts, rows: first } = await table(bytes);
    expect(facts.sheets).toEqual(['数据 › #1', '数据 › #2', '数据 › #0']);
    expect(first).toHaveLength(3);
    expect(facts.rejected.map(({ line, reason }) => [line, reason.key])).toEqual([
      [6, 'sources:rejected.otherTable'],
      [7, 'sources:rejected.otherTable'],
      [8, 'sources:rejected.otherTable'],
    ]);
    const second = await table(bytes, { sheet: '数据 › #2' });
    expect(second.facts.columns.slice(0, 2)).toEqual(['门店', '面积']);
    expect(second.rows.map((row) => row.slice(0, 2))).toEqual([
      ['南山店', '120'],
      ['福田店', '80'],
    ]);
  });

  it('are said with the line where a sheet is too large to be read beforehand', async () => {
    const long = Array.from({ length: 50_001 }, (_, i) => [`A${i}`, '张敏', String(i % 90), '2024-03-01']);
    const sheet = { name: '数据', rows: [ORDERS[0]!.split(','), ...long, [], ...SHOPS.map((line) => line.split(','))] };
    const { facts } = await table(bookOf({ sheets: [sheet] }));
    expect(facts.notes.find(({ key }) => key === 'sources:note.tableAmong')?.values).toEqual({ line: 50_004 });
  });
});
