import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const ENTRIES = ['main', 'browser', 'cli', 'preload', 'core/thread', 'workers/worker'];
let root: string;
let children: ChildProcess[];

/** A project with the real build and nothing but tiny entries; `main.ts` is large, so that a build can be met midway. */
beforeEach(() => {
  children = [];
  root = mkdtempSync(join(tmpdir(), 'build-lock-'));
  for (const folder of ['electron/core', 'electron/workers', 'shared', 'dist'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['build.ts', 'build-lock.ts', 'own-node.js'])
    cpSync(join(project, 'electron', file), join(root, 'electron', file));
  for (const entry of ENTRIES) writeFileSync(join(root, 'electron', `${entry}.ts`), 'export {};\n');
  const many = Array.from({ length: 300_000 }, (_, i) => `export const v${String(i)} = [${String(i)}, 'x'];`);
  writeFileSync(join(root, 'electron', 'main.ts'), many.join('\n'));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'package-lock.json'), '{}');
  symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'), 'junction');
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

const inDist = (name: string) => join(root, 'dist', name);

function node(script: string, lang = 'en_US.UTF-8') {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    env: { ...process.env, LC_ALL: lang },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      output.text += part.toString();
    });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, output, ended };
}

const build = (lang?: string) => node(`await (await import('./electron/build.ts')).buildIfStale(['code']);`, lang);
const holder = () =>
  node(
    `await (await import('./electron/build-lock.ts')).lockBuild('dist'); console.log('held'); setInterval(() => 0, 1e6);`,
  );

async function until(met: () => boolean): Promise<void> {
  const limit = Date.now() + 60_000;
  while (!met()) {
    if (Date.now() > limit) throw new Error('not met in time');
    await sleep(5);
  }
}

test.each(['SIGINT', 'SIGKILL'] as const)(
  'a build that %s ends midway is done again at once and whole',
  async (signal) => {
    // an older product is there: what is half written over it must not count as fresh
    await build().ended;
    expect(existsSync(inDist('.code.stamp'))).toBe(true);
    writeFileSync(join(root, 'shared', 'changed.ts'), 'export {};\n');

    const first = build();
    await until(() => existsSync(inDist('.building')) && !existsSync(inDist('.code.stamp')));
    first.child.kill(signal);
    await first.ended;
    expect(existsSync(inDist('.building'))).toBe(true);
    expect(existsSync(inDist('.code.stamp'))).toBe(false);

    const again = build();
    expect(await again.ended).toBe(0);
    expect(again.output.text).toMatch(/^built code in [\d.]+ s\n$/);
    expect(readdirSync(join(root, 'dist')).filter((name) => name.startsWith('.'))).toEqual(['.code.stamp']);
  },
  120_000,
);

test.each([
  ['en_US.UTF-8', /^Another command is building \(process (\d+)\): waiting for it …\nbuilt code/],
  ['zh_CN.UTF-8', /^另一个命令正在构建（进程 (\d+)），等它结束……\nbuilt code/],
])(
  'a build under way is waited for, and the wait is told in %s',
  async (lang, said) => {
    const holding = holder();
    await until(() => holding.output.text === 'held\n');
    const waiting = build(lang);
    await until(() => waiting.output.text !== '');
    expect(existsSync(inDist('cli.js'))).toBe(false);
    holding.child.kill('SIGKILL');
    expect(await waiting.ended).toBe(0);
    expect(said.exec(waiting.output.text)?.[1]).toBe(String(holding.child.pid));
  },
  120_000,
);

test('a lock of a process that has gone, or of a version that named none, is taken over without a word', async () => {
  const gone = node('');
  await gone.ended;
  writeFileSync(inDist('.building'), String(gone.child.pid));
  const first = build();
  expect(await first.ended).toBe(0);
  writeFileSync(join(root, 'shared', 'changed.ts'), 'export {};\n');
  mkdirSync(inDist('.building'));
  const second = build();
  expect(await second.ended).toBe(0);
  expect([first.output.text, second.output.text].join('')).toMatch(/^(built code in [\d.]+ s\n){2}$/);
}, 120_000);
