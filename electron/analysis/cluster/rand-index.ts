/**
 * Adjusted Rand index of two partitions (Hubert & Arabie 1985): 1 for the same partition whatever its labels are called,
 * about 0 for unrelated ones, possibly negative. By pair counts, as scikit-learn does.
 * @param a, b labels 0 … 255, of the same length
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  const table = new Float64Array(65536);
  const rows = new Float64Array(256);
  const columns = new Float64Array(256);
  for (let i = 0; i < n; i++) {
    const cell = a[i]! * 256 + b[i]!;
    table[cell] = table[cell]! + 1;
    rows[a[i]!] = rows[a[i]!]! + 1;
    columns[b[i]!] = columns[b[i]!]! + 1;
  }
  const squares = sumOfSquares(table);
  const inRows = sumOfSquares(rows);
  const inColumns = sumOfSquares(columns);
  // pairs together in both, only in a, only in b, in neither
  const both = squares - n;
  const onlyA = inRows - squares;
  const onlyB = inColumns - squares;
  const neither = n * n - squares - onlyA - onlyB;
  if (onlyA === 0 && onlyB === 0) return 1;
  return (
    (2 * (both * neither - onlyA * onlyB)) / ((both + onlyB) * (onlyB + neither) + (both + onlyA) * (onlyA + neither))
  );
}

function sumOfSquares(counts: Float64Array): number {
  let sum = 0;
  for (const count of counts) sum += count * count;
  return sum;
}
