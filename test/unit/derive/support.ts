import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { DeriveOptions } from '../../../shared/contract/derive.ts';
import type { MappingField } from '../../../shared/domain.ts';
import { realFile } from '../../support/data.ts';
import { dateToNumber, numberToDate } from '../../../shared/values.ts';
import type {
  BaseColumn,
  Derivation,
  DerivedColumn,
  FactColumn,
  FactSource,
} from '../../../electron/analysis/derive/types.ts';

export const options = (given: unknown = {}): DeriveOptions => DeriveOptions.parse(given);

export const number = (values: readonly (number | null)[]): FactColumn => ({
  kind: 'number',
  values: Float64Array.from(values, (value) => value ?? NaN),
});
export const date = (values: readonly (string | null)[]): FactColumn => ({
  kind: 'date',
  values: Float64Array.from(values, (value) => (value === null ? NaN : dateToNumber(value.replace(' ', 'T')))),
});
export function category(cells: readonly (string | null)[]): FactColumn {
  const index = new Map<string | null, number>();
  const values: (string | null)[] = [];
  const codes = Int32Array.from(cells, (cell) => {
    let code = index.get(cell);
    if (code === undefined) index.set(cell, (code = values.push(cell) - 1));
    return code;
  });
  return { kind: 'category', values, codes };
}

export const facts = (
  kind: FactSource['kind'],
  customers: readonly number[] | Int32Array,
  columns: Partial<Record<MappingField, FactColumn>>,
  more: Partial<FactSource> = {},
): FactSource => ({
  id: 1,
  kind,
  name: `${kind}.csv`,
  rows: customers.length,
  customers: Int32Array.from(customers),
  columns,
  answers: [],
  ...more,
});

/** Rows of a CSV text by header. */
export const records = (text: string): Record<string, string>[] =>
  Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;

/** Rows of a real CSV file by header. */
export const csv = (path: string): Record<string, string>[] =>
  records(readFileSync(realFile(path), 'utf8').replace(/^\uFEFF/, ''));

/** Customers numbered by first appearance; an empty key is nobody. */
export function numbered(keys: readonly string[]): { customers: Int32Array; keys: string[] } {
  const index = new Map<string, number>();
  const customers = Int32Array.from(keys, (key) => {
    if (key === '') return 0;
    let n = index.get(key);
    if (n === undefined) index.set(key, (n = index.size + 1));
    return n;
  });
  return { customers, keys: [...index.keys()] };
}

export function find({ columns }: Derivation, key: string): DerivedColumn {
  const column = columns.find((one) => one.key === key);
  if (!column) throw new Error(`no column ${key}`);
  return column;
}

/** Values of a derived column as they are stored. */
export function values(derivation: Derivation, key: string): (number | string | null)[] {
  const { values: found, type } = find(derivation, key);
  if (!(found instanceof Float64Array))
    return Array.from(found.codes, (code) => (code < 0 ? null : found.values[code]!));
  return Array.from(found, (value) => (Number.isNaN(value) ? null : type === 'date' ? numberToDate(value) : value));
}

export const base = (
  name: string,
  type: BaseColumn['type'],
  cells: readonly (string | number | null)[],
  personal = false,
): BaseColumn => ({
  name,
  type,
  personal,
  values: cells,
  codes: Int32Array.from(cells, (_, i) => i),
});
