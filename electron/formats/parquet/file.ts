import { parquetMetadata } from 'hyparquet/src/metadata.js';
import type { FileMetaData } from 'hyparquet';
import { AppError } from '../../../shared/frames.ts';
import { bytesOf } from '../files.ts';
import { unsupported } from '../unsupported.ts';
import { PARQUET_LIMITS } from './limits.ts';
import { structEnd } from './thrift.ts';

/** A Parquet file whose description was read. */
export type ParquetFile = { readonly path: string; readonly bytes: number; readonly meta: FileMetaData };

/** The length of the footer and the mark behind it. */
const TAIL = 8;

/**
 * Does a file begin as Parquet does, plain or with an encrypted footer? A zero byte ends the first header in it; a text whose
 * first column is called PAR1 has none.
 */
export const isParquet = (head: Buffer): boolean => /^PAR[1E]$/.test(head.toString('latin1', 0, 4)) && head.includes(0);

/**
 * Read the description at the end of a file (Apache Parquet format, "File format" and "Metadata").
 * @throws AppError unsupported_file
 */
export function openParquet(path: string, bytes: number): ParquetFile {
  if (bytes < TAIL + 4) throw unsupported('parquetDamaged');
  const tail = bytesOf(path, bytes - TAIL, TAIL);
  const mark = tail.toString('latin1', 4);
  if (mark === 'PARE') throw unsupported('parquetEncrypted');
  if (mark !== 'PAR1') throw unsupported('parquetDamaged');
  const length = tail.readUInt32LE(0);
  if (length > bytes - TAIL - 4) throw unsupported('parquetDamaged');
  if (length > PARQUET_LIMITS.footer)
    throw unsupported('parquetFooter', { n: length >> 20, most: PARQUET_LIMITS.footer >> 20 });
  const footer = bytesOf(path, bytes - TAIL - length, length + TAIL);
  const meta = guarded(() => {
    structEnd(footer.subarray(0, length), 0);
    return parquetMetadata(new Uint8Array(footer), { geoparquet: false });
  });
  const rows = Number(meta.num_rows);
  const most = PARQUET_LIMITS.rows + PARQUET_LIMITS.rowsPerByte * bytes;
  if (!(rows >= 0) || meta.schema.length === 0) throw unsupported('parquetDamaged');
  if (rows > most) throw unsupported('parquetRows', { n: rows, most });
  return { path, bytes, meta };
}

/** These bytes of a file, all of them. @throws AppError unsupported_file */
export function stretch({ path, bytes }: Pick<ParquetFile, 'path' | 'bytes'>, from: number, length: number): Buffer {
  if (!(from >= 0 && length >= 0 && from + length <= bytes)) throw unsupported('parquetDamaged');
  const found = bytesOf(path, from, length);
  if (found.length < length) throw unsupported('parquetDamaged');
  return found;
}

/** What decoders choke on is a damaged file. @throws AppError unsupported_file */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unsupported('parquetDamaged');
  }
}
