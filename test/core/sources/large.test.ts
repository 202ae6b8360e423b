import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportMode } from '../../../shared/contract/sources.ts';
import { importFile } from '../../../electron/core/areas/sources/import.ts';
import { unpackRaw } from '../../../electron/analysis/intake/rawBlock.ts';
import { utf8 } from '../../../electron/formats/utf8.ts';
import { createBench, type Bench } from './harness.ts';

/** Cells a table may have before it counts as too large to be kept; the files here have some 90,000. */
const FEW = 60_000;
const ROWS = 30_000;

/** The same imports twice: with the cells kept, and with a limit that makes them be read a second time. */
let kept: Bench;
let reread: Bench;
beforeEach(() => {
  kept = createBench(1);
  reread = createBench(1);
});
afterEach(() => Promise.all([kept.close(), reread.close()]));

const line = (id: number, spent: number) => `M${String(id).padStart(6, '0')},${id % 89},${spent.toFixed(2)}`;
const file = (bench: Bench, lines: readonly string[]) => {
  const path = join(bench.folder, 'customers.csv');
  fs.writeFileSync(path, `member id,age,spent\n${lines.join('\n')}\n`);
  return bench.file(path);
};
const both = async (lines: readonly string[], mode?: ImportMode) => {
  const run = (bench: Bench, limits: { mostCells?: number }) =>
    importFile(
      bench.job(),
      { fileId: file(bench, lines), read: {}, columns: [], mapping: {}, ...(mode ? { mode } : {}) },
      limits,
    );
  const expected = await run(kept, {});
  const receipt = await run(reread, { mostCells: FEW });
  expect({ ...receipt, ms: 0 }).toEqual({ ...expected, ms: 0 });
  return receipt;
};
const stored = ({ session: { db } }: Bench, id: number) => ({
  rows: db.all(`SELECT * FROM customers_${String(id)} ORDER BY id`),
  attributes: db.all('SELECT * FROM attribute WHERE source_id = ? ORDER BY position', id),
  raw: db
    .all<{ first_line: number; rows: number; data: Uint8Array }>(
      'SELECT * FROM raw_block WHERE source_id = ? ORDER BY seq',
      id,
    )
    .flatMap(({ data }) => unpackRaw(data, utf8)),
  lines: db
    .all<{ first_line: number; rows: number }>(
      'SELECT first_line, rows FROM raw_block WHERE source_id = ? ORDER BY seq',
      id,
    )
    .reduce((next, block) => (block.first_line === next ? next + block.rows : NaN), 2),
  rejected: db.all('SELECT line, raw FROM rejected_row WHERE source_id = ? ORDER BY seq', id),
  staging: db.column("SELECT name FROM sqlite_schema WHERE name LIKE 'staging%'"),
});
const members = Array.from({ length: ROWS }, (_, i) => line(i, i / 4));

describe('a file too large to be kept', () => {
  it('is stored like any other', async () => {
    const receipt = await both(members);
    expect(receipt).toMatchObject({ read: ROWS, stored: ROWS, customers: ROWS });
    const now = stored(reread, 1);
    expect(now).toEqual(stored(kept, 1));
    expect(now.rows[ROWS - 1]).toEqual({ id: ROWS, c0: 'M029999', c1: 29_999 % 89, c2: 29_999 / 4 });
    expect(now.raw).toHaveLength(ROWS);
    expect(now.lines).toBe(ROWS + 2);
    expect(now.staging).toEqual([]);
  });

  it('keeps its rejected rows, and the rows around them', async () => {
    const broken = [...members.slice(0, 25_000), 'M9,1', ...members.slice(25_000)];
    const receipt = await both(broken);
    expect(receipt).toMatchObject({ read: ROWS + 1, stored: ROWS, rejected: 1 });
    const now = stored(reread, 1);
    expect(now.rejected).toEqual([{ line: 25_002, raw: 'M9,1' }]);
    expect(now.rows).toEqual(stored(kept, 1).rows);
  });

  it('updates the customers it names', async () => {
    await both(members);
    const newer = Array.from({ length: ROWS }, (_, i) => line(i + 5000, i < 100 ? 7 : (i + 5000) / 4)).reverse();
    const receipt = await both(newer);
    expect(receipt).toMatchObject({ mode: 'update', added: 5000, updated: 100, customers: ROWS + 5000 });
    const now = stored(reread, 2);
    expect(now.rows).toEqual(stored(kept, 2).rows);
    expect(now.attributes).toEqual(stored(kept, 2).attributes);
    expect(now.rows[5000]).toEqual({ id: 5001, c0: 'M005000', c1: 5000 % 89, c2: 7 });
    expect(now.staging).toEqual([]);
  });

  it('is added behind the customers that are there', async () => {
    await both(members.slice(0, 500));
    const receipt = await both(
      members.map((_, i) => line(i + 50_000, i)),
      'add',
    );
    expect(receipt).toMatchObject({ mode: 'add', added: ROWS, customers: ROWS + 500 });
    expect(stored(reread, 2).rows).toEqual(stored(kept, 2).rows);
  });
});
