import { afterEach, describe, expect, it } from 'vitest';
import { hasData, realFile } from '../../support/data.ts';
import { madeFile } from '../../support/made.ts';
import { type Bench, createBench, numbers } from '../segments/bench.ts';
import type { SourceKind } from '../../../shared/domain.ts';

let bench: Bench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

/** Import and join; the receipt, and how many customers there are. */
async function joined(path: string) {
  bench = createBench({ lang: 'en', threads: 1 });
  const receipt = await bench.importFile(path);
  const attributes = await bench.client.call('customers.attributes', {});
  const { customers } = await bench.client.call('customers.build', {});
  return { receipt, attributes, count: customers.count, client: bench.client };
}

const rows = (head: string, n: number, line: (i: number, next: () => number) => string): string => {
  const next = numbers(n);
  return [head, ...Array.from({ length: n }, (_, i) => line(i, next))].join('\n');
};
const day = (i: number) => `2024-0${String(1 + (i % 9))}-1${String(i % 10)}`;
const pick = <T>(list: readonly T[], at: number): T => list[Math.floor(at * list.length)]!;

const BASKETS = rows(
  'Member_number,Date,itemDescription',
  300,
  (i, next) =>
    `${String(1000 + Math.floor(next() * 60))},${day(i)},${pick(['tea', 'mug', 'biscuit', 'oolong'], next())}`,
);
const COMPLAINTS = rows(
  'comp_id,incident,cust_id,status,type,severity',
  300,
  (i, next) =>
    `${String(500000 + i)},${day(i)},${String(70000 + Math.floor(next() * 150))},${pick(['Open', 'Closed'], next())},` +
    `${pick(['billing', 'network', 'handset'], next())},${pick(['Low', 'Medium', 'High'], next())}`,
);
const NAMES = rows(
  'customer_id,order_date,revenue',
  300,
  (i, next) =>
    `${pick(['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn'], next())} ${pick(['Stone', 'Wood', 'Banks', 'Hill', 'Reed'], next())},` +
    `${day(i)},${String(10 + Math.floor(next() * 200))}`,
);

const cases: readonly {
  readonly name: string;
  readonly text: string;
  readonly kind: SourceKind;
  readonly customer: string;
}[] = [
  { name: 'member_date_item.csv', text: BASKETS, kind: 'orders', customer: 'Member_number' },
  { name: 'complaints.csv', text: COMPLAINTS, kind: 'events', customer: 'cust_id' },
  { name: 'names_as_customer_id.csv', text: NAMES, kind: 'orders', customer: 'customer_id' },
];
const distinct = (text: string, column: number) =>
  new Set(
    text
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[column]),
  ).size;

describe('whose rows they are', () => {
  it.each(cases)('$name, made up: $kind of $customer', { timeout: 60_000 }, async ({ name, text, kind, customer }) => {
    const found = await joined(madeFile(name, text));
    expect(found.receipt.kind).toBe(kind);
    expect(found.receipt.mapping.customer).toBe(customer);
    expect(found.count).toBe(distinct(text, text.split('\n')[0]!.split(',').indexOf(customer)));
  });

  it('names in a column of numbers are personal: masked, and no attribute', { timeout: 60_000 }, async () => {
    const { attributes, client } = await joined(madeFile('names_as_customer_id.csv', NAMES));
    expect(attributes.find(({ name }) => name === 'customer_id')).toMatchObject({ role: 'personal', personal: 'name' });
    const page = await client.call('customers.page', { offset: 0, limit: 50 });
    expect(JSON.stringify(page.rows)).not.toMatch(/Ada Stone|Ben Wood|Cleo Banks/);
  });

  it('firms that buy are no persons', { timeout: 60_000 }, async () => {
    const text = NAMES.replaceAll(/ (Stone|Wood|Banks|Hill|Reed),/g, ' $1 Trading Ltd,');
    const { attributes } = await joined(madeFile('firms.csv', text));
    expect(attributes.find(({ name }) => name === 'customer_id')!.personal).toBeNull();
  });

  it('what visitors of pages do stays events', { timeout: 60_000 }, async () => {
    const text = rows(
      'user_id,event_time,event_type,product',
      200,
      (i, next) => `${String(1 + Math.floor(next() * 40))},${day(i)} 10:00:00,${pick(['view', 'cart'], next())},mug`,
    );
    expect((await joined(madeFile('clicks.csv', text))).receipt.kind).toBe('events');
  });

  it.skipIf(!hasData).each([
    ['member_date_item.csv', 'orders', 'Member_number', 90],
    ['complaints.csv', 'events', 'cust_id', 477],
    ['names_as_customer_id.csv', 'orders', 'customer_id', 80],
  ] as const)('%s: %s', { timeout: 60_000 }, async (name, kind, customer, count) => {
    const found = await joined(realFile('truth', name));
    expect([found.receipt.kind, found.receipt.mapping.customer, found.count]).toEqual([kind, customer, count]);
    if (name.startsWith('names'))
      expect(found.attributes.find((one) => one.name === customer)).toMatchObject({
        role: 'personal',
        personal: 'name',
      });
  });
});
