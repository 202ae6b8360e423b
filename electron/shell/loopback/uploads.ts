import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sweepLeftovers, uploadsFolder } from '../leftovers.ts';
import { safeName } from '../save.ts';
import { BodyError, declaredLength } from './body.ts';

/** A file that has arrived: where it is, what it is called, and whether it goes when the program ends. */
type Upload = { path: string; name: string; temporary: boolean };
/** A workspace is kept; everything else is read once and removed. */
type UploadKind = 'temporary' | 'workspace';

/** The folder of files that pages have handed over: 0600 files in 0700 folders (R13), one folder a process. */
export interface Uploads {
  /** @throws BodyError 413 past the limit, 400 for a workspace that is none; the file is then gone again */
  receive(request: IncomingMessage, name: string, kind: UploadKind): Promise<Upload>;
  /** whether a path is one of the files that pages have handed over */
  has(path: string): boolean;
  /** remove this process's files */
  close(): void;
}

const SQLITE_MAGIC = 'SQLite format 3\0';

/** Make this process's folder, and sweep what processes left that have ended without doing it themselves. */
export function createUploads(home: string, limit: number): Uploads {
  const workspaces = join(home, 'workspaces');
  sweepLeftovers(home);
  const own = uploadsFolder(home);
  return {
    async receive(request, name, kind) {
      if (declaredLength(request) > limit) throw new BodyError(413);
      const path = join(own, randomBytes(16).toString('hex'));
      try {
        await pipeline(request, counted(limit), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
        if (kind === 'temporary') return { path, name, temporary: true };
        if (!(await isDatabase(path))) throw new BodyError(400);
        return { path: await keep(path, workspaces, name), name, temporary: false };
      } catch (error) {
        // what cannot be removed now goes with the folder
        await rm(path, { force: true }).catch(() => undefined);
        throw error;
      }
    },
    has: (path) => path.startsWith(own + sep),
    close() {
      rmSync(own, { recursive: true, force: true });
    },
  };
}

function counted(limit: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      size += chunk.length;
      if (size > limit) done(new BodyError(413));
      else done(null, chunk);
    },
  });
}

async function isDatabase(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(SQLITE_MAGIC.length), 0, SQLITE_MAGIC.length, 0);
    return buffer.toString('latin1') === SQLITE_MAGIC;
  } finally {
    await file.close();
  }
}

async function keep(path: string, folder: string, name: string): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const base = safeName(name.replace(/\.persona$/i, ''));
  for (let n = 1; ; n++) {
    const target = join(folder, `${base}${n === 1 ? '' : ` ${String(n)}`}.persona`);
    if (await stat(target).then(Boolean, () => false)) continue;
    await rename(path, target);
    return target;
  }
}
