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

/** SHMSIZE: the index of the WAL could not be given its 32 KB. */
function ofSqlite(error: InstanceType<typeof Database.SqliteError>): unknown {
  const details = { sqlite: error.code };
  switch (error.code) {
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR_SHMSIZE':
      return new AppError('disk_full', { key: 'errors:disk_full' }, details);
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return new AppError('damaged', { key: 'errors:damaged' }, details);
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return new AppError('busy', { key: 'errors:busy' }, details);
    default:
      return /^SQLITE_(IOERR|READONLY|CANTOPEN|PERM)/.test(error.code)
        ? new AppError('io', { key: 'errors:io' }, details)
        : error;
  }
}
