import { createHash } from 'node:crypto';
import { head, TRACKED } from '../../../electron/db/edits.ts';
import type { WriteDb } from '../../../electron/db/open.ts';
import { quoteName } from '../../../electron/db/settings.ts';

/** Hashes of the rows of a workspace: of each tracked table, and of the history. */
export interface State {
  readonly head: number | null;
  readonly log: string;
  readonly tables: Readonly<Record<string, string>>;
}

const hashed = (rows: readonly Record<string, unknown>[]): string =>
  // how long a job took is no two times the same
  createHash('sha256')
    .update(JSON.stringify(rows, (key, value: unknown) => (key === 'ms' ? 0 : value)))
    .digest('base64url')
    .slice(0, 16);

/** Where a workspace stands. */
export function stateOf(db: WriteDb): State {
  const tables = TRACKED.map((table) => [
    table,
    hashed(db.all(`SELECT rowid AS row, * FROM ${quoteName(table)} ORDER BY rowid`)),
  ]);
  return {
    head: head(db),
    log: hashed(db.all('SELECT id, parent, op, label, at, gone FROM edit ORDER BY id')),
    tables: Object.fromEntries(tables) as Record<string, string>,
  };
}
