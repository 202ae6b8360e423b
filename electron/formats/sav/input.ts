import type { OpenFile } from '../files.ts';
import { unsupported } from '../unsupported.ts';
import { SAV_LIMITS } from './limits.ts';

const WINDOW = 1 << 16;

/** Numbers and texts of a dictionary, from front to back, in the byte order of the file. */
export class SavInput {
  at: number;
  readonly little: boolean;
  private readonly file: OpenFile;
  private window: Buffer = Buffer.alloc(0);
  private from = 0;

  constructor(file: OpenFile, at: number, little: boolean) {
    this.file = file;
    this.at = at;
    this.little = little;
  }

  /** @throws AppError unsupported_file at the end of the file, or of what a dictionary may take */
  bytes(length: number): Buffer {
    if (!(length >= 0 && this.at + length <= Math.min(this.file.size, SAV_LIMITS.dictionary)))
      throw unsupported(this.file.size > SAV_LIMITS.dictionary && length >= 0 ? 'savDictionary' : 'savDamaged');
    if (this.at < this.from || this.at + length > this.from + this.window.length) {
      this.from = this.at;
      this.window = this.file.read(this.at, Math.max(WINDOW, length));
    }
    const start = this.at - this.from;
    this.at += length;
    return this.window.subarray(start, start + length);
  }

  int32(): number {
    const bytes = this.bytes(4);
    return this.little ? bytes.readInt32LE(0) : bytes.readInt32BE(0);
  }

  double(): number {
    return doubleIn(this.bytes(8), 0, this.little);
  }

  /** A whole number of 64 bits that is a place in the file. */
  place(): number {
    const bytes = this.bytes(8);
    const value = this.little ? bytes.readBigInt64LE(0) : bytes.readBigInt64BE(0);
    if (value < 0n || value > BigInt(this.file.size)) throw unsupported('savDamaged');
    return Number(value);
  }
}

/** A number of 64 bits. */
export const doubleIn = (bytes: Buffer, at: number, little: boolean): number =>
  little ? bytes.readDoubleLE(at) : bytes.readDoubleBE(at);
