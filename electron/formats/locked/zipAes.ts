import { createCipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';

/** 1, 2, 3: keys of 128, 192, 256 bits */
export type AesStrength = 1 | 2 | 3;

const CODE = 10;
const VERIFIER = 2;
const ROUNDS = 1000;
const BLOCK = 16;
/** Bytes of the key stream made at a time. */
const PIECE = 1 << 16;

const saltOf = (strength: AesStrength): number => 4 + 4 * strength;
/** Bytes in front of what is encrypted, and behind it. */
export const aesHead = (strength: AesStrength): number => saltOf(strength) + VERIFIER;
export const AES_TAIL = CODE;

/** What opens a part: made of its salt and of the password. */
export type AesKeys = { readonly cipher: Buffer; readonly code: Buffer; readonly strength: AesStrength };

/**
 * The keys of a part (WinZip, AES encryption information, AE-1 and AE-2: PBKDF2 with HMAC-SHA-1 of 1,000 rounds).
 * @returns null: two bytes of the head say that the password is another. One of 65,536 wrong passwords passes
 */
export function aesKeys(head: Buffer, password: Buffer, strength: AesStrength): AesKeys | null {
  const bytes = 8 + 8 * strength;
  const salt = head.subarray(0, saltOf(strength));
  const made = pbkdf2Sync(password, salt, ROUNDS, 2 * bytes + VERIFIER, 'sha1');
  if (!made.subarray(2 * bytes).equals(head.subarray(salt.length, salt.length + VERIFIER))) return null;
  return { cipher: made.subarray(0, bytes), code: made.subarray(bytes, 2 * bytes), strength };
}

/** Is the code behind a part that of its bytes? `packed`: all of it. */
export function aesWhole(packed: Buffer, keys: AesKeys): boolean {
  const body = packed.subarray(aesHead(keys.strength), packed.length - CODE);
  const code = createHmac('sha1', keys.code).update(body).digest().subarray(0, CODE);
  return timingSafeEqual(code, packed.subarray(packed.length - CODE));
}

/** Decrypt the bytes between head and code, or the first of them. The counter stands in reverse order to that of OpenSSL. */
export function aesPlain(body: Buffer, { cipher: key }: AesKeys): Buffer {
  const cipher = createCipheriv(`aes-${String(key.length * 8)}-ecb`, key, null).setAutoPadding(false);
  const plain = Buffer.allocUnsafe(body.length);
  const counters = Buffer.alloc(PIECE);
  for (let at = 0; at < body.length; at += PIECE) {
    const length = Math.min(PIECE, body.length - at);
    // the largest part has fewer blocks than 32 bits count
    for (let i = 0; i < length; i += BLOCK) counters.writeUInt32LE((at + i) / BLOCK + 1, i);
    const stream = cipher.update(counters);
    for (let i = 0; i < length; i++) plain[at + i] = body[at + i]! ^ stream[i]!;
  }
  return plain;
}
