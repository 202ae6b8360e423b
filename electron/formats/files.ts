import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../shared/frames.ts';

/** Bytes read at a time: large enough to be fast, small enough that memory stays flat and a cancel is quick. */
const CHUNK = 1 << 20;

/** Reads a file from front to back, a megabyte at a time. The buffer is reused: use it before asking for the next. */
export function* chunksOf(path: string, from = 0, size = CHUNK): Generator<Buffer> {
  const handle = open(path);
  try {
    const buffer = Buffer.allocUnsafe(size);
    let at = from;
    for (;;) {
      const got = readSync(handle, buffer, 0, size, at);
      if (got === 0) return;
      at += got;
      yield buffer.subarray(0, got);
    }
  } finally {
    closeSync(handle);
  }
}

/** A copy of the bytes `[from, from + length)` of a file (fewer at its end). */
export function bytesOf(path: string, from: number, length: number): Buffer {
  const handle = open(path);
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(handle, buffer, 0, length, from));
  } finally {
    closeSync(handle);
  }
}

/** Size of a file in bytes. */
export function sizeOf(path: string): number {
  const handle = open(path);
  try {
    return fstatSync(handle).size;
  } finally {
    closeSync(handle);
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
