import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from './folder.ts';

/*
 * A restore in renames, so that a crash between any two of them leaves a workspace that opens and loses nothing:
 *   1. the verified copy lies beside the workspace as NAME.persona.restored-STAMP, whole and on the disk
 *      (STAMP: the words for the file that is to be set aside)
 *   2. NAME.persona becomes the file set aside; from here on the restore counts as decided
 *   3. its WAL follows it, and the copy takes the place
 * Before 2 the old file is whole at its place; after it {@link finishRestore} does the rest at the next open.
 */
const PENDING = '.restored-';
const SIDES = ['-wal', '-journal'];

/** What a restore has made ready: the verified copy beside the workspace. */
export const pendingPath = (workspace: string, stamp: string): string => `${workspace}${PENDING}${stamp}`;

/** How the file is called that a restore puts aside: it opens like any workspace. */
export function asidePath(workspace: string, stamp: string): string {
  const name = basename(workspace).replace(/\.persona$/, '');
  return join(dirname(workspace), `${name} (${stamp}).persona`);
}

/** The words for the file set aside, made unlike those of earlier restores. */
export function freeStamp(workspace: string, words: string): string {
  for (let i = 1; ; i++) {
    const stamp = i === 1 ? words : `${words} ${String(i)}`;
    if (!fs.existsSync(asidePath(workspace, stamp))) return stamp;
  }
}

/**
 * Put what {@link pendingPath} holds in the place of the workspace. The caller holds its lock and no connection to it.
 * @returns the path of the file set aside; null when there was none
 */
export function commitRestore(workspace: string, stamp: string): string | null {
  const there = fs.existsSync(workspace);
  const aside = asidePath(workspace, stamp);
  if (there) fs.renameSync(workspace, aside);
  syncFolder(dirname(workspace));
  finishRestore(workspace);
  return there ? aside : null;
}

const pendingOf = (workspace: string): string[] => {
  const prefix = `${basename(workspace)}${PENDING}`;
  try {
    return fs.readdirSync(dirname(workspace)).filter((name) => name.startsWith(prefix));
  } catch {
    // a folder that is gone or closed to us holds nothing to go on with
    return [];
  }
};

/** An unfinished one has an ending of its own. */
const isReady = (name: string): boolean => !name.includes('.part');

/** Whether a restore was interrupted after the old file had left its place. */
export const restorePending = (workspace: string): boolean =>
  !fs.existsSync(workspace) && pendingOf(workspace).some(isReady);

/** Go on with a restore that was interrupted, or take away what one left that had not been decided. The caller holds the lock. */
export function finishRestore(workspace: string): void {
  const prefix = `${basename(workspace)}${PENDING}`;
  for (const name of pendingOf(workspace)) {
    const pending = join(dirname(workspace), name);
    if (fs.existsSync(workspace) || !isReady(name)) {
      fs.rmSync(pending, { force: true });
      continue;
    }
    const aside = asidePath(workspace, name.slice(prefix.length));
    for (const side of SIDES) if (fs.existsSync(workspace + side)) fs.renameSync(workspace + side, aside + side);
    fs.rmSync(`${workspace}-shm`, { force: true });
    fs.renameSync(pending, workspace);
    syncFolder(dirname(workspace));
  }
}
