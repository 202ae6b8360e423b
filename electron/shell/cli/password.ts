import { existsSync, readFileSync, statSync } from 'node:fs';
import { UsageError } from './usage.ts';

/** A password is a line; a file of this size (bytes) is none. */
const MOST = 1 << 14;

/**
 * The first line of a file. A password given as an argument would stand in the list of processes and in the history of the
 * shell. @throws UsageError
 */
export function readPassword(file: string): string {
  if (!existsSync(file) || !statSync(file).isFile() || statSync(file).size > MOST)
    throw new UsageError('--password-file names no file with a password');
  const [line = ''] = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/, 1);
  if (line === '' || line.length > 1024) throw new UsageError('--password-file names a file without a password');
  return line;
}
