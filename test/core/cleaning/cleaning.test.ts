import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../../electron/core/client.ts';
import { createCore } from '../../../electron/core/core.ts';
import type { ReadDb } from '../../../electron/db/open.ts';
import type { CleanStepInput } from '../../../shared/cleaning.ts';
import type { Out } from '../../../shared/contract.ts';
import { type Bench, createBench, SAMPLE } from '../segments/bench.ts';

const CSV = `id,name,city,age,joined,income,mail
001,Ann Lee,上海,34,2024-01-05,"1,200",ann@example.cn
002,Bo Chen,上 海,x,2024-02-01,2.1万,bo@example.cn
003,Cy Wu,shanghai,29,2024-02-30,,cy@example
004,Di Ma,北京,51,2024-03-01,3400,di@example.cn
004,Di Ma,北京,51,2024-03-01,3400,di@example.cn
005,Ed Xu,Beijing,999,2024-03-05,2800,ed@example.cn
`;

let bench: Bench;
beforeEach(async () => {
  bench = createBench({ threads: 1 });
  const path = join(bench.folder, 'people.csv');
  fs.writeFileSync(path, CSV);
  const columns = [{ name: 'age', type: 'number' as const }];
  await call('sources.import', { fileId: await bench.register(path), columns });
});
afterEach(() => bench.close());

const call: Bench['client']['call'] = (op, input) => bench.client.call(op, input);
const add = async (...steps: CleanStepInput[]) => (await call('cleaning.add', { sourceId: 1, steps })).ids;
const stepsNow = async () => (await call('cleaning.steps', { sourceId: 1 })).steps;
const cities: CleanStepInput = {
  op: 'map',
  column: 'city',
  groups: [
    { from: ['上 海', 'shanghai'], to: '上海' },
    { from: ['Beijing'], to: '北京' },
  ],
};
const twins: CleanStepInput = { op: 'dropDuplicates' };

/** The rows of the table a join would read now. */
async function built(column: string): Promise<unknown[]> {
  const [run] = await call('cleaning.run', { sourceId: 1 });
  const db = bench.core.session().db;
  const found = db.get<{ table_name: string; body: string }>(
    'SELECT table_name, body FROM clean_table WHERE source_id = 1 ORDER BY used_at DESC, table_name DESC LIMIT 1',
  );
  if (!found || run!.reports.length === 0) return db.column(`SELECT ${column} FROM customers_1 ORDER BY id`);
  const { columns } = JSON.parse(found.body) as { columns: { name: string; column: string }[] };
  const names = db.get<{ columns: string }>('SELECT columns FROM source WHERE id = 1')!;
  const name = (JSON.parse(names.columns) as { name: string }[])[Number(column.slice(1))]!.name;
  const now = columns.find((one) => one.name === name)!;
  return db.column(`SELECT ${now.column} FROM "${found.table_name}" ORDER BY id`);
}

/** Every byte of what an import stored. */
function imported(db: ReadDb): string {
  const hash = createHash('sha256');
  for (const row of db.rows('SELECT source_id, seq, first_line, rows, data FROM raw_block ORDER BY source_id, seq'))
    for (const cell of row) hash.update(cell instanceof Uint8Array ? cell : String(cell)).update('\0');
  for (const row of db.rows('SELECT * FROM customers_1 ORDER BY id')) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}

describe('the steps of a source', () => {
  it('are added, changed, moved, switched off and removed, each with what it does', async () => {
    const [first, second] = await add(cities, twins);
    const seen = async () =>
      (await stepsNow()).map(({ id, position, enabled, report }) => [id, position, enabled, report?.touched]);
    expect(await seen()).toEqual([
      [first, 1, true, 3],
      [second, 2, true, 1],
    ]);
    await call('cleaning.move', { id: second!, to: 1 });
    expect((await seen()).map(([id]) => id)).toEqual([second, first]);
    const [between] = (
      await call('cleaning.add', { sourceId: 1, steps: [{ op: 'rename', column: 'age', to: 'Age' }], at: 2 })
    ).ids;
    expect((await seen()).map(([id, position]) => [id, position])).toEqual([
      [second, 1],
      [between, 2],
      [first, 3],
    ]);
    await call('cleaning.toggle', { id: first!, enabled: false });
    expect((await seen())[2]).toEqual([first, 3, false, undefined]);
    await call('cleaning.edit', { id: between!, step: { op: 'rename', column: 'nowhere', to: 'Age' } });
    expect((await stepsNow())[1]!.report).toMatchObject({ touched: 0, skipped: { key: 'cleaning:skip.noColumn' } });
    await call('cleaning.remove', { id: between! });
    expect((await seen()).map(([id, position]) => [id, position])).toEqual([
      [second, 1],
      [first, 2],
    ]);
  });

  it('are refused with a pattern nobody can read, for a source that is not there, and for no step', async () => {
    const bad: CleanStepInput = { op: 'invalid', column: 'name', rule: { kind: 'pattern', pattern: '(a' } };
    await expect(add(bad)).rejects.toMatchObject({
      code: 'invalid_input',
      envelope: { said: { key: 'cleaning:pattern.open' } },
    });
    await expect(call('cleaning.preview', { sourceId: 1, step: bad })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(call('cleaning.add', { sourceId: 9, steps: [twins] })).rejects.toMatchObject({ code: 'not_found' });
    await expect(call('cleaning.toggle', { id: 9, enabled: true })).rejects.toMatchObject({ code: 'not_found' });
    expect(await stepsNow()).toEqual([]);
  });
});

describe('the clean table', () => {
  it('follows the history wherever it goes: undo, redo, another branch, and the branch left before', async () => {
    const raw = await built('c2');
    await add(cities);
    const mapped = await built('c2');
    expect(mapped).toEqual(['上海', '上海', '上海', '北京', '北京', '北京']);
    await add(twins);
    expect(await built('c2')).toHaveLength(5);
    await call('workspace.undo', {});
    expect(await built('c2')).toEqual(mapped);
    await call('workspace.undo', {});
    expect(await built('c2')).toEqual(raw);
    // something else from here: both branches stay
    await add({ op: 'normalise', columns: ['city'], case: 'upper' });
    expect(await built('c2')).toEqual(['上海', '上海', 'SHANGHAI', '北京', '北京', 'BEIJING']);
    const { entries } = await call('workspace.history', {});
    const cleaning = entries.filter(({ label }) => label.key === 'cleaning:edit.add');
    expect(cleaning).toHaveLength(3);
    const [branch, left, start] = cleaning;
    expect(branch!.parent).toBe(start!.parent);
    await call('workspace.goto', { id: left!.id });
    expect(await built('c2')).toHaveLength(5);
    await call('workspace.goto', { id: branch!.id });
    expect(await built('c2')).toContain('SHANGHAI');
  });

  it('and its branches are there after a restart', async () => {
    await add(cities);
    await call('workspace.undo', {});
    await add(twins);
    const kept = await built('c2');
    const path = bench.core.session().path;
    bench.client.close();
    await bench.core.close();
    const core = createCore({ home: bench.folder, sample: SAMPLE, version: 'test', open: path, threads: 1 });
    bench = { ...bench, core, client: createClient(core.connect('again')), close: bench.close };
    try {
      expect((await stepsNow()).map(({ step }) => step.op)).toEqual(['dropDuplicates']);
      // the build of the session before is taken
      const [run] = await call('cleaning.run', { sourceId: 1 });
      expect(run).toMatchObject({ rows: 6, kept: 5, reused: true });
      expect(await built('c2')).toEqual(kept);
      const { entries } = await call('workspace.history', {});
      const [, other] = entries.filter(({ label }) => label.key === 'cleaning:edit.add');
      await call('workspace.goto', { id: other!.id });
      expect(await built('c2')).toEqual(['上海', '上海', '上海', '北京', '北京', '北京']);
    } finally {
      bench.client.close();
      await core.close();
    }
  });

  it('is taken again when the same steps are on, and only the last three are kept', async () => {
    const [id] = await add(cities);
    const run = async () => (await call('cleaning.run', { sourceId: 1 }))[0]!;
    expect((await run()).reused).toBe(false);
    expect((await run()).reused).toBe(true);
    await call('cleaning.toggle', { id: id!, enabled: false });
    expect(await run()).toMatchObject({ reused: true, kept: 6, reports: [] });
    await call('cleaning.toggle', { id: id!, enabled: true });
    expect((await run()).reused).toBe(true);
    for (const to of ['a', 'b', 'c', 'd']) {
      await call('cleaning.edit', { id: id!, step: { op: 'rename', column: 'city', to } });
      await run();
    }
    const db = bench.core.session().db;
    const named = db.column('SELECT table_name FROM clean_table ORDER BY table_name');
    expect(named).toHaveLength(3);
    expect(
      db.column("SELECT name FROM sqlite_schema WHERE name GLOB 'clean_[0-9]*' AND type = 'table' ORDER BY name"),
    ).toEqual(named);
  });

  it('never touches what was imported', async () => {
    const { db } = bench.core.session();
    const before = imported(db);
    const proposals = await call('cleaning.proposals', { sourceId: 1 });
    await add(...proposals.map(({ step }) => step), cities, twins);
    await add(
      { op: 'type', column: 'income', type: 'text' },
      { op: 'fill', column: 'age', with: 'median' },
      { op: 'split', column: 'name', by: ' ', into: ['first', 'last'] },
      { op: 'dropColumns', columns: ['joined'] },
      { op: 'dropRows', where: { kind: 'missing', column: 'income' } },
    );
    await call('cleaning.preview', { sourceId: 1, step: { op: 'winsorise', column: 'age' } });
    await call('cleaning.run', {});
    await call('cleaning.table', { sourceId: 1 });
    await call('cleaning.quality', {});
    await call('workspace.undo', {});
    await call('cleaning.run', {});
    expect(imported(db)).toBe(before);
  });

  it('is swept when a crash left it without a name, and noted anew when it is gone', async () => {
    await add(cities);
    await call('cleaning.run', {});
    const { db, path } = bench.core.session();
    db.exec('CREATE TABLE staging_clean_1_7 (id INTEGER PRIMARY KEY) STRICT');
    db.exec('CREATE TABLE clean_1_9 (id INTEGER PRIMARY KEY) STRICT');
    db.run(
      "INSERT INTO clean_table (source_id, hash, table_name, body, used_at) VALUES (1, 'x', 'clean_1_8', '{}', '')",
    );
    bench.core.closeSession();
    const { db: again } = bench.core.openPath(path, null);
    const tables = again.column<string>("SELECT name FROM sqlite_schema WHERE type = 'table'");
    expect(tables.filter((name) => /^(staging_|clean_\d)/.test(name))).toEqual(['clean_1_1']);
    expect(again.column('SELECT table_name FROM clean_table')).toEqual(['clean_1_1']);
  });
});

describe('what steps are told about', () => {
  it('a preview shows rows before and after, the distribution, and personal data masked', async () => {
    const age: CleanStepInput = { op: 'invalid', column: 'age', rule: { kind: 'range', min: 0, max: 120 } };
    const preview = await call('cleaning.preview', { sourceId: 1, step: age });
    expect(preview.report).toMatchObject({ touched: 1, before: { missing: 1 }, after: { missing: 2 } });
    expect(preview.rows.map(({ id }) => id)).toEqual([6]);
    expect(preview.changes[0]).toMatchObject({ column: 'age', missing: { before: 1, after: 2 } });
    const numeric = preview.changes[0]!.numeric!;
    expect(numeric.max).toEqual({ before: 999, after: 51 });
    expect(numeric.bins.reduce((sum, bin) => sum + bin.before, 0)).toBe(5);
    expect(preview.segments).toBeNull();
    expect(await stepsNow()).toEqual([]);
    const rows = await call('cleaning.preview', { sourceId: 1, step: twins });
    expect(rows.rows).toHaveLength(1);
    expect(rows.rows[0]).toMatchObject({ id: 5, dropped: true });
    expect(JSON.stringify(rows)).not.toMatch(/di@example|Di Ma/);
  });

  it('the table shows which cells changed, by which step, and from what', async () => {
    const [map, drop, fill] = await add(cities, twins, { op: 'fill', column: 'income', with: 'constant', value: 0 });
    const page = await call('cleaning.table', { sourceId: 1, show: 'changed' });
    expect(page).toMatchObject({ count: 4, total: 6 });
    const at = (name: string) => page.columns.findIndex((column) => column.name === name);
    const row = (id: number) => page.rows.find((one) => one.id === id)!;
    expect(row(2).cells[at('city')]).toEqual({ value: '上海', was: '上 海', step: map });
    expect(row(3).cells[at('income')]).toEqual({ value: 0, was: null, step: fill });
    expect(row(3).cells[at('income_filled')]).toEqual({ value: 1, step: fill });
    expect(page.columns[at('income_filled')]!.made).toBe(true);
    expect(row(5)).toMatchObject({ dropped: drop });
    expect(row(2).cells[at('mail')]).toEqual({ value: 'b***@example.cn' });
    expect((await call('cleaning.table', { sourceId: 1 })).count).toBe(5);
    expect((await call('cleaning.table', { sourceId: 1, show: 'dropped' })).rows.map(({ id }) => id)).toEqual([5]);
    expect((await call('cleaning.table', { sourceId: 1, show: 'all', step: map! })).rows.map(({ id }) => id)).toEqual([
      2, 3, 6,
    ]);
    expect(
      (await call('cleaning.table', { sourceId: 1, show: 'all', offset: 4, limit: 1 })).rows.map(({ id }) => id),
    ).toEqual([5]);
  });

  it('the table without steps is the rows as they stand, page by page', async () => {
    const plain = await call('cleaning.table', { sourceId: 1, show: 'all', offset: 2, limit: 3 });
    const named = await call('cleaning.table', { sourceId: 1, show: 'all', ids: [3, 4, 5] });
    expect(plain).toEqual({ ...named, count: 6 });
    expect(plain.rows.map(({ id }) => id)).toEqual([3, 4, 5]);
    expect(JSON.stringify(plain)).not.toMatch(/di@example|Di Ma/);
  });

  it('values that may be one are proposed, of personal columns none', async () => {
    const found = await call('cleaning.clusters', { sourceId: 1, column: 'city' });
    expect(found.clusters.map(({ by, target }) => [by, target])).toContainEqual(['pinyin', '北京']);
    await expect(call('cleaning.clusters', { sourceId: 1, column: 'name' })).rejects.toMatchObject({ code: 'refused' });
    await expect(call('cleaning.clusters', { sourceId: 1, column: 'no' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('the quality report gives each figure its rows, and gets better by what it proposes', async () => {
    const before = await call('cleaning.quality', {});
    const source = before.sources[0]!;
    expect(source.score).toBe(source.imported);
    const counts = Object.fromEntries(source.findings.map(({ key, count }) => [key, count]));
    expect(counts).toMatchObject({ duplicates: 1, 'unread:age': 1, 'missing:income': 1, 'age:age': 1 });
    for (const { key, count } of source.findings) {
      const page = await call('cleaning.finding', { sourceId: 1, key });
      expect([key, page.count, page.rows.length]).toEqual([key, count, count]);
    }
    const rows = async (key: string) => (await call('cleaning.finding', { sourceId: 1, key })).rows.map(({ id }) => id);
    expect(await rows('unread:age')).toEqual([2]);
    expect(await rows('age:age')).toEqual([6]);
    expect(before.history).toEqual([
      { name: source.name, points: [expect.objectContaining({ sourceId: 1, score: source.imported })] },
    ]);
    const steps = source.findings.flatMap(({ step }) => step ?? []);
    await add(...steps);
    const after = (await call('cleaning.quality', { sourceId: 1 })).sources[0]!;
    expect(after.imported).toBe(source.score);
    expect(after.parts.uniqueness.value).toBe(1);
    expect(after.score).toBeGreaterThan(source.score);
  });

  it('says which customers of the segments a step touches and drops', async () => {
    const lines = Array.from(
      { length: 120 },
      (_, i) => `c${i},${i % 2 === 0 ? 1 + (i % 5) : 100 + (i % 7)},${i % 2 === 0 ? 10 + (i % 3) : 900 + (i % 11)}`,
    );
    await call('workspace.undo', {});
    const { sourceId } = await bench.importText(`id,visits,spend\n${lines.join('\n')}\n`);
    const made = await call('segments.run', { k: 2 });
    const where = { kind: 'range', column: 'visits', min: 100, max: null } as const;
    const dropped = await call('cleaning.preview', { sourceId, step: { op: 'dropRows', where } });
    expect(dropped.segments).toMatchObject({ segmentation: made.id, customers: 120, touched: 60, dropped: 60 });
    expect(dropped.segments!.segments.map(({ touched, size }) => [size, touched]).sort()).toEqual([
      [60, 0],
      [60, 60],
    ]);
    const cut = await call('cleaning.preview', { sourceId, step: { op: 'winsorise', column: 'spend', fences: 0 } });
    expect(cut.segments).toMatchObject({ dropped: 0, touched: cut.report.touched });
  });
});

describe('several files', () => {
  it('fill gaps from each other, and a clean table is built anew when the other file is', async () => {
    const other = await bench.importText('id,income\n003,"5,500"\n001,1\n');
    await call('cleaning.add', {
      sourceId: 1,
      steps: [{ op: 'fill', column: 'income', with: 'source', source: other.name, key: 'id' }],
    });
    const page = await call('cleaning.table', { sourceId: 1, ids: [3] });
    const at = page.columns.findIndex(({ name }) => name === 'income');
    expect(page.rows[0]!.cells[at]).toMatchObject({ value: 5500, was: null });
    expect(await built('c5')).toEqual([1200, 21000, 5500, 3400, 3400, 2800]);
  });

  it('each have their steps, and the list says which are up to date', async () => {
    const { sourceId } = await bench.importText('key,x\n1,2\n2,3\n');
    await add(cities);
    const list = async () =>
      (await call('cleaning.sources', {})).map(({ sourceId: id, steps, enabled, ready, kept }) => [
        id,
        steps,
        enabled,
        ready,
        kept,
      ]);
    expect(await list()).toEqual([
      [sourceId, 0, 0, true, 2],
      [1, 1, 1, false, null],
    ]);
    const runs: Out<'cleaning.run'> = await call('cleaning.run', {});
    expect(runs.map(({ sourceId: id, reused }) => [id, reused])).toEqual([
      [sourceId, true],
      [1, false],
    ]);
    expect((await list())[1]).toEqual([1, 1, 1, true, 6]);
  });
});

describe('a build', () => {
  it('that was cancelled leaves nothing behind', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `${i},${i % 977},${i % 31},x${i % 7}`).join('\n');
    const { sourceId } = await bench.importText(`id,a,b,c\n${rows}\n`);
    await call('cleaning.add', { sourceId, steps: [{ op: 'dropDuplicates' }, { op: 'normalise' }] });
    const stop = new AbortController();
    const running = bench.client.call(
      'cleaning.run',
      { sourceId },
      { signal: stop.signal, onProgress: ({ step }) => step === 'cleaning:job.store' && stop.abort() },
    );
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    const db = bench.core.session().db;
    const left = () =>
      db.column<string>("SELECT name FROM sqlite_schema WHERE name LIKE 'staging%' OR name GLOB 'clean_[0-9]*'");
    await expect.poll(left).toEqual([]);
    expect(db.column('SELECT table_name FROM clean_table')).toEqual([]);
    const [again] = await call('cleaning.run', { sourceId });
    expect(again!.kept).toBe(60_000);
  });
});
