/**
 * Whole numbers in runs and bit-packed groups of eight (Apache Parquet format, "Run Length Encoding / Bit-Packing Hybrid").
 * A run that is longer than what is wanted is cut: its length is written in a few bytes.
 * @param width bits of a number, 0 to 32
 * @throws RangeError when the bytes end before
 */
export function hybrid(bytes: Uint8Array, width: number, count: number): Uint32Array {
  const values = new Uint32Array(count);
  if (width === 0 || count === 0) return values;
  if (width > 32) throw new RangeError('bits of a number');
  const size = (width + 7) >> 3;
  let at = 0;
  let done = 0;
  while (done < count) {
    let head = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 2 ** 28) throw new RangeError('end of the levels');
      head += (byte & 127) * shift;
      if (byte < 128) break;
    }
    if (head % 2 === 1) {
      const wanted = Math.min(((head - 1) / 2) * 8, count - done);
      // the last group may be cut where its padding would stand
      if (at + Math.ceil((wanted * width) / 8) > bytes.length) throw new RangeError('end of the levels');
      unpack(bytes, at, width, values.subarray(done, done + wanted));
      done += wanted;
      at += ((head - 1) / 2) * width;
    } else {
      if (at + size > bytes.length) throw new RangeError('end of the levels');
      let value = 0;
      for (let i = 0; i < size; i++) value += bytes[at++]! * 2 ** (8 * i);
      const wanted = Math.min(head / 2, count - done);
      values.fill(value, done, done + wanted);
      done += wanted;
    }
  }
  return values;
}

/** Numbers of `width` bits, the lowest bit first. */
function unpack(bytes: Uint8Array, from: number, width: number, into: Uint32Array): void {
  let bit = from * 8;
  for (let i = 0; i < into.length; i++) {
    let value = 0;
    for (let got = 0; got < width;) {
      const shift = bit & 7;
      const take = Math.min(8 - shift, width - got);
      value += (((bytes[bit >> 3] ?? 0) >> shift) & ((1 << take) - 1)) * 2 ** got;
      got += take;
      bit += take;
    }
    into[i] = value;
  }
}

/** Bits that a level up to this one takes. */
export const bitsOf = (most: number): number => 32 - Math.clz32(most);
