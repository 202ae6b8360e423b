/** Whose rows are whose, by the numbers a resolution gave. */
export interface Numbered {
  /** 1-based customer of each row; 0: nobody's */
  readonly customers: Int32Array;
  /** customer that the row with this place was before; 0: none; null: the source is new */
  readonly was: ((place: number) => number) | null;
}

/**
 * Ids for the customers of a new join: a customer whose rows were a customer before keeps that id, so that segments, notes
 * and views hold; others get ids behind all that were ever given.
 * @param n customers, numbered from 1
 * @param maps whose rows are whose, by source
 * @param last the highest id that was ever given
 * @returns id of customer c at c - 1
 */
export function stableIds(n: number, maps: readonly Numbered[], last: number): Int32Array<ArrayBuffer> {
  const ids = new Int32Array(n);
  const taken = new Uint8Array(last + 1);
  for (const { customers, was } of maps) {
    if (!was) continue;
    for (let place = 0; place < customers.length; place++) {
      const customer = customers[place]!;
      if (customer === 0 || ids[customer - 1] !== 0) continue;
      const id = was(place);
      if (id === 0 || taken[id] === 1) continue;
      ids[customer - 1] = id;
      taken[id] = 1;
    }
  }
  let next = last;
  for (let c = 0; c < n; c++) if (ids[c] === 0) ids[c] = ++next;
  return ids;
}
