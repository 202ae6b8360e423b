import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files made up in a test, for as long as its process lives. */
const folder = mkdtempSync(join(tmpdir(), 'persona-made-'));
process.on('exit', () => {
  rmSync(folder, { recursive: true, force: true });
});

/** A file of a name. */
export function madeFile(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
