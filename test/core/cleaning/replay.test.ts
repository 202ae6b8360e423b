import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Recipe } from '../../../shared/recipe.ts';
import { type Bench, createBench } from '../segments/bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = createBench({ lang: 'en' });
});
afterEach(() => bench.close());

const call: Bench['client']['call'] = (op, input) => bench.client.call(op, input);
async function file(name: string, text: string): Promise<string> {
  const path = join(bench.folder, name);
  fs.writeFileSync(path, text);
  return bench.register(path);
}
const lines = (n: number, of: (i: number) => string): string => Array.from({ length: n }, (_, i) => of(i)).join('\n');
const buyers = (last: string): string =>
  `id,city,age,${last}\n${lines(60, (i) => `k${i},${['Paris', 'paris', 'Lyon'][i % 3]!},${i === 7 ? 400 : 20 + (i % 50)},${i}`)}\n`;
const STEPS = [
  { op: 'map', column: 'city', groups: [{ from: ['paris'], to: 'Paris' }] },
  { op: 'invalid', column: 'age', rule: { kind: 'range', min: 0, max: 120 } },
  { op: 'winsorise', column: 'spend', lower: 0, upper: 0.9 },
  { op: 'rename', column: 'id', to: 'number' },
];

describe('cleaning in a recipe', () => {
  it('replays on the same file and on next month’s, where a step whose column is gone is passed over and told', async () => {
    const recipe = { steps: [{ step: 'import', file: 'a.csv' }, { step: 'clean', steps: STEPS }, 'join'] };
    const first = await call('recipes.run', { recipe, files: { 'a.csv': await file('a.csv', buyers('spend')) } });
    expect(first).toMatchObject({ skipped: [], customers: { count: 60 } });
    const attributes = await call('customers.attributes', {});
    const city = attributes.find(({ name }) => name === 'city')!;
    expect((await call('customers.profile', { attribute: city.id })).values).toEqual([
      { value: 'Paris', count: 40 },
      { value: 'Lyon', count: 20 },
    ]);
    const age = attributes.find(({ name }) => name === 'age')!;
    expect(await call('customers.profile', { attribute: age.id })).toMatchObject({ missing: 1 });

    const written = (await call('recipes.current', {})) as Recipe;
    expect(written.steps.find(({ step }) => step === 'clean')).toMatchObject({ file: 'a.csv', steps: STEPS });

    await bench.close();
    bench = createBench({ lang: 'en' });
    const next = await call('recipes.run', {
      recipe: written,
      files: { 'a.csv': await file('b.csv', buyers('turnover')) },
    });
    expect(next.skipped.join()).toMatch(/spend/);
    expect(next).toMatchObject({ customers: { count: 60 } });
  }, 60_000);

  it('of a joined table says which of its customers a step touches', async () => {
    await call('sources.import', { fileId: await file('crm.csv', buyers('spend')) });
    const orders = `order,customer,amount\n${lines(200, (i) => `o${i},k${i % 50},${i % 40 === 0 ? 9000 : 10 + (i % 7)}`)}\n`;
    const { sourceId, kind } = await call('sources.import', { fileId: await file('orders.csv', orders) });
    expect(kind).toBe('orders');
    await call('customers.build', {});
    const made = await call('segments.run', { k: 2 });
    const where = { kind: 'range', column: 'amount', min: 1000, max: null } as const;
    const { segments, report } = await call('cleaning.preview', { sourceId, step: { op: 'dropRows', where } });
    expect(report.dropped).toBe(5);
    expect(segments).toMatchObject({ segmentation: made.id, customers: 60, touched: 5, dropped: 0 });
    const all = await call('cleaning.preview', {
      sourceId,
      step: { op: 'dropRows', where: { kind: 'values', column: 'customer', values: ['k3', 'k4'] } },
    });
    expect(all.segments).toMatchObject({ touched: 2, dropped: 2 });
    // the table that was joined is made of files: those are cleaned
    const view = bench.core.session().db.value<string>("SELECT value FROM setting WHERE key = 'source'")!;
    await expect(
      call('cleaning.add', { sourceId: Number(view), steps: [{ op: 'dropDuplicates' }] }),
    ).rejects.toMatchObject({ code: 'refused' });
  }, 60_000);
});
