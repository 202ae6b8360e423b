import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { realFile } from '../support/data.ts';
import { generate } from './import.ts';
import type { Measurement } from './measurement.ts';
import { median, python, tenth } from './peers.ts';
import { ENGINE_OPTIONS } from '../../electron/own-node.js';

const RUNS = 3;
/** Rows of made-up order lines, to see how the time grows. */
const SIZES = [10_000, 100_000, 1_000_000];
const real = realFile('online_retail', 'online_retail.csv');
const child = fileURLToPath(new URL('./cleanRun.ts', import.meta.url));
const execute = promisify(execFile);

/** The same ten steps on the same typed rows, from the workspace's table to a table of its own. */
const PEER = `
import json, sqlite3, sys, time, pandas
workspace, target = sys.argv[1:3]
started = time.time()
source = sqlite3.connect(f"file:{workspace}?mode=ro", uri=True)
names = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"]
listed = ", ".join(f"c{i} AS {name}" for i, name in enumerate(names))
t = pandas.read_sql_query(f"SELECT id, {listed} FROM customers_1", source, index_col="id")
for name in ["InvoiceNo", "StockCode", "Description", "CustomerID", "Country"]:
    t[name] = t[name].str.normalize("NFKC").str.replace(r"\\s+", " ", regex=True).str.strip()
t["Country"] = t["Country"].replace({"EIRE": "Ireland"})
t["UnitPrice"] = t["UnitPrice"].where(t["UnitPrice"] >= 0)
t = t.drop_duplicates()
t = t[~t["InvoiceNo"].str.fullmatch(r"A\\d+")].copy()
t["Quantity"] = t["Quantity"].clip(t["Quantity"].quantile(0.001), t["Quantity"].quantile(0.999))
modes = (t.groupby(["StockCode", "Description"]).size().reset_index(name="n")
         .sort_values(["n", "Description"], ascending=[False, True]).drop_duplicates("StockCode")
         .set_index("StockCode")["Description"])
gaps = t["Description"].isna()
t["Description"] = t["Description"].fillna(t["StockCode"].map(modes)).fillna(t["Description"].mode()[0])
t["filled"] = (gaps & t["Description"].notna()).astype(int)
t[["Day", "Time"]] = t["InvoiceDate"].str.split("T", n=1, expand=True)
t["InvoiceNo"] = t["InvoiceNo"].astype(str)
t = t.rename(columns={"Country": "Land"})
t.to_sql("clean", sqlite3.connect(target), if_exists="replace")
print(json.dumps({"ms": (time.time() - started) * 1000, "kept": len(t), "quantity": float(t["Quantity"].sum()),
                  "filled": int(t["filled"].sum())}))
`;

type Outcome = {
  ms: number;
  rows: number;
  kept: number;
  skipped: number;
  quantity: number;
  filled: number;
  rssMb: number;
  gapMs: number;
};

/**
 * Ten cleaning steps on all order lines, from the stored rows to the stored clean table, against the same in pandas. How
 * the time grows is measured on made-up lines.
 */
export async function run(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-clean-'));
  try {
    const file = existsSync(real) ? real : await generate(join(folder, 'orders.csv'));
    const own: Outcome[] = [];
    const peers: Awaited<ReturnType<typeof peer>>[] = [];
    for (let turn = 0; turn < RUNS; turn++) {
      const home = join(folder, `home-${turn}`);
      own.push(await clean(home, file));
      peers.push(await peer(home));
    }
    const growth: Record<string, number> = {};
    for (const rows of SIZES) {
      const made = await generate(join(folder, `${rows}.csv`), rows);
      growth[rows] = (await clean(join(folder, `grown-${rows}`), made)).ms;
      rmSync(made);
    }
    const ms = median(own.map((outcome) => outcome.ms));
    const there = peers.filter((one) => one !== null);
    const peerMs = there.length === 0 ? null : median(there.map((one) => one.ms));
    const [first] = own;
    return {
      case: 'clean',
      ms: tenth(ms),
      peer: 'pandas, SQLite to SQLite',
      peerMs: peerMs === null ? null : tenth(peerMs),
      ratio: peerMs === null ? null : Math.round((ms / peerMs) * 1000) / 1000,
      rssMb: Math.max(...own.map((outcome) => outcome.rssMb)),
      gapMs: tenth(median(own.map((outcome) => outcome.gapMs))),
      rows: first!.rows,
      kept: first!.kept,
      // both made the same table: rows, filled cells and the sum of a column that was cut off
      agrees: there.every(
        ({ kept, filled, quantity }) =>
          kept === first!.kept && filled === first!.filled && Math.abs(quantity - first!.quantity) < 0.5,
      ),
      growth,
      ...(peerMs === null ? { note: 'pandas not found: apt install python3-pandas' } : {}),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function clean(home: string, file: string): Promise<Outcome> {
  mkdirSync(home);
  const { stdout } = await execute(process.execPath, [...ENGINE_OPTIONS, child, home, file], { maxBuffer: 1e7 });
  const outcome = JSON.parse(stdout) as Outcome;
  if (outcome.skipped > 0) throw new Error(`${String(outcome.skipped)} steps did nothing`);
  return outcome;
}

async function peer(home: string): Promise<Pick<Outcome, 'ms' | 'kept' | 'quantity' | 'filled'> | null> {
  try {
    await execute(python, ['-c', 'import pandas']);
  } catch {
    return null;
  }
  const { stdout } = await execute(python, ['-c', PEER, join(home, 'bench.persona'), join(home, 'peer.db')]);
  return JSON.parse(stdout) as Outcome;
}
