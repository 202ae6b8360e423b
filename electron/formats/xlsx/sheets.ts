import type { FileFormat, Inspection, ReadOptions } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/frames.ts';
import { findHeader, uniqueNames } from '../../analysis/intake/header.ts';
import { rowKindsOf, siftRows, type Sifted } from '../../analysis/intake/rowKinds.ts';
import { StretchReader } from '../../analysis/intake/stretches.ts';
import { tablesIn } from '../../analysis/intake/tablesIn.ts';
import { rawOf } from '../check.ts';
import { hashOf, sizeOf } from '../files.ts';
import { parted } from '../parted.ts';
import type { Checkpoint, FileScan } from '../scan.ts';
import { type DataBlock, type OpenTable, noDialect } from '../table.ts';
import { numberOf, partOf } from '../several.ts';
import { unsupported } from '../unsupported.ts';
import type { CellCounts, SheetRows } from './cells.ts';
import { flatHeader, MergeFiller, type Merge } from './merges.ts';

/** Rows the header is looked for in. */
const HEADER_ROWS = 400;
/** Rows up to which a sheet is read once more for further tables in it. */
const SEVERAL = 50_000;

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
  const listing = await listed(book, check);
  const asked = askedOf(listing, read.sheet);
  const { part, first: top, sheet: whole } = await chosen(book, listing, asked.sheet);
  const merges = await part.merges((done) => checkpoint(Math.round(done * bytes), bytes));
  const rowCount = listing.find(({ name }) => name === part.name)?.rows ?? Infinity;
  const several =
    read.headerRow !== undefined && read.sheet === undefined
      ? null
      : partOf(rowCount > SEVERAL ? null : await partsOf(part, check), asked.number, part.name);
  const sheet = several?.sheet ?? whole;
  const sheets = several ? listing.flatMap((each) => (each.name === part.name ? several.sheets : [each])) : listing;
  const first = several?.table ? { rows: several.table.first, lines: several.table.lines } : top;
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
      const kinds = rowKindsOf(headerCells, sample, read.sums);
      let now = header.width;
      const watch = rowCount > SEVERAL ? new StretchReader(false) : null;
      for await (const { rows, lines, done, counts } of part.rows()) {
        const take = (own: SheetRows): Sifted => {
          let from = 0;
          while (from < own.rows.length && own.lines[from]! < dataLine) from++;
          for (let i = from; i < own.rows.length; i++) {
            filler.fill(own.rows[i]!, own.lines[i]!);
            if (own.rows[i]!.length > now) now = own.rows[i]!.length;
          }
          for (let i = from; i < own.rows.length; i++) paddedTo(own.rows[i]!, now);
          return siftRows({ rows: own.rows.slice(from), lines: own.lines.slice(from), rejected: [] }, kinds, raw);
        };
        const block = { rows, lines, rejected: [] };
        const sifted = several ? parted(block, several, ',', take) : take(block);
        late = [...notes, ...(several?.notes ?? []), ...noticed(counts, filler.filled), ...kinds.notes()];
        yield { ...sifted, width: now, replaced: 0, bytes: Math.round(done * bytes) };
        watch?.add(rows, lines, []);
      }
      late.push(...among(watch));
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

const raw = (row: readonly string[]): string => rawOf(row, ',');

/** Which sheet, and which of the tables in it, is asked for. */
function askedOf(
  listing: Inspection['sheets'],
  asked: string | undefined,
): { sheet: string | undefined; number: string | undefined } {
  const parts = asked === undefined || listing.some(({ name }) => name === asked) ? null : numberOf(asked);
  return parts === null
    ? { sheet: asked, number: undefined }
    : { sheet: parts.sheet === '' ? undefined : parts.sheet, number: parts.number };
}

/** Of a sheet too large to be read beforehand: a further table that was met among its rows. */
function among(watch: StretchReader | null): Said[] {
  const second = tablesIn(watch?.finish() ?? [])?.tables[1];
  return second ? [{ key: 'sources:note.tableAmong', values: { line: second.from } }] : [];
}

/** Several tables below each other in one sheet. */
async function partsOf(part: Sheet, check: () => void) {
  const stretches = new StretchReader(false);
  for await (const { rows, lines } of part.rows()) {
    check();
    stretches.add(rows, lines, []);
    if (stretches.hopeless) return null;
  }
  const found = stretches.finish();
  return found && found.length > 1 ? tablesIn(found) : null;
}

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
