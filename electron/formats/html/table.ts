import type { Inspection, ReadOptions } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { plainCsvCell } from '../../../shared/csv.ts';
import { AppError } from '../../../shared/frames.ts';
import { rowKindsOf, siftRows, type Sifted } from '../../analysis/intake/rowKinds.ts';
import { bytesOf } from '../files.ts';
import { scanFile, textOf, type Checkpoint, type FileScan } from '../scan.ts';
import { type DataBlock, type OpenTable, noDialect } from '../table.ts';
import { unsupported } from '../unsupported.ts';
import { declaredCharset } from './charset.ts';
import type { GridRow } from './grid.ts';
import { headerOf } from './header.ts';
import { PageReader } from './page.ts';
import type { MarkupReader, TableInfo, TakenRow } from './reader.ts';
import { WorkbookReader } from './workbook.ts';

/** Bytes in which an encoding is looked for. */
const HEAD = 1 << 16;
/** Rows the header is looked for in. */
const HEADER_ROWS = 400;
/** Raw text kept of a rejected row. */
const RAW = 2000;

type Named = TableInfo & { readonly label: string };
type Opened = { path: string; scan: FileScan; reader: (target: number | null) => MarkupReader };

/**
 * Settle how a web page, or a workbook of 2003 in XML, is read: which of its tables, and its header. Lines are the rows of
 * the table, as in a sheet.
 * @throws AppError unsupported_file, invalid_input (a table that is not there)
 */
export function openMarkupTable(
  path: string,
  kind: 'html' | 'workbook',
  read: ReadOptions,
  checkpoint: Checkpoint,
): OpenTable {
  const scan = scanFile(path, read.encoding, checkpoint, { declared: declaredCharset(bytesOf(path, 0, HEAD)) });
  const page = kind === 'html';
  const opened: Opened = {
    path,
    scan,
    reader: (target) => (page ? new PageReader(target) : new WorkbookReader(target)),
  };
  const survey = surveyed(opened, checkpoint);
  const tables = named(survey.tables().filter(({ cells }) => cells > 1 || !page));
  if (tables.length === 0) throw unsupported(page ? 'html' : 'blank');
  const { table, sheet } = chosen(tables, read.sheet, page);
  const found = headerOf(firstRows(opened, table.id), read.headerRow);
  const { header, dataLine } = found;
  const told = page && !sheet.overridden ? leftOut(tables.length + survey.forgotten, table) : [];
  if (table.open) told.push({ key: 'sources:note.tableOpen' });
  const notes = [...told, ...found.notes];
  let late = notes;
  return {
    format: page ? 'html' : 'xml',
    sheets: page && tables.length === 1 ? [] : tables.map(({ label, rows, hidden }) => ({ name: label, rows, hidden })),
    sheet: page && tables.length === 1 ? null : sheet,
    scan,
    dialect: noDialect('cells', header.width),
    header,
    headerLine: found.line,
    headerCells: found.cells,
    *blocks(): Generator<DataBlock> {
      const kinds = rowKindsOf(found.cells, found.sample, read.sums);
      const count = { filled: 0, width: header.width };
      for (const { rows, bytes, replaced, errors } of rowsOf(opened, table.id)) {
        const block = dataOf(rows, dataLine, count, scan.faithful);
        const sifted = siftRows(block, kinds, rawOf);
        late = [...notes, ...noticed(count.filled, errors), ...kinds.notes()];
        yield { ...sifted, width: count.width, bytes, replaced };
      }
    },
    notes: () => late,
  };
}

/** What tables there are: the whole file is read once. */
function surveyed({ path, scan, reader }: Opened, checkpoint: Checkpoint): MarkupReader {
  const survey = reader(null);
  for (const { text, bytes } of textOf(path, scan)) {
    survey.push(text);
    checkpoint(bytes, scan.bytes);
  }
  survey.end();
  return survey;
}

/** Tables under names that differ: their own, else their number. */
function named(tables: readonly TableInfo[]): Named[] {
  const used = new Set<string>();
  return tables.map((table, i) => {
    const own = table.name?.trim() ?? '';
    let label = own !== '' && !used.has(own) ? own : `#${String(i + 1)}`;
    while (used.has(label)) label += '#';
    used.add(label);
    return { ...table, label };
  });
}

function chosen(tables: readonly Named[], asked: string | undefined, page: boolean) {
  if (asked !== undefined) {
    const table =
      tables.find(({ label }) => label === asked) ?? tables.find(({ label }) => label.trim() === asked.trim());
    const names = tables.map(({ label }) => label);
    if (!table)
      throw new AppError(
        'invalid_input',
        { key: 'sources:error.noSheet', values: { sheet: asked, sheets: names.join(', ') } },
        { sheets: names },
      );
    return { table, sheet: sheetOf(table, { key: 'sources:reason.asked' }, true) };
  }
  const shown = tables.filter(({ hidden }) => !hidden);
  const [table] = [...(shown.length > 0 ? shown : tables)].sort((a, b) => b.rows - a.rows || b.cells - a.cells);
  const several = shown.length === 0 ? 'hidden' : 'rows';
  const reason: Said = {
    key: `sources:sheet.${tables.length === 1 && !page ? 'only' : several}`,
    values: { n: tables.length },
  };
  return { table: table!, sheet: sheetOf(table!, reason, false) };
}

const sheetOf = (table: Named, reason: Said, overridden: boolean): NonNullable<Inspection['sheet']> => ({
  value: table.label,
  reason,
  overridden,
});

/** Which of several tables was chosen without being asked for. */
const leftOut = (n: number, { label, rows }: Named): Said[] =>
  n > 1 ? [{ key: 'sources:note.tables', values: { n, table: label, rows } }] : [];

type RowPiece = { rows: TakenRow[]; bytes: number; replaced: number; errors: number };

function* rowsOf({ path, scan, reader }: Opened, target: number): Generator<RowPiece> {
  const rows = reader(target);
  let bytes = 0;
  for (const piece of textOf(path, scan)) {
    rows.push(piece.text);
    bytes = piece.bytes;
    yield { rows: rows.take(), bytes, replaced: piece.replaced, errors: rows.errors };
  }
  rows.end();
  yield { rows: rows.take(), bytes, replaced: 0, errors: rows.errors };
}

function firstRows(opened: Opened, target: number): GridRow[] {
  const first: GridRow[] = [];
  for (const { rows } of rowsOf(opened, target)) {
    for (const { row } of rows) first.push(row);
    if (first.length >= HEADER_ROWS) break;
  }
  return first.slice(0, HEADER_ROWS);
}

/** Rows of data, all as wide as the widest so far; cells that reach down are repeated in the rows they cover. */
function dataOf(
  taken: readonly TakenRow[],
  dataLine: number,
  count: { filled: number; width: number },
  faithful: boolean,
): Sifted {
  const block: Sifted = { rows: [], lines: [], rejected: [] };
  for (const { row, cut } of taken) {
    if (row.line < dataLine) continue;
    const cells = row.cells.slice();
    for (const { column, value, top } of row.fills) {
      if (top < dataLine) continue;
      while (cells.length <= column) cells.push('');
      if (cells[column] !== '') continue;
      cells[column] = value;
      count.filled++;
    }
    const reason = cut ? { key: 'sources:rejected.cutRow' } : damage(cells, faithful);
    if (reason) {
      block.rejected.push({ line: row.line, reason, raw: rawOf(cells) });
      continue;
    }
    if (cells.length > count.width) count.width = cells.length;
    block.rows.push(cells);
    block.lines.push(row.line);
  }
  for (const row of block.rows) while (row.length < count.width) row.push('');
  return block;
}

function damage(row: readonly string[], faithful: boolean): Said | null {
  for (const cell of row) {
    if (cell.includes('\0')) return { key: 'sources:rejected.nul' };
    if (!faithful && cell.includes('\ufffd')) return { key: 'sources:rejected.undecodable' };
  }
  return null;
}

function noticed(filled: number, errors: number): Said[] {
  const notes: Said[] = [];
  if (filled > 0) notes.push({ key: 'sources:note.mergedFilled', values: { n: filled } });
  if (errors > 0) notes.push({ key: 'sources:note.errorCells', values: { n: errors } });
  return notes;
}

const rawOf = (row: readonly string[]): string =>
  row
    .map((cell) => plainCsvCell(cell, ','))
    .join(',')
    .slice(0, RAW);
