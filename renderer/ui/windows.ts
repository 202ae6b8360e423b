import { useEffect, useMemo, useState } from 'react';

/** Rows of one fetch, and how many fetches are kept. */
const WINDOW = 200;
const KEPT = 60;
/** Fetches wait this long, so that a fast scroll asks only for where it ends. */
const REST_MS = 40;

/** Rows of a long list, fetched in windows around what is wanted. */
export class Windows<Row> {
  readonly #load: (offset: number, limit: number) => Promise<readonly Row[]>;
  readonly #changed: () => void;
  readonly #failed: ((error: unknown) => void) | undefined;
  readonly #loaded = new Map<number, readonly Row[]>();
  readonly #asked = new Set<number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(
    load: (offset: number, limit: number) => Promise<readonly Row[]>,
    changed: () => void,
    failed: ((error: unknown) => void) | undefined,
  ) {
    this.#load = load;
    this.#changed = changed;
    this.#failed = failed;
  }

  row(index: number): Row | undefined {
    return this.#loaded.get(Math.floor(index / WINDOW))?.[index % WINDOW];
  }

  /** Rows from…to are in view. */
  want(from: number, to: number): void {
    clearTimeout(this.#timer);
    const first = Math.floor(from / WINDOW);
    const last = Math.floor(Math.max(from, to - 1) / WINDOW);
    const missing: number[] = [];
    for (let at = first; at <= last; at++) if (!this.#loaded.has(at) && !this.#asked.has(at)) missing.push(at);
    if (missing.length === 0) return;
    const fetchAll = () => {
      for (const at of missing) void this.#fetch(at);
    };
    if (this.#loaded.size === 0 && this.#asked.size === 0) fetchAll();
    else this.#timer = setTimeout(fetchAll, REST_MS);
  }

  open(): void {
    this.#closed = false;
  }
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #fetch(at: number): Promise<void> {
    this.#asked.add(at);
    try {
      const rows = await this.#load(at * WINDOW, WINDOW);
      if (this.#closed) return;
      this.#loaded.set(at, rows);
      for (const old of this.#loaded.keys()) {
        if (this.#loaded.size <= KEPT) break;
        this.#loaded.delete(old);
      }
      this.#changed();
    } catch (error) {
      if (!this.#closed) this.#failed?.(error);
    } finally {
      this.#asked.delete(at);
    }
  }
}

/** Windows that are forgotten when `version` changes. */
export function useWindows<Row>(
  load: (offset: number, limit: number) => Promise<readonly Row[]>,
  version: string,
  failed: ((error: unknown) => void) | undefined,
): Windows<Row> {
  const [, redraw] = useState(0);
  const windows = useMemo(
    () => {
      const changed = () => {
        redraw((n) => n + 1);
      };
      return new Windows(load, changed, failed);
    },
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `version` stands for everything that `load` reads
    [version],
  );
  useEffect(() => {
    windows.open();
    return () => {
      windows.close();
    };
  }, [windows]);
  return windows;
}
