import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Before a run: the folder of what its processes prepare for each other (prepared.ts). @returns what removes it after the run */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'persona-prepared-'));
  process.env['PERSONA_PREPARED'] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
