/**
 * How many rows of coded columns say exactly what an earlier row says. Column by column first, so that memory is read in order:
 * a hash of every row; rows are compared only when their hashes agree.
 * @param columns codes of at least `rows` rows
 */
export function countRepeated(columns: readonly Int32Array[], rows: number): number {
  const hashes = hashesOf(columns, rows);
  const size = 1 << Math.max(4, Math.ceil(Math.log2(rows * 2)));
  // 1-based, so that the table needs no filling
  const table = new Int32Array(size);
  let found = 0;
  for (let r = 0; r < rows; r++) {
    const hash = hashes[r]!;
    for (let at = hash & (size - 1); ; at = (at + 1) & (size - 1)) {
      const other = table[at]! - 1;
      if (other < 0) {
        table[at] = r + 1;
        break;
      }
      if (hashes[other] === hash && isSame(columns, r, other)) {
        found++;
        break;
      }
    }
  }
  return found;
}

function hashesOf(columns: readonly Int32Array[], rows: number): Int32Array {
  const hashes = new Int32Array(rows).fill(0x811c9dc5);
  for (const codes of columns)
    for (let r = 0; r < rows; r++) {
      const mixed = Math.imul(hashes[r]! ^ codes[r]!, 0x01000193);
      hashes[r] = mixed ^ (mixed >>> 15);
    }
  return hashes;
}

function isSame(columns: readonly Int32Array[], a: number, b: number): boolean {
  for (const codes of columns) if (codes[a] !== codes[b]) return false;
  return true;
}
