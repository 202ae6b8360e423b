import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../../shared/frames.ts';
import { readable } from '../db/file/paths.ts';
import type { FileRef } from '../../shared/shell.ts';

interface Registered {
  path: string;
  name: string;
  purpose: 'read' | 'write';
  temporary: boolean;
  /** the files it stands for, when it stands for several */
  parts?: readonly { path: string; name: string }[];
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

  /** several registered files as one: `source` of the answer of {@link get} is then their list */
  together(fileIds: readonly string[], name: string): FileRef {
    const parts = fileIds.map((id) => this.get(id));
    const fileId = randomUUID();
    const { path } = parts[0]!;
    this.#files.set(fileId, { path, name, purpose: 'read', temporary: false, parts });
    const size = parts.reduce((sum, part) => sum + (fs.statSync(part.path, { throwIfNoEntry: false })?.size ?? 0), 0);
    return { fileId, name, size };
  }

  /** what a client knows of a file; null for an id that is none */
  refOf(fileId: unknown): FileRef | null {
    const file = typeof fileId === 'string' ? this.#files.get(fileId) : undefined;
    if (!file) return null;
    const size = fs.statSync(file.path, { throwIfNoEntry: false })?.size ?? 0;
    return { fileId: fileId as string, name: file.name, size };
  }

  /**
   * `source`: what a reader is given, the path or the files it stands for.
   * @throws AppError not_found for an unknown id or a file that has gone
   */
  get(fileId: string): {
    path: string;
    name: string;
    purpose: 'read' | 'write';
    source: string | readonly { path: string; name: string }[];
  } {
    const file = this.#files.get(fileId);
    const gone = ({ path }: { path: string }) => !fs.existsSync(path);
    if (!file || (file.purpose === 'read' && (file.parts?.some(gone) ?? gone(file))))
      throw new AppError('not_found', { key: 'errors:file_gone' });
    if (file.purpose === 'read') for (const part of file.parts ?? [file]) readable(part.path);
    const { path, name, purpose } = file;
    return { path, name, purpose, source: file.parts?.map((part) => ({ path: part.path, name: part.name })) ?? path };
  }

  /** remove the temporary files; one that cannot be removed keeps none of the others */
  sweep(): void {
    for (const file of this.#files.values())
      if (file.temporary)
        try {
          fs.rmSync(file.path, { force: true });
        } catch {
          // its folder is named by this process: the next start sweeps it
        }
    this.#files.clear();
  }
}
