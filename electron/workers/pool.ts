import { totalmem } from 'node:os';
import { type MessagePort, Worker } from 'node:worker_threads';
import { AppError, type Progress } from '../../shared/frames.ts';
import { cancelled, type FromWorker, type TaskCall, type ToWorker } from './task.ts';
import type { TaskInput, TaskName, TaskOutput } from './tasks.ts';
import { threadEntry } from './thread-entry.ts';

/** How a task is run. */
export interface RunOptions {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** intermediate results of tasks that have some */
  onEmit?: ((value: unknown) => void) | undefined;
  /** what goes over without a copy: buffers, ports */
  transfer?: (ArrayBuffer | MessagePort)[] | undefined;
  /** a thread that gives no sign for so long is ended; for tasks that report progress all along */
  quietMs?: number | undefined;
  /** a thread whose task was cancelled is not used again: what the task had gathered in memory goes with it */
  retire?: boolean | undefined;
}

/** How long a cancelled task may take to notice before its thread is ended. */
const PATIENCE_MS = 2000;

/** After a computer slept, the time without a sign is over before the thread could give one: it gets this long. */
const GRACE_MS = 5000;

/**
 * Most memory of a thread's young objects (three semi-spaces): by default it grows to several times as much, which an
 * import pays with a hundred megabytes and does not get faster by.
 */
const YOUNG_MB = 24;

/** Most memory of a thread's other objects: a file that needs more fails alone and does not take the program along. */
const OLD_MB = Math.min(4096, Math.floor(totalmem() / 2 ** 21));

interface Call {
  readonly message: TaskCall;
  readonly options: RunOptions;
  resolve(output: unknown): void;
  reject(error: Error): void;
}

/**
 * Threads for long computations. They start when first needed, stay, and run one task at a time; calls wait in
 * line. A thread that dies fails its task with AppError `internal` and is replaced at the next call.
 */
export class Pool {
  /** most threads */
  readonly size: number;
  readonly #entry: URL;
  readonly #memoryMb: number;
  readonly #threads = new Set<Thread>();
  readonly #waiting: Call[] = [];
  #ids = 0;
  #closed = false;

  constructor(size: number, entry: URL = threadEntry('worker'), memoryMb = OLD_MB) {
    this.size = Math.max(1, size);
    this.#entry = entry;
    this.#memoryMb = memoryMb;
  }

  /**
   * Run a task in a thread of its own.
   * @throws AppError `cancelled` when the signal fired; whatever AppError the task threw; `internal` for any other
   * failure, with the stack as `cause`
   */
  run<K extends TaskName>(task: K, input: TaskInput<K>, options: RunOptions = {}): Promise<TaskOutput<K>> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    if (this.#closed || options.signal?.aborted) {
      reject(cancelled());
      return promise as Promise<TaskOutput<K>>;
    }
    const call: Call = {
      message: { type: 'run', id: ++this.#ids, task, input, flag: new Int32Array(new SharedArrayBuffer(4)) },
      options,
      resolve,
      reject,
    };
    const abort = (): void => {
      this.#cancel(call);
    };
    options.signal?.addEventListener('abort', abort, { once: true });
    this.#waiting.push(call);
    this.#serve();
    return promise.finally(() => {
      options.signal?.removeEventListener('abort', abort);
    }) as Promise<TaskOutput<K>>;
  }

  /** End all threads; running and waiting tasks fail with `cancelled`. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const call of this.#waiting.splice(0)) call.reject(cancelled());
    await Promise.all([...this.#threads].map((thread) => thread.end(cancelled())));
  }

  #serve(): void {
    while (this.#waiting.length > 0 && !this.#closed) {
      let thread = [...this.#threads].find((t) => t.call === null);
      if (!thread) {
        if (this.#threads.size >= this.size) return;
        const made = new Thread(this.#entry, this.#memoryMb, (gone) => {
          if (gone) this.#threads.delete(made);
          this.#serve();
        });
        this.#threads.add(made);
        thread = made;
      }
      thread.start(this.#waiting.shift()!);
    }
  }

  #cancel(call: Call): void {
    const place = this.#waiting.indexOf(call);
    if (place >= 0) {
      this.#waiting.splice(place, 1);
      call.reject(cancelled());
      return;
    }
    for (const thread of this.#threads) if (thread.call === call) thread.stop();
  }
}

class Thread {
  call: Call | null = null;
  readonly #worker: Worker;
  readonly #free: (gone: boolean) => void;
  #timer: NodeJS.Timeout | undefined;
  #quiet: NodeJS.Timeout | undefined;
  #hung = false;

  constructor(entry: URL, memoryMb: number, free: (gone: boolean) => void) {
    this.#free = free;
    this.#worker = new Worker(entry, {
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: memoryMb },
    });
    this.#worker.unref();
    this.#worker.on('message', (message: FromWorker) => {
      this.#hear(message);
    });
    let reason: Error | undefined;
    this.#worker.on('error', (error: Error) => {
      reason = error;
    });
    this.#worker.on('exit', (code) => {
      const failure = new AppError(
        'internal',
        { key: this.#hung ? 'errors:thread_hung' : isMemory(reason) ? 'errors:thread_memory' : 'errors:internal' },
        { task: this.call?.message.task, exit: code },
      );
      failure.cause = reason;
      this.#settle(true, (call) => {
        call.reject(isStopped(call) ? cancelled() : failure);
      });
    });
  }

  start(call: Call): void {
    this.call = call;
    this.#listen();
    this.#worker.ref();
    try {
      this.#worker.postMessage(call.message, call.options.transfer);
    } catch (error) {
      // an input that cannot be cloned is the caller's mistake, not the thread's
      queueMicrotask(() => {
        this.#settle(false, () => {
          call.reject(error instanceof Error ? error : new Error(String(error)));
        });
      });
    }
  }

  /** A sign of the thread: from now on the next one is waited for. */
  #listen(): void {
    clearTimeout(this.#quiet);
    const quietMs = this.call?.options.quietMs;
    if (quietMs === undefined) return;
    this.#quiet = setTimeout(() => {
      this.#quiet = setTimeout(() => {
        this.#hung = true;
        void this.#worker.terminate();
      }, GRACE_MS);
    }, quietMs);
  }

  stop(): void {
    const flag = this.call?.message.flag;
    if (!flag) return;
    askToStop(flag);
    this.#timer = setTimeout(() => void this.#worker.terminate(), PATIENCE_MS);
  }

  /**
   * The caller is told at once; the thread is asked to go and only ended from outside when it does not: one ended in
   * the middle of a call into SQLite takes its connections down in whatever state they are.
   */
  async end(error: Error): Promise<void> {
    const flag = this.call?.message.flag;
    if (flag) askToStop(flag);
    this.#settle(true, (call) => {
      call.reject(error);
    });
    const gone = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.postMessage({ type: 'end' } satisfies ToWorker);
    const timer = setTimeout(() => void this.#worker.terminate(), PATIENCE_MS);
    await gone;
    clearTimeout(timer);
  }

  #hear(message: FromWorker): void {
    const { call } = this;
    if (call?.message.id !== message.id) return;
    this.#listen();
    if (message.type === 'progress') call.options.onProgress?.(message.progress);
    else if (message.type === 'emit') call.options.onEmit?.(message.value);
    else if (isStopped(call) && call.options.retire) void this.end(cancelled());
    else
      this.#settle(false, () => {
        if (isStopped(call)) call.reject(cancelled());
        else if (message.type === 'ok') call.resolve(message.output);
        else {
          const error = new AppError(message.code, message.said, message.details);
          error.cause = message.stack;
          call.reject(error);
        }
      });
  }

  #settle(gone: boolean, tell: (call: Call) => void): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#quiet);
    const { call } = this;
    this.call = null;
    this.#worker.unref();
    if (call) tell(call);
    this.#free(gone);
  }
}

function askToStop(flag: Int32Array): void {
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
}

const isMemory = (reason: Error | undefined): boolean =>
  reason !== undefined && 'code' in reason && reason.code === 'ERR_WORKER_OUT_OF_MEMORY';
const isStopped = (call: Call): boolean => Atomics.load(call.message.flag, 0) !== 0;
