import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = fs.mkdtempSync(join(os.tmpdir(), 'pwb-paths-'));
const home = join(folder, 'home');
const NOBODY = 65_534;
/** Another account than root, which may do everything. */
const asNobody =
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, ['-e', `require('fs').readFileSync(${JSON.stringify(join(root, 'package.json'))})`], {
    uid: NOBODY,
  }).status === 0;
if (!asNobody) console.warn('skipped: files of other accounts (needs root and a checkout that others may read)');

type Ended = { code: number | null; out: string; err: string };
type Options = { uid?: number; lang?: string; home?: string };

/** Run an entry from its sources; what hangs is ended and fails. */
function run(entry: string, args: string[], options: Options = {}): Promise<Ended> {
  const child = spawn(process.execPath, [...ENGINE_OPTIONS, join(root, entry), ...args], {
    cwd: folder,
    env: {
      ...process.env,
      PERSONA_HOME: options.home ?? home,
      LANG: options.lang === 'zh-CN' ? 'zh_CN.UTF-8' : 'en_GB.UTF-8',
      LC_ALL: '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => (out += String(text)));
  child.stderr.on('data', (text) => (err += String(text)));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

const cli = (args: string[], options?: Options) => run('electron/cli.ts', args, options);
const info = (workspace: string, options: Options = {}) =>
  cli(['call', 'workspace.info', '{}', '--workspace', workspace, '--lang', options.lang ?? 'en'], options);

/** The sentence that was printed: it names the file and holds no code of the system. */
function sentence(ended: Ended, named: string): string {
  expect(ended.code, ended.err).toBe(1);
  const { message } = JSON.parse(ended.err.trim().split('\n').at(-1)!) as { message: string };
  expect(message).toContain(named);
  expect(message).not.toMatch(/\bE[A-Z]{3,}\b|SQLITE|errno|syscall/);
  return message;
}

const fifo = (path: string) => {
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
  return path;
};

beforeAll(async () => {
  fs.chmodSync(folder, 0o777);
  fs.mkdirSync(home, { mode: 0o777 });
  fs.chmodSync(home, 0o777);
  expect((await info(join(folder, 'whole.persona'))).code).toBe(0);
}, 60_000);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('what is no file is said at once, in both languages', () => {
  const places: [string, (path: string) => void, string, string][] = [
    ['a folder', (path) => fs.mkdirSync(path), 'is a folder, not a file', '是文件夹，不是文件'],
    ['a pipe', fifo, 'is a pipe or a device', '是管道或设备'],
    ['a link in a circle', (path) => fs.symlinkSync(path, path), 'leads in a circle', '循环的链接'],
  ];
  test.each(places)('a workspace that is %s', async (name, make, english, chinese) => {
    const path = join(folder, `${name.replaceAll(' ', '-')}.persona`);
    make(path);
    expect(sentence(await info(path), 'persona')).toContain(english);
    expect(sentence(await info(path, { lang: 'zh-CN' }), 'persona')).toContain(chinese);
  });

  test('a pipe for a file to import, to read, and for a recipe', async () => {
    const pipe = fifo(join(folder, 'pipe.csv'));
    const input = JSON.stringify({ fileId: `@${pipe}` });
    const inspected = await cli(['call', 'sources.inspect', input, '--workspace', join(folder, 'whole.persona')]);
    expect(sentence(inspected, 'pipe.csv')).toContain('Save its content as a file first');
    expect(sentence(await cli(['read', pipe]), 'pipe.csv')).toContain('is a pipe or a device');
    expect(sentence(await cli(['run', pipe]), 'pipe.csv')).toContain('is a pipe or a device');
  });
});

test('a folder that is not there, and a file in place of a folder', async () => {
  expect(sentence(await info(join(folder, 'nowhere', 'a.persona')), 'nowhere')).toContain('is not there');
  fs.writeFileSync(join(folder, 'file'), '');
  expect(sentence(await info(join(folder, 'file', 'a.persona')), 'file')).toContain('a part of its path is a file');
});

describe.skipIf(!asNobody)('what another account may not do is said, and nothing is changed', () => {
  const uid = NOBODY;
  const copied = (place: string, fileMode: number, folderMode: number) => {
    fs.mkdirSync(join(folder, place));
    const path = join(folder, place, 'w.persona');
    fs.copyFileSync(join(folder, 'whole.persona'), path);
    fs.chmodSync(path, fileMode);
    fs.chmodSync(join(folder, place), folderMode);
    return path;
  };
  test.each([
    ['a file of another account', 0o600, 0o777, 'w.persona'],
    ['a read-only file', 0o444, 0o777, 'w.persona'],
    ['a read-only folder', 0o666, 0o555, 'a read-only folder'],
  ])('a workspace: %s', async (name, fileMode, folderMode, named) => {
    const path = copied(name, fileMode, folderMode);
    const before = fs.readFileSync(path);
    expect(sentence(await info(path, { uid }), named)).toContain('copy the file to a folder of your own');
    expect(sentence(await info(path, { uid, lang: 'zh-CN' }), named)).toContain('复制到自己的文件夹');
    expect(fs.readFileSync(path).equals(before)).toBe(true);
    expect(fs.readdirSync(join(folder, name))).toEqual(['w.persona']);
  });

  test('a file to import that may not be read; a folder that takes no new workspace', async () => {
    const path = join(folder, 'secret.csv');
    fs.writeFileSync(path, 'a,b\n1,2\n', { mode: 0o600 });
    expect(sentence(await cli(['read', path], { uid }), 'secret.csv')).toContain('This account may not open');
    fs.mkdirSync(join(folder, 'closed'), { mode: 0o755 });
    expect(sentence(await info(join(folder, 'closed', 'new.persona'), { uid }), 'closed')).toContain(
      'Give it the permission',
    );
  });

  test('a device folder that takes no files', async () => {
    fs.mkdirSync(join(folder, 'homeless'), { mode: 0o755 });
    const ended = await cli(['call', 'workspace.recent'], { uid, home: join(folder, 'homeless') });
    expect(sentence(ended, 'homeless')).toContain('PERSONA_HOME');
  });
});

const built = fs.existsSync(join(root, 'dist/renderer/index.html'));
if (!built) console.warn('dist/renderer is not built: a port in use is not tried.');

describe('the browser shell', () => {
  const shell = (args: string[], options?: Options) => run('electron/browser.ts', ['--no-open', ...args], options);

  test.skipIf(!built)('a port in use is named, in both languages', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const port = String((server.address() as AddressInfo).port);
    const english = await shell(['--home', home, '--port', port]);
    expect(english).toMatchObject({ code: 1, err: expect.stringContaining(`Port ${port} is in use`) as string });
    const chinese = await shell(['--home', home, '--port', port], { lang: 'zh-CN' });
    expect(chinese.err).toContain(`端口 ${port} 已被别的程序占用`);
    server.close();
  });

  test('a device folder that cannot be made, and a workspace that is none', async () => {
    fs.writeFileSync(join(folder, 'in-the-way'), '');
    const ended = await shell(['--home', join(folder, 'in-the-way', 'home')]);
    expect(ended.code).toBe(1);
    expect(ended.err).toContain('PERSONA_HOME');
    expect(ended.err).not.toMatch(/ENOTDIR|EEXIST/);
    fs.mkdirSync(join(folder, 'no.persona'));
    const none = await shell(['--home', home, '--workspace', join(folder, 'no.persona')]);
    expect(none.err).toContain('no.persona is a folder, not a file');
  });
});
