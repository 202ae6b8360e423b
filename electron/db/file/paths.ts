import fs from 'node:fs';
import { basename } from 'node:path';
import { AppError, type ErrorCode } from '../../../shared/frames.ts';

/**
 * Errors of the operating system become ours; any other is given back as it is. Knows nothing of the SQLite driver, so that
 * a shell can use it before that is loaded.
 * @param path what was being read or written; left out: what the error itself says
 */
export function ofSystem(error: unknown, path?: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error;
  const said = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  return sentence(String(error.code), path ?? said);
}

/** What the operating system says of a path, as code and sentence. */
const OF_PATH: Record<string, readonly [ErrorCode, string]> = {
  EACCES: ['io', 'path_denied'],
  EPERM: ['io', 'path_denied'],
  EROFS: ['io', 'path_read_only'],
  ENOENT: ['io', 'path_gone'],
  ENOTDIR: ['io', 'path_no_folder'],
  EISDIR: ['io', 'path_folder'],
  ENXIO: ['io', 'path_special'],
  ELOOP: ['io', 'path_loop'],
  ENAMETOOLONG: ['io', 'path_long'],
};

/** What an error code of the operating system means for a path. */
export function sentence(code: string, path: string | undefined): AppError {
  const details = { errno: code };
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk_full', { key: 'errors:disk_full' }, details);
  const known = path === undefined ? undefined : OF_PATH[code];
  if (!known) return new AppError('io', { key: 'errors:io' }, details);
  return new AppError(known[0], { key: `errors:${known[1]}`, values: { file: basename(path!) } }, details);
}

/**
 * A path leads to a file in the usual sense: opening a pipe waits for somebody to write into it, a device may never end.
 * @throws AppError that names the file and says what it is
 */
export function ordinary(path: string): void {
  const stat = asked(path, () => fs.statSync(path));
  if (stat.isFile()) return;
  const key = stat.isDirectory() ? 'errors:path_folder' : 'errors:path_special';
  throw new AppError('io', { key, values: { file: basename(path) } });
}

/**
 * A path leads to something that this account may read: a file, or a folder of files.
 * @throws AppError that names it and says why not
 */
export function readable(path: string): void {
  const stat = asked(path, () => fs.statSync(path));
  if (!stat.isDirectory()) ordinary(path);
  asked(path, () => {
    fs.accessSync(path, fs.constants.R_OK);
  });
}

/**
 * A file can be changed where it lies: SQLite keeps a journal beside it, so that its folder has to take files too.
 * @throws AppError that names what cannot be written and says why
 */
export function changeable(path: string, folder: string): void {
  ordinary(path);
  for (const place of [path, folder])
    asked(place, () => {
      fs.accessSync(place, fs.constants.R_OK | fs.constants.W_OK);
    });
}

/** Ask the system about a path; its no becomes a sentence. */
export function asked<T>(path: string, question: () => T): T {
  try {
    return question();
  } catch (error) {
    throw ofSystem(error, path);
  }
}
