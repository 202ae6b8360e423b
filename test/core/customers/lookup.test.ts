import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { maskText } from '../../../electron/analysis/privacy/mask.ts';
import { seeded } from '../../../electron/analysis/random.ts';
import type { Out } from '../../../shared/contract.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { table } from '../../fixtures/generators/csv.ts';
import { hasData, realFile } from '../../support/data.ts';
import { madeFile } from '../../support/made.ts';
import { type Bench, createBench } from '../segments/bench.ts';

let bench: Bench;
afterEach(() => bench.close());

async function run(steps: unknown[], paths: Record<string, string>): Promise<Out<'recipes.run'>> {
  const files: Record<string, string> = {};
  for (const [name, path] of Object.entries(paths)) files[name] = await bench.register(path);
  return bench.client.call('recipes.run', { recipe: { steps }, files, lang: 'en' });
}

/** What a derived attribute says of each customer, by the key of the list of customers. */
async function derived(key: string): Promise<Map<string, string | number | null>> {
  const { client } = bench;
  const { attributes } = await client.call('derive.list', {});
  const wanted = attributes.find((one) => one.key === key)?.attribute;
  const all = await client.call('customers.attributes', {});
  const [own, at] = [all.findIndex(({ role }) => role === 'key'), all.findIndex(({ id }) => id === wanted)];
  const { rows } = await client.call('customers.page', { offset: 0, limit: 1000 });
  return new Map(rows.map(({ cells }) => [String(cells[own]), at < 0 ? null : (cells[at] as string | number | null)]));
}

/** The most frequent value of each customer, of equally frequent ones the first: a second, plain count. */
function favourites(lines: readonly (readonly [string, string])[]): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const [customer, value] of lines) {
    const own = counts.get(customer) ?? new Map<string, number>();
    counts.set(customer, own.set(value, (own.get(value) ?? 0) + 1));
  }
  return new Map([...counts].map(([customer, own]) => [customer, [...own].reduce((a, b) => (b[1] > a[1] ? b : a))[0]]));
}

const known = <T>(all: ReadonlyMap<string, T | null>): [string, T][] =>
  [...all].flatMap(([key, value]): [string, T][] => (value === null ? [] : [[key, value]])).sort();
const sentences = (lists: Out<'customers.build'>['lists']) =>
  (lists ?? []).map(({ name, used, said }) => [name, used, ...said.map((one) => sayIn('en', one))]);

const GROUPS = ['Tea', 'Coffee', 'Cups'];
const WARES = Array.from({ length: 12 }, (_, i) => ({
  code: String(501 + i),
  name: `Ware ${'ABCDEFGHIJKL'[i]!}`,
  group: i % 3,
}));
/** A shop: customers, lines of orders that know codes only, products and categories. */
function drawShop() {
  const random = seeded(29);
  const lines = Array.from({ length: 400 }, (_, i) => ({
    order: `O${1000 + Math.floor(i / 2)}`,
    member: `M${100 + ((Math.floor(i / 2) * 7) % 40)}`,
    // one ware is missing from the list
    code: random.next() < 0.02 ? '599' : WARES[random.below(WARES.length)]!.code,
    day: `2024-0${1 + random.below(9)}-1${random.below(9)}`,
    amount: 5 + random.below(60),
  }));
  return {
    lines,
    files: {
      'members.csv': table(
        ['member_id', 'name', 'visits'],
        Array.from({ length: 40 }, (_, i) => [`M${100 + i}`, `Person ${i}`, i % 7]),
      ),
      'orders.csv': table(
        ['order_id', 'member_id', 'product_id', 'order_date', 'amount'],
        lines.map(({ order, member, code, day, amount }) => [order, member, code, day, amount]),
      ),
      'products.csv': table(
        ['ProductID', 'ProductName', 'CategoryID', 'UnitPrice'],
        WARES.map(({ code, name, group }, i) => [code, name, group + 1, 3 + i]),
      ),
      'categories.csv': table(
        ['CategoryID', 'CategoryName'],
        GROUPS.map((name, i) => [i + 1, name]),
      ),
    },
  };
}

describe('lists of things of a made-up shop', () => {
  const shop = drawShop();
  const paths = Object.fromEntries(Object.entries(shop.files).map(([name, text]) => [name, madeFile(name, text)]));
  const nameOf = (code: string) => WARES.find((ware) => ware.code === code)?.name ?? code;
  const items = favourites(shop.lines.map(({ member, code }) => [member, nameOf(code)]));
  const groups = favourites(
    shop.lines.flatMap(({ member, code }) => {
      const ware = WARES.find((one) => one.code === code);
      return ware ? [[member, GROUPS[ware.group]!] as const] : [];
    }),
  );
  const all = [...Object.keys(shop.files).map((file) => ({ import: file })), 'join'];

  it('name and group what orders speak of, and say how much they held', async () => {
    bench = createBench({ threads: 1 });
    const result = await run(all, paths);
    expect(known(await derived('item'))).toEqual([...items].sort());
    expect(known(await derived('category'))).toEqual([...groups].sort());
    const strange = shop.lines.filter(({ code }) => code === '599').length;
    expect(strange).toBeGreaterThan(0);
    expect(result.lists).toEqual([
      `products.csv: By “ProductID” it gives the name and the category for 12 codes of orders.csv: ${400 - strange} of 400 rows with a code met`,
      `products.csv: ${strange} rows of orders.csv with 1 code that it does not hold keep what they say themselves`,
      'categories.csv: By “CategoryID” it gives the category for 3 codes of products.csv: 12 of 12 rows with a code met',
    ]);
    expect(result.skipped).toEqual([]);
    // amounts are those of the lines: prices of a list are none
    const spent = await derived('monetary');
    for (const [member, sum] of spent)
      expect(sum ?? 0).toBe(shop.lines.reduce((s, line) => s + (line.member === member ? line.amount : 0), 0));
    const { aside } = await bench.client.call('identity.rules', {});
    expect(aside.map(({ name, used, said }) => [name, used, said.length])).toEqual([
      ['products.csv', true, 2],
      ['categories.csv', true, 1],
    ]);
    const receipt = await bench.client.call('sources.receipt', { sourceId: aside[0]!.source });
    expect(receipt.notes.map(({ key }) => key)).toContain('identity:lookup.used');
  });

  it('make the table out of date when they come, change or go; undo takes that back', async () => {
    bench = createBench({ threads: 1 });
    const { client } = bench;
    await run([{ import: 'members.csv' }, { import: 'orders.csv' }, 'join'], paths);
    const codes = await derived('item');
    expect(codes.get('M100')).toMatch(/^5\d\d$/);
    expect(await derived('category')).toEqual(new Map([...codes.keys()].map((key) => [key, null])));
    const stale = async () => (await client.call('customers.table', {})).stale?.key ?? null;
    expect(await stale()).toBeNull();
    const receipt = await bench.importFile(paths['products.csv']!);
    expect(receipt.notes.map(({ key }) => key)).toContain('identity:unused.onReceipt');
    expect((await client.call('identity.rules', {})).aside).toMatchObject([
      { used: null, said: [{ key: 'identity:unused.notJoined' }] },
    ]);
    expect(await stale()).toBe('customers:stale.sources');
    await client.call('workspace.undo', {});
    expect(await stale()).toBeNull();
    await client.call('workspace.redo', {});
    await client.call('customers.build', {});
    expect(known(await derived('item'))).toEqual([...items].sort());
    expect(await stale()).toBeNull();
    await client.call('sources.remove', { sourceId: receipt.sourceId });
    expect(await stale()).toBe('customers:stale.removed');
    // the table holds names of the list: it goes with it for good
    const plan = await client.call('sources.forgetPlan', { sourceIds: [receipt.sourceId], notes: false });
    expect(plan).toMatchObject({ joined: 1, inView: true });
    await client.call('customers.build', {});
    expect(await derived('item')).toEqual(codes);
    await client.call('workspace.undo', {});
    await client.call('workspace.undo', {});
    expect(await stale()).toBeNull();
    expect(known(await derived('item'))).toEqual([...items].sort());
  });

  it('stand in the recipe of the table, cleaned as they were, and a replay looks up in them', async () => {
    bench = createBench({ threads: 1 });
    const clean = { clean: [{ op: 'normalise', case: 'upper', columns: ['ProductName'] }], file: 'products.csv' };
    await run([...all.slice(0, -1), clean, 'join'], paths);
    const upper = new Map([...items].map(([member, name]) => [member, name === '599' ? name : name.toUpperCase()]));
    expect(known(await derived('item'))).toEqual([...upper].sort());
    const recipe = await bench.client.call('recipes.current', {});
    const before = await bench.client.call('customers.page', { offset: 0, limit: 100 });
    await bench.close();
    bench = createBench({ threads: 1 });
    await run(recipe.steps, paths);
    expect((await bench.client.call('customers.page', { offset: 0, limit: 100 })).rows).toEqual(before.rows);
    expect(await bench.client.call('recipes.current', {})).toEqual(recipe);
  });

  it('are used for nothing where keys repeat, few are met or nobody names them, and say so', async () => {
    bench = createBench({ threads: 1 });
    for (const name of ['members.csv', 'orders.csv']) await bench.importFile(paths[name]!);
    const put = async (name: string, head: string[], rows: (string | number)[][]) => {
      const path = join(bench.folder, name);
      writeFileSync(path, table(head, rows));
      return bench.client.call('sources.import', { fileId: await bench.register(path), kind: 'other' });
    };
    await put(
      'twice.csv',
      ['product_id', 'product_name', 'price'],
      [...WARES, ...WARES].map(({ code, name }, i) => [code, name, i]),
    );
    await put(
      'part.csv',
      ['product_id', 'title', 'colour', 'units_in_stock', 'price'],
      WARES.slice(0, 4).map(({ code, name }, i) => [code, name, 'red', 70 + i, 9 + i]),
    );
    await put(
      'suppliers.csv',
      ['supplier_id', 'supplier_name'],
      Array.from({ length: 9 }, (_, i) => [`V${i}`, `Firm ${i}`]),
    );
    const { lists, skipped } = await bench.client.call('customers.build', {});
    const codes = new Set(shop.lines.map(({ code }) => code)).size;
    expect(sentences(lists)).toEqual([
      [
        ...['twice.csv', false],
        '12 values of “product_id” stand in several of its rows each, so they do not tell which row is meant',
      ],
      [
        ...['part.csv', false],
        `“product_id” holds only ${Math.round(400 / codes)}% of the values of “product_id” in orders.csv; names and groups are looked up from 80% on`,
      ],
      [
        ...['suppliers.csv', false],
        'It lists no customers, and no column of orders or events names its rows: no names or groups are looked up in it',
      ],
    ]);
    expect(skipped.map(({ key, values }) => [key, values?.['name']])).toEqual([
      ['identity:unused.file', 'twice.csv'],
      ['identity:unused.file', 'part.csv'],
      ['identity:unused.file', 'suppliers.csv'],
    ]);
    expect((await derived('item')).get('M100')).toMatch(/^5\d\d$/);
  });
});

/** Cells of a small file with quotes, read apart from the readers of the project. */
function plainRows(path: string): Record<string, string>[] {
  const rows = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const cells = [''];
      let quoted = false;
      for (const sign of line.trim()) {
        if (sign === '"') quoted = !quoted;
        else if (sign === ',' && !quoted) cells.push('');
        else cells[cells.length - 1] += sign;
      }
      return cells;
    });
  const [head, ...rest] = rows;
  return rest.map((cells) => Object.fromEntries(head!.map((name, i) => [name, cells[i] ?? ''])));
}

describe.skipIf(!hasData)('lists of things of Northwind', () => {
  it('give each company its favourite article and category by name', async () => {
    bench = createBench({ threads: 1 });
    const names = ['customers.csv', 'orders.csv', 'products.csv', 'categories.csv', 'suppliers.csv', 'employees.csv'];
    const result = await run(
      [...names.map((name) => ({ import: name })), 'join'],
      Object.fromEntries(names.map((name) => [name, realFile('northwind', name)])),
    );
    const lines = plainRows(realFile('northwind', 'orders.csv'));
    const wares = new Map(plainRows(realFile('northwind', 'products.csv')).map((row) => [row['ProductID']!, row]));
    const groups = new Map(
      plainRows(realFile('northwind', 'categories.csv')).map((row) => [row['CategoryID']!, row['CategoryName']!]),
    );
    expect([lines.length, wares.size, groups.size]).toEqual([2155, 77, 8]);
    // Sir Rodney has his name in two articles: it is masked wherever a cell is shown
    const item = favourites(
      lines.map((row) => [row['CustomerID']!, maskText(wares.get(row['ProductID']!)!['ProductName']!)]),
    );
    const category = favourites(
      lines.map((row) => [row['CustomerID']!, groups.get(wares.get(row['ProductID']!)!['CategoryID']!)!]),
    );
    expect(known(await derived('item'))).toEqual([...item].sort());
    expect(known(await derived('category'))).toEqual([...category].sort());
    expect(result.lists).toEqual([
      'products.csv: By “ProductID” it gives the name and the category for 77 codes of orders.csv: 2,155 of 2,155 rows with a code met',
      'categories.csv: By “CategoryID” it gives the category for 8 codes of products.csv: 77 of 77 rows with a code met',
    ]);
    expect(result.skipped.map((said) => said.split(' ')[0])).toEqual(['suppliers.csv', 'employees.csv']);
    const { report } = await bench.client.call('derive.list', {});
    // the net turnover of the Northwind database: prices of the list are no amounts
    expect(report!.sales!.revenue).toBeCloseTo(1_265_793.04, 1);
    expect(report!.sales!.lines).toBe(2155);
  });
});
