import type { Inspection } from '../../../../shared/contract/sources.ts';
import type { ColumnGuess, Mapping, Said, SourceKind } from '../../../../shared/domain.ts';
import { KINDS } from '../../../../shared/kinds.ts';
import { currencyCode } from '../../../analysis/intake/numbers/codes.ts';
import { proposeKind, withScales } from '../../../analysis/intake/kinds/index.ts';
import type { ColumnStore } from './store.ts';

/** What the user chose about the kind of a file, and what it is called. */
export type KindAsked = { name?: string; kind?: SourceKind | undefined; mapping?: Mapping | undefined };

/** What is said where each row is a customer: that none has a number, that there are few. */
const NO_KEY = 'sources:note.noKey';
const FEW = 'sources:note.few';

/**
 * What the rows of a file are and what its columns mean. Scales come back in order, multiple choices with their sign, and
 * a customer column that the user named becomes the key of a table of customers.
 */
export function kindOf(
  asked: KindAsked,
  columns: readonly ColumnGuess[],
  store: ColumnStore,
  settled: ReadonlySet<string>,
): { columns: ColumnGuess[]; kind: Inspection['kind']; mapping: Mapping; drop: (note: Said) => boolean } {
  const inputs = store.inputs(Array.from({ length: store.width }, () => ''));
  const withValues = (guesses: readonly ColumnGuess[]) =>
    guesses
      .map((guess) => ({ guess, ...inputs[guess.position]! }))
      .map(({ guess, values, counts }) => ({ guess, values, counts }));
  const scaled = withScales(withValues(columns), false, settled);
  const found = proposeKind(withValues(scaled), store.rows, asked.name ?? '', asked);
  const final = found.kind === 'survey' ? withScales(withValues(scaled), true, settled) : scaled;
  const customer = asked.mapping?.customer;
  const rekeyed = KINDS[found.kind].lists && customer !== undefined && final.some(({ name }) => name === customer);
  const lines = KINDS[found.kind].perCustomer === 'many';
  const named = new Set(NAMES.map((field) => found.mapping[field]));
  const masked = final.map((column) => (named.has(column.name) && !settled.has(column.name) ? asName(column) : column));
  return {
    columns: withCurrencies(rekeyed ? masked.map((column) => asKey(column, customer)) : masked, found.mapping, inputs),
    kind: { value: found.kind, reason: found.reason, overridden: asked.kind !== undefined },
    mapping: found.mapping,
    // rows of orders are no customers: neither is said of them
    drop: ({ key }) =>
      (key === NO_KEY && (lines || found.mapping.customer !== undefined || rekeyed)) || (key === FEW && lines),
  };
}

/** The money of a table whose column of currencies names several says so. */
function withCurrencies(
  columns: readonly ColumnGuess[],
  mapping: Mapping,
  inputs: readonly { readonly values: readonly string[] }[],
): ColumnGuess[] {
  const currency = columns.find(({ name }) => name === mapping.currency);
  const money = mapping.amount ?? mapping.price;
  const codes = new Set(
    currency ? (inputs[currency.position]?.values ?? []).flatMap((cell) => currencyCode(cell) ?? []) : [],
  );
  if (codes.size < 2) return [...columns];
  const warning: Said = { key: 'sources:warn.currencies', values: { units: [...codes].slice(0, 4).join(', ') } };
  return columns.map((column) =>
    column.name === money && !column.warnings.some(({ key }) => key === warning.key)
      ? { ...column, warnings: [...column.warnings, warning] }
      : column,
  );
}

/** Fields that hold the names of persons: masked, whatever the header says. */
const NAMES = ['name', 'givenName', 'surname', 'contact'] as const;

/** A column of names of persons that its header alone did not give away. */
function asName(column: ColumnGuess): ColumnGuess {
  if (column.role !== 'ignored' && column.role !== 'attribute') return column;
  if (column.type !== 'text' && column.type !== 'category') return column;
  const reason: Said = { key: 'sources:why.personal.header', values: { kind: { key: 'sources:why.kind.name' } } };
  return { ...column, type: 'text', role: 'personal', personal: 'name', dimension: null, levels: null, reason };
}

function asKey(column: ColumnGuess, key: string): ColumnGuess {
  if (column.name === key) return column.role === 'personal' ? column : { ...column, role: 'key', dimension: null };
  return column.role === 'key' ? { ...column, role: 'ignored' } : column;
}
