/** A partition with its centres. */
export interface Partition {
  labels: Uint8Array;
  /** row-major k x d */
  centres: Float64Array;
  /** rows of each group */
  sizes: number[];
}

/**
 * Name the groups by their size: 0 is the largest; of equal sizes the one whose centre comes first, coordinate by
 * coordinate. `labels` is changed in place, `centres` is returned anew.
 */
export function relabelBySize(labels: Uint8Array, centres: Float64Array, d: number): Partition {
  const k = centres.length / d;
  const counts = new Array<number>(k).fill(0);
  for (const label of labels) counts[label] = counts[label]! + 1;
  const order = Array.from({ length: k }, (_, j) => j).sort(
    (a, b) => counts[b]! - counts[a]! || byPlace(centres, d, a, b),
  );
  const name = new Uint8Array(k);
  const moved = new Float64Array(k * d);
  order.forEach((old, now) => {
    name[old] = now;
    moved.set(centres.subarray(old * d, old * d + d), now * d);
  });
  for (let i = 0; i < labels.length; i++) labels[i] = name[labels[i]!]!;
  return { labels, centres: moved, sizes: order.map((old) => counts[old]!) };
}

function byPlace(centres: Float64Array, d: number, a: number, b: number): number {
  for (let t = 0; t < d; t++) {
    const difference = centres[a * d + t]! - centres[b * d + t]!;
    if (difference !== 0) return difference;
  }
  return a - b;
}
