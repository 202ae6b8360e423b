/* Finds a Chromium, Chrome or Edge for the end-to-end tests, or installs one. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../../electron/shell/browsers.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const PLAYWRIGHT_LIMIT_MS = 180_000;
const APT_LIMIT_MS = 600_000;

/** Run a program quietly. @returns whether it ended well within its time */
function quietly(program, args, limit, env) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: 'ignore', env: { ...process.env, ...env } });
    const timer = setTimeout(() => child.kill('SIGKILL'), limit);
    child.on('error', () => resolve(false));
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
  });
}

/** The path of a browser, or null with the reason said on standard error. */
export async function haveChromium() {
  const found = findBrowser();
  if (found) return found;
  process.stderr.write('No Chromium, Chrome or Edge here: trying to install one.\n');
  if (process.platform === 'linux' && process.getuid() === 0 && (await installThroughApt())) {
    const installed = findBrowser();
    if (installed) return installed;
  }
  const playwright = join(root, 'node_modules', 'playwright', 'cli.js');
  const connection = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' };
  if (await quietly(process.execPath, [playwright, 'install', 'chromium'], PLAYWRIGHT_LIMIT_MS, connection)) {
    const installed = findBrowser();
    if (installed) return installed;
  }
  process.stderr.write(
    'The end-to-end tests need Chromium, Chrome or Edge, and none could be found or installed. ' +
      'Install one (Debian: apt-get install chromium fonts-noto-cjk) or name it in CHROME_PATH.\n',
  );
  return null;
}

/** Debian's chromium with a Chinese font, as root. */
async function installThroughApt() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  if (!(await quietly('apt-get', ['update', '-qq'], APT_LIMIT_MS, env))) return false;
  const packages = ['chromium', 'fonts-noto-cjk'];
  return quietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], APT_LIMIT_MS, env);
}
