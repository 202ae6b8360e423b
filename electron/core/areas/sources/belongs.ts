import type { Belongs } from '../../../../shared/contract/sources.ts';
import { KINDS, TELLING } from '../../../../shared/kinds.ts';
import { namedCustomers } from '../../../analysis/identity/standInWords.ts';
import type { ReadDb } from '../../../db/open.ts';
import { valueCounts, type SourceRow } from '../../../db/areas/sources/sources.ts';
import { SessionCache } from '../../session-cache.ts';

/** Of published tables, which never change; by what tells. */
const known = new SessionCache<Belongs>(200);

/** Whose the rows of a source are of which a customer has several; null of any other. */
export function belongsOf(db: ReadDb, source: SourceRow): Belongs | null {
  const { perCustomer, people } = KINDS[source.kind];
  if (perCustomer !== 'many' || !people) return null;
  const field = TELLING.find((one) => source.mapping[one] !== undefined);
  const rows = source.customers;
  if (field === undefined) return { column: null, customers: 0, rows: 0, without: rows };
  const column = source.mapping[field]!;
  const place = `${source.customer_table}\n${column}`;
  if (known.has(db, place)) return known.get(db, place)!;
  const found = namedCustomers(valueCounts(db, source, column));
  return known.set(db, place, { column, ...found, without: rows - found.rows });
}
