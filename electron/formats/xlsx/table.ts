import type { ReadOptions } from '../../../shared/contract/sources.ts';
import type { Checkpoint } from '../scan.ts';
import type { OpenTable } from '../table.ts';
import { sizeOf } from '../files.ts';
import type { ZipDirectory } from '../zip/directory.ts';
import { unpacked } from '../zip/inflate.ts';
import { CellReader, type CellContext } from './cells.ts';
import { mergesIn } from './merges.ts';
import { openBookTable, type RowPiece, type Sheet } from './sheets.ts';
import { readStrings } from './strings.ts';
import { openWorkbook, type SheetPart, type Workbook } from './workbook.ts';
import { partDecoder, XmlScanner } from './xml.ts';

/** Sheets up to this size (bytes, unpacked) are counted; of larger ones the stated extent is believed. */
const COUNTED = 1 << 18;
/** Text behind the rows of a sheet that is looked through for merged cells. */
const TAIL = 24 << 20;

/** Settle how a workbook (.xlsx) in a checked zip is read: a sheet is chosen, its header found. @throws AppError */
export async function openSheetTable(zip: ZipDirectory, read: ReadOptions, checkpoint: Checkpoint): Promise<OpenTable> {
  const bytes = sizeOf(zip.path);
  const book = await openWorkbook(zip);
  const check = () => checkpoint(0, bytes);
  let context: Promise<CellContext> | null = null;
  // texts are read once, and not before a sheet with cells is known
  const needed = () => (context ??= contextOf(book, check));
  const sheets = book.sheets.map((part): Sheet => ({
    name: part.name,
    hidden: part.hidden,
    size: part.entry.unpacked,
    count: () => rowCount(book, part),
    async *rows() {
      yield* rowsOf(book, part, await needed());
    },
    merges: async (report) => mergesIn(await checkedTail(book, part, report)),
  }));
  return openBookTable({ path: zip.path, format: 'xlsx', sheets }, read, checkpoint);
}

const contextOf = async (book: Workbook, check: () => void): Promise<CellContext> => ({
  strings: book.strings ? await readStrings(book.zip.path, book.strings, check) : [],
  styles: book.styles,
  from1904: book.from1904,
});

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
