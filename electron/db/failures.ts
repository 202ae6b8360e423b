import Database from 'better-sqlite3';
import { AppError } from '../../shared/frames.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Errors of SQLite and of the operating system become ours where a person can do something about them; any other is
 * given back as it is.
 */
export function translated(error: unknown): unknown {
  if (error instanceof Database.SqliteError) return ofSqlite(error);
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error;
  const details = { errno: error.code };
  return FULL.has(String(error.code))
    ? new AppError('disk_full', { key: 'errors:disk_full' }, details)
    : new AppError('io', { key: 'errors:io' }, details);
}

function ofSqlite(error: InstanceType<typeof Database.SqliteError>): unknown {
  const details = { sqlite: error.code };
  // the last part of an extended code says where it was met
  const kind = error.code.split('_')[1];
  // the index of the WAL could not be given its 32 KB
  if (kind === 'FULL' || error.code === 'SQLITE_IOERR_SHMSIZE')
    return new AppError('disk_full', { key: 'errors:disk_full' }, details);
  if (kind === 'CORRUPT' || kind === 'NOTADB') return new AppError('damaged', { key: 'errors:damaged' }, details);
  if (kind === 'BUSY' || kind === 'LOCKED') return new AppError('busy', { key: 'errors:busy' }, details);
  return kind === 'IOERR' || kind === 'READONLY' || kind === 'CANTOPEN' || kind === 'PERM'
    ? new AppError('io', { key: 'errors:io' }, details)
    : error;
}
