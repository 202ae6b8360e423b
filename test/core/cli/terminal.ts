import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
const cli = join(root, 'dist/cli.js');

/** How a run of the command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}
interface RunOptions {
  /** another Node */
  readonly program?: string;
  /** what that is given first */
  readonly entry?: readonly string[];
  /** more of the environment */
  readonly extra?: object;
}

/** A folder in which a person uses the command line. */
export interface Terminal {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** run it as a person does, less the build */
  workbench(args: readonly string[], options?: RunOptions): Promise<Ended>;
  /** write a file there */
  file(name: string, content: string | Uint8Array): string;
  remove(): void;
}

/** Open one. */
export function openTerminal(): Terminal {
  const folder = mkdtempSync(join(tmpdir(), 'persona-cli-'));
  const env = { ...process.env, PERSONA_HOME: join(folder, 'home'), LANG: 'en_GB.UTF-8', LC_ALL: '' };
  return {
    folder,
    env,
    workbench(args, { program = process.execPath, entry = [...ENGINE_OPTIONS, cli], extra = {} } = {}) {
      const child = spawn(program, [...entry, ...args], {
        cwd: folder,
        env: { ...env, ...extra },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let out = '';
      let err = '';
      child.stdout.on('data', (text) => (out += String(text)));
      child.stderr.on('data', (text) => (err += String(text)));
      return new Promise((resolve) => {
        child.on('close', (code) => {
          resolve({ code, out, err });
        });
      });
    },
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The error of a run that failed: the last line of what it said. */
export const envelope = ({ err }: Ended) =>
  JSON.parse(err.trim().split('\n').at(-1)!) as { code: string; message: string; said: { key: string } };
