import { inflateSync } from 'node:zlib';
import type { OpenFile } from '../files.ts';
import { unsupported } from '../unsupported.ts';
import type { RawDictionary } from './dictionary.ts';
import { SavInput } from './input.ts';
import { SAV_LIMITS } from './limits.ts';

/** Bytes read at a time. */
const PIECE = 1 << 16;
const END = 252;
const RAW = 253;
const BLANK = 254;
const MISSING = 255;

/** What is written where a number is missing, whatever the file says: the lowest there is. */
const SYSTEM_MISSING = -Number.MAX_VALUE;

/** The bytes of each case, in one buffer that is reused, and how far in the file it stands. @throws AppError unsupported_file */
export function* casesOf(file: OpenFile, dictionary: RawDictionary): Generator<{ row: Buffer; done: number }> {
  const { compression, slots } = dictionary;
  if (slots * 8 > SAV_LIMITS.row) throw unsupported('savDamaged');
  const pieces = compression === 'blocks' ? blocksOf(file, dictionary) : piecesOf(file, dictionary.end);
  const stream = new Stream(pieces);
  const row = Buffer.alloc(slots * 8);
  const read = compression === 'none' ? () => stream.fill(row) : codes(stream, row, dictionary);
  let count = 0;
  while (read()) {
    count++;
    yield { row, done: stream.done };
  }
  if (dictionary.cases !== null && count < dictionary.cases) throw unsupported('savDamaged');
}

type Piece = { bytes: Buffer; done: number };

function* piecesOf(file: OpenFile, from: number): Generator<Piece> {
  for (let at = from; ;) {
    const bytes = file.read(at, PIECE);
    if (bytes.length === 0) return;
    at += bytes.length;
    yield { bytes, done: at };
  }
}

/** The blocks of a file that is packed with zlib, by the list at its end. */
function* blocksOf(file: OpenFile, { end, little }: RawDictionary): Generator<Piece> {
  const header = new SavInput(file, 0, little);
  const numbers = (at: number, length: number): Buffer => {
    const bytes = file.read(at, length);
    if (bytes.length < length) throw unsupported('savDamaged');
    return bytes;
  };
  const long = (bytes: Buffer, at: number): number =>
    Number(little ? bytes.readBigInt64LE(at) : bytes.readBigInt64BE(at));
  const int = (bytes: Buffer, at: number): number => (little ? bytes.readInt32LE(at) : bytes.readInt32BE(at));
  header.at = end;
  header.place();
  const list = header.place();
  const length = header.place();
  if (length < 24 || length > SAV_LIMITS.dictionary) throw unsupported('savDamaged');
  const trailer = numbers(list, length);
  const count = int(trailer, 20);
  if (count < 0 || 24 + 24 * count > length) throw unsupported('savDamaged');
  let total = 0;
  let whole = 0;
  for (let i = 0; i < count; i++) {
    const at = 24 + 24 * i;
    const place = long(trailer, at + 8);
    const [unpacked, packed] = [int(trailer, at + 16), int(trailer, at + 20)];
    total += unpacked;
    whole += packed;
    if (!(unpacked >= 0 && packed >= 0 && place >= 0 && place + packed <= file.size && whole <= file.size))
      throw unsupported('savDamaged');
    if (unpacked > SAV_LIMITS.block || total > SAV_LIMITS.total)
      throw unsupported('savSize', { n: Math.ceil(total / 2 ** 20), most: SAV_LIMITS.total / 2 ** 20 });
    if (total > Math.max(SAV_LIMITS.exempt, whole * SAV_LIMITS.ratio))
      throw unsupported('zipRatio', { ratio: Math.floor(total / Math.max(1, whole)), most: SAV_LIMITS.ratio });
    yield { bytes: inflated(numbers(place, packed), unpacked), done: place + packed };
  }
}

function inflated(bytes: Buffer, length: number): Buffer {
  let unpacked: Buffer | null = null;
  try {
    unpacked = inflateSync(bytes, { maxOutputLength: Math.max(1, length) });
  } catch {
    // said below
  }
  if (unpacked?.length !== length) throw unsupported('savDamaged');
  return unpacked;
}

/** A case is made of codes of one byte, eight at a time, and of what cannot be said by one. */
function codes(stream: Stream, row: Buffer, { bias, little }: RawDictionary): () => boolean {
  const block = Buffer.alloc(8);
  let next = 8;
  let ended = false;
  const put = (value: number, at: number) => (little ? row.writeDoubleLE(value, at) : row.writeDoubleBE(value, at));
  return () => {
    for (let at = 0; at < row.length;) {
      if (next === 8) {
        if (ended || !stream.fill(block, true)) return whole(at);
        next = 0;
      }
      const code = block[next++] ?? 0;
      if (code === 0) continue;
      if (code === END) {
        ended = true;
        next = 8;
        return whole(at);
      }
      if (code === RAW) {
        if (!stream.fill(row.subarray(at, at + 8))) throw unsupported('savDamaged');
      } else if (code === BLANK) row.fill(32, at, at + 8);
      else put(code === MISSING ? SYSTEM_MISSING : code - bias, at);
      at += 8;
    }
    return true;
  };
}

/** No case is left, unless the file ends in one. */
function whole(at: number): false {
  if (at > 0) throw unsupported('savDamaged');
  return false;
}

class Stream {
  done = 0;
  private readonly pieces: Iterator<Piece>;
  private piece: Buffer = Buffer.alloc(0);
  private at = 0;

  constructor(pieces: Iterator<Piece>) {
    this.pieces = pieces;
  }

  /** Fill a buffer; false at the end. `loose`: fewer bytes at the end are filled up with zeros. */
  fill(into: Buffer, loose = false): boolean {
    let got = 0;
    while (got < into.length) {
      if (this.at === this.piece.length) {
        const { value, done } = this.pieces.next() as IteratorResult<Piece, undefined>;
        if (done) break;
        this.piece = value.bytes;
        this.done = value.done;
        this.at = 0;
        continue;
      }
      const copied = this.piece.copy(into, got, this.at);
      this.at += copied;
      got += copied;
    }
    if (got === into.length) return true;
    if (got > 0 && !loose) throw unsupported('savDamaged');
    into.fill(0, got);
    return got > 0;
  }
}
