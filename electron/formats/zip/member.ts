import { closeSync, openSync, readSync } from 'node:fs';
import { constants, crc32, inflateRawSync } from 'node:zlib';
import { passwordNeeded } from '../locked/password.ts';
import { unsupported } from '../unsupported.ts';
import type { ZipEntry } from './directory.ts';
import { ZIP_LIMITS } from './limits.ts';

/** Stands in no name of a file: what follows it says where in the file the part is. */
const MARK = '\0';

/** Unpacked parts for as long as somebody holds them. */
const held = new Map<string, WeakRef<Buffer>>();

/** Bytes that can be read under a path for as long as somebody holds on to this. */
export type Held = { readonly path: string; readonly bytes: Buffer };

/**
 * A path under which the readers of files find bytes that stand in no file as they are: what was decrypted stays in memory,
 * and nothing of it is written to a disk. `part` is told from the other parts of its file.
 */
export function heldPath(file: string, part: string, bytes: Buffer): Held {
  const path = file + MARK + part;
  for (const [other, reference] of held) if (!reference.deref()) held.delete(other);
  held.set(path, new WeakRef(bytes));
  return { path, bytes };
}

/** A part of a zip, unpacked in memory. @throws AppError unsupported_file */
export function heldMember(zip: string, entry: ZipEntry): Held {
  const path = memberPath(zip, entry);
  const bytes = memberBytes(path);
  if (bytes === null) throw unsupported('zipDamaged');
  return { path, bytes };
}

/**
 * A path under which the readers of files find a part of a zip, unpacked: it is unpacked in memory, so that nothing of it is
 * written to a disk.
 */
export const memberPath = (zip: string, { start, packed, unpacked, method, crc }: ZipEntry): string =>
  zip + MARK + [start, packed, unpacked, method === 'stored' ? 0 : 1, crc].join(' ');

/**
 * The bytes of such a path, which are not to be changed; null for the path of a file. Who holds on to them saves the next
 * reader unpacking them again.
 * @throws AppError unsupported_file; password (decrypted bytes that nobody holds any more)
 */
export function memberBytes(path: string): Buffer | null {
  const mark = path.indexOf(MARK);
  if (mark < 0) return null;
  const known = held.get(path)?.deref();
  if (known) return known;
  const place = path.slice(mark + 1);
  if (!/^[\d ]+$/.test(place)) throw passwordNeeded();
  const [start = 0, packed = 0, size = 0, deflated = 0, crc = 0] = place.split(' ').map(Number);
  checkSize(size);
  const raw = stretch(path.slice(0, mark), start, packed);
  const bytes = deflated === 1 ? inflated(raw, size) : raw;
  if (bytes.length !== size || crc32(bytes) !== crc) throw unsupported('zipDamaged');
  return heldPath(path.slice(0, mark), place, bytes).bytes;
}

/** The first bytes of a part, some thousand where it has so many. @throws AppError unsupported_file */
export const memberHead = (zip: string, { start, packed, method }: ZipEntry): Buffer =>
  headOf(stretch(zip, start, Math.min(packed, HEAD)), method);

/** The first bytes of a part whose packed bytes begin so. @throws AppError unsupported_file */
export function headOf(raw: Buffer, method: ZipEntry['method']): Buffer {
  if (method === 'stored') return raw.subarray(0, HEAD);
  try {
    return inflateRawSync(raw, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, HEAD);
  } catch {
    throw unsupported('zipDamaged');
  }
}

/** Bytes of a part that are looked at; at most a thousand times as many come out of them. */
export const HEAD = 4096;

/** @throws AppError unsupported_file: more than memory is to hold */
export function checkSize(size: number): void {
  if (size > ZIP_LIMITS.member)
    throw unsupported('zipMember', { n: Math.ceil(size / 2 ** 20), most: ZIP_LIMITS.member / 2 ** 20 });
}

/** Packed bytes, unpacked. @throws AppError unsupported_file: damaged, or more than `size` */
export function inflated(raw: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw unsupported('zipDamaged');
  }
}

/** Bytes of a file. @throws AppError unsupported_file: it has fewer */
export function stretch(path: string, start: number, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    if (readSync(file, bytes, 0, length, start) < length) throw unsupported('zipDamaged');
    return bytes;
  } finally {
    closeSync(file);
  }
}
