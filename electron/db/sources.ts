import type { ImportMode, Receipt } from '../../shared/contract/sources.ts';
import type {
  ColumnFormat,
  ColumnGuess,
  ColumnType,
  Dimension,
  PersonalKind,
  Role,
  Said,
} from '../../shared/domain.ts';
import type { ReadDb, WriteDb } from './open.ts';
import { quoteName } from './settings.ts';

/** A row that was not stored. */
export type Rejected = { line: number; reason: Said; raw: string };

/** An imported source without its columns. */
export type SourceRow = {
  id: number;
  name: string;
  hash: string;
  bytes: number;
  encoding: Receipt['encoding'];
  delimiter: string;
  mode: ImportMode;
  read: number;
  stored: number;
  rejected: number;
  added: number;
  updated: number;
  customers: number;
  customer_table: string;
  imported_at: string;
  ms: number;
};

/** An attribute of a customer table as imported. */
export type AttributeRow = {
  column: string;
  position: number;
  name: string;
  type: ColumnType;
  role: Role;
  dimension: Dimension | null;
  personal: PersonalKind | null;
  format: ColumnFormat;
  levels: string[] | null;
  reason: Said;
  missing: number;
  distinct: number;
};

const FIELDS = `id, name, hash, bytes, encoding, delimiter, mode, read, stored, rejected, added, updated, customers,
  customer_table, imported_at, ms`;

/** An id no source has or had (redo may bring one back, and a crash may have left raw blocks). */
export function nextSourceId(db: ReadDb): number {
  return (
    1 +
    db.value<number>(`SELECT max(
      coalesce((SELECT max(id) FROM source), 0),
      coalesce((SELECT max(row_id) FROM edit_change WHERE table_name = 'source'), 0),
      coalesce((SELECT max(source_id) FROM raw_block), 0),
      coalesce((SELECT max(source_id) FROM rejected_row), 0))`)!
  );
}

/** Sources, newest first. */
export const listSources = (db: ReadDb): SourceRow[] =>
  db.all<SourceRow>(`SELECT ${FIELDS} FROM source ORDER BY id DESC`);
/** One source. */
export const sourceById = (db: ReadDb, id: number): SourceRow | undefined =>
  db.get<SourceRow>(`SELECT ${FIELDS} FROM source WHERE id = ?`, id);
/** The newest source made from the same bytes. */
export const sourceByHash = (db: ReadDb, hash: string): SourceRow | undefined =>
  db.get<SourceRow>(`SELECT ${FIELDS} FROM source WHERE hash = ? ORDER BY id DESC LIMIT 1`, hash);
/** Has anything been imported? */
export const hasSources = (db: ReadDb): boolean => db.value<number>('SELECT EXISTS (SELECT 1 FROM source)') === 1;
/** Is there a source of this many bytes? Tells cheaply whether hashing a file beforehand can pay off. */
export const hasSourceOfSize = (db: ReadDb, bytes: number): boolean =>
  db.value<number>('SELECT count(*) FROM source WHERE bytes = ?', bytes)! > 0;

/** The columns of a source as they were imported. */
export function columnsOf(db: ReadDb, id: number): ColumnGuess[] {
  const json = db.value<string>('SELECT columns FROM source WHERE id = ?', id);
  return json === undefined ? [] : (JSON.parse(json) as ColumnGuess[]);
}

/** The rejected rows of a source, in file order. */
export function rejectedRows(db: ReadDb, id: number, limit: number): Rejected[] {
  return db
    .all<{ line: number; reason: string; raw: string }>(
      'SELECT line, reason, raw FROM rejected_row WHERE source_id = ? ORDER BY seq LIMIT ?',
      id,
      limit,
    )
    .map(({ line, reason, raw }) => ({ line, reason: JSON.parse(reason) as Said, raw }));
}

/** Attributes of a source's customer table, in order. */
export function attributesOf(db: ReadDb, id: number): AttributeRow[] {
  const rows = db.all<Record<string, string | number | null>>(
    `SELECT column_name AS "column", position, name, type, role, dimension, personal, format, levels, reason, missing,
       distinct_count AS "distinct" FROM attribute WHERE source_id = ? ORDER BY position`,
    id,
  );
  return rows.map((row) => ({
    ...(row as unknown as AttributeRow),
    format: JSON.parse(row['format'] as string) as ColumnFormat,
    levels: row['levels'] === null ? null : (JSON.parse(row['levels'] as string) as string[]),
    reason: JSON.parse(row['reason'] as string) as Said,
  }));
}

/** Store a block of raw rows. */
export function insertRawBlock(
  db: WriteDb,
  source: number,
  seq: number,
  block: { firstLine: number; rows: number; data: Uint8Array },
): void {
  db.run(
    'INSERT INTO raw_block (source_id, seq, first_line, rows, data) VALUES (?, ?, ?, ?, ?)',
    source,
    seq,
    block.firstLine,
    block.rows,
    block.data,
  );
}

/** Store rejected rows; `seq` numbers them. */
export function insertRejected(db: WriteDb, source: number, seq: number, rows: readonly Rejected[]): void {
  rows.forEach((row, i) =>
    db.run(
      'INSERT INTO rejected_row (source_id, seq, line, reason, raw) VALUES (?, ?, ?, ?, ?)',
      source,
      seq + i,
      row.line,
      JSON.stringify(row.reason),
      row.raw,
    ),
  );
}

/** Everything the publishing transaction writes about a source. */
export type NewSource = Omit<SourceRow, 'customer_table'> & {
  customer_table: string;
  options: unknown;
  columns: readonly ColumnGuess[];
  attributes: readonly AttributeRow[];
};

/** Write a source and its attributes (inside the publishing transaction). */
export function insertSource(db: WriteDb, source: NewSource): void {
  db.run(
    `INSERT INTO source (${FIELDS}, options, columns) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    source.id,
    source.name,
    source.hash,
    source.bytes,
    source.encoding,
    source.delimiter,
    source.mode,
    source.read,
    source.stored,
    source.rejected,
    source.added,
    source.updated,
    source.customers,
    source.customer_table,
    source.imported_at,
    source.ms,
    JSON.stringify(source.options),
    JSON.stringify(source.columns),
  );
  for (const attribute of source.attributes)
    db.run(
      `INSERT INTO attribute (source_id, column_name, position, name, type, role, dimension, personal, format, levels,
         reason, missing, distinct_count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      source.id,
      attribute.column,
      attribute.position,
      attribute.name,
      attribute.type,
      attribute.role,
      attribute.dimension,
      attribute.personal,
      JSON.stringify(attribute.format),
      attribute.levels === null ? null : JSON.stringify(attribute.levels),
      JSON.stringify(attribute.reason),
      attribute.missing,
      attribute.distinct,
    );
}

/** Take a source out of the lists; its table stays for an undo. */
export function deleteSource(db: WriteDb, id: number): void {
  db.run('DELETE FROM attribute WHERE source_id = ?', id);
  db.run('DELETE FROM source WHERE id = ?', id);
}

/** How many of these values a column of a customer table holds. */
export function countPresent(db: ReadDb, table: string, column: string, values: readonly string[]): number {
  const json = JSON.stringify(values);
  return db.value<number>(
    `SELECT count(*) FROM ${quoteName(table)} WHERE ${column} IN (SELECT value FROM json_each(?))`,
    json,
  )!;
}

/** Missing and distinct values of a column. */
export function countColumn(db: ReadDb, table: string, column: string): { missing: number; distinct: number } {
  return db.get<{ missing: number; distinct: number }>(
    `SELECT count(*) - count(${column}) AS missing, count(DISTINCT ${column}) AS "distinct" FROM ${quoteName(table)}`,
  )!;
}
