import type { In, OpName } from '../../shared/contract.ts';
import type { ErrorEnvelope, Progress } from '../../shared/frames.ts';
import { LOOKS } from '../../shared/looks.ts';
import { CallError } from '../client.ts';
import { client } from './connection.ts';
import { touches } from './tables.ts';

/** An answer as a view sees it. */
export interface Snapshot {
  readonly data: unknown;
  readonly error: ErrorEnvelope | null;
  readonly loading: boolean;
  readonly progress: Progress | null;
}
/** A question with its answer and who looks at it. */
interface Entry {
  readonly op: OpName;
  readonly input: unknown;
  snapshot: Snapshot;
  readonly listeners: Set<() => void>;
  /** the newest call; an answer to an older one is dropped */
  newest: number;
  stop: AbortController;
  stale: boolean;
}

/** Answers of views that are gone are kept for coming back, this many. */
const KEPT = 120;
const entries = new Map<string, Entry>();
/** Before anything was asked. */
export const idle: Snapshot = { data: undefined, error: null, loading: false, progress: null };

/** What a question is called among the entries. */
export const keyOf = (op: string, input: unknown) => `${op} ${JSON.stringify(input)}`;

/** Any error as an envelope: what did not come from the core is a fault of this window. */
export function envelopeOf(error: unknown): ErrorEnvelope {
  if (error instanceof CallError) return error.envelope;
  return { code: 'internal', message: error instanceof Error ? error.message : '', said: { key: 'errors:internal' } };
}

/** Hear of changes in the core; called once, before the first render. */
export function watchChanges(): void {
  client().onChange((tables) => {
    for (const [key, entry] of entries) {
      if (!touches(entry.op, tables)) continue;
      if (entry.listeners.size > 0) void fetchEntry(entry);
      else entries.delete(key);
    }
  });
}

/** The answer of a question as it stands; undefined when nobody asked it. */
export const snapshotOf = (key: string): Snapshot | undefined => entries.get(key)?.snapshot;

/**
 * Ask a known question again, unless its answer is on its way: who asks every 400 ms a core that takes longer to answer
 * would otherwise never hear anything.
 */
export function refetchEntry(key: string): void {
  const entry = entries.get(key);
  if (entry && !entry.snapshot.loading) void fetchEntry(entry);
}

/** Give up waiting for an answer. */
export function cancelEntry(key: string): void {
  entries.get(key)?.stop.abort();
}

/** The entry of a question; it is made when there is none. */
export function entryFor(op: OpName, input: unknown): Entry {
  const key = keyOf(op, input);
  let entry = entries.get(key);
  if (!entry) {
    entry = {
      op,
      input,
      snapshot: { ...idle, loading: true },
      listeners: new Set(),
      newest: 0,
      stop: new AbortController(),
      stale: true,
    };
    entries.set(key, entry);
    for (const [old, { listeners }] of entries) {
      if (entries.size <= KEPT) break;
      if (listeners.size === 0 && old !== key) entries.delete(old);
    }
  }
  return entry;
}

/** Ask again; what was asked before is given up, but for a long look. */
async function fetchEntry(entry: Entry): Promise<void> {
  if (!LOOKS.has(entry.op)) entry.stop.abort();
  const call = ++entry.newest;
  entry.stale = false;
  const stop = (entry.stop = new AbortController());
  publish(entry, { ...entry.snapshot, loading: true, progress: null });
  try {
    const data = await client().call(entry.op, entry.input as In<OpName>, {
      signal: stop.signal,
      onProgress: (progress) => {
        if (call === entry.newest) publish(entry, { ...entry.snapshot, progress });
      },
    });
    if (call === entry.newest) publish(entry, { ...idle, data });
  } catch (error) {
    if (call !== entry.newest) return;
    entry.stale = true;
    // given up because nobody looked: whoever comes next asks anew
    const left = stop.signal.aborted && entry.listeners.size === 0;
    publish(entry, left ? { ...idle, loading: true } : { ...idle, error: envelopeOf(error) });
  }
}

function publish(entry: Entry, snapshot: Snapshot): void {
  entry.snapshot = snapshot;
  for (const listener of [...entry.listeners]) listener();
}

/** Ask before anybody looks: the first to use the query finds the answer, or the error. */
export async function prefetch<K extends OpName>(op: K, input: In<K>): Promise<void> {
  const entry = entryFor(op, input);
  if (entry.stale) await fetchEntry(entry);
}

/**
 * Look at an answer; the question is asked when nobody knows the answer yet. Once nobody looks any more, the core need not
 * go on looking for it. A long look goes on: its place is among the jobs.
 * @returns a function that ends it
 */
export function watchEntry(entry: Entry, listener: () => void): () => void {
  entry.listeners.add(listener);
  if (entry.stale) void fetchEntry(entry);
  return () => {
    entry.listeners.delete(listener);
    // a view that is drawn anew looks again at once
    setTimeout(() => {
      if (entry.listeners.size === 0 && entry.snapshot.loading && !LOOKS.has(entry.op)) entry.stop.abort();
    }, 0);
  };
}
