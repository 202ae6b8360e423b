import type { IdentityMap } from '../../../../db/built.ts';

/** Whose rows are whose, by the numbers a resolution gave. */
export interface Numbered {
  readonly sourceId: number;
  readonly ids: Int32Array | null;
  readonly customers: Int32Array;
}

/**
 * Ids for the customers of a new join: a customer whose rows were a customer before keeps that id, so that segments, notes
 * and views hold; others get ids behind all earlier ones.
 * @param n customers, numbered from 1
 * @param maps whose rows are whose now
 * @param before whose rows were whose
 * @param predecessor the source a source has taken the place of; rows keep their ids in it
 * @returns id of customer c at c - 1
 */
export function stableIds(
  n: number,
  maps: readonly Numbered[],
  before: readonly IdentityMap[],
  predecessor: ReadonlyMap<number, number>,
): Int32Array<ArrayBuffer> {
  const ids = new Int32Array(n);
  let last = 0;
  const taken = new Set<number>();
  if (before.length > 0) {
    const earlier = new Map(before.map((map) => [map.sourceId, lookup(map)]));
    for (const map of before) for (const customer of map.customers) if (customer > last) last = customer;
    for (const { sourceId, ids: rows, customers } of maps) {
      const was = earlier.get(sourceId) ?? earlier.get(predecessor.get(sourceId) ?? -1);
      if (!was) continue;
      for (let row = 0; row < customers.length; row++) {
        const customer = customers[row]!;
        if (customer === 0 || ids[customer - 1] !== 0) continue;
        const id = was(rows ? rows[row]! : row + 1);
        if (id === 0 || taken.has(id)) continue;
        ids[customer - 1] = id;
        taken.add(id);
      }
    }
  }
  for (let c = 0; c < n; c++) if (ids[c] === 0) ids[c] = ++last;
  return ids;
}

function lookup({ ids, customers }: IdentityMap): (row: number) => number {
  if (!ids) return (row) => customers[row - 1] ?? 0;
  const at = new Map<number, number>();
  ids.forEach((id, i) => at.set(id, customers[i]!));
  return (row) => at.get(row) ?? 0;
}
