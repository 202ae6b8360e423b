import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { CopyReason, type CopyInfo } from '../../../shared/contract/copies.ts';
import { APPLICATION_ID } from '../file/beside.ts';

/** Copies kept beside a workspace. */
const KEPT = 5;
/** A copy of the file as an older version wrote it is kept so long, also when five newer ones follow. */
const MIGRATION_MS = 30 * 86_400_000;
const PART = '.part';

/** Where the copies of a workspace lie: beside it, so that they go where it goes and are found without it. */
export const copiesFolder = (workspace: string): string => `${workspace}-copies`;

/** The file itself, whatever link leads to it: copies lie beside the one and not beside the other. */
export function realPath(workspace: string): string {
  try {
    return fs.realpathSync(workspace);
  } catch {
    // it has gone: its copies are looked for where it was
    return workspace;
  }
}

const NAME = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-([a-z]+)\.persona$/;
const nameOf = (at: Date, reason: CopyReason) => `${at.toISOString().replace(/[:.]/g, '-')}-${reason}.persona`;

/** The copies of a workspace by their names and sizes, newest first. Only a verified copy has such a name. */
export function listCopies(workspace: string): CopyInfo[] {
  const folder = copiesFolder(workspace);
  const copies: CopyInfo[] = [];
  for (const name of namesIn(folder)) {
    const [, day, hours, minutes, seconds, ms, why] = NAME.exec(name) ?? [];
    const reason = CopyReason.safeParse(why);
    const file = fs.lstatSync(join(folder, name), { throwIfNoEntry: false });
    if (!day || !reason.success || !file?.isFile()) continue;
    const at = `${day}T${hours!}:${minutes!}:${seconds!}.${ms!}Z`;
    copies.push({ name, at, reason: reason.data, bytes: file.size, good: looksWhole(join(folder, name), file.size) });
  }
  return copies.toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

/** How many copies there are, without a look into them. */
export const countCopies = (workspace: string): number =>
  namesIn(copiesFolder(workspace)).filter((name) => NAME.test(name)).length;

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    // none was made yet, or the folder is not ours to read: then there is nothing to offer
    return [];
  }
}

/** Mark, and as many pages as its header says: what a torn or overwritten file rarely keeps, for the price of 100 bytes. */
function looksWhole(path: string, size: number): boolean {
  const head = Buffer.alloc(100);
  try {
    const file = fs.openSync(path, 'r');
    fs.readSync(file, head, 0, 100, 0);
    fs.closeSync(file);
  } catch {
    return false;
  }
  const page = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
  return head.readUInt32BE(68) === APPLICATION_ID && head.readUInt32BE(28) * page === size;
}

/** The empty file a copy is written to, readable by its owner alone from the first byte, in a folder of the same kind. */
export function beginCopy(workspace: string, at: Date, reason: CopyReason): { part: string; path: string } {
  const folder = copiesFolder(workspace);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.chmodSync(folder, 0o700);
  let time = at;
  while (fs.existsSync(join(folder, nameOf(time, reason)))) time = new Date(time.getTime() + 1);
  const path = join(folder, nameOf(time, reason));
  return { part: emptyFile(`${path}${PART}`), path };
}

/** @returns the path; whatever lay there is gone */
export function emptyFile(path: string): string {
  fs.rmSync(path, { force: true });
  fs.closeSync(fs.openSync(path, 'wx', 0o600));
  return path;
}

/** Give a file its name once all of it is on the disk: a crash leaves the old or the new one, never a half. */
export function settle(part: string, path: string): void {
  syncFile(part);
  fs.renameSync(part, path);
  syncFolder(dirname(path));
}

/** Renames last through a power cut once their folder is written; Windows knows no such call and needs none. */
export function syncFolder(folder: string): void {
  if (process.platform !== 'win32') sync(folder, 'r');
}

/** Wait until a file is on the disk: what {@link settle} then has to wait for is next to nothing. */
export const syncFile = (path: string): void => {
  sync(path, 'r+');
};

function sync(path: string, flags: string): void {
  const file = fs.openSync(path, flags);
  try {
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}

/** Take away what a crash left of copies; only while the workspace is locked and no copy is being made. */
export function sweepParts(workspace: string): void {
  const folder = copiesFolder(workspace);
  for (const name of namesIn(folder))
    if (name.includes(PART)) fs.rmSync(join(folder, name), { force: true, recursive: true });
}

/** Copies that are one too many or too old. The newest good one is never among them. */
export function expired(copies: readonly CopyInfo[], now: Date): CopyInfo[] {
  const old = (copy: CopyInfo) => copy.reason === 'migration' && now.getTime() - Date.parse(copy.at) > MIGRATION_MS;
  const good = copies.find((copy) => copy.good);
  const migration = copies.find((copy) => copy.reason === 'migration' && !old(copy));
  const kept = new Set([good, migration].filter((copy) => copy !== undefined));
  for (const copy of copies) if (kept.size < KEPT && !old(copy)) kept.add(copy);
  return copies.filter((copy) => !kept.has(copy));
}

/** Delete the copies that {@link expired} names. */
export function rotate(workspace: string, now: Date): void {
  for (const { name } of expired(listCopies(workspace), now)) dropCopy(workspace, name);
}

/** Delete a copy. */
export function dropCopy(workspace: string, name: string): void {
  fs.rmSync(join(copiesFolder(workspace), name), { force: true });
}

/** Versions before copies had a folder left theirs beside the workspace under this name: they become copies like others. */
export function adoptOld(workspace: string): void {
  const prefix = `${basename(workspace)}.before-`;
  for (const name of namesIn(dirname(workspace))) {
    if (!name.startsWith(prefix) || !/^\d+$/.test(name.slice(prefix.length))) continue;
    const old = join(dirname(workspace), name);
    const file = fs.lstatSync(old);
    if (!file.isFile() || !looksWhole(old, file.size)) continue;
    const { part, path } = beginCopy(workspace, file.mtime, 'migration');
    fs.chmodSync(old, 0o600);
    fs.renameSync(old, part);
    settle(part, path);
  }
}
