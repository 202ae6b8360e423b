/** Bytes in front of what is encrypted. */
export const ZIP_CRYPTO_HEAD = 12;

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/**
 * The old encryption of zip (PKWARE APPNOTE 6.3.10, 6.1). It is weak (E. Biham and P. Kocher, A known plaintext attack on
 * the PKZIP stream cipher, FSE 1994) and is what bank bills and most programs of Windows still write.
 * @returns the bytes behind the head; null: its last byte, which is to be `check`, says that the password is another. One
 * of 256 wrong passwords passes
 */
export function openZipCrypto(packed: Buffer, password: Buffer, check: number): Buffer | null {
  let key0 = 0x12345678;
  let key1 = 0x23456789;
  let key2 = 0x34567890;
  const turn = (byte: number): void => {
    key0 = TABLE[(key0 ^ byte) & 255]! ^ (key0 >>> 8);
    key1 = (Math.imul(key1 + (key0 & 255), 134775813) + 1) | 0;
    key2 = TABLE[(key2 ^ (key1 >>> 24)) & 255]! ^ (key2 >>> 8);
  };
  for (const byte of password) turn(byte);
  const plain = Buffer.allocUnsafe(packed.length);
  for (let i = 0; i < packed.length; i++) {
    const mixed = (key2 | 2) & 0xffff;
    const byte = packed[i]! ^ ((Math.imul(mixed, mixed ^ 1) >>> 8) & 255);
    turn(byte);
    plain[i] = byte;
    if (i === ZIP_CRYPTO_HEAD - 1 && byte !== check) return null;
  }
  return plain.subarray(ZIP_CRYPTO_HEAD);
}
