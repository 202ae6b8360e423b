import type { ReadDb } from '../db/open.ts';

/** Every cache there is, to be emptied together. */
const all: SessionCache<unknown>[] = [];

/**
 * What was worked out of the open workspace, kept while it is open. It goes with the connection of its session: nothing of
 * a workspace outlives its closing, or is taken for that of another file under the same path.
 */
export class SessionCache<V> {
  readonly #most: number;
  readonly #entries = new WeakMap<ReadDb, Map<string, V>>();

  /** @param most entries kept of a workspace: the one that was not used for longest goes first */
  constructor(most: number) {
    this.#most = most;
    all.push(this as SessionCache<unknown>);
  }

  has(db: ReadDb, key: string): boolean {
    return this.#entries.get(db)?.has(key) ?? false;
  }

  get(db: ReadDb, key: string): V | undefined {
    const entries = this.#entries.get(db);
    if (!entries?.has(key)) return undefined;
    const value = entries.get(key)!;
    entries.delete(key);
    entries.set(key, value);
    return value;
  }

  set(db: ReadDb, key: string, value: V): V {
    let entries = this.#entries.get(db);
    if (!entries) this.#entries.set(db, (entries = new Map()));
    entries.delete(key);
    entries.set(key, value);
    for (const old of [...entries.keys()].slice(0, -this.#most)) entries.delete(old);
    return value;
  }

  delete(db: ReadDb, key: string): void {
    this.#entries.get(db)?.delete(key);
  }

  clear(db: ReadDb): void {
    this.#entries.delete(db);
  }
}

/** Forget everything that was worked out of a workspace: it is closed, or some of its data went for good. */
export function clearCaches(db: ReadDb): void {
  for (const cache of all) cache.clear(db);
}
