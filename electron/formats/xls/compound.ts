import { bytesOf, openFile, sizeOf } from '../files.ts';
import { unsupported } from '../unsupported.ts';

/** The bytes of a stream of a compound file. */
export type Stream = {
  readonly size: number;
  /** A copy of `length` bytes from `at` on; fewer at the end. @throws AppError unsupported_file: they are not in the file */
  read(at: number, length: number): Buffer;
};

/** What lies at the top of a compound file: its streams and storages by name, in lower case, since names do not tell case apart. */
export type Compound = { readonly names: ReadonlySet<string>; stream(name: string): Stream | null };

type Entry = {
  readonly name: string;
  /** 1: storage, 2: stream, 5: root ([MS-CFB] 2.6.1) */
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
};

const SIGNATURE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const HEADER = 512;
/** Places of the sector table that the header itself names ([MS-CFB] 2.2). */
const NAMED_IN_HEADER = 109;
/** Numbers from here on are no sectors but marks, such as the end of a chain. */
const MARKS = 0xfffffffa;
const NO_ENTRY = 0xffffffff;
const ENTRY = 128;
/** Entries of a directory that are looked at; a workbook has some ten. */
const MOST_ENTRIES = 16_384;
const MINI = 64;

/** Is this how a compound file begins, the container of Office files up to 2003? */
export const isCompound = (head: Buffer): boolean => head.subarray(0, SIGNATURE.length).equals(SIGNATURE);

/**
 * Open a compound file ([MS-CFB]): which sectors of the file make up which stream.
 * @returns null: it begins like one, but its header is none
 * @throws AppError unsupported_file: damaged
 */
export function openCompound(path: string): Compound | null {
  const head = bytesOf(path, 0, HEADER);
  const shift = head.length < HEADER ? 0 : head.readUInt16LE(30);
  if (!isCompound(head) || (shift !== 9 && shift !== 12)) return null;
  const file = new Sectors(path, 2 ** shift);
  const table = sectorTable(file, head);
  const entries = entriesOf(file.all(head.readUInt32LE(48), table, (MOST_ENTRIES * ENTRY) >> shift), shift === 9);
  const root = entries[0];
  if (root?.type !== 5) return null;
  const top = childrenOf(entries, root.child);
  const cutoff = head.readUInt32LE(56);
  const stream = (name: string): Stream | null => {
    const entry = top.find((one) => one.type === 2 && one.name.toLowerCase() === name);
    if (!entry) return null;
    if (entry.size >= cutoff) return file.stream(file.chain(entry.start, entry.size, table), entry.size);
    const miniTable = tableOf(file.all(head.readUInt32LE(60), table, file.count));
    const small = file.stream(file.chain(root.start, root.size, table), root.size);
    return miniStream(small, miniTable, entry);
  };
  return { names: new Set(top.map(({ name }) => name.toLowerCase())), stream };
}

/** The sectors of a file, numbered from behind the header. */
class Sectors {
  readonly count: number;
  readonly bytes: number;
  private readonly path: string;
  private readonly end: number;

  constructor(path: string, bytes: number) {
    this.path = path;
    this.bytes = bytes;
    this.end = sizeOf(path);
    // the last one may be cut short
    this.count = Math.max(0, Math.ceil(this.end / bytes) - 1);
  }

  /** A sector whole; what the file lacks at its end is zero. */
  read(sector: number): Buffer {
    if (sector >= this.count) throw unsupported('xlsDamaged');
    const whole = Buffer.alloc(this.bytes);
    bytesOf(this.path, (sector + 1) * this.bytes, this.bytes).copy(whole);
    return whole;
  }

  /** The sectors of a stream of `size` bytes. */
  chain(start: number, size: number, table: Uint32Array): Uint32Array {
    const needed = Math.ceil(size / this.bytes);
    if (needed > this.count) throw unsupported('xlsDamaged');
    const sectors = new Uint32Array(needed);
    let sector = start;
    for (let i = 0; i < needed; i++) {
      if (sector >= this.count) throw unsupported('xlsDamaged');
      sectors[i] = sector;
      sector = table[sector] ?? NO_ENTRY;
    }
    return sectors;
  }

  /** The bytes of a chain whose length nothing states, at most `most` sectors of it. */
  all(start: number, table: Uint32Array, most: number): Buffer {
    const pieces: Buffer[] = [];
    for (let sector = start; sector < MARKS && pieces.length < Math.min(most, this.count);) {
      pieces.push(this.read(sector));
      sector = table[sector] ?? NO_ENTRY;
    }
    return Buffer.concat(pieces);
  }

  stream(sectors: Uint32Array, size: number): Stream {
    return { size, read: (at, length) => this.bytesIn(sectors, at, Math.max(0, Math.min(length, size - at))) };
  }

  private bytesIn(sectors: Uint32Array, from: number, length: number): Buffer {
    const buffer = Buffer.alloc(length);
    const file = openFile(this.path);
    try {
      for (let got = 0; got < length;) {
        const place = Math.floor((from + got) / this.bytes);
        const inside = (from + got) % this.bytes;
        const first = sectors[place]!;
        let run = 1;
        while (run * this.bytes - inside < length - got && sectors[place + run] === first + run) run++;
        const want = Math.min(length - got, run * this.bytes - inside);
        // of a part of a zip the bytes themselves come back
        if (file.read((first + 1) * this.bytes + inside, want).copy(buffer, got) < want)
          throw unsupported('xlsDamaged');
        got += want;
      }
      return buffer;
    } finally {
      file.close();
    }
  }
}

/** For each sector the one that follows it: its own sectors are named in the header and in a chain behind it. */
function sectorTable(file: Sectors, head: Buffer): Uint32Array {
  const each = file.bytes / 4;
  const needed = Math.ceil(file.count / each);
  const places: number[] = [];
  const take = (list: Buffer, count: number): void => {
    for (let i = 0; i < count && places.length < needed; i++) {
      const sector = list.readUInt32LE(i * 4);
      if (sector < MARKS) places.push(sector);
    }
  };
  take(head.subarray(76), NAMED_IN_HEADER);
  let next = head.readUInt32LE(68);
  for (let seen = 0; next < MARKS && places.length < needed && seen < needed; seen++) {
    const more = file.read(next);
    take(more, each - 1);
    next = more.readUInt32LE(file.bytes - 4);
  }
  return tableOf(Buffer.concat(places.map((sector) => file.read(sector))));
}

function tableOf(bytes: Buffer): Uint32Array {
  const table = new Uint32Array(bytes.length >> 2);
  for (let i = 0; i < table.length; i++) table[i] = bytes.readUInt32LE(i * 4);
  return table;
}

/** @param narrow sizes have 32 bits, and what stands in the upper half means nothing */
function entriesOf(directory: Buffer, narrow: boolean): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const characters = Math.min(64, directory.readUInt16LE(at + 64));
    entries.push({
      name: directory.toString('utf16le', at, at + Math.max(0, characters - 2)),
      type: directory[at + 66]!,
      left: directory.readUInt32LE(at + 68),
      right: directory.readUInt32LE(at + 72),
      child: directory.readUInt32LE(at + 76),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120) + (narrow ? 0 : directory.readUInt32LE(at + 124) * 2 ** 32),
    });
  }
  return entries;
}

/** The entries of one storage: a tree of siblings, whose order nobody needs here. */
function childrenOf(entries: readonly Entry[], child: number): Entry[] {
  const found: Entry[] = [];
  const seen = new Set<number>();
  const open = [child];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const entry = entries[at];
    if (!entry || seen.has(at)) continue;
    seen.add(at);
    found.push(entry);
    open.push(entry.left, entry.right);
  }
  return found;
}

/** A stream too small for sectors of its own, put together from the pieces of 64 bytes in which it is kept. */
function miniStream(small: Stream, table: Uint32Array, { start, size }: Entry): Stream {
  const pieces: Buffer[] = [];
  let sector = start;
  for (let left = size; left > 0; left -= MINI) {
    const piece = small.read(sector * MINI, Math.min(MINI, left));
    if (sector >= MARKS || piece.length < Math.min(MINI, left)) throw unsupported('xlsDamaged');
    pieces.push(piece);
    sector = table[sector] ?? NO_ENTRY;
  }
  const whole = Buffer.concat(pieces);
  return { size, read: (at, length) => whole.subarray(at, at + length) };
}
