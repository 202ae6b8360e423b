import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../../shared/frames.ts';
import type { ReadDb } from '../../../db/open.ts';

/**
 * Refuse before it begins what the disk of the workspace clearly cannot hold: a full disk leaves no room to clean up either.
 * @throws AppError disk_full
 */
export async function requireRoom(db: ReadDb, needed: number): Promise<void> {
  const disk = await statfs(dirname(db.path)).catch(() => null);
  if (!disk) return;
  const free = disk.bavail * disk.bsize;
  if (free < needed) throw new AppError('disk_full', { key: 'errors:disk_full' }, { needed, free });
}
