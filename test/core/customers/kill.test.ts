import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../../../electron/analysis/random.ts';
import { openSession } from '../../../electron/core/session.ts';
import type { ReadDb } from '../../../electron/db/open.ts';
import { createBench, numbers } from '../segments/bench.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

/** FULL=1: fifty kills; otherwise six with a tenth of the rows. */
const full = process.env['FULL'] === '1';
const KILLS = full ? 50 : 6;
const CUSTOMERS = full ? 50_000 : 5000;
const ORDERS = full ? 200_000 : 20_000;
const child = fileURLToPath(new URL('./buildChild.ts', import.meta.url));

let folder: string;
/** A workspace with a list and orders, a cleaning step, and nothing built. */
let template: string;
/** What its raw blocks and the tables of its sources hold. */
let raw: string;
/** What a run that is not killed comes to, in order. */
let steps: string[];

function list(): string {
  const next = numbers(5);
  const rows = Array.from({ length: CUSTOMERS }, (_, i) => {
    // some write themselves down twice
    const who = i % 20 === 19 ? i - 1 : i;
    return `M${String(i)},  Name${String(who % 997)} Of${String(who)} ,${String(100 + (who % 50))} Long Road ${String(who)},${String(Math.floor(next() * 90))}`;
  });
  return `member,name,address,age\n${rows.join('\n')}\n`;
}

function orders(): string {
  const next = numbers(6);
  const rows = Array.from({ length: ORDERS }, (_, i) => {
    const month = String(1 + Math.floor(next() * 12)).padStart(2, '0');
    return `O${String(i)},M${String(Math.floor(next() * CUSTOMERS * 1.1))},2024-${month}-11,${(next() * 100).toFixed(2)}`;
  });
  return `order,member,date,amount\n${rows.join('\n')}\n`;
}

/** Every byte that was imported. */
function imported(db: ReadDb): string {
  const blocks = db.all('SELECT source_id, seq, rows, hex(data) AS data FROM raw_block ORDER BY source_id, seq');
  const sums = [1, 2].map((id) =>
    db.all(`SELECT count(*) AS n, total(length(c0)) AS keys FROM customers_${String(id)}`),
  );
  return JSON.stringify([blocks, sums]);
}

beforeAll(async () => {
  folder = fs.mkdtempSync(join(tmpdir(), 'killed-'));
  const bench = createBench({ threads: 2 });
  try {
    const give = async (name: string, text: string, kind: 'customers' | 'orders', mapping: Record<string, string>) => {
      const path = join(bench.folder, name);
      fs.writeFileSync(path, text);
      await bench.client.call('sources.import', { fileId: await bench.register(path), kind, mapping, mode: 'new' });
    };
    await give('list.csv', list(), 'customers', { customer: 'member', name: 'name', address: 'address' });
    const mapping = { customer: 'member', order: 'order', date: 'date', amount: 'amount' };
    await give('orders.csv', orders(), 'orders', mapping);
    await bench.client.call('cleaning.add', { sourceId: 1, steps: [{ op: 'normalise', columns: ['name'] }] });
    const { db } = bench.core.session();
    raw = imported(db);
    const { path } = db;
    await bench.client.call('workspace.close', {});
    template = join(folder, 'template.persona');
    fs.copyFileSync(path, template);
  } finally {
    await bench.close();
  }
  steps = await runAndKill(copy('whole'), null);
  expect(inspect(join(folder, 'whole.persona'))).toEqual({ cleaned: true, built: true });
}, 600_000);
afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function copy(name: string): string {
  const path = join(folder, `${name}.persona`);
  fs.copyFileSync(template, path);
  return path;
}

type Moment = { at: string; wait: number };

/**
 * Clean and join in a process of its own and kill it some milliseconds after it came to a step (null: after its end).
 * @returns the steps it came to, in order
 */
async function runAndKill(workspace: string, moment: Moment | null): Promise<string[]> {
  const process_ = spawn(process.execPath, [...ENGINE_OPTIONS, child, workspace], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(process_, 'close') as Promise<[number | null, string | null]>;
  const steps: string[] = [];
  let waiting: Promise<unknown> | null = null;
  const kill = () => process_.kill('SIGKILL');
  for await (const line of createInterface({ input: process_.stdout })) {
    if (!steps.includes(line)) steps.push(line);
    if (line === moment?.at) waiting ??= sleep(moment.wait).then(kill);
    // a step too short to be heard of this time
    else if (line === 'done' && !waiting) kill();
  }
  await waiting;
  const [code, signal] = await closed;
  expect({ code, signal }, 'the process ended by itself').toEqual({ code: null, signal: 'SIGKILL' });
  return steps;
}

/** Open a workspace as the program does after a crash: whole, with everything that was imported, and no halves. */
function inspect(path: string): { cleaned: boolean; built: boolean } {
  const session = openSession(path, null);
  try {
    const { db } = session;
    expect(db.column('PRAGMA integrity_check')).toEqual(['ok']);
    expect(imported(db)).toBe(raw);
    const tables = db.column<string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name GLOB 'staging_*' OR name GLOB 'customers_*' OR name GLOB 'clean_[0-9]*') ORDER BY name",
    );
    const clean = db.column<string>('SELECT table_name FROM clean_table');
    const built = db.all<{ id: number; customers: number; built: string }>(
      'SELECT id, customers, built FROM source WHERE built IS NOT NULL',
    );
    expect(built.length).toBeLessThan(2);
    expect(clean.length).toBeLessThan(2);
    expect(tables).toEqual([
      ...clean,
      'customers_1',
      'customers_2',
      ...built.map(({ id }) => `customers_${String(id)}`),
    ]);
    for (const table of clean) expect(db.value(`SELECT count(*) FROM ${table}`)).toBe(CUSTOMERS);
    expect(db.value("SELECT value FROM setting WHERE key = 'source'")).toBe(String(built[0]?.id ?? 1));
    const ids = built.map(({ id }) => id);
    expect(db.column('SELECT DISTINCT built_id FROM identity_map')).toEqual(ids);
    expect(db.column('SELECT DISTINCT source_id FROM attribute WHERE source_id > 2')).toEqual(ids);
    for (const { id, customers, built: body } of built) {
      expect(db.value(`SELECT count(*) FROM customers_${String(id)}`)).toBe(customers);
      expect(db.all('SELECT source_id, rows FROM identity_map ORDER BY source_id')).toEqual([
        { source_id: 1, rows: CUSTOMERS },
        { source_id: 2, rows: ORDERS },
      ]);
      const { report } = JSON.parse(body) as { report: { customers: { count: number; review: number } } };
      expect(report.customers.count).toBe(customers);
      expect(db.value("SELECT count(*) FROM identity_pair WHERE state = 'review'")).toBe(report.customers.review);
    }
    if (built.length === 0) expect(db.value('SELECT count(*) FROM identity_pair')).toBe(0);
    return { cleaned: clean.length > 0, built: built.length > 0 };
  } finally {
    session.close();
  }
}

describe('cleaning and joining that are killed', () => {
  it(`are complete or absent, ${String(KILLS)} times`, { timeout: full ? 3_600_000 : 300_000 }, async () => {
    const random = seeded(34);
    const outcomes = { nothing: 0, cleaned: 0, built: 0 };
    for (let kill = 0; kill < KILLS; kill++) {
      const path = copy(`w${String(kill)}`);
      // the first at the beginning, the second at the publishing, the others anywhere
      const at = kill < 2 ? steps.at(-kill)! : steps[Math.floor(random.next() * (steps.length - 1))]!;
      await runAndKill(path, { at, wait: kill < 2 ? 0 : random.next() * 200 });
      const { cleaned, built } = inspect(path);
      if (built) expect(cleaned).toBe(true);
      outcomes[built ? 'built' : cleaned ? 'cleaned' : 'nothing']++;
      fs.rmSync(path);
    }
    console.log(`killed ${String(KILLS)} runs of ${String(steps.length)} steps: ${JSON.stringify(outcomes)}`);
    expect(outcomes.nothing).toBeGreaterThan(0);
    // and a workspace that was killed can still be joined
    const path = copy('last');
    await runAndKill(path, { at: 'cleaned', wait: 20 });
    if (!inspect(path).built) await runAndKill(path, null);
    expect(inspect(path)).toEqual({ cleaned: true, built: true });
  });
});
