import type { Pool } from '../workers/pool.ts';

/** The reading threads as one call sees them. */
export interface Readers {
  /** Run a task for this call alone: it ends when the call is cancelled. */
  readonly run: Pool['run'];
  /** For work that several calls may wait for: it goes on when one of them is cancelled. */
  readonly shared: Pick<Pool, 'run'>;
}

/** Reading threads of a call: what it has them do stops with it. */
export const readersFor = (pool: Pool, signal: AbortSignal): Readers => ({
  run: (task, input, options = {}) =>
    pool.run(task, input, {
      ...options,
      signal: options.signal ? AbortSignal.any([signal, options.signal]) : signal,
    }),
  shared: pool,
});
