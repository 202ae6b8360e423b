import Database from 'better-sqlite3';
import { compilePattern } from '../../shared/pattern.ts';
import { translated } from './failures.ts';

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

const STATEMENTS = 400;
/** Pages copied between two looks at a cancel: 4 MB. */
const COPY_PAGES = 1000;

/** A connection as SQLite makes it: what it runs is neither stamped nor guarded. */
export class Connection implements WriteDb {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  readonly path: string;
  constructor(path: string, options: Database.Options) {
    this.path = path;
    this.#db = guarded(path, () => new Database(path, options));
    this.#db.function('matches', { deterministic: true, directOnly: true }, matcher());
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
    return guarded(this.path, () => this.#prepare(sql).all(...values) as T[]);
  }
  get<T>(sql: string, ...values: SqlValue[]): T | undefined {
    return guarded(this.path, () => this.#prepare(sql).get(...values) as T | undefined);
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
    const { changes, lastInsertRowid } = guarded(this.path, () => this.#prepare(sql).run(...values));
    return { changes, lastInsertRowid: Number(lastInsertRowid) };
  }
  exec(sql: string): void {
    guarded(this.path, () => this.#db.exec(sql));
  }
  transaction<T>(work: () => T): T {
    if (this.#db.inTransaction) return work();
    return guarded(this.path, () => this.#db.transaction(work).immediate());
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

/** `matches(pattern, value)`: the whole value, printed, matches a pattern of `shared/pattern.ts`; NULL for NULL. */
function matcher(): (pattern: unknown, value: unknown) => 0 | 1 | null {
  let compiled: unknown;
  let match = (_text: string): boolean => false;
  return (pattern, value) => {
    if (value === null) return null;
    if (compiled !== pattern) {
      match = compilePattern(String(pattern));
      compiled = pattern;
    }
    return match(String(value)) ? 1 : 0;
  };
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    // an error of the work inside says itself what it is about
    throw error instanceof Database.SqliteError ? translated(error, path) : translated(error);
  }
}
