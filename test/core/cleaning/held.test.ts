import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobContext } from '../../../electron/core/area.ts';
import { withClean } from '../../../electron/core/areas/cleaning/ensure.ts';
import { pruneStep } from '../../../electron/db/areas/cleaning/tables.ts';
import type { CleanStepInput } from '../../../shared/cleaning.ts';
import { type Bench, createBench } from '../segments/bench.ts';
import { readersFor } from '../../../electron/core/readers.ts';

const CITIES: CleanStepInput = {
  op: 'map',
  column: 'city',
  groups: [
    { from: ['上 海', 'shanghai'], to: '上海' },
    { from: ['Beijing'], to: '北京' },
  ],
};

let bench: Bench;
beforeEach(async () => {
  bench = createBench({ threads: 1 });
  await bench.importText('id,age,city\n1,34,上海\n2,51,上 海\n3,29,shanghai\n4,51,北京\n5,44,北京\n6,39,Beijing\n');
});
afterEach(() => bench.close());

const call: Bench['client']['call'] = (op, input) => bench.client.call(op, input);
const add = async () => (await call('cleaning.add', { sourceId: 1, steps: [CITIES] })).ids;

/** What a job that joins is given. */
function job(): JobContext {
  const { core } = bench;
  const { db } = core.session();
  const write: JobContext['stage'] = (work) => db.transaction(() => work(db));
  return {
    db,
    pool: core.pool,
    readers: readersFor(core.readers, new AbortController().signal),
    files: core.files,
    lang: 'en',
    signal: new AbortController().signal,
    now: () => core.now(),
    progress: () => undefined,
    stage: write,
    clean: async (step) => {
      while (write(step)) await new Promise((resolve) => setImmediate(resolve));
      return true;
    },
    commit: (_, work) => write(work),
    copies: { before: () => Promise.resolve(), renew: () => Promise.resolve({ removed: 0 }) },
    seal: (_, work) => write(work),
    alone: (work) => work(),
    call: () => Promise.reject(new Error('nothing is called')),
    follow: () => Promise.resolve({ write: () => undefined, discard: () => Promise.resolve(), said: [] }),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

describe('a clean table', () => {
  it('stays while a job reads it, whatever else is applied meanwhile, and goes with the next build', async () => {
    const [id] = await add();
    const { db } = bench.core.session();
    const tables = () =>
      db.column<string>("SELECT name FROM sqlite_schema WHERE name GLOB 'clean_[0-9]*' AND type = 'table'");
    const others = async (...names: string[]) => {
      for (const to of names) {
        await call('cleaning.edit', { id: id!, step: { op: 'rename', column: 'city', to } });
        await call('cleaning.run', { sourceId: 1 });
      }
    };
    const first = await withClean(job(), async (ensure) => {
      const { table, reused } = await ensure(1);
      expect(reused).toBe(false);
      const rows = () => db.column(`SELECT c2 FROM "${table}" ORDER BY id`);
      await others('a', 'b', 'c', 'd', 'e');
      expect(rows()).toEqual(['上海', '上海', '上海', '北京', '北京', '北京']);
      expect(tables()).toHaveLength(4);
      // the same steps again, taken while they are held
      await call('cleaning.edit', { id: id!, step: CITIES });
      expect((await call('cleaning.run', { sourceId: 1 }))[0]!.reused).toBe(true);
      return table;
    });
    await others('f', 'g', 'h');
    expect(tables()).toHaveLength(3);
    expect(tables()).not.toContain(first);
  });

  it('is not found any more once it begins to be taken away', async () => {
    await add();
    await call('cleaning.run', {});
    const { db } = bench.core.session();
    // no time: the rows go, the table itself is left for another turn
    expect(db.transaction(() => pruneStep(db, 1, 0, 0))).toBe(true);
    expect(db.value("SELECT count(*) FROM sqlite_schema WHERE name = 'clean_1_1'")).toBe(1);
    expect((await call('cleaning.run', { sourceId: 1 }))[0]).toMatchObject({ reused: false, kept: 6 });
    expect(db.value('SELECT count(*) FROM clean_table')).toBe(1);
  });
});
