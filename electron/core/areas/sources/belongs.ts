import type { Belongs } from '../../../../shared/contract/sources.ts';
import { KINDS, TELLING } from '../../../../shared/kinds.ts';
import { namedCustomers } from '../../../analysis/identity/standInWords.ts';
import { lentNumbers } from '../../../analysis/identity/virtualNumbers.ts';
import type { ReadDb } from '../../../db/open.ts';
import { valueCounts, type SourceRow } from '../../../db/areas/sources/sources.ts';
import { SessionCache } from '../../session-cache.ts';

/** Of published tables, which never change; by what tells. */
const known = new SessionCache<Belongs>(200);

/** Whose the rows of a source are of which a customer has several; null of any other. */
export function belongsOf(db: ReadDb, source: SourceRow): Belongs | null {
  const { perCustomer, people } = KINDS[source.kind];
  if (perCustomer !== 'many' || !people) return null;
  const rows = source.customers;
  const { customer } = source.mapping;
  // a telephone may stand on the first line of an order only, where the e-mail is on each
  const columns = customer === undefined ? TELLING.flatMap((field) => source.mapping[field] ?? []) : [customer];
  const found = columns.map((column) => countsOf(db, source, column));
  const best = found.reduce<Belongs | null>((most, one) => (most && most.rows >= one.rows ? most : one), null);
  return best ?? { column: null, customers: 0, rows: 0, without: rows };
}

function countsOf(db: ReadDb, source: SourceRow, column: string): Belongs {
  const place = `${source.customer_table}\n${column}`;
  if (known.has(db, place)) return known.get(db, place)!;
  const counts = [...valueCounts(db, source, column)];
  // numbers that a platform lends for an order name nobody
  const lent = lentNumbers(counts.map(([value]) => value))?.lent;
  const found = namedCustomers(lent ? counts.filter((_, i) => !lent.has(i)) : counts);
  return known.set(db, place, { column, ...found, without: source.customers - found.rows });
}
