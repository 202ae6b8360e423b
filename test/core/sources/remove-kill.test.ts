import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCore } from '../../../electron/core/core.ts';
import { createClient } from '../../../electron/core/client.ts';
import { createBench, numbers } from '../segments/bench.ts';
import { canaries, livedIn, scan } from './canaries.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

/** FULL=1: fifty kills; otherwise five with a fifth of the rows. */
const full = process.env['FULL'] === '1';
const KILLS = full ? 50 : 5;
const child = fileURLToPath(new URL('./forgetChild.ts', import.meta.url));
const made = canaries(full ? 1800 : 360, 6);

let folder: string;
let template: string;
/** milliseconds a removal takes that is not killed */
let whole: number;

beforeAll(async () => {
  folder = fs.mkdtempSync(join(tmpdir(), 'forget-'));
  const bench = createBench({ threads: 2 });
  try {
    const ids = await livedIn(bench.client, bench.register, folder, made);
    await bench.client.call('sources.remove', { sourceId: ids.members });
    await bench.client.call('sources.remove', { sourceId: ids.orders });
    await bench.client.call('notes.remove', { ids: ids.notes });
    const { path } = bench.core.session();
    await bench.client.call('workspace.close', {});
    template = join(folder, 'template.persona');
    fs.copyFileSync(path, template);
  } finally {
    await bench.close();
  }
  whole = (await runAndKill(workspace('whole'), null)).ms;
}, 300_000);
afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A copy in a folder of its own, which is also the home of the program. */
function workspace(name: string): string {
  const own = join(folder, name);
  fs.mkdirSync(own);
  fs.copyFileSync(template, join(own, 'w.persona'));
  return join(own, 'w.persona');
}

/** Remove for good in a process of its own and kill it some milliseconds after it began (null: after its end). */
async function runAndKill(path: string, wait: number | null): Promise<{ ms: number; done: boolean }> {
  const running = spawn(process.execPath, [...ENGINE_OPTIONS, child, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(running, 'close');
  let begun = 0;
  let done = false;
  let waiting: Promise<unknown> = Promise.resolve();
  for await (const line of createInterface({ input: running.stdout })) {
    if (line === 'begin') {
      begun = performance.now();
      if (wait !== null) waiting = sleep(wait).then(() => running.kill('SIGKILL'));
    }
    if (line === 'done') {
      done = true;
      running.kill('SIGKILL');
    }
  }
  const ms = performance.now() - begun;
  await waiting;
  expect((await closed)[1]).toBe('SIGKILL');
  return { ms, done };
}

it('that is killed leaves the data removable, or finishes at the next opening', async () => {
  const next = numbers(3);
  const seen = { kept: 0, gone: 0 };
  for (let kill = 0; kill < KILLS; kill++) {
    const path = workspace(String(kill));
    const own = join(folder, String(kill));
    const { done } = await runAndKill(path, next() * whole);
    const core = createCore({ home: own, sample: own, version: '0', open: path, threads: 1 });
    const client = createClient(core.connect('test'));
    try {
      await core.jobs.idle(60_000);
      expect(core.session().db.column('PRAGMA integrity_check')).toEqual(['ok']);
      const kept = await client.call('sources.removed', {});
      if (kept.sources.length > 0) {
        expect(done).toBe(false);
        expect(kept.sources).toHaveLength(2);
        expect(kept.notes).not.toBeNull();
        expect((await client.call('workspace.undo', {})).label).not.toBeNull();
        seen.kept++;
      } else {
        expect([...scan(own, made.values)]).toEqual([]);
        seen.gone++;
      }
    } finally {
      client.close();
      await core.close();
    }
    fs.rmSync(own, { recursive: true });
  }
  expect(seen.gone).toBeGreaterThan(0);
}, 900_000);
