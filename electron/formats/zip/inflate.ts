import { open } from 'node:fs/promises';
import { constants, crc32, createInflateRaw } from 'node:zlib';
import { unsupported } from '../unsupported.ts';
import type { ZipEntry } from './directory.ts';
import { memberBytes } from './member.ts';

/** Packed bytes read at a time, and unpacked bytes handed on at a time. */
const READ = 1 << 16;
const PIECE = 1 << 18;

/**
 * The bytes of a part, unpacked piece by piece off this thread. What comes out is counted: a part that yields more than it
 * declared is given up at once, one that yields less or whose checksum is wrong at its end. `limit` is for parts that must
 * be held whole.
 * @throws AppError unsupported_file
 */
export async function* unpacked(path: string, entry: ZipEntry, limit = Infinity): AsyncGenerator<Buffer> {
  if (entry.unpacked > limit)
    throw unsupported('zipPart', { n: Math.ceil(entry.unpacked / 2 ** 20), most: Math.floor(limit / 2 ** 20) });
  // only the tables of an archive are decrypted, whole
  if (entry.lock !== null) throw unsupported('zipEncrypted');
  let crc = 0;
  let count = 0;
  for await (const piece of entry.method === 'stored' ? packedBytes(path, entry) : inflate(path, entry)) {
    count += piece.length;
    if (count > entry.unpacked) throw unsupported('zipInconsistent');
    crc = crc32(piece, crc);
    yield piece;
  }
  if (count !== entry.unpacked || crc !== entry.crc) throw unsupported('zipDamaged');
}

/** A part as a whole. */
export async function wholePart(path: string, entry: ZipEntry, limit: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of unpacked(path, entry, limit)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function* packedBytes(path: string, { start, packed }: ZipEntry): AsyncGenerator<Buffer> {
  const member = memberBytes(path);
  if (member) {
    for (let at = start; at < start + packed; at += READ)
      yield member.subarray(at, Math.min(at + READ, start + packed));
    return;
  }
  const file = await open(path, 'r');
  try {
    for (let at = 0; at < packed;) {
      // pieces are handed on and may be kept: a buffer each
      const buffer = Buffer.allocUnsafe(Math.min(READ, packed - at));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, start + at);
      if (bytesRead === 0) throw unsupported('zipDamaged');
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function* inflate(path: string, entry: ZipEntry): AsyncGenerator<Buffer> {
  const stream = createInflateRaw({ chunkSize: PIECE, finishFlush: constants.Z_FINISH });
  let failure: Error | null = null;
  const feed = async () => {
    for await (const bytes of packedBytes(path, entry)) {
      if (stream.destroyed) return;
      if (!stream.write(bytes)) await drained(stream);
    }
    stream.end();
  };
  const feeding = feed().catch((error: unknown) => {
    failure = error as Error;
    stream.destroy();
  });
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) yield piece;
    await feeding;
  } catch (error) {
    throw failure ?? (isZlibError(error) ? unsupported('zipDamaged') : error);
  } finally {
    stream.destroy();
    await feeding;
  }
}

/** Room in the stream again, or its end. */
const drained = (stream: NodeJS.EventEmitter): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      stream.off('drain', go).off('close', go).off('error', go);
      resolve();
    };
    stream.on('drain', go).on('close', go).on('error', go);
  });

const isZlibError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(?:Z_|ERR_STREAM|ERR_ZLIB|ERR_BUFFER)/.test(String(error.code));
