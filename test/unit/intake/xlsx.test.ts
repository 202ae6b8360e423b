import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/frames.ts';
import { seeded } from '../../../electron/analysis/random.ts';
import { bookOf, bookParts, sheetOf, type TestCell } from '../../fixtures/files/workbook.ts';
import { zipOf } from '../../fixtures/files/zip.ts';
import { DATA, fileOf, hasData, rawOf } from './data.ts';

const table = async (bytes: Buffer, read = {}) => rawOf(fileOf(bytes), read);
const keyOf = async (bytes: Buffer, read = {}): Promise<string> => {
  try {
    await table(bytes, read);
    return 'read';
  } catch (error) {
    return error instanceof AppError ? error.said.key : String(error);
  }
};
const noteKeys = (notes: readonly { key: string }[]) => notes.map(({ key }) => key);
const cell = (attributes: string, inner: string): TestCell => ({ xml: `<c ${attributes}>${inner}</c>` });
const styled = (style: number, value: string) => cell(`s="${String(style)}"`, `<v>${value}</v>`);
/** One column with a header. */
const column = async (cells: TestCell[], more: Parameters<typeof sheetOf>[1] = {}) =>
  (
    await table(sheetOf([['name', 'value'], ...cells.map((one, i): TestCell[] => [`row ${String(i)}`, one])], more))
  ).rows.map((row) => row[1]);

describe('cells', () => {
  it('keeps text as text and prints numbers as short as they can be told apart', async () => {
    expect(
      await column([
        '00123',
        '110101199003072316',
        ' edges ',
        'line\nbreak',
        cell('t="inlineStr"', '<is><t>a_x000D_b_x005F_c</t></is>'),
        12,
        cell('', '<v>2.5499999999999998</v>'),
        cell('', '<v>0.1</v>'),
        cell('', '<v>1E-7</v>'),
        cell('', '<v>1.10101199003072E+17</v>'),
        cell('', '<v>1E+20</v>'),
        cell('', '<v>-0</v>'),
        cell('', '<v>1.50</v>'),
        cell('', '<v>17850.0</v>'),
      ]),
    ).toEqual([
      '00123',
      '110101199003072316',
      ' edges ',
      'line\nbreak',
      'a\rb_c',
      '12',
      '2.55',
      '0.1',
      '0.0000001',
      '110101199003072000',
      '100000000000000000000',
      '0',
      '1.5',
      '17850',
    ]);
  });

  it('reads dates, times and shares by their number format', async () => {
    const formats = [
      14,
      22,
      20,
      31,
      'yyyy"年"m"月"d"日"',
      '[$-804]yyyy-mm-dd hh:mm:ss;@',
      '[h]:mm:ss',
      '0.0%',
      '"d"0.00',
      '000000',
      '[红色]上午/下午h"时"mm"分"',
      '#,##0.00\\ "元"',
      '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
      'General',
      '0.00E+00',
    ];
    const cells = [
      styled(1, '45356'),
      styled(2, '45356.5'),
      styled(3, '0.35138888888888886'),
      styled(4, '45356'),
      styled(5, '45356'),
      styled(6, '40513.35138888889'),
      styled(7, '1.1041666666666667'),
      styled(8, '0.07'),
      styled(9, '45356'),
      styled(10, '7'),
      styled(11, '0.75'),
      styled(12, '1234.5'),
      styled(13, '45356'),
      styled(14, '45356'),
      styled(15, '45356'),
      styled(1, '45356.25'),
      styled(3, '45356.25'),
      styled(1, '60'),
      styled(1, '1'),
      styled(1, '-5'),
    ];
    expect(await column(cells, { formats })).toEqual([
      '2024-03-05',
      '2024-03-05 12:00:00',
      '08:26:00',
      '2024-03-05',
      '2024-03-05',
      '2010-12-01 08:26:00',
      '26:30:00',
      '7%',
      '45356',
      '000007',
      '18:00:00',
      '1234.5',
      '2024-03-05',
      '45356',
      '45356',
      '2024-03-05 06:00:00',
      '2024-03-05 06:00:00',
      '1900-02-28',
      '1900-01-01',
      '-5',
    ]);
  });

  it('counts days from 1904 where the workbook says so', async () => {
    const cells = [styled(1, '43894'), styled(1, '0.5'), styled(1, '0')];
    expect(await column(cells, { formats: [14], from1904: true })).toEqual([
      '2024-03-05',
      '1904-01-01 12:00:00',
      '1904-01-01',
    ]);
    expect(
      await column([cell('t="d"', '<v>2024-03-05T08:26:00.000Z</v>'), cell('t="d"', '<v>2024-03-05</v>')]),
    ).toEqual(['2024-03-05 08:26:00', '2024-03-05']);
  });

  it('joins the runs of shared strings and leaves reading aids out', async () => {
    const strings = [
      '<r><rPr><b/></rPr><t>王</t></r><r><t xml:space="preserve"> 芳</t></r><rPh sb="0" eb="1"><t>ワン</t></rPh>',
      '<t>a &amp; b &lt;c&gt; &#x4E00; &unknown;</t>',
      '<t/>',
      '<t><![CDATA[<b>]]></t>',
    ];
    const shared = (i: number) => cell('t="s"', `<v>${String(i)}</v>`);
    expect(await column([shared(0), shared(1), shared(2), shared(3), shared(99)], { strings })).toEqual([
      '王 芳',
      'a & b <c> 一 &unknown;',
      '',
      '<b>',
      '',
    ]);
  });

  it('takes stored values of formulas, reads errors as missing and says so', async () => {
    const { rows, facts } = await table(
      sheetOf([
        ['name', 'a', 'b', 'c'],
        ['x', cell('', '<f>1+1</f><v>2</v>'), cell('t="str"', '<f>"a"</f><v>text</v>'), cell('t="b"', '<v>1</v>')],
        ['y', cell('t="e"', '<v>#DIV/0!</v>'), cell('', '<f>SUM(A1)</f>'), cell('t="b"', '<v>0</v>')],
      ]),
    );
    expect(rows).toEqual([
      ['x', '2', 'text', 'TRUE'],
      ['y', '#DIV/0!', '', 'FALSE'],
    ]);
    expect(noteKeys(facts.notes)).toEqual(['sources:note.errorCells', 'sources:note.uncomputed']);
  });

  it('reads other writers: prefixes, no references, single quotes, UTF-16', async () => {
    const xml =
      "<?xml version='1.0'?><x:worksheet xmlns:x='urn:x'><x:sheetData><x:row><x:c t='str'><x:v>id</x:v></x:c><x:c t='str'><x:v>名</x:v></x:c></x:row>" +
      "<x:row><x:c><x:v>1</x:v></x:c><x:c t='str'><x:v>a>b</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    const one = bookOf({ sheets: [{ name: 'S', xml }] });
    const wide = bookOf({
      sheets: [{ name: 'S', rows: [] }],
      replace: {
        'xl/worksheets/sheet1.xml': {
          name: 'xl/worksheets/sheet1.xml',
          data: Buffer.from(`\ufeff${xml}`, 'utf16le'),
        },
      },
    });
    for (const bytes of [one, wide]) {
      const { facts, rows } = await table(bytes);
      expect(facts.columns).toEqual(['id', '名']);
      expect(rows).toEqual([['1', 'a>b']]);
    }
  });
});

describe('parts that were changed at random', () => {
  it('are read or refused, and nothing else happens', async () => {
    const book = {
      sheets: [
        {
          name: 'S',
          rows: [['id', 'day'], ...Array.from({ length: 5 }, (_, i): TestCell[] => [i, styled(1, '45000')])],
          merges: ['A2:A3'],
        },
      ],
      formats: ['yyyy-mm-dd'],
      strings: ['<t>a</t>'],
    };
    const parts = bookParts(book);
    const random = seeded(5);
    const signs = [
      '<',
      '>',
      '"',
      '/',
      '&',
      'r',
      '9',
      ' ',
      '<!--',
      ']]>',
      '<row>',
      '</sheetData>',
      '\u0000',
      'é',
      '<!DOCTYPE x>',
    ];
    const outcomes = new Map<string, number>();
    for (let run = 0; run < 300; run++) {
      const target = random.below(parts.length);
      const changed = parts.map((part, i) => {
        if (i !== target) return part;
        const data = part.data as string;
        const at = random.below(data.length);
        const cut = random.below(4) === 0 ? random.below(40) : 1;
        return { ...part, data: data.slice(0, at) + signs[random.below(signs.length)]! + data.slice(at + cut) };
      });
      const path = fileOf(zipOf(changed));
      let outcome: string;
      try {
        await rawOf(path);
        outcome = 'read';
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        outcome = error.said.key;
      }
      fs.rmSync(path);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    expect(outcomes.get('read')).toBeGreaterThan(50);
    expect(outcomes.get('sources:unsupported.xml')).toBeGreaterThan(10);
  });
});

describe('any table', () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter((one) => !/[\p{Cc}\ufffe\uffff]/u.test(one) && !/_x/i.test(one));
  it('comes out as it went in: texts to the letter, numbers to the last digit, no row lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.oneof(text, fc.constant(null))),
          {
            minLength: 1,
            maxLength: 30,
          },
        ),
        async (cells) => {
          const rows: TestCell[][] = [['text', 'number', 'rest', 'row'], ...cells.map((row, i) => [...row, i])];
          const path = fileOf(sheetOf(rows));
          const { facts, rows: read } = await rawOf(path, { headerRow: 1 });
          fs.rmSync(path);
          expect(facts).toMatchObject({ read: cells.length, stored: cells.length, rejected: [] });
          read.forEach((row, i) => {
            const [first, number, rest] = cells[i]!;
            expect(row[0]).toBe(first);
            expect(Number(row[1])).toBe(number === 0 ? 0 : number);
            expect(row[2]).toBe(rest ?? '');
          });
        },
      ),
      { numRuns: 200, seed: 11 },
    );
  });
});

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

describe.skipIf(!hasData)('real workbooks', () => {
  it('mcdonalds.xlsx says what mcdonalds.csv says', async () => {
    const book = await rawOf(join(DATA, 'survey_mcdonalds/mcdonalds.xlsx'));
    const csv = await rawOf(join(DATA, 'survey_mcdonalds/mcdonalds.csv'));
    expect(book.facts.columns).toEqual(csv.facts.columns);
    expect(book.rows).toEqual(csv.rows);
  });

  it('online_retail.xlsx says what online_retail.csv says, in all 541,909 rows', async () => {
    const book = await rawOf(join(DATA, 'online_retail/online_retail.xlsx'));
    const csv = await rawOf(join(DATA, 'online_retail/online_retail.csv'));
    expect(book.facts).toMatchObject({ read: 541_909, stored: 541_909, sheet: 'Online Retail', format: 'xlsx' });
    expect(book.facts.columns).toEqual(csv.facts.columns);
    // the CSV writes 17850.0 where the sheet has 17850, 3.0 where it has 3
    const plain = (cell: string) => cell.replace(/^(-?\d+)\.0$/, '$1');
    let different = 0;
    let example: unknown = null;
    for (let r = 0; r < csv.rows.length; r++)
      for (let c = 0; c < 8; c++) {
        const [own, other] = [book.rows[r]![c]!, csv.rows[r]![c]!];
        if (own === other || plain(own) === plain(other)) continue;
        different++;
        example ??= { r, c, own, other };
      }
    expect({ different, example }).toEqual({ different: 0, example: null });
  }, 120_000);

  const python = ['/usr/bin/python3', 'python3'].find((name) => {
    try {
      execFileSync(name, ['-c', 'import openpyxl'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
  if (!python) console.log('skipped: comparison with openpyxl, it is not installed');
  const script = `
import json, sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1], data_only=True, read_only=False)[sys.argv[2]]
rows = [['' if c is None else repr(c) if isinstance(c, float) else str(c) for c in row] for row in sheet.iter_rows(values_only=True)]
print(json.dumps(rows[1:]))`;
  it.skipIf(!python).each([
    ['cn_misc/某厂商旗舰店脱敏数据.xlsx', 76],
    ['torture/goodtables/data/jungle/multilingual.xlsx', 276],
    ['torture/goodtables/data/order_fields_313.xlsx', 2],
  ])('%s is what openpyxl reads', async (name, count) => {
    const { facts, rows } = await rawOf(join(DATA, name));
    expect(facts).toMatchObject({ read: count, stored: count });
    const text = execFileSync(python!, ['-c', script, join(DATA, name), facts.sheet!], { encoding: 'utf8' });
    const other = (JSON.parse(text) as string[][]).filter((row) => row.some((one) => one !== ''));
    const numbers = (all: string[][]) =>
      all.map((row) => row.map((one) => (one !== '' && Number.isFinite(Number(one)) ? Number(one) : one)));
    expect(numbers(rows)).toEqual(numbers(other.map((row) => row.slice(0, rows[0]!.length))));
  });

  it('refuses what is no workbook by its name', async () => {
    const key = async (name: string) => keyOf(fs.readFileSync(join(DATA, name)));
    expect(await key('cn_misc/消费结构.xls')).toBe('sources:unsupported.xls');
    expect(await key('torture/goodtables/data/hmt/BIS_monthly_spend_December_2012.xls')).toBe(
      'sources:unsupported.xls',
    );
    expect(await key('torture/goodtables/data/hmt/invalid_excel.xlsx')).toBe('read');
  });
});
