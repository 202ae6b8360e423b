import type { Dimension, Said } from '../../../shared/domain.ts';
import { numberToDate } from '../../../shared/values.ts';
import type { BaseColumn, DerivedColumn, FactColumn } from './types.ts';

/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** A derived column before its key is looked up in the messages. */
export interface Parts {
  readonly key: string;
  readonly dimension: Dimension;
  readonly formula: string;
  readonly explain?: Said['values'];
  readonly sources: readonly number[];
}

const head = ({ key, dimension, formula, explain, sources }: Parts) => ({
  key,
  name: { key: `derive:name.${key}` },
  dimension,
  formula,
  explain: explain === undefined ? { key: `derive:explain.${key}` } : { key: `derive:explain.${key}`, values: explain },
  sources,
});

/** A column of numbers; `unit` as it was written in the file. */
export const numberColumn = (parts: Parts, values: Float64Array, unit?: string): DerivedColumn => ({
  ...head(parts),
  type: 'number',
  format: unit === undefined ? {} : { unit },
  levels: null,
  values,
});

/** A column of shares, 0 to 1. */
export const shareColumn = (parts: Parts, values: Float64Array): DerivedColumn => ({
  ...head(parts),
  type: 'number',
  format: { percent: true },
  levels: null,
  values,
});

/** A column of dates: milliseconds, NaN missing. */
export const dateColumn = (parts: Parts, values: Float64Array): DerivedColumn => ({
  ...head(parts),
  type: 'date',
  format: {},
  levels: null,
  values,
});

/** A column of words: -1 missing; `ordered`: the values are levels from the lowest on. */
export const wordColumn = (
  parts: Parts,
  values: readonly string[],
  codes: Int32Array,
  ordered: boolean,
): DerivedColumn => ({
  ...head(parts),
  type: 'category',
  format: {},
  levels: ordered ? [...values] : null,
  values: { values, codes },
});

/** Distinct values once, rows as codes; -1 missing. Numbers and dates become text. */
export interface Codes {
  readonly values: readonly (string | null)[];
  readonly codes: Int32Array;
}

/** Any column of facts as codes. */
export function codesOf(column: FactColumn): Codes {
  if (column.kind === 'category') return column;
  const { values } = column;
  const codes = new Int32Array(values.length).fill(-1);
  const known = new Map<number, number>();
  const words: string[] = [];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    let code = known.get(value);
    if (code === undefined) {
      known.set(value, (code = words.length));
      words.push(column.kind === 'date' ? numberToDate(value) : String(value));
    }
    codes[row] = code;
  }
  return { values: words, codes };
}

/** A derived column as a customer table stores it: dates ISO, booleans 0 and 1, null missing. */
function storedColumn(column: DerivedColumn): { values: (string | number | null)[]; codes: Int32Array } {
  if (!(column.values instanceof Float64Array)) {
    const { values, codes } = column.values;
    const out = Int32Array.from(codes, (code) => (code < 0 ? values.length : code));
    return { values: [...values, null], codes: out };
  }
  const codes = new Int32Array(column.values.length);
  const known = new Map<number, number>();
  const values: (string | number | null)[] = [];
  let missing = -1;
  for (let row = 0; row < codes.length; row++) {
    const value = column.values[row]!;
    if (!Number.isFinite(value)) {
      if (missing < 0) missing = values.push(null) - 1;
      codes[row] = missing;
      continue;
    }
    let code = known.get(value);
    if (code === undefined) {
      code = values.push(column.type === 'date' ? numberToDate(value) : value) - 1;
      known.set(value, code);
    }
    codes[row] = code;
  }
  return { values, codes };
}

/** A derived column as a column that formulas can read. */
export const asBase = (column: DerivedColumn, name: string): BaseColumn => ({
  name,
  type: column.type,
  personal: false,
  ...storedColumn(column),
});
