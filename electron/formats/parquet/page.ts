import { crc32 } from 'node:zlib';
import type { ColumnMetaData, PageHeader, ParquetType } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { byteStreamSplit } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import { unsupported } from '../unsupported.ts';
import { unpackPage } from './codec.ts';
import { deltas, lengthsThenBytes, sharedBeginnings } from './delta.ts';
import { stretch, type ParquetFile } from './file.ts';
import { bitsOf, hybrid } from './levels.ts';
import { PARQUET_LIMITS } from './limits.ts';
import type { Node } from './schema.ts';
import type { Stored } from './text.ts';
import { structEnd } from './thrift.ts';

/** Bytes in which a page's header is looked for first, and then: one with the largest texts of its page is long. */
const HEADER = 1 << 10;
const LONG_HEADER = 1 << 20;

/** A page as it stands in the file, unpacked. */
export type RawPage = {
  readonly header: PageHeader;
  /** levels (of the newer kind of page), and what follows them */
  readonly levels: Uint8Array;
  readonly body: Uint8Array;
  /** where the next begins */
  readonly next: number;
};

/** The values of a page: as they are, or as places in the dictionary; null levels: all values are there, none in a list. */
export type PageValues = {
  readonly count: number;
  readonly repetition: Uint32Array | null;
  readonly definition: Uint32Array | null;
  readonly values: ArrayLike<Stored> | null;
  readonly places: Uint32Array | null;
};

/** Read and unpack the page that begins here. @throws AppError unsupported_file, or what a decoder throws */
export function pageAt(file: ParquetFile, from: number, meta: ColumnMetaData): RawPage {
  const { header, length } = headerAt(file, from);
  const { compressed_page_size: packed, uncompressed_page_size: size } = header;
  if (!(packed >= 0 && size >= 0)) throw unsupported('parquetDamaged');
  if (packed > PARQUET_LIMITS.page || size > PARQUET_LIMITS.page)
    throw unsupported('parquetPage', { n: Math.max(packed, size) >> 20, most: PARQUET_LIMITS.page >> 20 });
  const bytes = stretch(file, from + length, packed);
  if (header.crc !== undefined && crc32(bytes) !== header.crc >>> 0) throw unsupported('parquetDamaged');
  const next = from + length + packed;
  const v2 = header.type === 'DATA_PAGE_V2' ? header.data_page_header_v2 : undefined;
  // the levels of the newer kind of page are never packed
  const before = v2 ? v2.repetition_levels_byte_length + v2.definition_levels_byte_length : 0;
  if (!(before >= 0 && before <= packed && before <= size)) throw unsupported('parquetDamaged');
  const rest = bytes.subarray(before);
  const body = unpackPage(v2?.is_compressed === false ? 'UNCOMPRESSED' : meta.codec, rest, size - before);
  return { header, levels: bytes.subarray(0, before), body, next };
}

function headerAt(file: ParquetFile, from: number): { header: PageHeader; length: number } {
  for (const most of [HEADER, LONG_HEADER]) {
    const window = Math.min(most, file.bytes - from);
    const bytes = stretch(file, from, window);
    let length: number;
    try {
      length = structEnd(bytes, 0);
    } catch (error) {
      if (most === HEADER && window === HEADER) continue;
      throw error;
    }
    return { header: parquetHeader({ view: viewOf(bytes), offset: 0 }), length };
  }
  throw unsupported('parquetDamaged');
}

/** The values of a dictionary. @throws AppError unsupported_file, or what a decoder throws */
export function dictionaryOf({ header, body }: RawPage, node: Node): ArrayLike<Stored> {
  return plain(body, node, checked(header.dictionary_page_header?.num_values));
}

/** The values of a page of data. @throws AppError unsupported_file, or what a decoder throws */
export function valuesOf(page: RawPage, node: Node): PageValues {
  const v2 = page.header.data_page_header_v2;
  if (page.header.type === 'DATA_PAGE_V2' && v2) {
    const count = checked(v2.num_values);
    const middle = v2.repetition_levels_byte_length;
    const levels = (most: number, bytes: Uint8Array) => (most === 0 ? null : hybrid(bytes, bitsOf(most), count));
    const repetition = levels(node.repetition, page.levels.subarray(0, middle));
    const definition = levels(node.definition, page.levels.subarray(middle));
    return {
      count,
      repetition,
      definition,
      ...encoded(page.body, v2.encoding, node, present(definition, node, count)),
    };
  }
  const v1 = page.header.data_page_header;
  if (!v1) throw unsupported('parquetDamaged');
  const count = checked(v1.num_values);
  let rest = page.body;
  const levels = (most: number, encoding: string) => {
    if (most === 0) return null;
    if (encoding !== 'RLE') throw unsupported('parquetEncoding', { encoding });
    const length = viewOf(rest).getUint32(0, true);
    if (length > rest.length - 4) throw unsupported('parquetDamaged');
    const found = hybrid(rest.subarray(4, 4 + length), bitsOf(most), count);
    rest = rest.subarray(4 + length);
    return found;
  };
  const repetition = levels(node.repetition, v1.repetition_level_encoding);
  const definition = levels(node.definition, v1.definition_level_encoding);
  return { count, repetition, definition, ...encoded(rest, v1.encoding, node, present(definition, node, count)) };
}

function present(definition: Uint32Array | null, node: Node, count: number): number {
  if (definition === null) return count;
  let there = 0;
  for (const level of definition) if (level === node.definition) there++;
  return there;
}

function encoded(
  bytes: Uint8Array,
  encoding: string,
  node: Node,
  count: number,
): Pick<PageValues, 'values' | 'places'> {
  const { type } = node.element;
  const values = (found: ArrayLike<Stored>) => ({ values: found, places: null });
  switch (encoding) {
    case 'PLAIN':
      return values(plain(bytes, node, count));
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY':
      return { values: null, places: hybrid(bytes.subarray(1), bytes[0] ?? 0, count) };
    case 'RLE':
      return values(Array.from(hybrid(bytes.subarray(4), 1, count), (bit) => bit === 1));
    case 'DELTA_BINARY_PACKED':
      return values(deltas(bytes, count, type === 'INT32' ? 32 : 64).values);
    case 'DELTA_LENGTH_BYTE_ARRAY':
      return values(lengthsThenBytes(bytes, count));
    case 'DELTA_BYTE_ARRAY':
      return values(sharedBeginnings(bytes, count, PARQUET_LIMITS.page));
    case 'BYTE_STREAM_SPLIT':
      if (!(count * leastBytes(node) <= bytes.length)) throw unsupported('parquetDamaged');
      return values(byteStreamSplit(reader(bytes), count, typeOf(node), node.element.type_length));
    default:
      throw unsupported('parquetEncoding', { encoding });
  }
}

function plain(bytes: Uint8Array, node: Node, count: number): ArrayLike<Stored> {
  if (!(count * leastBytes(node) <= bytes.length)) throw unsupported('parquetDamaged');
  return readPlain(reader(bytes), typeOf(node), count, node.element.type_length);
}

const BYTES: Record<ParquetType, number> = {
  BOOLEAN: 1 / 8,
  INT32: 4,
  INT64: 8,
  INT96: 12,
  FLOAT: 4,
  DOUBLE: 8,
  BYTE_ARRAY: 4,
  FIXED_LEN_BYTE_ARRAY: 1,
};
function leastBytes(node: Node): number {
  const type = typeOf(node);
  return type === 'FIXED_LEN_BYTE_ARRAY' ? (node.element.type_length ?? NaN) : BYTES[type];
}

function typeOf({ element: { type } }: Node): ParquetType {
  if (type === undefined) throw unsupported('parquetDamaged');
  return type;
}

function checked(count: number | undefined): number {
  if (count === undefined || !(count >= 0)) throw unsupported('parquetDamaged');
  if (count > PARQUET_LIMITS.values) throw unsupported('parquetValues', { n: count, most: PARQUET_LIMITS.values });
  return count;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const reader = (bytes: Uint8Array) => ({ view: viewOf(bytes), offset: 0 });
