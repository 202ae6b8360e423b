import { describe, expect, it } from 'vitest';
import { bookOf, sheetOf, type TestCell } from '../../fixtures/files/workbook.ts';
import { keyOf, noteKeys, table } from './workbooks.ts';

describe('shape', () => {
  it('chooses the largest sheet that is shown, or the one asked for', async () => {
    const rows = (n: number, name: string): TestCell[][] => [
      ['id', 'name'],
      ...Array.from({ length: n }, (_, i): TestCell[] => [i, `${name} ${String(i)}`]),
    ];
    const book = bookOf({
      sheets: [
        { name: '说明', rows: [['read me']] },
        { name: 'Orders', rows: rows(30, 'order') },
        { name: 'Old', rows: rows(90, 'old'), state: 'hidden' },
        { name: 'Empty', rows: [] },
      ],
    });
    expect((await table(book)).facts).toMatchObject({ sheet: 'Orders', read: 30, stored: 30 });
    expect((await table(book, { sheet: 'Old' })).facts).toMatchObject({ sheet: 'Old', read: 90 });
    expect(await keyOf(book, { sheet: 'Empty' })).toBe('sources:error.noSheet');
    expect(await keyOf(book, { sheet: 'nope' })).toBe('sources:error.noSheet');
    expect(await keyOf(bookOf({ sheets: [{ name: 'Empty', rows: [] }] }))).toBe('sources:unsupported.blank');
  });

  it('passes over a large form in which nothing was entered', async () => {
    const blank = Array.from(
      { length: 20_000 },
      (_, i) => `<row r="${String(i + 1)}"><c r="A${String(i + 1)}" s="1"/></row>`,
    );
    const book = bookOf({
      sheets: [
        { name: 'Form', xml: `<worksheet><sheetData>${blank.join('')}</sheetData></worksheet>` },
        {
          name: 'Data',
          rows: [
            ['id', 'name'],
            ['1', 'one'],
          ],
        },
      ],
    });
    expect((await table(book)).facts).toMatchObject({ sheet: 'Data', read: 1 });
    expect(await keyOf(book, { sheet: 'Form' })).toBe('sources:unsupported.blankSheet');
  });

  it('finds the header below a merged title and keeps the row numbers of the sheet', async () => {
    const { facts, rows } = await table(
      sheetOf(
        [
          ['2024 年销售表', null, null, null],
          [null, null, null, null],
          ['编号', '姓名', '城市', '金额'],
          ['001', '王芳', '上海', 12],
          ['002', '李雷', '北京', 30],
          ['003', '韩梅', '广州', 25],
        ],
        { merges: ['A1:D1'] },
      ),
    );
    expect(facts).toMatchObject({ headerLine: 3, columns: ['编号', '姓名', '城市', '金额'], read: 3 });
    expect(rows[0]).toEqual(['001', '王芳', '上海', '12']);
  });

  it('flattens a header of two rows; names that repeat carry their group', async () => {
    const { facts, rows } = await table(
      sheetOf(
        [
          ['客户', '2023 年', null, '2024 年', null, '城市'],
          [null, '金额', '单数', '金额', '单数', null],
          ['a', 1, 2, 3, 4, '上海'],
          ['b', 5, 6, 7, 8, '北京'],
        ],
        { merges: ['A1:A2', 'F1:F2', 'B1:C1', 'D1:E1'] },
      ),
    );
    expect(facts.columns).toEqual(['客户', '2023 年 金额', '2023 年 单数', '2024 年 金额', '2024 年 单数', '城市']);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual(['a', '1', '2', '3', '4', '上海']);
    expect(noteKeys(facts.notes)).toContain('sources:note.mergedHeader');
  });

  it('repeats a merged cell in the rows it covers, and not across columns', async () => {
    const { facts, rows } = await table(
      sheetOf(
        [
          ['customer', 'item', 'amount', 'note'],
          ['Wang', 'tea', 1, 'x'],
          [null, 'cup', 2, 'y'],
          [null, 'pot', 3, 'wide'],
          ['Li', 'tea', 4, null],
        ],
        { merges: ['A2:A4', 'C4:D4'] },
      ),
    );
    expect(rows.map((row) => row[0])).toEqual(['Wang', 'Wang', 'Wang', 'Li']);
    expect(rows.map((row) => row[2])).toEqual(['1', '2', '3', '4']);
    expect(facts.notes).toContainEqual({ key: 'sources:note.mergedFilled', values: { n: 2 } });
  });

  it('adds columns that begin further down, and passes over blank rows', async () => {
    const rows: TestCell[][] = [['id', 'name']];
    for (let i = 0; i < 500; i++) rows.push([i, `n${String(i)}`]);
    rows.push([], [500, 'late', null, 'more']);
    const { facts, rows: read } = await table(sheetOf(rows));
    expect(facts).toMatchObject({ read: 501, stored: 501, columns: ['id', 'name', '#3', '#4'] });
    expect(read.at(-1)).toEqual(['500', 'late', '', 'more']);
  });

  it('takes names such as __proto__ and duplicates as they are', async () => {
    const { facts } = await table(
      sheetOf([
        ['__proto__', 'constructor', 'a', 'a', 'toString'],
        ['1', '2', '3', '4', '5'],
      ]),
    );
    expect(facts.columns).toEqual(['__proto__', 'constructor', 'a', 'a (2)', 'toString']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
