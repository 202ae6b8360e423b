import { PARQUET_LIMITS } from './limits.ts';

const STOP = 0;
const BOOLEANS = new Set([1, 2]);
const BYTE = 3;
const NUMBERS = new Set([4, 5, 6]);
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;
/** Bytes of a number of 64 bits, seven bits a byte. */
const LONGEST_NUMBER = 10;

/**
 * Where a structure of the Thrift compact protocol ends (Apache Thrift, compact protocol specification). Walked before it
 * is read: a list is no longer than the bytes that are left, a number no longer than 64 bits, and nothing nests deeper than
 * descriptions of a Parquet file do, so that a few bytes cannot ask for all memory.
 * @throws RangeError when it is none, or does not end in these bytes
 */
export function structEnd(bytes: Uint8Array, from: number): number {
  const walk = new Walk(bytes, from);
  walk.struct(0);
  return walk.at;
}

class Walk {
  at: number;
  private parts = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, from: number) {
    this.bytes = bytes;
    this.at = from;
  }

  struct(depth: number): void {
    if (depth > PARQUET_LIMITS.depth) throw new RangeError('structures in one another');
    for (;;) {
      const head = this.byte();
      const type = head & 15;
      if (type === STOP) return;
      if (head >> 4 === 0) this.number();
      if (!BOOLEANS.has(type)) this.value(type, depth);
      this.count(1);
    }
  }

  private value(type: number, depth: number): void {
    if (type === BYTE || BOOLEANS.has(type)) this.skip(1);
    else if (NUMBERS.has(type)) this.number();
    else if (type === DOUBLE) this.skip(8);
    else if (type === BINARY) this.skip(this.number());
    else if (type === STRUCT) this.struct(depth + 1);
    else if (type === LIST) this.list(depth + 1);
    else throw new RangeError('type of a field');
  }

  private list(depth: number): void {
    const head = this.byte();
    const length = head >> 4 === 15 ? this.number() : head >> 4;
    if (depth > PARQUET_LIMITS.depth || length > this.bytes.length - this.at) throw new RangeError('length of a list');
    this.count(length);
    for (let i = 0; i < length; i++) this.value(head & 15, depth);
  }

  private number(): number {
    let value = 0;
    for (let i = 0; i < LONGEST_NUMBER; i++) {
      const byte = this.byte();
      value += (byte & 127) * 2 ** (7 * i);
      if (byte < 128) return value;
    }
    throw new RangeError('length of a number');
  }

  private skip(length: number): void {
    if (length > this.bytes.length - this.at) throw new RangeError('end of the bytes');
    this.at += length;
  }

  private byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError('end of the bytes');
    return byte;
  }

  private count(parts: number): void {
    this.parts += parts;
    if (this.parts > PARQUET_LIMITS.parts) throw new RangeError('number of parts');
  }
}
