import { afterAll, describe, expect, it } from 'vitest';
import { Pool } from '../../../electron/workers/pool.ts';
import type { TaskName } from '../../../electron/workers/tasks.ts';
import { threadEntry } from '../../../electron/workers/thread-entry.ts';
import { matrix } from './support.ts';

const bad = new Pool(1, new URL('./pool-worker.js', import.meta.url));
const good = new Pool(2);
afterAll(async () => {
  await bad.close();
  await good.close();
});
/** Names outside the registry reach the misbehaving worker. */
const call = (name: string, input: unknown, options = {}) => bad.run(name as TaskName, input as never, options);

describe('the pool', () => {
  it('fails the task of a thread that dies and replaces the thread', async () => {
    await expect(call('die', null)).rejects.toMatchObject({ code: 'internal', details: { task: 'die', exit: 3 } });
    await expect(call('echo', 5)).resolves.toBe(5);
    await expect(call('throw', null)).rejects.toMatchObject({ code: 'internal', cause: { message: 'out of hand' } });
    await expect(call('echo', 6)).resolves.toBe(6);
  });

  it('ends a thread that does not hear, after two seconds', async () => {
    const controller = new AbortController();
    const from = performance.now();
    const running = call('deaf', null, { signal: controller.signal });
    setTimeout(() => {
      controller.abort();
    }, 50);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - from).toBeGreaterThan(1900);
    await expect(call('echo', 7)).resolves.toBe(7);
  });

  it('drops waiting calls that are cancelled, and does not start with a signal that has fired', async () => {
    const controller = new AbortController();
    const first = call('echo', 1);
    const second = call('echo', 2, { signal: controller.signal });
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    await expect(first).resolves.toBe(1);
    await expect(call('echo', 3, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('hands intermediate results over, and a failed hand-over to the caller', async () => {
    const heard: unknown[] = [];
    await call('echo', { a: 1 }, { onEmit: (value: unknown) => heard.push(value) });
    expect(heard).toEqual([{ a: 1 }]);
    await expect(call('echo', () => 1)).rejects.toThrow('could not be cloned');
    await expect(call('echo', 8)).resolves.toBe(8);
  });

  it('passes the error of a task on as it was thrown', async () => {
    const { x } = matrix([[1], [NaN]]);
    const task = good.run('cluster.refine', { x, n: 2, d: 1, start: Float64Array.of(0), passes: 5, swaps: 0, seed: 1 });
    await expect(task).rejects.toMatchObject({ name: 'AppError', code: 'invalid_input' });
    await expect(good.run('none' as TaskName, null as never)).rejects.toMatchObject({ code: 'internal' });
  });

  it('refuses after it was closed', async () => {
    const pool = new Pool(1);
    await pool.close();
    await expect(
      pool.run('cluster.silhouettes', { x: new Float64Array(2), n: 2, d: 1, partitions: [], from: 0, to: 2 }),
    ).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('lets a thread put away what it has open before it ends', async () => {
    const pool = new Pool(1, new URL('./pool-worker.js', import.meta.url));
    const seen = new Int32Array(new SharedArrayBuffer(4));
    await pool.run('echo' as TaskName, 1 as never);
    const running = expect(pool.run('tidy' as TaskName, seen as never)).rejects.toMatchObject({ code: 'cancelled' });
    await pool.close();
    expect(Atomics.load(seen, 0)).toBe(1);
    await running;
  });

  it.each([true, false])('uses a thread again after a cancelled task, unless it is to retire: %s', async (retire) => {
    const pool = new Pool(1, new URL('./pool-worker.js', import.meta.url));
    const who = () => pool.run('who' as TaskName, null as never) as Promise<unknown>;
    const first = await who();
    const controller = new AbortController();
    const seen = new Int32Array(new SharedArrayBuffer(4));
    const running = pool.run('tidy' as TaskName, seen as never, { signal: controller.signal, retire });
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect((await who()) === first).toBe(!retire);
    await pool.close();
  });

  it('finds the code of a thread in the sources, beside a bundle and outside an archive', () => {
    expect(threadEntry('worker', 'file:///a/electron/workers/pool.ts').pathname).toBe('/a/electron/workers/worker.ts');
    expect(threadEntry('worker', 'file:///a/dist/thread.js').pathname).toBe('/a/dist/worker.js');
    expect(threadEntry('worker', 'file:///a/app.asar/dist/thread.js').pathname).toBe(
      '/a/app.asar.unpacked/dist/worker.js',
    );
  });
});
