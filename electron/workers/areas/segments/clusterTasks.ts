import type { Separation } from '../../../../shared/contract/segments.ts';
import { takeRows } from '../../../analysis/cluster/centres.ts';
import { kmeans, type Watch, work } from '../../../analysis/cluster/engine.ts';
import type { KmeansResult, KmeansRun } from '../../../analysis/cluster/run.ts';
import { startingCentres, swapCentres } from '../../../analysis/cluster/seeding.ts';
import { meanOf, silhouettes } from '../../../analysis/cluster/silhouette.ts';
import {
  type Reference,
  referenceRows,
  smallKmeans,
  stabilityDraw,
  valleys,
} from '../../../analysis/cluster/stability.ts';
import { lookForGroups } from '../../../analysis/separation/find.ts';
import { overlaps } from '../../../analysis/separation/overlap.ts';
import { sampleRows, seeded } from '../../../analysis/random.ts';
import type { TaskContext } from '../../task.ts';

/** Rows row-major n x d in shared memory. */
export interface Matrix {
  x: Float64Array;
  n: number;
  d: number;
}

/** Rows on which starting centres are sought. */
const START_ROWS = 2000;

const watchOf = ({ stopped }: TaskContext): Watch => ({ stopped, onPass: () => undefined });

/** Tasks of the segmentation; `cluster.ts` puts them together. */
export const clusterTasks = {
  /** Take part in a run until it is finished. */
  'cluster.join': (run: KmeansRun, context: TaskContext): null => {
    work(run, {
      stopped: context.stopped,
      onPass: (passes, changed) => {
        context.progress({ step: 'jobs:step.cluster', done: passes, total: changed === 0 ? passes : null });
      },
    });
    context.check();
    return null;
  },

  /** One restart: starting centres from a sample of its own, then at most `passes` updates on all rows. */
  'cluster.restart': (
    input: Matrix & { from: Matrix; k: number; seed: number; restart: number; passes: number },
    context: TaskContext,
  ): { centres: Float64Array; inertia: number } => {
    const { x, n, d, from, k, seed, restart, passes } = input;
    const rows = sampleRows(from.n, START_ROWS, seeded(seed, 21, restart));
    const start = startingCentres(takeRows(from.x, d, rows), rows.length, d, k, seeded(seed, 22, restart, k));
    const { centres, inertia } = kmeans(x, n, d, start, passes, watchOf(context));
    context.check();
    return { centres, inertia };
  },

  /** From given centres to the fixed point, in one thread; then some random swaps. */
  'cluster.refine': (
    input: Matrix & { start: Float64Array; passes: number; swaps: number; seed: number },
    context: TaskContext,
  ): KmeansResult => {
    const { x, n, d, start, passes, swaps, seed } = input;
    const random = seeded(seed, 23, start.length / d);
    const result = swapCentres(x, n, d, start, swaps, passes, random, watchOf(context));
    context.check();
    return result;
  },

  /** Silhouettes of the rows `from … to` for several partitions. */
  'cluster.silhouettes': (
    { x, n, d, partitions, from, to }: Matrix & { partitions: Uint8Array[]; from: number; to: number },
    context: TaskContext,
  ): Float64Array[] => {
    context.check();
    return silhouettes(x, n, d, partitions, from, to);
  },

  /** One bootstrap sample against the partitions at hand. */
  'cluster.stability': (
    input: Matrix & { sample: Float64Array; ks: number[]; partitions: Uint8Array[]; seed: number; draw: number },
    context: TaskContext,
  ): number[] => {
    const { x, n, d, sample, ks, partitions, seed, draw } = input;
    const out = stabilityDraw(x, n, d, sample, ks, partitions, seed, draw, watchOf(context));
    context.check();
    return out;
  },

  /**
   * Whether the rows fall into groups, and into how many; `of`: the attribute of each column. Also the rows looked at, in an
   * order of their own, and how surely groups overlap in them ({@link overlaps}).
   */
  'cluster.separation': (
    { x, n, d, of }: Matrix & { of: number[] },
    context: TaskContext,
  ): { separation: Separation; rows: Int32Array; overlap: number[] } => {
    const watch = watchOf(context);
    const looked = lookForGroups(x, n, d, of, watch);
    const overlap = overlaps(looked, watch);
    context.check();
    return { separation: looked.separation, rows: looked.rows, overlap };
  },

  /** One data set without groups: what silhouette, relative inertia and valleys clustering it yields for each k. */
  'cluster.reference': (
    input: {
      kind: Reference;
      sample: Float64Array;
      d: number;
      variances: Float64Array;
      size: number;
      ks: number[];
      seed: number;
      draw: number;
    },
    context: TaskContext,
  ): { silhouettes: number[]; inertias: number[]; valleys: number[] } => {
    const { kind, sample, d, variances, size, ks, seed, draw } = input;
    const x = referenceRows(kind, sample, d, variances, size, seed, draw);
    const watch = watchOf(context);
    const whole = kmeans(x, size, d, x.slice(0, d), 2, watch).inertia;
    const solutions = ks.map((k) => {
      context.check();
      return smallKmeans(x, size, d, k, watch, seed, 42, draw, k);
    });
    context.check();
    const partitions = solutions.map(({ labels }) => labels);
    return {
      silhouettes: silhouettes(x, size, d, partitions, 0, size).map(meanOf),
      inertias: solutions.map(({ inertia }) => inertia / whole),
      valleys: solutions.map(({ labels, centres }) => valleys(x, d, labels, centres) ?? 1),
    };
  },
};
