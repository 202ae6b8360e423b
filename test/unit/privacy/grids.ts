import { gridOf } from '../../../electron/analysis/explore/grid.ts';
import type { Bucket, GridBody, Measure } from '../../../shared/contract/explore.ts';

/** A step of an axis. */
export const bucket = (key: string, colour: number | null = null): Bucket => ({
  key,
  label: key,
  kind: 'level',
  from: null,
  to: null,
  n: 0,
  filters: null,
  colour,
});
const axis = (codes: Int32Array, names: string[], colour: number | null = null) => ({
  codes,
  buckets: names.map((name) => bucket(name, colour)),
});

/** A chart of rows by columns with these counts, drawn from as many customers. */
export function gridWith(
  counts: readonly (readonly number[])[],
  of: Measure['of'] = 'count',
  colour: number | null = null,
  name: (of: string) => string = (of) => of,
): GridBody {
  const all = counts.flatMap((row, r) => row.flatMap((n, c) => Array.from({ length: n }, () => [r, c] as const)));
  return gridOf({
    rows: axis(
      Int32Array.from(all, ([r]) => r),
      counts.map((_, r) => name(`r${r}`)),
      colour,
    ),
    columns: axis(
      Int32Array.from(all, ([, c]) => c),
      counts[0]!.map((_, c) => name(`c${c}`)),
    ),
    of,
    values: of === 'mean' ? Float64Array.from(all, ([r, c], i) => 100 * r + 10 * c + (i % 7)) : null,
  } as Parameters<typeof gridOf>[0]);
}
