import { AppError, type Progress } from '../../../../shared/frames.ts';
import type { RunOptions } from '../../../workers/pool.ts';

/** One piece of work that several views may wait for. */
interface Look<T> {
  /** Wait for it. It ends once nobody waits any more. @throws AppError cancelled at once when `signal` fires */
  join(signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<T>;
}

/** Results of long looks by what they depend on: each is worked out once, whoever asks, and the last ones are kept. */
export class Looks<T> {
  readonly #kept: number;
  readonly #looks = new Map<string, Look<T>>();
  constructor(kept: number) {
    this.#kept = kept;
  }

  /** The look of this name, begun now when there is none. */
  of(key: string, begin: (options: RunOptions) => Promise<T>): Look<T> {
    const look = this.#looks.get(key) ?? this.#begin(key, begin);
    this.#looks.delete(key);
    this.#looks.set(key, look);
    for (const old of [...this.#looks.keys()].slice(0, -this.#kept)) this.#looks.delete(old);
    return look;
  }

  #begin(key: string, begin: (options: RunOptions) => Promise<T>): Look<T> {
    const stop = new AbortController();
    const waiting = new Set<(progress: Progress) => void>();
    const forget = () => {
      if (this.#looks.get(key) === look) this.#looks.delete(key);
    };
    const work = begin({
      signal: stop.signal,
      onProgress: (progress) => {
        for (const hear of waiting) hear(progress);
      },
    });
    work.catch(forget);
    const look: Look<T> = {
      async join(signal, onProgress) {
        const { promise: left, reject } = Promise.withResolvers<never>();
        const leave = () => reject(new AppError('cancelled', { key: 'errors:cancelled' }));
        if (signal.aborted) leave();
        signal.addEventListener('abort', leave, { once: true });
        // two calls may hand in the same function
        const hear = (progress: Progress) => {
          onProgress(progress);
        };
        waiting.add(hear);
        try {
          return await Promise.race([work, left]);
        } finally {
          signal.removeEventListener('abort', leave);
          waiting.delete(hear);
          if (signal.aborted && waiting.size === 0) {
            forget();
            stop.abort();
          }
        }
      },
    };
    return look;
  }
}
