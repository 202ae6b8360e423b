import { createHash } from 'node:crypto';
import { unsupported } from '../unsupported.ts';
import { hashOfAll, number32 } from './spin.ts';

/** A key is made anew for every so many bytes of a stream. */
const BLOCK = 1024;
const RC4 = 0x6801;
const SHA1 = 0x8004;

/** Makes the key of a block of a stream. */
type KeyOf = (block: number) => Buffer;

/** Decrypts bytes of a stream in place; `at`: where they stand in it. */
export type Rc4 = (bytes: Buffer, at: number) => void;

/**
 * The encryption of workbooks up to 2003 ([MS-XLS] 2.2.10, [MS-OFFCRYPTO] 2.3.5 and 2.3.6): RC4 of 40 bits, or of up to 128 in
 * the way of Windows.
 * @param pass the record FilePass
 * @returns by password, null for a wrong one
 * @throws AppError unsupported_file: damaged, or in another way
 */
export function rc4Lock(pass: Buffer): (password: string) => Rc4 | null {
  const method = need(pass, 6).readUInt16LE(0);
  // 0 is a mask of two bytes, which nothing verifies beyond chance
  if (method !== 1) throw unsupported('encrypted');
  const major = pass.readUInt16LE(2);
  const minor = pass.readUInt16LE(4);
  if (major === 1 && minor === 1) return plainLock(need(pass.subarray(6), 48));
  if (minor === 2 && major >= 2 && major <= 4) return windowsLock(pass.subarray(6));
  throw unsupported('encrypted');
}

/** [MS-OFFCRYPTO] 2.3.6: MD5, 40 bits. */
function plainLock(verifier: Buffer): (password: string) => Rc4 | null {
  const md5 = (...parts: Uint8Array[]) => hashOfAll('md5', ...parts);
  const salt = verifier.subarray(0, 16);
  return (password) => {
    const short = md5(Buffer.from(password, 'utf16le')).subarray(0, 5);
    const base = md5(...Array.from({ length: 16 }, () => [short, salt]).flat()).subarray(0, 5);
    return checked((block) => md5(base, number32(block)), verifier.subarray(16, 32), verifier.subarray(32, 48), 'md5');
  };
}

/** [MS-OFFCRYPTO] 2.3.5: SHA-1, 40 to 128 bits. */
function windowsLock(info: Buffer): (password: string) => Rc4 | null {
  const size = need(info, 8).readUInt32LE(4);
  const header = need(info.subarray(8), size).subarray(0, size);
  if (need(header, 32).readUInt32LE(8) !== RC4 || header.readUInt32LE(12) !== SHA1) throw unsupported('encrypted');
  const bits = header.readUInt32LE(16) || 40;
  if (bits < 40 || bits > 128 || bits % 8 !== 0) throw unsupported('encrypted');
  const verifier = need(info.subarray(8 + size), 60);
  return (password) => {
    const base = hashOfAll('sha1', verifier.subarray(4, 20), Buffer.from(password, 'utf16le'));
    const keyOf: KeyOf = (block) => {
      const key = hashOfAll('sha1', base, number32(block)).subarray(0, bits / 8);
      // keys of 40 bits are filled up with zeros
      return bits === 40 ? Buffer.concat([key, Buffer.alloc(11)]) : key;
    };
    return checked(keyOf, verifier.subarray(20, 36), verifier.subarray(40, 60), 'sha1');
  };
}

/** What the file keeps to check the password against: some bytes, and their hash, encrypted one after the other. */
function checked(keyOf: KeyOf, bytes: Buffer, hash: Buffer, name: string): Rc4 | null {
  const plain = Buffer.concat([bytes, hash]);
  new KeyStream(keyOf(0)).apply(plain);
  const own = createHash(name).update(plain.subarray(0, 16)).digest();
  if (!own.equals(plain.subarray(16))) return null;
  let block = -1;
  let stream = Buffer.alloc(0);
  return (data, at) => {
    for (let i = 0; i < data.length; i++) {
      const now = Math.floor((at + i) / BLOCK);
      if (now !== block) {
        block = now;
        stream = Buffer.alloc(BLOCK);
        new KeyStream(keyOf(block)).apply(stream);
      }
      data[i]! ^= stream[(at + i) % BLOCK]!;
    }
  };
}

/** RC4, which OpenSSL no longer has (R. Rivest; B. Schneier, Applied Cryptography, 17.1). */
class KeyStream {
  private readonly state = Uint8Array.from({ length: 256 }, (_, i) => i);
  private i = 0;
  private j = 0;

  constructor(key: Buffer) {
    let j = 0;
    for (let i = 0; i < 256; i++) {
      j = (j + this.state[i]! + key[i % key.length]!) & 255;
      this.swap(i, j);
    }
  }

  apply(bytes: Buffer): void {
    for (let n = 0; n < bytes.length; n++) {
      this.i = (this.i + 1) & 255;
      this.j = (this.j + this.state[this.i]!) & 255;
      this.swap(this.i, this.j);
      bytes[n]! ^= this.state[(this.state[this.i]! + this.state[this.j]!) & 255]!;
    }
  }

  private swap(a: number, b: number): void {
    const kept = this.state[a]!;
    this.state[a] = this.state[b]!;
    this.state[b] = kept;
  }
}

function need(bytes: Buffer, length: number): Buffer {
  if (bytes.length < length) throw unsupported('xlsDamaged');
  return bytes;
}
