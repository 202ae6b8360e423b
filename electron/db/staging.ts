import { quoteName } from './settings.ts';
import type { WriteDb } from './open.ts';

/** Prefix of tables that belong to an unfinished import. */
export const STAGING = 'staging_';

/** Take away what a crash or a cancel left: staging tables, and raw blocks and customer tables no source speaks of. */
export function sweepStaging(db: WriteDb): void {
  db.transaction(() => {
    const tables = db.column<string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND (name LIKE 'staging\\_%' ESCAPE '\\' OR name LIKE 'customers\\_%' ESCAPE '\\')`,
    );
    const kept = new Set(db.column<string>('SELECT customer_table FROM source'));
    // a removed import can be redone: its rows are still named by the edit log
    for (const image of db.column<string>(
      `SELECT coalesce(before, after) FROM edit_change WHERE table_name = 'source'`,
    ))
      kept.add((JSON.parse(image) as { customer_table: string }).customer_table);
    for (const table of tables) if (!kept.has(table)) db.exec(`DROP TABLE ${quoteName(table)}`);
    const sources = new Set(db.column<number>('SELECT id FROM source'));
    for (const id of db.column<number>(`SELECT row_id FROM edit_change WHERE table_name = 'source'`)) sources.add(id);
    for (const table of ['raw_block', 'rejected_row'])
      for (const id of db.column<number>(`SELECT DISTINCT source_id FROM ${table}`))
        if (!sources.has(id)) db.run(`DELETE FROM ${table} WHERE source_id = ?`, id);
  });
}
