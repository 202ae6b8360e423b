/*
 * The door of every npm script. It is written so that an old Node can still read it: the version is settled before
 * anything of ours, or the SQLite driver (which brings an old Node down), is loaded (R45).
 */
import { spawn } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { fileURLToPath, pathToFileURL } from 'url';
import { ENGINE_OPTIONS, ownNode, WANTED_NODE } from './own-node.js';

/** Past this the attempt to fetch Electron's binary is given up. */
const FETCH_LIMIT_MS = 60000;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');

const lines = {
  node: [
    'Node ' +
      WANTED_NODE +
      ' or newer is needed, this is ' +
      process.version +
      '. Run "npm install", then start through npm.',
    '需要 Node ' + WANTED_NODE + ' 或更新版本，当前为 ' + process.version + '。先运行 "npm install"，再通过 npm 启动。',
  ],
  mode: ['Usage: npm start | npm run dev | npm run build | npm run bench | npm run screens | npm run -s workbench'],
  root: [
    'Electron keeps its sandbox, which the root account cannot have: opening the browser shell.',
    'root 账户下无法启用 Electron 的沙箱：改用浏览器打开。',
  ],
  display: [
    'No display for an Electron window: opening the browser shell.',
    '没有图形显示，无法打开 Electron 窗口：改用浏览器打开。',
  ],
  fetch: ['Fetching the Electron binary …', '正在获取 Electron 程序……'],
  binary: [
    'The Electron binary cannot be had from here: opening the browser shell.',
    '此处无法获取 Electron 程序：改用浏览器打开。',
  ],
};

function tell(name) {
  const texts = lines[name];
  process.stderr.write((chinese && texts[1] ? texts[1] : texts[0]) + '\n');
}

/** Run a program on our own terminal, pass signals on, and end as it ends. */
function become(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  signals.forEach(function (signal) {
    process.on(signal, function () {
      child.kill(signal);
    });
  });
  return new Promise(function (resolve) {
    child.on('error', function (error) {
      process.stderr.write(error.message + '\n');
      resolve(1);
    });
    child.on('exit', function (code, signal) {
      resolve(signal ? 1 : code);
    });
  });
}

/** The Electron binary inside node_modules, or null. */
function electronBinary() {
  const folder = join(root, 'node_modules', 'electron');
  try {
    const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

/** Let electron's own installer fetch the binary; it comes from outside the package registry, so it may not be had. */
function fetchElectron() {
  tell('fetch');
  return new Promise(function (resolve) {
    const installer = join(root, 'node_modules', 'electron', 'install.js');
    const child = spawn(process.execPath, [installer], { stdio: 'ignore' });
    const timer = setTimeout(function () {
      child.kill('SIGKILL');
    }, FETCH_LIMIT_MS);
    child.on('error', resolve);
    child.on('exit', function () {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** The Electron binary if it can be run here; otherwise says in one line why the browser shell opens instead. */
async function usableElectron() {
  if (process.platform === 'linux') {
    if (process.getuid() === 0) {
      tell('root');
      return null;
    }
    if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
      tell('display');
      return null;
    }
  }
  if (!electronBinary()) await fetchElectron();
  const binary = electronBinary();
  if (!binary) tell('binary');
  return binary;
}

/** Continue in this process with an entry that reads its own arguments. */
function enter(file, args) {
  process.argv = [process.argv[0], file].concat(args);
  return import(pathToFileURL(file).href);
}

async function start(args) {
  const rest = args.filter(function (arg) {
    return arg !== '--browser';
  });
  const binary = rest.length === args.length && args.indexOf('--no-open') < 0 ? await usableElectron() : null;
  const build = await import('./build.ts');
  await build.buildIfStale(['code', 'renderer']);
  if (!binary) return enter(join(root, 'dist', 'browser.js'), rest);
  process.exitCode = await become(binary, [root].concat(rest));
}

async function run(mode, args) {
  if (mode === 'start') return start(args);
  const build = await import('./build.ts');
  if (mode === 'build') return build.buildAll();
  if (mode === 'dev' && args.indexOf('--charts') >= 0)
    return enter(join(root, 'test', 'charts', 'page', 'serve.ts'), []);
  if (mode === 'dev') return build.watch(electronBinary(), args);
  if (mode === 'cli') {
    await build.buildIfStale(['code']);
    return enter(join(root, 'dist', 'cli.js'), args);
  }
  if (mode === 'bench' || mode === 'screens') {
    await build.buildIfStale(['code', 'renderer']);
    return enter(join(root, 'test', mode === 'bench' ? 'bench/run.ts' : 'e2e/screens.ts'), args);
  }
  tell('mode');
  process.exitCode = 2;
}

async function main() {
  if (parseInt(process.versions.node, 10) < WANTED_NODE) {
    // npm puts our own Node first on PATH, so this happens only when the script is started by hand
    const ours = ownNode();
    if (ours === null || process.env.PERSONA_NODE_TRIED) {
      tell('node');
      process.exitCode = 1;
      return;
    }
    process.env.PERSONA_NODE_TRIED = '1';
    process.exitCode = await become(ours, process.argv.slice(1));
    return;
  }
  const lacking = ENGINE_OPTIONS.filter(function (option) {
    return process.execArgv.indexOf(option) < 0;
  });
  if (lacking.length > 0) {
    const again = lacking.concat(process.execArgv, process.argv.slice(1));
    // in place of this process, so that signals reach one process only; Windows has no such thing
    if (process.execve && process.platform !== 'win32')
      process.execve(process.execPath, [process.execPath].concat(again), process.env);
    process.exitCode = await become(process.execPath, again);
    return;
  }
  await run(process.argv[2] || 'start', process.argv.slice(3));
}

main().catch(function (error) {
  process.stderr.write((error && error.stack ? error.stack : String(error)) + '\n');
  process.exitCode = 1;
});
