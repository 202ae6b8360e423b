import type { ColumnOverride, ReadOptions } from '../../../../shared/contract/sources.ts';
import type { ColumnGuess } from '../../../../shared/domain.ts';
import { converterOf, type Converter, type Stored } from '../../../analysis/intake/convert.ts';
import { decideTable } from '../../../analysis/intake/table.ts';
import type { ColumnStore } from './store.ts';

/** Rows seen before the types are guessed, and rows of a batch. */
const SEEN = 16_384;
const BATCH = 2048;

/** Typed rows sent before the whole file was seen; `values` are those new since the last batch, column by column. */
export type AheadMessage = {
  kind: 'ahead';
  columns: ColumnGuess[] | null;
  rows: number;
  values: Stored[][];
  codes: Int32Array<ArrayBuffer>[];
};

/**
 * Types rows while the file is still being read, on the types of its first rows, so that storing overlaps with reading.
 * The guess costs nothing when it is wrong: {@link Ahead.holds} compares every stored value with what the whole file says,
 * and only if all are the same do the rows stand.
 */
export class Ahead {
  private columns: ColumnGuess[] | null = null;
  private converters: Converter[] = [];
  private converted: Stored[][] = [];
  private sent = 0;
  private announced = false;
  private readonly send: (message: AheadMessage, transfer: ArrayBuffer[]) => void;
  private readonly read: ReadOptions;
  private readonly overrides: readonly ColumnOverride[];

  constructor(
    send: (message: AheadMessage, transfer: ArrayBuffer[]) => void,
    read: ReadOptions,
    overrides: readonly ColumnOverride[],
  ) {
    this.send = send;
    this.read = read;
    this.overrides = overrides;
  }

  /** Has anything been sent? */
  get begun(): boolean {
    return this.announced;
  }

  /** More rows are in the store. `pick` leaves out the columns an import leaves out. */
  feed(
    store: ColumnStore,
    names: readonly string[],
    pick: (columns: ColumnGuess[]) => ColumnGuess[],
    final: boolean,
  ): void {
    if (!store.complete || (this.columns === null && (final || store.rows < SEEN))) return;
    if (this.columns === null) {
      this.columns = pick(decideTable(store.inputs(names), store.rows, this.read, this.overrides).columns);
      this.converters = this.columns.map((column) => converterOf(column, store.values(column.position)));
      this.converted = this.columns.map(() => []);
    }
    while (store.rows - this.sent >= BATCH || (final && store.rows > this.sent))
      this.batch(store, Math.min(BATCH, store.rows - this.sent));
  }

  /** Do the rows sent say what the final columns say? */
  holds(store: ColumnStore, columns: readonly ColumnGuess[], final: readonly (readonly Stored[])[]): boolean {
    if (!this.announced || !store.complete || this.columns?.length !== columns.length) return false;
    return columns.every((column, c) => {
      if (sqlKind(column) !== sqlKind(this.columns![c]!)) return false;
      const now = this.converted[c]!;
      return final[c]!.every((value, i) => value === now[i]);
    });
  }

  private batch(store: ColumnStore, rows: number): void {
    const columns = this.columns!;
    const values: Stored[][] = [];
    const codes: Int32Array<ArrayBuffer>[] = [];
    columns.forEach(({ position }, c) => {
      const all = store.values(position);
      const done = this.converted[c]!;
      const from = done.length;
      const convert = this.converters[c]!;
      for (let i = from; i < all.length; i++) done.push(convert(all[i]!));
      values.push(done.slice(from));
      codes.push(store.codes(position).slice(this.sent, this.sent + rows) as Int32Array<ArrayBuffer>);
    });
    this.send(
      { kind: 'ahead', columns: this.announced ? null : columns, rows, values, codes },
      codes.map((column) => column.buffer),
    );
    this.announced = true;
    this.sent += rows;
  }
}

const sqlKind = ({ type }: ColumnGuess) => (type === 'number' || type === 'boolean' ? type : 'text');
