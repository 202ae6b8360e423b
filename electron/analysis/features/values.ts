import type { ColumnType, Role } from '../../../shared/domain.ts';

/**
 * The values of one attribute over n customers, as the mathematics reads them.
 * numeric: numbers as they are, booleans as 0 and 1, dates as days since 1970-01-01 (UTC, with fractions); NaN is missing.
 * coded: categories as indices into `levels`; -1 is missing. An ordered category lists its levels in order.
 */
export type ColumnValues =
  | { readonly kind: 'numeric'; readonly values: Float64Array }
  | { readonly kind: 'coded'; readonly codes: Int32Array; readonly levels: readonly string[] };

/** What the proposal must know of an attribute besides its values. */
export interface AttributeFacts {
  readonly attribute: number;
  /** the header of its column */
  readonly name: string;
  readonly type: ColumnType;
  readonly role: Role;
  /** recognised as personal data, whatever its role */
  readonly personal: boolean;
  /** an ordered category */
  readonly ordered: boolean;
}

/** Number of customers of a column. */
export const lengthOf = (column: ColumnValues): number =>
  column.kind === 'numeric' ? column.values.length : column.codes.length;

/** Whether an attribute's values may be looked at at all: no keys, personal data, free text or identifiers. */
export const isReadable = (facts: { type: ColumnType; role: Role; personal: boolean }): boolean =>
  facts.role === 'attribute' && !facts.personal && facts.type !== 'text' && facts.type !== 'identifier';

/** The finite values, sorted. */
export function sortedValues(values: Float64Array): Float64Array {
  let count = 0;
  const out = new Float64Array(values.length);
  for (const value of values) if (Number.isFinite(value)) out[count++] = value;
  return out.slice(0, count).sort();
}
