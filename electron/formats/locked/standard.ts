import { createDecipheriv } from 'node:crypto';
import { unsupported } from '../unsupported.ts';
import { hashOfAll, number32, spun } from './spin.ts';

/** Turns of the password; the file does not state them. */
const SPINS = 50_000;
const SHA1 = 0x8004;
/** Bits of the key by the number of the cipher: AES. */
const CIPHERS: ReadonlyMap<number, number> = new Map([
  [0x660e, 128],
  [0x660f, 192],
  [0x6610, 256],
]);

/** Decrypts the bytes of a package, of which `from` is where they begin; a whole number of its pieces. */
export type Decrypt = (bytes: Buffer, from: number) => Buffer;

/**
 * Standard encryption of Office 2007 ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9): AES in blocks that do not hang together.
 * @param info the stream EncryptionInfo
 * @returns by password, null for a wrong one
 * @throws AppError unsupported_file: damaged, or another cipher
 */
export function standardLock(info: Buffer): (password: string, check: () => void) => Decrypt | null {
  const headerSize = need(info, 12).readUInt32LE(8);
  const header = need(info.subarray(12), headerSize).subarray(0, headerSize);
  const bits = CIPHERS.get(need(header, 32).readUInt32LE(8));
  if (
    bits === undefined ||
    (header.readUInt32LE(12) !== SHA1 && header.readUInt32LE(12) !== 0) ||
    header.readUInt32LE(16) !== bits
  )
    throw unsupported('lockedHow');
  const verifier = need(info.subarray(12 + headerSize), 72);
  const salt = verifier.subarray(4, 20);
  return (password, check) => {
    const turned = hashOfAll('sha1', spun('sha1', salt, password, SPINS, check), number32(0));
    const key = Buffer.concat([padHash(turned, 0x36), padHash(turned, 0x5c)]).subarray(0, bits / 8);
    const decrypt: Decrypt = (bytes) => {
      const cipher = createDecipheriv(`aes-${String(bits)}-ecb`, key, null).setAutoPadding(false);
      return Buffer.concat([cipher.update(bytes), cipher.final()]);
    };
    const plain = decrypt(verifier.subarray(20, 36), 0);
    const stored = decrypt(verifier.subarray(40, 72), 0).subarray(0, 20);
    return hashOfAll('sha1', plain).equals(stored) ? decrypt : null;
  };
}

function padHash(hash: Buffer, byte: number): Buffer {
  const block = Buffer.alloc(64, byte);
  hash.forEach((value, i) => (block[i]! ^= value));
  return hashOfAll('sha1', block);
}

function need(bytes: Buffer, length: number): Buffer {
  if (bytes.length < length) throw unsupported('zipDamaged');
  return bytes;
}
