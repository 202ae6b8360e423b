import type { Stream } from '../xls/compound.ts';
import { RECORD, RecordReader } from '../xls/records.ts';
import { ZIP_LIMITS } from '../zip/limits.ts';
import { unsupported } from '../unsupported.ts';
import { BUILT_IN } from './package.ts';
import { passwordNeeded, passwordWrong } from './password.ts';
import { rc4Lock, type Rc4 } from './rc4.ts';

/** Records whose bytes are not encrypted ([MS-XLS] 2.2.10), besides FilePass. */
const PLAIN: ReadonlySet<number> = new Set([
  RECORD.bof,
  RECORD.filePass,
  ...[0x00e1, 0x0194, 0x0195, 0x0196, 0x0138, 0x0139],
]);
/** The record that names a sheet begins with its place in the stream, which is not encrypted. */
const PLACE = 4;
/** Records that stand in front of the one that says that the rest is encrypted. */
const AHEAD = 16;
const OFTEN = 1024;

/**
 * The records of a workbook up to 2003, without their encryption; those of one that has none, or another version, as they are.
 * Numbers and lengths of records are not encrypted, so that the stream is walked through as any other.
 * @throws AppError password: needed or wrong; unsupported_file
 */
export function openOldBook(stream: Stream, password: string | undefined, check: () => void): Stream {
  const pass = filePass(stream);
  if (!pass) return stream;
  const open = rc4Lock(pass);
  const decrypt = (password === undefined ? null : open(password)) ?? open(BUILT_IN);
  if (!decrypt) throw password === undefined ? passwordNeeded() : passwordWrong();
  if (stream.size > ZIP_LIMITS.member)
    throw unsupported('lockedSize', { n: Math.ceil(stream.size / 2 ** 20), most: ZIP_LIMITS.member / 2 ** 20 });
  return plainOf(stream.read(0, stream.size), decrypt, check);
}

/** null: the stream is not encrypted, or no stream of records that is read here */
function filePass(stream: Stream): Buffer | null {
  const reader = new RecordReader(stream, 0);
  for (let n = 0; n < AHEAD && reader.next(); n++) {
    if (n === 0 && reader.id !== RECORD.bof) return null;
    if (reader.id === RECORD.filePass) return Buffer.from(reader.data);
  }
  return null;
}

function plainOf(bytes: Buffer, decrypt: Rc4, check: () => void): Stream {
  for (let at = 0, n = 0; at + 4 <= bytes.length; n++) {
    if (n % OFTEN === 0) check();
    const id = bytes.readUInt16LE(at);
    const from = at + 4;
    const to = Math.min(bytes.length, from + bytes.readUInt16LE(at + 2));
    const skip = PLAIN.has(id) ? to - from : id === RECORD.boundSheet ? PLACE : 0;
    decrypt(bytes.subarray(Math.min(to, from + skip), to), from + skip);
    // what said that the stream is encrypted says so no longer
    if (id === RECORD.filePass) bytes.writeUInt16LE(0x0041, at);
    at = to;
  }
  return { size: bytes.length, read: (at, length) => Buffer.from(bytes.subarray(at, at + length)) };
}
