/** Bytes of a number of 64 bits, seven bits a byte. */
const LONGEST_NUMBER = 10;

/**
 * Whole numbers as differences (Apache Parquet format, DELTA_BINARY_PACKED = 5), modulo 2^`bits`.
 * @returns the numbers, and where they end in the bytes
 * @throws RangeError when they are none
 */
export function deltas(bytes: Uint8Array, count: number, bits: 32 | 64): { values: bigint[]; end: number } {
  if (count === 0) return { values: [], end: 0 };
  const reader = new BitReader(bytes);
  const block = Number(reader.varint());
  const parts = Number(reader.varint());
  const total = Number(reader.varint());
  const each = block / parts;
  if (total !== count || !Number.isInteger(each) || each === 0 || each % 8 !== 0 || parts > bytes.length)
    throw new RangeError('blocks of differences');
  let value = BigInt.asIntN(bits, reader.zigzag());
  const values = [value];
  while (values.length < count) {
    const least = reader.zigzag();
    const widths = reader.take(parts);
    for (let part = 0; part < parts && values.length < count; part++) {
      const width = widths[part] ?? 0;
      if (width > 64) throw new RangeError('bits of a difference');
      const packed = reader.take((each * width) / 8);
      for (let i = 0; i < each && values.length < count; i++) {
        value = BigInt.asIntN(bits, value + least + bitsAt(packed, i * width, width));
        values.push(value);
      }
    }
  }
  return { values, end: reader.at };
}

/** Texts as their lengths and then their bytes (DELTA_LENGTH_BYTE_ARRAY = 6). @throws RangeError */
export function lengthsThenBytes(bytes: Uint8Array, count: number): Uint8Array[] {
  const { values: lengths, end } = deltas(bytes, count, 32);
  let at = end;
  return lengths.map((length) => {
    const to = at + Number(length);
    if (length < 0n || to > bytes.length) throw new RangeError('length of a text');
    const text = bytes.subarray(at, to);
    at = to;
    return text;
  });
}

/**
 * Texts that begin as the one before (DELTA_BYTE_ARRAY = 7).
 * @param most bytes of all texts together: a few bytes can stand for many
 * @throws RangeError
 */
export function sharedBeginnings(bytes: Uint8Array, count: number, most: number): Uint8Array[] {
  const { values: shared, end } = deltas(bytes, count, 32);
  let before: Uint8Array = new Uint8Array(0);
  let total = 0;
  return lengthsThenBytes(bytes.subarray(end), count).map((rest, i) => {
    const kept = Number(shared[i]);
    total += kept + rest.length;
    if (kept < 0 || kept > before.length || total > most) throw new RangeError('beginning of a text');
    if (kept === 0) return (before = rest);
    const text = new Uint8Array(kept + rest.length);
    text.set(before.subarray(0, kept));
    text.set(rest, kept);
    return (before = text);
  });
}

class BitReader {
  at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  varint(): bigint {
    let value = 0n;
    for (let i = 0; i < LONGEST_NUMBER; i++) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) break;
      value |= BigInt(byte & 127) << BigInt(7 * i);
      if (byte < 128) return value;
    }
    throw new RangeError('length of a number');
  }

  zigzag(): bigint {
    const value = this.varint();
    return (value >> 1n) ^ -(value & 1n);
  }

  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new RangeError('end of the differences');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

function bitsAt(bytes: Uint8Array, from: number, width: number): bigint {
  let low = 0;
  let high = 0n;
  for (let got = 0; got < width;) {
    const bit = from + got;
    const take = Math.min(8 - (bit & 7), width - got);
    const value = ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & ((1 << take) - 1);
    if (got < 40) low += value * 2 ** got;
    else high |= BigInt(value) << BigInt(got);
    got += take;
  }
  return width <= 40 ? BigInt(low) : BigInt(low) | high;
}
