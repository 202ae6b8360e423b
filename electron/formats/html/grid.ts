import { MOST_COLUMNS } from '../limits.ts';
import { unsupported } from '../unsupported.ts';
import type { Merge } from '../xlsx/merges.ts';

/** What Excel can hold. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
/** Empty cells to the right of all columns that can be stored. */
const MOST_PADDING = 400_000;
/** Cells that may be covered by cells of rows above, counted in every row: a short file could ask for any number. */
const MOST_COVERED = 20_000_000;

/** The value of a cell that reaches down to a row; `top`: the row it stands in. */
export type Fill = { readonly column: number; readonly value: string; readonly top: number };

/** A row that holds something: cells up to the last that does. */
export type GridRow = {
  /** place among all rows of the table, from 1 */
  readonly line: number;
  readonly cells: string[];
  readonly fills: readonly Fill[];
  /** cells of this row that cover others */
  readonly merges: readonly Merge[];
  /** all its cells are marked as names */
  readonly marked: boolean;
};

type Span = Merge & { readonly value: string };
const NONE: readonly never[] = [];

/** Puts the cells of a table in their columns: cells that reach over rows and columns move the others. */
export class Grid {
  private line = 0;
  private column = 0;
  private cells: string[] = [];
  private merges: Merge[] = [];
  /** cells of rows above that reach down to this one, from left to right, and the first of them that may matter */
  private spans: Span[] = [];
  private at = 0;
  private begun: Span[] = [];
  private covered = 0;
  private padding = 0;
  private names = 0;
  private values = 0;
  /** rows and cells that hold something */
  rows = 0;
  filled = 0;

  /** Begin a row, at `line` where the file says so. */
  openRow(line = this.line + 1): void {
    if (!Number.isInteger(line) || line < 1 || line > LAST_ROW) throw unsupported('sheetRows', { most: LAST_ROW });
    this.line = line;
    this.column = 0;
    this.cells = [];
    this.merges = [];
    this.names = 0;
    this.values = 0;
    if (this.begun.length > 0) {
      this.spans = [...this.spans, ...this.begun].sort((a, b) => a.left - b.left);
      this.begun = [];
    }
    this.at = 0;
    if (this.spans.length > 0) {
      this.spans = this.spans.filter(({ bottom }) => bottom >= line);
      for (const { left, right } of this.spans) this.covered += right - left + 1;
      if (this.covered > MOST_COVERED) throw unsupported('htmlSpans', { most: MOST_COVERED });
    }
  }

  /** Cells of the rows above reach no further: a new part of the table begins. */
  cut(): void {
    this.spans = [];
    this.begun = [];
  }

  /**
   * The next cell, or the one at `column` where the file says so.
   * @param across columns it covers @param down rows it covers @param name marked as the name of a column
   */
  add(text: string, across: number, down: number, name: boolean, column?: number): void {
    const left = column ?? this.free(this.column);
    if (left >= LAST_COLUMN) throw unsupported('tooManyColumns', { n: left + 1, most: MOST_COLUMNS });
    const right = Math.min(LAST_COLUMN, left + across) - 1;
    this.column = right + 1;
    this.put(text, left, name);
    if (right === left && down < 2) return;
    const bottom = Math.min(LAST_ROW, this.line + down - 1);
    const merge: Merge = { top: this.line, bottom, left, right };
    if (text !== '') this.merges.push(merge);
    if (down > 1) this.begun.push({ ...merge, value: text });
  }

  /** The row that is complete; null when nothing stands in it. */
  closeRow(): GridRow | null {
    const { cells, line, spans } = this;
    if (cells.length === 0) return null;
    this.rows++;
    const fills = spans.filter(({ value }) => value !== '');
    return {
      line,
      cells,
      fills: fills.length === 0 ? NONE : fills.map(({ left, value, top }) => ({ column: left, value, top })),
      merges: this.merges,
      marked: this.values === 0 && this.names > 1,
    };
  }

  private put(text: string, column: number, name: boolean): void {
    if (text === '') {
      if (column >= MOST_COLUMNS && ++this.padding > MOST_PADDING)
        throw unsupported('tooManyColumns', { n: column + 1, most: MOST_COLUMNS });
      return;
    }
    if (column >= MOST_COLUMNS) throw unsupported('tooManyColumns', { n: column + 1, most: MOST_COLUMNS });
    this.filled++;
    if (name) this.names++;
    else this.values++;
    while (this.cells.length < column) this.cells.push('');
    this.cells[column] = text;
  }

  /** The first column from `column` on that no cell above covers; columns come from left to right. */
  private free(column: number): number {
    const { spans } = this;
    for (; this.at < spans.length && spans[this.at]!.left <= column; this.at++)
      column = Math.max(column, spans[this.at]!.right + 1);
    return column;
  }
}
