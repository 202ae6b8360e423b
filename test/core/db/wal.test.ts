import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seeded } from '../../../electron/analysis/random.ts';
import { openSession } from '../../../electron/core/session.ts';
import type { Said } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/frames.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

/** FULL=1: five hundred cuts. */
const full = process.env['FULL'] === '1';
const CUTS = full ? 500 : 60;
const child = fileURLToPath(new URL('./walChild.ts', import.meta.url));

let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(join(tmpdir(), 'wal-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Run a process that writes to a workspace and dies with its WAL behind it. */
async function crash(path: string, how: string): Promise<void> {
  const process_ = spawn(process.execPath, [...ENGINE_OPTIONS, child, path, how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(process_, 'close');
  await once(process_.stdout, 'data');
  process_.kill('SIGKILL');
  await closed;
}

/** A workspace with `rows` personas, closed. */
function made(name: string, rows: string[]): string {
  const path = join(folder, name);
  const session = openSession(path, { name });
  add(session, rows);
  session.close();
  return path;
}

function add(session: ReturnType<typeof openSession>, rows: string[]): void {
  for (const body of rows) session.db.run('INSERT INTO persona (position, rev, body) VALUES (1, 1, ?)', body);
}

type Seen = { rows: string[]; told: string[]; notices: readonly Said[] };

/** Open as the program does, and look. */
function seen(path: string): Seen {
  const session = openSession(path, null);
  try {
    expect(session.db.column('PRAGMA integrity_check')).toEqual(['ok']);
    return {
      rows: session.db.column<string>('SELECT body FROM persona ORDER BY id'),
      told: session.notices.map(({ key }) => key),
      notices: session.notices,
    };
  } finally {
    session.close();
  }
}

const beside = (path: string) =>
  fs
    .readdirSync(folder)
    .filter((name) => name.startsWith(`${basename(path)}-`))
    .toSorted();

/** What was set aside is whole, private and named in the sentence. */
function expectKept({ notices }: Seen, path: string, bytes: Buffer): void {
  const kept = beside(path);
  expect(kept).toHaveLength(1);
  expect(kept[0]).toMatch(/-wal-set-aside-\d{8}-\d{6}$/);
  expect(notices[0]!.values).toEqual({ file: `${basename(path)}-wal`, kept: kept[0] });
  expect(fs.readFileSync(join(folder, kept[0]!)).equals(bytes)).toBe(true);
  expect(fs.statSync(join(folder, kept[0]!)).mode & 0o777).toBe(0o600);
}

describe('a WAL belongs to its file', () => {
  it('its own is used without a word', async () => {
    const path = made('own.persona', ['a']);
    await crash(path, 'write b c');
    expect(fs.statSync(`${path}-wal`).size).toBeGreaterThan(0);
    expect(seen(path)).toEqual({ rows: ['a', 'b', 'c'], told: [], notices: [] });
    expect(beside(path)).toEqual([]);
    expect(seen(path).rows).toEqual(['a', 'b', 'c']);
  });

  it('one that lies half in the file is used', async () => {
    const path = made('half.persona', ['a']);
    await crash(path, 'write b');
    await crash(path, 'partly c d e');
    expect(seen(path)).toEqual({ rows: ['a', 'b', 'c', 'd', 'e'], told: [], notices: [] });
  });

  it.each(['another workspace', 'another program'])("%s's is set aside", async (whose) => {
    const path = made('mine.persona', ['a']);
    const other = join(folder, 'other');
    if (whose === 'another workspace') {
      made('other', ['x']);
      await crash(other, 'write y');
    } else await crash(other, 'foreign');
    const wal = fs.readFileSync(`${other}-wal`);
    expect(wal.length).toBeGreaterThan(4096);
    fs.writeFileSync(`${path}-wal`, wal);
    const now = seen(path);
    expect(now).toMatchObject({ rows: ['a'], told: ['workspace:wal_set_aside'] });
    expectKept(now, path, wal);
    expect(seen(path)).toMatchObject({ rows: ['a'], told: [] });
  });

  it('an older one of the same workspace is set aside', async () => {
    const path = made('older.persona', ['a']);
    await crash(path, 'write b');
    const wal = fs.readFileSync(`${path}-wal`);
    let session = openSession(path, null);
    add(session, ['c']);
    session.close();
    fs.writeFileSync(`${path}-wal`, wal);
    const now = seen(path);
    expect(now).toMatchObject({ rows: ['a', 'b', 'c'], told: ['workspace:wal_set_aside'] });
    expectKept(now, path, wal);
    session = openSession(path, null);
    session.close();
  });

  it('a newer one does not overlay a backup of an earlier session', async () => {
    const path = made('backup.persona', ['a']);
    const backup = fs.readFileSync(path);
    let session = openSession(path, null);
    add(session, ['b']);
    session.db.run('DELETE FROM persona WHERE body = ?', 'a');
    session.close();
    await crash(path, 'write c');
    const wal = fs.readFileSync(`${path}-wal`);
    fs.writeFileSync(path, backup);
    const now = seen(path);
    expect(now).toMatchObject({ rows: ['a'], told: ['workspace:wal_set_aside'] });
    expectKept(now, path, wal);
    session = openSession(path, null);
    add(session, ['d']);
    session.close();
    expect(seen(path).rows).toEqual(['a', 'd']);
  });

  it('a newer one of the same session does not overlay a copy of the file from before it', async () => {
    const path = made('same.persona', ['a']);
    await crash(path, 'early');
    const copy = fs.readFileSync(`${path}.early`);
    const wal = fs.readFileSync(`${path}-wal`);
    fs.writeFileSync(path, copy);
    const now = seen(path);
    expect(now).toMatchObject({ rows: ['a', 'early'], told: ['workspace:wal_set_aside'] });
    expectKept(now, path, wal);
  });

  it('a copy in the place of its original does not take the WAL of that', async () => {
    const path = made('copied.persona', ['a']);
    await crash(path, 'copy b');
    const wal = fs.readFileSync(`${path}-wal`);
    fs.renameSync(`${path}.copy`, path);
    const now = seen(path);
    expect(now).toMatchObject({ rows: ['a'], told: ['workspace:wal_set_aside'] });
    expectKept(now, path, wal);
  });

  it('one that is no log is set aside', () => {
    const path = made('garbage.persona', ['a']);
    const bytes = Buffer.alloc(9000, 0x5a);
    fs.writeFileSync(`${path}-wal`, bytes);
    const now = seen(path);
    expect(now).toMatchObject({ rows: ['a'], told: ['workspace:wal_set_aside'] });
    expectKept(now, path, bytes);
  });

  it('one that is missing after a crash is missed, one that is missing after a close is not', async () => {
    const path = made('missing.persona', ['a']);
    await crash(path, 'write b');
    fs.rmSync(`${path}-wal`);
    fs.rmSync(`${path}-shm`);
    expect(seen(path)).toMatchObject({ rows: ['a'], told: ['workspace:wal_gone'] });
    expect(seen(path)).toMatchObject({ rows: ['a'], told: [] });
  });

  it('a journal beside a file that takes none is not played back', () => {
    const path = made('journal.persona', ['a']);
    const journal = `${path}-journal`;
    const head = Buffer.alloc(512);
    Buffer.from('d9d505f920a163d7', 'hex').copy(head);
    head.writeInt32BE(-1, 8);
    head.writeUInt32BE(1, 16);
    head.writeUInt32BE(512, 20);
    head.writeUInt32BE(4096, 24);
    fs.writeFileSync(journal, head);
    expect(seen(path)).toMatchObject({ rows: ['a'], told: ['workspace:wal_set_aside'] });
    expect(beside(path)[0]).toMatch(/-journal-set-aside-/);
  });

  it('what lies beside a file that is refused stays where it is', async () => {
    const path = made('refused.persona', ['a']);
    const other = made('other.persona', ['x']);
    await crash(other, 'write y');
    fs.copyFileSync(`${other}-wal`, `${path}-wal`);
    fs.truncateSync(path, 8192);
    const before = [fs.readFileSync(path), fs.readFileSync(`${path}-wal`)];
    expect(() => openSession(path, null)).toThrow(AppError);
    expect(beside(path)).toEqual(['refused.persona-wal']);
    expect([fs.readFileSync(path), fs.readFileSync(`${path}-wal`)]).toEqual(before);
  });

  it('the WAL of a workspace that was removed is no part of a new one of its name', async () => {
    const path = made('again.persona', ['a']);
    await crash(path, 'write b');
    const wal = fs.readFileSync(`${path}-wal`);
    fs.rmSync(path);
    const session = openSession(path, { name: 'again' });
    expect(session.notices.map(({ key }) => key)).toEqual(['workspace:wal_set_aside']);
    session.close();
    expect(seen(path).rows).toEqual([]);
    expect(fs.readFileSync(join(folder, beside(path)[0]!)).equals(wal)).toBe(true);
  });
});

describe('a workspace of a program that kept no generations', () => {
  it('whose first session was killed opens whole: nothing was in the file, all of it in the WAL', async () => {
    for (const bytes of [4096, 0]) {
      const path = join(folder, `first-${String(bytes)}.persona`);
      await crash(path, 'old');
      expect(fs.statSync(path).size).toBe(4096);
      fs.truncateSync(path, bytes);
      expect(() => openSession(path, { name: 'x' })).toThrow(expect.objectContaining({ code: 'conflict' }));
      expect(seen(path)).toEqual({ rows: ['a', 'b'], told: [], notices: [] });
      expect(seen(path).rows).toEqual(['a', 'b']);
    }
  });
  it('does not take the WAL of another one', async () => {
    const mine = join(folder, 'mine.persona');
    const other = join(folder, 'other.persona');
    await crash(mine, 'old closed');
    await crash(other, 'old');
    fs.copyFileSync(`${other}-wal`, `${mine}-wal`);
    expect(seen(mine)).toMatchObject({ rows: ['a', 'b', 'closed'], told: ['workspace:wal_set_aside'] });
  });
});

describe('R35: a torn WAL', () => {
  it(`gives a prefix of whole transactions, ${String(CUTS)} times`, { timeout: 600_000 }, async () => {
    const path = made('torn.persona', []);
    const words = Array.from({ length: full ? 200 : 40 }, (_, i) => `row${String(i)}`);
    await crash(path, `write ${words.join(' ')}`);
    const file = fs.readFileSync(path);
    const wal = fs.readFileSync(`${path}-wal`);
    const random = seeded(35);
    const lengths = new Set<number>();
    for (let i = 0; i < CUTS; i++) {
      const one = join(folder, 'cut.persona');
      fs.writeFileSync(one, file);
      const at = Math.floor(random.next() * wal.length);
      const spoiled = Buffer.from(i % 2 === 0 ? wal.subarray(0, at) : wal);
      if (i % 2 === 1) spoiled.fill(0xa5, at, Math.min(wal.length, at + 1 + Math.floor(random.next() * 9000)));
      fs.writeFileSync(`${one}-wal`, spoiled);
      const { rows, told } = seen(one);
      expect(rows).toEqual(words.slice(0, rows.length));
      lengths.add(rows.length);
      // what was committed and can no longer be read is said and kept
      if (i % 2 === 1 && rows.length < words.length - 1 && at > 32) {
        expect(told).toEqual(['workspace:wal_broken']);
        const kept = beside(one).find((name) => name.includes('set-aside'))!;
        expect(fs.readFileSync(join(folder, kept)).equals(spoiled)).toBe(true);
      }
      for (const name of [basename(one), ...beside(one)]) fs.rmSync(join(folder, name));
    }
    expect(lengths.size).toBeGreaterThan(CUTS / 8);
  });
});
