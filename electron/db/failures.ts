import fs from 'node:fs';
import { basename } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../shared/frames.ts';
import { ofSystem, ordinary, sentence } from './file/paths.ts';

/**
 * Errors of SQLite and of the operating system become ours where a person can do something about them; any other is
 * given back as it is.
 * @param path what was being read or written; left out: what the error itself says
 */
export function translated(error: unknown, path?: string): unknown {
  return error instanceof Database.SqliteError ? ofSqlite(error, path) : ofSystem(error, path);
}

function ofSqlite(error: InstanceType<typeof Database.SqliteError>, path: string | undefined): unknown {
  const details = { sqlite: error.code };
  // the last part of an extended code says where it was met
  const kind = error.code.split('_')[1];
  // the index of the WAL could not be given its 32 KB
  if (kind === 'FULL' || error.code === 'SQLITE_IOERR_SHMSIZE')
    return new AppError('disk_full', { key: 'errors:disk_full' }, details);
  if (kind === 'CORRUPT' || kind === 'NOTADB') return new AppError('damaged', { key: 'errors:damaged' }, details);
  if (kind === 'BUSY' || kind === 'LOCKED') return new AppError('busy', { key: 'errors:busy' }, details);
  if (kind === 'READONLY' && path !== undefined)
    return new AppError('io', { key: 'errors:path_read_only', values: { file: basename(path) } }, details);
  if ((kind === 'CANTOPEN' || kind === 'PERM') && path !== undefined) return whyNotOpen(path, details);
  return kind === 'IOERR' || kind === 'READONLY' || kind === 'CANTOPEN' || kind === 'PERM'
    ? new AppError('io', { key: 'errors:io' }, details)
    : error;
}

/** SQLite says no more than that a file cannot be opened: the system is asked for the reason. */
function whyNotOpen(path: string, details: Record<string, unknown>): AppError {
  try {
    ordinary(path);
    fs.accessSync(path, fs.constants.R_OK);
  } catch (error) {
    if (error instanceof AppError) return error;
    return sentence(String((error as NodeJS.ErrnoException).code), path);
  }
  // the file itself may be read: its folder takes no journal beside it
  return new AppError('io', { key: 'errors:path_denied', values: { file: basename(path) } }, details);
}
