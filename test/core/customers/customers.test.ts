import { afterEach, describe, expect, it } from 'vitest';
import type { In } from '../../../shared/contract.ts';
import { type Bench, createBench, numbers } from '../segments/bench.ts';

let bench: Bench;
afterEach(() => bench.close());

const TEXT = `member,name,phone,city,level,spend,joined,active
A1,林小雨,13800001001,Hangzhou,low,120,2024-03-05,yes
A2,王大明,13800001002,Suzhou,high,,2023-11-20,no
A3,陈晓,13800001003,hangzhou west,mid,80.5,,yes
A4,李雷,13800001004,Wuxi,low,300,2024-01-31,no
A5,韩梅梅,13800001005,,high,80.5,2022-07-01,yes
A6,赵敏,13800001006,Suzhou,mid,15,2024-03-05,no
`;

async function open() {
  bench = createBench();
  await bench.importText(TEXT);
  const attributes = await bench.client.call('customers.attributes', {});
  const id = (name: string) => attributes.find((attribute) => attribute.name === name)!.id;
  const page = async (input: Partial<In<'customers.page'>> = {}) =>
    bench.client.call('customers.page', { offset: 0, limit: 100, ...input });
  const ids = async (input: Partial<In<'customers.page'>> = {}) => (await page(input)).rows.map((row) => row.id);
  return { attributes, id, page, ids };
}

describe('the customer table', () => {
  it('pages in file order, masks personal data and counts', async () => {
    const { page, attributes } = await open();
    const window = await page({ offset: 1, limit: 2 });
    expect([window.count, window.total]).toEqual([6, 6]);
    expect(window.rows.map((row) => row.id)).toEqual([2, 3]);
    const cell = (name: string) => window.rows[0]!.cells[attributes.findIndex((attribute) => attribute.name === name)];
    expect([cell('name'), cell('phone'), cell('spend'), cell('joined')]).toEqual([
      '王*明',
      '138****1002',
      null,
      '2023-11-20',
    ]);
    expect(JSON.stringify(window)).not.toMatch(/大明|13800001002/);
  });

  it('sorts both ways with missing values last', async () => {
    const { id, ids } = await open();
    const by = (name: string, descending: boolean) => ids({ sort: { attribute: id(name), descending } });
    expect(await by('spend', false)).toEqual([6, 3, 5, 1, 4, 2]);
    expect(await by('spend', true)).toEqual([4, 1, 3, 5, 6, 2]);
    expect(await by('joined', false)).toEqual([5, 2, 4, 1, 6, 3]);
    await bench.client.call('customers.setAttribute', { id: id('level'), levels: ['low', 'mid', 'high'] });
    expect(await by('level', false)).toEqual([1, 4, 3, 6, 2, 5]);
  });

  it('filters by range, value and gap, and searches words in any letter case', async () => {
    const { id, ids } = await open();
    expect(await ids({ filters: [{ kind: 'range', attribute: id('spend'), min: 80.5, max: 120 }] })).toEqual([1, 3, 5]);
    expect(
      await ids({ filters: [{ kind: 'range', attribute: id('joined'), min: '2024-01-01', max: '2024-03-05' }] }),
    ).toEqual([1, 4, 6]);
    expect(await ids({ filters: [{ kind: 'values', attribute: id('city'), values: ['Suzhou', null] }] })).toEqual([
      2, 5, 6,
    ]);
    expect(await ids({ filters: [{ kind: 'values', attribute: id('active'), values: [1] }] })).toEqual([1, 3, 5]);
    expect(await ids({ filters: [{ kind: 'missing', attribute: id('spend'), missing: true }] })).toEqual([2]);
    expect(await ids({ filters: [{ kind: 'missing', attribute: id('phone'), missing: true }] })).toEqual([]);
    expect(
      await ids({
        filters: [
          { kind: 'customers', ids: [4, 2] },
          { kind: 'customers', ids: [2, 9] },
        ],
      }),
    ).toEqual([2]);
    expect(await ids({ filters: [{ kind: 'segments', segments: [1] }] })).toEqual([]);
    expect(await ids({ search: 'HANGZHOU' })).toEqual([1, 3]);
    expect(await ids({ search: 'hangzhou west' })).toEqual([3]);
    expect(await ids({ search: '100%' })).toEqual([]);
  });

  it('never searches, filters, sorts or profiles by personal values', async () => {
    const { id, ids } = await open();
    expect(await ids({ search: '13800001001' })).toEqual([]);
    expect(await ids({ search: '林' })).toEqual([]);
    const refused = { code: 'refused' };
    const phone = id('phone');
    await expect(
      ids({ filters: [{ kind: 'values', attribute: phone, values: ['13800001001'] }] }),
    ).rejects.toMatchObject(refused);
    await expect(ids({ sort: { attribute: phone, descending: false } })).rejects.toMatchObject(refused);
    const profile = await bench.client.call('customers.profile', { attribute: phone });
    expect([profile.n, profile.distinct, profile.values, profile.numeric]).toEqual([6, 6, null, null]);
  });

  it('profiles numbers, dates and categories over a view', async () => {
    const { id } = await open();
    const profile = (name: string, more: Partial<In<'customers.profile'>> = {}) =>
      bench.client.call('customers.profile', { attribute: id(name), ...more });
    const spend = await profile('spend');
    expect([spend.n, spend.missing, spend.distinct]).toEqual([6, 1, 4]);
    expect(spend.numeric).toMatchObject({ min: 15, max: 300, quartiles: [80.5, 80.5, 120] });
    expect(spend.numeric!.mean).toBeCloseTo(119.2, 9);
    expect(spend.numeric!.bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(5);
    const joined = await profile('joined');
    expect(joined.numeric!.max).toBe(Date.UTC(2024, 2, 5));
    const level = await profile('level', { filters: [{ kind: 'range', attribute: id('spend'), min: 100, max: null }] });
    expect([level.n, level.values]).toEqual([2, [{ value: 'low', count: 2 }]]);
  });

  it('changes role and dimension as one undoable edit', async () => {
    const { id, attributes } = await open();
    const city = id('city');
    const before = attributes.find((attribute) => attribute.id === city)!;
    const changed = await bench.client.call('customers.setAttribute', {
      id: city,
      role: 'personal',
      dimension: 'social',
    });
    expect([changed.role, changed.personal, changed.dimension]).toEqual(['personal', 'other', 'social']);
    const masked = await bench.client.call('customers.page', { offset: 0, limit: 1 });
    expect(JSON.stringify(masked)).not.toContain('Hangzhou');
    await bench.client.call('workspace.undo', {});
    const after = (await bench.client.call('customers.attributes', {})).find((attribute) => attribute.id === city)!;
    expect(after).toEqual(before);
    await expect(bench.client.call('customers.setAttribute', { id: id('spend'), levels: ['a'] })).rejects.toMatchObject(
      {
        code: 'invalid_input',
      },
    );
  });

  it('is empty, not an error, before the first import', async () => {
    bench = createBench();
    expect(await bench.client.call('customers.attributes', {})).toEqual([]);
    expect((await bench.client.call('customers.page', { offset: 0, limit: 10 })).total).toBe(0);
  });

  it('answers from the reading threads for large tables as it does for small ones', async () => {
    bench = createBench();
    const next = numbers(4);
    const values = Array.from({ length: 12000 }, () => Math.round(next() * 5000));
    await bench.importText(`no,value\n${values.map((value, i) => `K${100000 + i},${value}`).join('\n')}\n`);
    const value = (await bench.client.call('customers.attributes', {})).find(({ name }) => name === 'value')!.id;
    const filters = [{ kind: 'range' as const, attribute: value, min: 1000, max: null }];
    const window = { limit: 50, sort: { attribute: value, descending: true }, filters };
    const expected = values
      .map((v, i) => ({ v, id: i + 1 }))
      .filter(({ v }) => v >= 1000)
      .sort((a, b) => b.v - a.v || a.id - b.id);
    const first = await bench.client.call('customers.page', { offset: 5000, ...window });
    expect(first.count).toBe(expected.length);
    expect(first.rows.map((row) => row.id)).toEqual(expected.slice(5000, 5050).map(({ id }) => id));
    const started = performance.now();
    await bench.client.call('customers.page', { offset: 7000, ...window });
    expect(performance.now() - started).toBeLessThan(500);
  });
});
