import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../shared/frames.ts';
import { memberBytes } from './zip/member.ts';

/** Bytes read at a time: large enough to be fast, small enough that memory stays flat and a cancel is quick. */
const CHUNK = 1 << 20;

/** A file that is open for reading, or a part of a zip. */
export type OpenFile = {
  readonly size: number;
  /** the bytes `[from, from + length)`, fewer at its end, in `into` where it is given */
  read(from: number, length: number, into?: Buffer): Buffer;
  close(): void;
};

/** Open a file, or a part of a zip ({@link memberPath}). @throws AppError io, unsupported_file */
export function openFile(path: string): OpenFile {
  const member = memberBytes(path);
  if (member)
    return {
      size: member.length,
      read: (from, length, into) => {
        const bytes = member.subarray(from, from + length);
        return into ? bytes : Buffer.from(bytes);
      },
      close: () => undefined,
    };
  const handle = open(path);
  return {
    get size() {
      return fstatSync(handle).size;
    },
    read: (from, length, into = Buffer.alloc(length)) => into.subarray(0, readSync(handle, into, 0, length, from)),
    close: () => {
      closeSync(handle);
    },
  };
}

/** Reads a file from front to back, a megabyte at a time. The buffer is reused: use it before asking for the next. */
export function* chunksOf(path: string, from = 0, size = CHUNK): Generator<Buffer> {
  const file = openFile(path);
  try {
    const buffer = Buffer.allocUnsafe(size);
    let at = from;
    for (;;) {
      const got = file.read(at, size, buffer);
      if (got.length === 0) return;
      at += got.length;
      yield got;
    }
  } finally {
    file.close();
  }
}

/** A copy of the bytes `[from, from + length)` of a file (fewer at its end). */
export function bytesOf(path: string, from: number, length: number): Buffer {
  const file = openFile(path);
  try {
    return file.read(from, length);
  } finally {
    file.close();
  }
}

/** Size of a file in bytes. */
export function sizeOf(path: string): number {
  const file = openFile(path);
  try {
    return file.size;
  } finally {
    file.close();
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError('io', { key: 'sources:error.unreadable', values: { code } }, { code });
  }
}

/** sha-256 of a file, hex. `check` is called between chunks. */
export function hashOf(path: string, check: () => void): string {
  const hash = createHash('sha256');
  for (const chunk of chunksOf(path)) {
    check();
    hash.update(chunk);
  }
  return hash.digest('hex');
}
