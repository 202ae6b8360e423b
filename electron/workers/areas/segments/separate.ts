import type { Separation } from '../../../../shared/contract/segments.ts';
import { takeRows } from '../../../analysis/cluster/centres.ts';
import { finerThanSplit, overlappingCut, SURELY, verdictOf } from '../../../analysis/cluster/choose.ts';
import type { Pool } from '../../pool.ts';
import type { Matrix } from './clusterTasks.ts';
import { clusterSweep } from './sweep.ts';

/** Groups that overlap are sought with this seed whatever seed the person set: the answer is one of the data. */
const SEED = 61;
const RESTARTS = 5;
const MOST_GROUPS = 6;

/**
 * Whether rows fall into groups, and into how many ({@link findGroups}); where none stand apart, whether groups overlap
 * ({@link overlappingCut}). Neither a seed nor the order of the rows changes the answer.
 * @param of for each column the attribute it belongs to
 * @throws AppError cancelled
 */
export async function separate(
  pool: Pool,
  { x, n, d, of }: Matrix & { of: number[] },
  threads: number,
  signal?: AbortSignal,
): Promise<Separation> {
  const { separation, rows, overlap } = await pool.run('cluster.separation', { x, n, d, of }, { signal });
  const split = separation.k === 2 && verdictOf(separation) === 'weak';
  if (!split && !overlap.some((surely) => surely >= SURELY)) return separation;
  const figures = await clusterSweep(
    pool,
    {
      matrix: takeRows(x, d, rows),
      n: rows.length,
      d,
      ks: Array.from({ length: Math.min(MOST_GROUPS, rows.length - 1) }, (_, i) => i + 1),
      seed: SEED,
      restarts: RESTARTS,
      threads,
      stability: true,
    },
    { signal },
  );
  if (split) return finerThanSplit(separation, figures);
  const k = overlappingCut(figures, overlap);
  return k === null ? separation : { ...separation, k, valley: null, shape: 'overlap' };
}
