import { unsupported } from '../unsupported.ts';
import type { CellContext, CellCounts } from '../xlsx/cells.ts';
import { styledText } from '../xlsx/values.ts';
import { RECORD, TextCursor, type RecordReader } from './records.ts';

/** What Excel 97 to 2003 can hold: columns of a sheet. */
const COLUMNS = 256;
const PLAIN = { kind: 'plain' } as const;

/** Errors by their number ([MS-XLS] 2.5.10). */
const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
  0x2b: '#GETTING_DATA',
};

/** Takes a cell: row and column from 0; `text` is never empty. */
export type CellTaker = (row: number, column: number, text: string) => void;

/** Turns the records of a sheet into cells as text, as they are stored everywhere else. */
export class CellDecoder {
  readonly counts: CellCounts = { errors: 0, uncomputed: 0 };
  private readonly context: CellContext;
  private readonly take: CellTaker;
  /** a formula whose text comes in a record of its own */
  private waiting: { row: number; column: number } | null = null;

  constructor(context: CellContext, take: CellTaker) {
    this.context = context;
    this.take = take;
  }

  /** Read the record on which the reader stands. @throws AppError unsupported_file: damaged */
  record(reader: RecordReader): void {
    const { id, data } = reader;
    if (id === RECORD.string) this.formulaText(reader);
    else if (id === RECORD.mulRk) this.numbers(data);
    else if (isCell(id)) this.cell(id, data, reader);
  }

  /** The sheet has ended. */
  end(): void {
    this.missed();
  }

  private cell(id: number, data: Buffer, reader: RecordReader): void {
    this.missed();
    const row = wordAt(data, 0);
    const column = wordAt(data, 2);
    const style = wordAt(data, 4);
    switch (id) {
      case RECORD.labelSst: {
        const text = this.context.strings[longAt(data, 6)];
        if (text === undefined) throw unsupported('xlsDamaged');
        return this.put(row, column, text);
      }
      case RECORD.label:
      case RECORD.richLabel:
        return this.put(row, column, new TextCursor(reader, 6).text());
      case RECORD.number:
        return this.number(row, column, style, doubleAt(data, 6));
      case RECORD.rk:
        return this.number(row, column, style, shortNumber(longAt(data, 6)));
      case RECORD.boolError:
        return this.flag(row, column, wordAt(data, 6) & 0xff, data[7] === 1);
      default:
        return this.formula(row, column, style, data);
    }
  }

  private numbers(data: Buffer): void {
    this.missed();
    const row = wordAt(data, 0);
    const first = wordAt(data, 2);
    for (let i = 0; 4 + i * 6 + 8 <= data.length; i++) {
      const at = 4 + i * 6;
      this.number(row, first + i, data.readUInt16LE(at), shortNumber(data.readUInt32LE(at + 2)));
    }
  }

  /** The result of a formula: a number, or what its last two bytes say ([MS-XLS] 2.5.133). */
  private formula(row: number, column: number, style: number, data: Buffer): void {
    if (wordAt(data, 12) !== 0xffff) return this.number(row, column, style, doubleAt(data, 6));
    switch (data[6]) {
      case 0:
        this.waiting = { row, column };
        return;
      case 1:
        return this.flag(row, column, data[8]!, false);
      case 2:
        return this.flag(row, column, data[8]!, true);
    }
  }

  private formulaText(reader: RecordReader): void {
    const { waiting } = this;
    this.waiting = null;
    if (waiting) this.put(waiting.row, waiting.column, new TextCursor(reader, 0).text());
  }

  /** A formula that was to have a text, and none came. */
  private missed(): void {
    if (this.waiting) this.counts.uncomputed++;
    this.waiting = null;
  }

  private flag(row: number, column: number, value: number, error: boolean): void {
    if (error) this.counts.errors++;
    this.put(row, column, error ? (ERRORS[value] ?? '#VALUE!') : value === 0 ? 'FALSE' : 'TRUE');
  }

  private number(row: number, column: number, style: number, value: number): void {
    if (!Number.isFinite(value)) throw unsupported('xlsDamaged');
    this.put(row, column, styledText(String(value), this.context.styles[style] ?? PLAIN, this.context.from1904));
  }

  private put(row: number, column: number, text: string): void {
    if (column >= COLUMNS) throw unsupported('xlsDamaged');
    if (text !== '') this.take(row, column, text);
  }
}

const CELLS = new Set<number>([
  RECORD.labelSst,
  RECORD.label,
  RECORD.richLabel,
  RECORD.number,
  RECORD.rk,
  RECORD.boolError,
  RECORD.formula,
]);

/** Does a record hold one cell that may have a value? Its row stands in its first two bytes. */
const isCell = (id: number): boolean => CELLS.has(id);

/** Does a record hold cells, one or a stretch of a row? */
export const holdsCells = (id: number): boolean => id === RECORD.mulRk || isCell(id);

/** Row of a record that holds cells. @throws AppError unsupported_file: damaged */
export const rowOf = (data: Buffer): number => wordAt(data, 0);

/** A number in 30 bits and two that say how: whole or the upper part of a fraction, a hundredfold or not ([MS-XLS] 2.5.217). */
function shortNumber(bits: number): number {
  const value = (bits & 2) === 0 ? upperDouble(bits & ~3) : bits >> 2;
  return (bits & 1) === 0 ? value : value / 100;
}

const scratch = new DataView(new ArrayBuffer(8));
function upperDouble(upper: number): number {
  scratch.setInt32(0, upper);
  scratch.setInt32(4, 0);
  return scratch.getFloat64(0);
}

function wordAt(data: Buffer, at: number): number {
  if (at + 2 > data.length) throw unsupported('xlsDamaged');
  return data.readUInt16LE(at);
}

function longAt(data: Buffer, at: number): number {
  if (at + 4 > data.length) throw unsupported('xlsDamaged');
  return data.readUInt32LE(at);
}

function doubleAt(data: Buffer, at: number): number {
  if (at + 8 > data.length) throw unsupported('xlsDamaged');
  return data.readDoubleLE(at);
}
