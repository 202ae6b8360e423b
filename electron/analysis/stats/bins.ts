/** Equal steps of whole numbers: `count` of them, each `width` whole numbers wide, the first beginning at `from`. */
export interface WholeSteps {
  readonly from: number;
  readonly width: number;
  readonly count: number;
}

/**
 * The narrowest round steps (1, 2 or 5 times a power of ten wide) over whole numbers that are at most `most`. Their edges lie
 * between whole numbers, so that each step holds as many of them.
 * @param low lowest whole number @param high highest, not below it @param most at least 2
 */
export function wholeSteps(low: number, high: number, most: number): WholeSteps {
  for (let power = 1; ; power *= 10)
    for (const one of [1, 2, 5]) {
      const width = one * power;
      const first = width === 1 ? low : Math.floor(low / width) * width;
      const count = Math.floor((high - first) / width) + 1;
      if (count <= most) return { from: first, width, count };
    }
}

/** Whether all values are whole numbers near enough to zero to be told apart. */
export function areWhole(values: Iterable<number> & { readonly length: number }): boolean {
  for (const value of values) if (!Number.isSafeInteger(value)) return false;
  return values.length > 0;
}

/**
 * Bars over whole numbers, from half below the first of each to half above the last, so that each whole number lies inside one.
 * What lies beyond the steps is counted in the first and the last.
 * @param values whole numbers, each `counts` times (once by default)
 */
export function wholeBins(
  values: ArrayLike<number>,
  { from, width, count }: WholeSteps,
  counts?: ArrayLike<number>,
): { from: number; to: number; count: number }[] {
  const sums = new Float64Array(count);
  for (let i = 0; i < values.length; i++) {
    const at = Math.max(0, Math.min(count - 1, Math.floor((values[i]! - from) / width)));
    sums[at] = sums[at]! + (counts?.[i] ?? 1);
  }
  const edge = (i: number) => from + i * width - 0.5;
  return Array.from(sums, (sum, i) => ({ from: edge(i), to: edge(i + 1), count: sum }));
}
