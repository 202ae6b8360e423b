import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CallError, createClient, type Client } from '../../electron/core/client.ts';
import { contract, type OpName } from '../../shared/contract.ts';
import { ErrorEnvelope, type Progress } from '../../shared/frames.ts';
import { translatorOf } from '../../shared/locales/index.ts';
import type { FileRef } from '../../shared/shell.ts';
import { carriers, temporaryHome, type Carried } from '../support/carriers.ts';
import { inputsOf, withPart, wrongValues } from '../support/inputs.ts';

/** Rows of the file whose inspection takes long enough to be watched and stopped. */
const ROWS = 400_000;
const CANARY = '13800138000';
/** Of these a random input would only lead away from what is tested, or take its time. */
const NOT_AT_RANDOM = new Set<OpName>(['workspace.openSample', 'workspace.close']);

/** Any operation with any input, past the compiler: as a hostile page would. */
const callAny = (client: Client, op: string, input: unknown): Promise<unknown> =>
  client.call(op as OpName, input as never);
const errorOf = (call: Promise<unknown>): Promise<ErrorEnvelope> =>
  call.then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => {
      if (!(error instanceof CallError)) throw error;
      return ErrorEnvelope.parse(error.envelope);
    },
  );
const until = async (what: () => boolean | Promise<boolean>) => {
  for (let n = 0; !(await what()); n++) {
    if (n > 1000) throw new Error('did not happen in 10 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

describe.each(Object.entries(carriers))('the contract over: %s', (_name, start) => {
  const place = temporaryHome();
  let carried: Carried;
  let client: Client;
  let other: Client;

  beforeAll(async () => {
    carried = await start(place.home);
    client = createClient(await carried.connect());
    other = createClient(await carried.connect());
  });
  afterAll(async () => {
    client.close();
    other.close();
    await carried.close();
    place.remove();
  });

  it('answers a query, a command, and says no where no workspace is open', async () => {
    expect(await client.call('workspace.info', {})).toBeNull();
    expect((await errorOf(client.call('sources.list', {}))).code).toBe('no_workspace');
    const made = await client.call('workspace.create', { name: '茶馆 members' });
    expect(made).toMatchObject({ name: '茶馆 members', customers: 0 });
    expect(contract['workspace.create'].output.parse(made)).toEqual(made);
    expect(await other.call('workspace.info', {})).toMatchObject({ id: made.id });
    expect(await client.call('sources.list', {})).toEqual([]);
  });

  it('carries an error with its code, its sentence and nothing else', async () => {
    const error = await errorOf(client.call('sources.receipt', { sourceId: 999 }));
    expect(error.code).toBe('not_found');
    expect(error.said?.key).toMatch(/^errors:|^sources:/);
    expect(error.message).not.toBe(error.said?.key);
    expect(error.message.length).toBeGreaterThan(5);
    expect(structuredClone(error)).toEqual(error);
  });

  it.each([
    'nothing.here',
    '',
    'toString',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'workspace',
    'workspace.info ',
  ])('knows no operation %j', async (op) => {
    expect((await errorOf(callAny(client, op, {}))).code).toBe('unknown_operation');
  });

  it.each(['shell.registerFile', 'shell.filePath', 'shell.releaseClient', 'shell.quit'])(
    'keeps %s from clients',
    async (op) => {
      const error = await errorOf(callAny(client, op, { path: '/etc/passwd', name: 'x', purpose: 'read' }));
      expect(error.code).toBe('unknown_operation');
      expect(await client.call('workspace.info', {})).not.toBeNull();
    },
  );

  it('refuses an unknown field by its name, and repeats no value (R14)', async () => {
    const error = await errorOf(callAny(client, 'workspace.rename', { name: [CANARY], phone: CANARY }));
    expect(error.code).toBe('invalid_input');
    expect(JSON.stringify(error)).toContain('phone');
    expect(JSON.stringify(error)).not.toContain(CANARY);
  });

  it('tells every client what changed', async () => {
    const heard: string[][] = [];
    const stops = [client, other].map((one) => one.onChange((tables) => heard.push(tables)));
    await client.call('workspace.setPreferences', { theme: 'dark' });
    await until(() => heard.filter((tables) => tables.includes('preferences')).length >= 2);
    for (const stop of stops) stop();
    expect(await other.call('workspace.preferences', {})).toMatchObject({ theme: 'dark' });
    expect(heard.filter((tables) => tables.includes('preferences')).length).toBe(2);
  });

  it('keeps two clients with the same call numbers apart', async () => {
    const fresh = createClient(await carried.connect());
    const names = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        n % 2 === 0
          ? client.call('workspace.preferences', {}).then(({ theme }) => theme)
          : fresh.call('workspace.info', {}).then((info) => info?.name),
      ),
    );
    expect(names).toEqual(names.map((_, n) => (n % 2 === 0 ? 'dark' : '茶馆 members')));
    fresh.close();
  });

  describe('a job', () => {
    let file: FileRef;
    beforeAll(async () => {
      const path = join(place.home, 'orders.csv');
      const out = createWriteStream(path);
      out.write('order,day,amount,city\n');
      for (let n = 0; n < ROWS; n++)
        out.write(`A${String(n)},2024-03-${String(10 + (n % 20))},${String(n % 977)}.5,City${String(n % 7)}\n`);
      await new Promise<void>((resolve) => out.end(resolve));
      file = await carried.give(path);
    });

    it('reports progress at most ten times a second, and then its result', async () => {
      const seen: { at: number; progress: Progress }[] = [];
      const start = performance.now();
      const result = await client.call(
        'sources.inspect',
        { fileId: file.fileId },
        { onProgress: (progress) => seen.push({ at: performance.now() - start, progress }) },
      );
      const seconds = (performance.now() - start) / 1000;
      expect(result.read).toBe(ROWS);
      expect(result.read).toBe(result.storable + result.rejected);
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.length).toBeLessThanOrEqual(Math.ceil(seconds * 10) + 2);
      for (const { progress } of seen) {
        for (const lang of ['en', 'zh-CN'] as const)
          expect([progress.step, translatorOf(lang).exists(progress.step)]).toEqual([progress.step, true]);
        if (progress.total !== null) expect(progress.done).toBeLessThanOrEqual(progress.total);
      }
    });

    it('stops when its signal says so, soon, and is listed as cancelled', async () => {
      const stop = new AbortController();
      let aborted = 0;
      const error = await errorOf(
        client.call(
          'sources.inspect',
          { fileId: file.fileId },
          {
            signal: stop.signal,
            onProgress: () => {
              aborted ||= performance.now();
              stop.abort();
            },
          },
        ),
      );
      expect(error.code).toBe('cancelled');
      expect(performance.now() - aborted).toBeLessThan(2500);
      const jobs = await other.call('workspace.jobs', {});
      expect(jobs.filter((job) => job.op === 'sources.inspect').map((job) => job.state)).toContain('cancelled');
      expect(await client.call('sources.list', {})).toEqual([]);
    });

    it('is not begun when its signal has said so before', async () => {
      const before = (await client.call('workspace.jobs', {})).length;
      const call = client.call('sources.inspect', { fileId: file.fileId }, { signal: AbortSignal.abort() });
      expect((await errorOf(call)).code).toBe('cancelled');
      expect((await client.call('workspace.jobs', {})).length).toBe(before);
    });

    it('goes on when the client that asked for it has gone', async () => {
      const pipe = await carried.connect();
      const leaving = createClient(pipe);
      const known = new Set((await other.call('workspace.jobs', {})).map((job) => job.id));
      leaving.call('sources.inspect', { fileId: file.fileId }).catch(() => undefined);
      const mine = async () => (await other.call('workspace.jobs', {})).find((job) => !known.has(job.id));
      await until(async () => (await mine()) !== undefined);
      leaving.close();
      pipe.close();
      await until(async () => (await mine())?.state === 'done');
    });

    it('leaves other calls their turn', async () => {
      let running = true;
      const job = client.call('sources.inspect', { fileId: file.fileId }).finally(() => (running = false));
      const times: number[] = [];
      while (running) {
        const start = performance.now();
        await other.call('workspace.preferences', {});
        times.push(performance.now() - start);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      await job;
      times.sort((a, b) => a - b);
      expect(times.length).toBeGreaterThan(5);
      expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(100);
    });
  });

  it('carries typed arrays: every customer on the map', async () => {
    const { fileId } = await client.call('workspace.openSample', {});
    const receipt = await client.call('sources.import', { fileId });
    expect(receipt.read).toBe(receipt.stored + receipt.rejected);
    await client.call('segments.run', { k: 4, restarts: 2 });
    const scatter = await other.call('segments.scatter', {});
    expect(scatter?.x).toBeInstanceOf(Float32Array);
    expect(scatter?.customer).toBeInstanceOf(Int32Array);
    const n = scatter!.x.length;
    expect(n).toBeGreaterThan(1000);
    expect([scatter!.y.length, scatter!.segment.length, scatter!.customer.length]).toEqual([n, n, n]);
    expect(scatter!.x.every(Number.isFinite)).toBe(true);
  });

  it('answers every call of a fuzz with an output or a closed error, and lives on (E-3)', async () => {
    const fuzz = createClient(await carried.connect());
    const long = 'x'.repeat(10 * 2 ** 20);
    const internal: unknown[] = [];
    const outcome = async (op: OpName, input: unknown) => {
      try {
        await callAny(fuzz, op, input);
      } catch (error) {
        const { code } = ErrorEnvelope.parse((error as CallError).envelope);
        if (code === 'internal') internal.push([op, input === long ? 'long' : input]);
      }
    };
    for (const op of Object.keys(contract) as OpName[]) {
      if (NOT_AT_RANDOM.has(op)) continue;
      const schema = contract[op].input;
      const good = contract[op].kind === 'job' ? [] : fc.sample(inputsOf(schema), { numRuns: 6, seed: 1 });
      const parts = fc.sample(fc.constantFrom(...wrongValues.filter(isCloneable)), { numRuns: 6, seed: 2 });
      const bad = fc
        .sample(inputsOf(schema), { numRuns: 6, seed: 3 })
        .map((value, n) => withPart(value, parts[n], () => n))
        .filter((value) => !schema.safeParse(value ?? {}).success);
      for (const input of [...good, ...bad]) await outcome(op, input);
    }
    for (const op of ['workspace.rename', 'sources.inspect', 'customers.page', 'recipes.check'] as const)
      for (const input of [long, { name: long }, JSON.parse('{"__proto__":{"polluted":1}}')]) await outcome(op, input);
    expect(internal).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(await fuzz.call('workspace.preferences', {})).toHaveProperty('theme');
    fuzz.close();
  }, 60_000);
});

/** What JSON with typed arrays can carry: the carriers differ in the rest, and no schema takes it. */
const isCloneable = (value: unknown) =>
  !(value instanceof Map) && !(value instanceof Date) && typeof value !== 'bigint' && !Object.is(value, -0);
