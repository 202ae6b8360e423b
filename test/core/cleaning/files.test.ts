import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CleanStepInput } from '../../../shared/cleaning.ts';
import { PLANTED } from '../../fixtures/generators/campaign.ts';
import { drawParcels, parcelsText, PROVINCES } from '../../fixtures/generators/parcels.ts';
import { drawRetail, retailText } from '../../fixtures/generators/retail.ts';
import { drawTable } from '../../fixtures/generators/tables.ts';
import { DATA, hasData } from '../../support/data.ts';
import { CAMPAIGNS } from '../../support/campaigns.ts';
import { madeFile } from '../../support/made.ts';
import { type Bench, createBench } from '../segments/bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = createBench();
});
afterEach(() => bench.close());

const call: Bench['client']['call'] = (op, input) => bench.client.call(op, input);

/** Every byte of the raw blocks and every row of the tables of an import. */
function imported(): string {
  const { db } = bench.core.session();
  const hash = createHash('sha256');
  for (const [data] of db.rows('SELECT data FROM raw_block ORDER BY source_id, seq')) hash.update(data as Uint8Array);
  for (const table of db.column<string>("SELECT name FROM sqlite_schema WHERE name GLOB 'customers_*' ORDER BY name"))
    for (const row of db.rows(`SELECT * FROM "${table}" ORDER BY id`)) hash.update(row.join('\0'));
  return hash.digest('hex');
}

/** The clean table that was made last. */
function cleaned(): { table: string; column: (name: string) => string } {
  const row = bench.core
    .session()
    .db.get<{ table_name: string; body: string }>(
      'SELECT table_name, body FROM clean_table ORDER BY used_at DESC, table_name DESC LIMIT 1',
    )!;
  const { columns } = JSON.parse(row.body) as { columns: { name: string; column: string }[] };
  return { table: row.table_name, column: (name) => columns.find((one) => one.name === name)!.column };
}

/** Repeated rows, rows of nobody, cancelled invoices, and goods that came back or cost nothing. */
const BUYERS_WHO_PAID: readonly CleanStepInput[] = [
  { op: 'dropDuplicates' },
  { op: 'dropRows', where: { kind: 'missing', column: 'CustomerID' } },
  { op: 'dropRows', where: { kind: 'pattern', column: 'InvoiceNo', pattern: 'C\\d+' } },
  {
    op: 'dropRows',
    where: {
      kind: 'any',
      of: [
        { kind: 'range', column: 'Quantity', min: null, max: 0 },
        { kind: 'range', column: 'UnitPrice', min: null, max: 0 },
      ],
    },
  },
];

/** What is left in the clean table of orders. */
function buyers() {
  const { table, column } = cleaned();
  const sum = `sum(${column('Quantity')} * ${column('UnitPrice')})`;
  return bench.core.session().db.get<{ revenue: number; customers: number; invoices: number }>(
    `SELECT round(${sum}, 2) AS revenue, count(DISTINCT ${column('CustomerID')}) AS customers,
         count(DISTINCT ${column('InvoiceNo')}) AS invoices FROM "${table}"`,
  );
}

/** Import files and do everything that is proposed, and more. @returns how many of them were tables */
async function cleanAll(files: readonly string[]): Promise<number> {
  let tried = 0;
  for (const path of files) {
    const receipt = await bench.importFile(path).catch(() => null);
    if (!receipt || receipt.mode === 'skip') continue;
    tried++;
    const { sourceId } = receipt;
    const before = imported();
    const proposals = await call('cleaning.proposals', { sourceId });
    const [first] = receipt.columns;
    const steps: CleanStepInput[] = [
      ...proposals.map(({ step }) => step),
      { op: 'type', column: first!.name, type: 'text' },
      { op: 'normalise', case: 'upper', simplify: true },
      { op: 'dropDuplicates' },
      { op: 'rename', column: 'not there', to: 'x' },
    ];
    await call('cleaning.add', { sourceId, steps });
    const [run] = await call('cleaning.run', { sourceId });
    const dropped = run!.reports.reduce((sum, report) => sum + report.dropped, 0);
    expect([path, run!.kept + dropped]).toEqual([path, run!.rows]);
    expect(run!.reports.at(-1)!.skipped?.key).toBe('cleaning:skip.noColumn');
    expect(imported()).toBe(before);
  }
  return tried;
}

describe('a campaign', () => {
  it.each(CAMPAIGNS)(
    'is told what to mend, and the gaps of the incomes are filled: $what',
    async ({ path }) => {
      const { sourceId } = await bench.importFile(path);
      const proposals = await call('cleaning.proposals', { sourceId });
      expect(proposals.map(({ id, rows }) => [id, rows])).toEqual([
        ['rare:Marital_Status', 7],
        ['apartFromKey', 182],
        ['birthYear:Year_Birth', 3],
        ['standIn:Income', 1],
      ]);
      expect(proposals[0]!.examples.map(({ before }) => before).sort()).toEqual(['Absurd', 'Alone', 'YOLO']);
      const { findings, parts } = (await call('cleaning.quality', {})).sources[0]!;
      expect(findings.find(({ key }) => key === 'missing:Income')!.count).toBe(PLANTED.missingIncomes);
      expect(parts.completeness.bad).toBe(24);
      const fill: CleanStepInput = { op: 'fill', column: 'Income', with: 'median', by: 'Education' };
      await call('cleaning.add', { sourceId, steps: [fill] });
      await call('cleaning.run', { sourceId });
      const { table, column } = cleaned();
      const { db } = bench.core.session();
      expect(db.value(`SELECT count(*) FROM "${table}" WHERE ${column('Income_filled')} = 1`)).toBe(24);
      expect(db.value(`SELECT count(*) FROM "${table}" WHERE ${column('Income')} IS NULL`)).toBe(0);
    },
    60_000,
  );
});

describe('made-up files', () => {
  it('order lines: repeated rows, then buyers who paid, as they were drawn', async () => {
    const lines = drawRetail();
    const { sourceId } = await bench.importFile(madeFile('retail.csv', retailText(lines)));
    const before = imported();
    await call('cleaning.add', { sourceId, steps: [...BUYERS_WHO_PAID] });
    const [run] = await call('cleaning.run', { sourceId });

    // the same by the book
    const distinct = [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()];
    const named = distinct.filter(({ customer }) => customer !== '');
    const standing = named.filter(({ invoice }) => !invoice.startsWith('C'));
    const paid = standing.filter(({ quantity, price }) => quantity > 0 && price > 0);
    const left = [distinct, named, standing, paid].map(({ length }) => length);
    expect(run!.reports.map(({ after }) => after.rows)).toEqual(left);
    expect(run!.reports.map(({ dropped }) => dropped)).toEqual(
      left.map((rows, i) => (left[i - 1] ?? lines.length) - rows),
    );
    for (const { dropped } of run!.reports) expect(dropped).toBeGreaterThan(0);
    const cents = paid.reduce((sum, { quantity, price }) => sum + quantity * Math.round(price * 100), 0);
    expect(buyers()).toEqual({
      revenue: cents / 100,
      customers: new Set(paid.map(({ customer }) => customer)).size,
      invoices: new Set(paid.map(({ invoice }) => invoice)).size,
    });
    expect(imported()).toBe(before);
  }, 60_000);

  it('parcels: addresses become the 31 provinces they are in', async () => {
    const parcels = drawParcels();
    await provinces(madeFile('parcels.csv', parcelsText(parcels)), parcels.length);
    expect(PROVINCES).toHaveLength(31);
  }, 60_000);

  it('odd files: every proposal is done, no row gets lost, and what was imported stays', async () => {
    const files = Array.from({ length: 40 }, (_, seed) => {
      const { text, encoding } = drawTable(seed);
      return encoding === 'utf-8' ? [madeFile(`odd-${String(seed)}.csv`, text)] : [];
    }).flat();
    expect(await cleanAll(files)).toBeGreaterThan(10);
  }, 120_000);
});

/** Make a column of provinces of the addresses of so many orders. */
async function provinces(path: string, rows: number): Promise<void> {
  const { sourceId, columns } = await bench.importFile(path);
  const column = columns.find(({ name }) => name.includes('收货地址'))!.name;
  const step: CleanStepInput = { op: 'regions', column, level: 'province', into: '省份' };
  await call('cleaning.add', { sourceId, steps: [step] });
  const [run] = await call('cleaning.run', { sourceId });
  expect(run!.reports[0]).toMatchObject({ touched: rows, notes: [] });
  const { table, column: named } = cleaned();
  const names = bench.core.session().db.column<string>(`SELECT DISTINCT ${named('省份')} FROM "${table}"`);
  expect(names).toHaveLength(31);
  expect(names).toContain('内蒙古自治区');
}

describe.skipIf(!hasData)('real files', () => {
  it('Online Retail: repeated rows, then buyers who paid, to the figures that are known', async () => {
    const { sourceId } = await bench.importFile(join(DATA, 'online_retail/online_retail.csv'));
    const before = imported();
    const add = (...steps: CleanStepInput[]) => call('cleaning.add', { sourceId, steps });
    const { ids } = await add(...BUYERS_WHO_PAID);
    const [run] = await call('cleaning.run', { sourceId });
    expect(run!.reports.map(({ dropped, after }) => [dropped, after.rows])).toEqual([
      [5268, 536_641],
      [135_037, 401_604],
      [8872, 392_732],
      [40, 392_692],
    ]);
    expect(buyers()).toEqual({ revenue: 8_887_208.89, customers: 4338, invoices: 18_532 });
    // with the first step off
    await call('cleaning.toggle', { id: ids[0]!, enabled: false });
    const [whole] = await call('cleaning.run', { sourceId });
    expect(whole!.kept).toBe(397_884);
    expect(imported()).toBe(before);
  }, 180_000);

  it('Tmall orders: addresses become the 31 provinces they are in', async () => {
    await provinces(join(DATA, 'cn_tmall_orders/tmall_order_report.csv'), 28_010);
  }, 60_000);

  it('odd files: every proposal is done, no row gets lost, and what was imported stays', async () => {
    const folder = join(DATA, 'torture/goodtables/data');
    const files = fs
      .readdirSync(folder)
      .filter((name) => name.endsWith('.csv') && fs.statSync(join(folder, name)).size < 60_000);
    expect(await cleanAll(files.map((name) => join(folder, name)))).toBeGreaterThan(20);
  }, 300_000);
});
