import { bytesOf, sizeOf } from '../files.ts';
import { openOldBook } from '../locked/oldBook.ts';
import type { Reading } from '../locked/password.ts';
import type { Checkpoint } from '../scan.ts';
import type { OpenTable } from '../table.ts';
import { unsupported } from '../unsupported.ts';
import { openBookTable, type Sheet } from '../xlsx/sheets.ts';
import { isCompound, openCompound, type Stream } from './compound.ts';
import { readGlobals } from './globals.ts';
import { officeKind } from './kind.ts';
import { rowsOf, surveySheet } from './sheet.ts';

/**
 * Settle how a workbook of Excel 97 to 2003 (.xls, BIFF8) is read: a sheet is chosen, its header found.
 * @throws AppError unsupported_file: it is older, another Office file, damaged; password; invalid_input (a sheet that is
 * not there)
 */
export async function openXlsTable(path: string, read: Reading, checkpoint: Checkpoint): Promise<OpenTable> {
  const bytes = sizeOf(path);
  const check = () => checkpoint(0, bytes);
  const stream = openOldBook(workbookStream(path, bytes), read.password, check);
  const { sheets: places, context } = readGlobals(stream, check);
  const sheets: Sheet[] = [];
  let seen = 0;
  for (const { name, hidden, at } of places) {
    const survey = surveySheet(stream, at, check);
    if (!survey) continue;
    // sheets stand side by side; those that share bytes could be read for ever
    seen += survey.bytes;
    if (seen > stream.size) throw unsupported('xlsDamaged');
    sheets.push({
      name,
      hidden,
      size: survey.bytes,
      count: () => Promise.resolve(survey.rows),
      async *rows() {
        yield* rowsOf(stream, at, survey, context);
      },
      merges: () => Promise.resolve([...survey.merges]),
    });
  }
  if (sheets.length === 0) throw unsupported('noSheets');
  return openBookTable({ path, format: 'xls', sheets }, read, checkpoint);
}

/** The stream of records; some programs write it without a container around it. */
function workbookStream(path: string, bytes: number): Stream {
  if (!isCompound(bytesOf(path, 0, 8)))
    return { size: bytes, read: (at, length) => bytesOf(path, at, Math.min(length, bytes - at)) };
  const compound = openCompound(path);
  const kind = compound ? officeKind(compound) : 'ole';
  const stream = kind === 'xls' ? compound?.stream('workbook') : null;
  if (!stream) throw unsupported(kind === 'xls' ? 'xlsDamaged' : kind);
  return stream;
}
