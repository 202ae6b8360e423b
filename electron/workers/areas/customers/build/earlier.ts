import { identityMaps, type IdentityMap } from '../../../../db/areas/customers/built.ts';
import type { ReadDb } from '../../../../db/open.ts';
import { quoteName } from '../../../../db/settings.ts';

/** The join before, of which customers keep their ids. */
export interface EarlierBuild {
  readonly id: number;
  /** the highest id that was ever given */
  readonly lastId: number;
  readonly sources: readonly EarlierSource[];
}

/** Which source of the join before a source is, or has taken the place of. */
export interface EarlierSource {
  readonly source: number;
  readonly from: number;
  /** null: rows kept their ids; else its table and column of keys, by which rows are found again */
  readonly key: { readonly table: string; readonly column: string } | null;
}

/** Rows of a source of the new join. */
export interface NewRows {
  readonly id: number;
  readonly ids: Int32Array;
  /** coded keys; null: none */
  readonly key: { readonly values: readonly unknown[]; readonly codes: Int32Array } | null;
}

/** The customers before and, by source, the one each row was. */
export function earlierCustomers(
  db: ReadDb,
  build: EarlierBuild,
  sources: readonly NewRows[],
): { last: number; was: (((place: number) => number) | null)[] } {
  const maps = new Map(identityMaps(db, build.id).map((map) => [map.sourceId, map]));
  let last = build.lastId;
  for (const { customers } of maps.values()) for (const customer of customers) if (customer > last) last = customer;
  const was = sources.map(({ id, ids, key }) => {
    const found = build.sources.find(({ source }) => source === id);
    const map = found && maps.get(found.from);
    if (!map) return null;
    const of = lookup(map);
    if (found.key === null) return (place: number) => of(ids[place]!);
    if (!key) return null;
    const customers = new Map<string, number>();
    for (const [row, value] of db.rows(
      `SELECT id, ${quoteName(found.key.column)} FROM ${quoteName(found.key.table)} ORDER BY id`,
    ))
      if (value !== null && !customers.has(String(value))) customers.set(String(value), of(Number(row)));
    const known = key.values.map((value) => (value === null ? 0 : (customers.get(String(value)) ?? 0)));
    return (place: number) => known[key.codes[place]!]!;
  });
  return { last, was };
}

function lookup({ ids, customers }: IdentityMap): (row: number) => number {
  if (!ids) return (row) => customers[row - 1] ?? 0;
  const at = new Map<number, number>();
  ids.forEach((id, i) => at.set(id, customers[i]!));
  return (row) => at.get(row) ?? 0;
}
