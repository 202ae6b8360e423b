import { execFile, fork } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfStale } from '../../electron/build.ts';
import { projectRoot } from './support/double.ts';

type Config = Record<string, unknown> & {
  files: string[];
  asarUnpack: string[];
  electronFuses: Record<string, boolean>;
};

// the packer's own copies of its schema, its validator and its reader
const fromPacker = createRequire(join(projectRoot, 'node_modules/app-builder-lib/package.json'));
const yaml = fromPacker('js-yaml') as { load(text: string): unknown; dump(value: unknown): string };
const configText = readFileSync(join(projectRoot, 'electron-builder.yml'), 'utf8');
const config = yaml.load(configText) as Config;

describe('electron-builder.yml', () => {
  it("meets electron-builder's own schema", () => {
    const Ajv = fromPacker('ajv') as new (options: object) => {
      compile(schema: unknown): ((value: unknown) => boolean) & { errors?: unknown };
    };
    const schema: unknown = fromPacker('./scheme.json');
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    const valid = validate(config);
    expect(validate.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(validate({ ...config, unknownField: 1 })).toBe(false);
  });

  it('makes an AppImage and a deb, a dmg, and an nsis installer', () => {
    const targets = (name: string) => (config[name] as { target: string[] }).target;
    expect(targets('linux')).toEqual(['AppImage', 'deb']);
    expect(targets('mac')).toEqual(['dmg']);
    expect(targets('win')).toEqual(['nsis']);
  });

  it('names all eight fuses', () => {
    expect(Object.keys(config.electronFuses)).toHaveLength(8);
  });

  it('publishes nowhere and rebuilds nothing', () => {
    expect(config).toMatchObject({ publish: null, npmRebuild: false, asar: true });
  });
});

const hasNpm = process.platform === 'linux';

describe.runIf(hasNpm)('what is packed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'persona-pack-'));
  const resources = join(folder, 'release/linux-unpacked/resources');
  let packed: string[] = [];

  beforeAll(async () => {
    await buildIfStale(['code', 'renderer']);
    layOut(folder);
    const packer = join(projectRoot, 'node_modules/electron-builder/cli.js');
    await promisify(execFile)(process.execPath, [packer, '--dir', '--linux'], { cwd: folder, timeout: 120_000 });
    const { listPackage } = (await import('@electron/asar' as string)) as {
      listPackage(file: string, options: object): string[];
    };
    packed = listPackage(join(resources, 'app.asar'), {}).map((path) => path.replaceAll('\\', '/'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('is the desktop program and nothing else', () => {
    for (const file of ['main.js', 'preload.cjs', 'thread.js', 'worker.js', 'renderer/index.html'])
      expect(packed).toContain(`/dist/${file}`);
    const below = (path: string) => packed.filter((file) => file.startsWith(path));
    expect(below('/dist/browser')).toEqual([]);
    expect(below('/dist/cli')).toEqual([]);
    expect(below('/dist/types')).toEqual([]);
    expect(packed.filter((file) => /\.(map|ts|tsx)$/.test(file))).toEqual([]);
    for (const folderName of ['/test', '/electron', '/shared', '/renderer', '/docs'])
      expect(below(folderName)).toEqual([]);
    const packages = new Set(below('/node_modules/').map((file) => file.split('/')[2]));
    expect([...packages]).toEqual(['better-sqlite3']);
  });

  it('has what worker threads load beside the archive', () => {
    const unpacked = join(resources, 'app.asar.unpacked');
    const natives = packed.filter((file) => file.endsWith('.node'));
    expect(natives.length).toBeGreaterThan(0);
    for (const file of [...natives, '/dist/thread.js', '/dist/worker.js', '/package.json'])
      expect(existsSync(join(unpacked, file)), file).toBe(true);
  });

  it('starts the core from there, imports a file and lists its customers', async () => {
    const csv = join(folder, 'people.csv');
    const rows = Array.from(
      { length: 60 },
      (_, i) => `C${String(1000 + i)},${i % 2 ? 'north' : 'south'},${String(20 + i)}`,
    );
    writeFileSync(csv, `customer_id,region,age\n${rows.join('\n')}\n`);
    const options = { entry: join(resources, 'app.asar.unpacked/dist/thread.js'), home: join(folder, 'home'), csv };
    const result = await smoke(options);
    expect(result).toEqual({ read: 60, stored: 60, rejected: 0, count: 60, first: 3 });
  });
});

/** The project as the packer finds it, with a stand-in for Electron's own files, which cannot be had everywhere. */
function layOut(folder: string): void {
  for (const path of ['package.json', 'LICENSE', 'dist', 'resources', 'package-lock.json'])
    cpSync(join(projectRoot, path), join(folder, path), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  const electron = join(folder, 'electron-stand-in');
  mkdirSync(electron);
  writeFileSync(join(electron, 'electron'), '', { mode: 0o755 });
  const { electronFuses: _fuses, ...rest } = config;
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'node_modules/electron/package.json'), 'utf8')) as {
    version: string;
  };
  // fuses are bits of the real binary
  const standIn = { ...rest, electronDist: electron, electronVersion: manifest.version };
  writeFileSync(join(folder, 'electron-builder.yml'), yaml.dump(standIn));
}

/** Run the packed core in a process that has no access to the project. */
function smoke(options: { entry: string; home: string; csv: string }): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = fork(join(projectRoot, 'test/electron/support/smoke.ts'), [JSON.stringify(options)], {
      cwd: tmpdir(),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('message', resolve);
    child.once('exit', (code) => {
      reject(new Error(`the packed core ended with ${String(code)}`));
    });
  });
}
