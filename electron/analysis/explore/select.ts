/**
 * A quantile of some numbers (type 7, as `quantile` of the sorted values) in linear time: Hoare's selection with the middle
 * of three as pivot. The array is reordered.
 * @param p in [0, 1]
 * @returns NaN for an empty array
 */
export function quantileOf(values: Float64Array, p: number): number {
  const n = values.length;
  if (n === 0) return NaN;
  const at = (n - 1) * p;
  const below = Math.floor(at);
  const low = nth(values, below);
  if (at === below) return low;
  let high = Infinity;
  for (let i = below + 1; i < n; i++) if (values[i]! < high) high = values[i]!;
  return low + (high - low) * (at - below);
}

/** The median of some numbers; the array is reordered. NaN for an empty array. */
export const medianOf = (values: Float64Array): number => quantileOf(values, 0.5);

/** The value that would stand at `k` if the array were sorted; smaller ones are then before it. */
function nth(values: Float64Array, k: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = middle(values[low]!, values[(low + high) >> 1]!, values[high]!);
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const other = values[i]!;
      values[i] = values[j]!;
      values[j] = other;
      i++;
      j--;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k]!;
}

const middle = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
