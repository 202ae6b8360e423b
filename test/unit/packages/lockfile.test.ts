import { execFileSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ENGINE_OPTIONS, ownNode, WANTED_NODE } from '../../../electron/own-node.js';

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  dev?: boolean;
  license?: string;
  hasInstallScript?: boolean;
  link?: boolean;
}
const root = fileURLToPath(new URL('../../../', import.meta.url));
const lock = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as { packages: Record<string, Locked> };
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as Record<string, Record<string, string>>;
const packages = Object.entries(lock.packages).filter(([path, entry]) => path !== '' && entry.link !== true);

test('R43: every package is locked by version and hash, and comes from the registry', () => {
  expect(
    packages.filter(([, entry]) => !entry.version || !entry.integrity?.startsWith('sha512-')).map(([path]) => path),
  ).toEqual([]);
  const elsewhere = packages.filter(
    ([, { resolved }]) => resolved !== undefined && !/^https:\/\/[^/]+\/.+\.tgz$/.test(resolved),
  );
  expect(elsewhere.map(([path]) => path)).toEqual([]);
});

test('R43: no package of the production tree runs a script when it is installed', () => {
  const running = packages.filter(([, entry]) => entry.dev !== true && entry.hasInstallScript === true);
  expect(running.map(([path]) => path)).toEqual([]);
});

test('all direct dependencies are exact versions', () => {
  const ranges = Object.entries({
    ...manifest['dependencies'],
    ...manifest['devDependencies'],
    ...manifest['optionalDependencies'],
  });
  expect(ranges.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('R43: no package runs a script when it is installed, whichever npm installs it', () => {
  const config = readFileSync(`${root}.npmrc`, 'utf8').split('\n');
  expect(config).toContain('ignore-scripts=true');
  // without their scripts these work as they are: a faster start of the command line, and parts that are not used here
  const unneeded = /(^|\/)node_modules\/(esbuild|fsevents|electron-winstaller)$/;
  const running = packages.filter(([path, entry]) => entry.hasInstallScript === true && !unneeded.test(path));
  expect(running.map(([path]) => path)).toEqual([]);
});

describe('the Node that the program runs on', () => {
  const names = Object.keys(manifest['optionalDependencies'] ?? {});

  test('is locked with its hash for every platform, in one line of versions', () => {
    expect(names.map((name) => name.replace(/^node(-bin)?-/, '')).sort()).toEqual([
      'darwin-arm64',
      'darwin-x64',
      'linux-arm64',
      'linux-x64',
      'win-x64',
    ]);
    const locked = names.map((name) => lock.packages[`node_modules/${name}`]);
    // the line that Electron embeds; not every platform has a package of every version
    expect(new Set(locked.map((entry) => entry?.version?.split('.')[0]))).toEqual(new Set([String(WANTED_NODE)]));
    for (const entry of locked) expect(entry?.integrity).toMatch(/^sha512-/);
  });

  test('is what npm scripts run on, found without a script of its package', () => {
    const own = ownNode();
    expect(names.map((name) => `${root}node_modules/${name}/bin/node`)).toContain(own?.replace(/\.exe$/, ''));
    const version = execFileSync(own!, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim();
    const name = names.find((each) => own!.includes(`/${each}/`))!;
    expect(version).toBe(manifest['optionalDependencies']?.[name]);
    if (process.platform !== 'win32') expect(realpathSync(`${root}node_modules/.bin/node`)).toBe(own);
    expect(ownNode('sunos', 'sparc')).toBeNull();
  });
});

const LICENCES = /^\(?(MIT|ISC|BSD|Apache-2|0BSD|BlueOak|CC0|CC-BY-[34]|Unlicense|Python-2|MPL-2|WTFPL|OFL)/;
test('licences are compatible with MIT', () => {
  const strange = packages.filter(
    ([, { license, dev }]) => license !== undefined && dev !== true && !LICENCES.test(license),
  );
  expect(strange.map(([path, { license }]) => `${path} ${license}`)).toEqual([]);
});

test('every process of the tests has the options of the engine', () => {
  expect(process.execArgv).toEqual(expect.arrayContaining(ENGINE_OPTIONS));
});
