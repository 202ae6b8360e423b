import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { IdentityReport } from '../../../../shared/contract/identity.ts';
import { KINDS } from '../../../../shared/kinds.ts';
import {
  builtBody,
  identityDecisions,
  type IdentityMap,
  identityMaps,
  placeIn,
} from '../../../db/areas/customers/built.ts';
import { sourceInView } from '../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../db/open.ts';
import { sourceById } from '../../../db/areas/sources/sources.ts';
import type { QueryContext } from '../../area.ts';
import { RowReader } from './rows.ts';

type Shown = Out<'identity.groups'>['groups'][number];

/** Rows of a customer that are shown; a customer of more is told so by their number. */
const MOST_ROWS = 200;
/** Columns shown where nothing was compared. */
const FEW_COLUMNS = 6;
/** Customers that several records were merged into without a common key, the least sure first. */
export function groups({ db }: QueryContext, { offset, limit }: Parsed<'identity.groups'>): Out<'identity.groups'> {
  const join = joined(db);
  if (!join) return { count: 0, groups: [] };
  const merged = db.all<{ source: number; row: number; score: number }>(
    "SELECT a_source AS source, a_row AS row, score FROM identity_pair WHERE built_id = ? AND state = 'merged'",
    join.id,
  );
  const least = new Map<number, number>();
  for (const { source, row, score } of merged) {
    const customer = join.customerOf(source, row);
    if (customer > 0) least.set(customer, Math.min(least.get(customer) ?? 1, score));
  }
  const order = [...least].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  return {
    count: order.length,
    groups: order.slice(offset, offset + limit).map(([customer]) => shown(db, join, customer)),
  };
}

/** The rows of one customer of the joined table; null: the table in view is no joined one, or has no such customer. */
export function group({ db }: QueryContext, { customer }: Parsed<'identity.group'>): Out<'identity.group'> {
  const join = joined(db);
  if (!join) return null;
  const found = shown(db, join, customer);
  return found.rows.length === 0 && found.facts.length === 0 ? null : found;
}

/** The join in view, with its maps. */
export interface Join {
  readonly id: number;
  readonly identity: IdentityReport;
  readonly maps: readonly IdentityMap[];
  /** sources whose rows are records of customers */
  readonly records: ReadonlySet<number>;
  customerOf(source: number, row: number): number;
}

/** The join in view; null: one file as it came. */
export function joined(db: ReadDb): Join | null {
  const view = sourceInView(db);
  const built = view && builtBody(db, view.id);
  if (!built) return null;
  const maps = identityMaps(db, view.id).filter(({ sourceId }) => sourceById(db, sourceId));
  const { sources } = built.identity;
  const lists = sources.filter(({ kind }) => KINDS[kind].lists);
  const records = new Set((lists.length > 0 ? lists : sources.slice(0, 1)).map(({ source }) => source));
  return {
    id: view.id,
    identity: built.identity,
    maps,
    records,
    customerOf: (source, row) => {
      const map = maps.find(({ sourceId }) => sourceId === source);
      return map?.customers[placeIn(map, row)] ?? 0;
    },
  };
}

/** Rows of a customer in the sources of records. */
export function recordsOf(join: Join, customer: number): { source: number; row: number; score: number }[] {
  return join.maps
    .filter(({ sourceId }) => join.records.has(sourceId))
    .flatMap(({ sourceId, ids, customers, scores }) => {
      const out: { source: number; row: number; score: number }[] = [];
      for (let at = customers.indexOf(customer); at >= 0; at = customers.indexOf(customer, at + 1))
        out.push({ source: sourceId, row: ids ? ids[at]! : at + 1, score: scores[at]! });
      return out;
    });
}

function shown(db: ReadDb, join: Join, customer: number): Shown {
  const reader = new RowReader(db, join.id);
  const rows = recordsOf(join, customer).slice(0, MOST_ROWS);
  const parted = partedRows(db, rows);
  const compared = join.identity.compared.map(({ columns }) => columns);
  const columns =
    compared.length > 0
      ? compared
      : rows.slice(0, 1).flatMap(({ source }) =>
          reader
            .columns(source)
            .slice(0, FEW_COLUMNS)
            .map(({ name }) => [name]),
        );
  return {
    customer,
    columns: columns.map((names) => names.join(' / ')),
    rows: rows.map(({ source, row, score }) => {
      const own = columns.map((names) => names.find((name) => has(reader, source, name)) ?? null);
      return {
        source,
        row,
        name: reader.name(source),
        line: reader.line(source, row),
        score: Math.round(score * 1e4) / 1e4,
        parted: parted.has(`${String(source)}:${String(row)}`),
        cells: reader.cells(source, row, own).map(({ cell }) => cell),
      };
    }),
    facts: join.maps.flatMap(({ sourceId, customers }) => {
      if (join.records.has(sourceId)) return [];
      let n = 0;
      for (const one of customers) if (one === customer) n++;
      return n === 0 ? [] : [{ source: sourceId, name: reader.name(sourceId), rows: n }];
    }),
  };
}

/** Rows that a person parted from another row of the same customer since the join. */
function partedRows(db: ReadDb, rows: readonly { source: number; row: number }[]): Set<string> {
  const own = new Set(rows.map(({ source, row }) => `${String(source)}:${String(row)}`));
  const out = new Set<string>();
  for (const { a, b, same } of identityDecisions(db)) {
    const [x, y] = [`${String(a.source)}:${String(a.row)}`, `${String(b.source)}:${String(b.row)}`];
    if (same || !own.has(x) || !own.has(y)) continue;
    out.add(x);
    out.add(y);
  }
  return out;
}

const has = (reader: RowReader, source: number, name: string): boolean => {
  const names = reader.columns(source).map((attribute) => attribute.name);
  return names.includes(name) || name.split(' + ').every((part) => names.includes(part));
};
