import fs from 'node:fs';
import { type Generation, generationOn } from './generation.ts';

/** What a write-ahead log holds, read without SQLite (its format: sqlite.org/walformat.html). */
export interface WalFacts {
  readonly pageSize: number;
  /** whole transactions */
  readonly commits: number;
  /** for each whole transaction the generation it wrote; undefined: none */
  readonly generations: readonly (Generation | undefined)[];
  /** the first page as of the last whole transaction that wrote it */
  readonly firstPage: Buffer | null;
  /** the end of a transaction lies behind a frame that is not whole: more was committed than can be read */
  readonly broken: boolean;
}

const HEADER = 32;
const FRAME_HEADER = 24;
const MAGIC = 0x377f0682;
/** Frames read at a time. */
const FRAMES = 256;

/** The log beside a file. `empty`: there is none, or nothing was ever written to it; `garbage`: it is no log. */
export function readWal(path: string): WalFacts | 'empty' | 'garbage' {
  let file: number;
  try {
    file = fs.openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'empty';
    throw error;
  }
  try {
    if (fs.fstatSync(file).size === 0) return 'empty';
    const header = Buffer.alloc(HEADER);
    if (fs.readSync(file, header, 0, HEADER, 0) < HEADER) return 'garbage';
    const magic = header.readUInt32BE(0);
    const pageSize = header.readUInt32BE(8);
    if (magic >>> 1 !== MAGIC >>> 1 || pageSize < 512 || pageSize > 65_536 || (pageSize & (pageSize - 1)) !== 0)
      return 'garbage';
    const sum = new Checksum((magic & 1) === 1);
    sum.add(header, 0, 24);
    return sum.equals(header, 24) ? new Walk(file, header, pageSize, sum).facts() : 'garbage';
  } finally {
    fs.closeSync(file);
  }
}

/** The running checksum of the format: over each frame and all before it. */
class Checksum {
  #a = 0;
  #b = 0;
  readonly #big: boolean;
  constructor(big: boolean) {
    this.#big = big;
  }
  add(bytes: Buffer, from: number, to: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    let a = this.#a;
    let b = this.#b;
    for (let at = from; at < to; at += 8) {
      a = (a + view.getUint32(at, !this.#big) + b) | 0;
      b = (b + view.getUint32(at + 4, !this.#big) + a) | 0;
    }
    this.#a = a;
    this.#b = b;
  }
  equals(bytes: Buffer, at: number): boolean {
    return bytes.readInt32BE(at) === this.#a && bytes.readInt32BE(at + 4) === this.#b;
  }
}

/** One walk over the frames, as SQLite's own recovery takes it: up to the last end of a transaction that is whole. */
class Walk {
  readonly #file: number;
  readonly #salts: Buffer;
  readonly #pageSize: number;
  readonly #sum: Checksum;
  #whole = true;
  #broken = false;
  #commits = 0;
  readonly #generations: (Generation | undefined)[] = [];
  #firstPage: Buffer | null = null;
  /** of the transaction that is being read */
  #pending: { generation: Generation | undefined; firstPage: Buffer | null } = this.#nothing();

  constructor(file: number, header: Buffer, pageSize: number, sum: Checksum) {
    this.#file = file;
    this.#salts = header.subarray(16, 24);
    this.#pageSize = pageSize;
    this.#sum = sum;
  }

  #nothing(): { generation: Generation | undefined; firstPage: Buffer | null } {
    return { generation: undefined, firstPage: null };
  }

  facts(): WalFacts {
    const size = FRAME_HEADER + this.#pageSize;
    const chunk = Buffer.alloc(FRAMES * size);
    for (let at = HEADER; !this.#broken; at += chunk.length) {
      const read = fs.readSync(this.#file, chunk, 0, chunk.length, at);
      for (let from = 0; from + size <= read; from += size) this.#frame(chunk.subarray(from, from + size));
      if (read < chunk.length) break;
    }
    return {
      pageSize: this.#pageSize,
      commits: this.#commits,
      generations: this.#generations,
      firstPage: this.#firstPage,
      broken: this.#broken,
    };
  }

  #frame(frame: Buffer): void {
    const page = frame.readUInt32BE(0);
    const commit = frame.readUInt32BE(4) !== 0;
    // frames of an older log lie behind those of this one
    const ours = frame.compare(this.#salts, 0, 8, 8, 16) === 0 && page !== 0;
    if (this.#whole && ours) {
      this.#sum.add(frame, 0, 8);
      this.#sum.add(frame, FRAME_HEADER, frame.length);
      this.#whole = this.#sum.equals(frame, 16);
    } else this.#whole = false;
    if (this.#whole) this.#take(page, frame.subarray(FRAME_HEADER), commit);
    else if (ours && commit) this.#broken = true;
  }

  #take(page: number, image: Buffer, commit: boolean): void {
    if (page === 1) this.#pending.firstPage = Buffer.from(image);
    this.#pending.generation = generationOn(image) ?? this.#pending.generation;
    if (!commit) return;
    this.#commits++;
    this.#generations.push(this.#pending.generation);
    this.#firstPage = this.#pending.firstPage ?? this.#firstPage;
    this.#pending = this.#nothing();
  }
}
