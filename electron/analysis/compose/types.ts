import type { ColumnFacts, MappingField, SourceKind } from '../../../shared/domain.ts';

/** A value of a customer table: text, dates as ISO text, numbers, 0 and 1; null is missing. */
export type Value = string | number | null;

/** A column of a source, coded: row r has `values[codes[r]]`. */
export interface SourceColumn extends ColumnFacts {
  /** what the column means to the workbench; null: an attribute like any other */
  readonly field: MappingField | null;
  readonly values: readonly Value[];
  readonly codes: Int32Array;
}

/** The rows of one source and whose they are. */
export interface ComposeSource {
  readonly id: number;
  readonly name: string;
  readonly kind: SourceKind;
  /** ISO 8601 */
  readonly importedAt: string;
  /** customer of each row, from 1; 0: nobody's */
  readonly customers: Int32Array;
  /** name of the column with the key; null: none */
  readonly key: string | null;
  readonly columns: readonly SourceColumn[];
}

/** Which value stands where sources say different things. */
export type TrustRule = 'trusted' | 'newest' | 'frequent';

/** How conflicts are settled. */
export interface Trust {
  readonly rule: TrustRule;
  /** ids of sources, the most trusted first; those not named follow by kind and size */
  readonly order: readonly number[];
  /** attributes with a rule of their own, by name */
  readonly attributes: Readonly<Record<string, TrustRule>>;
}

/** An attribute of the one customer table: customer c (from 1) has `values[codes[c - 1]]`. */
export interface ComposedColumn extends Omit<SourceColumn, 'field'> {
  readonly codes: Int32Array<ArrayBuffer>;
  readonly missing: number;
  readonly distinct: number;
  /** the columns it was made from, the most trusted first */
  readonly from: readonly { source: number; column: string }[];
  /** customers of whom it is said in more than one way */
  readonly conflicts: number;
  readonly rule: TrustRule;
}
