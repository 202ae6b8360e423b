import type { GridRow } from './grid.ts';

/** What is known about a table once it was read. */
export type TableInfo = {
  /** place among the tables of the file, from 0 */
  readonly id: number;
  /** what it calls itself */
  readonly name: string | null;
  /** rows and cells that hold something */
  readonly rows: number;
  readonly cells: number;
  readonly hidden: boolean;
  /** the file ends before it does */
  readonly open: boolean;
};

/** A row of the table that was asked for; `cut`: the file ends in it. */
export type TakenRow = { readonly row: GridRow; readonly cut: boolean };

/** Reads a file of tags piece by piece: the rows of one table, or only what tables there are. */
export interface MarkupReader {
  /** @throws AppError unsupported_file */
  push(text: string): void;
  /** The file has ended. @throws AppError unsupported_file */
  end(): void;
  /** the rows that were completed since the last call */
  take(): TakenRow[];
  /** after the end: tables that hold something, in their order; of very many the longest */
  tables(): readonly TableInfo[];
  /** tables that were too many to be remembered */
  readonly forgotten: number;
  /** cells with an error such as #N/A */
  readonly errors: number;
}

/** Tables that are remembered. */
const MOST_TABLES = 400;

/** Keeps the longest of any number of tables. */
export class TableList {
  private list: TableInfo[] = [];
  /** tables that were left out */
  forgotten = 0;

  add(table: TableInfo): void {
    if (table.rows === 0) return;
    this.list.push(table);
    if (this.list.length < 2 * MOST_TABLES) return;
    this.forgotten += this.list.length - MOST_TABLES;
    this.list = this.list.sort((a, b) => b.rows - a.rows || a.id - b.id).slice(0, MOST_TABLES);
  }

  get tables(): TableInfo[] {
    return [...this.list].sort((a, b) => a.id - b.id);
  }
}
