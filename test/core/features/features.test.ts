import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DATA, hasData } from '../../support/data.ts';
import { CAMPAIGNS } from '../../support/campaigns.ts';
import { type Bench, createBench, threeGroups } from '../segments/bench.ts';

let bench: Bench;
afterEach(() => bench.close());

const list = () => bench.client.call('features.list', {});
const used = async () =>
  Object.fromEntries((await list()).filter(({ use }) => use).map((f) => [f.column, f.treatment]));
const why = async (column: string) => (await list()).find((f) => f.column === column)!.reason.key;

describe('features', () => {
  it('can be changed, refused by name, undone and reset', async () => {
    bench = createBench();
    await bench.importText(threeGroups(200));
    const call = bench.client.call.bind(bench.client);
    const proposed = await list();
    const id = (column: string) => proposed.find((f) => f.column === column)!.attribute;
    const changed = await call('features.set', { attribute: id('spend'), treatment: 'robust', weight: 2 });
    expect(changed.find((f) => f.column === 'spend')).toMatchObject({
      treatment: 'robust',
      weight: 2,
      edited: true,
      use: true,
    });
    await call('features.set', { attribute: id('spend'), use: false });
    expect((await list()).find((f) => f.column === 'spend')).toMatchObject({
      treatment: 'robust',
      weight: 2,
      use: false,
    });
    await expect(call('features.set', { attribute: id('phone'), use: true })).rejects.toMatchObject({
      code: 'refused',
    });
    await expect(call('features.set', { attribute: id('spend'), treatment: 'ordinal' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await call('workspace.undo', {});
    expect((await list()).find((f) => f.column === 'spend')!.use).toBe(true);
    expect(await call('features.reset', {})).toEqual(proposed);
  });

  it('asks why sensitive data may be used, keeps the reason with the segmentation and says it in the history', async () => {
    bench = createBench();
    const beliefs = ['buddhist', 'none', 'catholic'];
    const [head, ...rows] = threeGroups(200).trimEnd().split('\n');
    const table = [`${head!},religion`, ...rows.map((row, i) => `${row},${beliefs[i % 3]!}`)];
    await bench.importText(table.join('\n'));
    const call = bench.client.call.bind(bench.client);
    const belief = async () => (await list()).find((f) => f.column === 'religion')!;
    const { attribute, ...proposed } = await belief();
    expect(proposed).toMatchObject({ use: false, sensitive: { key: 'privacy:sensitive.belief' }, why: null });
    await expect(call('features.set', { attribute, use: true })).rejects.toMatchObject({
      envelope: { code: 'refused', said: { key: 'features:error.why' } },
    });
    const why = 'Members agreed in writing, for the feast calendar';
    await call('features.set', { attribute, use: true, why });
    expect(await belief()).toMatchObject({ use: true, why });
    // other changes leave it as it is
    await call('features.set', { attribute, weight: 2 });
    expect(await belief()).toMatchObject({ use: true, weight: 2, why });
    const run = await call('segments.run', { k: 3 });
    expect(run.by.features.find(({ column }) => column === 'religion')).toMatchObject({ weight: 2, why });
    expect(run.by.features.filter((feature) => feature.why !== undefined)).toHaveLength(1);
    const told = (await call('workspace.history', {})).entries.map(({ label }) => label);
    expect(told.find(({ key }) => key === 'features:edit.taken')?.values).toEqual({
      column: 'religion',
      kind: { key: 'privacy:sensitive.belief' },
      why,
    });
    // given back, the next one to take it is asked again
    await call('features.set', { attribute, use: false });
    expect((await belief()).why).toBeNull();
    await expect(call('features.set', { attribute, use: true })).rejects.toMatchObject({ code: 'refused' });
  });

  it('names and describes no group by sensitive data that nobody took', async () => {
    bench = createBench();
    // the belief goes with the group, so that it would tell the groups apart best
    const beliefs = ['buddhist', 'buddhist', 'buddhist', 'none', 'none', 'catholic'];
    const [head, ...rows] = threeGroups(300).trimEnd().split('\n');
    await bench.importText([`${head!},religion`, ...rows.map((row, i) => `${row},${beliefs[i % 6]!}`)].join('\n'));
    const { client } = bench;
    const told = async () => {
      const { segments } = await client.call('segments.run', { k: 3 });
      const found = await client.call('segments.differences', { segment: segments[0]!.id, limit: 50 });
      const heat = await client.call('segments.heatmap', {});
      const cards = await client.call('personas.draft', {});
      return JSON.stringify([segments, found, heat, cards]);
    };
    expect(await told()).not.toMatch(/religion|buddhist/);
    const { attribute } = (await list()).find((f) => f.column === 'religion')!;
    await client.call('features.set', { attribute, use: true, why: 'Members agreed in writing' });
    expect(await told()).toMatch(/buddhist/);
  });

  it('leaves customers out only where the policy says so', async () => {
    bench = createBench();
    await bench.importText(threeGroups(300));
    const age = (await list()).find((f) => f.column === 'age')!.attribute;
    const all = await bench.client.call('segments.run', { k: 3 });
    expect([all.n, all.leftOut]).toEqual([300, 0]);
    await bench.client.call('features.set', { attribute: age, missing: 'drop' });
    const strict = await bench.client.call('segments.run', { k: 3 });
    expect(strict.leftOut).toBeGreaterThan(10);
    expect(strict.n + strict.leftOut).toBe(300);
    const page = await bench.client.call('customers.page', { offset: 0, limit: 300 });
    expect(page.rows.filter((row) => row.segment === null)).toHaveLength(strict.leftOut);
  });
});

describe('proposals on a campaign', () => {
  it.each(CAMPAIGNS)('treat outliers, long tails, constants and yes/no: $what', async ({ path }) => {
    bench = createBench();
    await bench.importFile(path);
    expect(await used()).toMatchObject({
      Income: 'robust',
      Year_Birth: 'robust',
      MntWines: 'log',
      Recency: 'zscore',
      Dt_Customer: 'zscore',
      Marital_Status: 'onehot',
      AcceptedCmp1: 'binary',
    });
    expect(Object.keys(await used())).not.toContain('Z_CostContact');
    // what became of a customer is no feature
    expect(Object.keys(await used())).not.toContain('Response');
    expect(await why('Response')).toBe('features:reason.outcome');
    expect(await why('ID')).toBe('features:reason.key');
    expect(await why('Complain')).toBe('features:reason.nearConstant');
    const rare = (await list()).find((f) => f.column === 'AcceptedCmp2')!;
    const common = (await list()).find((f) => f.column === 'AcceptedCmp1')!;
    expect(rare.weight).toBeLessThan(common.weight);
  });
});

describe.skipIf(!hasData)('proposals on real files', () => {
  it('keeps one of two near duplicates', async () => {
    bench = createBench();
    await bench.importFile(join(DATA, 'iris_wine/iris.csv'));
    expect(await why('petal_width')).toBe('features:reason.duplicate');
    expect(Object.keys(await used())).toContain('petal_length');
  });

  it('leaves ranks, names and finely split categories of the company list out', async () => {
    bench = createBench();
    await bench.importFile(join(DATA, 'b2b_inc5000/inc5000.csv'));
    expect(await used()).toEqual({ GROWTH: 'log', EMPLOYEES: 'log', REVENUE: 'log', FOUNDED: 'robust' });
    expect(Object.keys(await used())).not.toContain('RANK');
    expect(await why('STATE')).toBe('features:reason.manyLevels');
  });
});
