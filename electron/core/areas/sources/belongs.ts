import type { Belongs } from '../../../../shared/contract/sources.ts';
import { tellingColumns } from '../../../analysis/identity/belongs.ts';
import type { ReadDb } from '../../../db/open.ts';
import { columnOf, type SourceRow } from '../../../db/areas/sources/sources.ts';
import type { QueryContext } from '../../area.ts';
import { SessionCache } from '../../session-cache.ts';

/** Of published tables, which never change; by what tells. */
const known = new SessionCache<Belongs>(200);

const placeOf = (source: SourceRow, columns: readonly string[]) => [source.customer_table, ...columns].join('\n');

/** Whose the rows of a source are of which a customer has several; null of any other. Counted by a thread. */
export async function belongsOf(
  { db, readers }: Pick<QueryContext, 'db' | 'readers'>,
  source: SourceRow,
): Promise<Belongs | null> {
  const names = tellingColumns(source.kind, source.mapping);
  if (names === null) return null;
  const place = placeOf(source, names);
  if (known.has(db, place)) return known.get(db, place)!;
  const columns = names.flatMap((name) => {
    const column = columnOf(db, source.id, name);
    return column === undefined ? [] : { name, column };
  });
  const counted = { workspace: db.path, table: source.customer_table, rows: source.customers, columns };
  return known.set(db, place, await readers.run('intake.belongs', counted));
}

/** What an import has counted while it read need not be counted again. */
export function keepBelongs(db: ReadDb, source: SourceRow, belongs: Belongs): void {
  known.set(db, placeOf(source, tellingColumns(source.kind, source.mapping) ?? []), belongs);
}
