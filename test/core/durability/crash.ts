import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { State } from './state.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

const child = fileURLToPath(new URL('./randomChild.ts', import.meta.url));

/**
 * When a run is killed: before its main thread has done its n-th write to a file (the transaction is then in part in the
 * log) or its n-th sync (the transaction is whole and not yet answered), or some milliseconds after the answer to a step
 * (-1: the start).
 */
export type Moment =
  { readonly at: 'write' | 'sync'; readonly n: number } | { readonly step: number; readonly wait: number };

/** What a killed run had answered: where the workspace stood after each step, and whether the list was done by then. */
export interface Killed {
  readonly states: State[];
  readonly done: boolean;
}

/** The highest count strace takes. */
const MOST = 65_535;

/** Let strace kill a process at its n-th write or sync. @returns null: it may not trace */
async function killAt(pid: number, at: 'write' | 'sync', n: number): Promise<ChildProcess | null> {
  // counted for each system call by itself
  const calls = at === 'write' ? 'pwrite64' : 'fsync,fdatasync';
  const inject = `inject=${calls}:signal=SIGKILL:when=${String(Math.min(n, MOST))}`;
  const args = ['-o', '/dev/null', '-e', `trace=${calls}`, '-e', inject, '-p', String(pid)];
  const tracer = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = Promise.race([once(tracer, 'error'), once(tracer, 'close')]).catch(() => null);
  const attached = (async () => {
    for await (const line of createInterface({ input: tracer.stderr })) if (line.includes('attached')) return true;
    return false;
  })();
  return (await Promise.race([attached, ended.then(() => false)])) ? tracer : null;
}

/** Whether processes can be killed at a write here. */
export async function canKillAtWrite(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const idle = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60000)'], { stdio: 'ignore' });
  const tracer = await killAt(idle.pid!, 'write', MOST);
  idle.kill('SIGKILL');
  return tracer !== null;
}

/** Do steps in a process of its own and kill it, at the latest when all are done. */
export async function runAndKill(workspace: string, list: string, moment: Moment): Promise<Killed> {
  const run = spawn(process.execPath, [...ENGINE_OPTIONS, child, workspace, list], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(run, 'close');
  const states: State[] = [];
  let done = false;
  let stop: Promise<unknown> | null = null;
  const killAfter = (step: number) => {
    if ('step' in moment && moment.step === step) stop = sleep(moment.wait).then(() => run.kill('SIGKILL'));
  };
  for await (const line of createInterface({ input: run.stdout })) {
    const said = JSON.parse(line) as 'open' | 'done' | [step: number, state: State];
    if (said === 'open') {
      if ('at' in moment) await killAt(run.pid!, moment.at, moment.n);
      run.stdin.write('go\n');
      killAfter(-1);
    } else if (said === 'done') {
      done = true;
      run.kill('SIGKILL');
    } else {
      states.push(said[1]);
      killAfter(said[0]);
    }
  }
  await stop;
  const [, signal] = (await closed) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error('the process ended by itself');
  return { states, done };
}

/** Whether a transaction was being written to a log: frames without an end, or half a frame. */
export function tornTransaction(wal: string): boolean {
  if (!fs.existsSync(wal)) return false;
  const bytes = fs.readFileSync(wal);
  if (bytes.length <= 32) return false;
  const frame = 24 + bytes.readUInt32BE(8);
  let open = false;
  let at = 32;
  // frames of this log carry its salts
  for (; at + frame <= bytes.length && bytes.compare(bytes, 16, 24, at + 8, at + 16) === 0; at += frame)
    open = bytes.readUInt32BE(at + 4) === 0;
  return open || (at < bytes.length && at + frame > bytes.length);
}
