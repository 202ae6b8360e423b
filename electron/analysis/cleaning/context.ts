import type { Said } from '../../../shared/domain.ts';
import type { Stored } from '../intake/convert.ts';
import type { CleanTable } from './table.ts';

/** Cells of a column as the file has them: distinct cells, and which of them each row has. */
export interface RawCells {
  readonly values: readonly string[];
  readonly codes: Int32Array;
}

/** What steps may look at besides the table. */
export interface CleanContext {
  /** the source's own columns, before any step, by their origin; the same objects the table began with */
  readonly base: CleanTable;
  /** raw cells of an original column, a row of the source each; null: they do not line up with its rows */
  raw(origin: number): RawCells | null;
  /**
   * Rows (1) whose cell of an original column holds something in the file although it has no value in the table: it could
   * not be read. null: none, or not known.
   */
  unread(origin: number): Uint8Array | null;
  /** values of a column of another file by the values of a key column, or why there are none */
  lookup(source: string, from: string, key: string): ReadonlyMap<string, Stored> | Said;
  /** throws to stop */
  check(): void;
}

/** What a step made of a table, or why it did nothing. */
export type Outcome =
  | {
      readonly table: CleanTable;
      readonly notes?: readonly Said[];
      /** keys of columns that only accompany others: their cells are not counted as touched */
      readonly quiet?: readonly number[];
    }
  | { readonly skipped: Said };

/** A step does nothing because a column it names is not there. */
export const noColumn = (column: string): Outcome => skip('noColumn', { column });
/** A step does nothing, for a reason of the `cleaning:skip` messages. */
export const skip = (why: string, values: Record<string, string | number> = {}): { skipped: Said } => ({
  skipped: { key: `cleaning:skip.${why}`, values },
});
/** Something worth saying about what a step did, of the `cleaning:note` messages. */
export const note = (what: string, values: Said['values']): Said => ({ key: `cleaning:note.${what}`, values });
