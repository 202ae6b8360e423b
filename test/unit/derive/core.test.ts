import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Out } from '../../../shared/contract.ts';
import { drawCompanies } from '../../fixtures/generators/companies.ts';
import { DATA, hasData } from '../../support/data.ts';
import { madeFile } from '../../support/made.ts';
import { type Bench, createBench } from '../../core/segments/bench.ts';

let bench: Bench;
afterEach(() => bench.close());

const data = (...parts: string[]) => join(DATA, ...parts);
async function run(steps: unknown[], paths: Record<string, string>): Promise<Out<'recipes.run'>> {
  const files: Record<string, string> = {};
  for (const [name, path] of Object.entries(paths)) files[name] = await bench.register(path);
  return bench.client.call('recipes.run', { recipe: { steps }, files, lang: 'en' });
}
const northwind = {
  'customers.csv': data('northwind', 'customers.csv'),
  'orders.csv': data('northwind', 'orders.csv'),
};
const JOINED = [{ import: 'customers.csv' }, { import: 'orders.csv' }, { join: {} }];

/** Companies made up with their orders, and a formula on the table in view. */
describe('derived attributes of made-up companies', () => {
  const made = drawCompanies();
  const files = {
    'customers.csv': madeFile('customers.csv', made.companiesText),
    'orders.csv': madeFile('orders.csv', made.ordersText),
  };
  const cents = ({ price, quantity, discount }: (typeof made.lines)[number]) => price * quantity * (1 - discount);
  const mine = (company: string) => made.lines.filter((line) => line.company === company);
  const ordersOf = (company: string) => new Set(mine(company).map(({ order }) => order)).size;

  it('are those of the lines as they were drawn, company by company', async () => {
    bench = createBench({ threads: 1 });
    await run(JOINED, files);
    const { client } = bench;
    const { report, stale } = await client.call('derive.list', {});
    expect(stale).toBe(false);
    expect(report!.sales).toMatchObject({
      lines: made.lines.length,
      orders: new Set(made.lines.map(({ order }) => order)).size,
      customers: made.keys.length,
      amount: { key: 'derive:amount.productShare' },
    });
    expect(report!.sales!.revenue).toBeCloseTo(
      made.lines.reduce((sum, line) => sum + cents(line), 0),
      4,
    );
    const attributes = await client.call('customers.attributes', {});
    const at = (name: string) => attributes.findIndex((attribute) => attribute.name === name);
    const { rows } = await client.call('customers.page', { offset: 0, limit: 100 });
    expect(rows.map(({ cells }) => cells[at('CustomerID')]).sort()).toEqual([...made.keys].sort());
    for (const { cells } of rows) {
      const key = String(cells[at('CustomerID')]);
      const spent = mine(key).reduce((sum, line) => sum + cents(line), 0);
      expect([key, Number(cells[at('Orders')])]).toEqual([key, ordersOf(key)]);
      expect(Number(cells[at('Total spent')])).toBeCloseTo(spent, 6);
    }
  });

  it('formulas are tried on the table in view, and one company shows its orders', async () => {
    bench = createBench({ threads: 1 });
    await run(JOINED, files);
    const { client } = bench;
    const tried = await client.call('derive.formulaCheck', { formula: 'bucket(frequency, 5, 15)' });
    const counts = made.keys.map(ordersOf);
    const expected = [
      ['<5', counts.filter((n) => n < 5).length],
      ['5–15', counts.filter((n) => n >= 5 && n < 15).length],
      ['≥15', counts.filter((n) => n >= 15).length],
    ].filter(([, n]) => n !== 0);
    expect(tried.values!.map(({ value, count }) => [value, count])).toEqual(expected);
    const { rows } = await client.call('customers.page', { offset: 0, limit: 1 });
    const attributes = await client.call('customers.attributes', {});
    const key = String(rows[0]!.cells[attributes.findIndex(({ role }) => role === 'key')]);
    const all = await client.call('customers.timeline', { id: rows[0]!.id });
    expect(all.total).toBe(ordersOf(key));
    const lines = all.entries.flatMap((entry) => entry.lines);
    const drawn = mine(key);
    expect(lines).toHaveLength(drawn.length);
    const pieces = (list: readonly { readonly quantity: number | null }[]) =>
      list.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
    expect(pieces(lines)).toBe(pieces(drawn));
  });
});

describe.skipIf(!hasData)('derived attributes in a workspace', () => {
  it('are made by the join, listed, switched off and made anew', async () => {
    bench = createBench({ threads: 1 });
    await run(JOINED, northwind);
    const { client } = bench;
    const list = await client.call('derive.list', {});
    const keys = list.attributes.map(({ key }) => key);
    for (const key of ['recency', 'frequency', 'monetary', 'rfm', 'lifecycle', 'interval', 'discountShare'])
      expect(keys).toContain(key);
    expect(list.report!.sales).toMatchObject({ lines: 2155, amount: { key: 'derive:amount.productShare' } });
    // 1,265,793.04 is the net turnover of the Northwind database
    expect(list.report!.sales!.revenue).toBeCloseTo(1_265_793.04, 1);
    expect(list.report!.sales!.orders).toBe(830);
    expect(list.stale).toBe(false);

    await client.call('derive.set', { off: ['rfm'], cutoffs: { new: 10, active: 20, dormant: 40 }, ties: 'spread' });
    expect((await client.call('derive.list', {})).stale).toBe(true);
    const { id } = await client.call('derive.addFormula', { name: 'Per day', formula: 'monetary / max(tenure, 1)' });
    await client.call('customers.build', {});
    const after = await client.call('derive.list', {});
    expect(after.stale).toBe(false);
    expect(after.attributes.find(({ key }) => key === 'rfm')).toMatchObject({ on: false, attribute: null });
    expect(after.attributes.find(({ key }) => key === 'own.Per day')).toMatchObject({
      own: id,
      type: 'number',
      on: true,
    });
    expect(after.report!.cutoffs).toEqual({ new: 10, active: 20, dormant: 40 });
    const names = (await client.call('customers.attributes', {})).map(({ name }) => name);
    expect(names).toContain('Per day');
    expect(names).not.toContain('RFM cell');

    await client.call('derive.editFormula', { id, name: 'Per day', formula: 'monetary' });
    expect((await client.call('derive.list', {})).attributes.find(({ own }) => own === id)!.formula).toBe('monetary');
    await client.call('derive.removeFormula', { id });
    expect((await client.call('derive.list', {})).attributes.some(({ own }) => own === id)).toBe(false);
    await client.call('workspace.undo', {});
    expect((await client.call('derive.list', {})).attributes.some(({ own }) => own === id)).toBe(true);
    await expect(client.call('derive.addFormula', { name: 'x', formula: '(' })).rejects.toMatchObject({
      envelope: { code: 'invalid_input', said: { key: 'derive:formula.ends' } },
    });
    await expect(client.call('derive.removeFormula', { id: 999 })).rejects.toMatchObject({
      envelope: { code: 'not_found' },
    });
  });

  it('formulas are tried on the table in view', async () => {
    bench = createBench({ threads: 1 });
    await run(JOINED, northwind);
    const { client } = bench;
    const tried = await client.call('derive.formulaCheck', { formula: 'bucket(frequency, 5, 15)' });
    expect(tried).toMatchObject({ problem: null, type: 'category', n: 91 });
    expect(tried.values!.map(({ value }) => value)).toEqual(['<5', '5–15', '≥15']);
    expect(tried.values!.reduce((sum, { count }) => sum + count, tried.missing)).toBe(91);
    expect(tried.rows).toHaveLength(8);
    const number = await client.call('derive.formulaCheck', { formula: '[消费总额] / [Orders]' });
    expect(number.bins!.reduce((sum, { count }) => sum + count, number.missing)).toBe(91);
    expect(number.reads).toHaveLength(2);
    const wrong = await client.call('derive.formulaCheck', { formula: 'monetary + Countr' });
    expect(wrong.problem).toMatchObject({ from: 11, to: 17, said: { key: 'derive:formula.meant' } });
    const personal = await client.call('derive.formulaCheck', { formula: 'length(Phone)' });
    expect(personal.problem!.said.key).toBe('derive:formula.personal');
  });

  it('one customer: sources, derived attributes, timeline of orders', async () => {
    bench = createBench({ threads: 1 });
    await run(JOINED, northwind);
    const { client } = bench;
    const attributes = await client.call('customers.attributes', {});
    const key = attributes.findIndex(({ role }) => role === 'key');
    const { rows } = await client.call('customers.page', { offset: 0, limit: 100 });
    const vinet = rows.find(({ cells }) => cells[key] === 'VINET')!;
    const page = await client.call('customers.one', { id: vinet.id });
    expect(page.cells).toEqual(vinet.cells);
    expect(page).toMatchObject({ total: 91, segment: null, personas: [], standing: [] });
    expect(page.sources.map(({ name, rows: n, kind }) => [name, n, kind])).toEqual([
      ['customers.csv', 1, 'companies'],
      ['orders.csv', 10, 'orders'],
    ]);
    const name = attributes.findIndex(({ name: called }) => called === 'CompanyName');
    const said = page.said.find(({ attribute }) => attribute === attributes[name]!.id)!;
    expect(said.values.some(({ chosen }) => chosen)).toBe(true);
    expect(page.derived.length).toBeGreaterThan(10);

    const all = await client.call('customers.timeline', { id: vinet.id });
    expect(all.total).toBe(5);
    expect(all.counts).toEqual([{ kind: 'orders', n: 5 }]);
    const orders = all.entries.map(({ title, at, rows: n }) => [title, at, n]);
    expect(orders.at(-1)).toEqual(['10248', '1996-07-04', 3]);
    expect(all.entries.at(-1)!.lines[0]).toMatchObject({ quantity: 12, amount: 168, returned: false, row: 1 });
    const part = await client.call('customers.timeline', { id: vinet.id, offset: 4, limit: 3 });
    expect(part.entries).toEqual(all.entries.slice(4));
    expect((await client.call('customers.timeline', { id: vinet.id, kinds: ['events'] })).total).toBe(0);
    await expect(client.call('customers.one', { id: 99_999 })).rejects.toMatchObject({
      envelope: { code: 'not_found' },
    });
  });

  it('a file that was not joined shows its own row, and where it stands in its segment', async () => {
    bench = createBench({ threads: 1 });
    await run([{ import: 'mall.csv' }, { segment: { k: 5, seed: 1 } }, 'draft'], {
      'mall.csv': data('mall_customers', 'Mall_Customers.csv'),
    });
    const page = await bench.client.call('customers.one', { id: 2 });
    expect(page).toMatchObject({ place: 2, total: 200, previous: 1, next: 3, said: [], derived: [] });
    expect(page.sources).toMatchObject([{ name: 'Mall_Customers.csv', rows: 1, lines: [2], score: 1 }]);
    expect(page.segment).not.toBeNull();
    expect(page.personas).toHaveLength(1);
    const attributes = await bench.client.call('customers.attributes', {});
    const score = attributes.find(({ name }) => name.startsWith('Spending'))!;
    const standing = page.standing.find(({ attribute }) => attribute === score.id)!;
    // 81 against a mean of 50.2 and a standard deviation of 25.82
    expect(standing.mean).toBeCloseTo(50.2, 6);
    expect(standing.strength).toBeCloseTo((81 - 50.2) / 25.8235, 3);
    expect(standing.used).toBe(true);
    const used = page.standing.filter((one) => one.used).map(({ strength }) => Math.abs(strength));
    expect(used).toEqual([...used].sort((a, b) => b - a));
    expect(page.standing.slice(0, used.length).every((one) => one.used)).toBe(true);
  });
});
