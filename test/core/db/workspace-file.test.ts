import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openSession } from '../../../electron/core/session.ts';
import { lockWorkspace } from '../../../electron/db/file/lock.ts';
import { AppError } from '../../../shared/frames.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

const folder = fs.mkdtempSync(join(os.tmpdir(), 'pwb-file-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const root = fileURLToPath(new URL('../../..', import.meta.url));
const hash = (path: string) => createHash('sha256').update(fs.readFileSync(path)).digest('hex');

function made(name: string): string {
  const path = join(folder, name);
  const session = openSession(path, { name });
  session.db.transaction(() => {
    for (let i = 0; i < 2000; i++)
      session.db.run(
        'INSERT INTO persona (position, rev, body) VALUES (?, 1, ?)',
        i,
        JSON.stringify({ text: 'x'.repeat(200) }),
      );
  });
  session.close();
  return path;
}

function refusal(path: string): string {
  try {
    openSession(path, null).close();
    return 'opened';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

test('R11: the settings of the writer', () => {
  const session = openSession(join(folder, 'pragmas.persona'), { name: 'p' });
  const read = (name: string) => session.db.value(`PRAGMA ${name}`);
  expect({
    temp_store: read('temp_store'),
    secure_delete: read('secure_delete'),
    synchronous: read('synchronous'),
    foreign_keys: read('foreign_keys'),
    trusted_schema: read('trusted_schema'),
    cell_size_check: read('cell_size_check'),
    mmap_size: read('mmap_size'),
    journal_mode: read('journal_mode'),
  }).toEqual({
    temp_store: 2,
    secure_delete: 1,
    synchronous: 2,
    foreign_keys: 1,
    trusted_schema: 0,
    cell_size_check: 1,
    mmap_size: 0,
    journal_mode: 'wal',
  });
  expect(fs.statSync(session.path).mode & 0o777).toBe(0o600);
  session.close();
});

describe('R15: a hostile, damaged, foreign or newer file is refused and left as it was', () => {
  const cases: [string, (path: string) => void, string[]][] = [
    ['random bytes', (p) => fs.writeFileSync(p, Buffer.alloc(5000, 0x5a)), ['foreign_file']],
    ['an empty file', (p) => fs.writeFileSync(p, ''), ['foreign_file']],
    ['cut off', (p) => fs.truncateSync(p, Math.floor(fs.statSync(p).size / 2)), ['damaged']],
    ['another application', (p) => patch(p, 68, [1, 2, 3, 4]), ['foreign_file']],
    ['a newer schema', (p) => patch(p, 60, [0, 0, 0x27, 0x0f]), ['newer_version']],
  ];
  test.each(cases)('%s', (name, spoil, codes) => {
    const path = made(`${name}.persona`);
    spoil(path);
    const before = hash(path);
    expect(codes).toContain(refusal(path));
    expect(hash(path)).toBe(before);
    expect(fs.readdirSync(folder).filter((f) => f.startsWith(`${name}.persona`))).toEqual([`${name}.persona`]);
  });

  test('a trigger is not run', () => {
    const path = made('trigger.persona');
    const sql = `import D from 'better-sqlite3'; const d = new D(${JSON.stringify(path)});
      d.exec("CREATE TRIGGER t AFTER INSERT ON meta BEGIN DELETE FROM persona; END"); d.close();`;
    spawnSync(process.execPath, ['--input-type=module', '-e', sql], { cwd: root });
    expect(refusal(path)).toBe('foreign_file');
  });

  test('300 flipped bits: opened whole or refused, never a crash, never changed when refused', () => {
    const path = made('bits.persona');
    const bytes = fs.readFileSync(path);
    let state = 7;
    const next = (below: number) => (state = (state * 48271) % 2147483647) % below;
    for (let i = 0; i < 300; i++) {
      const spoiled = Buffer.from(bytes);
      const at = next(bytes.length);
      spoiled[at] = spoiled[at]! ^ (1 << next(8));
      const one = join(folder, `bit-${i}.persona`);
      fs.writeFileSync(one, spoiled);
      const before = hash(one);
      const outcome = refusal(one);
      if (outcome !== 'opened') expect(hash(one)).toBe(before);
      expect(['opened', 'damaged', 'foreign_file', 'newer_version']).toContain(outcome);
      fs.rmSync(one, { force: true });
    }
  });
});

function patch(path: string, at: number, bytes: number[]): void {
  const file = fs.openSync(path, 'r+');
  fs.writeSync(file, Buffer.from(bytes), 0, bytes.length, at);
  fs.closeSync(file);
}

describe('R39: one process a workspace', () => {
  const holder = (path: string) =>
    spawn(process.execPath, [
      ...ENGINE_OPTIONS,
      '--input-type=module',
      '-e',
      `import { openSession } from ${JSON.stringify(join(root, 'electron/core/session.ts'))};
       openSession(${JSON.stringify(path)}, null); console.log('open'); setInterval(() => {}, 1000);`,
    ]);
  test('a second process is refused while the first lives, and a kill leaves no stale lock', async () => {
    const path = made('shared.persona');
    const child = holder(path);
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve());
      child.stderr.once('data', (text: Buffer) => reject(new Error(text.toString())));
    });
    expect(refusal(path)).toBe('locked');
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    expect(refusal(path)).toBe('opened');
  });
  test('the same process is refused too', () => {
    const path = made('twice.persona');
    const lock = lockWorkspace(path);
    expect(refusal(path)).toBe('locked');
    lock.release();
    expect(refusal(path)).toBe('opened');
  });
});
