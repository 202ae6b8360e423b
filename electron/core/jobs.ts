import { randomUUID } from 'node:crypto';
import type { JobInfo } from '../../shared/contract/workspace.ts';
import { AppError, type ErrorEnvelope, type Progress } from '../../shared/frames.ts';
import { LARGE, takesMore } from './results.ts';

/** At most ten progress frames a second. */
const PROGRESS_EVERY = 100;
/** From here on a look is shown as a job. */
const SHOWN_MS = 2000;
/** Ended jobs kept for the tray with their results, which a page that was reloaded asks for: 40 MB of those below {@link LARGE}. */
const KEPT = 40;

/** A running or ended job. */
export interface Job {
  readonly info: JobInfo;
  readonly controller: AbortController;
  /** who hears of its progress; empty after a reload */
  readonly listeners: Set<(progress: Progress) => void>;
  result: unknown;
  /** its result was let go of */
  resultGone: boolean;
  /** a long look, which changes nothing: shown once it takes its time, and nothing waits for it */
  readonly look: boolean;
  shown: boolean;
  /** once its result is published it can no longer be cancelled */
  committed: boolean;
}

/** The jobs of this core. A client that goes away loses its calls, never its jobs. */
export class Jobs {
  readonly #jobs = new Map<string, Job>();
  readonly #changed: () => void;
  /** the newest job with a large result: of those only one is kept */
  #large: Job | null = null;
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** `look`: it only reads, for a view that waits for it; `file`: the one it was asked about */
  start(op: string, look = false, file: JobInfo['file'] = null): Job {
    const job: Job = {
      info: {
        id: randomUUID(),
        op,
        file,
        state: 'running',
        progress: null,
        startedAt: new Date().toISOString(),
        ms: 0,
        error: null,
      },
      controller: new AbortController(),
      listeners: new Set(),
      result: null,
      resultGone: false,
      look,
      shown: !look,
      committed: false,
    };
    this.#jobs.set(job.info.id, job);
    const ended = [...this.#jobs.values()].filter((j) => j.info.state !== 'running');
    for (const old of ended.slice(0, Math.max(0, ended.length - KEPT))) this.#forget(old);
    if (job.shown) this.#changed();
    else setTimeout(() => this.#show(job), SHOWN_MS).unref();
    return job;
  }

  #show(job: Job): void {
    if (job.info.state !== 'running') return;
    job.shown = true;
    this.#changed();
  }

  /** A throttled progress reporter. What it leaves out is never missed: the outcome follows. */
  reporter(job: Job): (progress: Progress) => void {
    let last = -PROGRESS_EVERY;
    return (progress) => {
      const now = performance.now();
      if (now - last < PROGRESS_EVERY) return;
      last = now;
      job.info.progress = progress;
      for (const listener of job.listeners) listener(progress);
    };
  }

  end(job: Job, outcome: { result: unknown } | { error: ErrorEnvelope }): void {
    job.info.ms = Date.now() - Date.parse(job.info.startedAt);
    if ('error' in outcome) {
      job.info.state = outcome.error.code === 'cancelled' ? 'cancelled' : 'failed';
      job.info.error = outcome.error;
    } else {
      job.info.state = 'done';
      job.result = outcome.result;
      if (job.shown && takesMore(outcome.result, LARGE)) this.#keepLarge(job);
    }
    if (job.shown) this.#changed();
    else this.#forget(job);
  }

  /** Whoever called has the answer; only a page that was reloaded meanwhile asks again, and it asks for the newest. */
  #keepLarge(job: Job): void {
    if (this.#large) {
      this.#large.result = null;
      this.#large.resultGone = true;
    }
    this.#large = job;
  }

  #forget(job: Job): void {
    this.#jobs.delete(job.info.id);
    if (this.#large === job) this.#large = null;
  }

  /**
   * The result of an ended job; null while it runs, and of one that failed.
   * @throws AppError not_found when the job is not on record, or its result was let go of
   */
  resultOf(id: string): unknown {
    const job = this.#jobs.get(id);
    if (!job) throw new AppError('not_found', { key: 'errors:job_gone' });
    if (job.resultGone) throw new AppError('not_found', { key: 'errors:job_result_gone' });
    return job.result;
  }

  running(op: string): boolean {
    return [...this.#jobs.values()].some((job) => job.info.op === op && job.info.state === 'running');
  }
  /** Does anything run? `looks`: such jobs count too. */
  busy(looks = true): boolean {
    return [...this.#jobs.values()].some((job) => job.info.state === 'running' && (looks || !job.look));
  }
  list(): JobInfo[] {
    return [...this.#jobs.values()]
      .filter(({ shown }) => shown)
      .map(({ info }) => (info.state === 'running' ? { ...info, ms: Date.now() - Date.parse(info.startedAt) } : info))
      .reverse();
  }
  cancel(id: string): void {
    const job = this.#jobs.get(id);
    if (job && !job.committed) job.controller.abort();
  }
  cancelAll(): void {
    for (const id of this.#jobs.keys()) this.cancel(id);
  }
  /** resolves when nothing runs any more, or after so many milliseconds */
  async idle(most: number): Promise<void> {
    const until = performance.now() + most;
    while (this.busy() && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
