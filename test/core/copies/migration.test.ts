import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { copiesFolder } from '../../../electron/db/copies/folder.ts';
import { SCHEMA_VERSION } from '../../../electron/db/migrate.ts';
import first from '../../../electron/db/migrations/010-first.ts';
import { APPLICATION_ID } from '../../../electron/db/file/beside.ts';
import { openCopy, openReader } from '../../../electron/db/open.ts';
import { contents, failure, modes, startWorkbench, type Workbench } from './workbench.ts';

let bench: Workbench;
let path: string;
beforeEach(() => {
  bench = startWorkbench();
  path = join(bench.home, 'old.persona');
  fs.closeSync(fs.openSync(path, 'wx', 0o600));
  const db = openCopy(path);
  db.exec(first);
  db.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}`);
  db.exec('PRAGMA user_version = 10');
  db.run("INSERT INTO meta (key, value) VALUES ('id', '0e7a1f52-8c1d-4c57-9a70-5d0b6f1c2a11')");
  db.run("INSERT INTO setting (key, value) VALUES ('name', 'Old')");
  // as every version has left it
  db.exec('PRAGMA journal_mode = WAL');
  db.close();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await bench.close();
  fs.rmSync(bench.home, { recursive: true, force: true });
});
const open = async () => bench.client.call('workspace.open', { fileId: await bench.registered(path) });
const versionOf = (file: string) => {
  const db = openReader(file);
  try {
    return db.value('PRAGMA user_version');
  } finally {
    db.close();
  }
};

test('an older file is copied before it is brought to this version, and the copy is told of and can be brought back', async () => {
  await open();
  const copies = await bench.copies();
  // the second is from before the file was taught to give back free pages
  expect(copies.map(({ reason }) => reason).toSorted()).toEqual(['conversion', 'migration']);
  const copy = copies.find(({ reason }) => reason === 'migration')!;
  expect(versionOf(join(copiesFolder(path), copy.name))).toBe(10);
  expect(versionOf(path)).toBe(SCHEMA_VERSION);
  expect(new Set(Object.values(modes(copiesFolder(path))))).toEqual(new Set(['700', '600']));
  expect(fs.readdirSync(bench.home).filter((name) => name.includes('.before-'))).toEqual([]);
  expect(await bench.client.call('workspace.notices', {})).toMatchObject([
    { tone: 'calm', said: { key: 'workspace:copies.migrated', values: { at: copy.at, bytes: copy.bytes } } },
  ]);
  expect(bench.core.session().db.all('SELECT op, outcome FROM audit')).toEqual([
    { op: 'workspace.open', outcome: 'ok' },
    { op: 'workspace.makeCopy', outcome: 'ok' },
  ]);
  const { info } = await bench.client.call('workspace.restoreCopy', { name: copy.name });
  expect(info).toMatchObject({ id: '0e7a1f52-8c1d-4c57-9a70-5d0b6f1c2a11', name: 'Old' });
});

test('without room for a copy an older file is refused with the reason and left as it was', async () => {
  const before = contents(path);
  vi.spyOn(fs, 'statfsSync').mockReturnValue({ bavail: 3, bsize: 1000 } as fs.StatsFs & fs.BigIntStatsFs);
  expect(await failure(open())).toMatchObject({
    code: 'disk_full',
    key: 'workspace:copies.no_migration',
    details: { free: 3000 },
  });
  expect(versionOf(path)).toBe(10);
  expect(contents(path)).toEqual(before);
  vi.restoreAllMocks();
  expect((await open()).name).toBe('Old');
});

test('copies that versions before this one left beside the file become copies like others', async () => {
  const left = `${path}.before-20`;
  fs.copyFileSync(path, left);
  fs.chmodSync(left, 0o644);
  const then = new Date(Date.now() - 5 * 86_400_000);
  fs.utimesSync(left, then, then);
  await open();
  expect(fs.existsSync(left)).toBe(false);
  const found = (await bench.copies()).filter(({ reason }) => reason === 'migration');
  expect(found.map(({ at }) => at)).toContain(then.toISOString());
  expect(new Set(Object.values(modes(copiesFolder(path))))).toEqual(new Set(['700', '600']));
});
