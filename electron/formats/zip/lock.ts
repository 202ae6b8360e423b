import { AES_TAIL, aesHead, type AesStrength } from '../locked/zipAes.ts';
import { ZIP_CRYPTO_HEAD } from '../locked/zipCrypto.ts';
import { unsupported } from '../unsupported.ts';

/** How a part of a zip is encrypted. */
export type ZipLock =
  /** `check`: what the last byte of its head must be */
  | { readonly kind: 'zipCrypto'; readonly check: number }
  /** `summed`: its checksum stands in the list too, besides the code behind its bytes */
  | { readonly kind: 'aes'; readonly strength: AesStrength; readonly summed: boolean };

/** The method under which parts encrypted with AES stand; their own is in the extra field. */
const AES_METHOD = 99;
const AES_FIELD = 0x9901;

type AesField = { readonly version: number; readonly strength: number; readonly method: number };

/** What the extra field says of AES (WinZip, AES encryption information). */
export function aesExtra(extra: Buffer): AesField | null {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (at + 4 + length > extra.length) return null;
    if (extra.readUInt16LE(at) === AES_FIELD && length >= 7)
      return { version: extra.readUInt16LE(at + 4), strength: extra[at + 8]!, method: extra.readUInt16LE(at + 9) };
    at += 4 + length;
  }
  return null;
}

/** How a part is encrypted, by its flags and method. @throws AppError unsupported_file: in another way */
export function lockOf(
  { flags, method, crc, time }: { flags: number; method: number; crc: number; time: number },
  aes: AesField | null,
): ZipLock | null {
  if ((flags & 1) === 0) return null;
  // of the strong encryption of PKWARE, and of lists that are encrypted themselves, nothing is known here
  if ((flags & 0x2040) !== 0) throw unsupported('zipEncrypted');
  if (method !== AES_METHOD) return { kind: 'zipCrypto', check: (flags & 8) === 0 ? crc >>> 24 : time >>> 8 };
  if (!aes || (aes.version !== 1 && aes.version !== 2)) throw unsupported('zipEncrypted');
  const { strength } = aes;
  if (strength !== 1 && strength !== 2 && strength !== 3) throw unsupported('zipEncrypted');
  return { kind: 'aes', strength, summed: aes.version === 1 };
}

/** Bytes that the encryption puts around those of the part. */
export function lockBytes(lock: ZipLock | null): number {
  if (!lock) return 0;
  return lock.kind === 'aes' ? aesHead(lock.strength) + AES_TAIL : ZIP_CRYPTO_HEAD;
}
