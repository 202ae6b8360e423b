import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  SHELL_CLIENT,
  type Addressed,
  type ClientFrame,
  type CoreFrame,
  type ErrorEnvelope,
} from '../../shared/frames.ts';
import { sayIn } from '../../shared/locales/index.ts';
import type { FileRef } from '../../shared/shell.ts';
import type { CoreOptions } from '../core/core.ts';

/** The core in its own thread, as a shell sees it: clients with names, and the operations only a shell may call. */
export interface CoreThread {
  /** resolves once the core takes calls; rejects when it could not start */
  readonly ready: Promise<void>;
  /** resolves with the exit code when the thread has ended, for whatever reason */
  readonly ended: Promise<number>;
  /** Make a client known. @returns a function that releases it: its calls are cancelled, its jobs go on. */
  attach(client: string, onFrame: (frame: CoreFrame) => void): () => void;
  send(client: string, frame: ClientFrame): void;
  registerFile(file: ShellFile): Promise<FileRef>;
  filePath(fileId: string): Promise<{ path: string; name: string }>;
  /** Close the workspace and end the thread. */
  quit(): Promise<void>;
}

/** A file that the shell hands to the core, or a place the core may write to. */
export type ShellFile = { path: string; name: string; purpose: 'read' | 'write'; temporary?: boolean };

/** What this module needs of a worker thread (tests pass a port). */
export interface CorePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: Addressed<CoreFrame>) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  terminate(): Promise<number>;
}

/** How long the core may take to close its workspace before its thread is ended. */
const QUIT_MS = 5000;

/**
 * Start the core worker. `entry`: the thread's file (see {@link coreEntry}). What the engine made of a built program is
 * kept in the device folder, for this thread and the workers it starts: the next start reads it.
 */
export function startCoreThread(options: CoreOptions, entry: URL): CoreThread {
  const kept = entry.pathname.endsWith('.js') ? { NODE_COMPILE_CACHE: compiledFolder(options.home) } : {};
  return relay(new Worker(entry, { workerData: options, name: 'core', env: { ...kept, ...process.env } }));
}

/** Node would make the folder for everybody to read. */
function compiledFolder(home: string): string {
  const folder = join(home, 'compiled');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } catch {
    // the core says what is wrong with the device folder
  }
  return folder;
}

/** Where the core worker's file is, seen from a shell's own file: beside its sources, or beside its bundle. */
export function coreEntry(shellUrl: string): URL {
  const entry = new URL(shellUrl.endsWith('.ts') ? './core/thread.ts' : './thread.js', shellUrl);
  // Worker threads of a packaged app are read from beside the archive: an entry inside cannot load native code.
  entry.pathname = entry.pathname.replace('/app.asar/', '/app.asar.unpacked/');
  return entry;
}

/** Put the clients of a shell on one port to the core. */
export function relay(port: CorePort): CoreThread {
  const clients = new Map<string, (frame: CoreFrame) => void>();
  const running = new Map<string, Set<number>>();
  const post = (client: string, frame: ClientFrame) => {
    port.postMessage({ client, frame } satisfies Addressed<ClientFrame>);
  };
  const shell = shellCalls(post);

  let begun: () => void = () => undefined;
  let failed: (error: Error) => void = () => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    begun = resolve;
    failed = reject;
  });
  ready.catch(() => undefined);

  port.on('message', ({ client, frame }) => {
    if (client === SHELL_CLIENT) {
      if (frame.type === 'event') begun();
      else shell.receive(frame);
      return;
    }
    if (client === '*') for (const listener of [...clients.values()]) listener(frame);
    else {
      if (frame.type === 'ok' || frame.type === 'err') running.get(client)?.delete(frame.id);
      clients.get(client)?.(frame);
    }
  });

  let cause: Error | undefined;
  port.on('error', (error) => {
    cause = error;
    failed(error);
  });
  const ended = new Promise<number>((resolve) => {
    port.on('exit', (code) => {
      const error = cause ?? new Error(`the core ended with code ${String(code)}`);
      failed(error);
      shell.fail(error);
      for (const [client, ids] of running)
        for (const id of ids) clients.get(client)?.({ type: 'err', id, error: gone() });
      running.clear();
      resolve(code);
    });
  });

  return {
    ready,
    ended,
    attach(client, onFrame) {
      if (client === SHELL_CLIENT || client === '*' || clients.has(client))
        throw new Error(`client name taken: ${client}`);
      clients.set(client, onFrame);
      running.set(client, new Set());
      return () => {
        if (clients.get(client) !== onFrame) return;
        clients.delete(client);
        running.delete(client);
        void shell.call('shell.releaseClient', { client }).catch(() => undefined);
      };
    },
    send(client, frame) {
      const ids = running.get(client);
      if (!ids) throw new Error(`no such client: ${client}`);
      if (frame.type === 'call') ids.add(frame.id);
      post(client, frame);
    },
    registerFile: (file) => shell.call('shell.registerFile', file) as Promise<FileRef>,
    filePath: (fileId) => shell.call('shell.filePath', { fileId }) as Promise<{ path: string; name: string }>,
    async quit() {
      const closed = shell.call('shell.quit', {}).catch(() => undefined);
      await Promise.race([closed, wait(QUIT_MS)]);
      await port.terminate();
    },
  };
}

/** A failed `shell.*` call, with the core's envelope. */
export class ShellCallError extends Error {
  readonly envelope: ErrorEnvelope;
  constructor(envelope: ErrorEnvelope) {
    super(`${envelope.code}: ${envelope.message}`);
    this.name = 'ShellCallError';
    this.envelope = envelope;
  }
}

function shellCalls(post: (client: string, frame: ClientFrame) => void) {
  const waiting = new Map<number, { resolve(output: unknown): void; reject(error: Error): void }>();
  let last = 0;
  let over: Error | undefined;
  return {
    call(op: string, input: unknown): Promise<unknown> {
      if (over) return Promise.reject(over);
      return new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        post(SHELL_CLIENT, { type: 'call', id, op, input });
      });
    },
    receive(frame: Exclude<CoreFrame, { type: 'event' }>): void {
      if (frame.type === 'progress') return;
      const call = waiting.get(frame.id);
      waiting.delete(frame.id);
      if (frame.type === 'ok') call?.resolve(frame.output);
      else call?.reject(new ShellCallError(frame.error));
    },
    fail(error: Error): void {
      over = error;
      for (const call of waiting.values()) call.reject(error);
      waiting.clear();
    },
  };
}

const gone = (): ErrorEnvelope => {
  const said = { key: 'errors:internal' };
  return { code: 'internal', message: sayIn('en', said), said };
};

const wait = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });
