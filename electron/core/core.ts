import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { cpus } from 'node:os';
import type { Lang } from '../../shared/domain.ts';
import {
  type Addressed,
  AppError,
  type ClientFrame,
  type CoreFrame,
  type ErrorEnvelope,
  type Transport,
} from '../../shared/frames.ts';
import { translated } from '../db/failures.ts';
import { sameFile } from '../db/file/lock.ts';
import { checkDriver, type WriteDb } from '../db/open.ts';
import { Pool } from '../workers/pool.ts';
import { follow, handlers, opened, preparations, rememberSession } from './areas/register.ts';
import { type AuditRow, AuditTrail } from './audit.ts';
import { Copies, offerCopy } from './copies.ts';
import { Device } from './device.ts';
import { Dispatcher, parseInput } from './dispatch.ts';
import { Files } from './files.ts';
import { loggedError } from './logged-error.ts';
import { Jobs } from './jobs.ts';
import { Notices } from './notices.ts';
import { nameOfFile, openSession, type Session } from './session.ts';
import { clearCaches } from './session-cache.ts';
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
  /** milliseconds from the opening of a workspace to the first look whether it is time for a copy */
  readonly firstLookMs?: number;
}

/** Threads that read for the views. */
const READERS = 2;

/** How long cancelled jobs may take to end at the close, and once more when their threads are gone: the shells wait 5 s. */
const PATIENCE_MS = 2500;
const LAST_MS = 500;

/** What changes beside the workspace and not in it. */
const BESIDE = new Set(['jobs', 'copies', 'notices']);

/** The composition root: everything that lives as long as the program. */
export class Core {
  readonly options: CoreOptions;
  readonly device: Device;
  readonly files = new Files();
  readonly pool: Pool;
  /** looks at the data must not wait behind a clustering that holds every thread of the pool */
  readonly readers = new Pool(READERS);
  readonly jobs: Jobs;
  readonly copies: Copies;
  readonly notices = new Notices(() => this.changed(['notices']));
  readonly handlers = handlers;
  readonly preparations = preparations;
  readonly follow = follow;
  readonly #trail = new AuditTrail();
  readonly #dispatcher: Dispatcher;
  readonly #clients = new Map<string, (frame: CoreFrame) => void>();
  #session: Session | null = null;
  #alone: Promise<null> | null = null;
  #background: Promise<unknown> = Promise.resolve();

  constructor(options: CoreOptions) {
    checkDriver();
    this.options = options;
    this.device = new Device(options.home);
    this.pool = new Pool(options.threads ?? Math.max(1, cpus().length));
    this.jobs = new Jobs(() => this.changed(['jobs']));
    this.copies = new Copies(this, options.firstLookMs);
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

  /** Close the open workspace, then open another (or make it under a name). `verified`: see {@link openSession}. */
  openPath(path: string, createAs: string | null, verified?: string): Session {
    if (this.#session && createAs === null && sameFile(this.#session.db.path, path)) return this.#session;
    const known = this.device.recent().map((recent) => dirname(recent.path));
    const create = createAs === null ? null : { name: createAs };
    const next = offerCopy(path, () => openSession(path, create, verified, known));
    this.closeSession();
    this.#session = next;
    this.audit(next.db, createAs === null ? 'workspace.open' : 'workspace.create', 'command', 'ok');
    this.remember();
    this.changed(['workspace']);
    for (const said of next.notices) this.notices.add('danger', said);
    this.copies.watch(next);
    this.#background = Promise.all(opened(next.db, this.now()).map((op) => this.#dispatcher.background(op, {})));
    return next;
  }

  /** resolves when what the opening of the workspace began has ended; never rejects */
  async settled(): Promise<void> {
    await this.#background;
  }

  closeSession(): void {
    const session = this.#session;
    if (!session) return;
    this.remember();
    this.jobs.cancelAll();
    this.copies.stop();
    this.notices.clear();
    this.audit(session.db, 'workspace.close', 'command', 'ok');
    this.#survive(() => this.#trail.flush(session.db));
    this.#session = null;
    clearCaches(session.db);
    // what is committed stays in the journal when it cannot be brought into the file
    this.#survive(() => session.close());
    this.changed(['workspace']);
  }

  /** Put the open workspace at the head of the recent list, where the device lets us: nothing is taken back for it. */
  remember(): void {
    this.#survive(() => rememberSession(this));
  }
  /** Do work during which nothing else writes the workspace. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<null>();
    this.#alone = promise;
    try {
      return await work();
    } finally {
      this.#alone = null;
      resolve(null);
    }
  }
  /** What commands wait for; null: the workspace may be written. */
  aloneUntil(): Promise<null> | null {
    return this.#alone;
  }

  lang(): Lang {
    return this.device.preferences().lang ?? this.options.lang ?? 'en';
  }
  now(): string {
    return new Date().toISOString();
  }

  /** Tell every client that tables changed. */
  changed(tables: string[]): void {
    if (this.#session && tables.some((table) => !BESIDE.has(table))) this.#session.savedAt = this.now();
    for (const listener of this.#clients.values()) listener({ type: 'event', tables });
  }

  /** Any error as it crosses the border. */
  envelope(error: unknown): ErrorEnvelope {
    return this.#dispatcher.envelope(error);
  }

  /** Do work in one transaction of a workspace together with its row of the audit trail. */
  audited<T>(db: WriteDb, op: string, kind: AuditRow['kind'], work: () => T): T {
    return this.#trail.within(db, { at: this.now(), op, kind, outcome: 'ok' }, work);
  }

  /** Put the outcome of what has no transaction of its own on the audit trail, now or later. Never throws. */
  audit(db: WriteDb | undefined, op: string, kind: AuditRow['kind'], outcome: AuditRow['outcome']): void {
    if (db === undefined || db !== this.#session?.db) return;
    this.#survive(() => this.#trail.add(db, { at: this.now(), op, kind, outcome }));
  }

  /** Where an unknown error arose, into the device's log; messages quote cells and stay out (R14). Never throws. */
  log(error: unknown): void {
    try {
      fs.appendFileSync(join(this.device.home, 'errors.log'), `${this.now()} ${loggedError(error)}\n`, { mode: 0o600 });
    } catch {
      // the disk that failed may be the one of the log: who called hears of the error itself
    }
  }

  /** An error of what comes after the outcome is settled: it must not take the outcome's place. Never throws. */
  survived(error: unknown): void {
    if (!(translated(error) instanceof AppError)) this.log(error);
  }

  #survive(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.survived(error);
    }
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

  /** Close everything. Ends in any case: jobs that do not hear are left to themselves, their threads ended. */
  async close(): Promise<void> {
    this.jobs.cancelAll();
    this.copies.stop();
    await Promise.race([Promise.all([this.jobs.idle(PATIENCE_MS), this.copies.idle()]), wait(PATIENCE_MS)]);
    // before the workspace: a connection that still reads keeps the journal from being brought into the file
    await Promise.all([this.pool.close(), this.readers.close()]);
    await this.jobs.idle(LAST_MS);
    this.closeSession();
    this.files.sweep();
  }

  #deliver({ client, frame }: Addressed<CoreFrame>): void {
    this.#clients.get(client)?.(frame);
  }
}

const wait = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });

/** Make a core in this thread. */
export const createCore = (options: CoreOptions): Core => new Core(options);
