import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, createBench } from '../../core/segments/bench.ts';

let bench: Bench;
beforeEach(() => {
  bench = createBench({ threads: 1, lang: 'en' });
});
afterEach(() => bench.close());

const N = 40;
const id = (i: number) => `K${String(1000 + i)}`;
const day = (i: number) => `2024-${String((i % 9) + 1).padStart(2, '0')}-${String((i % 27) + 1).padStart(2, '0')}`;
const CITIES = ['Bern', 'Genf', 'Basel', 'Zug'];

/** Two lists that disagree on some cities, orders with returns, events and reviews of forty customers. */
function files(): Record<string, string> {
  const people = Array.from({ length: N }, (_, i) => i);
  return {
    'members.csv': [
      'customer id,full name,phone,city,age',
      ...people.map(
        (i) =>
          `${id(i)},Anna Muster${String.fromCharCode(97 + (i % 26))},07912345${String(10 + i)},${CITIES[i % 4]!},${20 + i}`,
      ),
    ].join('\n'),
    'shop.csv': [
      'customer id,city,newsletter',
      ...people.map((i) => `${id(i)},${i % 10 === 0 ? 'Chur' : CITIES[i % 4]!},${i % 2 ? 'yes' : 'no'}`),
    ].join('\n'),
    'orders.csv': [
      'order id,customer id,order date,product,quantity,unit price',
      ...people.flatMap((i) =>
        [0, 1, 2].flatMap((k) => [
          `${5000 + i * 3 + k},${id(i)},${day(i + k)},tea ${k},${k + 1},2.5`,
          `${5000 + i * 3 + k},${id(i)},${day(i + k)},cup,1,4`,
        ]),
      ),
      `C9001,${id(0)},2024-11-30,cup,-1,4`,
    ].join('\n'),
    'events.csv': [
      'time,customer id,event,page',
      ...people.flatMap((i) =>
        [0, 1, 2].map(
          (k) => `${day(i)} 10:0${String(k)}:00,${id(i)},${['view', 'search', 'cart'][k]!},/p/${String(i % 5)}`,
        ),
      ),
    ].join('\n'),
    'reviews.csv': [
      'date,customer id,rating,review',
      ...people.map(
        (i) =>
          `${day(i)},${id(i)},${String((i % 5) + 1)},"The tea of visit ${String(i)} was fine and I would come again"`,
      ),
    ].join('\n'),
  };
}

async function joined(): Promise<void> {
  const registered: Record<string, string> = {};
  for (const [name, text] of Object.entries(files())) {
    writeFileSync(join(bench.folder, name), `${text}\n`);
    registered[name] = await bench.register(join(bench.folder, name));
  }
  const kinds: Record<string, string> = {
    'members.csv': 'customers',
    'shop.csv': 'customers',
    'orders.csv': 'orders',
    'events.csv': 'events',
    'reviews.csv': 'feedback',
  };
  const steps = [...Object.keys(registered).map((file) => ({ import: file, kind: kinds[file] })), { join: {} }];
  await bench.client.call('recipes.run', { recipe: { steps }, files: registered, lang: 'en' });
}

describe('the page of a customer', () => {
  it('has orders, events, feedback and notes on one line of time', async () => {
    await joined();
    const { client } = bench;
    const { rows } = await client.call('customers.page', { offset: 0, limit: 1 });
    const customer = rows[0]!.id;
    const timeline = await client.call('customers.timeline', { id: customer });
    expect(new Map(timeline.counts.map(({ kind, n }) => [kind, n]))).toEqual(
      new Map([
        ['orders', 4],
        ['events', 3],
        ['feedback', 1],
      ]),
    );
    expect(timeline.entries[0]).toMatchObject({
      kind: 'orders',
      title: 'C9001',
      returned: 'all',
      amount: -4,
      at: '2024-11-30',
    });
    const order = timeline.entries.find(({ title }) => title === '5002')!;
    expect(order).toMatchObject({ rows: 2, returned: 'no', amount: 11.5 });
    expect(order.lines.map(({ item, quantity, amount }) => [item, quantity, amount])).toEqual([
      ['tea 2', 3, 7.5],
      ['cup', 1, 4],
    ]);
    const feedback = timeline.entries.find(({ kind }) => kind === 'feedback')!;
    expect(feedback.text).toContain('visit 0');
    expect(feedback.facts).toEqual([{ name: 'rating', value: '1', type: 'category' }]);
    const times = timeline.entries.map(({ at }) => at ?? '');
    expect(times).toEqual([...times].sort().reverse());

    const note = await client.call('notes.add', {
      text: 'Interview. She likes the quiet corner.',
      title: 'First talk',
      date: '2024-12-24',
    });
    await client.call('notes.link', { id: note.id, customers: [customer] });
    const quote = await client.call('notes.mark', { note: note.id, start: 11, stop: 20 });
    await client.call('notes.addTheme', { name: 'quiet', quotes: [quote.id] });
    const later = await client.call('customers.timeline', { id: customer, limit: 1 });
    expect(later.entries[0]).toMatchObject({
      kind: 'notes',
      sourceId: null,
      at: '2024-12-24',
      title: 'First talk',
      note: { id: note.id, quotes: 1, themes: ['quiet'] },
    });
    // the quotes of a theme are an attribute after the next join
    await client.call('customers.build', {});
    const attributes = await client.call('customers.attributes', {});
    expect(attributes.map(({ name }) => name)).toContain('Quotes: quiet');
  });

  it('shows who said what and which rule chose; names are masked', async () => {
    await joined();
    const { client } = bench;
    const { rows } = await client.call('customers.page', { offset: 0, limit: 2 });
    const attributes = await client.call('customers.attributes', {});
    const at = (name: string) => attributes.findIndex((attribute) => attribute.name === name);
    const page = await client.call('customers.one', { id: rows[0]!.id });
    const city = page.said.find(({ attribute }) => attribute === attributes[at('city')]!.id)!;
    expect(city).toMatchObject({ conflict: true, rule: 'trusted' });
    expect(city.values.map(({ value }) => value).sort()).toEqual(['Bern', 'Chur']);
    expect(city.values.filter(({ chosen }) => chosen).map(({ value }) => value)).toEqual([page.cells[at('city')]]);
    const names = page.said.find(({ attribute }) => attribute === attributes[at('full name')]!.id)!;
    expect(names.values[0]!.value).toContain('*');
    expect(String(page.cells[at('full name')])).toContain('*');
    const second = await client.call('customers.one', { id: rows[1]!.id });
    expect(second.said.find(({ attribute }) => attribute === city.attribute)!.conflict).toBe(false);

    await client.call('customers.setTrust', { rule: 'trusted', attributes: { city: 'newest' } });
    await client.call('customers.build', {});
    const after = await client.call('customers.one', { id: rows[0]!.id });
    const settled = await client.call('customers.attributes', {});
    const now = after.said.find(({ attribute }) => settled.find(({ id: one }) => one === attribute)!.name === 'city')!;
    expect(now.rule).toBe('newest');
    expect(now.values.find(({ chosen }) => chosen)!.value).toBe('Chur');
  });
});
