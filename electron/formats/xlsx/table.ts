import type { Inspection, ReadOptions } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { plainCsvCell } from '../../../shared/csv.ts';
import { AppError } from '../../../shared/frames.ts';
import { findHeader, uniqueNames } from '../../analysis/intake/header.ts';
import { rowKindsOf, siftRows } from '../../analysis/intake/rowKinds.ts';
import type { Checkpoint, FileScan } from '../scan.ts';
import type { DataBlock, OpenTable } from '../table.ts';
import { hashOf, sizeOf } from '../files.ts';
import { unsupported } from '../unsupported.ts';
import { unpacked } from '../zip/inflate.ts';
import { CellReader, type CellContext, type CellCounts, type SheetRows } from './cells.ts';
import { flatHeader, MergeFiller, mergesIn, type Merge } from './merges.ts';
import { readStrings } from './strings.ts';
import { openWorkbook, type SheetPart, type Workbook } from './workbook.ts';
import { partDecoder, XmlScanner } from './xml.ts';

/** Rows the header is looked for in. */
const HEADER_ROWS = 400;
/** Sheets up to this size (bytes, unpacked) are counted; of larger ones the stated extent is believed. */
const COUNTED = 1 << 18;
/** Raw text kept of a rejected row. */
const RAW = 2000;
/** Text behind the rows of a sheet that is looked through for merged cells. */
const TAIL = 24 << 20;

/** Settle how a workbook is read: its zip is checked, a sheet chosen, its header found. @throws AppError */
export async function openSheetTable(path: string, read: ReadOptions, checkpoint: Checkpoint): Promise<OpenTable> {
  const bytes = sizeOf(path);
  const book = await openWorkbook(path);
  const check = () => checkpoint(0, bytes);
  const sheets = await listed(book, check);
  const context: CellContext = {
    strings: book.strings ? await readStrings(path, book.strings, check) : [],
    styles: book.styles,
    from1904: book.from1904,
  };
  const { part, first, sheet } = await chosen(book, sheets, read.sheet, context);
  const tail = await checkedTail(book, part, (done) => checkpoint(Math.round(done * bytes), bytes));
  const merges = mergesIn(tail);
  const width = first.rows.reduce((most, row) => Math.max(most, row.length), 0);
  const padded = first.rows.map((row) => paddedTo(row.slice(), width));
  const found = findHeader(padded, first.lines, read.headerRow);
  const { header, headerCells, dataLine, notes } = settled(found, first, width, merges);
  const scan: FileScan = {
    bytes,
    hash: hashOf(path, check),
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
    format: 'xlsx',
    sheets,
    sheet,
    scan,
    dialect: {
      dialect: { delimiter: ',', quote: '"' },
      delimiterReason: { key: 'sources:delimiter.cells' },
      quoteReason: { key: 'sources:delimiter.cells' },
      columns: width,
    },
    header,
    headerLine: found.index < 0 ? 0 : first.lines[found.index]!,
    headerCells,
    async *blocks(): AsyncGenerator<DataBlock> {
      const filler = new MergeFiller(merges.filter((merge) => merge.top >= dataLine));
      const kindOf = rowKindsOf(headerCells, sample);
      let now = header.width;
      for await (const { rows, lines, done, counts } of rowsOf(book, part, context)) {
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
async function listed(book: Workbook, check: () => void): Promise<Inspection['sheets']> {
  const sheets: Inspection['sheets'] = [];
  for (const part of book.sheets) {
    check();
    const rows = await rowCount(book, part);
    if (rows !== 0) sheets.push({ name: part.name, rows, hidden: part.hidden });
  }
  if (sheets.length === 0) throw unsupported('blank');
  return sheets;
}

async function rowCount(book: Workbook, part: SheetPart): Promise<number | null> {
  if (part.entry.unpacked <= COUNTED) {
    let count = 0;
    // texts are not needed to count rows: any number stands for one
    const context: CellContext = { strings: ANY_TEXT, styles: [], from1904: false };
    for await (const { rows } of rowsOf(book, part, context)) count += rows.length;
    return count;
  }
  let head = '';
  const decoder = partDecoder();
  for await (const piece of unpacked(book.zip.path, part.entry)) {
    head = decoder.decode(piece);
    break;
  }
  const match = /<(?:\w+:)?dimension\s[^>]{0,200}?ref="\$?[A-Z]{1,3}\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})"/i.exec(
    head,
  );
  if (!match) return null;
  const rows = Number(match[2]) - Number(match[1]) + 1;
  // the extent of a sheet that was formatted as a whole says nothing
  return rows > 1 && Number(match[2]) < 1_048_576 ? rows : null;
}

const ANY_TEXT = new Proxy<string[]>([], { get: () => 'x' });

/** The sheet asked for, else the largest that is shown, with its first rows. */
async function chosen(book: Workbook, sheets: Inspection['sheets'], asked: string | undefined, context: CellContext) {
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
    const first = await firstRows(book, part, context);
    if (first.rows.length === 0) throw unsupported('blankSheet', { sheet: part.name });
    const reason: Said = { key: 'sources:reason.asked' };
    return { part, first, sheet: { value: part.name, reason, overridden: true } };
  }
  const shown = parts.filter((part) => !part.hidden);
  const among = (shown.length > 0 ? shown : parts).sort((a, b) => b.entry.unpacked - a.entry.unpacked);
  const key = parts.length === 1 ? 'only' : shown.length === 0 ? 'hidden' : 'largest';
  const reason: Said = { key: `sources:sheet.${key}`, values: { n: parts.length } };
  for (const part of among) {
    // the largest may be a form in which nothing was entered
    const first = await firstRows(book, part, context);
    if (first.rows.length > 0) return { part, first, sheet: { value: part.name, reason, overridden: false } };
  }
  throw unsupported('blank');
}

/** Unpack the sheet once for its real size and checksum, and keep what follows its rows. */
async function checkedTail(book: Workbook, part: SheetPart, report: (share: number) => void): Promise<string> {
  const mark = Buffer.from('sheetData>');
  const decoder = partDecoder();
  let before: Buffer = Buffer.alloc(0);
  let tail: Buffer[] = [];
  let length = 0;
  let count = 0;
  for await (const piece of unpacked(book.zip.path, part.entry)) {
    count += piece.length;
    report(count / part.entry.unpacked);
    // the mark may lie across two pieces
    const joined = Buffer.concat([before, piece.subarray(0, mark.length)]);
    const across = joined.lastIndexOf(mark);
    const at = piece.lastIndexOf(mark);
    if (at >= 0 || across >= 0) {
      tail = [at >= 0 ? piece.subarray(at) : piece];
      length = tail[0]!.length;
    } else if (tail.length > 0 && length < TAIL) {
      tail.push(piece);
      length += piece.length;
    }
    before = Buffer.from(piece.subarray(Math.max(0, piece.length - mark.length + 1)));
  }
  return decoder.decode(Buffer.concat(tail));
}

type RowPiece = SheetRows & { done: number; counts: CellCounts };

async function* rowsOf(book: Workbook, part: SheetPart, context: CellContext): AsyncGenerator<RowPiece> {
  const reader = new CellReader(context);
  const scanner = new XmlScanner(reader);
  const decoder = partDecoder();
  let count = 0;
  for await (const piece of unpacked(book.zip.path, part.entry)) {
    count += piece.length;
    scanner.push(decoder.decode(piece));
    yield { ...reader.take(), done: count / part.entry.unpacked, counts: reader.counts };
  }
  scanner.push(decoder.end());
  scanner.end();
  yield { ...reader.take(), done: 1, counts: reader.counts };
}

async function firstRows(book: Workbook, part: SheetPart, context: CellContext): Promise<SheetRows> {
  const rows: string[][] = [];
  const lines: number[] = [];
  for await (const piece of rowsOf(book, part, context)) {
    for (const row of piece.rows) rows.push(row);
    for (const line of piece.lines) lines.push(line);
    if (rows.length >= HEADER_ROWS) break;
  }
  return { rows: rows.slice(0, HEADER_ROWS), lines: lines.slice(0, HEADER_ROWS) };
}
