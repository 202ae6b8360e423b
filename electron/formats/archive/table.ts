import type { Inspection, ReadOptions } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/frames.ts';
import { hashOf, sizeOf } from '../files.ts';
import type { Checkpoint } from '../scan.ts';
import type { DataBlock, OpenTable } from '../table.ts';
import { unsupported } from '../unsupported.ts';
import type { ZipDirectory, ZipEntry } from '../zip/directory.ts';
import { memberBytes, memberPath } from '../zip/member.ts';
import { membersOf, type Members } from './members.ts';

/** Opens a file by what it holds; `name`: what it is called. */
export type Opener = (path: string, read: ReadOptions, checkpoint: Checkpoint, name: string) => Promise<OpenTable>;

/** Between the name of a workbook in an archive and that of its sheet. */
const JOINT = ' › ';
/** Files that a note names. */
const NAMED = 12;

type Opened = { entry: ZipEntry; table: OpenTable; bytes: Buffer };

/**
 * Settle how an archive is read: the tables in it are offered as the sheets of a workbook are, the largest is read unless
 * another is asked for. Its path below the archive is its name, followed by the sheet where it has several.
 * @throws AppError unsupported_file, invalid_input (a table that is not there)
 */
export async function openArchive(
  zip: ZipDirectory,
  read: ReadOptions,
  checkpoint: Checkpoint,
  open: Opener,
): Promise<OpenTable> {
  const members = membersOf(zip, () => {
    checkpoint(0, 1);
  });
  const failed = new Map<ZipEntry, Said>();
  const chosen =
    read.sheet === undefined
      ? await largest(zip, members, read, checkpoint, open, failed)
      : await asked(zip, members, { ...read, sheet: read.sheet }, checkpoint, open);
  const { entry, table, bytes } = chosen;
  const size = sizeOf(zip.path);
  const inner = table.sheets.length > 1 ? table.sheets : [];
  const there = members.tables.filter((each) => !failed.has(each));
  const sheets: Inspection['sheets'] = there.flatMap((each) =>
    each === entry && inner.length > 0
      ? inner.map((sheet) => ({ ...sheet, name: each.name + JOINT + sheet.name }))
      : [{ name: each.name, rows: null, hidden: false }],
  );
  const value = inner.length > 0 && table.sheet ? entry.name + JOINT + table.sheet.value : entry.name;
  const overridden = read.sheet !== undefined;
  const key = overridden ? 'reason.asked' : there.length === 1 ? 'sheet.onlyFile' : 'sheet.largestFile';
  const notes = [
    ...(overridden || there.length === 1 ? [] : [chosenNote(entry, there)]),
    ...[...failed].slice(0, NAMED).map(([{ name }, reason]) => left(name, reason)),
    ...members.archives.slice(0, NAMED).map(({ name }) => left(name, { key: 'sources:archive.nested' })),
    ...othersNote(members.others),
  ];
  return {
    ...table,
    sheets,
    sheet: { value, reason: { key: `sources:${key}`, values: { n: there.length } }, overridden },
    scan: { ...table.scan, bytes: size, hash: hashOf(zip.path, () => checkpoint(0, 1)) },
    // of records, names may be added while they are read
    get headerCells() {
      return table.headerCells;
    },
    async *blocks(): AsyncGenerator<DataBlock> {
      // measured on what was unpacked, which is kept for as long as rows may be read
      for await (const block of table.blocks())
        yield { ...block, bytes: Math.round((block.bytes / Math.max(1, bytes.length)) * size) };
    },
    notes: () => [...notes, ...table.notes()],
  };
}

/** The largest file that can be read; why larger ones could not is kept in `failed`. */
async function largest(
  zip: ZipDirectory,
  { tables, archives }: Members,
  read: ReadOptions,
  checkpoint: Checkpoint,
  open: Opener,
  failed: Map<ZipEntry, Said>,
): Promise<Opened> {
  if (tables.length === 0) throw unsupported(archives.length > 0 ? 'archiveNested' : 'archiveEmpty');
  let first: AppError | null = null;
  for (const entry of tables) {
    try {
      return await opened(zip, entry, read, checkpoint, open);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unsupported_file') throw error;
      first ??= error;
      failed.set(entry, error.said);
    }
  }
  throw tables.length === 1 && first ? first : unsupported('archiveEmpty');
}

async function asked(
  zip: ZipDirectory,
  { tables }: Members,
  read: ReadOptions & { sheet: string },
  checkpoint: Checkpoint,
  open: Opener,
): Promise<Opened> {
  const { sheet, ...rest } = read;
  const whole = tables.find(({ name }) => name === sheet);
  if (whole) return opened(zip, whole, rest, checkpoint, open);
  const within = tables.find(({ name }) => sheet.startsWith(name + JOINT));
  if (within)
    return opened(zip, within, { ...rest, sheet: sheet.slice(within.name.length + JOINT.length) }, checkpoint, open);
  const names = tables.map(({ name }) => name);
  throw new AppError(
    'invalid_input',
    { key: 'sources:error.noMember', values: { sheet, sheets: names.join(', ') } },
    { sheets: names },
  );
}

async function opened(
  zip: ZipDirectory,
  entry: ZipEntry,
  read: ReadOptions,
  checkpoint: Checkpoint,
  open: Opener,
): Promise<Opened> {
  const path = memberPath(zip.path, entry);
  const bytes = memberBytes(path);
  if (bytes === null) throw unsupported('zipDamaged');
  return { entry, bytes, table: await open(path, read, checkpoint, entry.name) };
}

const left = (file: string, reason: Said): Said => ({ key: 'sources:note.folderLeft', values: { file, reason } });

const chosenNote = ({ name }: ZipEntry, there: readonly ZipEntry[]): Said => ({
  key: 'sources:note.archive',
  values: { n: there.length, table: name },
});

function othersNote(others: readonly ZipEntry[]): Said[] {
  if (others.length === 0) return [];
  const names = others.slice(0, NAMED).map(({ name }) => name);
  const files = names.join(', ') + (others.length > NAMED ? ' …' : '');
  return [{ key: 'sources:note.archiveOthers', values: { n: others.length, files } }];
}
