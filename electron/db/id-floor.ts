import type { ReadDb, WriteDb } from './open.ts';

/** Tables whose ids are named by rows that may outlive theirs. */
export type Floored = 'source' | 'segmentation' | 'segment' | 'note' | 'note_quote' | 'note_theme' | 'note_customer';

/** The highest id that rows of a table had which are gone for good. */
export const idFloor = (db: ReadDb, table: Floored): number =>
  db.value<number>('SELECT last FROM id_floor WHERE table_name = ?', table) ?? 0;

/** Let no later row have one of the ids a table has or had so far. */
export function raiseFloor(db: WriteDb, table: Floored): void {
  db.run(
    `INSERT INTO id_floor (table_name, last)
     SELECT ?, max(coalesce((SELECT max(id) FROM ${table}), 0),
       coalesce((SELECT max(row_id) FROM edit_change WHERE table_name = ?), 0))
     ON CONFLICT (table_name) DO UPDATE SET last = max(last, excluded.last)`,
    table,
    table,
  );
}
