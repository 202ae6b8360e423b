import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadOptions } from '../../../shared/contract/sources.ts';
import { AppError } from '../../../shared/frames.ts';
import { zipOf } from '../../fixtures/files/zip.ts';
import { hasData, realFile } from '../../support/data.ts';
import { fileOf, rawOf } from './data.ts';

const read = (value: unknown, options: ReadOptions = {}) => rawOf(fileOf(JSON.stringify(value)), options);
const item = (id: number, name: string, price: string, quantity: number) => ({ id, name, price, quantity });
const ORDERS = [
  {
    id: 450789469,
    email: 'a@example.com',
    total_price: '30.50',
    customer: { id: 207119551, orders_count: 2 },
    tax_lines: [{ title: 'VAT', rate: 0.2 }],
    line_items: [item(1, 'Tea', '10.25', 2), item(2, 'Cup', '10.00', 1)],
  },
  {
    id: 450789470,
    email: 'b@example.com',
    total_price: '7.00',
    customer: { id: 207119552, orders_count: 1 },
    tax_lines: [],
    line_items: [item(3, '茶杯', '7.00', 1)],
  },
  {
    id: 450789471,
    email: 'c@example.com',
    total_price: '0.00',
    customer: { id: 207119553, orders_count: 5 },
    tax_lines: [],
    line_items: [],
  },
];
const COLUMNS = [
  'id',
  'email',
  'total_price',
  'customer.id',
  'customer.orders_count',
  'line_items.id',
  'line_items.name',
  'line_items.price',
  'line_items.quantity',
];
const LINES = [
  ['450789469', 'a@example.com', '30.50', '207119551', '2', '1', 'Tea', '10.25', '2'],
  ['450789469', 'a@example.com', '', '207119551', '', '2', 'Cup', '10.00', '1'],
  ['450789470', 'b@example.com', '7.00', '207119552', '1', '3', '茶杯', '7.00', '1'],
];

describe('orders with lists of lines', () => {
  it('are read as orders, and their lists are offered as tables', async () => {
    const { facts, rows } = await read(ORDERS);
    expect(rows).toHaveLength(3);
    expect(facts).toMatchObject({ sheet: null, sheets: ['$', 'tax_lines', 'line_items'], stored: 3 });
    expect(facts.notes).toContainEqual({
      key: 'sources:note.jsonInnerTable',
      values: {
        said: { key: 'sources:note.jsonInner', values: { column: 'line_items', n: 2, least: 1, most: 2 } },
        column: 'line_items',
      },
    });
    expect((await read(ORDERS, { sheet: '$' })).rows).toEqual(rows);
  });

  it('a line is a row with the fields of its order; amounts of the order count once; an order without lines is listed', async () => {
    const { facts, rows } = await read(ORDERS, { sheet: 'line_items' });
    expect(facts).toMatchObject({ sheet: 'line_items', columns: COLUMNS, read: 4, stored: 3 });
    expect(rows).toEqual(LINES);
    expect(facts.rejected).toEqual([
      {
        line: 1,
        reason: { key: 'sources:rejected.noLines', values: { list: 'line_items' } },
        raw: JSON.stringify(ORDERS[2]),
      },
    ]);
    expect(facts.notes).toEqual([
      { key: 'sources:note.jsonLines', values: { list: 'line_items', n: 5 } },
      { key: 'sources:note.jsonOnce', values: { columns: 'total_price, customer.orders_count' } },
      { key: 'sources:note.jsonLinesLeft', values: { lists: 'tax_lines' } },
    ]);
  });

  it('one document a line, in an object, under keys, and in an archive: the same', async () => {
    const asked = { sheet: 'line_items' };
    const text = ORDERS.map((order) => JSON.stringify(order)).join('\n');
    expect((await rawOf(fileOf(text), asked)).rows).toEqual(LINES);
    expect((await read({ orders: ORDERS, count: 3 }, asked)).rows).toEqual(LINES);
    const keyed = await read(
      Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`k${String(i)}`, ORDERS[i % 3]])),
      asked,
    );
    expect(keyed.facts).toMatchObject({ columns: ['key', ...COLUMNS], stored: 12, read: 16 });
    expect(keyed.rows.slice(0, 3)).toEqual([
      ['k0', ...LINES[0]!],
      ['k0', ...LINES[1]!],
      ['k1', ...LINES[2]!],
    ]);
    const zip = fileOf(zipOf([{ name: 'orders.json', data: JSON.stringify(ORDERS) }]));
    expect((await rawOf(zip)).facts).toMatchObject({
      sheet: 'orders.json',
      sheets: ['orders.json', 'orders.json › tax_lines', 'orders.json › line_items'],
      stored: 3,
    });
    expect((await rawOf(zip, { sheet: 'orders.json › line_items' })).rows).toEqual(LINES);
  });

  it('a list that is not there is refused with those that are', async () => {
    const refused = read(ORDERS, { sheet: 'fulfillments' });
    await expect(refused).rejects.toBeInstanceOf(AppError);
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_input',
      said: { key: 'sources:error.noList', values: { sheet: 'fulfillments', sheets: 'tax_lines, line_items' } },
    });
  });

  it('lists deeper in a record, lists in lines, entries that are no records, and lists that are null', async () => {
    const { facts, rows } = await read(
      [
        { id: 1, at: { lines: [{ a: 1, parts: [{ p: 1 }] }, 'gift'] } },
        { id: 2, at: { lines: null } },
        { id: 3, at: { lines: [{ a: 3, b: 4 }] }, late: 'x' },
      ],
      { sheet: 'at.lines' },
    );
    expect(facts.columns).toEqual(['id', 'late', 'at.lines.a', 'at.lines.parts', 'at.lines', 'at.lines.b']);
    expect(rows).toEqual([
      ['1', '', '1', '[{"p":1}]', '', ''],
      ['1', '', '', '', 'gift', ''],
      ['3', 'x', '3', '', '', '4'],
    ]);
    expect(facts).toMatchObject({ read: 4, stored: 3 });
    expect(facts.notes).toContainEqual({
      key: 'sources:note.jsonInnerSame',
      values: { column: 'at.lines.parts', n: 1, least: 1, most: 1 },
    });
  });

  it('no line is lost and no amount counts twice, whatever the orders', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.integer({ min: 1, max: 9999 }), { maxLength: 5 }), { minLength: 2, maxLength: 30 }),
        async (orders) => {
          fc.pre(orders.some((lines) => lines.length > 0));
          const records = orders.map((lines, i) => ({
            id: `O${String(i)}`,
            total: `${String(lines.reduce((sum, cents) => sum + cents, 0))}.50`,
            lines: lines.map((cents, n) => ({ sku: `S${String(n)}`, cents })),
          }));
          const { facts, rows } = await read(records, { sheet: 'lines' });
          const at = (name: string) => facts.columns.indexOf(name);
          expect(rows.map((row) => [row[at('id')], row[at('lines.cents')]])).toEqual(
            orders.flatMap((lines, i) => lines.map((cents) => [`O${String(i)}`, String(cents)])),
          );
          expect(facts.rejected).toHaveLength(orders.filter((lines) => lines.length === 0).length);
          const totals = rows.map((row) => row[at('total')]).filter((total) => total !== '');
          expect(totals).toEqual(records.filter(({ lines }) => lines.length > 0).map(({ total }) => total));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe.skipIf(!hasData)('orders as a shop exports them', () => {
  it('give a row for each of their lines', async () => {
    const path = realFile('field/17-json-path-words.orders.json');
    const { facts } = await rawOf(path, { sheet: 'line_items' });
    expect(facts).toMatchObject({ stored: 240, rejected: [] });
  });
});
