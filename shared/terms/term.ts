import type { ColumnFormat, ColumnType, Said } from '../domain.ts';
import { readableName } from './codes.ts';
import { CURRENCIES, isCurrencyCode, lacksCurrency } from './money.ts';
import { splitUnit } from './units.ts';

/** What is kept of a name of the workspace's columns, apart from what the files say; null: as proposed. */
export interface StoredTerm {
  /** the code name: the header of every column it holds for */
  readonly name: string;
  readonly label: string | null;
  /** '' : it has none */
  readonly unit: string | null;
  readonly meaning: string | null;
  /** allowed values, as they were told */
  readonly values: readonly string[] | null;
}

/** The words of a workspace. */
export interface Terms {
  /** by code name */
  readonly stored: ReadonlyMap<string, StoredTerm>;
  /** by code name without capitals, blanks and underscores */
  readonly folded: ReadonlyMap<string, StoredTerm>;
  /** code of the currency of amounts without a sign; '': asked for and none; null: not asked for yet */
  readonly currency: string | null;
}

/** A code name without what spellings of one name differ in: `customer_id` and CustomerID are one. */
export const foldedName = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

/** The words of a workspace from what is stored. */
export const termsIn = (stored: readonly StoredTerm[], currency: string | null): Terms => ({
  stored: new Map(stored.map((term) => [term.name, term])),
  folded: new Map(stored.map((term) => [foldedName(term.name), term])),
  currency,
});

/** What is kept of a column's name: of its very spelling, else of another one of the same name. */
export const storedOf = (name: string, { stored, folded }: Terms): StoredTerm | undefined =>
  stored.get(name) ?? folded.get(foldedName(name));

/** What is newly said of a name; what is left out stays as it was, null takes it back to what is proposed. */
export interface TermChange {
  readonly name: string;
  readonly label?: string | null | undefined;
  readonly unit?: string | null | undefined;
  readonly meaning?: string | null | undefined;
  readonly values?: readonly string[] | null | undefined;
}

/**
 * What is kept of a name after a change.
 * @param before what was kept of it, under whichever spelling
 */
export const changedTerm = (before: StoredTerm | undefined, change: TermChange): StoredTerm => ({
  name: before?.name ?? change.name,
  label: change.label === undefined ? (before?.label ?? null) : change.label,
  unit: change.unit === undefined ? (before?.unit ?? null) : change.unit,
  meaning: change.meaning === undefined ? (before?.meaning ?? null) : change.meaning,
  values: change.values === undefined ? (before?.values ?? null) : change.values,
});

/** The words of a workspace with changes that are not stored yet. */
export function withChanges(terms: Terms, changes: readonly TermChange[]): Terms {
  if (changes.length === 0) return terms;
  const stored = new Map(terms.stored);
  for (const change of changes) {
    const before = storedOf(change.name, termsIn([...stored.values()], null));
    const next = changedTerm(before, change);
    stored.set(next.name, next);
  }
  return termsIn([...stored.values()], terms.currency);
}

/** What is asked of a column to name it. `reason`: how it was made, where that is known. */
export interface Nameable {
  readonly name: string;
  readonly type: ColumnType;
  readonly format: ColumnFormat;
  readonly reason?: Said;
}

/** Where the name or the unit of a column is from. `header`: as the file has it. */
export type TermOrigin = 'own' | 'file' | 'code' | 'currency' | 'cells' | 'header';

/** What people read of a column, and where it is from. */
export interface Term {
  readonly label: string;
  readonly unit: string | null;
  readonly labelFrom: TermOrigin;
  /** null: no unit */
  readonly unitFrom: TermOrigin | null;
}

/**
 * What people read of one column: what was typed or a dictionary says, else the label the file carries (SPSS), else the header
 * without its unit and with the words of a code parted. A unit is that of the cells, of the header, or for money the
 * workspace's currency. Names of attributes made by a formula stay as they are.
 */
export function termOf(column: Nameable, terms: Terms): Term {
  const { currency } = terms;
  const own = storedOf(column.name, terms);
  const number = column.type === 'number';
  const parted = number ? splitUnit(column.name) : { name: column.name, unit: null };
  const made = column.reason?.key.startsWith('derive:') === true;
  const [label, labelFrom] = ((): [string, TermOrigin] => {
    if (own?.label) return [own.label, 'own'];
    if (column.format.label) return [column.format.label, 'file'];
    const readable = made ? null : readableName(parted.name);
    if (readable !== null) return [readable, 'code'];
    if (made || parted.name === column.name) return [column.name, 'header'];
    return [parted.name, 'code'];
  })();
  const [unit, unitFrom] = ((): [string | null, TermOrigin | null] => {
    if (own?.unit === '') return [null, 'own'];
    if (own && own.unit !== null) return [own.unit, 'own'];
    if (!number || column.format.percent) return [null, null];
    if (column.format.unit !== undefined) return [column.format.unit, 'cells'];
    if (parted.unit !== null) return [parted.unit, 'header'];
    if (currency !== null && isCurrencyCode(currency) && lacksCurrency(column))
      return [CURRENCIES[currency], 'currency'];
    return [null, null];
  })();
  return { label, unit, labelFrom, unitFrom };
}

/**
 * What people read of the columns of one table, in their order. Where two would read the same, those that were only proposed
 * keep their headers: 金额(元) beside 金额(美元).
 */
export function termsOf(columns: readonly Nameable[], terms: Terms): Term[] {
  const found = columns.map((column) => termOf(column, terms));
  const tally = new Map<string, number>();
  for (const { label } of found) tally.set(label, (tally.get(label) ?? 0) + 1);
  return found.map((term, i) =>
    tally.get(term.label) === 1 || term.labelFrom === 'own'
      ? term
      : { ...term, label: columns[i]!.name, labelFrom: 'header' },
  );
}
