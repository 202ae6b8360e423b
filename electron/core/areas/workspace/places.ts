import fs from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { copiesFolder } from '../../../db/copies/folder.ts';
import type { Core } from '../../core.ts';

/** A folder for files on their way to the browser: shells sweep those of dead processes (named by process, R13). */
export function passing(core: Core): string {
  const folder = join(core.device.home, 'uploads', `${process.pid}-${randomUUID().replaceAll('-', '').slice(0, 12)}`);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** A file name in the default folder that is not taken. */
export function freePath(core: Core, name: string): string {
  // control characters and these signs are not allowed in file names on Windows
  const safe =
    [...name]
      .map((c) => (c < ' ' || '<>:"/\\|?*'.includes(c) ? ' ' : c))
      .join('')
      .trim()
      .slice(0, 80) || 'workspace';
  for (let i = 1; ; i++) {
    const path = join(core.device.workspaces, `${safe}${i === 1 ? '' : ` ${i}`}.persona`);
    // copies of another workspace that had the name are not to be taken for its own
    if (!fs.existsSync(path) && !fs.existsSync(copiesFolder(path))) return path;
  }
}
