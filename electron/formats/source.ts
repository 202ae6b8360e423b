import { isOffice } from './archive/members.ts';
import { carried } from './archive/carried.ts';
import { openArchive, type Opener } from './archive/table.ts';
import { bytesOf, hashOf, sizeOf } from './files.ts';
import { folderFiles, folderHash, isFolder, openFolder, type SourcePath } from './folder.ts';
import { markupKind } from './html/kind.ts';
import { openMarkupTable } from './html/table.ts';
import { openJsonTable } from './json/table.ts';
import { jsonShape } from './json/shape.ts';
import { isOpenDocument } from './ods/document.ts';
import { openOdsTable } from './ods/table.ts';
import { openPackage } from './locked/package.ts';
import type { Reading } from './locked/password.ts';
import { isParquet } from './parquet/file.ts';
import { openParquetTable } from './parquet/table.ts';
import { isSav } from './sav/dictionary.ts';
import { openSavTable } from './sav/table.ts';
import { isZip, scanFile, type Checkpoint } from './scan.ts';
import { openTable, type OpenTable } from './table.ts';
import { unsupported } from './unsupported.ts';
import { within } from './within.ts';
import { isCompound } from './xls/compound.ts';
import { isOldWorkbook } from './xls/kind.ts';
import { openXlsTable } from './xls/table.ts';
import { openSheetTable } from './xlsx/table.ts';
import { readDirectory, type ZipDirectory } from './zip/directory.ts';
import type { Held } from './zip/member.ts';

export type { SourcePath } from './folder.ts';

/** Bytes in which tags are looked for: styles may stand before the first table. */
const HEAD = 1 << 18;

/**
 * Settle how a source is read: by what it holds. `name` (default: the path) only says that JSON or a page was meant.
 * @throws AppError unsupported_file, password, io, invalid_input (a sheet that is not there)
 */
export async function openSource(
  path: SourcePath,
  read: Reading,
  checkpoint: Checkpoint,
  name?: string,
): Promise<OpenTable> {
  return within(await openWhole(path, read, checkpoint, name), read);
}

async function openWhole(path: SourcePath, read: Reading, checkpoint: Checkpoint, name?: string): Promise<OpenTable> {
  if (isFolder(path)) return openFolder(folderFiles(path), read, checkpoint);
  if (!isZip(bytesOf(path, 0, 4))) return openFile(path, read, checkpoint, name ?? path);
  const zip = readDirectory(path);
  return openBook(zip, read, checkpoint) ?? openArchive(zip, read, checkpoint, openMember);
}

/** A zip that is the document of an office program; null: an archive. */
function openBook(zip: ZipDirectory, read: Reading, checkpoint: Checkpoint): Promise<OpenTable> | null {
  if (isOpenDocument(zip)) return openOdsTable(zip, read, checkpoint);
  return isOffice(zip) ? openSheetTable(zip, read, checkpoint) : null;
}

/** A file in an archive; an archive in it would be one of any depth. */
const openMember: Opener = async (path, read, checkpoint, name) => {
  if (!isZip(bytesOf(path, 0, 4))) return openFile(path, read, checkpoint, name);
  const book = openBook(readDirectory(path), read, checkpoint);
  if (!book) throw unsupported('zipNested');
  return book;
};

async function openFile(path: string, read: Reading, checkpoint: Checkpoint, name: string): Promise<OpenTable> {
  const head = bytesOf(path, 0, 4096);
  if (isCompound(head)) {
    const held = openPackage(path, read.password, checkpoint);
    if (held) return openLocked(path, held, read, checkpoint);
  }
  if (isOldWorkbook(head)) return openXlsTable(path, read, checkpoint);
  if (isParquet(head)) return openParquetTable(path, checkpoint);
  if (isSav(head)) return openSavTable(path, checkpoint);
  const markup =
    read.delimiter === undefined ? markupKind(bytesOf(path, 0, HEAD), isPageName(name) ? 'page' : 'table') : null;
  if (markup === 'html' || markup === 'workbook') return openMarkupTable(path, markup, read, checkpoint);
  const scan = scanFile(path, read.encoding, checkpoint);
  const shape = read.delimiter === undefined ? jsonShape(path, name, scan) : null;
  return shape ? openJsonTable(path, scan, shape, read) : openTable(path, read, checkpoint, scan);
}

/** The workbook that an encrypted file holds. */
async function openLocked(
  path: string,
  { path: inner, bytes }: Held,
  read: Reading,
  checkpoint: Checkpoint,
): Promise<OpenTable> {
  if (!isZip(bytes)) throw unsupported('lockedDamaged');
  const zip = readDirectory(inner);
  return carried(
    path,
    bytes,
    await (openBook(zip, read, checkpoint) ?? openSheetTable(zip, read, checkpoint)),
    checkpoint,
  );
}

/** Does a name say that a file is a page, or an old workbook? Programs write tables of HTML under that name. */
const isPageName = (name: string): boolean => /\.(?:xls|html?|xhtml)$/i.test(name);

/** Bytes of a source. */
export const sourceSize = (path: SourcePath): number =>
  isFolder(path) ? folderFiles(path).reduce((sum, file) => sum + sizeOf(file.path), 0) : sizeOf(path);

/** sha-256 of a source, hex. */
export const sourceHash = (path: SourcePath, check: () => void): string =>
  isFolder(path) ? folderHash(folderFiles(path), check) : hashOf(path, check);
