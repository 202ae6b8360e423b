import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Copies of a workspace that this program made beside it: daily ones, and those from before a migration. */
export function copiesOf(path: string): { path: string; bytes: number }[] {
  const folder = `${path}-copies`;
  const inFolder = fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => join(folder, name)) : [];
  const before = `${basename(path)}.before-`;
  const beside = fs
    .readdirSync(dirname(path))
    .filter((name) => name.startsWith(before))
    .map((name) => join(dirname(path), name));
  return [...inFolder, ...beside].flatMap((copy) => {
    const found = fs.lstatSync(copy, { throwIfNoEntry: false });
    return found?.isFile() ? [{ path: copy, bytes: found.size }] : [];
  });
}

/** Take away the copies of a workspace that hold what is gone for good, but those that were made since. */
export function dropCopies(path: string, keep: ReadonlySet<string> = new Set()): void {
  for (const copy of copiesOf(path)) if (!keep.has(copy.path)) fs.rmSync(copy.path, { force: true });
}
