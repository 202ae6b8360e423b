// not by name: a Node that lacks one of them has to get as far as saying that it is too old
import * as zlib from 'node:zlib';
import type { CompressionCodec } from 'hyparquet';
import { lz4Block, snappy } from './lz.ts';

/** Unpacks to exactly `length` bytes. @throws RangeError, or what the unpacker throws */
type Unpack = (bytes: Uint8Array, length: number) => Uint8Array;

const CODECS: Partial<Record<CompressionCodec, Unpack>> = {
  UNCOMPRESSED: (bytes) => bytes,
  SNAPPY: snappy,
  GZIP: (bytes, length) => zlib.gunzipSync(bytes, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (bytes, length) => zlib.brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
  ZSTD: (bytes, length) => zlib.zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
  LZ4_RAW: lz4Block,
};

/** Can a column packed in this way be read? */
export const readsCodec = (codec: string): boolean => Object.hasOwn(CODECS, codec);

/**
 * Unpack a page. The result has a buffer of its own: a length in it that leads too far must not lead into other memory.
 * @throws RangeError when it is not exactly as long as it says, or what the unpacker throws
 */
export function unpackPage(codec: CompressionCodec, bytes: Uint8Array, length: number): Uint8Array {
  const unpack = CODECS[codec];
  // an empty page may have been packed to nothing
  const unpacked = length === 0 ? new Uint8Array(0) : unpack?.(bytes, length);
  if (unpacked?.length !== length) throw new RangeError('length of a page');
  return unpacked.byteLength === unpacked.buffer.byteLength ? unpacked : new Uint8Array(unpacked);
}
