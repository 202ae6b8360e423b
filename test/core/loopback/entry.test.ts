import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryHome } from '../../support/carriers.ts';
import { raw, statusOf } from '../../support/loopback.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

const entry = join(import.meta.dirname, '../../../electron/browser.ts');
const rendererIsBuilt = existsSync(join(import.meta.dirname, '../../../dist/renderer/index.html'));
if (!rendererIsBuilt) console.warn('dist/renderer is not built: the entry of the browser shell is not started.');

type Ended = { code: number | null; out: string; err: string };
type Running = { child: ChildProcess; url: Promise<URL>; ended: Promise<Ended> };

/** Start the entry as `npm start -- --browser --no-open` does. */
function start(...args: string[]): Running {
  return startProgram([...ENGINE_OPTIONS, entry, ...args]);
}

function startProgram(args: string[]): Running {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  let [out, err] = ['', ''];
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      resolve({ code, out, err });
    });
  });
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const url = new Promise<URL>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const address = /^Persona Workbench: (http:\S+)$/m.exec(out)?.[1];
      if (address !== undefined) resolve(new URL(address));
    });
    void ended.then(() => {
      reject(new Error(err));
    });
  });
  url.catch(() => undefined);
  return { child, url, ended };
}

describe('the entry of the browser shell', () => {
  const started: Running[] = [];
  let place: ReturnType<typeof temporaryHome>;
  beforeEach(() => {
    place = temporaryHome();
  });
  afterEach(async () => {
    for (const { child, ended } of started.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    place.remove();
  });
  const run = (...args: string[]) => {
    const running = start('--no-open', '--home', place.home, ...args);
    started.push(running);
    return running;
  };

  it.runIf(process.platform === 'linux')('gives V8 its options, in the process it was started as', async () => {
    const launcher = join(import.meta.dirname, '../../../electron/launch.js');
    const running = startProgram([launcher, 'start', '--no-open', '--home', place.home]);
    started.push(running);
    await running.url;
    const command = readFileSync(`/proc/${String(running.child.pid)}/cmdline`, 'utf8').split('\0');
    expect(command.slice(1, 5)).toEqual([...ENGINE_OPTIONS, launcher, 'start']);
  });

  it.each([['--nonsense'], ['--port', 'x'], ['--port', '70000'], ['stray']])(
    'says how it is used after %s',
    async (...args) => {
      const { code, err, out } = await run(...args).ended;
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/^Usage: .*--no-open.*\n$/);
    },
  );

  it('says in one line why a workspace cannot be opened, and leaves it', async () => {
    const file = join(place.home, 'notes.persona');
    writeFileSync(file, 'no workspace at all');
    const { code, err } = await run('--workspace', file).ended;
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(/not a workspace/i);
  });

  it.skipIf(!rendererIsBuilt)(
    'prints one address that works, serves the interface, and ends cleanly when told',
    async () => {
      const workspace = join(place.home, 'members.persona');
      const running = run('--workspace', workspace);
      const url = await running.url;
      expect([url.hostname, url.pathname, url.hash.length]).toEqual(['127.0.0.1', '/', 44]);
      const page = await (await fetch(url.origin)).text();
      expect(page).toContain('<script type="module"');
      for (const [, path] of page.matchAll(/(?:src|href)="\.?(\/[^"]+)"/g))
        expect([path, (await fetch(url.origin + path!)).status]).toEqual([path, 200]);
      expect(statusOf(await raw(Number(url.port), 'GET / HTTP/1.1\r\nHost: evil.com\r\n\r\n'))).toBe(403);
      expect(existsSync(workspace)).toBe(true);

      const second = await run('--workspace', workspace).ended;
      expect(second.code).toBe(1);
      expect(second.err).toMatch(/open in another/i);

      running.child.kill('SIGTERM');
      const { code, out, err } = await running.ended;
      expect([code, err]).toEqual([0, '']);
      expect(out.trim().split('\n')).toHaveLength(1);
      expect(readdirSync(place.home).filter((name) => /-(wal|shm)$|\.lock$/.test(name))).toEqual([]);
      expect(readdirSync(join(place.home, 'uploads'))).toEqual([]);
    },
  );

  it.skipIf(!rendererIsBuilt)('sweeps what a killed one left of its uploads (R13)', async () => {
    const first = run();
    const url = await first.url;
    const json = { 'Content-Type': 'application/json' };
    const exchange = { method: 'POST', headers: json, body: JSON.stringify({ token: url.hash.slice(1) }) };
    const { session } = (await (await fetch(`${url.origin}/session`, exchange)).json()) as { session: string };
    await fetch(`${url.origin}/upload`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${session}`,
        'Content-Type': 'application/octet-stream',
        'X-File-Name': 'a.csv',
      },
      body: 'name,phone',
    });
    const uploads = join(place.home, 'uploads');
    const left = readdirSync(uploads);
    expect(left.flatMap((folder) => readdirSync(join(uploads, folder)))).toHaveLength(1);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(readdirSync(uploads)).toEqual(left);
    const second = run();
    await second.url;
    expect(readdirSync(uploads).filter((folder) => left.includes(folder))).toEqual([]);
  });
});
