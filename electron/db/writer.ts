import { randomUUID } from 'node:crypto';
import { Connection, type SqlValue } from './connection.ts';
import { stamp } from './file/generation.ts';

/** What SQLite runs in no transaction, or only outside of one. */
const ALONE = /^\s*(?:VACUUM|PRAGMA\s+(?!incremental_vacuum))/i;

/**
 * The one connection that may write. Every transaction of it is guarded and carries the next generation (see
 * generation.ts); a statement outside of one becomes one.
 */
export class Writer extends Connection {
  readonly #session = randomUUID();
  readonly #guard: () => void;
  constructor(path: string, guard: () => void) {
    super(path, { fileMustExist: true, timeout: 5000 });
    this.#guard = guard;
  }
  override run(sql: string, ...values: SqlValue[]): { changes: number; lastInsertRowid: number } {
    if (this.inTransaction || ALONE.test(sql)) return super.run(sql, ...values);
    return this.transaction(() => super.run(sql, ...values));
  }
  override exec(sql: string): void {
    if (this.inTransaction || ALONE.test(sql)) super.exec(sql);
    else this.transaction(() => super.exec(sql));
  }
  override transaction<T>(work: () => T): T {
    if (this.inTransaction) return work();
    return super.transaction(() => {
      // after BEGIN: nobody else writes between the look and the writing
      this.#guard();
      const result = work();
      stamp(this, this.#session);
      return result;
    });
  }
}
