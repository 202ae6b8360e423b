import fs from 'node:fs';
import { basename } from 'node:path';
import type { Said } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/frames.ts';
import { APPLICATION_ID, judge, setAside, type SetAside, type Verdict } from './beside.ts';
import { Connection } from '../connection.ts';
import { meta } from '../settings.ts';

const foreign = () => new AppError('foreign_file', { key: 'errors:foreign_file' });

/**
 * Look at a file before it is opened for writing: is it a workspace, whole, and not newer than we are? What lies beside it
 * and does not belong to it is set aside before SQLite sees it. A file that is refused is left as it was, and so is what
 * lies beside it.
 * @param at now, as ISO 8601
 * @param verified the generation that a thread has just read whole from the disk: its pages are not read a second time
 * @returns what a person has to be told
 * @throws AppError foreign_file, damaged or newer_version
 */
export function checkFile(path: string, newest: number, at: string, verified?: string): Said[] {
  const verdict = judge(path);
  if (!verdict.ours) throw foreign();
  const aside: SetAside[] = [];
  const wal = `${path}-wal`;
  try {
    if (verdict.strayJournal) aside.push(setAside(`${path}-journal`, at));
    if (verdict.wal === 'not') aside.push(setAside(wal, at));
    // SQLite deletes the WAL beside a file of no bytes
    if (verdict.seed) fs.writeFileSync(path, verdict.seed);
    const alone = aside.length > 0 || verdict.wal !== 'likely';
    try {
      checkContent(path, newest, verdict, fs.existsSync(wal) ? undefined : verified);
    } catch (error) {
      if (alone || verdict.seed || !(error instanceof AppError) || error.code === 'newer_version') throw error;
      aside.push(setAside(wal, at));
      checkContent(path, newest, verdict);
    }
  } catch (error) {
    if (verdict.seed) fs.truncateSync(path, 0);
    for (const one of aside.toReversed()) one.undo();
    throw error;
  }
  if (aside.some(({ from }) => from === wal)) fs.rmSync(`${path}-shm`, { force: true });
  const notices = aside.map(told);
  if (verdict.broken && notices.length === 0) notices.push(keptCopy(wal, at));
  if (!fs.existsSync(wal) && notices.length === 0) notices.push(...gone(path));
  return notices;
}

/** The sentence on what was set aside. */
export const told = ({ from, to }: { from: string; to: string }): Said => ({
  key: 'workspace:wal_set_aside',
  values: { file: basename(from), kept: basename(to) },
});

/** What SQLite cannot read of a log it overwrites: the whole of it is kept. */
function keptCopy(wal: string, at: string): Said {
  const { to, undo } = setAside(wal, at);
  undo();
  fs.copyFileSync(wal, to, fs.constants.COPYFILE_EXCL);
  fs.chmodSync(to, 0o600);
  return { key: 'workspace:wal_broken', values: { file: basename(wal), kept: basename(to) } };
}

/** A workspace that was not closed and has no WAL has lost it, unless the program itself ended in haste. */
function gone(path: string): Said[] {
  const closed = looking(path, (db) => meta(db, 'closed'));
  return closed === '0' ? [{ key: 'workspace:wal_gone', values: { file: `${basename(path)}-wal` } }] : [];
}

function checkContent(path: string, newest: number, { id }: Verdict, verified?: string): void {
  looking(path, (db) => {
    if (db.value<number>('PRAGMA application_id') !== APPLICATION_ID) throw foreign();
    const version = db.value<number>('PRAGMA user_version')!;
    if (version > newest) throw new AppError('newer_version', { key: 'errors:newer_version', values: { version } });
    // version 0 is a file that is being made, and those have another name
    if (version === 0) throw foreign();
    // views and triggers are not part of our schema: a file that has them was made to run something (R15)
    const strange = db.value<number>("SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger','view')")!;
    if (strange > 0) throw foreign();
    const known = verified !== undefined && meta(db, 'generation') === verified;
    if (!known && db.value<string>('PRAGMA quick_check(1)') !== 'ok')
      throw new AppError('damaged', { key: 'errors:damaged' });
    const found = meta(db, 'id');
    if (found === undefined || (id !== undefined && found !== id))
      throw new AppError('damaged', { key: 'errors:damaged' });
  });
}

/** Read a file that may be anything through a connection of its own, which leaves nothing behind. */
function looking<T>(path: string, look: (db: Connection) => T): T {
  const beside = [`${path}-wal`, `${path}-shm`].filter((file) => !fs.existsSync(file));
  let db: Connection | undefined;
  try {
    db = new Connection(path, { readonly: true, fileMustExist: true, timeout: 5000 });
    db.exec('PRAGMA trusted_schema = OFF');
    db.exec('PRAGMA cell_size_check = ON');
    return look(db);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('damaged', { key: 'errors:damaged' });
  } finally {
    db?.close();
    // a reading connection to a WAL file makes these and may not take them away again
    for (const file of beside) fs.rmSync(file, { force: true });
  }
}
