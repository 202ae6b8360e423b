import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { In, OpName, Out } from '../../shared/contract.ts';
import type { ErrorEnvelope, Progress } from '../../shared/frames.ts';
import { type Labels, sentencesWithLabels, withLabels } from '../../shared/terms/spoken.ts';
import {
  cancelEntry,
  entryFor,
  envelopeOf,
  idle,
  keyOf,
  refetchEntry,
  type Snapshot,
  snapshotOf,
  watchEntry,
} from './answers.ts';
import { client } from './connection.ts';
import { tell, useStore } from './store.ts';

/** What a query gives: old data stays while new data is on its way. */
export interface QueryResult<T> {
  readonly data: T | undefined;
  readonly error: ErrorEnvelope | null;
  /** nothing to show yet, or asking again */
  readonly loading: boolean;
  /** of a long look (a job that changes nothing) */
  readonly progress: Progress | null;
  refetch(): void;
  /** give up a long look */
  cancel(): void;
}

/** Ask once, past the cache: for windows of a table and for actions outside components. */
export async function ask<K extends OpName>(op: K, input: In<K>): Promise<Out<K>> {
  return spoken(op, await client().call(op, input), useStore.getState().labels);
}

/** Areas whose results name columns in sentences and figures. */
const SPEAKING = /^(?:explore|features|segments|personas)\./;
/**
 * Results with sentences about columns that are asked for by their code names again. What tells how a file was read keeps
 * the file's own words, and so do formulas.
 */
const IN_SENTENCES =
  /^(?:cleaning\.(?:steps|preview|quality|proposals)|identity\.(?:rules|preview)|customers\.(?:one|table)|derive\.list|workspace\.history)$/;
const spoken = <T>(op: string, result: T, labels: Labels): T =>
  SPEAKING.test(op) ? withLabels(result, labels) : IN_SENTENCES.test(op) ? sentencesWithLabels(result, labels) : result;

/**
 * The answer of a query, asked again whenever a table that it reads changes.
 * `keep`: while another input is being answered, the answer to the last one stays in view.
 */
export function useQuery<K extends OpName>(
  op: K,
  input: In<K>,
  { enabled = true, keep = false }: { enabled?: boolean; keep?: boolean } = {},
): QueryResult<Out<K>> {
  const key = keyOf(op, input);
  const subscribe = useCallback(
    (listener: () => void) => {
      if (!enabled) return () => undefined;
      return watchEntry(entryFor(op, JSON.parse(key.slice(op.length + 1))), listener);
    },
    [op, key, enabled],
  );
  const snapshot = useSyncExternalStore(subscribe, () => (enabled ? (snapshotOf(key) ?? waiting) : idle));
  const [last, setLast] = useState<unknown>(undefined);
  if (keep && snapshot.data !== undefined && snapshot.data !== last) setLast(snapshot.data);
  const refetch = useCallback(() => {
    refetchEntry(key);
  }, [key]);
  const cancel = useCallback(() => {
    cancelEntry(key);
  }, [key]);
  const raw = snapshot.data ?? (keep && !snapshot.error ? last : snapshot.data);
  const labels = useStore((state) => state.labels);
  const data = useMemo(() => spoken(op, raw, labels), [op, raw, labels]);
  const { error, loading, progress } = snapshot;
  return { data: data as Out<K> | undefined, error, loading, progress, refetch, cancel };
}
const waiting: Snapshot = { ...idle, loading: true };

/** A command ready to run. */
export interface CommandState<K extends OpName> {
  /** the output, or undefined when it failed: the failure is then shown above the view, or in `error` when quiet */
  run(input: In<K>): Promise<Out<K> | undefined>;
  readonly busy: boolean;
  readonly error: ErrorEnvelope | null;
  reset(): void;
}

/** A command with its busy and failed states. `quiet`: the caller shows `error` itself. */
export function useCommand<K extends OpName>(op: K, { quiet = false }: { quiet?: boolean } = {}): CommandState<K> {
  const [pending, setPending] = useState(0);
  const [error, setError] = useState<ErrorEnvelope | null>(null);
  const run = useCallback(
    async (input: In<K>): Promise<Out<K> | undefined> => {
      setPending((n) => n + 1);
      setError(null);
      try {
        return await client().call(op, input);
      } catch (failure) {
        const envelope = envelopeOf(failure);
        setError(envelope);
        if (!quiet) tellFailure(envelope);
        return undefined;
      } finally {
        setPending((n) => n - 1);
      }
    },
    [op, quiet],
  );
  const reset = useCallback(() => {
    setError(null);
  }, []);
  return { run, busy: pending > 0, error, reset };
}

/** Show a failed call above the view. What the reader cancelled needs no words. */
export function tellFailure(error: ErrorEnvelope): void {
  if (error.code === 'cancelled') return;
  tell('danger', withLabels(error.said ?? { key: 'errors:internal' }, useStore.getState().labels));
}

/** Two answers that are of use together only: the first failure is told, and both are asked again after it. */
export function both<A, B>(
  a: QueryResult<A>,
  b: QueryResult<B>,
): Pick<QueryResult<readonly [A, B]>, 'data' | 'error' | 'refetch'> {
  return {
    data: a.data === undefined || b.data === undefined ? undefined : [a.data, b.data],
    error: a.error ?? b.error,
    refetch: () => {
      a.refetch();
      b.refetch();
    },
  };
}

/** Do something that may fail: why is then told above the view. @returns undefined when it did */
export async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    tellFailure(envelopeOf(error));
    return undefined;
  }
}

/** A value that follows another after it has rested for `ms`: for search fields. */
export function useSettled<T>(value: T, ms = 200): T {
  const [settled, setSettled] = useState(value);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => {
    timer.current = window.setTimeout(() => {
      setSettled(value);
    }, ms);
    return () => {
      window.clearTimeout(timer.current);
    };
  }, [value, ms]);
  return settled;
}

/** Text being typed at a place, kept while the reader looks elsewhere. */
export function useDraft<T>(place: string): T | undefined {
  return useStore((state) => state.drafts[place]) as T | undefined;
}
