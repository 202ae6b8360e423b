import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seeded } from '../../../electron/analysis/random.ts';
import { importFile } from '../../../electron/core/areas/sources/import.ts';
import type { JobContext } from '../../../electron/core/area.ts';
import { openSession } from '../../../electron/core/session.ts';
import type { ReadDb } from '../../../electron/db/open.ts';
import { AppError } from '../../../shared/frames.ts';
import { generate } from '../../bench/import.ts';
import { fill, smallDisk } from '../../support/small-disk.ts';
import { DATA, hasData } from '../../support/data.ts';
import { createBench } from './harness.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

/** FULL=1: fifty kills with the full-size file; otherwise twelve with one of 120,000 rows. */
const full = process.env['FULL'] === '1';
const KILLS = full ? 50 : 12;
/** How long the last rows, their types and the publishing may take. */
const LATE_MS = full ? 2000 : 700;
const child = fileURLToPath(new URL('./importChild.ts', import.meta.url));

let folder: string;
beforeEach(() => (folder = fs.mkdtempSync(join(tmpdir(), 'durable-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const SOURCE_TABLES = `SELECT name FROM sqlite_schema WHERE type = 'table'
  AND (name LIKE 'staging%' OR name LIKE 'customers\\_%' ESCAPE '\\') ORDER BY name`;
const counts = (db: ReadDb) => ({
  tables: db.column<string>(SOURCE_TABLES),
  sources: db.value<number>('SELECT count(*) FROM source'),
  attributes: db.value<number>('SELECT count(*) FROM attribute'),
  raw: db.value<number>('SELECT coalesce(sum(rows), 0) FROM raw_block'),
  rejected: db.value<number>('SELECT count(*) FROM rejected_row'),
  edits: db.value<number>('SELECT count(*) FROM edit'),
});
const ABSENT = { tables: [], sources: 0, attributes: 0, raw: 0, rejected: 0, edits: 0 };

/** Open a workspace as the program does after a crash, and look at everything an import touches. */
function inspect(path: string, rows: number, columns: number): 'complete' | 'absent' {
  const session = openSession(path, null);
  try {
    const { db } = session;
    expect(db.column('PRAGMA integrity_check')).toEqual(['ok']);
    expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
    const now = counts(db);
    if (now.sources === 0) {
      expect(now).toEqual(ABSENT);
      return 'absent';
    }
    const table = now.tables[0]!;
    expect(now).toEqual({ tables: [table], sources: 1, attributes: columns, raw: rows, rejected: 0, edits: 1 });
    expect(db.value(`SELECT count(*) FROM ${table}`)).toBe(rows);
    expect(db.get('SELECT read, stored, customers, customer_table FROM source')).toEqual({
      read: rows,
      stored: rows,
      customers: rows,
      customer_table: table,
    });
    return 'complete';
  } finally {
    session.close();
  }
}

type Moment = { at: number; wait: number };

/** Import in a process of its own and kill it some milliseconds after it has read a share of the file (1: all of it). */
async function killAt(workspace: string, file: string, { at, wait }: Moment): Promise<void> {
  const process_ = spawn(process.execPath, [...ENGINE_OPTIONS, child, workspace, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(process_, 'close') as Promise<[number | null, string | null]>;
  for await (const line of createInterface({ input: process_.stdout })) {
    const share = line === 'done' ? Infinity : Number(line.split(' ')[1]);
    if (share < at) continue;
    await sleep(wait);
    process_.kill('SIGKILL');
    break;
  }
  const [code, signal] = await closed;
  expect({ code, signal }, 'the importing process ended by itself').toEqual({ code: null, signal: 'SIGKILL' });
}

describe('an import that is killed', () => {
  it(`is complete or absent, ${String(KILLS)} times`, { timeout: full ? 3_600_000 : 120_000 }, async () => {
    const real = join(DATA, 'online_retail/online_retail.csv');
    const rows = full ? 541_909 : 120_000;
    const file = full && hasData ? real : await generate(join(folder, 'orders.csv'), rows);
    const random = seeded(33);
    const outcomes = { complete: 0, absent: 0 };
    let made = 0;
    let path = '';
    for (let kill = 0; kill < KILLS; kill++) {
      // a workspace that survived a kill without the import is used again
      if (path === '') {
        path = join(folder, `w${String(made++)}.persona`);
        openSession(path, { name: 'w' }).close();
      }
      // three in four while rows are read, the rest around the last rows and the publishing
      const moment =
        kill % 4 === 3 ? { at: 0.97, wait: random.next() * LATE_MS } : { at: random.next(), wait: random.next() * 60 };
      await killAt(path, file, moment);
      const outcome = inspect(path, rows, 8);
      outcomes[outcome]++;
      const size = fs.statSync(path).size;
      if (outcome === 'absent') expect(size).toBeLessThan(1 << 20);
      else {
        fs.rmSync(path);
        path = '';
      }
    }
    console.log(`killed ${String(KILLS)} imports of ${String(rows)} rows: ${JSON.stringify(outcomes)}`);
    expect(outcomes.complete + outcomes.absent).toBe(KILLS);
    expect(outcomes.absent).toBeGreaterThan(0);
    // and the import still works in a workspace that was killed
    path = path === '' ? join(folder, 'last.persona') : path;
    if (!fs.existsSync(path)) openSession(path, { name: 'w' }).close();
    await killAt(path, file, { at: Infinity, wait: 0 });
    expect(inspect(path, rows, 8)).toBe('complete');
  });
});

describe('an import that is cancelled', () => {
  it('leaves nothing behind and gives the space back', { timeout: 120_000 }, async () => {
    const bench = createBench();
    try {
      const file = bench.file(await generate(join(folder, 'orders.csv'), 120_000));
      const { db, path } = bench.session;
      const size = () => {
        db.get('PRAGMA wal_checkpoint(TRUNCATE)');
        return fs.statSync(path).size;
      };
      const before = size();
      let largest = 0;
      for (const share of [0.3, 0.6, 0.9]) {
        const stop = new AbortController();
        const job = bench.job(stop.signal);
        const outcome = await importFile(
          {
            ...job,
            progress: (step, done, total) => {
              if (step !== 'sources:step.read' || !total || done / total < share) return;
              largest = Math.max(largest, db.value<number>('PRAGMA page_count')! * 4096);
              stop.abort();
            },
          },
          { fileId: file, read: {}, columns: [], mapping: {} },
        ).catch((error: unknown) => error);
        expect(outcome).toBeInstanceOf(AppError);
        expect((outcome as AppError).code).toBe('cancelled');
        // who stops an import waits for a part of the cleaning only, the rest goes on behind
        await expect.poll(() => counts(db), { timeout: 30_000 }).toEqual(ABSENT);
        await expect.poll(size, { timeout: 30_000 }).toBeLessThanOrEqual(before + 16_384);
      }
      expect(largest).toBeGreaterThan(before + 1_000_000);
      expect(db.column('PRAGMA integrity_check')).toEqual(['ok']);
    } finally {
      await bench.close();
    }
  });
});

describe('an import that fails behind its publishing', () => {
  it('keeps what it published', async () => {
    const bench = createBench();
    try {
      const file = bench.file(await generate(join(folder, 'orders.csv'), 1000));
      const job = bench.job();
      const commit: JobContext['commit'] = (label, work) => {
        job.commit(label, work);
        throw new AppError('io', { key: 'errors:io' });
      };
      const input = { fileId: file, read: {}, columns: [], mapping: {} };
      await expect(importFile({ ...job, commit }, input)).rejects.toMatchObject({ code: 'io' });
      const { tables, sources, raw } = counts(bench.session.db);
      expect({ sources, raw }).toEqual({ sources: 1, raw: 1000 });
      expect(bench.session.db.value(`SELECT count(*) FROM ${tables[0]!}`)).toBe(1000);
    } finally {
      await bench.close();
    }
  });
});

describe('an import and a full disk', () => {
  const run = (job: JobContext, fileId: string) =>
    importFile(job, { fileId, read: {}, columns: [], mapping: {} }).catch((error: unknown) => error);

  it('is refused at once where there is no room', async (context) => {
    const disk = smallDisk(join(folder, 'disk'), 10);
    if (!disk) return context.skip('needs the right to mount a file system');
    const bench = createBench(2, disk.path);
    try {
      const file = bench.file(await generate(join(folder, 'orders.csv'), 120_000));
      expect(await run(bench.job(), file)).toMatchObject({ code: 'disk_full' });
      expect(counts(bench.session.db)).toEqual(ABSENT);
    } finally {
      await bench.close();
      disk.release();
    }
  });

  it('ends when the disk fills up on the way, and the next open clears up', async (context) => {
    const disk = smallDisk(join(folder, 'disk'), 40);
    if (!disk) return context.skip('needs the right to mount a file system');
    const bench = createBench(2, disk.path);
    const filler = join(disk.path, 'filler');
    try {
      const file = bench.file(await generate(join(folder, 'orders.csv'), 120_000));
      const { path } = bench.session;
      const progress: JobContext['progress'] = (_, done) => {
        if (done > 30_000 && !fs.existsSync(filler)) fill(filler);
      };
      expect(await run({ ...bench.job(), progress }, file)).toMatchObject({ code: 'disk_full' });
      expect(bench.session.db.value('SELECT count(*) FROM source')).toBe(0);
      fs.rmSync(filler);
      bench.session.close();
      bench.session = openSession(path, null);
      expect(bench.session.db.column('PRAGMA integrity_check')).toEqual(['ok']);
      expect(counts(bench.session.db)).toEqual(ABSENT);
      // there is room again
      expect(await run(bench.job(), file)).toMatchObject({ read: 120_000, stored: 120_000 });
    } finally {
      await bench.close();
      disk.release();
    }
  });
});
