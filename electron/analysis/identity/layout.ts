import type { SourceKind } from '../../../shared/domain.ts';
import { KINDS } from '../../../shared/kinds.ts';
import { fieldsOf } from './fields.ts';
import { type KeyColumn, keyCandidates, keyColumn, namesCustomer } from './keys.ts';
import { type StandIns, withoutStandIns } from './standIns.ts';
import { isStranger } from './standInWords.ts';
import type { IdentitySource } from './types.ts';

/** A source with its part: `records`: each row is a node of its own; `facts`: rows are grouped by whose they are. */
export interface Placed {
  /** place in the list that was given */
  readonly index: number;
  readonly source: IdentitySource;
  readonly part: 'records' | 'facts' | 'none';
  /** an unknown key makes a customer of its own */
  readonly makes: boolean;
  readonly key: KeyColumn | null;
  /** values of the key that stand for nobody; null: there are none */
  readonly standIns: StandIns | null;
  /** rows (0-based) of records that stand for nobody */
  readonly nobody: readonly number[];
  /** further columns of a list of customers that may hold the key of another list */
  readonly others: readonly KeyColumn[];
  /** first node (records only; facts get theirs when they are grouped) */
  readonly from: number;
}

/**
 * Give each source its part. Customers and companies are records. A survey is where there are none, one row a
 * respondent; anything is where there is nothing else (a list of products, of books). Events and reviews make customers where
 * nothing else does: whoever visited and never bought is no customer beside orders, and the only one there is without.
 */
export function placed(sources: readonly IdentitySource[]): Placed[] {
  const has = (...kinds: SourceKind[]) => sources.some(({ kind }) => kinds.includes(kind));
  const people = sources.some(({ kind }) => KINDS[kind].lists);
  const made = sources.some(({ kind }) => KINDS[kind].makes);
  let from = 0;
  const order = sources.map((source, index) => ({ source, index }));
  order.sort((x, y) => KINDS[x.source.kind].place - KINDS[y.source.kind].place || x.index - y.index);
  return order.map(({ source, index }) => {
    const { key, standIns } = keyOf(source);
    const alone = source.kind === 'survey' && !people && (key === null || unique(key));
    const only = source.kind === 'other' && !people && !has('orders', 'survey', 'events');
    const part =
      KINDS[source.kind].lists || alone || only
        ? ('records' as const)
        : KINDS[source.kind].perCustomer === 'none'
          ? ('none' as const)
          : ('facts' as const);
    const at = from;
    if (part === 'records') from += source.rows;
    return {
      index,
      source,
      part,
      makes: KINDS[source.kind].makes || only || (part === 'facts' && !made),
      key,
      standIns,
      nobody: part === 'records' && people ? strangers(source) : [],
      others: othersOf(source, key),
      from: at,
    };
  });
}

/** Identifiers that name customers, besides the key of a list of customers. */
function othersOf(source: IdentitySource, key: KeyColumn | null): KeyColumn[] {
  if (source.kind !== 'customers' || key === null) return [];
  return keyCandidates(source)
    .filter(({ name, type }) => type === 'identifier' && name !== key.name && name !== source.mapping.account)
    .map((column) => keyColumn(column, source.rows))
    .filter(({ values }) => values.length > 0);
}

/** Does each row have a value of its own? */
const unique = (key: KeyColumn): boolean => key.counts.every((n) => n === 1);

/** The column that says whose row it is; of facts it must be named, mapped or repeat: a number of orders is none. */
function keyOf(source: IdentitySource): { key: KeyColumn | null; standIns: StandIns | null } {
  const { lists, perCustomer } = KINDS[source.kind];
  const fact = !lists && perCustomer !== 'none';
  for (const column of keyCandidates(source)) {
    const key = keyColumn(column, source.rows);
    if (key.values.length === 0) continue;
    if (fact && column.name === source.mapping.order) continue;
    const named = source.mapping.customer === column.name || namesCustomer(column.name);
    if (perCustomer === 'many' && (named || !unique(key))) {
      const known = withoutStandIns(source, column, key);
      return known.key.values.length === 0 ? { key: null, standIns: known.standIns } : known;
    }
    if (!fact || named || !unique(key) || source.kind === 'survey') return { key, standIns: null };
  }
  return { key: null, standIns: perCustomer === 'many' ? namedStrangers(source) : null };
}

/** Names of orders without a key that stand for nobody. */
function namedStrangers(source: IdentitySource): StandIns | null {
  const name = fieldsOf(source).find(({ kind }) => kind === 'fullName');
  const column = name && source.columns.find((one) => one.name === name.column.name);
  if (!column) return null;
  const key = keyColumn(column, source.rows);
  const codes = key.values.flatMap((value, code) => (isStranger(value) ? [code] : []));
  if (codes.length === 0) return null;
  const rows = codes.reduce((sum, code) => sum + key.counts[code]!, 0);
  return { column: column.name, values: codes.map((code) => key.values[code]!), rows };
}

/** So many strangers a till keeps in its list; more are members whose names are hidden. */
const FEW_STRANGERS = 3;

/** Rows of a list of customers that a till keeps for sales to nobody: by their number or name, with no phone or e-mail. */
function strangers(source: IdentitySource): number[] {
  const fields = fieldsOf(source);
  const names = [
    ...source.columns.filter(({ name }) => name === source.mapping.customer || name === source.key),
    ...fields.flatMap(({ column, kind }) => (kind === 'fullName' ? [column] : [])),
  ];
  const contacts = fields.flatMap(({ column, kind }) => (kind === 'phone' || kind === 'email' ? [column] : []));
  const out = new Set<number>();
  for (const column of names) {
    const stands = column.values.map((value) => typeof value === 'string' && isStranger(value));
    if (!stands.includes(true)) continue;
    for (let r = 0; r < source.rows; r++)
      if (stands[column.codes[r]!]! && contacts.every(({ values, codes }) => (values[codes[r]!] ?? '') === ''))
        out.add(r);
  }
  return out.size <= FEW_STRANGERS ? [...out] : [];
}
