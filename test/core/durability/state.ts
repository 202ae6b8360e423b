import { createHash } from 'node:crypto';
import { TEXTS, TRACKED } from '../../../electron/db/areas/register.ts';
import { head } from '../../../electron/db/edits.ts';
import type { WriteDb } from '../../../electron/db/open.ts';
import { quoteName } from '../../../electron/db/settings.ts';

/** Hashes of the rows of a workspace: of each tracked table, and of the history. */
export interface State {
  readonly head: number | null;
  readonly log: string;
  readonly tables: Readonly<Record<string, string>>;
}

/** How long a job took, in a column or in the JSON of one: no two times the same. */
const TIMES = /(\\*"ms\\*":)[\d.]+/g;

const hashed = (rows: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(rows).replace(TIMES, '$1')).digest('base64url').slice(0, 16);

/** The rows of a table, with the texts they name. */
function rowsOf(db: WriteDb, table: string): unknown[] {
  const named = TEXTS.filter((one) => one.table === table);
  const texts = named.map(
    ({ column }) => `, (SELECT content FROM text WHERE text.id = ${column}) AS "text of ${column}"`,
  );
  return db.all(`SELECT rowid AS row, *${texts.join('')} FROM ${quoteName(table)} ORDER BY rowid`);
}

/** Where a workspace stands. */
export function stateOf(db: WriteDb): State {
  const tables = TRACKED.map((table) => [table, hashed(rowsOf(db, table))]);
  return {
    head: head(db),
    log: hashed(db.all('SELECT id, parent, op, label, at, gone FROM edit ORDER BY id')),
    tables: Object.fromEntries(tables) as Record<string, string>,
  };
}
