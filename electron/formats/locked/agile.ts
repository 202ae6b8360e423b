import { createDecipheriv, createHmac } from 'node:crypto';
import { unsupported } from '../unsupported.ts';
import { attribute, XmlScanner } from '../xlsx/xml.ts';
import { hashNamed, hashOfAll, number32, spun } from './spin.ts';
import type { Decrypt } from './standard.ts';

/** What the values of the description are encrypted under, besides the password ([MS-OFFCRYPTO] 2.3.4.13 and 14). */
const FOR = {
  verifierInput: Buffer.from('fea7d2763b4b9e79', 'hex'),
  verifierHash: Buffer.from('d7aa0f6d3061344e', 'hex'),
  key: Buffer.from('146e0be7abacd0d6', 'hex'),
  codeKey: Buffer.from('5fb2ad010cb9e1f6', 'hex'),
  codeValue: Buffer.from('a0677f02b22c8433', 'hex'),
};
/** The package is encrypted in pieces of this size, each from a vector of its own. */
export const SEGMENT = 4096;
const BLOCK = 16;

/** Sums over the whole stream: `update` with all of it, from its start. */
export type Integrity = { update(bytes: Buffer): void; holds(): boolean };

type Cipher = { readonly salt: Buffer; readonly bits: number; readonly hash: string };

/**
 * Agile encryption of Office 2010 and later ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.15): a key that the password opens, and a
 * code over the whole package.
 * @param info the stream EncryptionInfo
 * @throws AppError unsupported_file: damaged, or another cipher
 */
export function agileLock(
  info: Buffer,
): (password: string, check: () => void) => { decrypt: Decrypt; integrity: Integrity | null } | null {
  const found = described(info.subarray(8).toString('utf8'));
  const data = cipherOf(found.data);
  const lock = cipherOf(found.lock);
  const spins = Number(found.lock('spinCount'));
  if (!Number.isSafeInteger(spins) || spins < 0) throw unsupported('zipDamaged');
  return (password, check) => {
    const turned = spun(lock.hash, lock.salt, password, spins, check);
    const opened = (name: string, purpose: Buffer): Buffer => {
      const key = sized(hashOfAll(lock.hash, turned, purpose), lock.bits / 8);
      return decrypted(bytesIn(found.lock(name)), key, sized(lock.salt, BLOCK));
    };
    const input = opened('encryptedVerifierHashInput', FOR.verifierInput).subarray(0, lock.salt.length);
    const stored = opened('encryptedVerifierHashValue', FOR.verifierHash);
    const hash = hashOfAll(lock.hash, input);
    if (!hash.equals(stored.subarray(0, hash.length))) return null;
    const key = opened('encryptedKeyValue', FOR.key).subarray(0, data.bits / 8);
    if (key.length !== data.bits / 8) throw unsupported('zipDamaged');
    const vector = (purpose: Buffer) => sized(hashOfAll(data.hash, data.salt, purpose), BLOCK);
    return {
      decrypt: (bytes, from) => {
        const pieces: Buffer[] = [];
        for (let at = 0; at < bytes.length; at += SEGMENT)
          pieces.push(decrypted(bytes.subarray(at, at + SEGMENT), key, vector(number32((from + at) / SEGMENT))));
        return Buffer.concat(pieces);
      },
      integrity: found.code ? integrityOf(found.code, data.hash, key, vector) : null,
    };
  };
}

type Attributes = (name: string) => string;

/** The three elements that say how the package is encrypted; `code`: null where there is none. */
function described(xml: string): { data: Attributes; lock: Attributes; code: Attributes | null } {
  const found = new Map<string, Attributes>();
  const scanner = new XmlScanner({
    wanted: false,
    open: (name, attributes) => {
      // a certificate may open the package too; what comes first of a kind is the password's
      if (!found.has(name)) found.set(name, (key) => attribute(attributes, key) ?? '');
    },
    close: () => undefined,
    text: () => undefined,
  });
  scanner.push(xml);
  scanner.end();
  const data = found.get('keyData');
  const lock = found.get('encryptedKey');
  if (!data || !lock) throw unsupported(data ? 'lockedHow' : 'zipDamaged');
  return { data, lock, code: found.get('dataIntegrity') ?? null };
}

function cipherOf(said: Attributes): Cipher {
  const bits = Number(said('keyBits'));
  if (said('cipherAlgorithm') !== 'AES' || said('cipherChaining') !== 'ChainingModeCBC') throw unsupported('lockedHow');
  if (![128, 192, 256].includes(bits)) throw unsupported('lockedHow');
  return { salt: bytesIn(said('saltValue')), bits, hash: hashNamed(said('hashAlgorithm')) };
}

function bytesIn(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0) throw unsupported('zipDamaged');
  return bytes;
}

/** Cut, or filled up with 0x36 ([MS-OFFCRYPTO] 2.3.4.11 and 12). */
const sized = (bytes: Buffer, length: number): Buffer =>
  bytes.length >= length
    ? bytes.subarray(0, length)
    : Buffer.concat([bytes, Buffer.alloc(length - bytes.length, 0x36)]);

function decrypted(bytes: Buffer, key: Buffer, vector: Buffer): Buffer {
  if (bytes.length % BLOCK !== 0) throw unsupported('zipDamaged');
  const cipher = createDecipheriv(`aes-${String(key.length * 8)}-cbc`, key, vector).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

function integrityOf(code: Attributes, hash: string, key: Buffer, vector: (purpose: Buffer) => Buffer): Integrity {
  const size = hashOfAll(hash).length;
  const opened = (name: string, purpose: Buffer) =>
    decrypted(bytesIn(code(name)), key, vector(purpose)).subarray(0, size);
  const mac = createHmac(hash, opened('encryptedHmacKey', FOR.codeKey));
  const value = opened('encryptedHmacValue', FOR.codeValue);
  return { update: (bytes) => void mac.update(bytes), holds: () => mac.digest().equals(value) };
}
