import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterEach, describe, expect, it } from 'vitest';
import { hasData, realFile } from '../../support/data.ts';
import { type Bench, createBench } from '../segments/bench.ts';

let bench: Bench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

type Line = Record<string, string>;
/** What the shop itself would say of a customer. */
interface Sums {
  readonly orders: number;
  readonly amount: number;
  readonly items: number;
  /** the items on most lines: one of them is the favourite */
  readonly most: readonly string[];
}

/** Counted line by line from the file, in the plainest way: the status and the total of an order are those of its first line. */
function counted(text: string): Map<string, Sums> {
  const lines = Papa.parse<Line>(text, { header: true, skipEmptyLines: true }).data;
  const first = new Map<string, Line>();
  for (const line of lines) if (!first.has(line.Name!)) first.set(line.Name!, line);
  const people = new Map<string, { orders: Set<string>; amount: number; items: number; lines: Map<string, number> }>();
  for (const line of lines) {
    const order = first.get(line.Name!)!;
    if (order['Financial Status'] !== 'paid') continue;
    const email = order.Email!;
    const one = people.get(email) ?? { orders: new Set(), amount: 0, items: 0, lines: new Map<string, number>() };
    people.set(email, one);
    if (line === order) one.amount += Number(order.Total);
    one.orders.add(line.Name!);
    one.items += Number(line['Lineitem quantity']);
    const sku = line['Lineitem sku']!;
    one.lines.set(sku, (one.lines.get(sku) ?? 0) + 1);
  }
  return new Map(
    [...people].map(([email, { orders, amount, items, lines: sold }]) => {
      const top = Math.max(...sold.values());
      const most = [...sold].filter(([, n]) => n === top).map(([sku]) => sku);
      return [email, { orders: orders.size, amount, items: items / orders.size, most }];
    }),
  );
}

/** The same of the joined table. */
async function joined(text: string): Promise<Map<string, Omit<Sums, 'most'> & { favourite: string }>> {
  bench = createBench({ lang: 'en' });
  const path = join(bench.folder, 'orders_export.csv');
  writeFileSync(path, text);
  const receipt = await bench.client.call('sources.import', { fileId: await bench.register(path) });
  expect(receipt).toMatchObject({
    kind: 'orders',
    mapping: { order: 'Name', amount: 'Total', status: 'Financial Status' },
  });
  const report = await bench.client.call('customers.build', {});
  expect(report.sources[0]!.nobody).toBe(0);
  const column = new Map((await bench.client.call('customers.attributes', {})).map(({ name, column: c }) => [name, c]));
  const { db } = bench.core.session();
  const table = db.value<string>('SELECT customer_table FROM source ORDER BY id DESC LIMIT 1')!;
  const cells = ['Email', 'Orders', 'Total spent', 'Mean items per order', 'Favourite item'].map((name) =>
    column.get(name)!,
  );
  return new Map(
    [...db.rows(`SELECT ${cells.join(', ')} FROM ${table}`)].flatMap(([email, orders, amount, items, favourite]) =>
      Number(orders) === 0
        ? []
        : [
            [
              String(email),
              { orders: Number(orders), amount: Number(amount), items: Number(items), favourite: String(favourite) },
            ] as const,
          ],
    ),
  );
}

async function agrees(text: string): Promise<void> {
  const expected = counted(text);
  const found = await joined(text);
  expect(new Set(found.keys())).toEqual(new Set(expected.keys()));
  for (const [email, { orders, amount, items, most }] of expected) {
    const one = found.get(email)!;
    expect({ email, orders: one.orders }).toEqual({ email, orders });
    expect(one.amount).toBeCloseTo(amount, 6);
    expect(one.items).toBeCloseTo(items, 9);
    expect(most).toContain(one.favourite);
  }
}

/** Orders of one to three lines as a shop exports them; `own`: the order's number stands on its first line only. */
function made(own: boolean): string {
  const head =
    'Name,Email,Financial Status,Total,Refunded Amount,Created at,Lineitem quantity,Lineitem sku,Lineitem price';
  const lines = [head];
  for (let i = 0; i < 90; i++) {
    const [status, n] = [i % 4 === 3 ? 'refunded' : 'paid', (i % 3) + 1];
    const total = Array.from({ length: n }, (_, k) => (1 + ((i + k) % 3)) * (9 + k)).reduce((a, b) => a + b, 0);
    for (let k = 0; k < n; k++) {
      const email = `c${String(i % 17)}@example.com`;
      const day = `2024-0${String(1 + (i % 6))}-1${String(i % 9)} 10:00:00 -0500`;
      const order = k === 0 || !own ? `#${String(1001 + i)}` : '';
      const whole =
        k === 0 ? `${email},${status},${String(total)},${status === 'refunded' ? String(total) : '0'},${day}` : ',,,,';
      lines.push(`${order},${whole},${String(1 + ((i + k) % 3))},SKU-${'ABC'[(i + k) % 3]!},${String(9 + k)}`);
    }
  }
  return lines.join('\n');
}

describe('an order in several lines of which the first alone tells of the order', () => {
  it('is one order, with its status, buyer and total once', { timeout: 60_000 }, () => agrees(made(false)));

  it('also where its number stands on the first line only', { timeout: 60_000 }, async () => {
    const lines = made(true);
    const expected = counted(made(false));
    const found = await joined(lines);
    expect(found.size).toBe(expected.size);
    for (const [email, { orders, items }] of expected) {
      expect(found.get(email)!.orders).toBe(orders);
      expect(found.get(email)!.items).toBeCloseTo(items, 9);
    }
  });

  it.skipIf(!hasData)('in a shop’s own export', { timeout: 60_000 }, async () => {
    const text = readFileSync(realFile('field', '14-shopify-orders.csv'), 'utf8').replace(/^\ufeff/, '');
    await agrees(text);
    const all = [...counted(text).values()];
    const orders = all.reduce((sum, one) => sum + one.orders, 0);
    expect(all.reduce((sum, one) => sum + one.items * one.orders, 0) / orders).toBeCloseTo(3.0125, 9);
    expect((await bench!.client.call('sources.list', {}))[0]).toMatchObject({ stored: 200 });
  });
});
