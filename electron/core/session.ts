import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { basename } from 'node:path';
import type { CopyInfo } from '../../shared/contract/copies.ts';
import { AppError } from '../../shared/frames.ts';
import { adoptOld, sweepParts } from '../db/copies/folder.ts';
import { finishRestore, restorePending } from '../db/copies/restore.ts';
import { watchEdits } from '../db/edits.ts';
import { migrate, SCHEMA_VERSION } from '../db/migrate.ts';
import { checkFile, lockWorkspace, openWriter, type WorkspaceLock, type WriteDb } from '../db/open.ts';
import { meta, setMeta, setSetting } from '../db/settings.ts';
import { sweepStaging } from '../db/staging.ts';

/** The open workspace: its writer and its lock. */
export interface Session {
  readonly id: string;
  readonly path: string;
  readonly db: WriteDb;
  /** the copy that was made before the file was brought to this version */
  readonly copied: CopyInfo | null;
  savedAt: string | null;
  close(): void;
}

/** The name a new workspace gets from its file. */
export const nameOfFile = (path: string): string => basename(path).replace(/\.persona$/, '');

/**
 * Open a workspace, or make it when `create` names it.
 * @throws AppError not_found, locked, foreign_file, damaged, newer_version; the file is then as it was
 */
export function openSession(path: string, create: { name: string } | null): Session {
  if (!create && !fs.existsSync(path) && !restorePending(path))
    throw new AppError('not_found', { key: 'errors:workspace_gone' });
  if (create && fs.existsSync(path) && fs.statSync(path).size > 0)
    throw new AppError('conflict', { key: 'errors:workspace_exists', values: { name: basename(path) } });
  const lock = lockWorkspace(path);
  let db: WriteDb | undefined;
  try {
    finishRestore(path);
    sweepParts(path);
    if (!create) checkFile(path, SCHEMA_VERSION);
    adoptOld(path);
    db = openWriter(path);
    const copied = migrate(db);
    const writer = db;
    if (create)
      writer.transaction(() => {
        setMeta(writer, 'id', randomUUID());
        setSetting(writer, 'name', create.name);
      });
    sweepStaging(writer);
    watchEdits(writer);
    return { id: meta(writer, 'id')!, path, db: writer, copied, savedAt: null, close: () => closeBoth(writer, lock) };
  } catch (error) {
    db?.close();
    lock.release();
    throw error;
  }
}

function closeBoth(db: WriteDb, lock: WorkspaceLock): void {
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    // a disk that is full lets no checkpoint through: what is committed stays in the WAL, and the file must still be freed
    db.close();
    lock.release();
  }
}
