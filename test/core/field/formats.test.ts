import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/frames.ts';
import { profileFile } from '../../../electron/workers/areas/sources/inspect.ts';
import type { TaskContext } from '../../../electron/workers/task.ts';
import { realFile } from '../../support/data.ts';
import { fileOf } from '../../unit/intake/data.ts';

const there = existsSync(realFile('field'));
if (!there) console.log('skipped: formats of the field, their files are not there');
const quiet: TaskContext = {
  stopped: () => false,
  check: () => undefined,
  flag: new Int32Array(1),
  progress: () => undefined,
  emit: () => undefined,
  transfer: () => undefined,
};
const factsOf = async (path: string, name: string, sheet?: string) =>
  (await profileFile({ path, name, read: sheet === undefined ? {} : { sheet }, columns: [], mapping: {} }, quiet))
    .facts;
const facts = (name: string) => factsOf(realFile('field', name), name);
const refusal = async (name: string) => {
  try {
    await facts(name);
    return null;
  } catch (error) {
    return error instanceof AppError ? error.said.key : String(error);
  }
};

describe('formats as shops and databases make them', () => {
  it('a table of a page and a map of records are read whole, telephones masked', async () => {
    const phones = Array.from({ length: 120 }, (_, i) => `138${String(10_000_000 + i * 7)}`);
    const rows = phones.map((phone, i) => `<tr><td>M${String(i)}</td><td>${phone}</td><td>${String(i)}.50</td></tr>`);
    const page = `<style>td{mso-number-format:"@"}</style><table><tr><th>会员号</th><th>手机号</th><th>消费</th></tr>${rows.join('\n')}</table>`;
    const table = await factsOf(fileOf(page), 'members.xls');
    expect(table).toMatchObject({ format: 'html', storable: 120, rejected: 0 });
    expect(table.columns.map(({ name, personal }) => [name, personal])).toEqual([
      ['会员号', null],
      ['手机号', 'phone'],
      ['消费', null],
    ]);
    const users = Object.fromEntries(phones.map((phone, i) => [`-N${String(i)}`, { phone, visits: i }]));
    const map = await factsOf(fileOf(JSON.stringify({ users })), 'users.json');
    expect(map).toMatchObject({ format: 'json', storable: 120, rejected: 0 });
    expect(map.columns.map(({ name, personal }) => [name, personal])).toEqual([
      ['key', null],
      ['phone', 'phone'],
      ['visits', null],
    ]);
    expect(JSON.stringify([table.preview, map.preview])).not.toContain(phones[0]);
  });
});

describe('lines in records of orders', () => {
  // 150 orders of 0 to 3 lines
  const orders = Array.from({ length: 150 }, (_, i) => ({
    id: 450_789_469 + i,
    email: `a${String(i % 40)}@example.com`,
    created_at: `2025-0${String(1 + (i % 9))}-11T10:00:00+02:00`,
    total_price: ((i % 3) * 10.25 + 5).toFixed(2),
    customer: { id: 207_119_551 + (i % 40) },
    line_items: Array.from({ length: i % 4 }, (_, n) => ({
      id: i * 10 + n,
      name: ['Green Rose', 'Anna Cup', 'Teapot'][n],
      price: (n + 1.25).toFixed(2),
      quantity: 1 + n,
    })),
  }));
  const path = fileOf(JSON.stringify({ orders }));

  it('are order lines: of the order whose number stands on each, of goods that are no persons', async () => {
    const lines = await factsOf(path, 'orders.json', 'line_items');
    expect(lines.kind.value).toBe('orders');
    expect(lines.mapping).toEqual({
      customer: 'customer.id',
      order: 'id',
      date: 'created_at',
      item: 'line_items.name',
      quantity: 'line_items.quantity',
      price: 'line_items.price',
      amount: 'total_price',
      email: 'email',
    });
    // 38 orders have no line: each is listed
    expect(lines).toMatchObject({ read: 261, storable: 223, rejected: 38 });
    expect(lines.columns.find(({ name }) => name === 'line_items.name')).toMatchObject({ personal: null });
    const amount = lines.columns.find(({ name }) => name === 'total_price');
    expect(amount).toMatchObject({ type: 'number', missing: 223 - 112 });
    const whole = await factsOf(path, 'orders.json');
    expect(whole).toMatchObject({ read: 150, storable: 150, sheet: null });
  });
});

describe.skipIf(!there)('formats as platforms write them', () => {
  it('a list of order lines in an order stays text, is told of and offered as a table', async () => {
    const orders = await facts('17-json-path-words.orders.json');
    expect(orders).toMatchObject({ format: 'json', read: 120, storable: 120 });
    expect(orders.notes).toContainEqual({
      key: 'sources:note.jsonInnerTable',
      values: {
        said: { key: 'sources:note.jsonInnerSame', values: { column: 'line_items', n: 120, least: 2, most: 2 } },
        column: 'line_items',
      },
    });
    const customers = await facts('17-json-path-words.customers.json');
    expect(customers.notes).toContainEqual({
      key: 'sources:note.jsonInnerTable',
      values: {
        said: { key: 'sources:note.jsonInnerSame', values: { column: 'addresses', n: 110, least: 1, most: 1 } },
        column: 'addresses',
      },
    });
  });

  it('an export of Firebase is a row for each key', async () => {
    const users = await facts('18-json-shapes.firebase.json');
    expect(users).toMatchObject({ format: 'json', read: 110, storable: 110, rejected: 0 });
    expect(users.columns.map(({ name }) => name)).toEqual(['key', 'name', 'email', 'visits', 'joined']);
    expect(users.columns.map(({ type }) => type)).toMatchObject({ 3: 'number', 4: 'date' });
    expect(users.preview[0]!.cells).toMatchObject({ 0: '-Nab0000', 3: '26', 4: '1700000000000' });
    expect(users.notes).toContainEqual({
      key: 'sources:note.jsonMap',
      values: { list: 'users', n: 110, column: 'key' },
    });
  });

  it('a piece of a page under .xls is the table in it, with its telephone numbers masked', async () => {
    const table = await facts('19-markup.div.xls');
    expect(table).toMatchObject({ format: 'html', read: 110, storable: 110, rejected: 0, sheet: null, sheets: [] });
    expect(table.headerRow.value).toBe(1);
    expect(table.columns.map(({ name }) => name)).toEqual(['会员号', '姓名', '手机号', '等级', '消费金额']);
    expect(table.columns[1]).toMatchObject({ personal: 'name' });
    expect(table.columns[2]).toMatchObject({ personal: 'phone' });
    expect(table.preview[0]).toMatchObject({ line: 2, cells: ['M0000', '王*明', '157****1782', '金卡', '725.23'] });
    expect(JSON.stringify(table.preview)).not.toContain('15735771782');
  });

  it('contacts and workbooks of Apple are refused by name', async () => {
    expect(await refusal('19-markup.people.vcf')).toBe('sources:unsupported.vcard');
    expect(await refusal('19-markup.book.numbers')).toBe('sources:unsupported.numbers');
  });
});
