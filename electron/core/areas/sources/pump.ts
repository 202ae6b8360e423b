import type { LoadMessage } from '../../../workers/areas/sources/load.ts';
import type { JobContext } from '../../area.ts';
import { SLICE_MS } from './coded.ts';

/** A commit waits for the disk: messages that come within this time share one, unless this many are there already. */
const LINGER_MS = 20;
const ENOUGH = 9;

/** Takes what the reading worker sends, a slice of time a transaction, and lets other calls have their turn in between. */
export class Pump {
  private readonly context: JobContext;
  private readonly take: (message: LoadMessage) => void;
  private readonly taken: (count: number) => void;
  private readonly waiting: LoadMessage[] = [];
  private readonly broken = new AbortController();
  private running: Promise<void> | null = null;
  private failure: unknown = null;
  private wake: (() => void) | null = null;
  private ended = false;

  /** `taken` is told how many messages were stored, or passed over after a failure. */
  constructor(context: JobContext, take: (message: LoadMessage) => void, taken: (count: number) => void) {
    this.context = context;
    this.take = take;
    this.taken = taken;
  }

  /** Fires when a message could not be stored: the sender may stop. */
  get failed(): AbortSignal {
    return this.broken.signal;
  }

  push(message: LoadMessage): void {
    this.waiting.push(message);
    if (this.waiting.length >= ENOUGH) this.wake?.();
    this.running ??= this.run().finally(() => (this.running = null));
  }

  /** Nothing more comes: store what waits. @throws what kept a message from being stored */
  async end(): Promise<void> {
    this.ended = true;
    this.wake?.();
    while (this.running) await this.running;
    if (this.failure !== null) throw this.failure as Error;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      if (this.waiting.length < ENOUGH && !this.ended) await this.linger();
      try {
        if (this.failure === null) {
          this.store();
          await this.context.breathe();
        }
      } catch (error) {
        this.failure = error;
        this.broken.abort();
      }
      if (this.failure !== null) this.taken(this.waiting.splice(0).length);
    }
  }

  private store(): void {
    let count = 0;
    try {
      this.context.stage(() => {
        const until = performance.now() + SLICE_MS;
        do {
          count++;
          this.take(this.waiting.shift()!);
        } while (this.waiting.length > 0 && performance.now() < until);
      });
    } finally {
      this.taken(count);
    }
  }

  private linger(): Promise<void> {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LINGER_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    }).then(() => {
      this.wake = null;
    });
  }
}
