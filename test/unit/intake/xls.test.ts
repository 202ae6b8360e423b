import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bof,
  biffOf,
  eof,
  record,
  xlsOf,
  type SharedText,
  type XlsBook,
  type XlsCell,
} from '../../fixtures/files/biff.ts';
import { compoundOf } from '../../fixtures/files/compound.ts';
import { DATA, hasData } from '../../support/data.ts';
import { fileOf, profile, rawOf } from './data.ts';
import { keyOf, noteKeys, table } from './workbooks.ts';

const book = (rows: XlsCell[][], more: Partial<XlsBook> = {}): XlsBook => ({
  ...more,
  sheets: [{ name: 'Sheet1', rows }],
});
/** One column with a header. */
const column = async (cells: XlsCell[], more: Partial<XlsBook> = {}) =>
  (
    await table(
      xlsOf(book([['name', 'value'], ...cells.map((cell, i): XlsCell[] => [`row ${String(i)}`, cell])], more)),
    )
  ).rows.map((row) => row[1]);
const refused = async (bytes: Buffer) => (await keyOf(bytes)).replace('sources:unsupported.', '');

describe('cells of an old workbook', () => {
  it('keep text as text and print numbers as short as they can be told apart', async () => {
    expect(
      await column([
        '00123',
        '110101199003072316',
        ' edges ',
        'line\nbreak',
        'Ünïcode',
        '王小明 🙂',
        { label: 'a text of its own' },
        { label: '自己的文字' },
        12,
        -7,
        0.1,
        2.55,
        1234.5,
        -0.25,
        { double: 1e-7 },
        { double: 110101199003072000 },
        { double: 1e20 },
        { double: -0 },
        { double: 0.1 + 0.2 },
      ]),
    ).toEqual([
      '00123',
      '110101199003072316',
      ' edges ',
      'line\nbreak',
      'Ünïcode',
      '王小明 🙂',
      'a text of its own',
      '自己的文字',
      '12',
      '-7',
      '0.1',
      '2.55',
      '1234.5',
      '-0.25',
      '0.0000001',
      '110101199003072000',
      '100000000000000000000',
      '0',
      '0.30000000000000004',
    ]);
  });

  it('read short numbers in all four forms, alone and side by side', async () => {
    // [MS-XLS] 2.5.217: bit 1 whole, bit 0 a hundredfold; else the upper half of a double
    const forms = [(1234 << 2) | 2, (-1234 << 2) | 2, (1234 << 2) | 3, 0x3ff80000, 0x3ff80001, 0xbff80000 | 0];
    expect(await column(forms.map((short) => ({ short })))).toEqual(['1234', '-1234', '12.34', '1.5', '0.015', '-1.5']);
    const { rows } = await table(
      xlsOf(
        book([
          ['a', 'b', 'c', 'd'],
          [1, 2.5, -3, 0.07],
          [4, 5, 'x', 6],
        ]),
      ),
    );
    expect(rows).toEqual([
      ['1', '2.5', '-3', '0.07'],
      ['4', '5', 'x', '6'],
    ]);
  });

  it('read the stored result of a formula, whatever it is', async () => {
    const { rows, facts } = await table(
      xlsOf(
        book([
          ['a', 'b'],
          ['number', { formula: 42.5 }],
          ['text', { formula: '上海' }],
          ['yes', { formula: true }],
          ['no', { formula: false }],
          ['empty', { formula: null }],
          ['missing', { formula: undefined }],
          ['error', { formula: { error: 0x2a } }],
          ['plain error', { error: 0x07 }],
          ['flag', { flag: true }],
        ]),
      ),
    );
    expect(rows.map((row) => row[1])).toEqual(['42.5', '上海', 'TRUE', 'FALSE', '', '', '#N/A', '#DIV/0!', 'TRUE']);
    expect(facts.notes).toContainEqual({ key: 'sources:note.errorCells', values: { n: 2 } });
    expect(facts.notes).toContainEqual({ key: 'sources:note.uncomputed', values: { n: 1 } });
  });

  it('read dates, times, shares and leading zeros by their format', async () => {
    const formats = [14, 22, 20, 'yyyy"年"m"月"d"日"', '[h]:mm:ss', '0.0%', '000000'];
    const styled = (style: number, number: number) => ({ style, number });
    const cells = [
      styled(1, 45_356),
      styled(2, 45_356.351_388_888_89),
      styled(3, 0.5),
      styled(4, 59),
      styled(5, 1.25),
      styled(6, 0.125),
      styled(7, 123),
      styled(1, 1),
    ];
    expect(await column(cells, { formats })).toEqual([
      '2024-03-05',
      '2024-03-05 08:26:00',
      '12:00:00',
      '1900-02-28',
      '30:00:00',
      '12.5%',
      '000123',
      '1900-01-01',
    ]);
    expect(await column([styled(1, 0), styled(1, 43_894)], { formats, from1904: true })).toEqual([
      '1904-01-01',
      '2024-03-05',
    ]);
  });
});

describe('shared texts that go on in further records', () => {
  const texts = fc.array(
    fc.record({
      text: fc.oneof(
        fc.string({ maxLength: 60 }),
        fc.string({ unit: fc.constantFrom('王', '小', 'é', 'a'), maxLength: 60 }),
      ),
      runs: fc.constantFrom(0, 0, 3),
      aids: fc.constantFrom(0, 0, 17),
    }),
    { minLength: 1, maxLength: 12 },
  );
  it('come out whole wherever they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 16, max: 90 }), async (shared: SharedText[], longest) => {
        const rows: XlsCell[][] = [
          ['key', 'text'],
          ...shared.map((one, i): XlsCell[] => [`k${String(i)}`, { shared: one }]),
        ];
        const read = await rawOf(fileOf(xlsOf(book(rows, { longest }))), { headerRow: 1 });
        expect(read.rows.map((row) => row[1] ?? '')).toEqual(shared.map(({ text }) => text));
      }),
      { numRuns: 150 },
    );
  });

  it('may be narrow in one record and wide in the next, and longer than several', async () => {
    const long = 'a'.repeat(9000) + '客户'.repeat(6000);
    expect(await column([long, { formula: long }, { label: long }])).toEqual([long, long, long]);
  });
});

describe('sheets of an old workbook', () => {
  it('are listed with names and rows; hidden ones are not chosen by themselves, charts are no sheets', async () => {
    const bytes = xlsOf({
      sheets: [
        { name: 'Chart1', rows: [['x']], kind: 2 },
        { name: '隐藏', rows: Array.from({ length: 30 }, (_, i) => [`h${String(i)}`, i]), state: 1 },
        { name: 'Sehr tief', rows: [['a']], state: 2 },
        {
          name: '客户',
          rows: [
            ['姓名', '金额'],
            ['王小明', 5],
            ['李思远', 6],
          ],
        },
        { name: 'Leer', rows: [] },
      ],
    });
    const { facts, rows } = await table(bytes);
    expect(facts).toMatchObject({
      format: 'xls',
      sheet: '客户',
      sheets: ['隐藏', 'Sehr tief', '客户'],
      columns: ['姓名', '金额'],
    });
    expect(rows).toEqual([
      ['王小明', '5'],
      ['李思远', '6'],
    ]);
    expect((await table(bytes, { sheet: '隐藏' })).facts.stored).toBe(30);
    expect(await keyOf(bytes, { sheet: 'Nirgends' })).toBe('sources:error.noSheet');
  });

  it('repeat merged cells in the rows they cover, and name columns below them', async () => {
    const { facts, rows } = await table(
      xlsOf({
        sheets: [
          {
            name: 'A',
            rows: [
              ['城市', '去年', null, '今年', null],
              [null, '单数', '金额', '单数', '金额'],
              ['上海', 1, 2, 3, 4],
              [null, 5, 6, 7, 8],
            ],
            merges: [
              [0, 1, 0, 0],
              [0, 0, 1, 2],
              [0, 0, 3, 4],
              [2, 3, 0, 0],
            ],
          },
        ],
      }),
    );
    expect(facts.columns).toEqual(['城市', '去年 单数', '去年 金额', '今年 单数', '今年 金额']);
    expect(rows.map((row) => row[0])).toEqual(['上海', '上海']);
    expect(noteKeys(facts.notes)).toEqual(['sources:note.mergedHeader', 'sources:note.mergedFilled']);
  });

  it('do not take the numbers of a chart among them for cells', async () => {
    const among = Buffer.concat([bof(0x20), record(0x0203, [1, 0, 1, 0, 0, 0], Buffer.alloc(8)), eof]);
    const rows = [
      ['a', 'b'],
      ['x', 17],
      ['y', 18],
    ];
    expect((await table(xlsOf({ sheets: [{ name: 'A', rows, among }] }))).rows).toEqual([
      ['x', '17'],
      ['y', '18'],
    ]);
  });

  it('are the same when their cells were written column by column', async () => {
    const rows = Array.from({ length: 9000 }, (_, r): XlsCell[] =>
      r === 0 ? ['id', 'city', 'amount'] : [`00${String(r)}`, r % 7 === 0 ? null : '上海', r / 4],
    );
    const plain = await table(xlsOf(book(rows)));
    const other = await table(xlsOf({ sheets: [{ name: 'Sheet1', rows, byColumn: true }] }));
    expect(plain.facts.stored).toBe(8999);
    expect(other.rows).toEqual(plain.rows);
  });
});

describe('the container', () => {
  const rows: XlsCell[][] = Array.from({ length: 700 }, (_, r) => [`客户 ${String(r)}`, r, r / 7]);
  const small = rows.slice(0, 20);
  const workbook = (some: XlsCell[][]) => biffOf(book([['a', 'b', 'c'], ...some]));
  const expected = (some: XlsCell[][]) => some.map((row) => row.map(String));
  const other = { name: 'SummaryInformation', data: Buffer.alloc(300, 7) };

  it.each([
    ['in its usual form', {}],
    ['with sectors of 4,096 bytes', { wide: true }],
    ['with scattered sectors', { scattered: true }],
    ['with large, scattered sectors', { wide: true, scattered: true }],
  ])('%s gives the stream, large or small', async (_, layout) => {
    for (const some of [rows, small]) {
      const bytes = compoundOf([other, { name: 'Workbook', data: workbook(some) }], layout);
      expect((await table(bytes)).rows).toEqual(expected(some));
    }
  });

  it('of more sectors than its header can name is followed to the end', async () => {
    const data = Buffer.concat([workbook(small), Buffer.alloc(8 << 20)]);
    expect((await table(compoundOf([{ name: 'Workbook', data }]))).rows).toEqual(expected(small));
  });

  it('may be missing: the records alone are a workbook', async () => {
    expect((await table(workbook(small))).rows).toEqual(expected(small));
  });

  it('prefers the newer of two workbooks, in capitals or not', async () => {
    const bytes = compoundOf([
      { name: 'Book', data: Buffer.alloc(5000) },
      { name: 'WORKBOOK', data: workbook(rows) },
    ]);
    expect((await table(bytes)).rows).toEqual(expected(rows));
  });
});

describe('what is no workbook that can be read', () => {
  const rows = [
    ['a', 'b'],
    ['1', '2'],
  ];
  const named = (name: string) => compoundOf([{ name, data: Buffer.alloc(5000) }]);
  it('is refused by name', async () => {
    expect(await refused(named('WordDocument'))).toBe('doc');
    expect(await refused(named('PowerPoint Document'))).toBe('ppt');
    expect(await refused(named('__properties_version1.0'))).toBe('msg');
    expect(await refused(named('EncryptedPackage'))).toBe('zipDamaged');
    expect(await refused(named('Contents'))).toBe('ole');
    expect(await refused(xlsOf(book(rows), [{ name: '_VBA_PROJECT_CUR', data: Buffer.alloc(64) }]))).toBe('macros');
    expect(await refused(xlsOf(book(rows, { ahead: record(0x002f, [0, 0, 1, 2, 3, 4]) })))).toBe('encrypted');
    expect(await refused(xlsOf(book([])))).toBe('blank');
    expect(await refused(xlsOf({ sheets: [{ name: 'Chart1', rows, kind: 2 }] }))).toBe('noSheets');
  });

  it('is named when Excel 95 or older wrote it, with a container or without', async () => {
    expect(await refused(named('Book'))).toBe('xls95');
    expect(await refused(compoundOf([{ name: 'Workbook', data: Buffer.concat([bof(5, 0x0500), eof]) }]))).toBe('xls95');
    for (const head of [
      [0x09, 0x08, 0x08, 0x00, 0x00, 0x05, 0x05, 0x00, 0, 0, 0, 0],
      // what small programs of the web write
      [0x09, 0x08, 0x08, 0x00, 0x00, 0x00, 0x10, 0x00, 0, 0, 0, 0],
      [0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00, 0, 0],
      [0x09, 0x00, 0x04, 0x00, 0x02, 0x00, 0x10, 0x00],
    ])
      expect(await refused(Buffer.concat([Buffer.from(head), eof]))).toBe('xls95');
  });

  it('is said to be a workbook where a text is wanted', () => {
    expect(() => profile(fileOf(xlsOf(book(rows))))).toThrowError(
      expect.objectContaining({ said: { key: 'sources:unsupported.xls' } }),
    );
  });

  it('is damaged when a cell names a text that is not there, or the stream ends too early', async () => {
    const whole = biffOf(book(rows));
    expect(await refused(whole.subarray(0, whole.length - 4))).toBe('xlsDamaged');
    const texts = Buffer.from(whole);
    texts.writeUInt32LE(1, texts.indexOf(Buffer.from([0xfc, 0x00])) + 8);
    expect(await refused(texts)).toBe('xlsDamaged');
  });
});

describe('hostile old workbooks', () => {
  const rows = Array.from({ length: 60 }, (_, r): XlsCell[] => [
    `客户 ${String(r)}`,
    r,
    r / 3,
    { formula: `t${String(r)}` },
  ]);
  const sample = xlsOf({
    formats: ['yyyy-mm-dd'],
    longest: 200,
    sheets: [
      { name: 'A', rows: [['a', 'b', 'c', 'd'], ...rows], merges: [[3, 4, 0, 0]] },
      { name: 'B', rows, state: 1 },
    ],
  });
  const outcome = async (bytes: Buffer) => {
    const started = performance.now();
    const key = await keyOf(bytes);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(key).toMatch(/^(?:read|sources:unsupported\.\w+)$/);
  };

  it('cut off anywhere are a table or a clear refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: sample.length - 1 }), (length) => outcome(sample.subarray(0, length))),
      { numRuns: 200 },
    );
  });

  it('with flipped bits are a table or a clear refusal', async () => {
    const flips = fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(7)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(flips, async (list) => {
        const bytes = Buffer.from(sample);
        for (const [at, bit] of list) bytes[at]! ^= 1 << bit;
        await outcome(bytes);
      }),
      { numRuns: 400 },
    );
  });

  it('with numbers out of all reason are a table or a clear refusal', async () => {
    const places = fc.array(fc.tuple(fc.nat(sample.length - 4), fc.constantFrom(0, 0x7fffffff, 0xfffffffe, 0xffff)), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(places, async (list) => {
        const bytes = Buffer.from(sample);
        for (const [at, value] of list) bytes.writeUInt32LE(value, at);
        await outcome(bytes);
      }),
      { numRuns: 200 },
    );
  });

  it('that claim four billion texts are read as far as texts go', async () => {
    const bytes = biffOf(
      book([
        ['a', 'b'],
        ['x', 'y'],
      ]),
    );
    const list = bytes.indexOf(Buffer.from([0xfc, 0x00]));
    bytes.fill(0xff, list + 4, list + 12);
    expect((await rawOf(fileOf(bytes), { headerRow: 1 })).rows).toEqual([['x', 'y']]);
  });

  it('whose sheets are all the same place are refused', async () => {
    const sheets = ['A', 'B', 'C'].map((name) => ({
      name,
      rows: [['a', 'b'], ...rows.slice(0, name === 'A' ? 60 : 1)],
    }));
    const bytes = biffOf({ sheets });
    const place = (from: number) => bytes.indexOf(Buffer.from([0x85, 0x00]), from);
    const first = place(0);
    const second = place(first + 4);
    bytes.copy(bytes, second + 4, first + 4, first + 8);
    bytes.copy(bytes, place(second + 4) + 4, first + 4, first + 8);
    expect(await refused(bytes)).toBe('xlsDamaged');
  });

  it('whose chains of sectors run in circles come to an end', async () => {
    for (const sector of [0, 1, 2, 5]) {
      const bytes = Buffer.from(sample);
      // the table that says which sector follows which is the last of the file
      for (let at = bytes.length - 512; at < bytes.length; at += 4) bytes.writeUInt32LE(sector, at);
      await outcome(bytes);
    }
  });
});

/** What is pinned of a real file, and of one made up after it. */
type Figures = { columns: string[]; stored: number; first: string[]; last: string[] };
const figuresOf = async (path: string): Promise<Figures> => {
  const { facts, rows } = await rawOf(path);
  return { columns: facts.columns, stored: facts.stored, first: rows[0] ?? [], last: rows.at(-1) ?? [] };
};
const SPENDING: Figures = {
  columns: ['食品', '衣着', '家庭设备用品及服务', '医疗保健', '交通和通信', '文化娱乐服务', '居住', '杂项商品与服务'],
  stored: 8,
  first: ['40.1', '5', '9.6', '3.7', '5.2', '11.2', '17.2', '2.8'],
  last: ['38.7', '7', '5', '8.2', '12.4', '17.3', '12.9', '3.2'],
};

it('a made-up list of shares of spending has the figures of the real one', async () => {
  const shares = [SPENDING.first, ...Array<string[]>(6).fill(SPENDING.first), SPENDING.last];
  const bytes = xlsOf(book([SPENDING.columns, ...shares.map((row) => row.map(Number))]));
  expect(await figuresOf(fileOf(bytes))).toEqual(SPENDING);
});

describe.skipIf(!hasData)('real old workbooks', () => {
  it('of WPS is what it shows', async () => {
    expect(await figuresOf(join(DATA, 'cn_misc/消费结构.xls'))).toEqual(SPENDING);
  });

  it.each([
    // as many as in what LibreOffice makes of the same files
    ['torture/goodtables/data/april-to-may-12th-2010.xls', 2011, 9, 'Amount'],
    ['torture/goodtables/data/hmt/BIS_monthly_spend_December_2012.xls', 2705, 14, 'Amount'],
  ])('%s has its rows, and dates in its column of dates', async (name, count, width, amount) => {
    const { facts, rows } = await rawOf(join(DATA, name));
    expect(facts).toMatchObject({ format: 'xls', read: count, stored: count });
    expect(facts.columns).toHaveLength(width);
    const at = facts.columns.indexOf(amount);
    expect(rows.every((row) => /^-?\d+(?:\.\d+)?$/.test(row[at] ?? ''))).toBe(true);
    expect(rows.every((row) => /^20\d\d-\d\d-\d\d$/.test(row[2] ?? ''))).toBe(true);
  });
});
