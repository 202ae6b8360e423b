import type { ReadOptions } from '../../../shared/contract/sources.ts';
import { sizeOf } from '../files.ts';
import type { Checkpoint } from '../scan.ts';
import type { OpenTable } from '../table.ts';
import { unsupported } from '../unsupported.ts';
import { openBookTable, type RowPiece, type Sheet } from '../xlsx/sheets.ts';
import { partDecoder, XmlScanner } from '../xlsx/xml.ts';
import type { ZipDirectory } from '../zip/directory.ts';
import { unpacked } from '../zip/inflate.ts';
import { openSpreadsheet, type Spreadsheet } from './document.ts';
import { ContentReader, type SheetFacts } from './reader.ts';

/**
 * Settle how an OpenDocument spreadsheet (.ods) in a checked zip is read: a sheet is chosen, its header found. All sheets
 * stand in one part, which is read once for what there is.
 * @throws AppError unsupported_file, invalid_input (a sheet that is not there)
 */
export async function openOdsTable(zip: ZipDirectory, read: ReadOptions, checkpoint: Checkpoint): Promise<OpenTable> {
  const bytes = sizeOf(zip.path);
  const document = await openSpreadsheet(zip);
  const found = await surveyed(zip, document, (share) => checkpoint(Math.round(share * bytes), bytes));
  if (found.length === 0) throw unsupported('noSheets');
  const sheets = found.map(({ name, hidden, rows, cells, merges }, i): Sheet => ({
    name,
    hidden,
    size: cells,
    count: () => Promise.resolve(rows),
    rows: () => rowsOf(zip, document, i),
    merges: () => Promise.resolve(merges),
  }));
  return openBookTable({ path: zip.path, format: 'ods', sheets }, read, checkpoint);
}

/** What sheets there are; the part is unpacked to its end, for its real size and checksum. */
async function surveyed(
  zip: ZipDirectory,
  { content, common }: Spreadsheet,
  report: (share: number) => void,
): Promise<readonly SheetFacts[]> {
  const reader = new ContentReader(common, null);
  const scanner = new XmlScanner(reader);
  const decoder = partDecoder();
  let count = 0;
  for await (const piece of unpacked(zip.path, content)) {
    count += piece.length;
    scanner.push(decoder.decode(piece));
    report(count / content.unpacked);
  }
  scanner.push(decoder.end());
  scanner.end();
  return reader.sheets;
}

async function* rowsOf(zip: ZipDirectory, { content, common }: Spreadsheet, target: number): AsyncGenerator<RowPiece> {
  const reader = new ContentReader(common, target);
  const scanner = new XmlScanner(reader);
  const decoder = partDecoder();
  let count = 0;
  for await (const piece of unpacked(zip.path, content)) {
    count += piece.length;
    scanner.push(decoder.decode(piece));
    yield { ...reader.take(), done: count / content.unpacked, counts: reader.counts };
    if (reader.finished) return;
  }
}
