import { isUtf8 } from 'node:buffer';
import { openFile } from '../files.ts';
import { unsupported } from '../unsupported.ts';
import { ZIP_LIMITS } from './limits.ts';
import { aesExtra, lockBytes, lockOf, type ZipLock } from './lock.ts';

/** A part of a zip whose headers were found to agree. */
export type ZipEntry = {
  /** with forward slashes and without one at the front */
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly packed: number;
  readonly unpacked: number;
  readonly crc: number;
  /** where its bytes begin in the file */
  readonly start: number;
  /** how it is encrypted; null: it is not */
  readonly lock: ZipLock | null;
};

/** The parts of a zip by lower-case name (names of parts do not tell case apart). */
export type ZipDirectory = { readonly path: string; readonly entries: ReadonlyMap<string, ZipEntry> };

type Found = ZipEntry & { readonly header: number; readonly flags: number; readonly raw: Buffer };

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** End record and the longest remark behind it. */
const TAIL = 22 + 0xffff;
const UNKNOWN_32 = 0xffffffff;

/**
 * The list of parts of a zip, checked before anything is unpacked: number, unpacked size and ratio of the parts, no name
 * twice, no bytes shared between parts, and each part's own header saying what the list says (D. Fifield, A better zip
 * bomb, WOOT 2019, on overlapping parts). Format: PKWARE APPNOTE 6.3.10.
 * @throws AppError unsupported_file
 */
export function readDirectory(path: string): ZipDirectory {
  const file = openFile(path);
  try {
    const { size } = file;
    const read = (from: number, length: number): Buffer => {
      if (from < 0 || length < 0 || from + length > size) throw unsupported('zipDamaged');
      const bytes = file.read(from, length);
      if (bytes.length < length) throw unsupported('zipDamaged');
      return bytes;
    };
    const end = findEnd(read, size);
    const found = listed(read(end.start, end.bytes), end.count);
    checkSizes(found);
    const entries = new Map<string, ZipEntry>();
    for (const entry of found) {
      const key = entry.name.toLowerCase();
      if (entries.has(key)) throw unsupported('zipInconsistent');
      entries.set(key, located(entry, read));
    }
    checkOverlap(
      found.map((entry) => ({ from: entry.header, to: entries.get(entry.name.toLowerCase())!.start + entry.packed })),
      end.start,
    );
    return { path, entries };
  } finally {
    file.close();
  }
}

type Reader = (from: number, length: number) => Buffer;

/** Where the list of parts is. */
function findEnd(read: Reader, size: number): { start: number; bytes: number; count: number } {
  const from = Math.max(0, size - TAIL);
  const tail = read(from, size - from);
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END || at + 22 + tail.readUInt16LE(at + 20) > tail.length) continue;
    let count = tail.readUInt16LE(at + 10);
    let bytes = tail.readUInt32LE(at + 12);
    let start = tail.readUInt32LE(at + 16);
    if (tail.readUInt16LE(at + 4) !== 0 && tail.readUInt16LE(at + 4) !== 0xffff) throw unsupported('zipDamaged');
    if (count === 0xffff || bytes === UNKNOWN_32 || start === UNKNOWN_32) {
      const wide = findEnd64(read, from + at);
      if (wide) ({ count, bytes, start } = wide);
    }
    if (count > ZIP_LIMITS.entries) throw unsupported('zipEntries', { n: count, most: ZIP_LIMITS.entries });
    if (bytes > ZIP_LIMITS.directory || start + bytes > from + at) throw unsupported('zipDamaged');
    return { start, bytes, count };
  }
  throw unsupported('zipDamaged');
}

function findEnd64(read: Reader, end: number): { start: number; bytes: number; count: number } | null {
  if (end < 20) return null;
  const locator = read(end - 20, 20);
  if (locator.readUInt32LE(0) !== LOCATOR_64) return null;
  const record = read(wide(locator, 8), 56);
  if (record.readUInt32LE(0) !== END_64) throw unsupported('zipDamaged');
  return { count: wide(record, 32), bytes: wide(record, 40), start: wide(record, 48) };
}

/** A 64-bit number; one that JavaScript cannot hold is no offset of a real file. */
function wide(buffer: Buffer, at: number): number {
  const value = buffer.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw unsupported('zipDamaged');
  return Number(value);
}

function listed(directory: Buffer, count: number): Found[] {
  const found: Found[] = [];
  let at = 0;
  for (let n = 0; n < count; n++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== CENTRAL) throw unsupported('zipDamaged');
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const next = at + 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
    if (next > directory.length) throw unsupported('zipDamaged');
    const raw = directory.subarray(at + 46, at + 46 + nameLength);
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const flags = directory.readUInt16LE(at + 8);
    const aes = aesExtra(extra);
    const written = directory.readUInt16LE(at + 10);
    const crc = directory.readUInt32LE(at + 16);
    const lock = lockOf({ flags, method: written, crc, time: directory.readUInt16LE(at + 12) }, aes);
    const method = lock?.kind === 'aes' ? aes?.method : written;
    if (method !== 0 && method !== 8) throw unsupported('zipMethod');
    const sizes = widened(extra, [
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
    ]);
    found.push({
      name: nameOf(raw).replaceAll('\\', '/').replace(/^\/+/, ''),
      raw,
      method: method === 0 ? 'stored' : 'deflated',
      unpacked: sizes[0]!,
      packed: sizes[1]!,
      header: sizes[2]!,
      crc,
      lock,
      flags,
      start: 0,
    });
    at = next;
  }
  // more records than the end record counts would be parts that nobody checks
  if (at + 4 <= directory.length && directory.readUInt32LE(at) === CENTRAL) throw unsupported('zipInconsistent');
  return found;
}

const gb18030 = new TextDecoder('gb18030');

/** A name as UTF-8 where it is that, whatever the flag for it says; else as programs in China write it. */
const nameOf = (raw: Buffer): string => (isUtf8(raw) ? raw.toString('utf8') : gb18030.decode(raw));

/** 32-bit numbers that are full stand, in this order, as 64-bit ones in the extra field 1. */
function widened(extra: Buffer, values: number[]): number[] {
  if (!values.includes(UNKNOWN_32)) return values;
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (at + 4 + length > extra.length) break;
    if (extra.readUInt16LE(at) === 1) {
      let from = at + 4;
      return values.map((value) => {
        if (value !== UNKNOWN_32) return value;
        if (from + 8 > at + 4 + length) throw unsupported('zipDamaged');
        from += 8;
        return wide(extra, from - 8);
      });
    }
    at += 4 + length;
  }
  return values;
}

function checkSizes(entries: readonly Found[]): void {
  let total = 0;
  for (const { name, packed, unpacked, method, lock } of entries) {
    total += unpacked;
    const around = lockBytes(lock);
    if (packed < around || (method === 'stored' && packed - around !== unpacked)) throw unsupported('zipInconsistent');
    const exempt = /\.(?:xml|rels)$/i.test(name) ? ZIP_LIMITS.exempt : ZIP_LIMITS.exemptUnread;
    if (unpacked > exempt && unpacked > packed * ZIP_LIMITS.ratio)
      throw unsupported('zipRatio', { ratio: Math.floor(unpacked / Math.max(1, packed)), most: ZIP_LIMITS.ratio });
  }
  if (total > ZIP_LIMITS.total)
    throw unsupported('zipSize', { n: Math.ceil(total / 2 ** 20), most: ZIP_LIMITS.total / 2 ** 20 });
}

/** The part's own header must say what the list says. Sizes are left to a record behind the bytes when flag 3 is set. */
function located(entry: Found, read: Reader): ZipEntry {
  const local = read(entry.header, 30);
  if (local.readUInt32LE(0) !== LOCAL) throw unsupported('zipDamaged');
  const nameLength = local.readUInt16LE(26);
  const extraLength = local.readUInt16LE(28);
  const rest = read(entry.header + 30, nameLength + extraLength);
  const deferred = (local.readUInt16LE(6) & 8) !== 0;
  const [unpacked, packed] = widened(rest.subarray(nameLength), [local.readUInt32LE(22), local.readUInt32LE(18)]);
  const agrees = (own: number, said: number) => own === said || (deferred && (own === 0 || own === UNKNOWN_32));
  if (
    !rest.subarray(0, nameLength).equals(entry.raw) ||
    local.readUInt16LE(8) !== (entry.lock?.kind === 'aes' ? 99 : entry.method === 'stored' ? 0 : 8) ||
    (local.readUInt16LE(6) & 1) !== (entry.flags & 1) ||
    !agrees(unpacked!, entry.unpacked) ||
    !agrees(packed!, entry.packed) ||
    !agrees(local.readUInt32LE(14), entry.crc)
  )
    throw unsupported('zipInconsistent');
  const { name, method, crc, lock } = entry;
  const start = entry.header + 30 + nameLength + extraLength;
  return { name, method, crc, lock, packed: entry.packed, unpacked: entry.unpacked, start };
}

function checkOverlap(stretches: { from: number; to: number }[], directory: number): void {
  stretches.sort((a, b) => a.from - b.from);
  let end = 0;
  for (const { from, to } of stretches) {
    if (from < end || to > directory) throw unsupported('zipInconsistent');
    end = to;
  }
}
