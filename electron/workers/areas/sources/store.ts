import type { ColumnInput } from '../../../analysis/intake/columnFacts.ts';
import { isMissing } from '../../../analysis/intake/missing.ts';
import { packRaw } from '../../../analysis/intake/rawBlock.ts';
import { DistinctCounter } from './distinct.ts';
import { utf8 } from '../../../formats/utf8.ts';
import { countRepeated } from './repeated.ts';

/**
 * Distinct cells kept for all columns together, some two hundred bytes each here and in the core; and of a file whose rows are
 * not kept, where they only tell what the columns are.
 */
const CAP_ALL = 700_000;
const CAP_TOLD = 300_000;
/** Distinct cells counted for one column past those that are kept. */
const COUNTED = 1_000_000;
/** Cells whose codes are kept, so that the typed rows need no second reading of the file (48 MB of codes). */
const MOST_CELLS = 12_000_000;
/** Rows after which it can be said how many a file will have. */
const TELLING = 8192;

type Column = {
  index: Map<string, number>;
  values: string[];
  counts: number[];
  codes: Int32Array;
  beyond: number;
  /** the cells past the caps */
  more: DistinctCounter | null;
  last: string | null;
  lastCode: number;
  /** code of the whole column's cell in the block being packed */
  local: Int32Array;
  sequence: number | null;
};

/**
 * The cells of a table, dictionary-coded column by column: each distinct cell once, rows as codes. What does not fit the
 * caps is only counted; `complete` then says that the file must be read a second time for its rows.
 */
export class ColumnStore {
  rows = 0;
  private readonly columns: Column[] = [];
  private capacity = 1 << 16;
  private entries = 0;
  private keep = true;
  private readonly mostCells: number;

  constructor(mostCells = MOST_CELLS) {
    this.mostCells = mostCells;
  }

  /** Every cell has a code and every code its text. */
  get complete(): boolean {
    return this.keep;
  }
  get width(): number {
    return this.columns.length;
  }

  /** Add rows; a row may be wider than those before (they get empty cells), never narrower than `width`. */
  add(rows: readonly (readonly string[])[], width: number): void {
    while (this.columns.length < width) this.addColumn();
    this.grow(this.rows + rows.length);
    const base = this.rows;
    const { keep } = this;
    for (let c = 0; c < width; c++) {
      const column = this.columns[c]!;
      const { index, counts, codes } = column;
      let { last, lastCode } = column;
      for (let r = 0; r < rows.length; r++) {
        const cell = rows[r]![c] ?? '';
        // many columns repeat the cell above; comparing is cheaper than hashing
        if (cell !== last) {
          const found = index.get(cell);
          lastCode = found === undefined ? this.entry(column, cell) : found;
          last = cell;
        }
        if (lastCode < 0) column.beyond++;
        else {
          counts[lastCode]!++;
          if (keep) codes[base + r] = lastCode;
        }
      }
      column.last = last;
      column.lastCode = lastCode;
      if (column.sequence !== null) this.follow(column, rows, c, base);
    }
    this.rows += rows.length;
  }

  /** How many rows the file seems to have: what will not fit is not kept in the first place. */
  expect(rows: number | null): void {
    if (rows === null || this.rows < TELLING || !this.keep) return;
    const [cells, entries] = [rows * this.width, (this.entries / this.rows) * rows];
    if (cells > this.mostCells * 1.2 || entries > CAP_ALL * 1.2) this.release();
  }

  /** Columns as the decisions want them; `names` by position. */
  inputs(names: readonly string[]): ColumnInput[] {
    return this.columns.map((column, position) => ({
      position,
      name: names[position]!,
      values: column.values,
      counts: column.counts,
      beyond: column.beyond,
      distinctBeyond: column.more?.count ?? 0,
      rows: this.rows,
      sequence: column.sequence !== null && this.rows > 1,
    }));
  }

  values(position: number): readonly string[] {
    return this.columns[position]!.values;
  }
  /** How many rows have each of the values. */
  counts(position: number): readonly number[] {
    return this.columns[position]!.counts;
  }
  /** Codes of all rows; the buffer behind may be longer. */
  codes(position: number): Int32Array<ArrayBuffer> {
    return this.columns[position]!.codes.subarray(0, this.rows) as Int32Array<ArrayBuffer>;
  }

  /** Rows `[from, to)` packed as a raw block; only rows added while the store was {@link complete}. */
  pack(from: number, to: number): Uint8Array<ArrayBuffer> {
    const rows = to - from;
    const values: string[][] = [];
    const codes: Uint16Array[] = [];
    for (const column of this.columns) {
      if (column.local.length < column.values.length) column.local = new Int32Array(column.values.length * 2);
      const { local } = column;
      const cells: string[] = [];
      const packed = new Uint16Array(rows);
      const touched: number[] = [];
      for (let r = 0; r < rows; r++) {
        const code = column.codes[from + r]!;
        let at = local[code]!;
        if (at === 0) {
          cells.push(column.values[code]!);
          local[code] = at = cells.length;
          touched.push(code);
        }
        packed[r] = at - 1;
      }
      for (const code of touched) local[code] = 0;
      values.push(cells);
      codes.push(packed);
    }
    return packRaw(values, codes, rows, utf8);
  }

  /** How many rows say exactly what an earlier row says; null when the rows were not kept. */
  duplicates(): number | null {
    if (!this.keep || this.columns.length === 0 || this.rows === 0) return null;
    return countRepeated(
      this.columns.map((column) => column.codes),
      this.rows,
    );
  }

  /** Free the codes once {@link complete} is false and what they were still needed for is done. */
  dropCodes(): void {
    for (const column of this.columns) column.codes = new Int32Array(0);
  }

  private entry(column: Column, cell: string): number {
    if (this.entries >= (this.keep ? CAP_ALL : CAP_TOLD)) {
      this.release();
      if (isMissing(cell)) {
        // the literals are few: count this one under the first entry of its kind
        const code = column.values.findIndex(isMissing);
        if (code >= 0) return code;
      }
      column.more ??= new DistinctCounter(COUNTED);
      column.more.add(cell);
      return -1;
    }
    const code = column.values.length;
    const own = cell.length > 12 ? detached(cell) : cell;
    column.index.set(own, code);
    column.values.push(own);
    column.counts.push(0);
    this.entries++;
    return code;
  }

  private follow(column: Column, rows: readonly (readonly string[])[], c: number, base: number): void {
    const start = base === 0 ? Number(rows[0]?.[c]) : column.sequence!;
    if (base === 0 && start !== 0 && start !== 1) {
      column.sequence = null;
      return;
    }
    for (let r = 0; r < rows.length; r++)
      if (rows[r]![c] !== String(start + base + r)) {
        column.sequence = null;
        return;
      }
    column.sequence = start;
  }

  private addColumn(): void {
    const filled = this.rows > 0;
    const column: Column = {
      index: new Map(filled ? [['', 0]] : []),
      values: filled ? [''] : [],
      counts: filled ? [this.rows] : [],
      codes: new Int32Array(this.keep ? this.capacity : 0),
      beyond: 0,
      more: null,
      last: null,
      lastCode: -1,
      local: new Int32Array(0),
      sequence: filled ? null : 0,
    };
    this.columns.push(column);
  }

  private grow(rows: number): void {
    if (!this.keep) return;
    if (rows * this.columns.length > this.mostCells) {
      this.release();
      return;
    }
    if (rows <= this.capacity) return;
    while (this.capacity < rows) this.capacity = Math.ceil(this.capacity * 1.5);
    for (const column of this.columns) {
      const larger = new Int32Array(this.capacity);
      larger.set(column.codes);
      column.codes = larger;
    }
  }

  private release(): void {
    this.keep = false;
  }
}

/** A copy of a string that does not keep alive the megabyte of text it was cut from. */
const detached = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');
