import type { ColumnFacts, ColumnType } from '../../../shared/domain.ts';
import type { Stored } from '../intake/convert.ts';

/** A column of distinct values and a code a row. Every value is there once; some may be of dropped rows only. */
export interface CleanColumn extends ColumnFacts {
  /** stays the same through renames and changes; unique in a table and its successors */
  readonly key: number;
  /** 0-based column of the source's table; null: made by a step */
  readonly origin: number | null;
  readonly values: readonly Stored[];
  readonly codes: Int32Array;
}

/** Rows of a source while they are cleaned. Tables are never changed, only succeeded: what does not change is shared. */
export interface CleanTable {
  /** rows of the source; rows that were dropped keep their place and are marked */
  readonly rows: number;
  /** row ids, ascending */
  readonly ids: Int32Array;
  /** 1: dropped; null: none */
  readonly gone: Uint8Array | null;
  readonly columns: readonly CleanColumn[];
  /** key of the next column that is made */
  readonly next: number;
}

/** The column of a name, or undefined. */
export const columnNamed = (table: CleanTable, name: string): CleanColumn | undefined =>
  table.columns.find((column) => column.name === name);

/** The table with one column succeeded. */
export const withColumn = (table: CleanTable, column: CleanColumn): CleanTable => ({
  ...table,
  columns: table.columns.map((old) => (old.key === column.key ? column : old)),
});

/** The table with more columns at its end. `made` get their keys here. */
export function withMade(table: CleanTable, made: readonly Omit<CleanColumn, 'key' | 'origin'>[]): CleanTable {
  const columns = made.map((column, i) => ({ ...column, key: table.next + i, origin: null }));
  return { ...table, columns: [...table.columns, ...columns], next: table.next + made.length };
}

/** Rows that are not dropped. */
export function keptRows({ rows, gone }: CleanTable): number {
  if (!gone) return rows;
  let kept = 0;
  for (let r = 0; r < rows; r++) kept += 1 - gone[r]!;
  return kept;
}

/** Rows of each value of a column, without dropped rows. */
export function countsOf({ rows, gone }: CleanTable, { values, codes }: CleanColumn): Int32Array {
  const counts = new Int32Array(values.length);
  if (gone) {
    for (let r = 0; r < rows; r++) if (gone[r] === 0) counts[codes[r]!]!++;
  } else for (let r = 0; r < rows; r++) counts[codes[r]!]!++;
  return counts;
}

/**
 * A column whose values are put through a function. Values that become equal become one, so that the column stays free of
 * duplicates; the codes are shared with the old column where no two do.
 * @param of value by its code
 */
export function mapValues(column: CleanColumn, of: (value: Stored, code: number) => Stored): CleanColumn {
  const mapped = column.values.map(of);
  if (mapped.every((value, code) => Object.is(value, column.values[code]))) return column;
  return recoded(column, mapped, column.codes);
}

/** A column with these values (duplicates allowed) behind these codes. */
export function recoded<T extends object>(
  column: T,
  values: readonly Stored[],
  codes: Int32Array,
): T & { values: readonly Stored[]; codes: Int32Array } {
  const index = new Map<Stored, number>();
  const codeOf = new Int32Array(values.length);
  const distinct: Stored[] = [];
  values.forEach((value, i) => {
    let code = index.get(value);
    if (code === undefined) {
      index.set(value, (code = distinct.length));
      distinct.push(value);
    }
    codeOf[i] = code;
  });
  if (distinct.length === values.length) return { ...column, values, codes };
  const next = new Int32Array(codes.length);
  for (let r = 0; r < codes.length; r++) next[r] = codeOf[codes[r]!]!;
  return { ...column, values: distinct, codes: next };
}

/** Collects values row by row into distinct values and codes. */
export class Coder {
  readonly values: Stored[] = [];
  readonly codes: Int32Array<ArrayBuffer>;
  private readonly index = new Map<Stored, number>();
  constructor(rows: number) {
    this.codes = new Int32Array(rows);
  }
  /** The code of a value. */
  code(value: Stored): number {
    let code = this.index.get(value);
    if (code === undefined) {
      this.index.set(value, (code = this.values.length));
      this.values.push(value);
    }
    return code;
  }
}

/** A text column's values are texts; the others print as they would stand in a file. null: ''. */
export const printed = (value: Stored): string => (value === null ? '' : String(value));

/** Types whose values are texts. */
export const isTextual = (type: ColumnType): boolean => type === 'text' || type === 'category' || type === 'identifier';

/** Levels of an ordered category after its values went through a function; null stays null. */
export function mapLevels(
  levels: readonly string[] | null,
  of: (level: string) => string | null,
): readonly string[] | null {
  if (!levels) return null;
  const mapped = levels.map(of).filter((level) => level !== null);
  return [...new Set(mapped)];
}
