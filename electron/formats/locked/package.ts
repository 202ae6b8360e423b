import type { Checkpoint } from '../scan.ts';
import { unsupported } from '../unsupported.ts';
import { openCompound, type Stream } from '../xls/compound.ts';
import { ZIP_LIMITS } from '../zip/limits.ts';
import { heldPath, type Held } from '../zip/member.ts';
import { agileLock, SEGMENT, type Integrity } from './agile.ts';
import { passwordNeeded, passwordWrong } from './password.ts';
import { standardLock, type Decrypt } from './standard.ts';

/** With this password Excel protects what is to open without asking ([MS-OFFCRYPTO] 2.1). */
export const BUILT_IN = 'VelvetSweatshop';
/** Bytes read at a time: a whole number of segments. */
const PIECE = SEGMENT * 256;
const SIZE = 8;
/** The description of an encryption has some thousand bytes. */
const MOST_INFO = 1 << 20;

type Opened = { readonly decrypt: Decrypt; readonly integrity: Integrity | null };

/**
 * The Office file that an encrypted one holds ([MS-OFFCRYPTO] 2.3.4), decrypted in memory.
 * @returns null: the compound file holds none
 * @throws AppError password: needed or wrong; unsupported_file: damaged, too large, encrypted in another way
 */
export function openPackage(path: string, password: string | undefined, checkpoint: Checkpoint): Held | null {
  const compound = openCompound(path);
  if (!compound?.names.has('encryptedpackage')) return null;
  const info = compound.stream('encryptioninfo');
  const stream = compound.stream('encryptedpackage');
  if (!info || !stream || info.size > MOST_INFO) throw unsupported('zipDamaged');
  const check = () => checkpoint(0, stream.size);
  const open = lockOf(info.read(0, info.size));
  const opened =
    (password === undefined ? null : open(password, check)) ?? (password === BUILT_IN ? null : open(BUILT_IN, check));
  if (!opened) throw password === undefined ? passwordNeeded() : passwordWrong();
  return heldPath(path, 'package', plainOf(stream, opened, checkpoint));
}

/** Which way of encryption it is, by its version. */
function lockOf(info: Buffer): (password: string, check: () => void) => Opened | null {
  if (info.length < SIZE) throw unsupported('zipDamaged');
  const major = info.readUInt16LE(0);
  const minor = info.readUInt16LE(2);
  if (major === 4 && minor === 4) return agileLock(info);
  if (minor !== 2 || major < 2 || major > 4) throw unsupported('lockedHow');
  const open = standardLock(info);
  return (password, check) => {
    const decrypt = open(password, check);
    return decrypt && { decrypt, integrity: null };
  };
}

function plainOf(stream: Stream, { decrypt, integrity }: Opened, checkpoint: Checkpoint): Buffer {
  const head = stream.read(0, SIZE);
  if (head.length < SIZE || head.readUInt32LE(4) !== 0) throw unsupported('lockedDamaged');
  const size = head.readUInt32LE(0);
  if (size > ZIP_LIMITS.member)
    throw unsupported('lockedSize', { n: Math.ceil(size / 2 ** 20), most: ZIP_LIMITS.member / 2 ** 20 });
  if (padded(size) > stream.size - SIZE) throw unsupported('lockedDamaged');
  integrity?.update(head);
  const pieces: Buffer[] = [];
  for (let at = 0; at < stream.size - SIZE; at += PIECE) {
    checkpoint(at, stream.size);
    const bytes = stream.read(SIZE + at, Math.min(PIECE, stream.size - SIZE - at));
    integrity?.update(bytes);
    // behind the last block there may be filling
    if (at < size) pieces.push(decrypt(bytes.subarray(0, Math.min(bytes.length, padded(size - at))), at));
  }
  if (integrity && !integrity.holds()) throw unsupported('lockedDamaged');
  return Buffer.concat(pieces).subarray(0, size);
}

/** The next whole number of blocks. */
const padded = (size: number): number => Math.ceil(size / 16) * 16;
