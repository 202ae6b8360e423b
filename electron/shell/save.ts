import { constants, createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ofSystem } from '../core/failures.ts';
import { sweepUnfinished, unfinishedName } from './leftovers.ts';

/** Characters that one of the three systems refuses in a file name, and control characters. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f]/g;
const LONGEST_NAME = 120;

/** A file name without folders or characters a system refuses; never empty, never hidden. */
export function safeName(name: string): string {
  const cleaned = name.replace(FORBIDDEN, '_').replace(/^[. ]+|[. ]+$/g, '');
  return cleaned.slice(0, LONGEST_NAME) || 'file';
}

/** Write a file whole or not at all: a temporary file beside it, fsync, rename (R30). */
export async function writeAtomic(path: string, bytes: Uint8Array | string): Promise<void> {
  await replace(path, async (temporary) => {
    await temporary.writeFile(bytes);
  });
}

/** Copy a file whole or not at all. */
export async function copyAtomic(from: string, to: string): Promise<void> {
  await replace(to, async (temporary) => {
    for await (const chunk of createReadStream(from)) await temporary.write(chunk as Uint8Array);
  });
}

async function replace(path: string, fill: (file: Awaited<ReturnType<typeof open>>) => Promise<void>): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, unfinishedName(basename(path)));
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    sweepOnce(folder);
    const file = await open(temporary, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
    try {
      await fill(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    // the first failure is what is told
    await rm(temporary, { force: true }).catch(() => undefined);
    // what is passing has no name for a person
    throw ofSystem(error, (error as NodeJS.ErrnoException).path === temporary ? path : undefined);
  }
  await syncFolder(folder);
}

const swept = new Set<string>();

/** A folder of the person's own is known only when something is written there: then what a crash left there goes. */
function sweepOnce(folder: string): void {
  if (swept.has(folder)) return;
  swept.add(folder);
  sweepUnfinished(folder);
}

/** The rename itself must survive a power cut; systems that cannot open a folder do not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
  } finally {
    await handle.close();
  }
}
