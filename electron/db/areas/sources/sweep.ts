import { readSourceImage } from '../../images.ts';
import type { WriteDb } from '../../open.ts';
import { quoteName } from '../../settings.ts';
import { everySourceId } from './sources.ts';

/** Prefix of tables that belong to an unfinished import. */
export const STAGING = 'staging_';

/** Take away staging tables, and the rows and customer tables that no source speaks of. @returns how much */
export function sweepRaw(db: WriteDb): number {
  const tables = db.column<string>(
    `SELECT name FROM sqlite_schema
     WHERE type = 'table' AND (name LIKE 'staging\\_%' ESCAPE '\\' OR name LIKE 'customers\\_%' ESCAPE '\\')`,
  );
  const kept = new Set(db.column<string>('SELECT customer_table FROM source'));
  // a removed import can be redone: its rows are still named by the edit log
  for (const image of db.column<string>(`SELECT coalesce(before, after) FROM edit_change WHERE table_name = 'source'`))
    kept.add(readSourceImage(image).customer_table);
  const left = tables.filter((table) => !kept.has(table));
  for (const table of left) db.exec(`DROP TABLE ${quoteName(table)}`);
  const sources = everySourceId(db);
  let gone = left.length;
  for (const table of ['raw_block', 'rejected_row'])
    for (const id of db.column<number>(`SELECT DISTINCT source_id FROM ${table}`))
      if (!sources.has(id)) gone += db.run(`DELETE FROM ${table} WHERE source_id = ?`, id).changes;
  return gone;
}
