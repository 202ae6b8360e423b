import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Out } from '../../../shared/contract.ts';
import { drawCompanies } from '../../fixtures/generators/companies.ts';
import { drawRetail, retailText } from '../../fixtures/generators/retail.ts';
import { DATA, hasData } from '../../support/data.ts';
import { madeFile } from '../../support/made.ts';
import { persons } from '../../unit/identity/generate.ts';
import { table } from '../../fixtures/generators/csv.ts';
import { type Bench, createBench } from '../segments/bench.ts';

let bench: Bench;
afterEach(() => bench.close());

async function run(steps: unknown[], paths: Record<string, string>): Promise<Out<'recipes.run'>> {
  const files: Record<string, string> = {};
  for (const [name, path] of Object.entries(paths)) files[name] = await bench.register(path);
  return bench.client.call('recipes.run', { recipe: { steps }, files, lang: 'en' });
}

const data = (...parts: string[]) => join(DATA, ...parts);
/** Everything of the workspace that is raw: a join must leave it byte for byte as it was. */
const raw = () =>
  bench.core.session().db.rows('SELECT source_id, seq, hex(data) FROM raw_block ORDER BY source_id, seq');

/** Duplicates within one file: found, kept through a rebuild, parted by hand, and brought back. */
async function duplicatesHold(name: string, path: string, rows: number, most: number): Promise<void> {
  const before = await run([{ import: name }], { [name]: path });
  expect(before.customers).toEqual({ count: rows, merged: 0, review: 0, matchRate: 1 });
  const rawBefore = [...raw()];
  const built = await bench.client.call('customers.build', {});
  expect([...raw()]).toEqual(rawBefore);
  expect(built.customers.count).toBeLessThan(most);
  const first = await bench.client.call('customers.identities', {});
  expect(first).toHaveLength(rows);
  expect(first.every(({ row, source }, i) => row === i + 1 && source === name)).toBe(true);
  const again = await bench.client.call('customers.build', {});
  expect(again.customers).toEqual(built.customers);
  expect(await bench.client.call('customers.identities', {})).toEqual(first);
  expect((await bench.client.call('customers.table', {})).stale).toBeNull();

  // a person parts one merged pair: only its customer changes, all others keep their ids
  const { pairs } = await bench.client.call('identity.pairs', { state: 'merged', limit: 1 });
  const { a, b } = pairs[0]!;
  await bench.client.call('identity.decide', {
    a: { source: a.source, row: a.row },
    b: { source: b.source, row: b.row },
    same: false,
  });
  expect((await bench.client.call('customers.table', {})).stale).toMatchObject({ key: 'customers:stale.rules' });
  const parted = await bench.client.call('customers.build', {});
  expect(parted.customers.count).toBe(built.customers.count + 1);
  const now = await bench.client.call('customers.identities', {});
  const differ = now.filter(({ customer }, i) => customer !== first[i]!.customer);
  expect(differ).toHaveLength(1);

  // and undo brings the table before back
  await bench.client.call('workspace.undo', {});
  expect(await bench.client.call('customers.identities', {})).toEqual(first);
}

/** The recipe that a join of two files writes gives the same table and the same recipe again. */
async function replays(paths: Record<string, string>): Promise<void> {
  const made = await run(
    [
      { import: 'customers.csv' },
      { import: 'orders.csv' },
      { clean: [{ op: 'normalise', case: 'upper', columns: ['City'] }], file: 'customers.csv' },
      { join: {}, trust: { rule: 'newest' } },
      { derive: [{ name: 'Twice', formula: '2 + 2' }] },
    ],
    paths,
  );
  expect(made.skipped).toEqual([]);
  const recipe = await bench.client.call('recipes.current', {});
  const before = await bench.client.call('customers.page', { offset: 0, limit: 100 });
  await bench.close();
  bench = createBench({ threads: 1 });
  await run(recipe.steps, paths);
  expect((await bench.client.call('customers.page', { offset: 0, limit: 100 })).rows).toEqual(before.rows);
  expect(await bench.client.call('recipes.current', {})).toEqual(recipe);
}

describe('joining made-up files', () => {
  const made = drawCompanies();
  const companies = {
    'customers.csv': madeFile('customers.csv', made.companiesText),
    'orders.csv': madeFile('orders.csv', made.ordersText),
  };

  it('puts the orders of companies to them', async () => {
    bench = createBench({ threads: 1 });
    const result = await run([{ import: 'customers.csv' }, { import: 'orders.csv' }, { join: {} }], companies);
    const [count, lines] = [made.keys.length, made.lines.length];
    expect(result.sources).toEqual([
      { file: 'customers.csv', kind: 'companies', key: 'CustomerID', rows: count },
      { file: 'orders.csv', kind: 'orders', key: 'CustomerID', rows: lines },
    ]);
    expect(result.customers).toEqual({ count, merged: 0, review: expect.any(Number), matchRate: 1 });
    // each line stands with the company that its key names
    const identities = await bench.client.call('customers.identities', {});
    const whose = new Map(made.keys.map((key, i) => [key, identities[i]!.customer]));
    expect(new Set(whose.values()).size).toBe(count);
    expect(identities.slice(count).map(({ customer }) => customer)).toEqual(
      made.lines.map(({ company }) => whose.get(company)),
    );
    const names = (await bench.client.call('customers.attributes', {})).map(({ name }) => name);
    for (const name of ['CompanyName', 'Country']) expect(names).toContain(name);
    for (const name of ['OrderID', 'ProductID']) expect(names).not.toContain(name);
  });

  it('gives one row a customer from order lines alone', async () => {
    bench = createBench();
    const lines = drawRetail();
    const path = madeFile('retail.csv', retailText(lines));
    const result = await run([{ import: 'retail.csv' }, 'join'], { 'retail.csv': path });
    expect(result.sources[0]).toMatchObject({ kind: 'orders', key: 'CustomerID', rows: lines.length });
    const ids = new Set(lines.map(({ customer }) => customer).filter((customer) => customer !== ''));
    expect(result.customers).toMatchObject({ count: ids.size, merged: 0 });
  });

  it('finds duplicates, keeps ids through a rebuild, and leaves raw rows alone', async () => {
    bench = createBench();
    const { names, rows } = persons({ originals: 300, duplicates: 300 });
    const text = table(
      names,
      rows.map((row) => row.map((cell) => cell ?? '')),
    );
    await duplicatesHold('persons.csv', madeFile('persons.csv', text), rows.length, 320);
  });

  it('replays from the recipe it writes', async () => {
    bench = createBench({ threads: 1 });
    await replays(companies);
  });
});

describe.skipIf(!hasData)('joining real files', () => {
  it('puts the orders of Northwind to its customers', async () => {
    bench = createBench({ threads: 1 });
    const result = await run([{ import: 'customers.csv' }, { import: 'orders.csv' }, { join: {} }], {
      'customers.csv': data('northwind', 'customers.csv'),
      'orders.csv': data('northwind', 'orders.csv'),
    });
    expect(result.sources).toEqual([
      { file: 'customers.csv', kind: 'companies', key: 'CustomerID', rows: 91 },
      { file: 'orders.csv', kind: 'orders', key: 'CustomerID', rows: 2155 },
    ]);
    expect(result.customers).toEqual({ count: 91, merged: 0, review: expect.any(Number), matchRate: 1 });
    expect(result.quality!.score).toBeGreaterThan(0.5);
    const identities = await bench.client.call('customers.identities', {});
    expect(identities).toHaveLength(91 + 2155);
    // the same customer for a company and its orders, by the key both files have
    const orders = await bench.client.call('customers.page', { offset: 0, limit: 91 });
    expect(orders.count).toBe(91);
    const attributes = await bench.client.call('customers.attributes', {});
    expect(attributes.filter(({ role }) => role === 'key').map(({ name }) => name)).toEqual(['CustomerID']);
    const names = attributes.map(({ name }) => name);
    for (const name of ['CompanyName', 'Country']) expect(names).toContain(name);
    for (const name of ['OrderID', 'Freight', 'ProductID']) expect(names).not.toContain(name);
  });

  it('gives one row a customer from order lines alone', async () => {
    bench = createBench();
    const result = await run([{ import: 'tmall.csv' }, 'join'], {
      'tmall.csv': data('cn_misc', '我学会数据处理啦啦啦.csv'),
    });
    expect(result.sources[0]).toMatchObject({ kind: 'orders', key: '顾客ID', rows: 9997 });
    const ids = new Set(bench.core.session().db.column(`SELECT DISTINCT c0 FROM customers_1`).map(String));
    expect(result.customers).toMatchObject({ count: ids.size, merged: 0, matchRate: 1 });
  });

  it('finds the duplicates of FEBRL, keeps ids through a rebuild, and leaves raw rows alone', async () => {
    bench = createBench();
    await duplicatesHold('dataset1.csv', data('febrl', 'dataset1.csv'), 1000, 530);
  });

  it('replays from the recipe it writes', async () => {
    bench = createBench({ threads: 1 });
    await replays({
      'customers.csv': data('northwind', 'customers.csv'),
      'orders.csv': data('northwind', 'orders.csv'),
    });
  });
});
