import type { SourceKind } from '../../../shared/domain.ts';
import { KINDS } from '../../../shared/kinds.ts';
import { type KeyColumn, keyCandidates, keyColumn, namesCustomer } from './keys.ts';
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
  /** further columns of a list of customers that may hold the key of another list */
  readonly others: readonly KeyColumn[];
  /** first node (records only; facts get theirs when they are grouped) */
  readonly from: number;
}

/**
 * Give each source its part. Customers and companies are records. A survey is where there are none, one row a
 * respondent; anything is where there is nothing else (a list of products, of books).
 */
export function placed(sources: readonly IdentitySource[]): Placed[] {
  const has = (...kinds: SourceKind[]) => sources.some(({ kind }) => kinds.includes(kind));
  const people = sources.some(({ kind }) => KINDS[kind].lists);
  let from = 0;
  const order = sources.map((source, index) => ({ source, index }));
  order.sort((x, y) => KINDS[x.source.kind].place - KINDS[y.source.kind].place || x.index - y.index);
  return order.map(({ source, index }) => {
    const key = keyOf(source);
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
      makes: KINDS[source.kind].makes || only,
      key,
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
function keyOf(source: IdentitySource): KeyColumn | null {
  const { lists, perCustomer } = KINDS[source.kind];
  const fact = !lists && perCustomer !== 'none';
  for (const column of keyCandidates(source)) {
    const key = keyColumn(column, source.rows);
    if (key.values.length === 0) continue;
    if (fact && column.name === source.mapping.order) continue;
    if (!fact || source.mapping.customer === column.name || namesCustomer(column.name) || !unique(key)) return key;
    if (source.kind === 'survey') return key;
  }
  return null;
}
