import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../../electron/core/session.ts';
import { copiesFolder, listCopies } from '../../../electron/db/copies/folder.ts';
import { copyNow } from '../../../electron/db/copies/make.ts';
import { openReader } from '../../../electron/db/open.ts';
import { type SmallDisk, smallDisk } from '../../support/small-disk.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

const child = fileURLToPath(new URL('./fullChild.ts', import.meta.url));

let folder: string;
let disk: SmallDisk | null;
beforeAll(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'pwb-copy-full-'));
  disk = smallDisk(join(folder, 'disk'), 12);
});
afterAll(() => {
  disk?.release();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A workspace of about four megabytes with one good copy from before its last work. */
function made(home: string): string {
  fs.mkdirSync(home, { recursive: true });
  const path = join(home, 'w.persona');
  const session = openSession(path, { name: 'w' });
  const { db } = session;
  copyNow(db, 'daily', new Date('2026-01-01T00:00:00.000Z'));
  db.transaction(() => {
    for (let i = 0; i < 1500; i++)
      db.run('INSERT INTO persona (position, rev, body) VALUES (?, 1, ?)', i, 'x'.repeat(2000));
    db.run("INSERT INTO edit (op, label, at) VALUES ('test', '{\"key\":\"edits:undo\"}', '2026-01-01T00:00:00.000Z')");
  });
  session.close();
  return path;
}

interface Outcome {
  copied: string;
  renamed: string;
  notice: { key: string; values: { why: { key: string } } } | null;
  jobs: string[];
}

function run(workspace: string, limit: string): Outcome {
  const { stdout, stderr, status } = spawnSync(
    'bash',
    ['-c', `${limit} exec "$0" "$@"`, process.execPath, ...ENGINE_OPTIONS, child, workspace],
    {
      encoding: 'utf8',
      timeout: 120_000,
    },
  );
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Outcome;
}

function checkLeft(workspace: string): void {
  const copies = listCopies(workspace);
  expect(copies).toMatchObject([{ reason: 'daily', at: '2026-01-01T00:00:00.000Z', good: true }]);
  expect(fs.readdirSync(copiesFolder(workspace))).toEqual([copies[0]!.name]);
  const copy = openReader(join(copiesFolder(workspace), copies[0]!.name));
  expect(copy.column('PRAGMA integrity_check')).toEqual(['ok']);
  copy.close();
}

describe('a disk that fills up while a copy is made', { timeout: 180_000 }, () => {
  test('ends the copy, says so and leaves the older copies and the work alone', () => {
    const path = made(join(folder, 'limited'));
    // in blocks of 1,024 bytes: room for the WAL, none for a whole copy
    const outcome = run(path, 'ulimit -f 2000;');
    expect(outcome).toMatchObject({ copied: 'io', renamed: 'ok', notice: { key: 'workspace:copies.failed' } });
    expect(outcome.jobs).not.toContain('running');
    checkLeft(path);
    const session = openSession(path, null);
    expect(session.db.value("SELECT value FROM setting WHERE key = 'name'")).toBe('After');
    session.close();
  });

  test('of 12 MB: the same, with its own word', (context) => {
    if (!disk) return context.skip();
    const path = made(join(disk.path, 'home'));
    const { bavail, bsize } = fs.statfsSync(disk.path);
    // two megabytes are left
    fs.writeFileSync(join(disk.path, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - (2 << 20)), 1));
    const outcome = run(path, '');
    expect(outcome).toMatchObject({
      copied: 'disk_full',
      renamed: 'ok',
      notice: { key: 'workspace:copies.failed', values: { why: { key: 'errors:disk_full' } } },
    });
    expect(outcome.jobs).not.toContain('running');
    checkLeft(path);
    fs.rmSync(join(disk.path, 'filler'));
    const session = openSession(path, null);
    expect(copyNow(session.db, 'asked', new Date()).good).toBe(true);
    session.close();
  });
});
