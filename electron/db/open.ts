import fs from 'node:fs';
import { AppError } from '../../shared/frames.ts';
import { Connection, type ReadDb, type Snapshot, type WriteDb } from './connection.ts';
import { Writer } from './writer.ts';

export type { ReadDb, Snapshot, SqlValue, WriteDb } from './connection.ts';

/** The WAL-reset bug is fixed from here on (F8). */
const OLDEST_SQLITE = [3, 51, 3];

const SETTINGS = [
  'foreign_keys = ON',
  'trusted_schema = OFF',
  'cell_size_check = ON',
  'mmap_size = 0',
  'temp_store = MEMORY',
  'secure_delete = ON',
  'synchronous = FULL',
  'fullfsync = ON',
  'checkpoint_fullfsync = ON',
  'busy_timeout = 5000',
];

function configure(db: Connection): void {
  for (const setting of SETTINGS) db.exec(`PRAGMA ${setting}`);
}

/** Refuse a driver whose SQLite has known corruption bugs (R45). */
export function checkDriver(): void {
  const db = new Connection(':memory:', {});
  const version = db.value<string>('SELECT sqlite_version()')!;
  db.close();
  const parts = version.split('.').map(Number);
  const older = OLDEST_SQLITE.findIndex((wanted, i) => (parts[i] ?? 0) !== wanted);
  if (older >= 0 && (parts[older] ?? 0) < OLDEST_SQLITE[older]!)
    throw new AppError('internal', { key: 'errors:old_sqlite', values: { version } });
}

/**
 * Make a file that does not exist yet and fill it. It has no WAL while it is made, and is whole on the disk when this returns.
 */
export function makeFile(path: string, fill: (db: WriteDb) => void): void {
  fs.closeSync(fs.openSync(path, 'wx', 0o600));
  const db = new Connection(path, { timeout: 5000 });
  try {
    configure(db);
    // before the first page is written: space that a cancelled import took can then be given back
    db.exec('PRAGMA auto_vacuum = INCREMENTAL');
    fill(db);
  } finally {
    db.close();
  }
}

/**
 * Open the writer of a file that was checked.
 * @param guard called in every transaction before anything is written; what it throws undoes the transaction
 */
export function openWriter(path: string, guard: () => void): WriteDb {
  const db = new Writer(path, guard);
  configure(db);
  db.exec('PRAGMA journal_mode = WAL');
  return db;
}

/** Open a reading connection beside the writer, for worker threads. */
export function openReader(path: string): ReadDb {
  const db = new Connection(path, { readonly: true, fileMustExist: true, timeout: 5000 });
  for (const setting of ['trusted_schema = OFF', 'cell_size_check = ON', 'mmap_size = 0', 'temp_store = MEMORY'])
    db.exec(`PRAGMA ${setting}`);
  return db;
}

/** Open a reading connection on the state of this moment; it is let go of by closing. */
export function openSnapshot(path: string): Snapshot {
  const db = openReader(path) as Connection;
  db.exec('BEGIN');
  // a transaction begins to see with its first read
  db.value('SELECT count(*) FROM sqlite_schema');
  return db;
}

/** Open a copy to write to it. It keeps no WAL: a copy is one file, whole when nothing stands beside it. */
export function openCopy(path: string): WriteDb {
  const db = new Connection(path, { fileMustExist: true, timeout: 5000 });
  configure(db);
  db.exec('PRAGMA journal_mode = DELETE');
  return db;
}
