import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { Jobs } from '../../../electron/core/jobs.ts';
import { Looks } from '../../../electron/core/areas/cleaning/looks.ts';
import type { RunOptions } from '../../../electron/workers/pool.ts';
import { contract } from '../../../shared/contract.ts';
import type { Progress } from '../../../shared/frames.ts';
import { writeWide } from '../../fixtures/generators/wide.ts';
import { type Bench, createBench } from '../segments/bench.ts';

let bench: Bench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

async function wide(rows: number): Promise<Bench> {
  bench = createBench({ lang: 'en', threads: 2 });
  const path = join(bench.folder, 'wide.csv');
  writeWide(path, { rows, columns: 60, seed: 1 });
  await bench.importFile(path);
  return bench;
}
const trail = ({ core }: Bench) =>
  core.session().db.value<number>("SELECT count(*) FROM audit WHERE op = 'cleaning.quality'");

describe('the quality report', () => {
  it('tells its progress, is cancelled within a second, and can be asked again', async () => {
    expect(contract['cleaning.quality'].kind).toBe('job');
    const { client, core } = await wide(20_000);
    const seen: Progress[] = [];
    const stop = new AbortController();
    let asked = 0;
    const cancelled = client.call(
      'cleaning.quality',
      {},
      {
        signal: stop.signal,
        onProgress: (progress) => {
          seen.push(progress);
          asked = performance.now();
          stop.abort();
        },
      },
    );
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - asked).toBeLessThan(1000);
    expect(core.jobs.busy()).toBe(false);

    const steps = new Set<string>();
    const shares: number[] = [];
    const report = await client.call(
      'cleaning.quality',
      {},
      {
        onProgress: ({ step, done, total }) => {
          steps.add(step);
          shares.push(done / total!);
        },
      },
    );
    expect([...steps].every((step) => ['jobs:step.readSources', 'jobs:step.judge'].includes(step))).toBe(true);
    expect(steps).toContain('jobs:step.judge');
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    // what one view asked for is there for the next
    expect(await client.call('cleaning.quality', {})).toEqual(report);
    expect(trail(bench!)).toBe(0);
  }, 120_000);

  it('of a small table shows in no tray, and several views may ask at a time', async () => {
    bench = createBench({ lang: 'en' });
    await bench.importText(`id,city\n${Array.from({ length: 200 }, (_, i) => `k${String(i)},Mill`).join('\n')}\n`);
    const ask = () => bench!.client.call('cleaning.quality', {});
    const [first, ...others] = await Promise.all([ask(), ask(), ask()]);
    expect(others).toEqual([first, first]);
    const looks = (await bench.client.call('workspace.jobs', {})).filter(({ op }) => op === 'cleaning.quality');
    // a machine with much else to do may take as long as a large table does
    expect(looks.filter(({ ms }) => ms < 2000)).toEqual([]);
  });
});

it('a look is listed once it takes its time, and nothing that must be alone waits for it', async () => {
  let told = 0;
  const jobs = new Jobs(() => told++);
  const job = jobs.start('cleaning.quality', true);
  expect([jobs.list(), jobs.busy(), jobs.busy(false), told]).toEqual([[], true, false, 0]);
  await sleep(2100);
  expect([jobs.list().map(({ op }) => op), told]).toEqual([['cleaning.quality'], 1]);
  jobs.end(job, { result: 1 });
  expect([jobs.list()[0]?.state, told]).toEqual(['done', 2]);
});

describe('one look for several views', () => {
  const begun: RunOptions[] = [];
  const begin = (options: RunOptions) => {
    begun.push(options);
    return new Promise<number>((resolve, reject) => {
      options.signal!.addEventListener('abort', () => {
        reject(new Error('stopped'));
      });
      setTimeout(resolve, 200, 7);
    });
  };
  const hear = () => undefined;

  it('goes on while one of them waits, and ends with the last', async () => {
    const looks = new Looks<number>(5);
    const [a, b] = [new AbortController(), new AbortController()];
    const first = looks.of('x', begin).join(a.signal, hear);
    const second = looks.of('x', begin).join(b.signal, hear);
    expect(begun).toHaveLength(1);
    a.abort();
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect(begun[0]!.signal!.aborted).toBe(false);
    expect(await second).toBe(7);

    const third = looks.of('y', begin).join(b.signal, hear);
    b.abort();
    await expect(third).rejects.toMatchObject({ code: 'cancelled' });
    expect(begun[1]!.signal!.aborted).toBe(true);
    expect(await looks.of('y', begin).join(new AbortController().signal, hear)).toBe(7);
  });
});
