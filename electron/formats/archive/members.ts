import { extname } from 'node:path';
import { byteOrderMark, unmarkedUtf16 } from '../encoding.ts';
import { isParquet } from '../parquet/file.ts';
import { isSav } from '../sav/dictionary.ts';
import { binaryKind } from '../scan.ts';
import { unsupported } from '../unsupported.ts';
import type { ZipDirectory, ZipEntry } from '../zip/directory.ts';
import { ZIP_LIMITS } from '../zip/limits.ts';
import type { Parts } from '../zip/unlock.ts';

/** What an archive holds, by the first bytes of each file; names of hidden files are in none of the lists. */
export type Members = {
  /** what may be a table, the largest first */
  readonly tables: readonly ZipEntry[];
  readonly archives: readonly ZipEntry[];
  /** what may be a table and is locked by another password than the one that was given */
  readonly closed: readonly ZipEntry[];
  readonly others: readonly ZipEntry[];
};

/** Endings under which programs write tables; a file without one is judged by its bytes alone. */
const TABLES = new Set(
  ' .csv .tsv .tab .txt .dat .data .json .jsonl .ndjson .xls .xlsx .xlsm .htm .html .xhtml .xml .parquet'.split(' '),
);
/** Tables that are no text. */
const BINARY = /\.(?:ods|sav|zsav)$/i;
/** Files that say what others hold (Frictionless Data Package, CSV on the Web). */
const DESCRIPTIONS = /(?:^|\/)(?:datapackage\.json|[^/]*metadata\.json|readme[^/]*|licen[cs]e[^/]*)$/i;
/** Notes of systems about a folder, and folders that they hide. */
const HIDDEN = /(?:^|\/)(?:\.|__MACOSX\/|thumbs\.db$|desktop\.ini$)/i;
/** Characters of a name that can be asked for, with a sheet behind it. */
const LONGEST_NAME = 350;

/** Is a zip a document of Microsoft's or Apple's office programs, and read or refused as that? */
export function isOffice({ entries }: ZipDirectory): boolean {
  return ['[content_types].xml', 'xl/workbook.bin', 'index/document.iwa', 'index.zip'].some((part) =>
    entries.has(part),
  );
}

/** Files of an archive that are looked at. @throws AppError unsupported_file: too many */
export function filesOf(zip: ZipDirectory): ZipEntry[] {
  const files = [...zip.entries.values()].filter(({ name }) => !name.endsWith('/') && !HIDDEN.test(name));
  if (files.length > ZIP_LIMITS.members)
    throw unsupported('archiveFiles', { n: files.length, most: ZIP_LIMITS.members });
  return files;
}

/** May a file be a table, as far as its name tells? */
export const mayBeTable = ({ name }: ZipEntry): boolean =>
  (TABLES.has(extname(name).toLowerCase()) || BINARY.test(name)) && !DESCRIPTIONS.test(name);

/** Sort the files of an archive. @throws AppError unsupported_file */
export function membersOf(files: readonly ZipEntry[], parts: Parts, check: () => void): Members {
  const found: Record<keyof Members, ZipEntry[]> = { tables: [], archives: [], closed: [], others: [] };
  for (const entry of files) {
    check();
    if (!parts.closed(entry)) found[listOf(entry, parts.head(entry))].push(entry);
    else found[mayBeTable(entry) ? 'closed' : 'others'].push(entry);
  }
  found.tables.sort((a, b) => b.unpacked - a.unpacked);
  return found;
}

function listOf({ name, unpacked }: ZipEntry, head: Buffer): keyof Members {
  const kind = binaryKind(head);
  const ending = extname(name).toLowerCase();
  if (kind === 'zip' && /^\.(?:xlsx|xlsm|ods)$/.test(ending)) return 'tables';
  // a newer workbook under a password stands in such a file too
  if (kind === 'ole' && /^\.(?:xls|xlsx|xlsm)$/.test(ending)) return 'tables';
  if (kind !== null && ARCHIVES.has(kind) && !/^\.(?:docx|pptx|odt|numbers)$/.test(ending)) return 'archives';
  if (kind !== null || unpacked === 0 || name.length > LONGEST_NAME) return 'others';
  if (isParquet(head) || isSav(head)) return 'tables';
  return TABLES.has(ending) && !DESCRIPTIONS.test(name) && isText(head) ? 'tables' : 'others';
}

const ARCHIVES = new Set(['zip', 'gzip', 'sevenZip', 'rar']);

function isText(head: Buffer): boolean {
  if (!head.includes(0) || byteOrderMark(head)) return true;
  const even = head.length - (head.length % 2);
  let zeroEven = 0;
  let zeroOdd = 0;
  for (let at = 0; at < even; at++)
    if (head[at] === 0) {
      if (at % 2 === 0) zeroEven++;
      else zeroOdd++;
    }
  return unmarkedUtf16(even, zeroEven, zeroOdd) !== null;
}
