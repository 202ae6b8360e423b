import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome'];
const MAC = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
const PLAYWRIGHT = ['chrome-linux64/chrome', 'chrome-linux/chrome', 'chrome-win64/chrome.exe', 'chrome-win/chrome.exe'];

/** A Chromium, Chrome or Edge of this machine: what CHROME_PATH names, on the PATH, in the usual places, or fetched by Playwright. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string | null {
  for (const path of candidates(env, platform)) if (isProgram(path)) return path;
  return null;
}

function* candidates(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Generator<string> {
  if (env['CHROME_PATH']) yield env['CHROME_PATH'];
  const ending = platform === 'win32' ? '.exe' : '';
  for (const folder of (env['PATH'] ?? '').split(delimiter))
    for (const name of NAMES) if (folder) yield join(folder, name + ending);
  if (platform === 'darwin')
    for (const app of MAC) for (const root of ['/Applications', join(homedir(), 'Applications')]) yield join(root, app);
  if (platform === 'win32')
    for (const root of [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']])
      for (const program of WINDOWS) if (root) yield join(root, program);
  if (platform === 'linux') yield* ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'];
  yield* fromPlaywright(env, platform);
}

function* fromPlaywright(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Generator<string> {
  const cache =
    env['PLAYWRIGHT_BROWSERS_PATH'] ??
    (platform === 'win32'
      ? join(env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright')
      : join(homedir(), platform === 'darwin' ? 'Library/Caches' : '.cache', 'ms-playwright'));
  if (!existsSync(cache)) return;
  const kept = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name));
  for (const name of kept.sort().reverse()) {
    for (const program of PLAYWRIGHT) yield join(cache, name, program);
    yield join(cache, name, 'chrome-mac/Chromium.app/Contents/MacOS/Chromium');
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
