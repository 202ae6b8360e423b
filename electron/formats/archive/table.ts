import type { Inspection } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/frames.ts';
import { MAIN } from '../json/inner.ts';
import type { Reading } from '../locked/password.ts';
import type { Checkpoint } from '../scan.ts';
import type { OpenTable } from '../table.ts';
import { unsupported } from '../unsupported.ts';
import type { ZipDirectory, ZipEntry } from '../zip/directory.ts';
import { partsOf, type Parts } from '../zip/unlock.ts';
import { carried } from './carried.ts';
import { filesOf, mayBeTable, membersOf, type Members } from './members.ts';

/** Opens a file by what it holds; `name`: what it is called. */
export type Opener = (path: string, read: Reading, checkpoint: Checkpoint, name: string) => Promise<OpenTable>;

/** Between the name of a workbook in an archive and that of its sheet. */
const JOINT = ' › ';
/** Files that a note names. */
const NAMED = 12;

type Opened = { entry: ZipEntry; table: OpenTable; bytes: Buffer };

/**
 * Settle how an archive is read: the tables in it are offered as the sheets of a workbook are, the largest is read unless
 * another is asked for. Its path below the archive is its name, followed by the sheet where it has several.
 * @throws AppError unsupported_file, password, invalid_input (a table that is not there)
 */
export async function openArchive(
  zip: ZipDirectory,
  read: Reading,
  checkpoint: Checkpoint,
  open: Opener,
): Promise<OpenTable> {
  const check = () => {
    checkpoint(0, 1);
  };
  const files = filesOf(zip);
  const parts = partsOf(zip.path, files, mayBeTable, read.password, check);
  const members = membersOf(files, parts, check);
  const failed = new Map<ZipEntry, Said>();
  const chosen =
    read.sheet === undefined
      ? await largest(parts, members, read, checkpoint, open, failed)
      : await asked(parts, members, { ...read, sheet: read.sheet }, checkpoint, open);
  const { entry, table, bytes } = chosen;
  const inner = table.sheets.length > 1 ? table.sheets : [];
  // one that asks for a password is offered: choosing it brings the question
  const there = members.tables.filter((each) => !failed.has(each) || failed.get(each)?.key === NEEDED);
  const sheets: Inspection['sheets'] = there.flatMap((each) =>
    each === entry && inner.length > 0
      ? inner.map((sheet) => ({ ...sheet, name: sheet.name === MAIN ? each.name : each.name + JOINT + sheet.name }))
      : [{ name: each.name, rows: null, hidden: false }],
  );
  const value = inner.length > 0 && table.sheet ? entry.name + JOINT + table.sheet.value : entry.name;
  const overridden = read.sheet !== undefined;
  const key = overridden ? 'reason.asked' : there.length === 1 ? 'sheet.onlyFile' : 'sheet.largestFile';
  const notes = [
    ...(overridden || there.length === 1 ? [] : [chosenNote(entry, there)]),
    ...[...failed].slice(0, NAMED).map(([{ name }, reason]) => left(name, reason)),
    ...members.closed.slice(0, NAMED).map(({ name }) => left(name, { key: 'sources:password.otherPassword' })),
    ...members.archives.slice(0, NAMED).map(({ name }) => left(name, { key: 'sources:archive.nested' })),
    ...othersNote(members.others),
  ];
  return carried(zip.path, bytes, table, checkpoint, {
    sheets,
    sheet: { value, reason: { key: `sources:${key}`, values: { n: there.length } }, overridden },
    notes: () => [...notes, ...table.notes()],
  });
}

/** What a file says that a password locks. */
const NEEDED = 'sources:password.needed';

/** The largest file that can be read; why larger ones could not is kept in `failed`. */
async function largest(
  parts: Parts,
  { tables, archives }: Members,
  read: Reading,
  checkpoint: Checkpoint,
  open: Opener,
  failed: Map<ZipEntry, Said>,
): Promise<Opened> {
  if (tables.length === 0) throw unsupported(archives.length > 0 ? 'archiveNested' : 'archiveEmpty');
  let first: AppError | null = null;
  for (const entry of tables) {
    try {
      return await opened(parts, entry, read, checkpoint, open);
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== 'unsupported_file' && error.code !== 'password')) throw error;
      // a password opens more than any repair
      if (first === null || (first.code !== 'password' && error.code === 'password')) first = error;
      failed.set(entry, error.said);
    }
  }
  throw first && (tables.length === 1 || first.code === 'password') ? first : unsupported('archiveEmpty');
}

async function asked(
  parts: Parts,
  { tables }: Members,
  read: Reading & { sheet: string },
  checkpoint: Checkpoint,
  open: Opener,
): Promise<Opened> {
  const { sheet, ...rest } = read;
  const whole = tables.find(({ name }) => name === sheet);
  if (whole) return opened(parts, whole, rest, checkpoint, open);
  const within = tables.find(({ name }) => sheet.startsWith(name + JOINT));
  if (within)
    return opened(parts, within, { ...rest, sheet: sheet.slice(within.name.length + JOINT.length) }, checkpoint, open);
  const names = tables.map(({ name }) => name);
  throw new AppError(
    'invalid_input',
    { key: 'sources:error.noMember', values: { sheet, sheets: names.join(', ') } },
    { sheets: names },
  );
}

async function opened(
  parts: Parts,
  entry: ZipEntry,
  read: Reading,
  checkpoint: Checkpoint,
  open: Opener,
): Promise<Opened> {
  const { path, bytes } = parts.whole(entry);
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
