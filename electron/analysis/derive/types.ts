import type { DeriveReport } from '../../../shared/contract/derive.ts';
import type { ColumnFormat, ColumnType, Dimension, MappingField, Said, SourceKind } from '../../../shared/domain.ts';

/**
 * A column of facts. Dates: milliseconds since 1970 of the time as it stands in the file, read as UTC, NaN missing. Numbers: NaN
 * missing; booleans are 0 and 1. Categories: each distinct value once and a code per row, -1 (or a null value) missing.
 */
export type FactColumn =
  | { readonly kind: 'date'; readonly values: Float64Array }
  | { readonly kind: 'number'; readonly values: Float64Array; readonly unit?: string | undefined }
  | { readonly kind: 'category'; readonly values: readonly (string | null)[]; readonly codes: Int32Array };

/** Words that were looked up, -1 missing, and the ids of the lists that hold them. */
export interface LookedUpColumn {
  readonly values: readonly string[];
  readonly codes: Int32Array;
  readonly sources: readonly number[];
}

/** A column of answers of a survey: no field of a mapping, but what the survey asked. */
export interface FactAnswer {
  readonly name: string;
  readonly type: ColumnType;
  readonly format: ColumnFormat;
  /** levels of an ordered answer, lowest first */
  readonly levels: readonly string[] | null;
  readonly column: FactColumn;
}

/** Rows of facts about customers: orders, events, feedback, survey answers; of notes one row a quote and theme (field `type`). */
export interface FactSource {
  readonly id: number;
  readonly kind: SourceKind;
  readonly name: string;
  readonly rows: number;
  /** length `rows`: customer number from 1, 0 nobody's */
  readonly customers: Int32Array;
  /** latest moment that a date of its rows can have, in milliseconds: the day after its import; left out: any */
  readonly until?: number | undefined;
  readonly columns: Readonly<Partial<Record<MappingField, FactColumn>>>;
  /**
   * what lists of things say of fields, in the place of their columns wherever words are shown, with the lists it came from;
   * what decides about money (which lines belong together, what is a sale) goes by the columns. Left out: nothing
   */
  readonly lookedUp?: Readonly<Partial<Record<MappingField, LookedUpColumn>>> | undefined;
  /** what the columns of the fields are called; left out: they have no names */
  readonly names?: Readonly<Partial<Record<MappingField, string>>> | undefined;
  /** surveys: all columns that are answers, in file order; other kinds: empty */
  readonly answers: readonly FactAnswer[];
}

/** A column the customer table has already: coded, one code a customer; values as they are stored (dates ISO, booleans 0 and 1). */
export interface BaseColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** personal data: formulas may not read it */
  readonly personal: boolean;
  /** length ≤ distinct values + 1; null is a value */
  readonly values: readonly (string | number | null)[];
  /** length n */
  readonly codes: Int32Array;
}

/** A derived attribute: a column of the customer table. */
export interface DerivedColumn {
  /** stable name in options and formulas: `recency`, `monetary`, `index.<source>.<n>`, `own.<name>` */
  readonly key: string;
  /** a sentence, or the reader's own text; said in one language it is a name no other column has */
  readonly name: Said | string;
  readonly type: ColumnType;
  readonly dimension: Dimension;
  readonly format: ColumnFormat;
  readonly levels: string[] | null;
  /** how it is made, in the notation of formulas */
  readonly formula: string;
  /** how it is made, in words, with the figures that were used */
  readonly explain: Said;
  /** length n. Float64Array: numbers, booleans as 0 and 1, dates as milliseconds (UTC), NaN missing; else coded text, -1 missing */
  readonly values: Float64Array | { readonly values: readonly string[]; readonly codes: Int32Array };
  /** ids of the sources it is made from */
  readonly sources: readonly number[];
}

/** All derived attributes of a table. */
export interface Derivation {
  readonly columns: DerivedColumn[];
  /** to be kept with the table; `attributes` in the order of `columns`, their `column` the name until it has its place */
  readonly report: DeriveReport;
}
