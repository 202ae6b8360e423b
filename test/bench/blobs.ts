import { seeded } from '../../electron/analysis/random.ts';

/** Rows around planted centres, standard deviation 1 in every column. */
export interface Blobs {
  /** row-major n x d, in shared memory */
  x: Float64Array<SharedArrayBuffer>;
  /** the planted group of each row */
  group: Uint8Array;
}

/**
 * Seeded groups: `groups` centres drawn with standard deviation `spread` in every column (0: one cloud), rows around them.
 */
export function blobs(n: number, d: number, groups: number, spread: number, seed: number): Blobs {
  const random = seeded(seed);
  const centres = Float64Array.from({ length: groups * d }, () => spread * random.normal());
  const x = new Float64Array(new SharedArrayBuffer(n * d * 8));
  const group = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const g = random.below(groups);
    group[i] = g;
    for (let t = 0; t < d; t++) x[i * d + t] = centres[g * d + t]! + random.normal();
  }
  return { x, group };
}
