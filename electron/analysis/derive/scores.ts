/**
 * Scores 1 … bins of values, 1 the lowest; NaN stays NaN. same: 1 + ⌊bins · share of values below⌋, so that equal values get
 * equal scores and a level may stay empty; spread: ranks in the order of the customers part equal values, so that the levels are equally large.
 * (Hughes, Strategic Database Marketing, 2005, cuts quintiles in the second way.)
 * @param descending small values are the better ones (recency)
 */
export function scores(values: Float64Array, bins: number, ties: 'same' | 'spread', descending: boolean): Float64Array {
  const out = new Float64Array(values.length).fill(NaN);
  let count = 0;
  for (const value of values) if (!Number.isNaN(value)) count++;
  if (count === 0) return out;
  const order = new Int32Array(count);
  let at = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) order[at++] = i;
  const sign = descending ? -1 : 1;
  order.sort((a, b) => (values[a]! - values[b]!) * sign || a - b);
  let below = 0;
  for (let rank = 0; rank < count; rank++) {
    if (rank > 0 && values[order[rank]!] !== values[order[rank - 1]!]) below = rank;
    out[order[rank]!] = 1 + Math.floor((bins * (ties === 'same' ? below : rank)) / count);
  }
  return out;
}

/** The cell of three scores as text: `545`, or `10-4-5` with ten levels; -1 where one is missing. */
export function cells(
  parts: readonly [Float64Array, Float64Array, Float64Array],
  bins: number,
): { values: string[]; codes: Int32Array } {
  const known = new Map<number, number>();
  const values: string[] = [];
  const [r, f, m] = parts;
  const codes = Int32Array.from(r, (score, c) => {
    const cell = (score * 16 + f[c]!) * 16 + m[c]!;
    if (Number.isNaN(cell)) return -1;
    let code = known.get(cell);
    if (code === undefined) {
      known.set(cell, (code = values.length));
      values.push([score, f[c]!, m[c]!].join(bins > 9 ? '-' : ''));
    }
    return code;
  });
  return { values, codes };
}
