import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../../electron/shell/browsers.ts';
import { chromiumArgs } from '../support/chromium-args.ts';
import type { Measurement } from './measurement.ts';
import { median } from './peers.ts';
import { ENGINE_OPTIONS } from '../../electron/own-node.js';

const CUSTOMERS = 100_000;
const RUNS = 3;
const LIMIT_MS = 30_000;
const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = (file: string) => join(root, 'dist', file);

/** What the figure is made of, for whoever reads it alone. */
const CONTAINS =
  'from the start of the browser shell until the heading of the open workspace is on screen: Node, the check of the ' +
  'file, the server, page load and first calls; not the start of the browser, which a user has running, nor the very ' +
  'first start after an installation (firstMs), which keeps what the engine compiled for the next';

/**
 * A workspace of 100,000 customers with its segments, made once through the command line; then, with a browser already
 * running, the time from the start of the browser shell's process until the open workspace can be used.
 */
export async function run(): Promise<Measurement> {
  const executablePath = findBrowser();
  if (executablePath === null) return { case: 'open', ms: null, peer: null, note: 'no Chromium found' };
  const folder = mkdtempSync(join(tmpdir(), 'persona-open-'));
  const browser = await chromium.launch({ executablePath, headless: true, args: chromiumArgs });
  try {
    const workspace = await makeWorkspace(folder);
    const first = await start(browser, folder, workspace);
    const starts: Start[] = [];
    for (let turn = 0; turn < RUNS; turn++) starts.push(await start(browser, folder, workspace));
    const times = starts.map(({ ms }) => ms);
    return {
      case: 'open',
      ms: Math.round(median(times)),
      peer: null,
      peerMs: null,
      ratio: null,
      customers: CUSTOMERS,
      times: times.map(Math.round),
      addressMs: Math.round(median(starts.map(({ addressMs }) => addressMs))),
      firstMs: Math.round(first.ms),
      ...(first.cpuMs === null ? {} : { shellCpuMs: median(starts.map(({ cpuMs }) => cpuMs ?? 0)) }),
      contains: CONTAINS,
    };
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Start {
  ms: number;
  /** until the shell printed its address */
  addressMs: number;
  /** processor time of the shell by then; null where the system does not tell */
  cpuMs: number | null;
}

async function start(browser: Browser, folder: string, workspace: string): Promise<Start> {
  // a context of its own: nothing is in the browser's cache
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const started = performance.now();
  const shell = spawn(
    process.execPath,
    [...ENGINE_OPTIONS, dist('browser.js'), '--no-open', '--workspace', workspace],
    {
      env: { ...process.env, PERSONA_HOME: join(folder, 'home') },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  try {
    const address = await addressOf(shell);
    const addressMs = performance.now() - started;
    const cpuMs = processorTime(shell.pid);
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator('#stage .App_view h1').first().waitFor({ timeout: LIMIT_MS });
    return { ms: performance.now() - started, addressMs, cpuMs };
  } finally {
    shell.kill();
    if (shell.exitCode === null) await once(shell, 'exit');
    await page.close();
  }
}

/** User and system time of a process on Linux, in milliseconds: a tick of its accounting is a hundredth of a second. */
function processorTime(pid: number | undefined): number | null {
  const file = `/proc/${String(pid)}/stat`;
  if (!existsSync(file)) return null;
  const fields = readFileSync(file, 'utf8').split(') ')[1]!.split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

/** The one-time address that the browser shell prints. */
async function addressOf(shell: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of shell.stdout!) {
    text += String(chunk);
    const found = /http:\/\/\S+/.exec(text);
    if (found) return found[0];
  }
  throw new Error('the browser shell printed no address');
}

async function makeWorkspace(folder: string): Promise<string> {
  const csv = join(folder, 'customers.csv');
  await writeCustomers(csv);
  const recipe = join(folder, 'recipe.json');
  writeFileSync(
    recipe,
    JSON.stringify({
      steps: [
        { step: 'import', file: 'customers.csv' },
        { step: 'segment', k: 4 },
      ],
    }),
  );
  const workspace = join(folder, 'open.persona');
  const child = spawn(process.execPath, [...ENGINE_OPTIONS, dist('cli.js'), 'run', recipe, '--workspace', workspace], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number];
  if (code !== 0 || !existsSync(workspace)) throw new Error('the workspace to open could not be made');
  return workspace;
}

/** Four planted groups, the same rows every time. */
async function writeCustomers(path: string): Promise<void> {
  let state = 20_240_601;
  const uniform = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const stream = createWriteStream(path);
  stream.write('customer_id,visits,basket,recency_days,discount_share,age,channel,city\n');
  const channels = ['shop', 'web', 'app', 'phone'];
  for (let row = 0; row < CUSTOMERS; row++) {
    const group = row % 4;
    const line = [
      `C${String(100_000 + row)}`,
      Math.max(1, Math.round(4 + 9 * (group % 2) + 2 * normal())),
      (30 + 60 * Math.floor(group / 2) + 8 * normal()).toFixed(2),
      Math.max(0, Math.round(20 + 50 * (group === 3 ? 1 : 0) + 8 * normal())),
      Math.min(1, Math.max(0, 0.2 + 0.15 * group + 0.05 * normal())).toFixed(3),
      Math.round(25 + 8 * group + 5 * Math.abs(normal())),
      channels[Math.floor(uniform() * 2 + group) % 4],
      `city ${String(Math.floor(uniform() * 12))}`,
    ].join(',');
    if (!stream.write(`${line}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}
