import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Parsed } from '../../../shared/contract.ts';
import { SourcePlan } from '../../../shared/contract/sources.ts';
import { area } from '../../../electron/core/areas/sources/handlers.ts';
import { redoEdit, redoTarget, undoEdit } from '../../../electron/db/edits.ts';
import type { WriteDb } from '../../../electron/db/open.ts';
import { setting } from '../../../electron/db/settings.ts';
import { createBench, type Bench } from './harness.ts';
import { readersFor } from '../../../electron/core/readers.ts';

let bench: Bench;
let made = 0;
beforeEach(() => (bench = createBench()));
afterEach(() => bench.close());

const write = (lines: readonly string[], name = `file-${made++}.csv`) => {
  const path = join(bench.folder, name);
  fs.writeFileSync(path, `${lines.join('\n')}\n`);
  return bench.file(path);
};
const run = (fileId: string, more: Partial<Parsed<'sources.import'>> = {}) =>
  area.handlers['sources.import'](bench.job(), { fileId, read: {}, columns: [], mapping: {}, ...more });
const plan = (fileId: string, into: number, more: Partial<Parsed<'sources.plan'>> = {}) =>
  area.handlers['sources.plan'](bench.job(), { fileId, read: {}, columns: [], into, rename: {}, ...more });
const query = () => ({
  db: bench.session.db,
  pool: bench.pool,
  readers: readersFor(bench.pool, new AbortController().signal),
  files: bench.files,
  lang: 'en' as const,
  now: () => '',
});
const list = () => area.handlers['sources.list'](query());
const table = (name: string) => bench.session.db.all(`SELECT * FROM ${name} ORDER BY id`);
const names = (id: number) =>
  bench.session.db.column<string>('SELECT name FROM attribute WHERE source_id = ? ORDER BY position', id);

const redo = (db: WriteDb) => redoEdit(db, redoTarget(db)!);

const CITIES = ['上海', '北京', '广州', '杭州'];
const member = (i: number) => [`M${String(i).padStart(4, '0')}`, 20 + (i % 50), CITIES[i % 4]!, `￥${1000 + i}`];
const january = () => ['会员号,年龄,城市,消费金额', ...Array.from({ length: 120 }, (_, i) => member(i).join(','))];
/** Next month: headers in English, one column gone, one new, ten customers changed and twenty new. */
const february = () => [
  'member id,city,total spend,level',
  ...Array.from({ length: 140 }, (_, i) => {
    const [id, , city, spend] = member(i);
    return [id, city, i < 10 ? '￥7' : spend, i % 3 === 0 ? 'gold' : 'plain'].join(',');
  }),
];
const lines = (from: number, to: number) => [
  'order_no,member,ordered at,product,qty,amount',
  ...Array.from({ length: to - from }, (_, i) => {
    const order = Math.floor((from + i) / 2);
    const date = `2024-0${1 + Math.floor((from + i) / 200)}-${String(1 + (order % 28)).padStart(2, '0')}`;
    return `T${10_000 + order},M${String(order % 40).padStart(4, '0')},${date},${['tea', 'cup'][(from + i) % 2]!},${1 + (i % 3)},${(from + i) * 1.5}`;
  }),
];

describe('next month’s file', () => {
  it('proposes pairs of columns with reasons and counts what each way would do', async () => {
    await run(write(january()));
    const planned = SourcePlan.parse(await plan(write(february()), 1));
    expect(planned.columns.map(({ old, now, how }) => [old, now, how])).toEqual([
      ['会员号', 'member id', 'meaning'],
      ['年龄', null, 'none'],
      ['城市', 'city', 'meaning'],
      ['消费金额', 'total spend', 'meaning'],
    ]);
    expect(planned.fresh).toEqual([{ name: 'level', type: 'category' }]);
    expect(planned.rename).toEqual({ 'member id': '会员号', city: '城市', 'total spend': '消费金额' });
    expect(planned.modes.update).toEqual({
      refused: null,
      added: 20,
      updated: 10,
      unchanged: 110,
      removed: 0,
      rows: 140,
    });
    expect(planned.modes.replace).toMatchObject({ removed: 0, rows: 140 });
    expect(planned.modes.add).toMatchObject({ added: 140, rows: 260 });
    expect(planned.suggested.mode).toBe('update');
    expect(list()).toHaveLength(1);
  });

  it('is merged under the earlier names, and undone and redone as a whole', async () => {
    await run(write(january()));
    const file = write(february());
    const { rename } = await plan(file, 1);
    const receipt = await run(file, { mode: 'update', into: 1, rename });
    expect(receipt).toMatchObject({
      mode: 'update',
      added: 20,
      customers: 140,
      key: '会员号',
      mapping: { customer: '会员号' },
    });
    expect(names(2)).toEqual(['会员号', '年龄', '城市', '消费金额', 'level']);
    expect(table('customers_2')[3]).toEqual({ id: 4, c0: 'M0003', c1: 23, c2: '杭州', c3: 7, c4: 'gold' });
    expect(list().map(({ sourceId }) => sourceId)).toEqual([2]);
    expect(setting(bench.session.db, 'source')).toBe('2');
    undoEdit(bench.session.db);
    expect(list().map(({ sourceId }) => sourceId)).toEqual([1]);
    expect(setting(bench.session.db, 'source')).toBe('1');
    redo(bench.session.db);
    expect(list().map(({ sourceId }) => sourceId)).toEqual([2]);
  });

  it('keeps what was said of its rows, also when it is taken back', async () => {
    const { db } = bench.session;
    await run(write(january()));
    db.run('INSERT INTO identity_decision (a_source, a_row, b_source, b_row, same) VALUES (1, 3, 1, 9, 0)');
    const decision = () => db.get('SELECT a_source, a_row, b_source, b_row FROM identity_decision');
    const file = write(february());
    const { rename } = await plan(file, 1);
    await run(file, { mode: 'update', into: 1, rename });
    expect(decision()).toEqual({ a_source: 2, a_row: 3, b_source: 2, b_row: 9 });
    area.handlers['sources.remove']({ ...query(), db, label: () => undefined }, { sourceId: 2 });
    expect(decision()).toEqual({ a_source: 1, a_row: 3, b_source: 1, b_row: 9 });
  });

  it('takes the pairs that were settled by hand, and leaves apart what was parted', async () => {
    await run(write(january()));
    const planned = await plan(write(february()), 1, { rename: { level: '年龄', city: '' } });
    expect(planned.columns.map(({ now, how }) => [now, how])).toEqual([
      ['member id', 'meaning'],
      ['level', 'asked'],
      [null, 'none'],
      ['total spend', 'meaning'],
    ]);
    expect(planned.columns[1]!.unreadable).toBe(140);
    expect(planned.fresh.map(({ name }) => name)).toEqual(['city']);
  });

  it('replaces the earlier one, keeps its cleaning steps and says which have nothing to work on', async () => {
    const { db } = bench.session;
    await run(write(january()));
    const step = (body: object) =>
      db.run('INSERT INTO clean_step (source_id, position, enabled, body) VALUES (1, 1, 1, ?)', JSON.stringify(body));
    step({ op: 'fill', column: '年龄', with: 'median' });
    step({ op: 'normalise', columns: ['城市'] });
    const file = write(february());
    const { skipped, rename } = await plan(file, 1);
    expect(skipped.map(({ reason }) => reason.values)).toEqual([{ column: '年龄' }]);
    const receipt = await run(file, { mode: 'replace', into: 1, rename });
    expect(receipt).toMatchObject({ mode: 'replace', customers: 140 });
    expect(names(2)).toEqual(['会员号', '城市', '消费金额', 'level']);
    const stepsOf = (id: number) => db.value('SELECT count(*) FROM clean_step WHERE source_id = ?', id);
    expect([stepsOf(1), stepsOf(2)]).toEqual([0, 2]);
    undoEdit(db);
    expect([stepsOf(1), stepsOf(2)]).toEqual([2, 0]);
    redo(db);
    area.handlers['sources.remove']({ ...query(), db, label: () => undefined }, { sourceId: 2 });
    expect([stepsOf(1), setting(db, 'source')]).toEqual([2, '1']);
    expect(list().map(({ sourceId }) => sourceId)).toEqual([1]);
  });

  it('refuses two columns of one name and a source that is gone', async () => {
    await run(write(january()));
    const file = write(february());
    await expect(run(file, { mode: 'update', into: 1, rename: { 'member id': 'city' } })).rejects.toMatchObject({
      code: 'invalid_input',
      said: { key: 'sources:error.sameName' },
    });
    await expect(run(file, { mode: 'update', into: 7 })).rejects.toMatchObject({ code: 'not_found' });
    await expect(plan(file, 7)).rejects.toMatchObject({ code: 'not_found' });
    expect(list()).toHaveLength(1);
  });
});

describe('rows without a key of their own', () => {
  it('are recognised by their headers; appended, or the whole history again', async () => {
    await run(write(lines(0, 200), 'orders.csv'));
    const next = write(lines(200, 320));
    const looked = await area.handlers['sources.inspect'](bench.job(), {
      fileId: next,
      read: {},
      columns: [],
      mapping: {},
    });
    expect(looked.known).toMatchObject({ sourceId: 1, how: 'headers', overlap: 1 });
    expect(await plan(next, 1)).toMatchObject({
      suggested: { mode: 'add' },
      modes: { update: { refused: { key: 'kinds:plan.noKey' } }, add: { added: 120, rows: 320 } },
    });
    expect(await plan(write(lines(0, 320)), 1)).toMatchObject({
      suggested: { mode: 'replace' },
      modes: { replace: { added: 120, unchanged: 200, removed: 0, rows: 320 } },
    });
    const receipt = await run(next, { mode: 'add', into: 1 });
    expect(receipt).toMatchObject({ mode: 'add', kind: 'orders', key: 'member', customers: 320 });
    undoEdit(bench.session.db);
    expect(list()).toMatchObject([{ sourceId: 1, customers: 200 }]);
  });
});

describe('sources beside each other', () => {
  it('orders alone are in view; customers after them do not take their place', async () => {
    const orders = await run(write(lines(0, 200), 'orders.csv'));
    expect(orders).toMatchObject({ kind: 'orders', key: 'member', format: 'csv', sheet: null });
    expect(setting(bench.session.db, 'source')).toBe('1');
    const customers = await run(write(january(), 'customers.csv'));
    expect(customers).toMatchObject({ kind: 'customers', key: '会员号', mode: 'new' });
    expect(setting(bench.session.db, 'source')).toBe('1');
    expect(list().map(({ sourceId, kind }) => [sourceId, kind])).toEqual([
      [2, 'customers'],
      [1, 'orders'],
    ]);
  });

  it('a list of products gives way to customers; a joined table to nothing', async () => {
    const { db } = bench.session;
    await run(write(['商品编号,商品名称,单价', ...Array.from({ length: 30 }, (_, i) => `P${i + 10},茶${i},${i * 3}`)]));
    expect(list()).toMatchObject([{ kind: 'other', key: null }]);
    await run(write(january()));
    expect(setting(db, 'source')).toBe('2');
    db.run("UPDATE source SET built = '{}' WHERE id = 2");
    expect(list().map(({ sourceId }) => sourceId)).toEqual([1]);
    await run(write(lines(0, 200)), { mode: 'new' });
    expect(setting(db, 'source')).toBe('2');
  });

  it('two files that each number their rows from 1 stay apart', async () => {
    await run(
      write(['id,city,age', ...Array.from({ length: 60 }, (_, i) => `${i + 1},${CITIES[i % 4]!},${20 + (i % 40)}`)]),
    );
    const other = await run(
      write([
        'id,store,points,level',
        ...Array.from({ length: 60 }, (_, i) => `${i + 1},S${i % 5},${i * 10},${'abc'[i % 3]!}`),
      ]),
    );
    expect(other.mode).toBe('new');
    expect(list()).toHaveLength(2);
  });

  it('the same bytes may feed two kinds', async () => {
    const file = write(lines(0, 200), 'orders.csv');
    await run(file);
    expect(await run(file)).toMatchObject({ mode: 'skip', sourceId: 1 });
    expect(await run(file, { kind: 'feedback', mapping: { text: 'product' } })).toMatchObject({
      mode: 'new',
      kind: 'feedback',
      sourceId: 2,
      mapping: { text: 'product' },
    });
  });

  it('keeps the kind and mapping that were chosen', async () => {
    const receipt = await run(write(january()), { kind: 'events', mapping: { customer: '会员号', channel: '城市' } });
    expect(receipt).toMatchObject({ kind: 'events', key: '会员号', mapping: { customer: '会员号', channel: '城市' } });
  });
});
