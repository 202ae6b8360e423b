import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

interface Locked {
  version?: string;
  resolved?: string;
  integrity?: string;
  dev?: boolean;
  license?: string;
  hasInstallScript?: boolean;
  gypfile?: boolean;
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
  const ranges = Object.entries({ ...manifest['dependencies'], ...manifest['devDependencies'] });
  expect(ranges.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

/**
 * The driver ships its binaries and says so with `gypfile: false`, but npm reads packages from the lockfile, leaves that field
 * out of it, and would run node-gyp, which fails where there is no compiler. An install that rewrites the lockfile drops
 * the line from the working copy, so what is looked at is the committed file: it is what the next clone installs from.
 */
test('the committed lockfile keeps npm from compiling the SQLite driver', (context) => {
  const shown = spawnSync('git', ['show', 'HEAD:package-lock.json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (shown.status !== 0) return context.skip('not in a git checkout');
  const committed = JSON.parse(shown.stdout) as typeof lock;
  expect(committed.packages['node_modules/better-sqlite3']?.gypfile, 'add "gypfile": false to its entry').toBe(false);
});

const LICENCES = /^\(?(MIT|ISC|BSD|Apache-2|0BSD|BlueOak|CC0|CC-BY-[34]|Unlicense|Python-2|MPL-2|WTFPL|OFL)/;
test('licences are compatible with MIT', () => {
  const strange = packages.filter(
    ([, { license, dev }]) => license !== undefined && dev !== true && !LICENCES.test(license),
  );
  expect(strange.map(([path, { license }]) => `${path} ${license}`)).toEqual([]);
});
