import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/frames.ts';
import type { JobContext } from '../../../electron/core/area.ts';
import { Files } from '../../../electron/core/files.ts';
import { openSession, type Session } from '../../../electron/core/session.ts';
import { recordEdit } from '../../../electron/db/edits.ts';
import { Pool } from '../../../electron/workers/pool.ts';
import { readersFor } from '../../../electron/core/readers.ts';

/** A workspace with what the handlers of one area need, without the other areas. */
export interface Bench {
  session: Session;
  files: Files;
  pool: Pool;
  folder: string;
  job(signal?: AbortSignal): JobContext;
  file(path: string): string;
  close(): Promise<void>;
}

export function createBench(threads = 2, parent = tmpdir()): Bench {
  const folder = fs.mkdtempSync(join(parent, 'intake-'));
  const files = new Files();
  const pool = new Pool(threads);
  const job = (signal: AbortSignal = new AbortController().signal): JobContext => {
    const alive = () => {
      if (signal.aborted) throw new AppError('cancelled', { key: 'errors:cancelled' });
    };
    const { session } = bench;
    return {
      files,
      lang: 'en',
      now: () => '2026-01-02T03:04:05.000Z',
      db: session.db,
      pool,
      readers: readersFor(pool, signal),
      signal,
      progress: () => undefined,
      stage: (work) => {
        alive();
        return session.db.transaction(() => work(session.db));
      },
      clean: async (step) => {
        try {
          while (session.db.transaction(() => step(session.db))) await new Promise((resolve) => setImmediate(resolve));
          return true;
        } catch {
          return false;
        }
      },
      commit: (label, work) => {
        alive();
        return recordEdit(session.db, { op: 'sources.import', label, at: '2026-01-02T03:04:05.000Z' }, () =>
          work(session.db),
        ).result;
      },
      copies: { before: () => Promise.resolve(), renew: () => Promise.resolve({ removed: 0 }) },
      seal: (_, work) => session.db.transaction(() => work(session.db)),
      alone: (work) => work(),
      call: () => Promise.reject(new Error('no other areas here')),
      follow: () => Promise.resolve({ write: () => undefined, discard: () => Promise.resolve(), said: [] }),
      breathe: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        alive();
      },
    };
  };
  const bench: Bench = {
    session: openSession(join(folder, 'w.persona'), { name: 'w' }),
    files,
    pool,
    folder,
    job,
    file: (path) => files.register(path, { purpose: 'read' }).fileId,
    close: async () => {
      await pool.close();
      bench.session.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
  return bench;
}
