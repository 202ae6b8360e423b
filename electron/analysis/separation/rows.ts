/** Rows looked at, and fewer tell nothing. */
const MOST_ROWS = 2000;
/** Values are compared to so many decimals: sums over rows in another order differ in the last. */
const DECIMALS = 1e6;

/**
 * At most {@link MOST_ROWS} rows in an order of their own, which both depend on what the rows hold and not on where they stand:
 * by a hash of the row and of how many equal ones came before it.
 */
export function chosenRows(x: Float64Array, n: number, d: number): Int32Array {
  const seen = new Map<number, number>();
  const hashed = Array.from({ length: n }, (_, row) => {
    let hash = 0x811c9dc5;
    for (let t = 0; t < d; t++) {
      const value = Math.round(x[row * d + t]! * DECIMALS);
      hash = mixed(hash, value | 0);
      hash = mixed(hash, Math.floor(value / 0x100000000) | 0);
    }
    const before = seen.get(hash) ?? 0;
    seen.set(hash, before + 1);
    return { row, hash: mixed(hash, before) >>> 0 };
  });
  return Int32Array.from(hashed.sort((a, b) => a.hash - b.hash).slice(0, MOST_ROWS), ({ row }) => row);
}

/** One step of a 32-bit hash (the finaliser of MurmurHash3, Appleby). */
function mixed(hash: number, word: number): number {
  let h = hash ^ Math.imul(word, 0xcc9e2d51);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
