import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSource } from '../../../electron/formats/source.ts';
import { AppError } from '../../../shared/frames.ts';
import { xlsOf } from '../../fixtures/files/biff.ts';
import { odsOf } from '../../fixtures/files/ods.ts';
import { bookOf, type TestBook, type TestCell } from '../../fixtures/files/workbook.ts';
import { fileOf, rawOf } from './data.ts';
import { cell, styled } from './workbooks.ts';

/*
 * A second opinion on old workbooks and OpenDocument spreadsheets: LibreOffice writes them from workbooks of Excel, and all
 * three must be read alike, cell by cell.
 */

const office = ['soffice', 'libreoffice'].find((name) => {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});
if (!office) console.log('skipped: comparison with LibreOffice, it is not installed');

const BOOKS = 50;
const FORMATS = [
  'yyyy-mm-dd',
  'yyyy/m/d h:mm:ss',
  'h:mm:ss',
  '[h]:mm:ss',
  '0.0%',
  '000000',
  '#,##0.00',
  'yyyy"年"m"月"d"日"',
];

const word = fc.string({
  unit: fc.constantFrom('a', 'B', '0', ' ', '王', '小', 'é', '&', '<', '"', "'", '\n', '🙂'),
  maxLength: 12,
});
/** A text that no program takes for something else or trims. */
const text = word.map((inner) => `x${inner}x`);
const day = fc.integer({ min: 2000, max: 60_000 });
const second = fc.integer({ min: 1, max: 86_399 }).map((n) => n / 86_400);
// a spreadsheet of LibreOffice keeps fifteen digits, fewer of the smallest numbers
const digits = (value: number) => String(Number(value.toPrecision(14)));
const value: fc.Arbitrary<TestCell> = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: fc.integer({ min: -1e9, max: 1e9 }) },
  fc.integer({ min: -1e7, max: 1e7 }).map((n) => n / 100),
  fc.double({ noNaN: true, min: 1, max: 1e9 }).map((n) => cell('', `<v>${digits(n)}</v>`)),
  fc.constant(null),
  day.map((n) => styled(1, String(n))),
  fc.tuple(day, second).map(([n, part]) => styled(2, String(n + part))),
  day.map((n) => styled(2, String(n))),
  second.map((part) => styled(3, String(part))),
  fc.tuple(fc.integer({ min: 0, max: 90 }), second).map(([n, part]) => styled(4, String(n + part))),
  fc.integer({ min: -500, max: 2000 }).map((n) => styled(5, String(n / 1000))),
  fc.integer({ min: 0, max: 999_999 }).map((n) => styled(6, String(n))),
  fc.integer({ min: 0, max: 99_999 }).map((n) => styled(7, String(n / 10))),
  day.map((n) => styled(8, String(n))),
  fc.boolean().map((yes) => cell('t="b"', `<v>${yes ? '1' : '0'}</v>`)),
  fc.constantFrom('NA()', '1/0').map((f) => cell('t="e"', `<f>${f}</f><v>${f === 'NA()' ? '#N/A' : '#DIV/0!'}</v>`)),
  fc.integer({ min: 1, max: 99 }).map((n) => cell('', `<f>${String(n)}*3</f><v>${String(n * 3)}</v>`)),
  fc.constantFrom('ab', '上海').map((t) => cell('t="str"', `<f>"${t}"&amp;"c"</f><v>${t}c</v>`)),
);
const sheet = fc.record({
  rows: fc
    .integer({ min: 2, max: 6 })
    .chain((width) =>
      fc
        .array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 })
        .map((rows): TestCell[][] => [
          Array.from({ length: width }, (_, i) => `列 ${String(i)}`),
          ...rows.map((row, i): TestCell[] => [`row ${String(i)}`, ...row.slice(1)]),
        ]),
    ),
  merged: fc.boolean(),
  gap: fc.boolean(),
});
const books = fc
  .record({ sheets: fc.array(sheet, { minLength: 1, maxLength: 3 }), from1904: fc.boolean(), hidden: fc.boolean() })
  .map(({ sheets, from1904, hidden }): TestBook => ({
    from1904,
    formats: FORMATS,
    sheets: sheets.map(({ rows, merged, gap }, i) => ({
      name: `表 ${String(i + 1)}`,
      rows: gap ? [...rows, [], [], ['row behind a gap', ...(rows[1] ?? []).slice(1)]] : rows,
      ...(merged && rows.length > 3 ? { merges: ['A2:A4'] } : {}),
      ...(hidden && i === 1 ? { state: 'hidden' } : {}),
    })),
  }));

/** What is told of a sheet, but for the format. */
async function readAs(path: string, sheet: string) {
  const { facts, rows } = await rawOf(path, { sheet });
  const { columns, sheets, headerLine, read, stored, rejected, notes } = facts;
  return { columns, sheets, headerLine, read, stored, rejected, notes, rows };
}

describe.skipIf(!office)('workbooks that LibreOffice wrote', () => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'persona-office-'));
  const samples = fc.sample(books, { numRuns: BOOKS, seed: 20_240_305 });
  const names = samples.map((_, i) => `book-${String(i)}`);
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  beforeAll(() => {
    const paths = samples.map((book, i) => {
      const path = join(folder, `${names[i] ?? ''}.xlsx`);
      fs.writeFileSync(path, bookOf(book));
      return path;
    });
    for (const format of ['xls', 'ods'])
      execFileSync(
        office ?? '',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          format,
          '--outdir',
          folder,
          ...paths,
        ],
        { stdio: 'ignore', timeout: 100_000 },
      );
  });

  it.each(['xls', 'ods'])('as .%s are read like the workbooks they were made from', async (format) => {
    let compared = 0;
    for (const [i, book] of samples.entries())
      for (const { name } of book.sheets) {
        const path = join(folder, names[i] ?? '');
        const original = await readAs(`${path}.xlsx`, name);
        expect(await readAs(`${path}.${format}`, name), `${names[i] ?? ''} ${name}`).toEqual(original);
        compared += original.rows.length;
      }
    expect(compared).toBeGreaterThan(500);
  });
});

it('the same rows written in three formats are read alike', async () => {
  const rows = [
    ['姓名', '金额', '备注'],
    ['王小明', 12.5, 'a & b'],
    ['李思远', 7, 'two\nlines'],
  ];
  const files = [
    bookOf({ sheets: [{ name: 'A', rows }] }),
    xlsOf({ sheets: [{ name: 'A', rows }] }),
    odsOf({ sheets: [{ name: 'A', rows }] }),
  ];
  const read = await Promise.all(files.map((bytes) => rawOf(fileOf(bytes))));
  expect(read.map(({ facts }) => facts.format)).toEqual(['xlsx', 'xls', 'ods']);
  for (const { rows: found, facts } of read) {
    expect(facts.columns).toEqual(['姓名', '金额', '备注']);
    expect(found).toEqual([
      ['王小明', '12.5', 'a & b'],
      ['李思远', '7', 'two\nlines'],
    ]);
  }
});

it.each([
  ['.xls', xlsOf],
  ['.ods', odsOf],
] as const)('reading of %s stops where it is told to', async (_, write) => {
  const path = fileOf(
    write({
      sheets: [
        {
          name: 'A',
          rows: [
            ['a', 'b'],
            ['x', 1],
          ],
        },
      ],
    }),
  );
  const stopped = new AppError('cancelled', { key: 'errors:cancelled' });
  await expect(
    openSource(path, {}, () => {
      throw stopped;
    }),
  ).rejects.toBe(stopped);
});
