import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type Bench, createBench } from '../segments/bench.ts';

let bench: Bench;
afterEach(() => bench.close());

const put = async (name: string, lines: readonly string[]) => {
  const path = join(bench.folder, name);
  writeFileSync(path, lines.join('\n'));
  return bench.importFile(path);
};

it('a list of things beside orders says on the join, its receipt and the report what is looked up in it', async () => {
  bench = createBench();
  await put('members.csv', ['member,city,visits', ...Array.from({ length: 40 }, (_, i) => `M${i},Bonn,${i % 7}`)]);
  await put('orders.csv', [
    'order,member,sku,date,amount',
    ...Array.from({ length: 60 }, (_, i) => `O${i},M${i % 30},T${i % 8},2024-03-1${i % 9},${10 + i}`),
  ]);
  const receipt = await put('products.csv', [
    'sku,product,category,price',
    ...Array.from({ length: 8 }, (_, i) => `T${i},Tea ${i},drinks,${5 + i}`),
  ]);
  expect(receipt.kind).toBe('other');
  expect(receipt.notes.map(({ key }) => key)).toContain('identity:unused.onReceipt');
  const { aside, sources } = await bench.client.call('identity.rules', {});
  expect(sources.map(({ name }) => name)).toEqual(['members.csv', 'orders.csv']);
  const list = { name: 'products.csv', kind: 'other', rows: 8 };
  const before = { used: null, said: [{ key: 'identity:unused.notJoined' }] };
  expect(aside).toEqual([{ source: receipt.sourceId, ...list, ...before }]);
  const { skipped, lists } = await bench.client.call('customers.build', {});
  expect(skipped).toEqual([]);
  const said = [
    {
      key: 'identity:lookup.used',
      values: {
        ...{ key: 'sku', file: 'orders.csv', codes: 8, rows: 60, met: 60 },
        fields: ['item', 'category'].map((field) => ({ key: `identity:lookup.field.${field}` })),
      },
    },
  ];
  expect(lists).toEqual([{ sourceId: receipt.sourceId, ...list, used: true, said }]);
  expect((await bench.client.call('identity.rules', {})).aside).toMatchObject([{ used: true, said }]);
});

it('a list of things beside customers alone says that nothing speaks of it', async () => {
  bench = createBench();
  await put('members.csv', ['member,city,sku', ...Array.from({ length: 40 }, (_, i) => `M${i},Bonn,T${i % 7}`)]);
  await put('products.csv', ['sku,product,price', ...Array.from({ length: 8 }, (_, i) => `T${i},Tea ${i},${5 + i}`)]);
  const why = { key: 'identity:unused.thingsOf', values: { files: 'members.csv' } };
  expect((await bench.client.call('identity.rules', {})).aside).toMatchObject([{ used: false, said: [why] }]);
  const { skipped } = await bench.client.call('customers.build', {});
  expect(skipped).toEqual([{ key: 'identity:unused.file', values: { name: 'products.csv', why } }]);
});
