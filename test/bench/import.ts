import { execFile, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { realFile } from '../support/data.ts';
import { seeded } from '../../electron/analysis/random.ts';
import type { Measurement } from './measurement.ts';
import { median, tenth } from './peers.ts';
import { ENGINE_OPTIONS } from '../../electron/own-node.js';

const ROWS = 541_909;
const RUNS = 3;
const real = realFile('online_retail', 'online_retail.csv');
const peerScript = fileURLToPath(new URL('../../../shared/peers/import_sqlite3.sh', import.meta.url));
const child = fileURLToPath(new URL('./importRun.ts', import.meta.url));
const execute = promisify(execFile);

/** What one import measured. */
export type Outcome = { ms: number; rssMb: number; gapMs: number; read: number; stored: number; rejected: number };

/** The whole way from a file to published customers in a process of its own, against `sqlite3 .import` of the same file. */
export async function run(): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));
  try {
    const file = existsSync(real) ? real : await generate(join(folder, 'orders.csv'));
    const peerReady = await hasSqlite();
    const peers: number[] = [];
    const own: Outcome[] = [];
    for (let i = 0; i < RUNS; i++) {
      if (peerReady) peers.push(await peer(file, folder));
      own.push(await importOnce(file));
    }
    const ms = median(own.map((outcome) => outcome.ms));
    const peerMs = peerReady ? median(peers) : null;
    return {
      case: 'import',
      ms: tenth(ms),
      peer: 'sqlite3 .import',
      peerMs: peerMs === null ? null : tenth(peerMs),
      ratio: peerMs === null ? null : Math.round((ms / peerMs) * 100) / 100,
      rssMb: Math.max(...own.map((outcome) => outcome.rssMb)),
      gapMs: tenth(median(own.map((outcome) => outcome.gapMs))),
      rows: own[0]!.read,
      ...(peerReady ? {} : { note: 'sqlite3 not found: apt install sqlite3' }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function hasSqlite(): Promise<boolean> {
  try {
    await execute('sqlite3', ['--version']);
    return true;
  } catch {
    return false;
  }
}

/** The peer's own script where it is there, else the same two commands. */
async function peer(file: string, folder: string): Promise<number> {
  if (existsSync(peerScript)) {
    const { stdout } = await execute('sh', [peerScript, file]);
    return (JSON.parse(stdout) as { ms: number }).ms;
  }
  const database = join(folder, 'peer.db');
  rmSync(database, { force: true });
  const started = performance.now();
  await execute('sqlite3', [database, '.mode csv', `.import '${file}' t`, 'select count(*) from t']);
  return performance.now() - started;
}

/** One import in a process of its own. @throws when rows were lost */
export async function importOnce(file: string): Promise<Outcome> {
  const process_ = spawn(process.execPath, [...ENGINE_OPTIONS, child, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // the built program loads no compiler into its threads either
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'persona-bench-compiled') },
  });
  let text = '';
  process_.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(process_, 'close')) as [number];
  if (code !== 0) throw new Error(`the import ended with code ${code}`);
  const outcome = JSON.parse(text) as Outcome;
  if (outcome.read !== outcome.stored + outcome.rejected) throw new Error('read is not stored + rejected');
  return outcome;
}

/** Order lines of the same shape, for machines without the real file. */
export async function generate(path: string, rows = ROWS): Promise<string> {
  const random = seeded(541909);
  const out = createWriteStream(path);
  out.write('InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n');
  const items = Array.from(
    { length: 4000 },
    (_, i) => `${20000 + i},${['WHITE', 'RED', 'SET OF 3'][i % 3]!} ITEM WITH A LONG NAME NO ${i}`,
  );
  for (let i = 0; i < rows; i++) {
    const invoice = 536365 + Math.floor(i / 21);
    const minute = String(i % 60).padStart(2, '0');
    const day = String(1 + (Math.floor(i / 1600) % 28)).padStart(2, '0');
    const customer = random.next() < 0.25 ? '' : `${12346 + Math.floor((i / 21) % 4372)}.0`;
    const line = `${invoice},${items[random.below(items.length)]!},${1 + random.below(24)},2011-0${1 + (Math.floor(i / 50_000) % 9)}-${day} 10:${minute}:00,${(random.below(1600) / 100).toFixed(2)},${customer},United Kingdom\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return path;
}
