import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '../../../electron/analysis/random.ts';
import { openSession } from '../../../electron/core/session.ts';
import { copiesFolder, listCopies } from '../../../electron/db/copies/folder.ts';
import {
  asidePath,
  commitRestore,
  finishRestore,
  pendingPath,
  restorePending,
} from '../../../electron/db/copies/restore.ts';
import { openReader } from '../../../electron/db/open.ts';
import { contents, modes } from './workbench.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

/** FULL=1: fifty kills; otherwise four. */
const KILLS = process.env['FULL'] === '1' ? 50 : 4;
const CARDS = 4000;
/** Lines after which a process is killed wherever it is. */
const PATIENCE = 20;
const child = fileURLToPath(new URL('./copyChild.ts', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'pwb-copy-kill-'));
});
afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A workspace of some megabytes with an edit in its history. */
function made(name: string): string {
  const home = join(folder, name);
  fs.mkdirSync(home);
  const path = join(home, 'w.persona');
  const session = openSession(path, { name });
  session.db.transaction(() => {
    for (let i = 0; i < CARDS; i++)
      session.db.run(
        'INSERT INTO persona (position, rev, body) VALUES (?, 1, ?)',
        i,
        JSON.stringify({ text: 'x'.repeat(1500) }),
      );
    session.db.run(
      "INSERT INTO edit (parent, op, label, at) VALUES (NULL, 'test', '{\"key\":\"edits:undo\"}', '2026-01-01T00:00:00.000Z')",
    );
  });
  session.close();
  return path;
}

const cardsIn = (path: string): number => {
  const db = openReader(path);
  try {
    expect(db.column('PRAGMA integrity_check')).toEqual(['ok']);
    return db.value<number>('SELECT count(*) FROM persona')!;
  } finally {
    db.close();
  }
};

async function runAndKill(workspace: string, moment: { at: string; wait: number }): Promise<void> {
  const process_ = spawn(process.execPath, [...ENGINE_OPTIONS, child, workspace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(process_, 'close') as Promise<[number | null, string | null]>;
  let killing: Promise<unknown> | null = null;
  let lines = 0;
  for await (const line of createInterface({ input: process_.stdout }))
    // progress is told ten times a second at most: on a fast machine a step may pass untold
    if (line === moment.at || ++lines > PATIENCE) killing ??= sleep(moment.wait).then(() => process_.kill('SIGKILL'));
  await killing;
  const [code, signal] = await closed;
  expect({ code, signal }, 'the process ended by itself').toEqual({ code: null, signal: 'SIGKILL' });
}

test(
  `a copy and a restore that are killed ${String(KILLS)} times leave whole copies only and a workspace that opens`,
  { timeout: 60_000 + KILLS * 30_000 },
  async () => {
    const random = seeded(8);
    const moments = ['jobs:step.copy', 'copied', 'restored', 'jobs:step.verify', 'begin'];
    const seen = { parts: 0, asides: 0, copies: 0 };
    for (let kill = 0; kill < KILLS; kill++) {
      const path = made(`kill ${String(kill)}`);
      const home = join(path, '..');
      await runAndKill(path, { at: moments[kill % moments.length]!, wait: random.next() * 150 });
      const left = () =>
        fs.readdirSync(home).concat(fs.existsSync(copiesFolder(path)) ? fs.readdirSync(copiesFolder(path)) : []);
      if (left().some((name) => name.includes('.part'))) seen.parts++;
      const copies = listCopies(path);
      for (const copy of copies) {
        expect(copy.good).toBe(true);
        expect(cardsIn(join(copiesFolder(path), copy.name))).toBeGreaterThanOrEqual(CARDS);
      }
      seen.copies += copies.length;
      const session = openSession(path, null);
      expect(session.db.value<number>('SELECT count(*) FROM persona')).toBeGreaterThanOrEqual(CARDS);
      session.close();
      expect(left().filter((name) => name.includes('.part') || name.includes('.restored-'))).toEqual([]);
      for (const aside of fs.readdirSync(home).filter((name) => /^w \(.*\.persona$/.test(name))) {
        seen.asides++;
        const kept = openSession(join(home, aside), null);
        expect(kept.db.value<number>('SELECT count(*) FROM persona')).toBeGreaterThan(CARDS);
        kept.close();
      }
      if (copies.length > 0) expect(new Set(Object.values(modes(copiesFolder(path))))).toEqual(new Set(['700', '600']));
      fs.rmSync(home, { recursive: true });
    }
    console.log(`killed ${String(KILLS)} times: ${JSON.stringify(seen)}`);
  },
);

/** The files of a restore between two of its renames, and what has to come of them. */
test('a restore that ends between any two renames is finished or taken back at the next open', () => {
  const path = made('renames');
  const session = openSession(path, null);
  session.db.run("UPDATE setting SET value = 'newer' WHERE key = 'name'");
  // a crash: the last change is in the WAL only
  for (const side of ['', '-wal', '-shm']) fs.copyFileSync(path + side, join(folder, `old${side}`));
  session.close();
  const older = join(folder, 'older.persona');
  fs.copyFileSync(path, older);
  const nameIn = (file: string) => {
    const opened = openSession(file, null);
    try {
      return opened.db.value<string>("SELECT value FROM setting WHERE key = 'name'");
    } finally {
      opened.close();
    }
  };
  const stamp = 'before the restore';
  const pending = pendingPath(path, stamp);
  const aside = asidePath(path, stamp);
  const stages: Record<string, { moves: (() => void)[]; now: string; kept: string | null }> = {
    'before anything moved': { moves: [], now: 'newer', kept: null },
    'the file has moved': { moves: [() => fs.renameSync(path, aside)], now: 'copy', kept: 'newer' },
    'its WAL too': {
      moves: [() => fs.renameSync(path, aside), () => fs.renameSync(`${path}-wal`, `${aside}-wal`)],
      now: 'copy',
      kept: 'newer',
    },
  };
  const copy = openSession(older, null);
  copy.db.run("UPDATE setting SET value = 'copy' WHERE key = 'name'");
  copy.close();
  for (const [stage, { moves, now, kept }] of Object.entries(stages)) {
    for (const file of [path, aside]) for (const side of ['', '-wal', '-shm']) fs.rmSync(file + side, { force: true });
    for (const side of ['', '-wal', '-shm']) fs.copyFileSync(join(folder, `old${side}`), path + side);
    fs.copyFileSync(older, pending);
    for (const move of moves) move();
    expect(restorePending(path), stage).toBe(moves.length > 0);
    expect(nameIn(path), stage).toBe(now);
    expect(fs.existsSync(pending), stage).toBe(false);
    if (kept === null) expect(fs.existsSync(aside), stage).toBe(false);
    else expect(nameIn(aside), stage).toBe(kept);
  }
  // and in one go
  for (const side of ['', '-wal', '-shm']) {
    fs.rmSync(aside + side, { force: true });
    fs.copyFileSync(join(folder, `old${side}`), path + side);
  }
  fs.copyFileSync(older, pending);
  expect(commitRestore(path, stamp)).toBe(aside);
  expect([nameIn(path), nameIn(aside)]).toEqual(['copy', 'newer']);
  finishRestore(path);
  expect(contents(path, ['audit', 'setting'])).toEqual(contents(aside, ['audit', 'setting']));
});
