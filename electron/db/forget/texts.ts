import { TEXTS } from '../areas/register.ts';
import type { WriteDb } from '../open.ts';

/** Ids of the texts that rows name, or images of rows: what nobody can come back to is in neither. */
const NAMED = TEXTS.flatMap(({ table, column }) => [
  `SELECT ${column} FROM ${table}`,
  ...['before', 'after'].map(
    (side) =>
      `SELECT json_extract(${side}, '$.${column}') FROM edit_change WHERE table_name = '${table}' AND ${side} IS NOT NULL`,
  ),
]).join(' UNION ');

/** Take away the texts that no row and no image names. @returns how many */
export const sweepTexts = (db: WriteDb): number => db.run(`DELETE FROM text WHERE id NOT IN (${NAMED})`).changes;
