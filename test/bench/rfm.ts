import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { realFile } from '../support/data.ts';
import Papa from 'papaparse';
import { deriveAttributes } from '../../electron/analysis/derive/derive.ts';
import type { FactColumn, FactSource } from '../../electron/analysis/derive/types.ts';
import { seeded } from '../../electron/analysis/random.ts';
import { DeriveOptions } from '../../shared/contract/derive.ts';
import { dateToNumber, numberToDate } from '../../shared/values.ts';
import type { Measurement } from './measurement.ts';
import { median, python, tenth } from './peers.ts';

const RUNS = 5;
const SIZES = [10_000, 100_000, 1_000_000];
const LINES = 541_909;
const real = realFile('online_retail', 'online_retail.csv');
const execute = promisify(execFile);

/** Recency, frequency and monetary of the same lines, typed and in memory: the file is read before the clock starts. */
const PEER = `
import json, sys, time, pandas
t = pandas.read_csv(sys.argv[1], dtype={"InvoiceNo": str, "CustomerID": str}, parse_dates=["InvoiceDate"])
times = []
for _ in range(int(sys.argv[2])):
    started = time.perf_counter()
    s = t[t["CustomerID"].notna() & ~t["InvoiceNo"].str.startswith("C") & (t["Quantity"] > 0) & (t["UnitPrice"] > 0)]
    s = s.assign(Amount=s["Quantity"] * s["UnitPrice"])
    reference = s["InvoiceDate"].max().normalize() + pandas.Timedelta(days=1)
    rfm = s.groupby("CustomerID").agg(last=("InvoiceDate", "max"), f=("InvoiceNo", "nunique"), m=("Amount", "sum"))
    rfm["r"] = (reference - rfm["last"]).dt.days
    times.append((time.perf_counter() - started) * 1000)
print(json.dumps({"ms": sorted(times)[len(times) // 2], "customers": len(rfm), "r": int(rfm["r"].sum()),
                  "f": int(rfm["f"].sum()), "m": float(rfm["m"].sum())}))
`;

interface Line {
  InvoiceNo: string;
  StockCode: string;
  Quantity: string;
  InvoiceDate: string;
  UnitPrice: string;
  CustomerID: string;
}

/**
 * All attributes that orders tell (recency, frequency, monetary, scores, favourites, rhythm, lifecycle …) of 541,909 lines,
 * against recency, frequency and monetary alone by pandas. Both begin with typed columns in memory. What is timed includes
 * finding the orders that were wholly credited, which pandas is not asked for: figures are compared without. `growth`: made-up lines.
 */
export async function run(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-rfm-'));
  try {
    const lines = existsSync(real) ? read(real) : madeUp(LINES);
    const file = existsSync(real) ? real : write(join(folder, 'lines.csv'), lines);
    const growth = SIZES.map((n) => {
      const facts = factsOf(madeUp(n));
      return { n, ms: tenth(measure(facts).ms) };
    });
    const facts = factsOf(lines);
    const { ms } = measure(facts);
    const { sums } = measure(facts, 'keep');
    const peer = await pandas(file);
    return {
      case: 'rfm',
      ms: tenth(ms),
      peer: 'pandas groupby',
      peerMs: peer === null ? null : tenth(peer.ms),
      ratio: peer === null ? null : Math.round((ms / peer.ms) * 1000) / 1000,
      agrees: peer !== null && agrees(sums, peer),
      rows: lines.length,
      growth,
      ...(peer === null ? { note: 'pandas not found: apt install python3-pandas' } : {}),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Sums {
  readonly customers: number;
  readonly r: number;
  readonly f: number;
  readonly m: number;
}

/** @param credits whether orders that were wholly credited are no sales; the peer knows no such thing */
function measure(
  { facts, n }: { facts: FactSource; n: number },
  credits: 'cancel' | 'keep' = 'cancel',
): { ms: number; sums: Sums } {
  const options = DeriveOptions.parse({ sales: { credits } });
  const times: number[] = [];
  let sums: Sums = { customers: 0, r: 0, f: 0, m: 0 };
  for (let i = 0; i < RUNS; i++) {
    const from = performance.now();
    const { columns, report } = deriveAttributes([facts], n, options, [], 'en');
    times.push(performance.now() - from);
    const sum = (key: string) =>
      (columns.find((column) => column.key === key)!.values as Float64Array).reduce(
        (all, value) => all + (Number.isNaN(value) ? 0 : value),
        0,
      );
    sums = { customers: report.sales!.customers, r: sum('recency'), f: sum('frequency'), m: sum('monetary') };
  }
  return { ms: median(times), sums };
}

const agrees = (own: Sums, peer: Sums): boolean =>
  own.customers === peer.customers && own.r === peer.r && own.f === peer.f && Math.abs(own.m / peer.m - 1) < 1e-9;

async function pandas(file: string): Promise<(Sums & { ms: number }) | null> {
  try {
    await execute(python, ['-c', 'import pandas']);
  } catch {
    return null;
  }
  const { stdout } = await execute(python, ['-c', PEER, file, String(RUNS)], { maxBuffer: 1e7 });
  return JSON.parse(stdout) as Sums & { ms: number };
}

const read = (path: string): Line[] =>
  Papa.parse<Line>(readFileSync(path, 'utf8'), { header: true, skipEmptyLines: true }).data;

const HEAD = ['InvoiceNo', 'StockCode', 'Quantity', 'InvoiceDate', 'UnitPrice', 'CustomerID'] as const;

function write(path: string, lines: readonly Line[]): string {
  writeFileSync(path, [HEAD.join(','), ...lines.map((line) => HEAD.map((name) => line[name]).join(','))].join('\n'));
  return path;
}

/** Order lines of a shop: some twenty to an order, few customers with many orders. */
function madeUp(n: number): Line[] {
  const random = seeded(11);
  const day = dateToNumber('2024-01-01');
  return Array.from({ length: n }, (_, i) => {
    const order = Math.floor(i / 21);
    // the customer of an order, the time and the sign follow from its number
    const own = seeded(order);
    const customer = Math.floor(own.next() ** 2 * Math.max(10, n / 120));
    const at = numberToDate(day + Math.floor(own.next() * 365 * 86_400) * 1000);
    const returned = own.next() < 0.02;
    return {
      InvoiceNo: `${returned ? 'C' : ''}${String(500_000 + order)}`,
      StockCode: String(20_000 + Math.floor(random.next() * 4000)),
      Quantity: String((returned ? -1 : 1) * (1 + Math.floor(random.next() * 24))),
      InvoiceDate: at.length === 10 ? `${at}T00:00:00` : at,
      UnitPrice: String(Math.floor(random.next() * 1600) / 100),
      CustomerID: order % 4 === 0 ? '' : String(customer),
    };
  });
}

function factsOf(lines: readonly Line[]): { facts: FactSource; n: number } {
  const keys = new Map<string, number>();
  const customers = Int32Array.from(lines, ({ CustomerID: key }) => {
    if (key === '') return 0;
    if (!keys.has(key)) keys.set(key, keys.size + 1);
    return keys.get(key)!;
  });
  const number = (name: 'Quantity' | 'UnitPrice'): FactColumn => ({
    kind: 'number',
    values: Float64Array.from(lines, (line) => Number(line[name])),
  });
  const facts: FactSource = {
    id: 1,
    kind: 'orders',
    name: 'lines',
    rows: lines.length,
    customers,
    columns: {
      order: coded(lines.map(({ InvoiceNo }) => InvoiceNo)),
      item: coded(lines.map(({ StockCode }) => StockCode)),
      date: {
        kind: 'date',
        values: Float64Array.from(lines, ({ InvoiceDate }) => dateToNumber(InvoiceDate.replace(' ', 'T'))),
      },
      quantity: number('Quantity'),
      price: number('UnitPrice'),
    },
    answers: [],
  };
  return { facts, n: keys.size };
}

function coded(cells: readonly string[]): FactColumn {
  const index = new Map<string, number>();
  const codes = Int32Array.from(cells, (cell) => {
    if (!index.has(cell)) index.set(cell, index.size);
    return index.get(cell)!;
  });
  return { kind: 'category', values: [...index.keys()], codes };
}
