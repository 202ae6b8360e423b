import type { RowGroup } from 'hyparquet';
import type { RejectedRow } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { plainCsvCell } from '../../../shared/csv.ts';
import { hashOf, sizeOf } from '../files.ts';
import { MOST_COLUMNS } from '../limits.ts';
import type { Checkpoint, FileScan } from '../scan.ts';
import { type DataBlock, type OpenTable, noDialect, schemaHeader } from '../table.ts';
import { unsupported } from '../unsupported.ts';
import { readsCodec } from './codec.ts';
import { LeafCursor, type Budget } from './cursor.ts';
import { guarded, openParquet, type ParquetFile } from './file.ts';
import { nestedOf, nestedText } from './record.ts';
import { columnsOf, type SchemaColumn } from './schema.ts';
import { printerOf, UNDECODABLE } from './text.ts';

/** Rows and cells handed on at a time. */
const ROWS = 2000;
const CELLS = 100_000;
/** Raw text kept of a rejected row. */
const RAW = 2000;
const ESCAPED = JSON.stringify(UNDECODABLE).slice(1, -1);
/** Columns that a note names. */
const NAMED = 12;

type Left = { readonly name: string; readonly reason: Said };

/**
 * Settle how a Parquet file is read: names and types come from its schema, rows are read group by group, a page of each
 * column at a time.
 * @throws AppError unsupported_file
 */
export function openParquetTable(path: string, checkpoint: Checkpoint): OpenTable {
  const bytes = sizeOf(path);
  const file = openParquet(path, bytes);
  // a description with bytes changed in it may hold anything anywhere
  const { columns, left } = guarded(() => readable(file, columnsOf(file.meta.schema)));
  if (columns.length > MOST_COLUMNS) throw unsupported('tooManyColumns', { n: columns.length, most: MOST_COLUMNS });
  if (columns.length === 0) throw unsupported('parquetNoColumns');
  const names = columns.map(({ name }) => name);
  const header = schemaHeader(names);
  const scan: FileScan = {
    bytes,
    hash: hashOf(path, () => checkpoint(0, bytes)),
    encoding: 'utf-8',
    bom: 0,
    reason: { key: 'sources:encoding.parquet' },
    overridden: false,
    faithful: true,
    loneCr: false,
  };
  const notes = guarded(() => notesOf(columns, left));
  return {
    format: 'parquet',
    sheets: [],
    sheet: null,
    scan,
    dialect: noDialect('columns', names.length),
    header,
    headerLine: 0,
    headerCells: names,
    blocks: () => blocksOf(file, columns, checkpoint),
    notes: () => notes,
  };
}

/** Columns that can be read in all row groups, and why the others cannot. */
function readable({ meta }: ParquetFile, all: readonly SchemaColumn[]): { columns: SchemaColumn[]; left: Left[] } {
  const left: Left[] = [];
  const columns = all.filter(({ name, node }) => {
    for (const group of meta.row_groups)
      for (let i = node.first; i < node.first + node.leaves; i++) {
        const reason = unreadable(group.columns[i]);
        if (reason === null) continue;
        left.push({ name, reason });
        return false;
      }
    return true;
  });
  return { columns, left };
}

function unreadable(chunk: RowGroup['columns'][number] | undefined): Said | null {
  if (chunk?.crypto_metadata || chunk?.encrypted_column_metadata) return { key: 'sources:parquet.encrypted' };
  if (!chunk?.meta_data) throw unsupported('parquetDamaged');
  if (chunk.file_path) return { key: 'sources:parquet.elsewhere' };
  const codec = String(chunk.meta_data.codec);
  return readsCodec(codec) ? null : { key: 'sources:parquet.codec', values: { codec } };
}

function notesOf(columns: readonly SchemaColumn[], left: readonly Left[]): Said[] {
  const notes: Said[] = left.map(({ name, reason }) => ({
    key: 'sources:note.parquetLeft',
    values: { column: name, reason },
  }));
  const listing = (key: string, found: readonly SchemaColumn[]): void => {
    if (found.length === 0) return;
    const names = found.slice(0, NAMED).map(({ name }) => name);
    notes.push({ key, values: { n: found.length, columns: names.join(', ') + (found.length > NAMED ? ' …' : '') } });
  };
  listing('sources:note.parquetNested', columns.filter(isNested));
  listing(
    'sources:note.parquetBytes',
    columns.filter((column) => !isNested(column) && printerOf(column.node.element).bare),
  );
  return notes;
}

const isNested = ({ node }: SchemaColumn): boolean => node.children.length > 0 || node.repetition > 0;

function* blocksOf(file: ParquetFile, columns: readonly SchemaColumn[], checkpoint: Checkpoint): Generator<DataBlock> {
  const total = Math.max(1, Number(file.meta.num_rows));
  const most = Math.max(1, Math.min(ROWS, Math.floor(CELLS / columns.length)));
  let line = 0;
  for (const group of file.meta.row_groups) {
    const rows = Number(group.num_rows);
    if (!(rows >= 0 && line + rows <= Number(file.meta.num_rows))) throw unsupported('parquetDamaged');
    const cursors = guarded(() => cursorsOf(file, group, columns));
    for (let at = 0; at < rows; at += most) {
      const count = Math.min(most, rows - at);
      const read = guarded(() => rowsOf(columns, cursors, count));
      const block = sorted(read, line + 1);
      line += count;
      const bytes = Math.round((line / total) * file.bytes);
      checkpoint(bytes, file.bytes);
      yield { ...block, width: columns.length, replaced: 0, bytes };
    }
    if (guarded(() => cursors.some((cursor) => cursor?.more))) throw unsupported('parquetDamaged');
  }
  if (line !== Number(file.meta.num_rows)) throw unsupported('parquetDamaged');
}

function cursorsOf(file: ParquetFile, group: RowGroup, columns: readonly SchemaColumn[]): (LeafCursor | null)[] {
  const budget: Budget = { open: 0 };
  const cursors: (LeafCursor | null)[] = group.columns.map(() => null);
  const follow = (node: SchemaColumn['node']): void => {
    for (const child of node.children) follow(child);
    const meta = group.columns[node.first]?.meta_data;
    if (node.children.length > 0) return;
    if (!meta || meta.type !== node.element.type) throw unsupported('parquetDamaged');
    cursors[node.first] = new LeafCursor(file, meta, node, budget);
  };
  for (const { node } of columns) follow(node);
  return cursors;
}

function rowsOf(columns: readonly SchemaColumn[], cursors: readonly (LeafCursor | null)[], count: number): string[][] {
  const rows = Array.from({ length: count }, () => new Array<string>(columns.length).fill(''));
  columns.forEach((column, c) => {
    const cursor = cursors[column.node.first];
    if (!cursor) throw unsupported('parquetDamaged');
    const nested = isNested(column);
    for (const row of rows) row[c] = nested ? nestedText(nestedOf(column.node, cursors)) : (cursor.take() ?? '');
  });
  return rows;
}

/** Rows that can be stored, and those with bytes that are no text. */
function sorted(read: readonly string[][], first: number): Pick<DataBlock, 'rows' | 'lines' | 'rejected'> {
  const rows: string[][] = [];
  const lines: number[] = [];
  const rejected: RejectedRow[] = [];
  read.forEach((row, i) => {
    const reason = damage(row);
    if (reason === null) {
      rows.push(row);
      lines.push(first + i);
    } else {
      const raw = row.map((cell) => plainCsvCell(cell, ',')).join(',');
      rejected.push({ line: first + i, reason, raw: raw.slice(0, RAW).replaceAll(UNDECODABLE, '') });
    }
  });
  return { rows, lines, rejected };
}

function damage(row: readonly string[]): Said | null {
  for (const cell of row) {
    if (cell.includes('\0')) return { key: 'sources:rejected.nul' };
    // in JSON half of a pair is written as its number
    if (!cell.isWellFormed() || cell.includes(ESCAPED)) return { key: 'sources:rejected.undecodable' };
  }
  return null;
}
