import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildIfStale } from '../../../electron/build.ts';
import { sweepLeftovers } from '../../../electron/shell/leftovers.ts';
import { writeAtomic } from '../../../electron/shell/save.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const sample = join(root, 'resources', 'sample');
const modes = process.platform === 'win32' ? it.skip : it;

let folder: string;
let children: ChildProcess[];
const at = (...parts: string[]) => join(folder, ...parts);

beforeAll(async () => {
  await buildIfStale(['code']);
}, 120_000);
beforeEach(() => {
  children = [];
  folder = mkdtempSync(join(tmpdir(), 'leftovers-'));
  for (const name of ['tmp', 'work', 'assets', 'nothing']) mkdirSync(at(name));
  writeFileSync(at('assets', 'index.html'), '<!doctype html>');
});
afterEach(async () => {
  await Promise.all(children.map(kill));
  rmSync(folder, { recursive: true, force: true });
});

/** A program with folders of its own, under the usual mask: what it does not keep to itself, everybody may read. */
function program(args: string[]) {
  const code = `process.umask(0o022); process.argv.splice(1, 1); await import(process.argv[1]);`;
  writeFileSync(
    at('program.mjs'),
    code.replace('process.argv[1])', "(await import('node:url')).pathToFileURL(process.argv[1]).href)"),
  );
  const child = spawn(process.execPath, [...ENGINE_OPTIONS, at('program.mjs'), ...args], {
    cwd: folder,
    // no PATH: nothing is opened on the machine that runs the test
    env: {
      PERSONA_HOME: at('home'),
      TMPDIR: at('tmp'),
      TEMP: at('tmp'),
      TMP: at('tmp'),
      PATH: at('nothing'),
      LANG: 'en',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const said = { text: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said.text += String(text)));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, said, ended };
}

const workbench = (...args: string[]) => program([join(root, 'dist', 'cli.js'), ...args]);

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** The browser shell as built, with a page of its own. @returns its process, its port and a session */
async function browserShell() {
  const script = at('shell.mjs');
  writeFileSync(
    script,
    `const { startBrowserShell } = await import(${JSON.stringify(pathToFileURL(join(root, 'dist', 'browser.js')).href)});
     const shell = await startBrowserShell({ assets: ${JSON.stringify(at('assets'))}, open: true, workspace: ${JSON.stringify(at('work', 'a.persona'))} });
     process.on('SIGTERM', () => void shell.close().then(() => process.exit(0)));`,
  );
  const started = program([script]);
  await until(
    () => /#\S+/.test(started.said.text),
    () => started.said.text,
  );
  const url = new URL(/http\S+/.exec(started.said.text)![0]);
  const response = await fetch(`${url.origin}/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: url.hash.slice(1) }),
  });
  const { session } = (await response.json()) as { session: string };
  return { ...started, port: Number(url.port), origin: url.origin, session };
}

async function until(met: () => boolean, why = () => ''): Promise<void> {
  const limit = Date.now() + 30_000;
  while (!met()) {
    if (Date.now() > limit) throw new Error(`not met in time ${why()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const namesIn = (path: string): string[] => (existsSync(path) ? readdirSync(path) : []);

/** Everything below a folder that somebody else could look at; `compiled` is closed as a whole. */
function readableByOthers(path: string): string[] {
  return namesIn(path).flatMap((name) => {
    const file = join(path, name);
    const stat = lstatSync(file);
    const open = (stat.mode & 0o077) === 0 ? [] : [`${file.slice(folder.length)} ${(stat.mode & 0o777).toString(8)}`];
    return stat.isDirectory() && name !== 'compiled' ? [...open, ...readableByOthers(file)] : open;
  });
}
const everywhere = () => ['home', 'work', 'out', 'tmp'].flatMap((name) => readableByOthers(at(name)));

const upload = (origin: string, session: string, body: string) =>
  fetch(`${origin}/upload`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream', Authorization: `Bearer ${session}`, 'X-File-Name': 'a.csv' },
    body,
  });

describe('what is written is for its owner alone', () => {
  modes(
    'in the browser shell, while it runs and after',
    async () => {
      const shell = await browserShell();
      expect((await upload(shell.origin, shell.session, 'id,name\n1,a\n')).status).toBe(200);
      expect(namesIn(at('tmp')).filter((name) => name.startsWith('persona-workbench-')).length).toBe(1);
      expect(namesIn(at('home', 'compiled')).length).toBeGreaterThan(0);
      expect(lstatSync(at('home', 'compiled')).mode & 0o777).toBe(0o700);
      expect(everywhere()).toEqual([]);
      shell.child.kill('SIGTERM');
      await shell.ended;
      expect(everywhere()).toEqual([]);
      expect(namesIn(at('tmp'))).toEqual([]);
      expect(namesIn(at('home', 'uploads'))).toEqual([]);
    },
    120_000,
  );

  modes(
    'in a run of the command line with exports, from the first byte',
    async () => {
      const run = workbench(
        'run',
        join(sample, 'recipe.en.json'),
        '--data',
        sample,
        '--out',
        at('out', 'new'),
        '--json',
      );
      const seen = new Set<string>();
      const look = setInterval(() => {
        try {
          for (const name of everywhere()) seen.add(name);
        } catch {
          // removed between the list and the look
        }
      }, 20);
      const code = await run.ended;
      clearInterval(look);
      expect(code, run.said.text).toBe(0);
      const written = (JSON.parse(run.said.text.trim().split('\n').at(-1)!) as { exports: string[] }).exports;
      expect(written.length).toBeGreaterThan(0);
      expect([...seen, ...everywhere(), ...readableByOthers(folder).filter((line) => line.startsWith('/out'))]).toEqual(
        [],
      );
      expect(namesIn(at('tmp'))).toEqual([]);
    },
    180_000,
  );
});

const nextStarts = {
  'the command line': async () => {
    const call = workbench('call', 'workspace.preferences');
    expect(await call.ended, call.said.text).toBe(0);
  },
  'the browser shell': async () => {
    const shell = await browserShell();
    shell.child.kill('SIGTERM');
    await shell.ended;
  },
};

describe.each(Object.entries(nextStarts))('the next start of %s', (_, start) => {
  it('sweeps what a killed run of the command line left', async () => {
    const run = workbench('run', join(sample, 'recipe.all.en.json'), '--data', sample, '--json');
    const left = () => namesIn(at('tmp')).filter((name) => name.startsWith(`persona-${String(run.child.pid)}-`));
    await until(
      () => left().some((name) => namesIn(at('tmp', name)).some((file) => file.endsWith('.persona'))),
      () => run.said.text,
    );
    await kill(run.child);
    expect(left().length).toBe(1);
    const running = at('tmp', `persona-${String(process.pid)}-abcDEF`);
    mkdirSync(running);
    await start();
    expect(left()).toEqual([]);
    expect(existsSync(running)).toBe(true);
  }, 120_000);

  it('sweeps half an upload, and the page that led a browser here', async () => {
    const shell = await browserShell();
    const socket = connect(shell.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `POST /upload HTTP/1.1\r\nHost: 127.0.0.1:${String(shell.port)}\r\nContent-Type: application/octet-stream\r\n` +
        `Authorization: Bearer ${shell.session}\r\nX-File-Name: a.csv\r\nContent-Length: 2000000\r\n\r\n${'a'.repeat(1_000_000)}`,
    );
    const own = () => namesIn(at('home', 'uploads')).filter((name) => name.startsWith(`${String(shell.child.pid)}-`));
    await until(() => own().some((name) => namesIn(at('home', 'uploads', name)).length > 0));
    await kill(shell.child);
    socket.destroy();
    expect(own().length).toBe(1);
    await start();
    expect(own()).toEqual([]);
    expect(namesIn(at('tmp'))).toEqual([]);
  }, 120_000);
});

describe('a sweep', () => {
  const dead = spawnSync(process.execPath, ['-e', '0']).pid;
  const plant = (...names: string[]) => {
    for (const name of names) {
      mkdirSync(join(at(name), '..'), { recursive: true });
      writeFileSync(at(name), 'personal');
    }
  };
  const hex = '0123456789ab';

  it('takes the unfinished of the dead, never of the living, and nothing that was set aside', () => {
    const gone = [
      `home/uploads/${String(dead)}-${hex}/a`,
      `home/uploads/${'0'.repeat(32)}`,
      `home/recent.json.${String(dead)}.new`,
      `home/.window.json.${String(dead)}-${hex}.tmp`,
    ];
    const kept = [
      `home/uploads/${String(process.ppid)}-${hex}/a`,
      `home/recent.json.${String(process.ppid)}.new`,
      `home/.window.json.${String(process.ppid)}-${hex}.tmp`,
      'home/workspaces/a.persona-wal',
      'home/workspaces/a.persona-wal.2026-01-01T00-00-00-000Z',
      'home/recent.json',
    ];
    plant(...gone, ...kept);
    sweepLeftovers(at('home'));
    expect(gone.filter((name) => existsSync(at(name)))).toEqual([]);
    expect(kept.filter((name) => !existsSync(at(name)))).toEqual([]);
  });

  it('takes half an export when something is next saved beside it', async () => {
    const gone = `out/.cards.png.${String(dead)}-${hex}.tmp`;
    const kept = [
      `out/.cards.png.${String(process.ppid)}-${hex}.tmp`,
      'out/.notes.tmp',
      `out/a.json.${String(dead)}.new`,
    ];
    plant(gone, ...kept);
    await writeAtomic(at('out', 'b.csv'), 'b');
    expect(namesIn(at('out')).sort()).toEqual([...kept.map((name) => name.slice(4)), 'b.csv'].sort());
  });
});
