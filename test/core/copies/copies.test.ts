import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { copiesFolder, expired } from '../../../electron/db/copies/folder.ts';
import { stateOf } from '../../../electron/db/copies/make.ts';
import { lockWorkspace } from '../../../electron/db/file/lock.ts';
import type { CopyInfo } from '../../../shared/contract/copies.ts';
import { contents, contentsOf, DAY_MS, failure, modes, startWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
let path: string;

beforeEach(async () => {
  bench = startWorkbench();
  ({ path } = await bench.client.call('workspace.create', { name: 'Tea' }));
  await bench.client.call('personas.create', { preset: 'b2c', name: 'First' });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await bench.close();
  fs.rmSync(bench.home, { recursive: true, force: true });
});

const folderOf = (workspace: string) => fs.readdirSync(copiesFolder(workspace));
const audit = () =>
  bench.core.session().db.all("SELECT op, kind, outcome FROM audit WHERE op LIKE 'workspace.%opy' ORDER BY id");

describe('a copy', () => {
  test('holds what the workspace holds, is private, and is told of with its size and reason', async () => {
    const made = await bench.client.call('workspace.makeCopy', {});
    expect(made).toMatchObject({ reason: 'asked', good: true });
    expect(await bench.copies()).toEqual([made]);
    const file = join(copiesFolder(path), made.name);
    expect(fs.statSync(file).size).toBe(made.bytes);
    expect(contents(file)).toEqual(contentsOf(bench.core.session().db));
    expect(modes(copiesFolder(path))).toEqual({ '.': '700', [made.name]: '600' });
    expect(audit()).toEqual([{ op: 'workspace.makeCopy', kind: 'job', outcome: 'ok' }]);
  });

  test('is private from its first byte, also one that is saved elsewhere', async () => {
    const seen = new Set<string>();
    const { openSync } = fs;
    vi.spyOn(fs, 'openSync').mockImplementation((name, flags, mode) => {
      if (String(name).includes('.part') && flags === 'wx') seen.add(`${String(mode?.toString(8))}`);
      return openSync(name, flags, mode);
    });
    await bench.client.call('workspace.makeCopy', {});
    const target = join(bench.home, 'saved.persona');
    fs.writeFileSync(target, 'older', { mode: 0o644 });
    fs.writeFileSync(`${target}.01234567-89ab-4cde-8f01-23456789abcd.part`, 'left by a crash');
    await bench.client.call('workspace.saveCopy', { fileId: await bench.registered(target) });
    expect([...seen]).toEqual(['600']);
    expect(modes(bench.home)['saved.persona']).toBe('600');
    expect(fs.readdirSync(bench.home).filter((name) => name.includes('.part'))).toEqual([]);
    expect(contents(target)).toEqual(contentsOf(bench.core.session().db));
  });

  test('does not take the place of the open workspace', async () => {
    const linked = join(bench.home, 'linked.persona');
    fs.linkSync(path, linked);
    for (const target of [path, linked])
      expect(
        await failure(bench.client.call('workspace.saveCopy', { fileId: await bench.registered(target) })),
      ).toMatchObject({
        code: 'refused',
        key: 'errors:copy_onto_itself',
      });
    fs.rmSync(linked);
  });

  test('that does not agree with its source is taken away, said and audited', async () => {
    // a row whose reference leads nowhere
    const { db } = bench.core.session();
    db.exec('PRAGMA foreign_keys = OFF');
    db.run("INSERT INTO edit_change (edit_id, seq, table_name, row_id) VALUES (99, 1, 'persona', 1)");
    db.exec('PRAGMA foreign_keys = ON');
    expect(await failure(bench.client.call('workspace.makeCopy', {}))).toMatchObject({
      code: 'damaged',
      key: 'workspace:copies.unverified',
      details: { wrong: 'foreign_key_check' },
    });
    expect(folderOf(path)).toEqual([]);
    expect(audit()).toEqual([{ op: 'workspace.makeCopy', kind: 'job', outcome: 'failed' }]);
  });

  test('is not begun where the disk has no room, and that is said in figures', async () => {
    vi.spyOn(fs, 'statfsSync').mockReturnValue({ bavail: 3, bsize: 1000 } as fs.StatsFs & fs.BigIntStatsFs);
    const error = await failure(bench.client.call('workspace.makeCopy', {}));
    expect(error).toMatchObject({ code: 'disk_full', key: 'workspace:copies.no_room', details: { free: 3000 } });
    expect(fs.existsSync(copiesFolder(path))).toBe(false);
  });

  test('can be stopped; older ones stay', async () => {
    const first = await bench.client.call('workspace.makeCopy', {});
    const stop = new AbortController();
    const call = bench.client.call('workspace.makeCopy', {}, { signal: stop.signal });
    stop.abort();
    expect(await failure(call)).toMatchObject({ code: 'cancelled' });
    expect(await bench.copies()).toEqual([first]);
    expect(folderOf(path)).toEqual([first.name]);
  });

  test('can be deleted by hand; what is no copy cannot', async () => {
    const made = await bench.client.call('workspace.makeCopy', {});
    for (const name of ['../Tea.persona', 'nothing'])
      expect(await failure(bench.client.call('workspace.deleteCopy', { name }))).toMatchObject({ code: 'not_found' });
    await bench.client.call('workspace.deleteCopy', { name: made.name });
    expect(await bench.copies()).toEqual([]);
    expect(fs.existsSync(path)).toBe(true);
  });

  test('of a process that died is swept at the next open', async () => {
    const made = await bench.client.call('workspace.makeCopy', {});
    const folder = copiesFolder(path);
    for (const ending of ['.part', '.part-journal']) fs.writeFileSync(join(folder, `${made.name}${ending}`), 'half');
    expect((await bench.copies()).map(({ name }) => name)).toEqual([made.name]);
    const info = await bench.client.call('workspace.info', {});
    await bench.client.call('workspace.close', {});
    await bench.client.call('workspace.open', { id: info!.id });
    expect(folderOf(path)).toEqual([made.name]);
  });
});

describe('a day of use', () => {
  const again = async (firstLookMs = 0) => {
    await bench.close();
    bench = startWorkbench({ home: bench.home, firstLookMs });
    bench.core.openPath(path, null);
  };
  const settled = () => new Promise((resolve) => setTimeout(resolve, 100)).then(() => bench.core.copies.idle());
  const dayLater = () => vi.spyOn(bench.core, 'now').mockReturnValue(new Date(Date.now() + DAY_MS).toISOString());

  test('has one copy, made in the background, and none when nothing was done since', async () => {
    await again();
    await vi.waitFor(async () => expect(await bench.copies()).toHaveLength(1), 10_000);
    const [first] = await bench.copies();
    expect(first).toMatchObject({ reason: 'daily', good: true });

    await bench.client.call('personas.create', { preset: 'b2c', name: 'Second' });
    bench.core.copies.watch(bench.core.session());
    await settled();
    expect(await bench.copies()).toEqual([first]);

    dayLater();
    bench.core.copies.watch(bench.core.session());
    await vi.waitFor(async () => expect(await bench.copies()).toHaveLength(2), 10_000);
    vi.spyOn(bench.core, 'now').mockReturnValue(new Date(Date.now() + 2 * DAY_MS).toISOString());
    bench.core.copies.watch(bench.core.session());
    await settled();
    expect(await bench.copies()).toHaveLength(2);
  });

  test('shows its copy as a job when it takes its time, and it can be stopped there', async () => {
    const listed = () => bench.client.call('workspace.jobs', {});
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      bench.core.copies.watch(bench.core.session());
      vi.advanceTimersByTime(2 ** 30);
      expect(await listed()).toEqual([]);
      vi.advanceTimersByTime(2000);
      const [job] = await listed();
      expect(job).toMatchObject({ op: 'workspace.makeCopy', state: 'running' });
      await bench.client.call('workspace.cancelJob', { id: job!.id });
    } finally {
      vi.useRealTimers();
    }
    await vi.waitFor(async () => expect(await listed()).toMatchObject([{ state: 'cancelled' }]), 10_000);
    await bench.core.copies.idle();
    expect(await bench.copies()).toEqual([]);
    expect(audit()).toEqual([{ op: 'workspace.makeCopy', kind: 'job', outcome: 'cancelled' }]);
    expect(await bench.client.call('workspace.notices', {})).toEqual([]);
  });

  test('without a copy is said, and the work goes on', async () => {
    vi.spyOn(fs, 'statfsSync').mockReturnValue({ bavail: 3, bsize: 1000 } as fs.StatsFs & fs.BigIntStatsFs);
    await again();
    await vi.waitFor(async () => expect(await bench.client.call('workspace.notices', {})).toHaveLength(1), 10_000);
    const [notice] = await bench.client.call('workspace.notices', {});
    expect(notice).toMatchObject({ tone: 'danger', said: { key: 'workspace:copies.failed' } });
    expect(audit()).toEqual([{ op: 'workspace.makeCopy', kind: 'job', outcome: 'failed' }]);
    await bench.client.call('workspace.dismissNotice', { id: notice!.id });
    expect(await bench.client.call('workspace.notices', {})).toEqual([]);
    await bench.client.call('personas.create', { preset: 'b2c', name: 'Second' });
  });

  test('of a workspace without any work has nothing to copy', async () => {
    await bench.client.call('workspace.create', { name: 'Empty' });
    expect(stateOf(bench.core.session().db)).toBeNull();
    bench.core.copies.watch(bench.core.session());
    await settled();
    expect(await bench.copies()).toEqual([]);
  });
});

describe('before a removal for good', () => {
  const hooks = { signal: new AbortController().signal, progress: () => undefined };
  test('there is a copy of just this state, or no removal', async () => {
    await bench.core.copies.before('removal', hooks);
    await bench.core.copies.before('removal', hooks);
    expect(await bench.copies()).toMatchObject([{ reason: 'removal' }]);
    await bench.client.call('personas.create', { preset: 'b2c', name: 'Second' });
    vi.spyOn(fs, 'statfsSync').mockReturnValue({ bavail: 3, bsize: 1000 } as fs.StatsFs & fs.BigIntStatsFs);
    await expect(bench.core.copies.before('removal', hooks)).rejects.toMatchObject({ code: 'disk_full' });
    await bench.core.copies.before('replace', hooks);
    expect(await bench.client.call('workspace.notices', {})).toHaveLength(1);
  });
  test('and after it one copy only, without what was removed', async () => {
    await bench.client.call('workspace.makeCopy', {});
    await bench.core.copies.before('removal', hooks);
    expect(await bench.core.copies.renew(hooks)).toEqual({ removed: 1 });
    expect(await bench.copies()).toMatchObject([{ reason: 'removal' }]);
  });
});

test('a newer file for a source comes after a copy', async () => {
  const give = async (rows: string) => {
    const file = join(bench.home, 'members.csv');
    fs.writeFileSync(file, `id,visits\n${rows}`);
    const registered = await bench.core.shellCall('shell.registerFile', { path: file, purpose: 'read' });
    return (registered as { fileId: string }).fileId;
  };
  const first = await bench.client.call('sources.import', { fileId: await give('A1,3\nA2,5\n'), mode: 'new' });
  expect(await bench.copies()).toEqual([]);
  const fileId = await give('A1,4\nA3,5\n');
  await bench.client.call('sources.import', { fileId, mode: 'replace', into: first.sourceId });
  const [copy, ...others] = await bench.copies();
  expect(copy).toMatchObject({ reason: 'replace', good: true });
  expect(others).toEqual([]);
  const held = contents(join(copiesFolder(path), copy!.name));
  expect(held['source']).toHaveLength(1);
  expect(Object.keys(held).filter((table) => table.startsWith('staging_'))).toEqual([]);
});

describe('which copies are kept', () => {
  const now = new Date('2026-03-31T12:00:00.000Z');
  const copy = (daysAgo: number, change: Partial<CopyInfo> = {}): CopyInfo => ({
    name: String(daysAgo),
    at: new Date(now.getTime() - daysAgo * DAY_MS).toISOString(),
    reason: 'daily',
    bytes: 1,
    good: true,
    ...change,
  });
  const gone = (copies: CopyInfo[]) => expired(copies, now).map(({ name }) => Number(name));

  test('the last five', () => {
    expect(gone([1, 2, 3, 4, 5, 6, 7].map((day) => copy(day)))).toEqual([6, 7]);
    expect(gone([1, 2, 3].map((day) => copy(day)))).toEqual([]);
  });
  test('the newest good one, however old', () => {
    const spoiled = [1, 2, 3, 4, 5].map((day) => copy(day, { good: false }));
    expect(gone([...spoiled, copy(90), copy(91)])).toEqual([5, 91]);
    expect(gone([copy(90, { reason: 'migration' })])).toEqual([]);
  });
  test('one from before a migration for thirty days, within the five', () => {
    const daily = [1, 2, 3, 4, 5].map((day) => copy(day));
    expect(gone([...daily, copy(29, { reason: 'migration' })])).toEqual([5]);
    expect(gone([copy(1), copy(31, { reason: 'migration' })])).toEqual([31]);
  });
  test('and a made one pushes the oldest out', async () => {
    for (let i = 0; i < 6; i++) await bench.client.call('workspace.makeCopy', {});
    const kept = await bench.copies();
    expect(kept).toHaveLength(5);
    expect(kept.map(({ at }) => at)).toEqual(
      kept
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
  });
});

describe('a damaged workspace', () => {
  const damage = (file: string) => {
    const size = fs.statSync(file).size;
    const handle = fs.openSync(file, 'r+');
    fs.writeSync(handle, Buffer.alloc(size - 8192, 0x5a), 0, size - 8192, 8192);
    fs.closeSync(handle);
  };
  test('offers the newest good copy in the details of its error, and a restore brings it back', async () => {
    const before = contentsOf(bench.core.session().db);
    const older = await bench.client.call('workspace.makeCopy', {});
    const newer = await bench.client.call('workspace.makeCopy', {});
    const { id } = (await bench.client.call('workspace.info', {}))!;
    await bench.client.call('workspace.close', {});
    damage(path);
    const error = await failure(bench.client.call('workspace.open', { id }));
    expect(error).toMatchObject({ code: 'damaged', key: 'workspace:copies.offer', details: { copy: newer } });

    fs.truncateSync(join(copiesFolder(path), newer.name), 4096);
    expect((await failure(bench.client.call('workspace.open', { id }))).details).toMatchObject({ copy: older });
    const { info, setAside } = await bench.client.call('workspace.restoreCopy', { id, name: older.name });
    expect(info.id).toBe(id);
    expect(contentsOf(bench.core.session().db)).toEqual(before);
    expect(fs.existsSync(join(bench.home, 'workspaces', setAside!))).toBe(true);
    expect(audit().at(-1)).toEqual({ op: 'workspace.restoreCopy', kind: 'job', outcome: 'ok' });
    expect(await bench.client.call('workspace.notices', {})).toMatchObject([
      { tone: 'calm', said: { key: 'workspace:copies.restored_aside', values: { at: older.at, name: setAside } } },
    ]);
  });
  test('whose file has gone is restored from the recent list and by a file of the shell', async () => {
    const copy = await bench.client.call('workspace.makeCopy', {});
    const { id } = (await bench.client.call('workspace.info', {}))!;
    for (const whose of [{ id }, { fileId: await bench.registered(path) }]) {
      await bench.client.call('workspace.close', {});
      fs.rmSync(path);
      expect(await bench.client.call('workspace.recent', {})).toMatchObject([{ id, exists: false, copies: 1 }]);
      const { setAside } = await bench.client.call('workspace.restoreCopy', { ...whose, name: copy.name });
      expect(setAside).toBeNull();
      expect((await bench.client.call('workspace.info', {}))?.id).toBe(id);
    }
  });
});

describe('a restore', () => {
  test('keeps the present file with its newer work as a workspace of its own', async () => {
    const copy = await bench.client.call('workspace.makeCopy', {});
    await bench.client.call('personas.create', { preset: 'b2c', name: 'Newer' });
    const newer = contentsOf(bench.core.session().db);
    const { setAside } = await bench.client.call('workspace.restoreCopy', { name: copy.name });
    expect((await bench.client.call('personas.list', {})).map(({ name }) => name)).toEqual(['First']);
    const aside = join(bench.home, 'workspaces', setAside!);
    await bench.client.call('workspace.open', { fileId: await bench.registered(aside) });
    expect(contentsOf(bench.core.session().db)).toEqual(newer);
  });
  test('as a new workspace leaves the present one alone', async () => {
    const copy = await bench.client.call('workspace.makeCopy', {});
    const { id } = (await bench.client.call('workspace.info', {}))!;
    const { info, setAside } = await bench.client.call('workspace.restoreCopy', { name: copy.name, as: 'new' });
    expect(setAside).toBeNull();
    expect(info.id).not.toBe(id);
    expect(info.name).toMatch(/^Tea \(/);
    expect(info.path).not.toBe(path);
    expect((await bench.client.call('workspace.open', { id })).path).toBe(path);
  });
  test('of a workspace that is open elsewhere is refused', async () => {
    const copy = await bench.client.call('workspace.makeCopy', {});
    const { id } = (await bench.client.call('workspace.info', {}))!;
    await bench.client.call('workspace.close', {});
    const lock = lockWorkspace(path);
    const error = await failure(bench.client.call('workspace.restoreCopy', { id, name: copy.name }));
    lock.release();
    expect(error).toMatchObject({ code: 'locked', key: 'errors:locked' });
  });
  test('of a copy that is damaged or another workspace’s changes nothing', async () => {
    const copy = await bench.client.call('workspace.makeCopy', {});
    const { id } = (await bench.client.call('workspace.info', {}))!;
    const file = join(copiesFolder(path), copy.name);
    const whole = fs.readFileSync(file);
    const spoiled = Buffer.from(whole);
    spoiled.fill(0x5a, 8192, 16384);
    fs.writeFileSync(file, spoiled);
    const listing = () => fs.readdirSync(join(bench.home, 'workspaces')).toSorted();
    const before = listing();
    expect(await failure(bench.client.call('workspace.restoreCopy', { name: copy.name }))).toMatchObject({
      code: 'damaged',
      key: 'workspace:copies.bad',
    });
    await bench.client.call('workspace.create', { name: 'Other' });
    const other = (await bench.client.call('workspace.info', {}))!;
    fs.mkdirSync(copiesFolder(other.path), { mode: 0o700 });
    fs.writeFileSync(join(copiesFolder(other.path), copy.name), whole);
    expect(await failure(bench.client.call('workspace.restoreCopy', { name: copy.name }))).toMatchObject({
      code: 'refused',
      key: 'workspace:copies.other',
    });
    await bench.client.call('workspace.open', { id });
    expect(
      listing().filter((name) => !name.startsWith('Other') && !name.includes('-wal') && !name.includes('-shm')),
    ).toEqual(before.filter((name) => !name.includes('-wal') && !name.includes('-shm')));
  });
});
