import fs from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/frames.ts';
import { sameFile } from './lock.ts';

const WAL = '-wal';

const sizeOf = (path: string): number => fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Names in a folder that have a log beside them; none where the folder cannot be read. */
function withLog(folder: string): string[] {
  try {
    const logs = fs.readdirSync(folder).filter((name) => name.endsWith(WAL));
    return logs.map((name) => join(folder, name)).filter((log) => sizeOf(log) > 0);
  } catch {
    return [];
  }
}

/**
 * A file can have several names (hard links, mounts), its log only one: after a crash the last changes lie beside the name
 * it was opened by, and SQLite would neither read them by another nor refuse.
 * @param folders where to look for that name
 * @throws AppError conflict that tells the other name
 */
export function checkOtherNames(path: string, folders: Iterable<string>): void {
  if (sizeOf(path + WAL) > 0) return;
  for (const folder of new Set(folders))
    for (const log of withLog(folder)) {
      const other = log.slice(0, -WAL.length);
      if (other === path || !sameFile(other, path)) continue;
      // the last folder only: whole paths are not shown
      const values = { file: basename(path), other: join(basename(folder), basename(other)), log: basename(log) };
      throw new AppError('conflict', { key: 'errors:workspace_other_name', values });
    }
}
