import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CallError, type Client } from '../../../renderer/client.ts';
import { entryFor, keyOf, refetchEntry, watchEntry } from '../../../renderer/state/answers.ts';
import { setConnection } from '../../../renderer/state/connection.ts';
import type { OpName } from '../../../shared/contract.ts';

interface Call {
  readonly op: string;
  readonly signal: AbortSignal;
  answer(value: unknown): void;
}
const calls: Call[] = [];
const call = (op: string, _: unknown, { signal }: { signal: AbortSignal }) =>
  new Promise((resolve, reject) => {
    calls.push({ op, signal, answer: resolve });
    signal.addEventListener('abort', () => {
      reject(new CallError({ code: 'cancelled', message: '', said: { key: 'errors:cancelled' } }));
    });
  });

let n = 0;
/** A question that no other test asked. */
const question = (op: OpName = 'customers.attributes') => entryFor(op, { n: n++ });
const nobody = () => () => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  calls.length = 0;
  setConnection({ client: { call } as unknown as Client, window: {} as never });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('answers of queries', () => {
  it('are given up once nobody looks, and asked for anew by the next who does', async () => {
    const entry = question();
    watchEntry(entry, nobody())();
    expect(calls[0]!.signal.aborted).toBe(false);
    await vi.runAllTimersAsync();
    expect(calls[0]!.signal.aborted).toBe(true);
    expect(entry.snapshot).toMatchObject({ error: null, loading: true, data: undefined });
    const leave = watchEntry(entry, nobody());
    expect(calls).toHaveLength(2);
    calls[1]!.answer('late');
    await vi.runAllTimersAsync();
    expect(entry.snapshot).toMatchObject({ data: 'late', loading: false });
    // what is known stays known
    leave();
    await vi.runAllTimersAsync();
    expect(entry.snapshot.data).toBe('late');
    watchEntry(entry, nobody());
    expect(calls).toHaveLength(2);
  });

  it('arrive although they are asked for again more often than the core answers', async () => {
    const entry = question('workspace.jobs');
    watchEntry(entry, nobody());
    for (let i = 0; i < 5; i++) refetchEntry(keyOf(entry.op, entry.input));
    expect(calls).toHaveLength(1);
    expect(calls[0]!.signal.aborted).toBe(false);
    calls[0]!.answer([1]);
    await vi.runAllTimersAsync();
    expect(entry.snapshot).toMatchObject({ data: [1], loading: false });
    refetchEntry(keyOf(entry.op, entry.input));
    expect(calls).toHaveLength(2);
  });

  it('are waited for while anybody looks, also one who comes in the same moment', async () => {
    const entry = question();
    const first = watchEntry(entry, nobody());
    const second = watchEntry(entry, nobody());
    first();
    await vi.runAllTimersAsync();
    expect(calls[0]!.signal.aborted).toBe(false);
    second();
    const third = watchEntry(entry, nobody());
    await vi.runAllTimersAsync();
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([false]);
    third();
  });

  it('of long looks go on', async () => {
    const entry = question('cleaning.quality');
    watchEntry(entry, nobody())();
    await vi.runAllTimersAsync();
    expect(calls[0]!.signal.aborted).toBe(false);
  });
});
