import type { FactAnswer, FactColumn, FactSource } from '../../../../analysis/derive/types.ts';
import { lookUp, type Lookups } from '../../../../analysis/compose/lookup.ts';
import type { LookupSource } from '../../../../analysis/compose/lookupKeys.ts';
import type { ComposeSource, SourceColumn } from '../../../../analysis/compose/types.ts';
import type { MappingField } from '../../../../../shared/domain.ts';
import type { RowUnits } from './currencies.ts';
import { DAY } from '../../../../analysis/derive/columns.ts';
import { KINDS } from '../../../../../shared/kinds.ts';

/** Fields that are read as amounts, whatever type the column was given. */
const NUMBERS = new Set<MappingField>(['quantity', 'price', 'amount', 'discount', 'refund', 'shipping', 'rating']);

/**
 * The sources whose rows are facts about customers, in the form the derivation reads.
 * @param currencies what cells of money name, by source
 * @param lookedUp what lists of things say of them, by source
 */
export function factsOf(
  sources: readonly ComposeSource[],
  currencies: ReadonlyMap<number, RowUnits>,
  lookedUp: Lookups['facts'],
): FactSource[] {
  return sources
    .filter(({ kind }) => KINDS[kind].facts)
    .map((source) => ({
      id: source.id,
      kind: source.kind,
      name: source.name,
      rows: source.customers.length,
      customers: source.customers,
      until: endOf(source.importedAt),
      columns: { ...columnsOf(source), ...currencyOf(currencies.get(source.id)) },
      lookedUp: lookedUp.get(source.id),
      names: namesOf(source),
      answers: source.kind === 'survey' ? answersOf(source) : [],
    }));
}

/** Look up in lists of things what orders and events speak of. */
export function lookedUpIn(sources: readonly ComposeSource[], lists: readonly LookupSource[]): Lookups {
  const tables = sources.map(({ id, kind, name, customers, columns }) => ({
    kind,
    table: { id, name, rows: customers.length, columns },
  }));
  const [speaking, others] = [true, false].map((names) =>
    tables.filter(({ kind }) => KINDS[kind].speaksOfThings === names).map(({ table }) => table),
  ) as [LookupSource[], LookupSource[]];
  return lookUp(speaking, lists, others);
}

/** The end of the day after an import: clocks differ by up to a day around the world. */
const endOf = (importedAt: string): number => (Math.floor(Date.parse(importedAt) / DAY) + 2) * DAY - 1;

function columnsOf({ columns }: ComposeSource): FactSource['columns'] {
  const facts: Partial<Record<MappingField, FactColumn>> = {};
  for (const column of columns)
    if (column.field !== null && !(column.field in facts)) facts[column.field] = factOf(column, column.field);
  return facts;
}

/** What cells of money say of their currency stands for a column of currencies. */
const currencyOf = (units: RowUnits | undefined): FactSource['columns'] =>
  units ? { currency: { kind: 'category', ...units } } : {};

const namesOf = ({ columns }: ComposeSource): FactSource['names'] =>
  Object.fromEntries(columns.flatMap(({ field, name }) => (field === null ? [] : [[field, name] as const])).reverse());

/** Answers are what a survey asked: neither the key nor what is known of the person anyway. */
function answersOf({ columns, key }: ComposeSource): FactAnswer[] {
  return columns
    .filter(
      ({ name, role, field, personal }) => name !== key && role === 'attribute' && field === null && personal === null,
    )
    .map((column) => ({
      name: column.name,
      type: column.type,
      format: column.format,
      levels: column.levels,
      column: factOf(column, null),
    }));
}

function factOf(column: SourceColumn, field: MappingField | null): FactColumn {
  if (column.type === 'date' || field === 'date')
    return { kind: 'date', values: spread(column, (value) => Date.parse(asUtc(String(value)))) };
  const numeric = column.type === 'number' || column.type === 'boolean' || (field !== null && NUMBERS.has(field));
  if (numeric)
    return {
      kind: 'number',
      values: spread(column, (value) => (value === '' ? NaN : Number(value))),
      ...(column.format.unit === undefined ? {} : { unit: column.format.unit }),
    };
  return {
    kind: 'category',
    values: column.values.map((value) => (value === null ? null : String(value))),
    codes: column.codes,
  };
}

/** Read each distinct value once. */
function spread({ values, codes }: SourceColumn, read: (value: string | number) => number): Float64Array {
  const known = Float64Array.from(values, (value) => (value === null ? NaN : read(value)));
  const all = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row++) all[row] = known[codes[row]!]!;
  return all;
}

/** A time without a zone is taken as it stands; `Date.parse` would read it in the zone of the computer. */
const asUtc = (text: string): string => (text.includes('T') && !/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text}Z` : text);
