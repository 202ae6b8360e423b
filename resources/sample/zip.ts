/**
 * A zip file whose bytes depend on its content alone: no clock, and an own deflate, because the platform's gives other bytes
 * on another processor or version. RFC 1951 with the fixed code, LZ77 over a hash of three bytes.
 */

/** One file of an archive. */
export interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** 1980-01-01 00:00, the earliest time a zip can tell. */
const DOS_DATE = 0x0021;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;

/** Pack files into a zip archive. */
export function zip(entries: readonly Entry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, bytes } of entries) {
    const packed = deflate(bytes);
    const path = new TextEncoder().encode(name);
    const common = [
      ...u16(20),
      ...u16(UTF8_NAMES),
      ...u16(DEFLATED),
      ...u16(0),
      ...u16(DOS_DATE),
      ...u32(crc32(bytes)),
      ...u32(packed.length),
      ...u32(bytes.length),
      ...u16(path.length),
      ...u16(0),
    ];
    const local = Uint8Array.from([...u32(0x04034b50), ...common, ...path]);
    directory.push(
      Uint8Array.from([
        ...u32(0x02014b50),
        ...u16(20),
        ...common,
        ...u16(0),
        ...u16(0),
        ...u16(0),
        ...u32(0),
        ...u32(at),
        ...path,
      ]),
    );
    parts.push(local, packed);
    at += local.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = [
    ...u32(0x06054b50),
    ...u16(0),
    ...u16(0),
    ...u16(entries.length),
    ...u16(entries.length),
    ...u32(size),
    ...u32(at),
    ...u16(0),
  ];
  return Uint8Array.from(Buffer.concat([...parts, ...directory, Uint8Array.from(end)]));
}

const u16 = (n: number): number[] => [n & 255, (n >>> 8) & 255];
const u32 = (n: number): number[] => [...u16(n & 0xffff), ...u16(n >>> 16)];

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let i = 0; i < 8; i++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = CRC[(c ^ byte) & 255]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

const SHORTEST = 3;
const LONGEST = 258;
const WINDOW = 32768;
/** Earlier places looked at for a longer match. */
const TRIES = 64;

function deflate(bytes: Uint8Array): Uint8Array {
  const out = createBits(bytes.length + 64);
  // one last block with the fixed code
  out.add(1, 1);
  out.add(1, 2);
  const head = new Int32Array(65536).fill(-1);
  const before = new Int32Array(bytes.length);
  const hash = (i: number): number => ((bytes[i]! << 8) ^ (bytes[i + 1]! << 4) ^ (bytes[i + 2]! * 40503)) & 0xffff;
  const note = (i: number): void => {
    if (i + 2 >= bytes.length) return;
    const key = hash(i);
    before[i] = head[key]!;
    head[key] = i;
  };
  let at = 0;
  while (at < bytes.length) {
    let length = 0;
    let distance = 0;
    if (at + 2 < bytes.length) {
      let from = head[hash(at)]!;
      const most = Math.min(LONGEST, bytes.length - at);
      for (let tries = 0; from >= 0 && at - from <= WINDOW && tries < TRIES; tries++) {
        let n = 0;
        while (n < most && bytes[from + n] === bytes[at + n]) n++;
        if (n > length) [length, distance] = [n, at - from];
        if (n === most) break;
        from = before[from]!;
      }
    }
    if (length >= SHORTEST) {
      addLength(out, length);
      addDistance(out, distance);
      for (let i = 0; i < length; i++) note(at + i);
      at += length;
    } else {
      addSymbol(out, bytes[at]!);
      note(at);
      at++;
    }
  }
  addSymbol(out, 256);
  return out.finish();
}

type Bits = ReturnType<typeof createBits>;

function createBits(room: number) {
  let bytes = new Uint8Array(room);
  let used = 0;
  let buffer = 0;
  let held = 0;
  const push = (): void => {
    if (used === bytes.length) {
      const more = new Uint8Array(bytes.length * 2);
      more.set(bytes);
      bytes = more;
    }
    bytes[used++] = buffer & 255;
  };
  return {
    /** bits of a number, lowest first */
    add(value: number, count: number): void {
      buffer |= value << held;
      held += count;
      while (held >= 8) {
        push();
        buffer >>>= 8;
        held -= 8;
      }
    },
    finish(): Uint8Array {
      if (held > 0) push();
      return bytes.slice(0, used);
    },
  };
}

/** A Huffman code is written highest bit first. */
function addCode(out: Bits, code: number, count: number): void {
  let turned = 0;
  for (let i = 0; i < count; i++) turned |= ((code >>> i) & 1) << (count - 1 - i);
  out.add(turned, count);
}

/** RFC 1951, 3.2.6. */
function addSymbol(out: Bits, symbol: number): void {
  if (symbol < 144) addCode(out, 0x30 + symbol, 8);
  else if (symbol < 256) addCode(out, 0x190 + symbol - 144, 9);
  else if (symbol < 280) addCode(out, symbol - 256, 7);
  else addCode(out, 0xc0 + symbol - 280, 8);
}

/** Lowest values of the length and distance codes and their extra bits (RFC 1951, 3.2.5). */
const LENGTHS = ranges(3, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]);
const DISTANCES = ranges(
  1,
  Array.from({ length: 30 }, (_, i) => Math.max(0, Math.floor(i / 2) - 1)),
);

function ranges(first: number, bits: readonly number[]): { low: number; bits: number }[] {
  let low = first;
  return bits.map((count) => {
    const range = { low, bits: count };
    low += 1 << count;
    return range;
  });
}

function addLength(out: Bits, length: number): void {
  if (length === LONGEST) {
    addSymbol(out, 285);
    return;
  }
  const i = LENGTHS.findLastIndex((range) => range.low <= length);
  addSymbol(out, 257 + i);
  out.add(length - LENGTHS[i]!.low, LENGTHS[i]!.bits);
}

function addDistance(out: Bits, distance: number): void {
  const i = DISTANCES.findLastIndex((range) => range.low <= distance);
  addCode(out, i, 5);
  out.add(distance - DISTANCES[i]!.low, DISTANCES[i]!.bits);
}
