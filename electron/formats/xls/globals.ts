import { unsupported } from '../unsupported.ts';
import type { CellContext } from '../xlsx/cells.ts';
import { numberStyle, styleOf, type NumberStyle } from '../xlsx/formats.ts';
import type { Stream } from './compound.ts';
import { BIFF8, RECORD, RecordReader, TextCursor } from './records.ts';

/** Number and bytes of the texts of a workbook; they are held in memory. */
const MOST_TEXTS = 4_000_000;
const MOST_BYTES = 192 << 20;
/** Sheets of a workbook. */
const MOST_SHEETS = 10_000;
/** Records between two looks at whether the job was cancelled. */
const OFTEN = 1024;

/** A sheet with cells: `at` is where its records begin in the stream. */
export type SheetPlace = { readonly name: string; readonly hidden: boolean; readonly at: number };

/** A workbook as the first part of its stream describes it. */
export type Globals = { readonly sheets: readonly SheetPlace[]; readonly context: CellContext };

/**
 * Read what all sheets share ([MS-XLS] 2.1.7.20.3): their names and places, texts, number formats and the first day of its
 * dates. The texts of Excel 97 and later are Unicode, so that the code page says nothing.
 * @throws AppError unsupported_file: older, under a password, damaged, too large
 */
export function readGlobals(stream: Stream, check: () => void): Globals {
  const reader = new RecordReader(stream, 0);
  begin(reader);
  const sheets: SheetPlace[] = [];
  const codes = new Map<number, NumberStyle>();
  const formats: number[] = [];
  let strings: string[] = [];
  let from1904 = false;
  for (let n = 0; ; n++) {
    if (n % OFTEN === 0) check();
    if (!reader.next()) throw unsupported('xlsDamaged');
    const { id, data } = reader;
    if (id === RECORD.eof) break;
    // from here on everything is encrypted
    if (id === RECORD.filePass) throw unsupported('encrypted');
    if (id === RECORD.date1904) from1904 = need(data, 2).readUInt16LE(0) === 1;
    else if (id === RECORD.xf) formats.push(need(data, 4).readUInt16LE(2));
    else if (id === RECORD.format) codes.set(need(data, 2).readUInt16LE(0), styleOf(new TextCursor(reader, 2).text()));
    else if (id === RECORD.sst) strings = textsOf(reader, check);
    else if (id === RECORD.boundSheet) {
      const sheet = sheetPlace(reader);
      if (sheet) sheets.push(sheet);
      if (sheets.length > MOST_SHEETS) throw unsupported('zipEntries', { n: sheets.length, most: MOST_SHEETS });
    }
  }
  if (sheets.length === 0) throw unsupported('noSheets');
  return { sheets, context: { strings, styles: formats.map((id) => numberStyle(id, codes)), from1904 } };
}

/** The first record says who wrote the workbook. */
function begin(reader: RecordReader): void {
  if (!reader.next()) throw unsupported('xlsDamaged');
  const { id, data } = reader;
  // Excel 2, 3 and 4 had records of their own for it
  if (id === 0x0009 || id === 0x0209 || id === 0x0409) throw unsupported('xls95');
  if (id !== RECORD.bof) throw unsupported('xlsDamaged');
  if (need(data, 4).readUInt16LE(0) !== BIFF8) throw unsupported('xls95');
}

/** A sheet of cells; charts, dialogues and sheets of macros are none ([MS-XLS] 2.4.28). */
function sheetPlace(reader: RecordReader): SheetPlace | null {
  const data = need(reader.data, 8);
  if (data[5] !== 0) return null;
  const name = new TextCursor(reader, 6).text(true);
  return { name, hidden: (data[4]! & 3) !== 0, at: data.readUInt32LE(0) };
}

/** The shared texts ([MS-XLS] 2.4.265), by number. */
function textsOf(reader: RecordReader, check: () => void): string[] {
  const count = need(reader.data, 8).readUInt32LE(4);
  const cursor = new TextCursor(reader, 8);
  const texts: string[] = [];
  let bytes = 0;
  // a count that is too large is no harm as long as no cell names a text that is not there
  while (texts.length < count && !cursor.ended()) {
    if (texts.length >= MOST_TEXTS) throw unsupported('sheetStrings', { most: MOST_TEXTS });
    if (texts.length % OFTEN === 0) check();
    const text = cursor.richText();
    bytes += text.length * 2;
    if (bytes > MOST_BYTES)
      throw unsupported('zipPart', { n: Math.ceil(bytes / 2 ** 20), most: Math.floor(MOST_BYTES / 2 ** 20) });
    texts.push(text);
  }
  return texts;
}

function need(data: Buffer, length: number): Buffer {
  if (data.length < length) throw unsupported('xlsDamaged');
  return data;
}
