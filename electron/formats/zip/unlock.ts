import { crc32 } from 'node:zlib';
import { passwordBytes, passwordNeeded, passwordOrDamage, passwordWrong } from '../locked/password.ts';
import { AES_TAIL, aesHead, aesKeys, aesPlain, aesWhole } from '../locked/zipAes.ts';
import { openZipCrypto, ZIP_CRYPTO_HEAD } from '../locked/zipCrypto.ts';
import { unsupported } from '../unsupported.ts';
import type { ZipEntry } from './directory.ts';
import { checkSize, HEAD, headOf, heldMember, heldPath, inflated, memberHead, stretch, type Held } from './member.ts';

/** Reads the parts of an archive, also those that a password locks. */
export interface Parts {
  /** the password does not open it */
  closed(entry: ZipEntry): boolean;
  /** Its first bytes. @throws AppError unsupported_file */
  head(entry: ZipEntry): Buffer;
  /** All of it, unpacked. @throws AppError unsupported_file */
  whole(entry: ZipEntry): Held;
}

/**
 * The parts of an archive, with one password for all that are locked. It is tried on the smallest of them until it is sure:
 * what comes first of a part tells a wrong one only nearly always.
 * @param wanted parts that must be opened if any is: without a password, or with a wrong one, nothing can be read
 * @throws AppError password
 */
export function partsOf(
  zip: string,
  entries: readonly ZipEntry[],
  wanted: (entry: ZipEntry) => boolean,
  password: string | undefined,
  check: () => void,
): Parts {
  const locked = entries.filter(({ lock, unpacked }) => lock !== null && unpacked > 0);
  const asked = locked.filter(wanted);
  if (asked.length > 0 && password === undefined) throw passwordNeeded();
  const key = password === undefined || locked.length === 0 ? null : sureOf(zip, asked, locked, password, check);
  const opens = new Map<ZipEntry, boolean>();
  const closed = (entry: ZipEntry): boolean => {
    if (entry.lock === null) return false;
    if (!key) return true;
    let opened = opens.get(entry);
    if (opened === undefined) opens.set(entry, (opened = headPlain(zip, entry, key) !== null));
    return !opened;
  };
  return {
    closed,
    head: (entry) => {
      if (entry.lock === null) return memberHead(zip, entry);
      const raw = key && headPlain(zip, entry, key);
      return raw ? headOf(raw, entry.method) : Buffer.alloc(0);
    },
    whole: (entry) => {
      if (entry.lock === null) return heldMember(zip, entry);
      const bytes = key && wholePlain(zip, entry, key);
      if (!bytes) throw passwordWrong();
      return heldPath(zip, `locked ${String(entry.start)}`, bytes);
    },
  };
}

/** The bytes of the password that open a part and give what its checksum says. @throws AppError password, unsupported_file */
function sureOf(
  zip: string,
  asked: readonly ZipEntry[],
  locked: readonly ZipEntry[],
  typed: string,
  check: () => void,
): Buffer | null {
  let doubt = false;
  let broken = false;
  const tried = asked.length > 0 ? asked : locked;
  for (const password of passwordBytes(typed))
    for (const entry of tried.toSorted((a, b) => a.unpacked - b.unpacked)) {
      check();
      if (headPlain(zip, entry, password) === null) continue;
      if (holds(() => wholePlain(zip, entry, password))) return password;
      if (entry.lock?.kind === 'aes') broken = true;
      else doubt = true;
    }
  if (asked.length === 0) return null;
  if (broken) throw unsupported('lockedDamaged');
  throw doubt ? passwordOrDamage() : passwordWrong();
}

function holds(work: () => Buffer | null): boolean {
  try {
    return work() !== null;
  } catch {
    return false;
  }
}

/** The first packed bytes of a part, decrypted; null: the password is another. */
function headPlain(zip: string, { start, packed, lock }: ZipEntry, password: Buffer): Buffer | null {
  if (lock?.kind === 'zipCrypto')
    return openZipCrypto(stretch(zip, start, Math.min(packed, HEAD + ZIP_CRYPTO_HEAD)), password, lock.check);
  if (lock?.kind !== 'aes') return null;
  const before = aesHead(lock.strength);
  const raw = stretch(zip, start, Math.min(packed - AES_TAIL, HEAD + before));
  const keys = aesKeys(raw, password, lock.strength);
  return keys && aesPlain(raw.subarray(before), keys);
}

/** A part as a whole; null: the password is another. @throws AppError unsupported_file: damaged, too large */
function wholePlain(zip: string, entry: ZipEntry, password: Buffer): Buffer | null {
  const { start, packed, unpacked, method, lock } = entry;
  checkSize(Math.max(packed, unpacked));
  const raw = stretch(zip, start, packed);
  let plain: Buffer | null = null;
  if (lock?.kind === 'zipCrypto') plain = openZipCrypto(raw, password, lock.check);
  else if (lock?.kind === 'aes') {
    const keys = aesKeys(raw, password, lock.strength);
    if (keys && !aesWhole(raw, keys)) throw unsupported('lockedDamaged');
    plain = keys && aesPlain(raw.subarray(aesHead(lock.strength), packed - AES_TAIL), keys);
  }
  if (plain === null) return null;
  const bytes = method === 'deflated' ? inflated(plain, unpacked) : plain;
  const summed = lock?.kind !== 'aes' || lock.summed;
  if (bytes.length !== unpacked || (summed && crc32(bytes) !== entry.crc)) throw unsupported('lockedDamaged');
  return bytes;
}
