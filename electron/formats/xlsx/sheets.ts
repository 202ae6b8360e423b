import type { FileFormat, Inspection, ReadOptions } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { plainCsvCell } from '../../../shared/csv.ts';
import { AppError } from '../../../shared/frames.ts';
import { findHeader, uniqueNames } from '../../analysis/intake/header.ts';
import { rowKindsOf, siftRows } from '../../analysis/intake/rowKinds.ts';
import { hashOf, sizeOf } from '../files.ts';
import type { Checkpoint, FileScan } from '../scan.ts';
import { type DataBlock, type OpenTable, noDialect } from '../table.ts';
import { unsupported } from '../unsupported.ts';
import type { CellCounts, SheetRows } from './cells.ts';
import { flatHeader, MergeFiller, type Merge } from './merges.ts';

/** Rows the header is looked for in. */
const HEADER_ROWS = 400;
/** Raw text kept of a rejected row. */
const RAW = 2000;

/** Rows of a sheet in pieces; `done`: share of the sheet up to here, `counts`: of all that was read so far. */
export type RowPiece = SheetRows & { readonly done: number; readonly counts: CellCounts };

/** A sheet of a workbook, whatever its format: it gives rows of cells as text. */
export type Sheet = {
  readonly name: string;
  readonly hidden: boolean;
  /** how much stands in it, in a unit of the format: it tells the largest sheet */
  readonly size: number;
  /** rows that hold something; null where only reading all of a large sheet would tell */
  count(): Promise<number | null>;
  /** its rows from top to bottom; may be called again. @throws AppError unsupported_file */
  rows(): AsyncGenerator<RowPiece>;
  /** Its merged cells from top to bottom; by then all of it was read once. `report` gets the share that is done. */
  merges(report: (share: number) => void): Promise<Merge[]>;
};

/** A workbook as its format's reader gives it. */
export type Book = { readonly path: string; readonly format: FileFormat; readonly sheets: readonly Sheet[] };

/**
 * Settle how a workbook is read: a sheet is chosen, its header found.
 * @throws AppError unsupported_file, invalid_input (a sheet that is not there)
 */
export async function openBookTable(book: Book, read: ReadOptions, checkpoint: Checkpoint): Promise<OpenTable> {
  const bytes = sizeOf(book.path);
  const check = () => checkpoint(0, bytes);
  const sheets = await listed(book, check);
  const { part, first, sheet } = await chosen(book, sheets, read.sheet);
  const merges = await part.merges((done) => checkpoint(Math.round(done * bytes), bytes));
  const width = first.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const padded = first.rows.map((row) => paddedTo(row.slice(), width));
  const found = findHeader(padded, first.lines, read.headerRow);
  const { header, headerCells, dataLine, notes } = settled(found, first, width, merges);
  const scan: FileScan = {
    bytes,
    hash: hashOf(book.path, check),
    encoding: 'utf-8',
    bom: 0,
    reason: { key: 'sources:encoding.workbook' },
    overridden: false,
    faithful: true,
    loneCr: false,
  };
  const sample = padded.filter((_, i) => first.lines[i]! >= dataLine);
  let late: Said[] = [];
  return {
    format: book.format,
    sheets,
    sheet,
    scan,
    dialect: noDialect('cells', width),
    header,
    headerLine: found.index < 0 ? 0 : first.lines[found.index]!,
    headerCells,
    async *blocks(): AsyncGenerator<DataBlock> {
      const filler = new MergeFiller(merges.filter((merge) => merge.top >= dataLine));
      const kindOf = rowKindsOf(headerCells, sample);
      let now = header.width;
      for await (const { rows, lines, done, counts } of part.rows()) {
        let from = 0;
        while (from < rows.length && lines[from]! < dataLine) from++;
        for (let i = from; i < rows.length; i++) {
          filler.fill(rows[i]!, lines[i]!);
          if (rows[i]!.length > now) now = rows[i]!.length;
        }
        for (let i = from; i < rows.length; i++) paddedTo(rows[i]!, now);
        late = [...notes, ...noticed(counts, filler.filled)];
        yield {
          ...siftRows({ rows: rows.slice(from), lines: lines.slice(from), rejected: [] }, kindOf, rawOf),
          width: now,
          replaced: 0,
          bytes: Math.round(done * bytes),
        };
      }
    },
    notes: () => late,
  };
}

/** The header with the names of all its rows, and the first line of data. */
function settled(found: ReturnType<typeof findHeader>, first: SheetRows, width: number, merges: readonly Merge[]) {
  if (found.index < 0)
    return { header: found, headerCells: null, dataLine: first.lines[found.firstData] ?? 1, notes: [] };
  const top = first.lines[found.index]!;
  const byLine = new Map(first.lines.map((line, i) => [line, first.rows[i]!]));
  const flat = flatHeader(byLine, top, width, merges);
  if (!flat.flattened)
    return {
      header: { ...found, width },
      headerCells: found.cells,
      dataLine: lineBehind(first, found.firstData),
      notes: [],
    };
  const notes: Said[] = [{ key: 'sources:note.mergedHeader', values: { n: flat.bottom - top + 1, line: top } }];
  return {
    header: { ...found, width, names: uniqueNames(flat.names, width) },
    headerCells: flat.names,
    dataLine: Math.max(flat.bottom + 1, lineBehind(first, found.firstData)),
    notes,
  };
}

/** The line behind the rows up to the first of data. */
const lineBehind = ({ lines }: SheetRows, firstData: number): number => (lines[firstData - 1] ?? 0) + 1;

function noticed(counts: CellCounts, filled: number): Said[] {
  const notes: Said[] = [];
  if (filled > 0) notes.push({ key: 'sources:note.mergedFilled', values: { n: filled } });
  if (counts.errors > 0) notes.push({ key: 'sources:note.errorCells', values: { n: counts.errors } });
  if (counts.uncomputed > 0) notes.push({ key: 'sources:note.uncomputed', values: { n: counts.uncomputed } });
  return notes;
}

const rawOf = (row: readonly string[]): string =>
  row
    .map((cell) => plainCsvCell(cell, ','))
    .join(',')
    .slice(0, RAW);

function paddedTo(row: string[], width: number): string[] {
  while (row.length < width) row.push('');
  return row;
}

/** Sheets that hold cells. */
async function listed(book: Book, check: () => void): Promise<Inspection['sheets']> {
  const sheets: Inspection['sheets'] = [];
  for (const part of book.sheets) {
    check();
    const rows = await part.count();
    if (rows !== 0) sheets.push({ name: part.name, rows, hidden: part.hidden });
  }
  if (sheets.length === 0) throw unsupported('blank');
  return sheets;
}

/** The sheet asked for, else the largest that is shown, with its first rows. */
async function chosen(book: Book, sheets: Inspection['sheets'], asked: string | undefined) {
  const parts = book.sheets.filter((part) => sheets.some((sheet) => sheet.name === part.name));
  if (asked !== undefined) {
    const part = parts.find(({ name }) => name === asked) ?? parts.find(({ name }) => name.trim() === asked.trim());
    const names = sheets.map(({ name }) => name);
    if (!part)
      throw new AppError(
        'invalid_input',
        { key: 'sources:error.noSheet', values: { sheet: asked, sheets: names.join(', ') } },
        { sheets: names },
      );
    const first = await firstRows(part);
    if (first.rows.length === 0) throw unsupported('blankSheet', { sheet: part.name });
    const reason: Said = { key: 'sources:reason.asked' };
    return { part, first, sheet: { value: part.name, reason, overridden: true } };
  }
  const shown = parts.filter((part) => !part.hidden);
  const among = (shown.length > 0 ? shown : parts).sort((a, b) => b.size - a.size);
  const key = parts.length === 1 ? 'only' : shown.length === 0 ? 'hidden' : 'largest';
  const reason: Said = { key: `sources:sheet.${key}`, values: { n: parts.length } };
  for (const part of among) {
    // the largest may be a form in which nothing was entered
    const first = await firstRows(part);
    if (first.rows.length > 0) return { part, first, sheet: { value: part.name, reason, overridden: false } };
  }
  throw unsupported('blank');
}

async function firstRows(part: Sheet): Promise<SheetRows> {
  const rows: string[][] = [];
  const lines: number[] = [];
  for await (const piece of part.rows()) {
    for (const row of piece.rows) rows.push(row);
    for (const line of piece.lines) lines.push(line);
    if (rows.length >= HEADER_ROWS) break;
  }
  return { rows: rows.slice(0, HEADER_ROWS), lines: lines.slice(0, HEADER_ROWS) };
}
