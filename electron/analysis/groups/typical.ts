import type { Labels } from './labels.ts';

/**
 * The rows nearest each centre, nearest first (of equally near ones the first).
 * @param x row-major n x d
 * @param labels centre of each row; none is left out
 * @param centres row-major k x d
 * @param count rows wanted of each
 */
export function nearestToCentres(
  x: Float64Array,
  d: number,
  labels: Labels,
  centres: Float64Array,
  count: number,
): Int32Array[] {
  const k = centres.length / d;
  const found = Array.from({ length: k }, (): { row: number; e: number }[] => []);
  for (let i = 0; i < labels.length; i++) {
    const c = labels[i]!;
    const list = found[c]!;
    let e = 0;
    for (let t = 0; t < d; t++) e += (x[i * d + t]! - centres[c * d + t]!) ** 2;
    if (list.length === count && e >= list[count - 1]!.e) continue;
    const place = list.findIndex((other) => other.e > e);
    list.splice(place < 0 ? list.length : place, 0, { row: i, e });
    if (list.length > count) list.pop();
  }
  return found.map((list) => Int32Array.from(list, ({ row }) => row));
}

/** An earlier segment and how many customers it had among those now clustered. */
export interface Earlier {
  readonly segment: number;
  /** its clusters */
  readonly clusters: readonly number[];
  readonly size: number;
}

/** A new cluster continues an earlier segment when they share at least this part of either. */
const SAME = 0.5;

/**
 * Which earlier segment each new cluster continues: the largest overlaps come first, each of at least half of either; a segment
 * is continued once.
 * @param table customers per pair, row-major new x earlier clusters
 */
export function continued(
  table: Int32Array,
  sizes: readonly number[],
  earlierK: number,
  earlier: readonly Earlier[],
): (number | null)[] {
  const pairs = sizes.flatMap((size, c) =>
    earlier.map(({ segment, clusters, size: before }) => {
      const both = clusters.reduce((sum, e) => sum + table[c * earlierK + e]!, 0);
      return { c, segment, both, same: both > 0 && both >= SAME * Math.min(size, before) };
    }),
  );
  pairs.sort((a, b) => b.both - a.both || a.c - b.c);
  const out = new Array<number | null>(sizes.length).fill(null);
  const taken = new Set<number>();
  for (const { c, segment, same } of pairs) {
    if (!same || out[c] !== null || taken.has(segment)) continue;
    out[c] = segment;
    taken.add(segment);
  }
  return out;
}
