import type { Out, Parsed } from '../../../../../shared/contract.ts';
import { builtBody, identityMaps, linesOf, rejectedLines } from '../../../../db/areas/customers/built.ts';
import { sourceInView } from '../../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../../db/open.ts';
import { quoteName } from '../../../../db/settings.ts';
import { listSources, sourceById } from '../../../../db/areas/sources/sources.ts';
import type { QueryContext } from '../../../area.ts';

type Identities = Out<'customers.identities'>;
const NOBODY = { customer: null, score: 0 } as const;

/** Whose row each data row of each file is; rows that were rejected or dropped by cleaning are nobody's. */
export function identities({ db }: QueryContext, { sourceId }: Parsed<'customers.identities'>): Identities {
  const view = sourceInView(db);
  if (!view) return [];
  const built = builtBody(db, view.id);
  if (!built) {
    if (sourceId !== undefined && sourceId !== view.id) return [];
    return filled(db, view.id, view.name, ownRows(db, view.id, view.name, view.table));
  }
  const names = new Map(listSources(db).map(({ id, name }) => [id, name]));
  for (const { sourceId: id, name } of built.report.sources) names.set(id, name);
  return identityMaps(db, view.id, sourceId).flatMap((map) => {
    const name = names.get(map.sourceId) ?? '';
    const rows: Identities = Array.from(map.customers, (customer, i) => ({
      source: name,
      row: map.lines ? map.lines[i]! : map.ids ? map.ids[i]! : i + 1,
      customer: customer === 0 ? null : customer,
      score: Math.round(map.scores[i]! * 1e6) / 1e6,
    }));
    return filled(db, map.sourceId, name, rows);
  });
}

/** One file as it came: each row is a customer of its own. */
function ownRows(db: ReadDb, id: number, name: string, table: string): Identities {
  const ids = db.column<number>(`SELECT id FROM ${quoteName(table)} ORDER BY id`);
  const lines = linesOf(db, id, ids.at(-1) ?? 0);
  return ids.map((row) => ({ source: name, row: lines ? (lines[row - 1] ?? row) : row, customer: row, score: 1 }));
}

/** The rows, in the order of the file, with those that are not in its table. Rows of an updated file have no other order than the table's. */
function filled(db: ReadDb, id: number, name: string, rows: Identities): Identities {
  const source = sourceById(db, id);
  if (!source || source.mode === 'update' || source.mode === 'add') return rows;
  const rejected = rejectedLines(db, id);
  const count = source.stored + rejected.length;
  if (rows.length >= count) return rows;
  const byRow: (Identities[number] | undefined)[] = Array.from({ length: count });
  for (const one of rows) byRow[one.row - 1] = one;
  return byRow.map((one, i) => one ?? { source: name, row: i + 1, ...NOBODY });
}
