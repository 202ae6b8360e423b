import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CopyInfo } from '../../shared/contract/copies.ts';
import type { Said } from '../../shared/domain.ts';
import { AppError } from '../../shared/frames.ts';
import { judge, setAside } from '../db/file/beside.ts';
import { checkFile, told } from '../db/file/check.ts';
import { asked, changeable } from '../db/file/paths.ts';
import { adoptOld, sweepParts } from '../db/copies/folder.ts';
import { finishRestore, restorePending } from '../db/copies/restore.ts';
import { watchEdits } from '../db/edits.ts';
import { lockWorkspace, type WorkspaceLock } from '../db/file/lock.ts';
import { checkOtherNames } from '../db/file/other-names.ts';
import { migrate, SCHEMA_VERSION } from '../db/migrate.ts';
import { makeFile, openWriter, type WriteDb } from '../db/open.ts';
import { meta, setMeta, setSetting } from '../db/settings.ts';
import { sweepStaging } from '../db/staging.ts';

/** The open workspace: its writer and its lock. */
export interface Session {
  readonly id: string;
  /** as it was asked for */
  readonly path: string;
  readonly db: WriteDb;
  /** the copy that was made before the file was brought to this version */
  readonly copied: CopyInfo | null;
  /** what was found out of order when it was opened */
  readonly notices: readonly Said[];
  savedAt: string | null;
  close(): void;
}

/** The name a new workspace gets from its file. */
export const nameOfFile = (path: string): string => basename(path).replace(/\.persona$/, '');

/** How long the last checkpoint waits for readers (ms): what they hold back stays in the WAL. */
const CLOSING = 500;

/**
 * Open a workspace, or make it when `create` names it.
 * @param verified the generation of a copy that was verified a moment ago
 * @param folders where the same file may have another name, besides its own
 * @throws AppError not_found, conflict, locked, foreign_file, damaged, newer_version; the file is then as it was
 */
export function openSession(
  path: string,
  create: { name: string } | null,
  verified?: string,
  folders: readonly string[] = [],
): Session {
  if (!create && !fs.existsSync(path) && !restorePending(path))
    throw new AppError('not_found', { key: 'errors:path_gone', values: { file: basename(path) } });
  const folder = asked(dirname(path), () => fs.realpathSync(dirname(path)));
  const real = fs.existsSync(path) ? asked(path, () => fs.realpathSync(path)) : join(folder, basename(path));
  if (fs.existsSync(real)) changeable(real, dirname(real));
  else asked(folder, () => fs.accessSync(folder, fs.constants.W_OK));
  const lock = lockWorkspace(real);
  let db: WriteDb | undefined;
  try {
    const at = new Date().toISOString();
    finishRestore(real);
    const notices = create ? make(real, create.name, at) : [];
    lock.hold();
    if (!create) checkOtherNames(real, [dirname(real), ...folders]);
    sweepParts(real);
    notices.push(...checkFile(real, SCHEMA_VERSION, at, verified));
    adoptOld(real);
    const writer = (db = openWriter(real, () => lock.check()));
    const copied = begin(writer);
    const id = meta(writer, 'id')!;
    return { id, path, db: writer, copied, notices, savedAt: null, close: () => closeBoth(writer, lock) };
  } catch (error) {
    db?.close();
    lock.release();
    throw error;
  }
}

/** Make a workspace under a passing name: at its place there is a whole one or none. @returns what was in the way */
function make(path: string, name: string, at: string): Said[] {
  if (sizeOf(path) > 0 || (fs.existsSync(path) && judge(path).ours))
    throw new AppError('conflict', { key: 'errors:workspace_exists', values: { name: basename(path) } });
  const passing = `${path}.part`;
  fs.rmSync(passing, { force: true });
  fs.rmSync(`${passing}-journal`, { force: true });
  makeFile(passing, (db) => {
    migrate(db);
    db.transaction(() => {
      setMeta(db, 'id', randomUUID());
      setMeta(db, 'closed', '1');
      setSetting(db, 'name', name);
    });
  });
  // what is left of a file that is gone
  const left = ['-wal', '-journal'].map((end) => path + end).filter((file) => sizeOf(file) > 0);
  const notices = left.map((from) => setAside(from, at)).map(told);
  fs.renameSync(passing, path);
  syncFolder(dirname(path));
  return notices;
}

const sizeOf = (path: string): number => fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** A new name in a folder outlasts a power cut only once the folder is written. */
function syncFolder(path: string): void {
  // Windows opens no folders; its file systems keep names in their own journal
  if (process.platform === 'win32') return;
  const folder = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(folder);
  } finally {
    fs.closeSync(folder);
  }
}

/** What was left in the WAL goes into the file, which then tells that it is open. */
function begin(db: WriteDb): CopyInfo | null {
  // before anything is written: an older file that cannot be copied is left as it was
  const copied = migrate(db);
  const marked = () => {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.transaction(() => setMeta(db, 'closed', '0'));
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  };
  try {
    marked();
  } catch (error) {
    // the WAL still belongs to the file: better an open workspace on a full disk than none
    if (!(error instanceof AppError && error.code === 'disk_full')) throw error;
  }
  sweepStaging(db);
  db.transaction(() => watchEdits(db));
  return copied;
}

/** Never fails: what no checkpoint takes, on a full or failing disk, stays in the WAL, which belongs to the file. */
function closeBoth(db: WriteDb, lock: WorkspaceLock): void {
  const steps = [
    () => db.exec(`PRAGMA busy_timeout = ${String(CLOSING)}`),
    () => db.transaction(() => setMeta(db, 'closed', '1')),
    // by itself too: SQLite makes no checkpoint at the close of a file that was moved
    () => db.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
    () => db.close(),
    () => lock.release(),
  ];
  for (const step of steps) attempt(step);
}

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // the steps behind it free what is held
  }
}
