import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bookOf } from '../../fixtures/files/workbook.ts';
import { drawCampaign } from '../../fixtures/generators/campaign.ts';
import { drawRetail, retailText } from '../../fixtures/generators/retail.ts';
import { DATA, hasData } from '../../support/data.ts';
import { CAMPAIGN } from '../../support/campaigns.ts';
import { madeFile } from '../../support/made.ts';
import type { RawTableFacts } from '../../../electron/formats/raw.ts';
import { rawOf } from './data.ts';
import { keyOf } from './workbooks.ts';

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

/** The rows of a workbook are those that openpyxl reads. @returns what is told of the reading */
async function isWhatOpenpyxlReads(path: string): Promise<RawTableFacts> {
  const { facts, rows } = await rawOf(path);
  const text = execFileSync(python!, ['-c', script, path, facts.sheet!], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const other = (JSON.parse(text) as string[][]).filter((row) => row.some((one) => one !== ''));
  const numbers = (all: string[][]) =>
    all.map((row) => row.map((one) => (one !== '' && Number.isFinite(Number(one)) ? Number(one) : one)));
  expect(numbers(rows)).toEqual(numbers(other.map((row) => row.slice(0, rows[0]!.length))));
  return facts;
}

describe('made-up workbooks', () => {
  it('a campaign says what its CSV says, numbers typed or as text', async () => {
    const { head, rows } = drawCampaign();
    const csv = await rawOf(CAMPAIGN);
    const typed = (cell: string) => (cell === '' ? null : /^\d+$/.test(cell) ? Number(cell) : cell);
    for (const make of [typed, (cell: string) => cell]) {
      const sheet = { name: 'Campaign', rows: [[...head], ...rows.map((row) => row.map(make))] };
      const book = await rawOf(madeFile('campaign.xlsx', bookOf({ sheets: [sheet] })));
      expect(book.facts).toMatchObject({ read: rows.length, stored: rows.length, sheet: 'Campaign', format: 'xlsx' });
      expect(book.facts.columns).toEqual(csv.facts.columns);
      expect(book.rows).toEqual(csv.rows);
    }
  });

  it.skipIf(!python)('order lines are what openpyxl reads', async () => {
    const [head = [], ...lines] = retailText(drawRetail({ invoices: 120 }))
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const rows = lines.map((cells) => cells.map((cell, c) => (c === 3 || c === 5 ? Number(cell) : cell || null)));
    const book = madeFile('retail.xlsx', bookOf({ sheets: [{ name: 'Lines', rows: [head, ...rows] }] }));
    expect(await isWhatOpenpyxlReads(book)).toMatchObject({ read: lines.length, stored: lines.length });
  });

  it('are refused by name when they are no workbooks', async () => {
    // how a compound file begins (MS-CFB): a workbook of the older kind, or a document
    expect(await keyOf(Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'))).toBe('sources:unsupported.ole');
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

  it.skipIf(!python).each([
    ['cn_misc/某厂商旗舰店脱敏数据.xlsx', 76],
    ['torture/goodtables/data/jungle/multilingual.xlsx', 276],
    ['torture/goodtables/data/order_fields_313.xlsx', 2],
  ])('%s is what openpyxl reads', async (name, count) => {
    expect(await isWhatOpenpyxlReads(join(DATA, name))).toMatchObject({ read: count, stored: count });
  });

  it('are told by what they hold, whatever they are called', async () => {
    const key = async (name: string) => keyOf(fs.readFileSync(join(DATA, name)));
    expect(await key('cn_misc/消费结构.xls')).toBe('read');
    expect(await key('torture/goodtables/data/hmt/BIS_monthly_spend_December_2012.xls')).toBe('read');
    expect(await key('torture/goodtables/data/hmt/invalid_excel.xlsx')).toBe('read');
  });
});
