import fs from 'node:fs';
import { basename, dirname } from 'node:path';
import { follows, type Generation, generationOn, idOn } from './generation.ts';
import { readWal, type WalFacts } from './wal.ts';

/** Marks a file as one of ours: "PWB1" as PRAGMA application_id. */
export const APPLICATION_ID = 0x50574231;

const NAME = 'SQLite format 3\0';
/** Where in a file its generation and its id are looked for: they lie on one of its first pages. */
const PAGES = 64;

/** What the bytes of a file say of it, without its WAL. */
type FileFacts = {
  readonly size: number;
  readonly pageSize: number;
  /** SQLite made it */
  readonly database: boolean;
  readonly applicationId: number;
  /** nothing was ever stored in it: all of it may be in its WAL */
  readonly blank: boolean;
  /** it takes a WAL, not a journal */
  readonly log: boolean;
  readonly generation: Generation | undefined;
  readonly id: string | undefined;
};

function readFile(path: string): FileFacts {
  const file = fs.openSync(path, 'r');
  try {
    const { size } = fs.fstatSync(file);
    const head = Buffer.alloc(108);
    fs.readSync(file, head, 0, head.length, 0);
    const stored = head.readUInt16BE(16);
    const pageSize = stored === 1 ? 65_536 : stored;
    let generation: Generation | undefined;
    let id: string | undefined;
    const database = head.toString('latin1', 0, 16) === NAME && pageSize >= 512;
    for (let at = 0; database && at < PAGES && at * pageSize < size && !(generation && id); at++) {
      const page = Buffer.alloc(pageSize);
      fs.readSync(file, page, 0, pageSize, at * pageSize);
      generation ??= generationOn(page);
      id ??= idOn(page);
    }
    const blank = size === 0 || (database && head.readUInt32BE(68) === 0 && head.readUInt16BE(103) === 0);
    const log = database && head[18] === 2;
    return { size, pageSize, database, applicationId: head.readUInt32BE(68), blank, log, generation, id };
  } finally {
    fs.closeSync(file);
  }
}

/** What is to be done with the WAL beside a file before SQLite sees either. */
export type Verdict = {
  /** the file may be one of ours */
  readonly ours: boolean;
  /** the workspace in the file, where it could be read */
  readonly id: string | undefined;
  /**
   * `proven`: it was written upon this file, or holds nothing; `likely`: by a program that kept no generations, to be
   * tried; `not`: to be set aside
   */
  readonly wal: 'proven' | 'likely' | 'not';
  /** the first page, for a file of no bytes: SQLite would delete the WAL beside it */
  readonly seed: Buffer | null;
  /** more was committed than can be read */
  readonly broken: boolean;
  /** a rollback journal beside a file that takes none: SQLite would play it back into the file */
  readonly strayJournal: boolean;
};

/** Judge a file and what lies beside it. Nothing is changed. */
export function judge(path: string): Verdict {
  const file = readFile(path);
  const wal = readWal(`${path}-wal`);
  const strayJournal = file.log && (fs.statSync(`${path}-journal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  const base = { id: file.id, seed: null, strayJournal, broken: typeof wal !== 'string' && wal.broken };
  if (file.blank) {
    const born = typeof wal !== 'string' && bornIn(wal, file);
    const seed = born && file.size === 0 ? wal.firstPage : null;
    return { ...base, ours: born, wal: born ? 'likely' : 'not', seed };
  }
  if (!file.database || file.applicationId !== APPLICATION_ID)
    return { ...base, ours: false, wal: 'not', strayJournal: false };
  return { ...base, ours: true, wal: belongs(wal, file) };
}

/** A workspace of a program that made its files through the WAL: it ended before the first checkpoint. */
function bornIn(wal: WalFacts, file: FileFacts): boolean {
  return (
    wal.firstPage !== null &&
    wal.firstPage.readUInt32BE(68) === APPLICATION_ID &&
    // what keeps generations makes its files whole
    wal.generations.every((one) => one === undefined) &&
    (file.size === 0 || file.pageSize === wal.pageSize)
  );
}

function belongs(wal: ReturnType<typeof readWal>, file: FileFacts): Verdict['wal'] {
  if (wal === 'empty') return 'proven';
  if (wal === 'garbage' || wal.pageSize !== file.pageSize) return 'not';
  if (wal.commits === 0) return 'proven';
  const known = wal.generations.filter((one) => one !== undefined);
  if (known.length > 0) return follows(known, file.generation) ? 'proven' : 'not';
  if (file.generation) return 'not';
  return wal.firstPage === null || wal.firstPage.readUInt32BE(68) === APPLICATION_ID ? 'likely' : 'not';
}

const SET_ASIDE = '-set-aside-';

/** Names of what was set aside beside a workspace, here or by a restore: files of the person's, never deleted by us. */
export function setAsideNames(path: string): string[] {
  const name = basename(path);
  const restored = `${name.replace(/\.persona$/, '')} (`;
  return fs
    .readdirSync(dirname(path))
    .filter(
      (other) =>
        (other.startsWith(name) && other.includes(SET_ASIDE)) ||
        (other.startsWith(restored) && /\)\.persona(-wal|-journal)?$/.test(other)),
    )
    .toSorted();
}

/** A file that was taken out of SQLite's way. */
export type SetAside = { readonly from: string; readonly to: string; undo(): void };

/**
 * Rename what does not belong to a file: it is never used and never deleted.
 * @param at now, as ISO 8601
 */
export function setAside(from: string, at: string): SetAside {
  const stamp = at.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  let to = `${from}${SET_ASIDE}${stamp}`;
  for (let n = 2; fs.existsSync(to); n++) to = `${from}-set-aside-${stamp}-${String(n)}`;
  fs.renameSync(from, to);
  fs.chmodSync(to, 0o600);
  return { from, to, undo: () => fs.renameSync(to, from) };
}
