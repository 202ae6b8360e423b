import type { WriteDb } from '../db/open.ts';

/** What was done, without cell values. */
export interface AuditRow {
  readonly at: string;
  readonly op: string;
  readonly kind: 'command' | 'job';
  readonly outcome: 'ok' | 'failed' | 'cancelled';
}

/** Most outcomes that wait for a disk that takes them. */
const MOST_WAITING = 1000;

/**
 * The audit trail of the open workspaces. What has a transaction of its own is written in it: both are kept or neither.
 * Other outcomes are written when they can be: one that cannot waits for the next row that goes through.
 */
export class AuditTrail {
  readonly #waiting = new WeakMap<WriteDb, AuditRow[]>();

  /** Do work in one transaction that also writes its row. */
  within<T>(db: WriteDb, row: AuditRow, work: () => T): T {
    const waiting = this.#of(db);
    const result = db.transaction(() => {
      const done = work();
      insert(db, [...waiting, row]);
      return done;
    });
    waiting.length = 0;
    return result;
  }

  /** Write an outcome that has no transaction. @throws what kept it from being written; it waits then */
  add(db: WriteDb, row: AuditRow): void {
    const waiting = this.#of(db);
    waiting.push(row);
    if (waiting.length > MOST_WAITING) waiting.shift();
    this.flush(db);
  }

  /** Write what waits. @throws what kept it from being written */
  flush(db: WriteDb): void {
    const waiting = this.#of(db);
    if (waiting.length === 0) return;
    db.transaction(() => {
      insert(db, waiting);
    });
    waiting.length = 0;
  }

  #of(db: WriteDb): AuditRow[] {
    let waiting = this.#waiting.get(db);
    if (!waiting) this.#waiting.set(db, (waiting = []));
    return waiting;
  }
}

function insert(db: WriteDb, rows: readonly AuditRow[]): void {
  for (const { at, op, kind, outcome } of rows)
    db.run('INSERT INTO audit (at, op, kind, outcome) VALUES (?, ?, ?, ?)', at, op, kind, outcome);
}
