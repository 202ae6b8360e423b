import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { odsOf, type OdsBook, type OdsCell } from '../../fixtures/files/ods.ts';
import { zipOf } from '../../fixtures/files/zip.ts';
import { fileOf, rawOf } from './data.ts';
import { keyOf, noteKeys, table } from './workbooks.ts';

const book = (rows: OdsBook['sheets'][number]['rows'], more: Partial<OdsBook> = {}): Buffer =>
  odsOf({ ...more, sheets: [{ name: 'Sheet1', rows }] });
const cell = (attributes: string, inner = ''): OdsCell => ({
  xml: `<table:table-cell ${attributes}>${inner}</table:table-cell>`,
});
const typed = (type: string, value: string, style = '', shown = '') =>
  cell(
    `office:value-type="${type}" office:${type === 'float' || type === 'percentage' || type === 'currency' ? '' : `${type}-`}value="${value}"${style === '' ? '' : ` table:style-name="${style}"`}`,
    `<text:p>${shown}</text:p>`,
  );
/** One column with a header. */
const column = async (cells: OdsCell[], more: Partial<OdsBook> = {}) =>
  (
    await table(book([['name', 'value'], ...cells.map((one, i): OdsCell[] => [`row ${String(i)}`, one])], more))
  ).rows.map((row) => row[1]);
const refused = async (bytes: Buffer) => (await keyOf(bytes)).replace('sources:unsupported.', '');

const STYLES = [
  '<number:date-style style:name="D"><number:year/><number:text>-</number:text><number:month/></number:date-style>',
  '<number:date-style style:name="DT"><number:year/><number:text> </number:text><number:hours/></number:date-style>',
  '<number:time-style style:name="L" number:truncate-on-overflow="false"><number:hours/></number:time-style>',
  '<number:number-style style:name="Z"><number:number number:decimal-places="0" number:min-integer-digits="6"/></number:number-style>',
  '<number:number-style style:name="K"><number:number number:min-integer-digits="2" number:grouping="true"/></number:number-style>',
  ...['D', 'DT', 'L', 'Z', 'K'].map(
    (name) => `<style:style style:name="c${name}" style:family="table-cell" style:data-style-name="${name}"/>`,
  ),
  '<style:style style:name="child" style:family="table-cell" style:parent-style-name="Base"/>',
].join('');
const COMMON =
  '<number:number-style style:name="Z"><number:number number:min-integer-digits="3"/></number:number-style>' +
  '<style:style style:name="Base" style:family="table-cell" style:data-style-name="Z"/>';

describe('cells of an OpenDocument spreadsheet', () => {
  it('are text as written and numbers as short as they can be told apart', async () => {
    expect(
      await column([
        '00123',
        'two\nlines',
        '  wide   gaps ',
        'tab\there',
        '王小明 🙂 & <b>',
        12,
        -0.25,
        typed('float', '110101199003072000'),
        typed('float', '1E-7'),
        typed('float', '2.5499999999999998'),
        typed('currency', '1234.5', '', '¥1,234.50'),
        typed('percentage', '0.125', '', '12.5%'),
        typed('boolean', 'true', '', 'WAHR'),
        typed('boolean', 'false', '', 'FALSCH'),
        typed('string', 'of the attribute', '', 'shown'),
        cell('', '<text:p>without a type</text:p>'),
      ]),
    ).toEqual([
      '00123',
      'two\nlines',
      '  wide   gaps ',
      'tab\there',
      '王小明 🙂 & <b>',
      '12',
      '-0.25',
      '110101199003072000',
      '0.0000001',
      '2.55',
      '1234.5',
      '12.5%',
      'TRUE',
      'FALSE',
      'of the attribute',
      'without a type',
    ]);
  });

  it('are dates and times as in a workbook of Excel, and keep leading zeros that their format shows', async () => {
    expect(
      await column(
        [
          typed('date', '2024-03-05', 'cD'),
          typed('date', '2024-03-05', 'cDT'),
          typed('date', '2024-03-05T08:26:00', 'cDT'),
          typed('date', '2024-03-05T08:25:59.999999997', 'cDT'),
          typed('date', '2024-12-31T23:59:59.9999', 'cDT'),
          typed('date', '2024-03-05T08:26:00', 'cD'),
          typed('date', '-0043-03-15', 'cD'),
          typed('time', 'PT08H26M00S'),
          typed('time', 'PT30H00M00S', 'cL'),
          typed('time', 'PT08H25M59.99999S'),
          typed('float', '123', 'cZ'),
          typed('float', '7', 'cK'),
          typed('float', '7', 'child'),
        ],
        { styles: STYLES, common: COMMON },
      ),
    ).toEqual([
      '2024-03-05',
      '2024-03-05 00:00:00',
      '2024-03-05 08:26:00',
      '2024-03-05 08:26:00',
      '2025-01-01 00:00:00',
      '2024-03-05 08:26:00',
      '-0043-03-15',
      '08:26:00',
      '30:00:00',
      '08:26:00',
      '000123',
      '7',
      '007',
    ]);
  });

  it('take the style of their row or column where they have none', async () => {
    const columns =
      '<table:table-column/><table:table-column table:number-columns-repeated="2" table:default-cell-style-name="cZ"/>';
    const rows: OdsBook['sheets'][number]['rows'] = [
      ['a', 'b', 'c', 'd'],
      ['x', 5, 6, 7],
    ];
    rows.push({
      xml: '<table:table-row table:default-cell-style-name="child"><table:table-cell office:value-type="string"><text:p>y</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="8"/></table:table-row>',
    });
    expect(
      (await table(odsOf({ styles: STYLES, common: COMMON, sheets: [{ name: 'A', rows, columns }] }))).rows,
    ).toEqual([
      ['x', '000005', '000006', '7'],
      ['y', '008', '', ''],
    ]);
  });

  it('leave out remarks, notes, drawings and reading aids', async () => {
    const remark = '<office:annotation><text:p>a remark</text:p></office:annotation>';
    const drawing = '<draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame>';
    const ruby =
      '<text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby>';
    expect(
      await column([
        cell(
          'office:value-type="string"',
          `${remark}<text:p>plain ${remark}<text:span>bold</text:span></text:p>${drawing}`,
        ),
        cell('office:value-type="string"', `<text:p>${ruby}<text:line-break/><text:a>link</text:a></text:p>`),
        cell('office:value-type="string"', '<text:p>\n  folded \t text<text:s/> kept</text:p>'),
        cell('', drawing),
        // as LibreOffice writes blanks in cells of several lines, and what is true
        cell('office:value-type="string"', '<text:p>a  b</text:p><text:p>  c</text:p>'),
        cell('table:formula="of:=TRUE()" office:value-type="float" office:value="1"', '<text:p>TRUE</text:p>'),
      ]),
    ).toEqual(['plain bold', '東京\nlink', 'folded text  kept', '', 'a  b\n  c', 'TRUE']);
  });

  it('count errors and formulas without a result', async () => {
    const { rows, facts } = await table(
      book([
        ['a', 'b'],
        [
          'x',
          cell(
            'table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"',
            '<text:p>#N/A</text:p>',
          ),
        ],
        ['y', cell('table:formula="of:=1/0" office:value-type="float" office:value="0"', '<text:p>#DIV/0!</text:p>')],
        [
          'z',
          cell(
            'table:formula="of:=[.A1" office:value-type="string" calcext:value-type="error"',
            '<text:p>Err:502</text:p>',
          ),
        ],
        ['u', cell('table:formula="of:=A1+1"')],
        ['v', cell('table:formula="of:=&quot;&quot;" office:value-type="string"', '<text:p/>')],
        ['w', cell('table:formula="of:=1+1" office:value-type="float" office:value="2"', '<text:p>2</text:p>')],
      ]),
    );
    expect(rows.map((row) => row[1])).toEqual(['#N/A', '#DIV/0!', '#VALUE!', '', '', '2']);
    expect(facts.notes).toContainEqual({ key: 'sources:note.errorCells', values: { n: 3 } });
    expect(facts.notes).toContainEqual({ key: 'sources:note.uncomputed', values: { n: 1 } });
  });
});

describe('cells and rows that are repeated', () => {
  const repeated = (times: number, inner: string) => ({
    xml: `<table:table-row table:number-rows-repeated="${String(times)}">${inner}</table:table-row>`,
  });
  const text = (value: string, times = 1) =>
    `<table:table-cell office:value-type="string" table:number-columns-repeated="${String(times)}"><text:p>${value}</text:p></table:table-cell>`;
  const gap = (times: number) => `<table:table-cell table:number-columns-repeated="${String(times)}"/>`;

  it('are written out where they hold something, and count as rows where they are empty', async () => {
    const { rows, facts } = await table(
      book([
        ['a', 'b', 'c', 'd'],
        repeated(3, text('x', 2) + gap(1) + text('y') + gap(16_380)),
        repeated(500, gap(16_384)),
        repeated(1, text('last') + gap(2) + text('z')),
        repeated(1_048_071, gap(16_384)),
      ]),
    );
    expect(rows).toEqual([...Array<string[]>(3).fill(['x', 'x', '', 'y']), ['last', '', '', 'z']]);
    expect(facts).toMatchObject({ read: 4, stored: 4, format: 'ods' });
  });

  it('are refused when they fill a sheet without end', async () => {
    expect(await refused(book([['a', 'b'], repeated(1_000_000, text('x', 40))]))).toBe('sheetRepeats');
    expect(await refused(book([['a'], repeated(1_048_576, text('x'))]))).toBe('sheetRows');
    expect(await refused(book([['a'], repeated(1, text('x', 16_384))]))).toBe('tooManyColumns');
    expect(await refused(book([['a'], repeated(1, gap(5000) + text('x'))]))).toBe('tooManyColumns');
    const blanks = `<table:table-cell><text:p>${'<text:s text:c="3999999"/>'.repeat(2)}</text:p></table:table-cell>`;
    expect(await refused(book([['a'], repeated(1, blanks)]))).toBe('htmlLong');
  });
});

describe('sheets of an OpenDocument spreadsheet', () => {
  it('are listed with names and rows; hidden ones are not chosen by themselves', async () => {
    const bytes = odsOf({
      before: '<table:tracked-changes><table:deletion><text:p>gone</text:p></table:deletion></table:tracked-changes>',
      sheets: [
        { name: '隐藏', rows: Array.from({ length: 30 }, (_, i) => [`h${String(i)}`, i]), hidden: true },
        {
          name: 'A & B',
          rows: [
            ['姓名', '金额'],
            ['王小明', 5],
            ['李思远', 6],
          ],
          before: '<table:shapes><draw:frame><text:p>drawn</text:p></draw:frame></table:shapes>',
        },
        { name: 'Leer', rows: [] },
      ],
    });
    const { facts, rows } = await table(bytes);
    expect(facts).toMatchObject({
      format: 'ods',
      sheet: 'A & B',
      sheets: ['隐藏', 'A & B'],
      columns: ['姓名', '金额'],
    });
    expect(rows).toEqual([
      ['王小明', '5'],
      ['李思远', '6'],
    ]);
    expect((await table(bytes, { sheet: '隐藏' })).facts.stored).toBe(30);
    expect(await keyOf(bytes, { sheet: 'Nirgends' })).toBe('sources:error.noSheet');
  });

  it('repeat merged cells in the rows they cover, name columns below them, and know rows in groups', async () => {
    const span = (value: string, across: number, down: number) =>
      cell(
        `office:value-type="string" table:number-columns-spanned="${String(across)}" table:number-rows-spanned="${String(down)}"`,
        `<text:p>${value}</text:p>`,
      );
    const covered: OdsCell = { xml: '<table:covered-table-cell/>' };
    const { facts, rows } = await table(
      book([
        { xml: '<table:table-header-rows>' },
        [span('城市', 1, 2), span('去年', 2, 1), covered, span('今年', 2, 1), covered],
        [covered, '单数', '金额', '单数', '金额'],
        { xml: '</table:table-header-rows><table:table-row-group>' },
        [span('上海', 1, 2), 1, 2, 3, 4],
        [covered, 5, 6, 7, 8],
        { xml: '</table:table-row-group>' },
      ]),
    );
    expect(facts.columns).toEqual(['城市', '去年 单数', '去年 金额', '今年 单数', '今年 金额']);
    expect(rows.map((row) => row[0])).toEqual(['上海', '上海']);
    expect(noteKeys(facts.notes)).toEqual(['sources:note.mergedHeader', 'sources:note.mergedFilled']);
  });

  it('give any table of texts and numbers back', async () => {
    const value = fc.oneof(
      fc
        .string({ unit: fc.constantFrom('a', ' ', '\t', '\n', '王', '&', '<', '"'), maxLength: 12 })
        .map((one) => `x${one}x`),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 8 }), async (rows) => {
        const read = await rawOf(fileOf(book([['first', 'second'], ...rows])), { headerRow: 1 });
        // a number comes back as the same number, however it is printed
        const alike = (text: string, given: string | number) =>
          typeof given === 'string' ? text === given : Number(text) === given + 0;
        expect(read.rows).toHaveLength(rows.length);
        for (const [r, row] of read.rows.entries())
          expect(row.map((text, c) => alike(text, rows[r]?.[c] ?? ''))).toEqual([true, true]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is no spreadsheet that can be read', () => {
  const rows = [
    ['a', 'b'],
    ['1', '2'],
  ];
  const type = (kind: string) => book(rows, { type: `application/vnd.oasis.opendocument.${kind}` });
  it('is refused by name', async () => {
    expect(await refused(type('text'))).toBe('odf');
    expect(await refused(type('presentation'))).toBe('odf');
    expect(await refused(type('spreadsheet-template'))).toBe('read');
    expect(await refused(book(rows, { more: [{ name: 'Basic/Standard/Module1.xml', data: '<a/>' }] }))).toBe('macros');
    expect(await refused(book(rows, { more: [{ name: 'Basic/Standard/script-lb.xml', data: '<a/>' }] }))).toBe('read');
    const lock =
      '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    expect(await refused(book(rows, { manifest: lock }))).toBe('encrypted');
    const whole = [
      { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
      { name: 'encrypted-package', data: 'x' },
    ];
    expect(await refused(zipOf(whole))).toBe('encrypted');
    expect(await refused(book([]))).toBe('blank');
    expect(await refused(odsOf({ sheets: [] }))).toBe('noSheets');
  });
});

describe('hostile OpenDocument spreadsheets', () => {
  const rows = Array.from({ length: 60 }, (_, r): OdsCell[] => [`客户 ${String(r)}`, r, typed('date', '2024-03-05')]);
  const outcome = async (bytes: Buffer) => {
    const started = performance.now();
    const key = await keyOf(bytes);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(key).toMatch(/^(?:read|sources:unsupported\.\w+)$/);
  };
  const sample = book([['a', 'b', 'c'], ...rows]);

  it('cut off anywhere or with flipped bits are a table or a clear refusal', async () => {
    const flips = fc.array(fc.tuple(fc.nat(sample.length - 1), fc.nat(7)), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(flips, fc.integer({ min: 1, max: 2 * sample.length }), async (list, length) => {
        const bytes = Buffer.from(sample.subarray(0, length));
        for (const [at, bit] of list) if (at < bytes.length) bytes[at]! ^= 1 << bit;
        await outcome(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('with damaged XML in a sound zip are a table or a clear refusal', async () => {
    const odd = fc.constantFrom(
      '<',
      '>',
      '"',
      '/',
      '',
      '<table:table>',
      '</table:table-row>',
      '99999999',
      '<text:p>',
      '\0',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(3000), fc.nat(30), odd), { minLength: 1, maxLength: 3 }),
        async (list) => {
          let sheet = rows
            .map((row) =>
              row
                .map((one) =>
                  one !== null && typeof one === 'object'
                    ? one.xml
                    : `<table:table-cell><text:p>${String(one)}</text:p></table:table-cell>`,
                )
                .join(''),
            )
            .map((row) => `<table:table-row>${row}</table:table-row>`)
            .join('');
          for (const [at, length, put] of list) sheet = sheet.slice(0, at) + put + sheet.slice(at + length);
          await outcome(book([['a', 'b', 'c'], { xml: sheet }]));
        },
      ),
      { numRuns: 300 },
    );
  });
});
