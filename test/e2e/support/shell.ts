import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Lang } from '../../../shared/domain.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A browser shell in a process and a device folder of its own. */
export interface ShellProcess {
  /** holds a token that works once */
  readonly url: string;
  readonly home: string;
  readonly pid: number;
  /** end it and remove its folder */
  stop(): Promise<void>;
  /** end it without a word, as a crash would */
  kill(): Promise<void>;
}

export interface ShellOptions {
  readonly lang: Lang;
  readonly theme?: 'light' | 'dark';
  /** a workspace to open, made when it does not exist */
  readonly workspace?: string;
  /** a device folder to go on with; it is then kept */
  readonly home?: string;
}

const START_LIMIT_MS = 60_000;

/** Start the built program and wait for its address. */
export async function startShell(options: ShellOptions): Promise<ShellProcess> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'persona-e2e-'));
  if (options.home === undefined) {
    const preferences = { lang: options.lang, theme: options.theme ?? 'light' };
    writeFileSync(join(home, 'preferences.json'), JSON.stringify(preferences));
  }
  const args = [join(root, 'dist', 'browser.js'), '--no-open', '--home', home];
  if (options.workspace !== undefined) args.push('--workspace', options.workspace);
  const env = { ...process.env, LANG: options.lang === 'zh-CN' ? 'zh_CN.UTF-8' : 'en_US.UTF-8', LC_ALL: '' };
  const child = spawn(process.execPath, [...ENGINE_OPTIONS, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => {
      resolve();
    });
  });
  const url = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('the browser shell printed no address'));
    }, START_LIMIT_MS);
    createInterface(child.stdout).on('line', (line) => {
      const address = /http:\/\/\S+/.exec(line)?.[0];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    void ended.then(() => {
      reject(new Error('the browser shell ended at its start'));
    });
  });
  return {
    url,
    home,
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      if (options.home === undefined) rmSync(home, { recursive: true, force: true });
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
