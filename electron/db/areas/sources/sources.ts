import type { ImportMode, Receipt } from '../../../../shared/contract/sources.ts';
import type { ColumnGuess, Mapping, Said, SourceKind } from '../../../../shared/domain.ts';
import { KINDS, kindsThat } from '../../../../shared/kinds.ts';
import type { ReadDb, WriteDb } from '../../open.ts';
import { quoteName } from '../../settings.ts';
import { readSaid, readStored, writeStored } from '../../stored.ts';
import { columnsForm, formatForm, levelsForm, mappingForm, optionsForm, type SourceOptions } from './forms.ts';

/** A row that was not stored. */
export type Rejected = { line: number; reason: Said; raw: string };
/** The same with its place among the data rows of the file, from 1. */
export type NumberedRejected = Rejected & { row: number };

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
  kind: SourceKind;
  format: Receipt['format'];
  sheet: string | null;
  mapping: Mapping;
};

/** An attribute of a customer table as imported. */
export type AttributeRow = Omit<ColumnGuess, 'warnings' | 'invalid'> & { column: string };

const FIELDS = `id, name, hash, bytes, encoding, delimiter, mode, read, stored, rejected, added, updated, customers,
  customer_table, imported_at, ms, kind, format, sheet, mapping`;

/** An id no source has or had (redo may bring one back, and a crash may have left raw blocks). */
export function nextSourceId(db: ReadDb): number {
  return (
    1 +
    db.value<number>(`SELECT max(
      coalesce((SELECT last FROM id_floor WHERE table_name = 'source'), 0),
      coalesce((SELECT max(id) FROM source), 0),
      coalesce((SELECT max(row_id) FROM edit_change WHERE table_name = 'source'), 0),
      coalesce((SELECT max(source_id) FROM raw_block), 0),
      coalesce((SELECT max(source_id) FROM rejected_row), 0))`)!
  );
}

/** Whether a source of this id stands in the workspace. */
export const isSource = (db: ReadDb, id: number): boolean =>
  db.value('SELECT 1 FROM source WHERE id = ?', id) !== undefined;

type Stored = Omit<SourceRow, 'mapping'> & { mapping: string };
const read = (row: Stored): SourceRow => ({
  ...row,
  mapping: readStored(mappingForm, row.mapping, `mapping of source ${row.id}`),
});

/** Imported sources, newest first: of a series what it has become, and no joined tables. */
export function listSources(db: ReadDb): SourceRow[] {
  const rows = db.all<Stored & { options: string }>(
    `SELECT ${FIELDS}, options FROM source WHERE built IS NULL ORDER BY id DESC`,
  );
  const replaced = new Set(rows.map(({ id, options }) => intoOf(id, options)));
  return rows.filter(({ id }) => !replaced.has(id)).map(({ options: _, ...row }) => read(row));
}

/** How a source was asked to be read. */
export const readOptions = (id: number, options: string): SourceOptions =>
  readStored(optionsForm, options, `options of source ${id}`);

/** The source whose place a source has taken, from its options; null: none. */
export const intoOf = (id: number, options: string): number | null => readOptions(id, options).into ?? null;

/**
 * The first source of a series: its newest one has its place among all sources, also when those between are gone for good.
 * Files that an earlier version imported tell only whom they came after.
 */
export function firstOf(id: number, optionsOf: (id: number) => string | undefined): number {
  let at = id;
  for (const seen = new Set<number>(); !seen.has(at);) {
    seen.add(at);
    const json = optionsOf(at);
    const options = json === undefined ? null : readOptions(at, json);
    if (typeof options?.first === 'number') return options.first;
    if (typeof options?.into !== 'number') return at;
    at = options.into;
  }
  return at;
}

/** The options of sources as they are stored, for {@link firstOf}. */
export const storedOptions =
  (db: ReadDb) =>
  (id: number): string | undefined =>
    db.value<string>('SELECT options FROM source WHERE id = ?', id);

/** The source whose place a source has taken; null: it stands for itself, or the earlier one is gone. */
export function predecessorOf(db: ReadDb, id: number): SourceRow | null {
  const options = db.value<string>('SELECT options FROM source WHERE id = ?', id);
  const into = options === undefined ? null : intoOf(id, options);
  return into === null ? null : (sourceById(db, into) ?? null);
}

/** One source. */
export function sourceById(db: ReadDb, id: number): SourceRow | undefined {
  const row = db.get<Stored>(`SELECT ${FIELDS} FROM source WHERE id = ?`, id);
  return row && read(row);
}

/** The newest source made from the same bytes, as the same kind and from the same sheet where these are given. */
export function sourceByHash(
  db: ReadDb,
  hash: string,
  as: { kind?: SourceKind | undefined; sheet?: string | null | undefined } = {},
): SourceRow | undefined {
  return db
    .all<Stored>(`SELECT ${FIELDS} FROM source WHERE hash = ? AND built IS NULL ORDER BY id DESC`, hash)
    .map(read)
    .find(({ kind, sheet }) => (as.kind ?? kind) === kind && (as.sheet === undefined || as.sheet === sheet));
}

/** Name of the column that says whose row a row of a source is; null: none, or the rows are no customer's. */
export function keyOf(db: ReadDb, { id, kind, mapping }: Pick<SourceRow, 'id' | 'kind' | 'mapping'>): string | null {
  if (KINDS[kind].perCustomer === 'none') return null;
  if (mapping.customer !== undefined) return mapping.customer;
  if (!KINDS[kind].lists) return null;
  return db.value<string>("SELECT name FROM attribute WHERE source_id = ? AND role = 'key'", id) ?? null;
}

/** How a source was asked to be read. */
export const optionsOf = (db: ReadDb, id: number): SourceOptions =>
  readOptions(id, db.value<string>('SELECT options FROM source WHERE id = ?', id) ?? '{}');

/** Is a source a joined table? */
export const isBuilt = (db: ReadDb, id: number): boolean =>
  db.value<number>('SELECT count(*) FROM source WHERE id = ? AND built IS NOT NULL', id) === 1;

/** Give the cleaning steps of a source to the one that takes its place (tracked: an undo gives them back). */
export function moveSteps(db: WriteDb, from: number, to: number): void {
  db.run('UPDATE clean_step SET source_id = ? WHERE source_id = ?', to, from);
}

/** Let what was said of rows of a source hold for the one that takes its place and keeps their ids (tracked: an undo gives it back). */
export function moveRows(db: WriteDb, from: number, to: number): void {
  db.run('UPDATE note_customer SET source_id = ? WHERE source_id = ?', to, from);
  const decisions = db.all<{ id: number; a: number; x: number; b: number; y: number }>(
    `SELECT id, a_source AS a, a_row AS x, b_source AS b, b_row AS y FROM identity_decision
     WHERE a_source = ? OR b_source = ?`,
    from,
    from,
  );
  for (const { id, a, x, b, y } of decisions) {
    // the lesser row is named first, by which a pair is found again
    const [first, second] = [
      [a === from ? to : a, x],
      [b === from ? to : b, y],
    ].sort(([s, r], [t, q]) => s! - t! || r! - q!) as [number[], number[]];
    db.run(
      'UPDATE identity_decision SET a_source = ?, a_row = ?, b_source = ?, b_row = ? WHERE id = ?',
      ...first,
      ...second,
      id,
    );
  }
}

/** Has anything been imported? */
export const hasSources = (db: ReadDb): boolean => db.value<number>('SELECT EXISTS (SELECT 1 FROM source)') === 1;
/** Bytes of the files in use that have a row for each customer: a joined table takes at least as much. */
export const bytesOfLists = (db: ReadDb): number =>
  db.value<number>(
    `SELECT total(bytes) FROM source WHERE built IS NULL AND kind IN (SELECT value FROM json_each(?))
       AND id NOT IN (SELECT json_extract(options, '$.into') FROM source WHERE json_extract(options, '$.into') IS NOT NULL)`,
    JSON.stringify(kindsThat(({ perCustomer }) => perCustomer === 'one')),
  )!;

/** Is there a source of this many bytes? Tells cheaply whether hashing a file beforehand can pay off. */
export const hasSourceOfSize = (db: ReadDb, bytes: number): boolean =>
  db.value<number>('SELECT count(*) FROM source WHERE bytes = ?', bytes)! > 0;

/** The columns of a source as they were imported. */
export function columnsOf(db: ReadDb, id: number): ColumnGuess[] {
  const json = db.value<string>('SELECT columns FROM source WHERE id = ?', id);
  return json === undefined ? [] : readStored(columnsForm, json, `columns of source ${id}`);
}

/** The rejected rows of a source, in file order. */
export function rejectedRows(db: ReadDb, id: number, limit: number): Rejected[] {
  return db
    .all<{ line: number; reason: string; raw: string }>(
      'SELECT line, reason, raw FROM rejected_row WHERE source_id = ? ORDER BY seq LIMIT ?',
      id,
      limit,
    )
    .map(({ line, reason, raw }) => ({ line, reason: readSaid(reason, `rejected row of source ${id}`), raw }));
}

/** What is kept of an attribute as JSON: how its values are written, its levels in their order, and why it was read so. */
export const readFacts = (
  { format, levels, reason }: { format: string; levels: string | null; reason: string },
  source: number,
): Pick<AttributeRow, 'format' | 'levels' | 'reason'> => ({
  format: readStored(formatForm, format, `attribute of source ${source}`),
  levels: levels === null ? null : readStored(levelsForm, levels, `attribute of source ${source}`),
  reason: readSaid(reason, `attribute of source ${source}`),
});

type StoredAttribute = Omit<AttributeRow, 'format' | 'levels' | 'reason'> & {
  format: string;
  levels: string | null;
  reason: string;
};

/** Attributes of a source's customer table, in order. */
export function attributesOf(db: ReadDb, id: number): AttributeRow[] {
  const rows = db.all<StoredAttribute>(
    `SELECT column_name AS "column", position, name, type, role, dimension, personal, format, levels, reason, missing,
       distinct_count AS "distinct" FROM attribute WHERE source_id = ? ORDER BY position`,
    id,
  );
  return rows.map((row) => ({ ...row, ...readFacts(row, id) }));
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
export function insertRejected(db: WriteDb, source: number, seq: number, rows: readonly NumberedRejected[]): void {
  rows.forEach((row, i) =>
    db.run(
      'INSERT INTO rejected_row (source_id, seq, line, row, reason, raw) VALUES (?, ?, ?, ?, ?, ?)',
      source,
      seq + i,
      row.line,
      row.row,
      JSON.stringify(row.reason),
      row.raw,
    ),
  );
}

/** Everything the publishing transaction writes about a source. */
export type NewSource = Omit<SourceRow, 'customer_table'> & {
  customer_table: string;
  options: SourceOptions;
  columns: readonly ColumnGuess[];
  attributes: readonly AttributeRow[];
};

/** Write a source and its attributes (inside the publishing transaction). */
export function insertSource(db: WriteDb, source: NewSource): void {
  db.run(
    `INSERT INTO source (${FIELDS}, options, columns) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    source.kind,
    source.format,
    source.sheet,
    writeStored(mappingForm, source.mapping),
    writeStored(optionsForm, source.options),
    writeStored(columnsForm, [...source.columns]),
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
      writeStored(formatForm, attribute.format),
      attribute.levels === null ? null : writeStored(levelsForm, attribute.levels),
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

/** First and last value of a date column of a source; null when it has none. */
export function periodOf(db: ReadDb, source: SourceRow, name: string): [string, string] | null {
  const column = db.value<string>(
    "SELECT column_name FROM attribute WHERE source_id = ? AND name = ? AND type = 'date'",
    source.id,
    name,
  );
  if (column === undefined) return null;
  const found = db.get<{ first: string | null; last: string | null }>(
    `SELECT min(${quoteName(column)}) AS first, max(${quoteName(column)}) AS last FROM ${quoteName(source.customer_table)}`,
  );
  return found?.first && found.last ? [found.first, found.last] : null;
}

/** The column of the table in which a column of a source stands. */
export const columnOf = (db: ReadDb, source: number, name: string): string | undefined =>
  db.value<string>('SELECT column_name FROM attribute WHERE source_id = ? AND name = ?', source, name);

/** The values of a column of a table with the rows that have each; missing ones are not among them. */
export function valueCounts(db: ReadDb, table: string, column: string): [string, number][] {
  const cell = quoteName(column);
  const rows = db.rows(
    `SELECT ${cell}, count(*) FROM ${quoteName(table)} WHERE ${cell} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC`,
  );
  return [...rows].map(([value, count]) => [String(value), Number(count)]);
}

/** Ids of all sources there are, and of those the history could bring back. */
export function everySourceId(db: ReadDb): Set<number> {
  const ids = new Set(db.column<number>('SELECT id FROM source'));
  for (const id of db.column<number>(`SELECT row_id FROM edit_change WHERE table_name = 'source'`)) ids.add(id);
  return ids;
}
