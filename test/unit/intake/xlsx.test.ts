import fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookOf, sheetOf, type TestCell } from '../../fixtures/files/workbook.ts';
import { fileOf, rawOf } from './data.ts';
import { cell, noteKeys, styled, table } from './workbooks.ts';

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
        // programs write what spreadsheets cannot count: the file's digits stay
        cell('', '<v>110101199001011234</v>'),
        cell('', '<v>110101199001011235</v>'),
        cell('', '<v>6222021234567890123</v>'),
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
      '110101199001011234',
      '110101199001011235',
      '6222021234567890123',
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
