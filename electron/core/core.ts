import fs from 'node:fs';
import { join } from 'node:path';
import { cpus } from 'node:os';
import type { Lang } from '../../shared/domain.ts';
import { type Addressed, AppError, type ClientFrame, type CoreFrame, type Transport } from '../../shared/frames.ts';
import { checkDriver } from '../db/open.ts';
import { Pool } from '../workers/pool.ts';
import { cleaningHandlers } from './areas/cleaning.ts';
import { customersHandlers } from './areas/customers.ts';
import type { Preparations } from './area.ts';
import { deriveHandlers } from './areas/derive.ts';
import { featuresHandlers, featuresPreparations } from './areas/features.ts';
import { notesHandlers } from './areas/notes.ts';
import { identityHandlers } from './areas/identity.ts';
import { insightsHandlers, insightsPreparations } from './areas/insights.ts';
import { personasHandlers, personasPreparations } from './areas/personas.ts';
import { recipesHandlers } from './areas/recipes.ts';
import { segmentsHandlers } from './areas/segments.ts';
import { sourcesHandlers } from './areas/sources.ts';
import { rememberSession, workspaceHandlers } from './areas/workspace.ts';
import { Device } from './device.ts';
import { Dispatcher, parseInput } from './dispatch.ts';
import { Files } from './files.ts';
import { loggedError } from './logged-error.ts';
import { Jobs } from './jobs.ts';
import { nameOfFile, openSession, type Session } from './session.ts';
import { shellContract } from './shell-operations.ts';

/** What the shells tell the core at its start. */
export interface CoreOptions {
  /** device folder: recent workspaces, preferences, new workspaces, uploads */
  readonly home: string;
  /** folder of the sample study */
  readonly sample: string;
  readonly version: string;
  readonly lang?: Lang;
  /** a workspace to open at the start; made when it does not exist */
  readonly open?: string;
  /** worker threads; default one a core */
  readonly threads?: number;
}

const handlers = {
  ...workspaceHandlers,
  ...sourcesHandlers,
  ...cleaningHandlers,
  ...customersHandlers,
  ...identityHandlers,
  ...deriveHandlers,
  ...featuresHandlers,
  ...segmentsHandlers,
  ...notesHandlers,
  ...insightsHandlers,
  ...personasHandlers,
  ...recipesHandlers,
};

/** What some commands need to have been read before they begin. */
const preparations = { ...featuresPreparations, ...insightsPreparations, ...personasPreparations };

/** Threads that read for the views. */
const READERS = 2;

/** The composition root: everything that lives as long as the program. */
export class Core {
  readonly options: CoreOptions;
  readonly device: Device;
  readonly files = new Files();
  readonly pool: Pool;
  /** looks at the data must not wait behind a clustering that holds every thread of the pool */
  readonly readers = new Pool(READERS);
  readonly jobs: Jobs;
  readonly handlers = handlers;
  readonly preparations: Preparations = preparations;
  readonly #dispatcher: Dispatcher;
  readonly #clients = new Map<string, (frame: CoreFrame) => void>();
  #session: Session | null = null;

  constructor(options: CoreOptions) {
    checkDriver();
    this.options = options;
    this.device = new Device(options.home);
    this.pool = new Pool(options.threads ?? Math.max(1, cpus().length));
    this.jobs = new Jobs(() => this.changed(['jobs']));
    this.#dispatcher = new Dispatcher(this, (message) => this.#deliver(message));
    if (options.open !== undefined)
      this.openPath(options.open, fs.existsSync(options.open) ? null : nameOfFile(options.open));
  }

  /** A pipe into this core. */
  connect(client: string): Transport & { close(): void } {
    return {
      send: (frame: ClientFrame) => void this.#dispatcher.receive({ client, frame }),
      onFrame: (listener) => {
        this.#clients.set(client, listener);
        return () => this.#clients.delete(client);
      },
      close: () => {
        this.#clients.delete(client);
        this.#dispatcher.release(client);
      },
    };
  }

  /** @throws AppError no_workspace */
  session(): Session {
    if (!this.#session) throw new AppError('no_workspace', { key: 'errors:no_workspace' });
    return this.#session;
  }
  sessionOrNull(): Session | null {
    return this.#session;
  }

  /** Close the open workspace, then open another (or make it under a name). */
  openPath(path: string, createAs: string | null): Session {
    if (this.#session?.path === path && createAs === null) return this.#session;
    const next = openSession(path, createAs === null ? null : { name: createAs });
    this.closeSession();
    this.#session = next;
    rememberSession(this);
    this.changed(['workspace']);
    return next;
  }

  closeSession(): void {
    const session = this.#session;
    if (!session) return;
    rememberSession(this);
    this.jobs.cancelAll();
    this.#session = null;
    session.close();
    this.changed(['workspace']);
  }

  lang(): Lang {
    return this.device.preferences().lang ?? this.options.lang ?? 'en';
  }
  now(): string {
    return new Date().toISOString();
  }

  /** Tell every client that tables changed. */
  changed(tables: string[]): void {
    if (this.#session && tables.some((table) => table !== 'jobs')) this.#session.savedAt = this.now();
    for (const listener of this.#clients.values()) listener({ type: 'event', tables });
  }

  audit(op: string, kind: string, outcome: string): void {
    this.#session?.db.run(
      'INSERT INTO audit (at, op, kind, outcome) VALUES (?, ?, ?, ?)',
      this.now(),
      op,
      kind,
      outcome,
    );
  }

  /** Where an unknown error arose, into the device's log; messages quote cells and stay out (R14). */
  log(error: unknown): void {
    fs.appendFileSync(join(this.device.home, 'errors.log'), `${this.now()} ${loggedError(error)}\n`, { mode: 0o600 });
  }

  /** What only the shell may ask. */
  async shellCall(op: string, raw: unknown): Promise<unknown> {
    switch (op) {
      case 'shell.registerFile': {
        const { path, ...rest } = parseInput(shellContract[op], raw);
        return this.files.register(path, {
          purpose: rest.purpose,
          ...(rest.name === undefined ? {} : { name: rest.name }),
          ...(rest.temporary === undefined ? {} : { temporary: rest.temporary }),
        });
      }
      case 'shell.filePath': {
        const { path, name } = this.files.get(parseInput(shellContract[op], raw).fileId);
        return { path, name };
      }
      case 'shell.releaseClient':
        this.#dispatcher.release(parseInput(shellContract[op], raw).client);
        return {};
      case 'shell.quit':
        await this.close();
        return {};
      default:
        throw new AppError('unknown_operation', { key: 'errors:unknown_operation', values: { op } });
    }
  }

  async close(): Promise<void> {
    this.jobs.cancelAll();
    await this.jobs.idle();
    this.closeSession();
    this.files.sweep();
    await Promise.all([this.pool.close(), this.readers.close()]);
  }

  #deliver({ client, frame }: Addressed<CoreFrame>): void {
    this.#clients.get(client)?.(frame);
  }
}

/** Make a core in this thread. */
export const createCore = (options: CoreOptions): Core => new Core(options);
