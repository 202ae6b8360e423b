import type { WriteDb } from '../../open.ts';

/** Prefix of clean tables. */
export const CLEAN = 'clean_';

/**
 * Take away clean tables that nothing speaks of or whose source is gone (they are made anew when it comes back), and notes
 * of tables that are not there. @returns how many
 */
export function sweepClean(db: WriteDb): number {
  const tables = new Set(
    db.column<string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB '${CLEAN}[0-9]*_[0-9]*'`),
  );
  const sources = new Set(db.column<number>('SELECT id FROM source'));
  let gone = 0;
  for (const { source_id: source, hash, table_name: name } of db.all<{
    source_id: number;
    hash: string;
    table_name: string;
  }>('SELECT source_id, hash, table_name FROM clean_table')) {
    if (sources.has(source) && tables.delete(name)) continue;
    gone += db.run('DELETE FROM clean_table WHERE source_id = ? AND hash = ?', source, hash).changes;
  }
  for (const name of tables) {
    db.exec(`DROP TABLE "${name}"`);
    gone++;
  }
  return gone;
}
