import { createHash, hash as hashAtOnce } from 'node:crypto';
import { unsupported } from '../unsupported.ts';

/** Hash functions of Office files that are known here, by the names they have in them. */
const HASHES: Readonly<Record<string, string>> = { SHA1: 'sha1', SHA256: 'sha256', SHA384: 'sha384', SHA512: 'sha512' };
/** Office turns a password 50,000 or 100,000 times; a file that asks for more than this is made to keep others busy. */
const MOST_SPINS = 10_000_000;
/** Turns between two looks at whether the job was cancelled. */
const OFTEN = 10_000;

/** @throws AppError unsupported_file: no hash function that is known */
export function hashNamed(name: string): string {
  const found = HASHES[name.toUpperCase().replace('-', '')];
  if (found === undefined) throw unsupported('lockedHow');
  return found;
}

/** The hash of some bytes after each other. */
export function hashOfAll(name: string, ...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash(name);
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * Turn salt and password into a hash, many times over ([MS-OFFCRYPTO] 2.3.6.2 and 2.3.4.11).
 * @throws AppError unsupported_file: more often than {@link MOST_SPINS}
 */
export function spun(name: string, salt: Buffer, password: string, count: number, check: () => void): Buffer {
  if (count > MOST_SPINS) throw unsupported('lockedSpin', { n: count, most: MOST_SPINS });
  const first = hashOfAll(name, salt, Buffer.from(password, 'utf16le'));
  const turned = Buffer.alloc(4 + first.length);
  first.copy(turned, 4);
  for (let i = 0; i < count; i++) {
    if (i % OFTEN === 0) check();
    turned.writeUInt32LE(i, 0);
    hashAtOnce(name, turned, 'buffer').copy(turned, 4);
  }
  return turned.subarray(4);
}

export const number32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
};
