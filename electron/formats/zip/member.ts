import { closeSync, openSync, readSync } from 'node:fs';
import { constants, crc32, inflateRawSync } from 'node:zlib';
import { unsupported } from '../unsupported.ts';
import type { ZipEntry } from './directory.ts';
import { ZIP_LIMITS } from './limits.ts';

/** Stands in no name of a file: what follows it says where in the file the part is. */
const MARK = '\0';

/** Unpacked parts for as long as somebody holds them. */
const held = new Map<string, WeakRef<Buffer>>();

/**
 * A path under which the readers of files find a part of a zip, unpacked: it is unpacked in memory, so that nothing of it is
 * written to a disk.
 */
export const memberPath = (zip: string, { start, packed, unpacked, method, crc }: ZipEntry): string =>
  zip + MARK + [start, packed, unpacked, method === 'stored' ? 0 : 1, crc].join(' ');

/**
 * The bytes of such a path, which are not to be changed; null for the path of a file. Who holds on to them saves the next
 * reader unpacking them again.
 * @throws AppError unsupported_file
 */
export function memberBytes(path: string): Buffer | null {
  const mark = path.indexOf(MARK);
  if (mark < 0) return null;
  const known = held.get(path)?.deref();
  if (known) return known;
  const [start = 0, packed = 0, size = 0, deflated = 0, crc = 0] = path
    .slice(mark + 1)
    .split(' ')
    .map(Number);
  if (size > ZIP_LIMITS.member)
    throw unsupported('zipMember', { n: Math.ceil(size / 2 ** 20), most: ZIP_LIMITS.member / 2 ** 20 });
  const raw = stretch(path.slice(0, mark), start, packed);
  const bytes = deflated === 1 ? inflated(raw, size) : raw;
  if (bytes.length !== size || crc32(bytes) !== crc) throw unsupported('zipDamaged');
  for (const [other, reference] of held) if (!reference.deref()) held.delete(other);
  held.set(path, new WeakRef(bytes));
  return bytes;
}

/** The first bytes of a part, some thousand where it has so many. @throws AppError unsupported_file */
export function memberHead(zip: string, { start, packed, method }: ZipEntry): Buffer {
  const raw = stretch(zip, start, Math.min(packed, HEAD));
  if (method === 'stored') return raw;
  try {
    return inflateRawSync(raw, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, HEAD);
  } catch {
    throw unsupported('zipDamaged');
  }
}

/** Bytes of a part that are looked at; at most a thousand times as many come out of them. */
const HEAD = 4096;

function inflated(raw: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw unsupported('zipDamaged');
  }
}

function stretch(path: string, start: number, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    if (readSync(file, bytes, 0, length, start) < length) throw unsupported('zipDamaged');
    return bytes;
  } finally {
    closeSync(file);
  }
}
