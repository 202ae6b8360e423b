import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReadOptions } from '../../../shared/contract/sources.ts';
import { bookOf } from '../../fixtures/files/workbook.ts';
import { type Bench, createBench } from '../segments/bench.ts';

const LINES = [
  'id,name,spent',
  ...Array.from({ length: 9 }, (_, i) => `k${String(i + 1)},n${String(i + 1)},${String(i)}`),
];

let bench: Bench;
beforeEach(() => (bench = createBench({ lang: 'en' })));
afterEach(() => bench.close());

async function imported(name: string, content: string | Uint8Array, read: ReadOptions) {
  const path = join(bench.folder, name);
  writeFileSync(path, content);
  const fileId = await bench.register(path);
  const receipt = await bench.client.call('sources.import', { fileId, read, mode: 'new' });
  const { db } = bench.core.session();
  const table = db.value<string>('SELECT customer_table FROM source WHERE id = ?', receipt.sourceId)!;
  return { receipt, keys: db.column<string>(`SELECT c0 FROM ${table} ORDER BY id`) };
}

const KEYS = ['k3', 'k4', 'k5', 'k6', 'k7'];

test('data begins and ends where a person says; what is left out is listed with its line', async () => {
  const { receipt, keys } = await imported('lines.csv', LINES.join('\n'), { firstLine: 4, lastLine: 8 });
  expect(keys).toEqual(KEYS);
  expect(receipt).toMatchObject({ read: 9, stored: 5, rejected: 4 });
  expect(receipt.rejectedRows.map(({ line, reason, raw }) => [line, reason, raw])).toEqual(
    [2, 3, 9, 10].map((line) => [
      line,
      { key: 'sources:rejected.outside', values: { first: 4, last: 8 } },
      LINES[line - 1],
    ]),
  );
});

test('only a beginning; and a choice that changes nothing', async () => {
  const { receipt, keys } = await imported('lines.csv', LINES.join('\n'), { firstLine: 9 });
  expect(keys).toEqual(['k8', 'k9']);
  expect(receipt.rejectedRows[0]!.reason).toEqual({ key: 'sources:rejected.above', values: { first: 9 } });
  expect((await imported('same.csv', LINES.join('\n'), { firstLine: 1, lastLine: null })).receipt).toMatchObject({
    read: 9,
    stored: 9,
    rejected: 0,
  });
});

test('in a workbook as in a text', async () => {
  const rows = LINES.map((line) => line.split(','));
  const book = bookOf({ sheets: [{ name: 'Lines', rows }] });
  const { receipt, keys } = await imported('lines.xlsx', book, { firstLine: 4, lastLine: 8 });
  expect(keys).toEqual(KEYS);
  expect(receipt).toMatchObject({ read: 9, stored: 5, rejected: 4 });
});
