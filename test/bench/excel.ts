import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { realFile } from '../support/data.ts';
import { sheetOf, type TestCell } from '../fixtures/files/workbook.ts';
import { importOnce } from './import.ts';
import type { Measurement } from './measurement.ts';
import { median, python, tenth } from './peers.ts';

const ROWS = 541_909;
const RUNS = 3;
const real = realFile('online_retail', 'online_retail.xlsx');
const execute = promisify(execFile);

/** The peer only reads: it makes a table in memory, typed, and stores nothing. */
const PEER = `
import json, sys, time, pandas
started = time.time()
table = pandas.read_excel(sys.argv[1])
print(json.dumps({"ms": (time.time() - started) * 1000, "rows": len(table)}))
`;

/** The whole way from a workbook to published customers in a process of its own, against `pandas.read_excel`. */
export async function run(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-excel-'));
  try {
    const file = existsSync(real) ? real : generate(join(folder, 'orders.xlsx'));
    const own = [];
    for (let i = 0; i < RUNS; i++) own.push(await importOnce(file));
    // a minute a run: once tells enough
    const peerMs = await peer(file);
    const ms = median(own.map((outcome) => outcome.ms));
    return {
      case: 'excel',
      ms: tenth(ms),
      peer: 'pandas.read_excel',
      peerMs: peerMs === null ? null : tenth(peerMs),
      ratio: peerMs === null ? null : Math.round((ms / peerMs) * 1000) / 1000,
      rssMb: Math.max(...own.map((outcome) => outcome.rssMb)),
      gapMs: tenth(median(own.map((outcome) => outcome.gapMs))),
      rows: own[0]!.read,
      ...(peerMs === null ? { note: 'pandas not found: apt install python3-pandas python3-openpyxl' } : {}),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function peer(file: string): Promise<number | null> {
  try {
    await execute(python, ['-c', 'import pandas, openpyxl']);
  } catch {
    return null;
  }
  const { stdout } = await execute(python, ['-c', PEER, file], { maxBuffer: 1e7 });
  return (JSON.parse(stdout) as { ms: number }).ms;
}

/** Order lines of the same shape, for machines without the real file. */
function generate(path: string): string {
  const rows: TestCell[][] = [
    ['InvoiceNo', 'StockCode', 'Description', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID', 'Country'],
  ];
  for (let i = 0; i < ROWS; i++)
    rows.push([
      536_365 + Math.floor(i / 21),
      `${String(20_000 + ((i * 7919) % 4000))}A`,
      `ITEM WITH A LONG NAME NO ${String((i * 7919) % 4000)}`,
      1 + (i % 24),
      { xml: `<c s="1"><v>${String(40_513 + Math.floor(i / 1450) + (i % 600) / 1440)}</v></c>` },
      ((i * 31) % 1600) / 100,
      i % 4 === 0 ? null : 12_346 + (Math.floor(i / 21) % 4372),
      'United Kingdom',
    ]);
  writeFileSync(path, sheetOf(rows, { formats: [22] }));
  return path;
}
