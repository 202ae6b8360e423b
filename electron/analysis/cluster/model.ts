import { type Labels, noLabels } from '../groups/labels.ts';

/** Where a frozen model puts customers; arrays of length n. */
export interface Placement {
  /** group of each */
  readonly labels: Labels;
  /** Euclidean distance to the centre of the group, in units of the matrix */
  readonly distance: Float64Array;
  /** how much farther the second nearest centre is; Infinity with one group */
  readonly margin: Float64Array;
  /** 1: farther from its centre than anyone of that group was when the model was made; 0: not, or nobody knows */
  readonly unlike: Uint8Array;
}

/** What places customers it has never seen: every method keeps one. */
export interface Model {
  /** groups */
  readonly k: number;
  /**
   * Place customers.
   * @param x row-major n x d, columns as the model was made with
   * @param from first row to place @param to behind the last one
   * @param into rows `from` to `to` of it are written
   */
  place(x: Float64Array, from: number, to: number, into: Placement): void;
}

/** Room for where n customers are placed. */
export const emptyPlacement = (n: number, k: number): Placement => ({
  labels: noLabels(n, k),
  distance: new Float64Array(n),
  margin: new Float64Array(n),
  unlike: new Uint8Array(n),
});

/**
 * The model of k-means: the nearest centre, of equally near ones the first.
 * @param centres row-major k x d
 * @param reach distance of the farthest member of each group when the model was made; null: not known
 */
export function nearestCentre(centres: Float64Array, d: number, reach: readonly number[] | null): Model {
  const k = centres.length / d;
  return {
    k,
    place(x, from, to, { labels, distance, margin, unlike }) {
      for (let i = from; i < to; i++) {
        let near = 0;
        let best = Infinity;
        let second = Infinity;
        for (let c = 0; c < k; c++) {
          let e = 0;
          for (let t = 0; t < d; t++) e += (x[i * d + t]! - centres[c * d + t]!) ** 2;
          if (e < best) {
            second = best;
            best = e;
            near = c;
          } else if (e < second) second = e;
        }
        labels[i] = near;
        distance[i] = Math.sqrt(best);
        margin[i] = Math.sqrt(second) - Math.sqrt(best);
        // a hair of rounding is no distance
        unlike[i] = reach && distance[i]! > reach[near]! * (1 + 1e-9) ? 1 : 0;
      }
    },
  };
}

/**
 * How far the farthest member of each group stands from its centre.
 * @param x row-major n x d
 * @param centres row-major k x d
 * @returns length k; 0 for a group without members
 */
export function reachOf(x: Float64Array, d: number, labels: Labels, centres: Float64Array): number[] {
  const reach = new Array<number>(centres.length / d).fill(0);
  for (let i = 0; i < labels.length; i++) {
    const c = labels[i]!;
    let e = 0;
    for (let t = 0; t < d; t++) e += (x[i * d + t]! - centres[c * d + t]!) ** 2;
    if (e > reach[c]!) reach[c] = e;
  }
  return reach.map(Math.sqrt);
}
