import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Verdict } from './failingChild.ts';
import { type Kind, kinds, prepare } from './operations.ts';
import { ENGINE_OPTIONS } from '../../../electron/own-node.js';

/** FULL=1: every write and every sync of each kind fails once; otherwise a few of each. */
const full = process.env['FULL'] === '1';
const child = fileURLToPath(new URL('./failingChild.ts', import.meta.url));
const CALLS = 'pwrite64,fdatasync,fsync';

type Fault = readonly [call: 'pwrite64' | 'fsync', error: 'EIO' | 'ENOSPC', code: 'io' | 'disk_full'];
/** A sync that fails is a fault of the device whatever it says. */
const FAULTS: readonly Fault[] = [
  ['pwrite64', 'EIO', 'io'],
  ['pwrite64', 'ENOSPC', 'disk_full'],
  ['fsync', 'EIO', 'io'],
];

/** Watch the system calls of one thread of a process. @returns null where that is refused */
async function trace(pid: number, log: string, inject: string[]): Promise<{ end(): Promise<string> } | null> {
  const strace = spawn('strace', ['-p', String(pid), '-o', log, '-e', `trace=${CALLS}`, ...inject], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = new Promise<null>((resolve) => {
    strace.once('error', () => resolve(null));
    strace.once('close', () => resolve(null));
  });
  const attached = new Promise<true>((resolve) => {
    createInterface({ input: strace.stderr }).on('line', (line) => line.includes('attached') && resolve(true));
  });
  if ((await Promise.race([attached, gone])) === null) return null;
  return {
    end: async () => {
      strace.kill('SIGTERM');
      await gone;
      return fs.readFileSync(log, 'utf8');
    },
  };
}

/** A core in a process of its own that does one kind of operation again and again. */
class Subject {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #log: string;
  constructor(folder: string, kind: Kind) {
    const work = join(folder, kind);
    fs.mkdirSync(work);
    this.#log = join(work, 'calls');
    this.#process = spawn(process.execPath, [...ENGINE_OPTIONS, child, join(folder, 'prepared'), work, kind], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#lines = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]();
  }
  async ask<T = null>(command: string): Promise<T> {
    this.#process.stdin!.write(`${command}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(`the process ended at ${command}`);
    return JSON.parse(value) as T;
  }
  /** Do the operation while its calls are watched. */
  async watched(inject: string[] = []): Promise<{ code: string; calls: string }> {
    const tracing = (await trace(this.#process.pid!, this.#log, inject))!;
    const code = await this.ask<string>('run');
    return { code, calls: await tracing.end() };
  }
  async end(): Promise<void> {
    const closed = once(this.#process, 'close');
    this.#process.stdin!.end();
    await Promise.race([closed, sleep(5000).then(() => this.#process.kill('SIGKILL'))]);
  }
}

let folder: string;
let traced = false;
beforeAll(async () => {
  folder = fs.mkdtempSync(join(tmpdir(), 'pwb-failing-'));
  const sleeper = spawn('sleep', ['60']);
  const tracing = await trace(sleeper.pid!, join(folder, 'calls'), []);
  await tracing?.end();
  sleeper.kill();
  traced = tracing !== null;
  if (traced) await prepare(join(folder, 'prepared'));
  else console.log('skipped: the system calls of a process cannot be made to fail here (strace)');
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const count = (calls: string, call: string) => calls.split('\n').filter((line) => line.startsWith(`${call}(`)).length;

/** Which of so many calls fail, one a trial: in full one more than there were, which may not be met. */
function chosen([call, error]: Fault, made: number): number[] {
  if (made === 0) return [];
  if (full) return Array.from({ length: made + 1 }, (_, i) => i + 1);
  if (call === 'fsync') return [1];
  return error === 'EIO' ? [...new Set([1, made])] : [Math.ceil(made / 2)];
}

/** Preferences are no matter of SQLite, and are written in one piece under another name. */
const tried = kinds.filter((kind) => kind !== 'workspace.setPreferences');

describe('a write or a sync that fails', { timeout: full ? 3_600_000 : 120_000 }, () => {
  test.for(tried)('in %s ends it with its reason, and costs nothing that was acknowledged', async (kind, context) => {
    if (!traced) return context.skip();
    const subject = new Subject(folder, kind);
    try {
      await subject.ask('begin');
      const reference = await subject.watched();
      expect(reference.code).toBe('ok');
      const changes = await subject.ask<boolean>('reference');
      expect(await subject.ask<Verdict>('judge')).toMatchObject({ live: 'after', crashed: 'after', again: 'ok' });
      let hits = 0;
      for (const fault of FAULTS) {
        const [call, error, code] = fault;
        for (const n of chosen(fault, count(reference.calls, call))) {
          const what = `${kind}: ${error} at ${call} ${String(n)}`;
          await subject.ask('begin');
          const outcome = await subject.watched(['-e', `inject=${call}:error=${error}:when=${String(n)}`]);
          if (outcome.calls.includes('(INJECTED)')) hits++;
          else expect(n, `${what} was not met`).toBeGreaterThan(1);
          expect(['ok', code], what).toContain(outcome.code);
          const verdict = await subject.ask<Verdict>('judge');
          if (outcome.code === 'ok') checkDone(verdict, what);
          else checkFailed(verdict, changes, call, what);
        }
      }
      expect(hits).toBeGreaterThan(0);
      console.log(`${kind}: ${String(hits)} calls failed`);
    } finally {
      await subject.end();
    }
  });
});

const WELL = { closed: 'after', faults: [], running: 0, again: 'ok' };

function checkDone(verdict: Verdict, what: string): void {
  expect(verdict, what).toEqual({ ...WELL, live: 'after', crashed: 'after', audited: 2 });
}

function checkFailed({ crashed, ...verdict }: Verdict, changes: boolean, call: string, what: string): void {
  // where the tracked tables are left alone, before is after
  const before = changes ? 'before' : 'after';
  expect(verdict, what).toEqual({ ...WELL, live: before, audited: 1 });
  // the commit whose sync failed may have reached the disk
  expect(call === 'fsync' ? ['before', 'after'] : [before], what).toContain(crashed);
}
