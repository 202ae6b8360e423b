import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CallError } from '../../../shared/client.ts';
import type { Lang } from '../../../shared/domain.ts';
import { AppError, type ErrorEnvelope } from '../../../shared/frames.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import type { FileRef } from '../../../shared/shell.ts';
import { ofSystem } from '../../core/failures.ts';
import { createClient, type Client } from '../../core/client.ts';
import { createCore, type CoreOptions } from '../../core/core.ts';
import { loggedError } from '../../core/logged-error.ts';
import { deviceHome } from '../home.ts';
import { sweepLeftovers, temporaryFolder } from '../leftovers.ts';

/** What every command is told. */
export type Environment = {
  readonly lang: Lang;
  readonly version: string;
  readonly sample: string;
  readonly signal: AbortSignal;
};

/** A core in this process and a client on it. */
export interface Session {
  readonly client: Client;
  register(path: string, name: string, purpose?: 'read' | 'write'): Promise<FileRef>;
  filePath(fileId: string): Promise<string>;
  close(): Promise<void>;
}

/** A folder that is gone when the command ends; what commands left that were killed goes first. */
export function passingFolder(): { path: string; remove(): Promise<void> } {
  sweepLeftovers(deviceHome());
  const path = temporaryFolder('');
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/**
 * Start the core in this process.
 * @param home device folder; a temporary one keeps scheduled runs out of the recent list
 */
export function openSession(environment: Environment, home: string, workspace: string | null): Session {
  const options: CoreOptions = {
    home,
    sample: environment.sample,
    version: environment.version,
    lang: environment.lang,
    ...(workspace === null ? {} : { open: resolve(workspace) }),
  };
  const core = createCore(options);
  for (const notice of core.sessionOrNull()?.notices ?? [])
    process.stderr.write(`${sayIn(environment.lang, notice)}\n`);
  const pipe = core.connect('cli');
  return {
    client: createClient(pipe),
    register: (path, name, purpose = 'read') =>
      core.shellCall('shell.registerFile', { path: resolve(path), name, purpose }) as Promise<FileRef>,
    filePath: async (fileId) => ((await core.shellCall('shell.filePath', { fileId })) as { path: string }).path,
    async close() {
      pipe.close();
      // a removal that was interrupted is finished by whoever opens the workspace next, however short the visit
      if (!environment.signal.aborted) await Promise.race([core.settled(), once(environment.signal, 'abort')]);
      await core.close();
      keepLog(home);
    },
  };
}

/** The log of a temporary home would be lost with it: unknown errors are kept in the device's own log. */
function keepLog(home: string): void {
  const log = join(home, 'errors.log');
  if (deviceHome() !== home && existsSync(log)) append(readFileSync(log, 'utf8'));
}

/** Add to the device's log. A log that cannot be written never takes the place of what it speaks of. */
function append(text: string): void {
  try {
    const home = deviceHome();
    mkdirSync(home, { recursive: true, mode: 0o700 });
    appendFileSync(join(home, 'errors.log'), text, { mode: 0o600 });
  } catch {
    // the error itself has been told
  }
}

/** Where what nobody foresaw arose, into the device's log: its reader gets a sentence only. */
export function logUnknown(error: unknown): void {
  if (error instanceof CallError || ofSystem(error) instanceof AppError) return;
  append(`${new Date().toISOString()} ${loggedError(error)}\n`);
}

/** Any error in the form in which it is printed. */
export function envelopeOf(error: unknown, lang: Lang): ErrorEnvelope {
  if (error instanceof CallError) return error.envelope;
  const known = ofSystem(error);
  const { code, said, details } =
    known instanceof AppError ? known : new AppError('internal', { key: 'errors:internal' });
  return { code, message: sayIn(lang, said), said, ...(details ? { details } : {}) };
}
