import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Parsed } from '../../../shared/contract.ts';
import { Receipt, Inspection } from '../../../shared/contract/sources.ts';
import { AppError } from '../../../shared/frames.ts';
import { area } from '../../../electron/core/areas/sources/handlers.ts';
import { undoEdit, recordEdit } from '../../../electron/db/edits.ts';
import { setting } from '../../../electron/db/settings.ts';
import { unpackRaw } from '../../../electron/analysis/intake/rawBlock.ts';
import { utf8 } from '../../../electron/formats/utf8.ts';
import { encodeGb18030 } from '../../../resources/sample/gb18030.ts';
import { campaignText, drawCampaign, PLANTED } from '../../fixtures/generators/campaign.ts';
import { table as written } from '../../fixtures/generators/csv.ts';
import { drawParcels, parcelsText } from '../../fixtures/generators/parcels.ts';
import { DATA, hasData } from '../../support/data.ts';
import { madeFile } from '../../support/made.ts';
import { createBench, type Bench } from './harness.ts';
import { readersFor } from '../../../electron/core/readers.ts';

let bench: Bench;
let made = 0;
beforeEach(() => (bench = createBench()));
afterEach(() => bench.close());

const write = (text: string) => {
  const path = join(bench.folder, `members-${made++}.csv`);
  fs.writeFileSync(path, text);
  return bench.file(path);
};
const run = (fileId: string, more: Partial<Parsed<'sources.import'>> = {}, signal?: AbortSignal) =>
  area.handlers['sources.import'](bench.job(signal), { fileId, read: {}, columns: [], mapping: {}, ...more });
it.each([
  ['a header alone', '会员号,年龄\n', 'noRows'],
  ['a header and blank lines', '会员号,年龄\n\n\r\n', 'noRows'],
  ['line ends alone', '\n\r\n\n', 'blank'],
  ['blanks alone', '  \t \n   ', 'blank'],
  ['nothing', '', 'empty'],
])('%s is refused with the reason, and leaves nothing', async (_, text, kind) => {
  const fileId = write(text);
  const error = await run(fileId).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'unsupported_file', said: { key: `sources:unsupported.${kind}` } });
  expect(leftovers()).toMatchObject({ staging: [], raw: 0, sources: 0, attributes: 0 });
});
const query = () => ({
  db: bench.session.db,
  pool: bench.pool,
  readers: readersFor(bench.pool, new AbortController().signal),
  files: bench.files,
  lang: 'en' as const,
  now: () => '',
});
const table = (name: string) => bench.session.db.all(`SELECT * FROM ${name} ORDER BY id`);
const rows = (n: number, from = 0) =>
  Array.from(
    { length: n },
    (_, i) =>
      `M${String(from + i).padStart(4, '0')},${20 + ((from + i) % 50)},${(from + i) % 2 === 0 ? '女' : '男'},￥${1000 + from + i}`,
  );
const members = (body: string[]) => `会员号,年龄,性别,消费金额\n${body.join('\n')}\n`;
const leftovers = () => ({
  staging: bench.session.db.column<string>(
    "SELECT name FROM sqlite_schema WHERE name LIKE 'staging%' OR name LIKE 'customers\\_%' ESCAPE '\\'",
  ),
  raw: bench.session.db.value<number>('SELECT count(*) FROM raw_block'),
  rejected: bench.session.db.value<number>('SELECT count(*) FROM rejected_row'),
  sources: bench.session.db.value<number>('SELECT count(*) FROM source'),
  attributes: bench.session.db.value<number>('SELECT count(*) FROM attribute'),
});
const NOTHING = { staging: [], raw: 0, rejected: 0, sources: 0, attributes: 0 };

describe('an import', () => {
  it('stores typed customers, the raw rows and a receipt that adds up', async () => {
    const body = [...rows(120), 'M9998,30', 'M9999,31,女,￥5,一列太多'];
    const receipt = await run(write(members(body)));
    expect(Receipt.parse(receipt)).toMatchObject({
      read: 122,
      stored: 120,
      rejected: 2,
      customers: 120,
      mode: 'new',
      encoding: 'utf-8',
      delimiter: ',',
    });
    expect(receipt.rejectedRows.map((row) => [row.line, row.reason.key])).toEqual([
      [122, 'sources:rejected.tooFew'],
      [123, 'sources:rejected.tooMany'],
    ]);
    expect(receipt.columns.map((c) => [c.name, c.type, c.role])).toEqual([
      ['会员号', 'identifier', 'key'],
      ['年龄', 'number', 'attribute'],
      ['性别', 'category', 'attribute'],
      ['消费金额', 'number', 'attribute'],
    ]);
    expect(table('customers_1')[1]).toEqual({ id: 2, c0: 'M0001', c1: 21, c2: '男', c3: 1001 });
    expect(setting(bench.session.db, 'source')).toBe('1');
    const block = bench.session.db.get<{ data: Uint8Array; first_line: number; rows: number }>(
      'SELECT * FROM raw_block',
    )!;
    expect(block).toMatchObject({ first_line: 2, rows: 120 });
    expect(unpackRaw(block.data, utf8)[119]).toEqual(['M0119', '39', '男', '￥1119']);
    expect(area.handlers['sources.list'](query())).toMatchObject([{ sourceId: 1, read: 122 }]);
    const { csv, name } = area.handlers['sources.rejected'](query(), { sourceId: 1 });
    expect(csv.split('\r\n')[1]).toBe('122,2 fields instead of 4,"M9998,30"');
    expect(name).toMatch(/-rejected\.csv$/);
  });

  it('is undone as a whole', async () => {
    await run(write(members(rows(5))));
    undoEdit(bench.session.db);
    expect(setting(bench.session.db, 'source')).toBeUndefined();
    expect(bench.session.db.value('SELECT count(*) FROM source')).toBe(0);
    expect(table('customers_1')).toHaveLength(5);
  });

  it('reads the same file twice only when asked to', async () => {
    const file = write(members(rows(150)));
    await run(file);
    const again = await run(file);
    expect(again).toMatchObject({ mode: 'skip', sourceId: 1 });
    expect(bench.session.db.value('SELECT count(*) FROM source')).toBe(1);
    expect(await run(file, { mode: 'new' })).toMatchObject({ mode: 'new', sourceId: 2, customers: 150 });
  });

  it('takes a newer version of a file for an update: same customers, same ids', async () => {
    await run(write(members(rows(150))));
    const fresh = [
      ...rows(150).map((line, i) => (i < 10 ? line.replace(/￥\d+/, '￥7') : line)),
      ...rows(20, 150),
    ].reverse();
    const receipt = await run(write(members(fresh)));
    expect(receipt).toMatchObject({ mode: 'update', read: 170, stored: 170, added: 20, updated: 10, customers: 170 });
    const after = table('customers_2');
    expect(after[3]).toEqual({ id: 4, c0: 'M0003', c1: 23, c2: '男', c3: 7 });
    expect(after[20]).toEqual({ id: 21, c0: 'M0020', c1: 40, c2: '女', c3: 1020 });
    expect(after).toHaveLength(170);
    expect(leftovers().staging).toEqual(['customers_1', 'customers_2']);
  });

  it('adds columns and customers', async () => {
    await run(write(members(rows(3))));
    const receipt = await run(write('会员号,城市\nZ1,上海\nZ2,北京\n'), { mode: 'add' });
    expect(receipt).toMatchObject({ mode: 'add', added: 2, customers: 5 });
    expect(table('customers_2')[4]).toEqual({ id: 5, c0: 'Z2', c1: null, c2: null, c3: null, c4: '北京' });
    const attributes = bench.session.db.all(
      'SELECT name, missing, distinct_count AS d FROM attribute WHERE source_id = 2 ORDER BY position',
    );
    expect(attributes).toEqual([
      { name: '会员号', missing: 0, d: 5 },
      { name: '年龄', missing: 2, d: 3 },
      { name: '性别', missing: 2, d: 2 },
      { name: '消费金额', missing: 2, d: 3 },
      { name: '城市', missing: 3, d: 2 },
    ]);
  });

  it('types rows ahead of the end of the file, and again when the end says otherwise', async () => {
    const lines = Array.from(
      { length: 30_000 },
      (_, i) =>
        `${i + 1},${i < 29_000 ? String(i % 97) : `text ${i}`},2024-01-${String(1 + (i % 28)).padStart(2, '0')}${i === 29_999 ? ' 08:30' : ''}`,
    );
    const receipt = await run(write(`id,mixed,day\n${lines.join('\n')}\n`));
    expect(receipt).toMatchObject({ read: 30_000, stored: 30_000, customers: 30_000 });
    const last = bench.session.db.get('SELECT * FROM customers_1 WHERE id = 30000');
    expect(last).toEqual({ id: 30_000, c0: '30000', c1: 'text 29999', c2: '2024-01-12T08:30:00' });
    expect(bench.session.db.get('SELECT * FROM customers_1 WHERE id = 5')).toEqual({
      id: 5,
      c0: '5',
      c1: '4',
      c2: '2024-01-05',
    });
    expect(bench.session.db.value('SELECT sum(rows) FROM raw_block')).toBe(30_000);
  });

  it('leaves nothing when it is cancelled, at whatever moment', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `${i + 1},${i % 97},some text ${i % 1000}`);
    const file = write(`id,n,t\n${lines.join('\n')}\n1,2\n`);
    for (const after of [0, 60, 150, 300]) {
      const stop = new AbortController();
      setTimeout(() => stop.abort(), after);
      const outcome = await run(file, {}, stop.signal).catch((error: unknown) => error);
      if (!(outcome instanceof AppError)) {
        expect(outcome).toMatchObject({ stored: 60_000 });
        continue;
      }
      expect(outcome.code).toBe('cancelled');
      expect(leftovers()).toEqual(NOTHING);
    }
    expect(bench.session.db.value('PRAGMA quick_check')).toBe('ok');
  });

  it('refuses what is no table and leaves nothing', async () => {
    await expect(run(write('%PDF-1.7'))).rejects.toMatchObject({
      code: 'unsupported_file',
      said: { key: 'sources:unsupported.pdf' },
    });
    expect(leftovers()).toEqual(NOTHING);
  });

  it('takes back an import, and the one before is in view again', async () => {
    await run(write(members(rows(150))));
    await run(write('编号,城市\n1,上海\n2,北京\n'), { mode: 'new' });
    const { db } = bench.session;
    const remove = () => area.handlers['sources.remove']({ ...query(), db, label: () => undefined }, { sourceId: 2 });
    recordEdit(db, { op: 'sources.remove', label: { key: 'x' }, at: '' }, remove);
    expect(setting(db, 'source')).toBe('1');
    undoEdit(db);
    expect(setting(db, 'source')).toBe('2');
    expect(await area.handlers['sources.receipt'](query(), { sourceId: 2 })).toMatchObject({ customers: 2 });
  });
});

describe('an inspection', () => {
  const inspect = (fileId: string, more: Partial<Parsed<'sources.inspect'>> = {}) =>
    area.handlers['sources.inspect'](bench.job(), { fileId, read: {}, columns: [], mapping: {}, ...more });

  it('shows what an import would do, personal data masked', async () => {
    const file = write(
      `会员号,姓名,手机\n${Array.from({ length: 60 }, (_, i) => `${String(i).padStart(3, '0')},林晓${'文静平婷'[i % 4]!},1381234${2000 + i}`).join('\n')}\n1,2\n`,
    );
    const looked = await inspect(file);
    expect(Inspection.parse(looked)).toMatchObject({ read: 61, storable: 60, rejected: 1, known: null });
    expect(looked.preview).toHaveLength(50);
    expect(looked.preview[0]!.cells).toEqual(['000', '林*文', '138****2000']);
    expect(JSON.stringify(looked)).not.toMatch(/林晓|13812342/);
    expect(area.handlers['sources.rejected'](query(), { fileId: file }).csv).toContain('62,2 fields');
    const imported = await run(file);
    expect(imported.columns).toEqual(looked.columns);
  });

  it('profiles every column on all rows, and tells nothing of personal data', async () => {
    const spent = (i: number) =>
      i % 12 === 0 ? '' : [`"￥1,${200 + i}"`, String(300 + i), `1.${1 + (i % 9)}万`][i % 3]!;
    const lines = Array.from(
      { length: 240 },
      (_, i) => `A${1000 + i},林晓${'文静平婷'[i % 4]!},${spent(i)},2024/3/${(i % 28) + 1},${'早午夜'[i % 3]!}`,
    );
    const { profiles, columns, storable } = await inspect(write(`会员号,姓名,消费,日期,时段\n${lines.join('\n')}\n`));
    expect([storable, profiles.map(({ position }) => position)]).toEqual([240, columns.map((c) => c.position)]);
    const [key, name, amount, date, time] = profiles;
    for (const untold of [key, name])
      expect(untold).toMatchObject({ numeric: null, values: null, ways: 0, writings: [] });
    const quartiles = [463, 1317, 13000];
    expect(amount).toMatchObject({ ways: 3, numeric: { min: 301, max: 19000, quartiles, open: false } });
    expect(amount!.writings).toEqual([
      { raw: '301', value: '301', count: 80 },
      { raw: '1.3万', value: '13000', count: 80 },
      { raw: '￥1,203', value: '1203', count: 60 },
    ]);
    // every known value stands in one bar
    expect(amount!.numeric!.bins.reduce((all, { count }) => all + count, 0)).toBe(220);
    expect(date).toMatchObject({ ways: 1, numeric: { min: Date.UTC(2024, 2, 1), max: Date.UTC(2024, 2, 28) } });
    expect(time).toMatchObject({ numeric: null, ways: 0 });
    expect(time!.values!.map(({ count }) => count)).toEqual([80, 80, 80]);
  });

  it('recognises a file by its bytes and a newer one by its keys', async () => {
    const file = write(members(rows(150)));
    await run(file);
    expect((await inspect(file)).known).toMatchObject({ how: 'hash', sourceId: 1 });
    expect((await inspect(write(members(rows(160, 20))))).known).toMatchObject({ how: 'key', overlap: 130 / 160 });
    expect((await inspect(write(members(rows(160, 1000))))).known).toBeNull();
  });

  it('keeps to what the user changed', async () => {
    const file = write(members(rows(60)));
    const looked = await inspect(file, {
      columns: [
        { name: '年龄', type: 'text', role: 'ignored' },
        { name: '性别', role: 'key' },
        { name: '消费金额', role: 'personal' },
      ],
    });
    expect(looked.columns.map((c) => [c.name, c.type, c.role, c.personal])).toEqual([
      ['会员号', 'identifier', 'ignored', null],
      ['年龄', 'text', 'ignored', null],
      ['性别', 'category', 'key', null],
      ['消费金额', 'number', 'personal', 'other'],
    ]);
  });
});

/** Import a file as a source of its own. */
async function importAll(path: string) {
  const receipt = await run(bench.file(path), { mode: 'new' });
  return { receipt, data: table(`customers_${receipt.sourceId}`) };
}

describe('one table in several files', () => {
  it('the same customers from TAB and from semicolons with a mark', async () => {
    const { head, rows: drawn } = drawCampaign();
    const tab = await importAll(madeFile('tab.csv', campaignText()));
    const marked = `\ufeff${written(head, drawn, { delimiter: ';', newline: '\r\n' })}`;
    const semicolon = await importAll(madeFile('semicolon.csv', marked));
    expect(tab.data).toEqual(semicolon.data);
    expect(tab.receipt).toMatchObject({ read: drawn.length, stored: drawn.length });
    expect(tab.data.filter((row) => row['c4'] === null)).toHaveLength(PLANTED.missingIncomes);
  });
  it('the same orders from UTF-8 and GB18030, with the sums they were drawn with', async () => {
    const parcels = drawParcels();
    const plain = await importAll(madeFile('parcels.csv', parcelsText(parcels)));
    const gb = await importAll(madeFile('parcels-gb.csv', encodeGb18030(parcelsText(parcels))));
    expect(gb.receipt.encoding).toBe('gb18030');
    expect(gb.data).toEqual(plain.data);
    const sums = bench.session.db.get<Record<string, number>>(
      'SELECT sum(c1) AS total, sum(c2) AS paid, count(*) - count(c5) AS blank, sum(c6 > 0) AS refunds, count(DISTINCT c3) AS provinces FROM customers_1',
    )!;
    expect(sums['total']).toBeCloseTo(
      parcels.reduce((sum, { total }) => sum + total, 0),
      4,
    );
    expect(sums['paid']).toBeCloseTo(
      parcels.reduce((sum, { paid }) => sum + paid, 0),
      4,
    );
    expect(sums).toMatchObject({
      blank: parcels.filter(({ paidAt }) => paidAt === '').length,
      refunds: parcels.filter(({ refund }) => refund > 0).length,
      provinces: 31,
    });
  });
});

describe.skipIf(!hasData)('real files', () => {
  const all = (path: string) => importAll(join(DATA, path));
  it('the same customers from TAB and from semicolons with a mark', async () => {
    const tab = await all('customer_personality/marketing_campaign.csv');
    const semicolon = await all('customer_personality/marketing_campaign_semicolon_BOM.csv');
    expect(tab.data).toEqual(semicolon.data);
    expect(tab.receipt).toMatchObject({ read: 2240, stored: 2240 });
    expect(tab.data.filter((row) => row['c4'] === null)).toHaveLength(24);
  });
  it('the same orders from UTF-8 and GB18030, with the published sums', async () => {
    const plain = await all('cn_tmall_orders/tmall_order_report.csv');
    const gb = await all('cn_tmall_orders/derived/tmall_order_report_gb18030.csv');
    expect(gb.receipt.encoding).toBe('gb18030');
    expect(gb.data).toEqual(plain.data);
    const { db } = bench.session;
    const sums = db.get<Record<string, number>>(
      'SELECT sum(c1) AS total, sum(c2) AS paid, count(*) - count(c5) AS blank, sum(c6 > 0) AS refunds, count(DISTINCT c3) AS provinces FROM customers_1',
    )!;
    expect(sums['total']).toBeCloseTo(2995760.61, 2);
    expect(sums['paid']).toBeCloseTo(1902487.15, 2);
    expect(sums).toMatchObject({ blank: 3923, refunds: 5646, provinces: 31 });
  });
});
