import fs from 'node:fs';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/frames.ts';

/** What SQLite can hold and give back. */
export type SqlValue = string | number | bigint | Uint8Array | null;
type Row = Record<string, SqlValue>;

/** A connection that may only read. */
export interface ReadDb {
  all<T = Row>(sql: string, ...values: SqlValue[]): T[];
  get<T = Row>(sql: string, ...values: SqlValue[]): T | undefined;
  /** first column of the first row */
  value<T = SqlValue>(sql: string, ...values: SqlValue[]): T | undefined;
  /** first column of every row */
  column<T = SqlValue>(sql: string, ...values: SqlValue[]): T[];
  iterate<T = Row>(sql: string, ...values: SqlValue[]): IterableIterator<T>;
  /** rows as arrays, for wide numeric reads */
  rows(sql: string, ...values: SqlValue[]): IterableIterator<SqlValue[]>;
  readonly path: string;
  close(): void;
}

/** A reading connection that sees the file as it was when it was opened, whatever is written meanwhile. */
export interface Snapshot extends ReadDb {
  /**
   * Copy what it sees into an empty file, page by page; `step` hears of every few megabytes and ends it by throwing.
   * One long `VACUUM INTO` could not be stopped, and it may not stand in the transaction that keeps the counts still.
   */
  copyTo(path: string, step: (done: number, total: number) => void): Promise<void>;
}

/** The one connection that may write. */
export interface WriteDb extends ReadDb {
  run(sql: string, ...values: SqlValue[]): { changes: number; lastInsertRowid: number };
  exec(sql: string): void;
  /** everything in one transaction, or in the transaction already open */
  transaction<T>(work: () => T): T;
  readonly inTransaction: boolean;
}

/** Marks a file as one of ours: "PWB1" as PRAGMA application_id. */
export const APPLICATION_ID = 0x50574231;
/** The WAL-reset bug is fixed from here on (F8). */
const OLDEST_SQLITE = [3, 51, 3];

const STATEMENTS = 400;
/** Pages copied between two looks at a cancel: 4 MB. */
const COPY_PAGES = 1000;

class Connection implements WriteDb {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  readonly path: string;
  constructor(path: string, options: Database.Options) {
    this.path = path;
    this.#db = new Database(path, options);
  }
  #prepare(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      if (this.#statements.size >= STATEMENTS) this.#statements.clear();
      this.#statements.set(sql, (statement = this.#db.prepare(sql)));
    }
    return statement;
  }
  all<T>(sql: string, ...values: SqlValue[]): T[] {
    return guarded(() => this.#prepare(sql).all(...values) as T[]);
  }
  get<T>(sql: string, ...values: SqlValue[]): T | undefined {
    return guarded(() => this.#prepare(sql).get(...values) as T | undefined);
  }
  value<T>(sql: string, ...values: SqlValue[]): T | undefined {
    const row = this.get<Record<string, T>>(sql, ...values);
    return row && Object.values(row)[0];
  }
  column<T>(sql: string, ...values: SqlValue[]): T[] {
    return this.all<Record<string, T>>(sql, ...values).map((row) => Object.values(row)[0]!);
  }
  iterate<T>(sql: string, ...values: SqlValue[]): IterableIterator<T> {
    // its own statement: a cached one may be in use by an outer loop
    return this.#db.prepare(sql).iterate(...values) as IterableIterator<T>;
  }
  rows(sql: string, ...values: SqlValue[]): IterableIterator<SqlValue[]> {
    return this.#db
      .prepare(sql)
      .raw(true)
      .iterate(...values) as IterableIterator<SqlValue[]>;
  }
  run(sql: string, ...values: SqlValue[]): { changes: number; lastInsertRowid: number } {
    const { changes, lastInsertRowid } = guarded(() => this.#prepare(sql).run(...values));
    return { changes, lastInsertRowid: Number(lastInsertRowid) };
  }
  exec(sql: string): void {
    guarded(() => this.#db.exec(sql));
  }
  transaction<T>(work: () => T): T {
    if (this.#db.inTransaction) return work();
    return guarded(() => this.#db.transaction(work).immediate());
  }
  get inTransaction(): boolean {
    return this.#db.inTransaction;
  }
  async copyTo(path: string, step: (done: number, total: number) => void): Promise<void> {
    const progress = ({ totalPages, remainingPages }: Database.BackupMetadata) => {
      step(totalPages - remainingPages, totalPages);
      return COPY_PAGES;
    };
    try {
      await this.#db.backup(path, { progress });
    } catch (error) {
      throw translated(error);
    }
  }
  close(): void {
    this.#statements.clear();
    this.#db.close();
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translated(error);
  }
}

/** SQLite's own errors become ours where a person can do something about them. */
function translated(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  if (error.code === 'SQLITE_FULL') return new AppError('disk_full', { key: 'errors:disk_full' });
  if (error.code.startsWith('SQLITE_IOERR')) return new AppError('io', { key: 'errors:io' }, { sqlite: error.code });
  if (error.code === 'SQLITE_CORRUPT' || error.code === 'SQLITE_NOTADB')
    return new AppError('damaged', { key: 'errors:damaged' }, { sqlite: error.code });
  if (error.code === 'SQLITE_BUSY' || error.code === 'SQLITE_LOCKED')
    return new AppError('busy', { key: 'errors:busy' }, { sqlite: error.code });
  return error;
}

const SETTINGS = [
  'foreign_keys = ON',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'mmap_size = 0',
  'temp_store = MEMORY',
  'secure_delete = ON',
  'synchronous = FULL',
  'fullfsync = ON',
  'checkpoint_fullfsync = ON',
  'busy_timeout = 5000',
];

function configure(db: Connection): void {
  for (const setting of SETTINGS) db.exec(`PRAGMA ${setting}`);
}

/** Refuse a driver whose SQLite has known corruption bugs (R45). */
export function checkDriver(): void {
  const db = new Connection(':memory:', {});
  const version = db.value<string>('SELECT sqlite_version()')!;
  db.close();
  const parts = version.split('.').map(Number);
  const older = OLDEST_SQLITE.findIndex((wanted, i) => (parts[i] ?? 0) !== wanted);
  if (older >= 0 && (parts[older] ?? 0) < OLDEST_SQLITE[older]!)
    throw new AppError('internal', { key: 'errors:old_sqlite', values: { version } });
}

/** Open the writer. The file must be new or already checked by {@link checkFile}. */
export function openWriter(path: string): WriteDb {
  const fresh = !fs.existsSync(path);
  if (fresh) fs.closeSync(fs.openSync(path, 'wx', 0o600));
  const db = new Connection(path, { timeout: 5000 });
  configure(db);
  // before the first page is written: space that a cancelled import took can then be given back
  if (fresh) db.exec('PRAGMA auto_vacuum = INCREMENTAL');
  db.exec('PRAGMA journal_mode = WAL');
  return db;
}

/** Open a reading connection beside the writer, for worker threads. */
export function openReader(path: string): ReadDb {
  const db = new Connection(path, { readonly: true, fileMustExist: true, timeout: 5000 });
  for (const setting of ['trusted_schema = OFF', 'cell_size_check = ON', 'mmap_size = 0', 'temp_store = MEMORY'])
    db.exec(`PRAGMA ${setting}`);
  return db;
}

/** Open a reading connection on the state of this moment; it is let go of by closing. */
export function openSnapshot(path: string): Snapshot {
  const db = openReader(path) as Connection;
  db.exec('BEGIN');
  // a transaction begins to see with its first read
  db.value('SELECT count(*) FROM sqlite_schema');
  return db;
}

/** Open a copy to write to it. It keeps no WAL: a copy is one file, whole when nothing stands beside it. */
export function openCopy(path: string): WriteDb {
  const db = new Connection(path, { fileMustExist: true, timeout: 5000 });
  configure(db);
  db.exec('PRAGMA journal_mode = DELETE');
  return db;
}

/**
 * Look at a file before it is opened for writing: is it a workspace, whole, and not newer than we are? The file is left
 * untouched: it is read through a private immutable connection, unless a WAL beside it must be read too.
 * @throws AppError foreign_file, damaged or newer_version
 */
export function checkFile(path: string, newest: number): void {
  const head = Buffer.alloc(72);
  const size = fs.statSync(path).size;
  const file = fs.openSync(path, 'r');
  fs.readSync(file, head, 0, 72, 0);
  fs.closeSync(file);
  if (size < 100 || head.toString('latin1', 0, 16) !== 'SQLite format 3\0' || head.readUInt32BE(68) !== APPLICATION_ID)
    throw new AppError('foreign_file', { key: 'errors:foreign_file' });
  const beside = [`${path}-wal`, `${path}-shm`].filter((file) => !fs.existsSync(file));
  let db: Connection | undefined;
  try {
    db = new Connection(path, { readonly: true, fileMustExist: true, timeout: 5000 });
    db.exec('PRAGMA trusted_schema = OFF');
    db.exec('PRAGMA cell_size_check = ON');
    const version = db.value<number>('PRAGMA user_version')!;
    if (version > newest) throw new AppError('newer_version', { key: 'errors:newer_version', values: { version } });
    // views and triggers are not part of our schema: a file that has them was made to run something (R15)
    const strange = db.value<number>("SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger','view')")!;
    if (strange > 0) throw new AppError('foreign_file', { key: 'errors:foreign_file' });
    if (db.value<string>('PRAGMA quick_check(1)') !== 'ok') throw new AppError('damaged', { key: 'errors:damaged' });
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('damaged', { key: 'errors:damaged' });
  } finally {
    db?.close();
    // a reading connection to a WAL file makes these and may not take them away again
    for (const file of beside) fs.rmSync(file, { force: true });
  }
}

/** Held while a workspace is open. */
export interface WorkspaceLock {
  release(): void;
}

/**
 * One process a workspace: an exclusive SQLite lock on a small file beside it. The operating system frees it when the
 * process ends in any way, so a lock is never stale (R39).
 * @throws AppError locked
 */
export function lockWorkspace(path: string): WorkspaceLock {
  const beside = `${path}-lock`;
  let db: Database.Database | undefined;
  try {
    if (!fs.existsSync(beside)) fs.closeSync(fs.openSync(beside, 'a', 0o600));
    db = new Database(beside, { timeout: 0 });
    db.pragma('journal_mode = DELETE');
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new AppError('locked', { key: 'errors:locked' });
    throw error;
  }
  const held = db;
  return {
    release() {
      held.exec('ROLLBACK');
      held.close();
      fs.rmSync(beside, { force: true });
    },
  };
}
