import { readNumber, type Decimal } from './numbers.ts';

/** Columns of figures that are added up, and rows up to which they are. */
const COLUMNS = 12;
const MOST_ROWS = 200_000;
/** Rows, and the first cells of them, that tell where figures stand and how decimals are written. */
const DECIDING = 100;
const LOOKED_AT = 60;
/** Share of the values of a column that are figures. */
const FIGURES = 0.9;
/** Rows above a row of sums with a word for it, and without one. */
const LEAST_NAMED = 2;
const LEAST_BARE = 3;

const isEmpty = (cell: string | undefined): boolean => cell === undefined || cell.trim() === '';

/** A figure of a cell; nearly all are plain. NaN: none. */
function figure(cell: string, decimal: Decimal): number {
  const plain = isEmpty(cell) ? NaN : Number(cell);
  return Number.isNaN(plain) ? (readNumber(cell, decimal)?.value ?? NaN) : plain;
}

/** Which sign parts decimals, as most cells have it that only one of the two makes a figure of. */
function decimalOf(sample: readonly (readonly string[])[]): Decimal {
  let commas = 0;
  for (const row of sample)
    for (const cell of row) {
      const [point, comma] = [figure(cell, '.'), figure(cell, ',')];
      if (Number.isNaN(point) !== Number.isNaN(comma)) commas += Number.isNaN(point) ? 1 : -1;
    }
  return commas > 0 ? ',' : '.';
}

/** Half a unit of the last decimal that a cell shows. */
const rounding = (cell: string): number => 0.5 / 10 ** (/[.,](\d{1,2})\D*$/.exec(cell)?.[1]?.length ?? 0);

/**
 * Adds up the columns of figures while rows come by, and tells whether a row is their sum: of all rows, or of those since the
 * last row of sums.
 */
export class RunningSums {
  private readonly decimal: Decimal;
  private readonly columns: readonly number[];
  private readonly all: Float64Array;
  private readonly group: Float64Array;
  private readonly counts: Float64Array;
  private rows = 0;
  private rowsInGroup = 0;

  /** @param sample the first data rows, which tell where figures stand */
  constructor(sample: readonly (readonly string[])[]) {
    const first = sample.slice(0, DECIDING).map((row) => row.slice(0, LOOKED_AT));
    this.decimal = decimalOf(first);
    const width = first.reduce((most, row) => Math.max(most, row.length), 0);
    this.columns = Array.from({ length: width }, (_, c) => c)
      .filter((c) => {
        const values = first.flatMap((row) => (isEmpty(row[c]) ? [] : [row[c]!]));
        return (
          values.length > 0 &&
          values.filter((cell) => !Number.isNaN(figure(cell, this.decimal))).length >= FIGURES * values.length
        );
      })
      .slice(0, COLUMNS);
    this.all = new Float64Array(this.columns.length);
    this.group = new Float64Array(this.columns.length);
    this.counts = new Float64Array(this.columns.length);
  }

  /** A row of data. */
  add(row: readonly string[]): void {
    if (this.rows >= MOST_ROWS) return;
    this.rows++;
    this.rowsInGroup++;
    for (let i = 0; i < this.columns.length; i++) {
      const cell = row[this.columns[i]!];
      if (cell === undefined || cell === '') continue;
      const value = figure(cell, this.decimal);
      if (Number.isNaN(value)) continue;
      this.all[i]! += value;
      this.group[i]! += value;
      this.counts[i]!++;
    }
  }

  /** A row of sums was found: what follows is added up anew. */
  close(): void {
    this.group.fill(0);
    this.rowsInGroup = 0;
  }

  /**
   * Is a row the sum (named: or the mean) of those above it? Of a named one at least half of its figures must be, of one
   * without a word all, and it must have no word.
   */
  isSum(row: readonly string[], named: boolean): boolean {
    if (this.rows < (named ? LEAST_NAMED : LEAST_BARE) || this.rows >= MOST_ROWS) return false;
    const figures = new Set(this.columns);
    if (!named && row.some((cell, c) => !figures.has(c) && !isEmpty(cell))) return false;
    let told = 0;
    let filled = 0;
    this.columns.forEach((c, i) => {
      const cell = row[c];
      if (isEmpty(cell)) return;
      filled++;
      if (this.matches(cell!, i, named)) told++;
    });
    return told > 0 && (named ? told * 2 >= filled : told === filled);
  }

  private matches(cell: string, i: number, named: boolean): boolean {
    const value = figure(cell, this.decimal);
    // a sum of nothing is everywhere
    if (Number.isNaN(value) || value === 0) return false;
    const near = (sum: number) => Math.abs(value - sum) <= rounding(cell) + 1e-9 * Math.abs(sum);
    const grouped = this.rowsInGroup >= (named ? 1 : LEAST_BARE) && this.rowsInGroup < this.rows;
    return (
      near(this.all[i]!) ||
      (grouped && near(this.group[i]!)) ||
      (named && this.counts[i]! > 0 && near(this.all[i]! / this.counts[i]!))
    );
  }
}
