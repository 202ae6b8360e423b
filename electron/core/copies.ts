import { dirname } from 'node:path';
import type { CopyInfo, CopyReason } from '../../shared/contract/copies.ts';
import { AppError, type ErrorCode, type ErrorEnvelope, type Progress } from '../../shared/frames.ts';
import { beginCopy, copiesFolder, dropCopy, listCopies, realPath, rotate, settle } from '../db/copies/folder.ts';
import { bytesOf, checkRoom, copyOf, fileFault, removePart, stateOf, stateOfCopy } from '../db/copies/make.ts';
import type { MadeCopy } from '../workers/areas/workspace/copies.ts';
import { Pool } from '../workers/pool.ts';
import type { Core } from './core.ts';
import type { Job } from './jobs.ts';
import type { Session } from './session.ts';

/** After a workspace was opened its first views come first. */
const FIRST_LOOK_MS = 3000;
/** How soon after a job it is looked again, at least. */
const BUSY_LOOK_MS = 1000;
/** A workspace is often made and filled in one session, and a program that stays open over midnight is in use on the next day. */
const NEXT_LOOK_MS = 10 * 60_000;
/** From here on a copy that nobody asked for is shown as a job. */
const SHOWN_MS = 2000;

/** What a good copy helps with. */
const OFFERED = new Set<ErrorCode>(['damaged', 'foreign_file', 'not_found']);

/** How a copy that somebody waits for reports and is stopped. */
export interface CopyHooks {
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
}

/** Keeps verified copies of the open workspace: once a day of use, when asked, and before what cannot be undone. */
export class Copies {
  readonly #core: Core;
  readonly #firstLookMs: number;
  #timer: NodeJS.Timeout | undefined;
  #stop = new AbortController();
  /** one copy at a time; never rejects */
  #last: Promise<unknown> = Promise.resolve();

  constructor(core: Core, firstLookMs = FIRST_LOOK_MS) {
    this.#core = core;
    this.#firstLookMs = firstLookMs;
  }

  /** A workspace was opened: look in the background whether it is time for a copy. */
  watch(session: Session): void {
    this.stop();
    if (session.copied) {
      const { at, bytes } = session.copied;
      this.#core.audit(session.db, 'workspace.makeCopy', 'job', 'ok');
      this.#core.notices.add('calm', { key: 'workspace:copies.migrated', values: { at, bytes } });
    }
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const look = () => {
      // a copy beside a job would take its memory and its disk
      if (this.#core.jobs.busy()) {
        this.#timer = setTimeout(look, Math.max(this.#firstLookMs, BUSY_LOOK_MS)).unref();
        return;
      }
      this.#timer = setTimeout(look, NEXT_LOOK_MS).unref();
      void this.#daily(session, signal);
    };
    this.#timer = setTimeout(look, this.#firstLookMs).unref();
  }

  /** The workspace is about to be closed: what is being made is given up, older copies stay. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }

  /** resolves when no copy is being made any more */
  async idle(): Promise<void> {
    await this.#last;
  }

  /** Make a copy of the open workspace now. `forgotten`: see the task. @throws AppError disk_full, damaged, io, cancelled */
  make(reason: CopyReason, hooks: CopyHooks, forgotten = false): Promise<CopyInfo> {
    const session = this.#core.session();
    const signal = AbortSignal.any([hooks.signal, this.#stop.signal]);
    const made = this.#last.then(() =>
      this.#make(session, reason, { signal, progress: (progress) => hooks.progress(progress) }, forgotten),
    );
    this.#last = made.catch(() => undefined);
    return made;
  }

  /**
   * Before work that takes away or replaces what the workspace holds: a copy, unless the newest holds the same. What can
   * be undone goes on without one, and it is said; a removal for good does not.
   * @throws AppError why no copy could be made (removal only); cancelled
   */
  async before(reason: 'replace' | 'removal', hooks: CopyHooks): Promise<void> {
    const { db } = this.#core.session();
    const { path } = db;
    const newest = listCopies(path).find((copy) => copy.good);
    const state = stateOf(db);
    if (newest && state !== null && stateOfCopy(`${copiesFolder(path)}/${newest.name}`) === state) return;
    try {
      await this.make(reason, hooks);
    } catch (error) {
      if (hooks.signal.aborted || reason === 'removal') throw error;
      this.#sayFailed(error);
    }
  }

  /** After a removal for good: one new copy, and none of those that still hold what was removed. */
  async renew(hooks: CopyHooks): Promise<{ removed: number }> {
    const { path } = this.#core.session().db;
    const old = listCopies(path);
    try {
      await this.make('removal', hooks, true);
    } finally {
      for (const { name } of old) dropCopy(path, name);
      this.#core.changed(['copies']);
    }
    return { removed: old.length };
  }

  async #make(session: Session, reason: CopyReason, hooks: CopyHooks, forgotten: boolean): Promise<CopyInfo> {
    if (hooks.signal.aborted) throw cancelledCopy();
    const { db } = session;
    const { path } = db;
    const at = new Date(this.#core.now());
    let part: string | null = null;
    try {
      checkRoom(dirname(path), bytesOf(db));
      const begun = beginCopy(path, at, reason);
      ({ part } = begun);
      await copyInThread({ source: path, part, forgotten }, hooks);
      settle(part, begun.path);
      rotate(path, at);
      this.#core.changed(['copies']);
      return copyOf(path, begun.path);
    } catch (error) {
      if (part !== null) removePart(part);
      throw fileFault(error);
    }
  }

  /** Whether the workspace holds work that no copy of today has. */
  #due({ db }: Session): boolean {
    const { path } = db;
    const state = stateOf(db);
    if (state === null) return false;
    const newest = listCopies(path).find((copy) => copy.good);
    if (!newest) return true;
    const day = (iso: string) => new Date(iso).toDateString();
    if (day(newest.at) === day(this.#core.now())) return false;
    return stateOfCopy(`${copiesFolder(path)}/${newest.name}`) !== state;
  }

  async #daily(session: Session, closed: AbortSignal): Promise<void> {
    if (closed.aborted || !this.#due(session)) return;
    const shown = new ShownLate(this.#core);
    try {
      const result = await this.make('daily', shown);
      this.#core.audit(session.db, 'workspace.makeCopy', 'job', 'ok');
      shown.end({ result });
    } catch (error) {
      const cancelled = shown.signal.aborted || closed.aborted;
      shown.end({ error: this.#core.envelope(cancelled ? cancelledCopy() : error) });
      if (closed.aborted) return;
      this.#core.audit(session.db, 'workspace.makeCopy', 'job', cancelled ? 'cancelled' : 'failed');
      if (!cancelled) this.#sayFailed(error);
    }
  }

  #sayFailed(error: unknown): void {
    const { said } = this.#core.envelope(error);
    this.#core.notices.add('danger', {
      key: 'workspace:copies.failed',
      values: { why: said ?? { key: 'errors:internal' } },
    });
  }
}

/** Open a workspace; an error that leaves it shut names the newest copy that could be opened instead. */
export function offerCopy<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof AppError && OFFERED.has(error.code))) throw error;
    const copy = listCopies(realPath(path)).find((each) => each.good);
    if (!copy) throw error;
    throw new AppError(
      error.code,
      { key: 'workspace:copies.offer', values: { why: error.said, at: copy.at, bytes: copy.bytes } },
      { ...error.details, copy },
    );
  }
}

const cancelledCopy = () => new AppError('cancelled', { key: 'errors:cancelled' });

/** A copy that nobody asked for becomes a job of the tray, to be seen and stopped, only when it takes its time. */
class ShownLate implements CopyHooks {
  readonly #core: Core;
  readonly #own = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #job: { job: Job; report: (progress: Progress) => void } | null = null;
  constructor(core: Core) {
    this.#core = core;
    this.#timer = setTimeout(() => {
      const job = core.jobs.start('workspace.makeCopy');
      this.#job = { job, report: core.jobs.reporter(job) };
      job.controller.signal.addEventListener('abort', () => {
        this.#own.abort();
      });
    }, SHOWN_MS);
  }
  get signal(): AbortSignal {
    return this.#own.signal;
  }
  progress(progress: Progress): void {
    this.#job?.report(progress);
  }
  end(outcome: { result: unknown } | { error: ErrorEnvelope }): void {
    clearTimeout(this.#timer);
    if (this.#job) this.#core.jobs.end(this.#job.job, outcome);
  }
}

/** A thread for one copy: the memory it takes goes with it, and no view waits behind it. */
export async function copyInThread(
  input: { source: string; part: string; renamed?: string; forgotten?: boolean },
  hooks: CopyHooks,
): Promise<MadeCopy> {
  const pool = new Pool(1);
  try {
    return await pool.run('copies.make', input, {
      signal: hooks.signal,
      onProgress: (progress) => {
        hooks.progress(progress);
      },
    });
  } finally {
    await pool.close();
  }
}
