import fs from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Parsed } from '../../../shared/contract.ts';
import type { Inspection } from '../../../shared/contract/sources.ts';
import { area } from '../../../electron/core/areas/sources/handlers.ts';
import { createBench, type Bench } from './harness.ts';

let bench: Bench;
beforeAll(() => (bench = createBench()));
afterAll(() => bench.close());

const FROM = 1_704_067_205;
const ROWS = 240;
const second = (i: number) => FROM + i * 7_919;
const iso = (i: number) => new Date(second(i) * 1000).toISOString().slice(0, 19);
const lines = (header: string, row: (i: number) => string) =>
  `${[header, ...Array.from({ length: ROWS }, (_, i) => row(i))].join('\n')}\n`;

it.each([
  [
    'orders',
    '订单号,会员号,下单时间,商品,实付金额',
    (i: number) => `T${90_000 + i},M${100 + (i % 50)},${second(i)},茶 ${i % 9},${10 + (i % 30)}.5`,
    { customer: '会员号', date: '下单时间' },
  ],
  [
    'events',
    'created_at,user_id,event,page',
    (i: number) => `${second(i)}${i % 10}00,U${i % 40},${i % 3 ? 'view' : 'buy'},/menu/${i % 20}`,
    { customer: 'user_id', date: 'created_at' },
  ],
])('%s with times since 1970 are stored with date and time in UTC', async (kind, header, row, mapping) => {
  const path = join(bench.folder, `${kind}.csv`);
  fs.writeFileSync(path, lines(header, row));
  const input: Parsed<'sources.import'> = { fileId: bench.file(path), read: {}, columns: [], mapping: {} };
  const seen: Inspection = await area.handlers['sources.inspect'](bench.job(), input);
  expect(seen).toMatchObject({ kind: { value: kind } });
  expect(seen.mapping).toMatchObject(mapping);
  const receipt = await area.handlers['sources.import'](bench.job(), input);
  const at = receipt.columns.findIndex(({ name }) => name === mapping.date);
  expect(receipt.columns[at]).toMatchObject({ type: 'date', invalid: 0, format: { unixTime: true } });
  const stored = bench.session.db.column<string>(`SELECT c${at} FROM customers_${receipt.sourceId} ORDER BY id`);
  expect(stored).toEqual(Array.from({ length: ROWS }, (_, i) => iso(i)));
});
