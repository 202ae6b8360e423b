import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** A file system of a few megabytes for a test. */
export interface SmallDisk {
  readonly path: string;
  release(): void;
}

/** Mount one at a path that does not exist yet. @returns null where that is refused, which one line says */
export function smallDisk(path: string, megabytes: number): SmallDisk | null {
  fs.mkdirSync(path);
  const size = `size=${String(megabytes)}m`;
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', path]).status !== 0) {
    console.log('skipped: a small disk cannot be mounted here');
    return null;
  }
  // lazily: a process that a failing test left behind must not keep it
  return { path, release: () => void spawnSync('umount', ['-l', path]) };
}

/** Use up what is free on a disk, to the last byte. */
export function fill(path: string): void {
  const handle = fs.openSync(path, 'w');
  try {
    for (let size = 1 << 16; size >= 1; size >>= 4) while (written(handle, size));
  } finally {
    fs.closeSync(handle);
  }
}

function written(handle: number, size: number): boolean {
  try {
    return fs.writeSync(handle, Buffer.alloc(size, 1)) === size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
