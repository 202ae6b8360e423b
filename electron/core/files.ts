import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../../shared/frames.ts';
import type { FileRef } from '../../shared/shell.ts';

interface Registered {
  path: string;
  name: string;
  purpose: 'read' | 'write';
  temporary: boolean;
}

/**
 * Files the shells have handed over. Clients know them by an opaque id only, so that no client can name a path; the
 * registry lives as long as the core.
 */
export class Files {
  readonly #files = new Map<string, Registered>();

  register(path: string, options: { name?: string; purpose: 'read' | 'write'; temporary?: boolean }): FileRef {
    const fileId = randomUUID();
    const name = options.name ?? basename(path);
    this.#files.set(fileId, { path, name, purpose: options.purpose, temporary: options.temporary ?? false });
    const size = fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    return { fileId, name, size };
  }

  /** @throws AppError not_found for an unknown id or a file that has gone */
  get(fileId: string): { path: string; name: string; purpose: 'read' | 'write' } {
    const file = this.#files.get(fileId);
    if (!file || (file.purpose === 'read' && !fs.existsSync(file.path)))
      throw new AppError('not_found', { key: 'errors:file_gone' });
    return file;
  }

  /** remove the temporary files */
  sweep(): void {
    for (const file of this.#files.values()) if (file.temporary) fs.rmSync(file.path, { force: true });
    this.#files.clear();
  }
}
