import fs from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/frames.ts';
import { Connection } from '../connection.ts';

/** Held while a workspace is open. */
export interface WorkspaceLock {
  /** Look anew which file the path names, once it is made: that one is held whatever the path to it. */
  hold(): void;
  /**
   * Look, before something is written, whether this process still holds the file and its path still names it.
   * @throws AppError locked when another took it over, not_found when the file was moved, replaced or removed
   */
  check(): void;
  release(): void;
}

/** What a path names, as the device counts: the same through every link and mount. */
function named(path: string): string | undefined {
  const stat = fs.statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat && `${String(stat.dev)}-${String(stat.ino)}`;
}

/** Whether two paths lead to one file. */
export function sameFile(a: string, b: string): boolean {
  const one = named(a);
  return one !== undefined && one === named(b);
}

const locked = () => new AppError('locked', { key: 'errors:locked' });
const TRIES = 20;

/** An exclusive SQLite lock on a small file: the operating system frees it when the process ends in any way (R39). */
class HeldFile {
  readonly #path: string;
  readonly #prepare: () => void;
  #db: Connection;
  #inode: string;
  constructor(path: string, prepare: () => void = () => undefined) {
    this.#path = path;
    this.#prepare = prepare;
    [this.#db, this.#inode] = take(path);
  }
  /** A lock file that was deleted keeps nobody out: it is taken anew, if nobody else has. */
  check(): void {
    if (named(this.#path) === this.#inode) return;
    try {
      this.#prepare();
      const [db, inode] = take(this.#path);
      this.#db.close();
      [this.#db, this.#inode] = [db, inode];
    } catch (error) {
      throw error instanceof AppError ? error : new AppError('io', { key: 'errors:io' });
    }
  }
  release(): void {
    // gone before it is free: a name is never removed that another has locked meanwhile
    if (named(this.#path) === this.#inode) fs.rmSync(this.#path, { force: true });
    this.#db.close();
  }
}

function take(path: string): [Connection, string] {
  for (let n = 0; n < TRIES; n++) {
    make(path);
    const before = named(path);
    if (before === undefined) continue;
    const db = exclusive(path);
    // the holder before us may have removed it between the opening and the lock
    if (named(path) === before) return [db, before];
    db.close();
  }
  throw locked();
}

function make(path: string): void {
  // never opened when it is there: closing it would free the locks of this process on it (POSIX)
  if (fs.existsSync(path)) return;
  try {
    fs.closeSync(fs.openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

function exclusive(path: string): Connection {
  const db = new Connection(path, { timeout: 0 });
  try {
    db.exec('PRAGMA journal_mode = DELETE');
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
    return db;
  } catch (error) {
    db.close();
    throw error instanceof AppError && error.code === 'busy' ? locked() : error;
  }
}

/**
 * A folder of this account that is the same for all its processes, whatever their environment: environment variables
 * differ between a desktop, a console and a timer.
 */
function commonFolder(): string | undefined {
  const uid = process.getuid?.();
  const places =
    uid === undefined
      ? [join(os.tmpdir(), 'persona-workbench')]
      : ['/tmp', '/var/tmp'].map((place) => join(place, `persona-workbench-${String(uid)}`));
  return places.find((place) => {
    try {
      fs.mkdirSync(place, { recursive: true, mode: 0o700 });
      const stat = fs.lstatSync(place);
      return stat.isDirectory() && (uid === undefined || (stat.uid === uid && (stat.mode & 0o077) === 0));
    } catch {
      return false;
    }
  });
}

/**
 * One process a workspace, whatever the path to it: a lock beside the file, for other accounts and devices that share the
 * folder, and one by device and inode, for other paths.
 * @param path without symbolic links; the file need not be there yet
 * @throws AppError locked
 */
export function lockWorkspace(path: string): WorkspaceLock {
  let inode = named(path);
  let common = inode === undefined ? undefined : holdInode(inode);
  let beside: HeldFile;
  try {
    beside = new HeldFile(`${path}-lock`);
  } catch (error) {
    common?.release();
    throw error;
  }
  return {
    hold() {
      const now = named(path);
      if (now === inode) return;
      common?.release();
      common = undefined;
      inode = now;
      if (now !== undefined) common = holdInode(now);
    },
    check() {
      if (named(path) !== inode) throw new AppError('not_found', { key: 'errors:workspace_replaced' });
      beside.check();
      common?.check();
    },
    release() {
      common?.release();
      beside.release();
    },
  };
}

/** undefined: this account has no folder to keep it in */
function holdInode(inode: string): HeldFile | undefined {
  const folder = commonFolder();
  return folder === undefined ? undefined : new HeldFile(join(folder, `${inode}-lock`), () => void commonFolder());
}
