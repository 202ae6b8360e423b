import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * Everything that a program writes for its own time bears the number of its process, so that the next one, whichever
 * shell it is, can tell what a crash left from what a program that runs still needs.
 */

/** One folder a process below `uploads` of the device folder. */
const UPLOADS = /^(\d+)-[0-9a-f]{12}$/;
/** Versions before this one laid an upload there without a folder. */
const BARE_UPLOAD = /^[0-9a-f]{32}$|^\.[0-9a-f]{32}\.[0-9a-f]{12}\.tmp$/;
/** Folders in the temporary folder of the system. */
const TEMPORARY = /^persona-(?:draw-|workbench-)?(\d+)-[0-9A-Za-z]{6}$/;
/** What becomes a file under its own name once it is whole, and the same of the small files of the device folder. */
const UNFINISHED = /^\..+\.(\d+)-[0-9a-f]{12}\.tmp$/;
const UNFINISHED_DEVICE = /^(?:preferences|recent)\.json\.(\d+)\.new$/;

/** Remove what programs that have ended left in the device folder and in the temporary folder of the system. */
export function sweepLeftovers(home: string): void {
  sweep(join(home, 'uploads'), UPLOADS, BARE_UPLOAD);
  sweep(tmpdir(), TEMPORARY);
  sweep(home, UNFINISHED_DEVICE);
  sweepUnfinished(home);
}

/** Remove the unfinished files of programs that have ended from a folder. */
export function sweepUnfinished(folder: string): void {
  sweep(folder, UNFINISHED);
}

/** The folder in which this process lays what it is handed; 0700. */
export function uploadsFolder(home: string): string {
  const own = join(home, 'uploads', `${String(process.pid)}-${randomBytes(6).toString('hex')}`);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  return own;
}

/** A new folder of this process in the temporary folder of the system; 0700. */
export const temporaryFolder = (kind: '' | 'draw-' | 'workbench-'): string =>
  mkdtempSync(join(tmpdir(), `persona-${kind}${String(process.pid)}-`));

/** The name beside `name` under which a file is written until it is whole. */
export const unfinishedName = (name: string): string =>
  `.${name}.${String(process.pid)}-${randomBytes(6).toString('hex')}.tmp`;

/** Whether a process of this machine runs, whoever it belongs to. */
function isRunning(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** What cannot be listed or removed stays for the next start: a sweep never keeps a program from starting. */
function sweep(folder: string, named: RegExp, nobodys?: RegExp): void {
  for (const name of namesIn(folder)) {
    const pid = named.exec(name)?.[1];
    if (pid === undefined && !nobodys?.test(name)) continue;
    const path = join(folder, name);
    try {
      const { uid, mtimeMs } = lstatSync(path);
      // the temporary folder is everybody's: what another account put there is not ours
      const ours = process.getuid === undefined || uid === process.getuid();
      if (ours && (pid === undefined || hasEnded(Number(pid), mtimeMs))) rmSync(path, { recursive: true });
    } catch {
      // gone meanwhile, or in use
    }
  }
}

/** In a container every start has the same number: what is older than this process was another's. */
const hasEnded = (pid: number, changed: number): boolean =>
  pid === process.pid ? changed < performance.timeOrigin : !isRunning(pid);

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // there is none, or it may not be read
    return [];
  }
}
