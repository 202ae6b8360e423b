import { unsupported } from '../unsupported.ts';
import type { Stream } from './compound.ts';

/** The records of a workbook that are read, by number ([MS-XLS] 2.3). */
export const RECORD = {
  formula: 0x0006,
  eof: 0x000a,
  date1904: 0x0022,
  filePass: 0x002f,
  continued: 0x003c,
  boundSheet: 0x0085,
  mulRk: 0x00bd,
  richLabel: 0x00d6,
  xf: 0x00e0,
  mergeCells: 0x00e5,
  sst: 0x00fc,
  labelSst: 0x00fd,
  number: 0x0203,
  label: 0x0204,
  boolError: 0x0205,
  string: 0x0207,
  rk: 0x027e,
  format: 0x041e,
  bof: 0x0809,
} as const;

/** The version that the first record of a stream of Excel 97 to 2003 names. */
export const BIFF8 = 0x0600;

/** Bytes read at a time. */
const WINDOW = 1 << 18;
const NOTHING = Buffer.alloc(0);

/** Walks through the records of a stream from front to back. */
export class RecordReader {
  /** number of the record */
  id = 0;
  /** its bytes, without number and length */
  data: Buffer = NOTHING;
  /** where the next record begins */
  at: number;
  private readonly stream: Stream;
  private window: Buffer = NOTHING;
  private windowAt = 0;

  constructor(stream: Stream, at: number) {
    this.stream = stream;
    this.at = at;
  }

  /** Go to the next record. @returns false at the end of the stream @throws AppError unsupported_file: it is cut off */
  next(): boolean {
    const head = this.bytes(this.at, 4);
    if (head < 0) return false;
    const length = this.window.readUInt16LE(head + 2);
    const from = this.bytes(this.at + 4, length);
    if (from < 0) throw unsupported('xlsDamaged');
    // the window may be another one by now: number and length are taken again
    this.id = this.idAt(this.at);
    this.data = this.window.subarray(this.at + 4 - this.windowAt, this.at + 4 - this.windowAt + length);
    this.at += 4 + length;
    return true;
  }

  /** Does the next record go on with the bytes of this one? */
  goesOn(): boolean {
    return this.bytes(this.at, 4) >= 0 && this.idAt(this.at) === RECORD.continued;
  }

  private idAt(at: number): number {
    return this.window.readUInt16LE(at - this.windowAt);
  }

  /** Have `length` bytes from `at` on in the window. @returns their place in it; -1: the stream ends before */
  private bytes(at: number, length: number): number {
    const place = at - this.windowAt;
    if (place >= 0 && place + length <= this.window.length) return place;
    if (at < 0 || at + length > this.stream.size) return -1;
    // the head of the record stays in the window with its bytes
    const from = Math.max(0, at - 4);
    this.window = this.stream.read(from, Math.max(WINDOW, length + 4));
    this.windowAt = from;
    return at - from;
  }
}

/**
 * Reads texts out of a record and those that continue it. Within the characters of a text each continuation begins with a
 * byte that says anew whether they are narrow (one byte each) or wide ([MS-XLS] 2.5.293 and 2.4.58).
 */
export class TextCursor {
  private readonly reader: RecordReader;
  private data: Buffer;
  private at: number;

  /** @param at where to begin in the record on which the reader stands */
  constructor(reader: RecordReader, at: number) {
    this.reader = reader;
    this.data = reader.data;
    this.at = at;
  }

  /** Is there nothing left, here and in continuations? */
  ended(): boolean {
    while (this.at >= this.data.length) {
      if (!this.reader.goesOn()) return true;
      this.more();
    }
    return false;
  }

  byte(): number {
    while (this.at >= this.data.length) this.more();
    return this.data[this.at++]!;
  }

  /** A number of 16 bits. */
  short(): number {
    return this.byte() + this.byte() * 256;
  }

  /** A number of 32 bits. */
  long(): number {
    return this.short() + this.short() * 65_536;
  }

  /** `count` characters of a text whose first piece is wide or not. */
  characters(count: number, wide: boolean): string {
    let text = '';
    let each = wide ? 2 : 1;
    for (let left = count; left > 0;) {
      if (this.at >= this.data.length) {
        this.more();
        each = (this.byte() & 1) + 1;
        continue;
      }
      const here = Math.min(left, Math.floor((this.data.length - this.at) / each));
      if (here === 0) throw unsupported('xlsDamaged');
      const end = this.at + here * each;
      const piece = this.data.toString(each === 2 ? 'utf16le' : 'latin1', this.at, end);
      text = text === '' ? piece : text + piece;
      this.at = end;
      left -= here;
    }
    return text;
  }

  /** A text with its length, in 16 bits or in `short` ones, before it. */
  text(short = false): string {
    const count = short ? this.byte() : this.short();
    return this.characters(count, (this.byte() & 1) === 1);
  }

  /** A text that may have runs of fonts and reading aids of East Asian names, which are passed over. */
  richText(): string {
    const count = this.short();
    const flags = this.byte();
    const runs = (flags & 8) === 0 ? 0 : this.short();
    const aids = (flags & 4) === 0 ? 0 : this.long();
    const text = this.characters(count, (flags & 1) === 1);
    this.skip(runs * 4 + aids);
    return text;
  }

  private skip(count: number): void {
    for (let left = count; left > 0;) {
      if (this.at >= this.data.length) {
        this.more();
        continue;
      }
      const here = Math.min(left, this.data.length - this.at);
      this.at += here;
      left -= here;
    }
  }

  private more(): void {
    if (!this.reader.goesOn()) throw unsupported('xlsDamaged');
    this.reader.next();
    this.data = this.reader.data;
    this.at = 0;
  }
}
