import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context, type BuildOptions } from 'esbuild';
import { lockBuild } from './build-lock.ts';
import { ENGINE_OPTIONS } from './own-node.js';

/** What can be built: `code` (the bundles that run in Node or Electron) and `renderer` (the user interface). */
export type Part = 'code' | 'renderer';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const SOURCES: Record<Part, string[]> = {
  code: ['electron', 'shared', 'package.json', 'package-lock.json'],
  renderer: ['renderer', 'shared', 'package.json', 'package-lock.json'],
};

/** Build what has changed since it was last built. Silent when nothing has. */
export async function buildIfStale(parts: Part[]): Promise<void> {
  if (parts.every(isFresh)) return;
  const release = await lockBuild(dist);
  try {
    for (const part of parts) if (!isFresh(part)) await buildPart(part);
  } finally {
    release();
  }
}

/** Build everything, changed or not. */
export async function buildAll(): Promise<void> {
  const release = await lockBuild(dist);
  try {
    await buildPart('code');
    await buildPart('renderer');
  } finally {
    release();
  }
}

/** Build on every change and start the shell again; pages that are open go on with the new one. */
export async function watch(electronBinary: string | null, args: string[]): Promise<void> {
  await buildIfStale(['code', 'renderer']);
  const inElectron = electronBinary !== null && !args.includes('--browser') && process.getuid?.() !== 0;
  const rest = args.filter((arg) => arg !== '--browser');
  const { DevShell } = await import('./dev-shell.ts');
  const shell = new DevShell(
    inElectron ? [electronBinary, root] : [process.execPath, ...ENGINE_OPTIONS, join(dist, 'browser.js')],
    rest,
    !inElectron,
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => {
      shell.end(signal);
      process.exit(0);
    });
  const restarter = {
    name: 'restart',
    setup: (plugin: { onEnd: (done: (result: { errors: unknown[] }) => void) => void }) => {
      plugin.onEnd(({ errors }) => {
        if (errors.length === 0) shell.restartSoon();
      });
    },
  };
  for (const options of bundles()) await (await context({ ...options, plugins: [restarter] })).watch();
  const vite = await import('vite');
  const watcher = await vite.build({ ...viteOptions(), build: { watch: {} } });
  if ('on' in watcher)
    watcher.on('event', ({ code }) => {
      if (code === 'END') shell.restartSoon();
    });
}

async function buildPart(part: Part): Promise<void> {
  const stamp = stampOf(part);
  const started = performance.now();
  // what an interrupted build leaves must not pass for the whole
  rmSync(stampFile(part), { force: true });
  if (part === 'code') {
    const built = await Promise.all(bundles().map((options) => build({ ...options, metafile: true })));
    writeLicences(built.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
  } else await (await import('vite')).build(viteOptions());
  mkdirSync(dist, { recursive: true });
  writeFileSync(stampFile(part), stamp);
  process.stderr.write(`built ${part} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

const viteOptions = () => ({
  root: join(root, 'renderer'),
  configFile: join(root, 'renderer', 'vite.config.ts'),
  logLevel: 'warn' as const,
});

/**
 * CommonJS packages inside an ES module ask for node built-ins through `require`. An old Node is refused here, should a
 * bundle be started by hand: the driver, which would bring it down, is loaded when a file is first opened (R45).
 */
const BANNER = `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
if (Number.parseInt(process.versions.node, 10) < 24) {
  process.stderr.write('Node 24 or newer is needed, this is ' + process.version + '. Start through npm.\\n');
  process.exit(1);
}`;

/** The bundles: ESM for everything but the sandboxed preload, which must be one CommonJS file. */
function bundles(): BuildOptions[] {
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node24',
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'inline',
    logLevel: 'warning',
    external: ['electron', 'better-sqlite3'],
  } satisfies BuildOptions;
  return [
    {
      ...common,
      entryPoints: {
        main: 'electron/main.ts',
        browser: 'electron/browser.ts',
        cli: 'electron/cli.ts',
        thread: 'electron/core/thread.ts',
        worker: 'electron/workers/worker.ts',
      },
      outdir: dist,
      format: 'esm',
      banner: { js: BANNER },
    },
    {
      ...common,
      entryPoints: ['electron/preload.ts'],
      outfile: join(dist, 'preload.cjs'),
      format: 'cjs',
      platform: 'browser',
      target: 'chrome140',
    },
  ];
}

/** The licences of the packages that went into the bundles, beside them. */
function writeLicences(inputs: string[]): void {
  const packages = new Set(inputs.map((path) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[0]));
  const texts = [...packages].flatMap((folder) => {
    const found = folder && readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
    return found
      ? [`${folder.replace(/^.*node_modules\//, '')}\n\n${readFileSync(join(root, folder, found), 'utf8')}`]
      : [];
  });
  writeFileSync(join(dist, 'licences.txt'), texts.sort().join(`\n\n${'-'.repeat(80)}\n\n`));
}

const stampFile = (part: Part) => join(dist, `.${part}.stamp`);

function isFresh(part: Part): boolean {
  const file = stampFile(part);
  const product = join(dist, part === 'code' ? 'cli.js' : 'renderer/index.html');
  return existsSync(file) && existsSync(product) && readFileSync(file, 'utf8') === stampOf(part);
}

/** A hash over path, size and time of change of every source of a part: reading them all would take longer. */
function stampOf(part: Part): string {
  const hash = createHash('sha256').update(process.version);
  for (const source of SOURCES[part])
    for (const file of filesUnder(join(root, source))) {
      const { mtimeMs, size } = statSync(file);
      hash.update(`${file}\0${size}\0${mtimeMs}\n`);
    }
  return hash.digest('hex');
}

function filesUnder(path: string): string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return existsSync(path) ? [path] : [];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesUnder(join(path, entry.name)));
}
