import { SILHOUETTE_SAMPLE } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { sweepRows } from '../../../analysis/cluster/bounds.ts';
import { takeRows } from '../../../analysis/cluster/centres.ts';
import type { ClusterFigures, ReferenceFigures } from '../../../analysis/cluster/choose.ts';
import { covarianceOf } from '../../../analysis/cluster/pca.ts';
import { symmetricEigen } from '../../../analysis/cluster/eigen.ts';
import { relabelBySize } from '../../../analysis/cluster/relabel.ts';
import { createRun, floats, type KmeansResult, MAX_K, resultOf } from '../../../analysis/cluster/run.ts';
import { meanOf } from '../../../analysis/cluster/silhouette.ts';
import { type Reference, valleys } from '../../../analysis/cluster/stability.ts';
import { sampleRows, seeded } from '../../../analysis/random.ts';
import type { Matrix } from './clusterTasks.ts';
import type { Pool } from '../../pool.ts';
import { cancelled } from '../../task.ts';

/** Version of the method: part of every result's recipe. */
export const CLUSTER_VERSION = '2';

/** How the caller hears and stops a run. */
export interface ClusterContext {
  signal?: AbortSignal | undefined;
  /** steps done of steps in all, both rising only */
  onProgress?: ((done: number, total: number) => void) | undefined;
}

/** What to cluster. */
export interface SweepInput {
  /** row-major n x d; in shared memory it is not copied */
  matrix: Float64Array;
  n: number;
  d: number;
  /** numbers of groups to try, 1 … 250 */
  ks: number[];
  seed: number;
  restarts: number;
  /** threads at work at a time; the result does not depend on it */
  threads: number;
  /** measure stability and compare with data without groups */
  stability: boolean;
}

/** One k: figures, and the partition with groups named by size (0 the largest). */
export interface Solution extends ClusterFigures {
  labels: Uint8Array;
  /** row-major k x d, in the order of the names */
  centres: Float64Array;
  iterations: number;
  converged: boolean;
}

/** Most centre updates. */
const MOST_UPDATES = 300;
/** Updates of a restart before only the best go on. */
const TRIAL_UPDATES = 15;
/** Restarts that go on to the fixed point. */
const FINALISTS = 5;
/** Up to so many rows every restart goes to its fixed point. */
const FEW_ROWS = 20_000;
/** The best of few rows is tried to be improved by so many random swaps: at most, and by rows. */
const MOST_SWAPS = 60;
const SWAP_ROWS = 150_000;
/** Restarts are tried on at most so many rows. */
const TRIAL_ROWS = 100_000;
/** Centre updates on all rows after a solution was sought on a sample: it begins near its fixed point. */
const FIT_UPDATES = 12;
/** Bootstrap samples. */
const DRAWS = 12;
/** Data sets of each kind without groups, and most rows of each. */
const REFERENCE_DRAWS = 3;
const REFERENCE_ROWS = 1200;
const SILHOUETTE_BLOCK = 250;

/**
 * Exact k-means from given centres with several threads on the same memory; bit for bit what `kmeans` of analysis gives.
 * @throws AppError invalid_input (shapes, values that are not finite), cancelled
 */
export async function clusterRun(
  pool: Pool,
  { x, n, d }: Matrix,
  start: ArrayLike<number>,
  threads: number,
  maxIterations: number,
  context: ClusterContext = {},
): Promise<KmeansResult> {
  const run = createRun(shared(x), n, d, start, maxIterations);
  const members = Math.max(1, Math.min(threads, pool.size, run.chunks));
  const stop = new AbortController();
  const signal = context.signal ? AbortSignal.any([context.signal, stop.signal]) : stop.signal;
  const joined = Array.from({ length: members }, () => pool.run('cluster.join', run, { signal }));
  try {
    // whoever leaves first leaves a finished run: a member still in line behind other work is not waited for
    await Promise.race(joined);
  } catch (error) {
    throw context.signal?.aborted ? cancelled() : error;
  } finally {
    // after a failure this matters: the chunk that a lost member held never comes back, so the others must leave
    stop.abort();
    await Promise.allSettled(joined);
  }
  return resultOf(run);
}

/**
 * Cluster for every k: seeded starts on samples, moved by ml-kmeans; all restarts some updates on the data, the best of
 * them to the fixed point; then silhouette, stability and comparison with data without groups. Of a large matrix the
 * solutions are sought on a sample of {@link sweepRows} and then fitted to all rows. The same input gives the same bits on
 * any number of threads.
 * @throws AppError invalid_input, too_few (fewer rows than a k), cancelled
 */
export async function clusterSweep(pool: Pool, input: SweepInput, context: ClusterContext = {}): Promise<Solution[]> {
  const { n, d, ks, seed, threads } = input;
  if (ks.some((k) => !Number.isInteger(k) || k < 1 || k > MAX_K) || n < 1 || input.matrix.length < n * d) {
    throw new AppError('invalid_input', { key: 'errors:invalid_input' }, { what: 'sweep', ks, n, d });
  }
  if (ks.some((k) => k > n)) throw new AppError('too_few', { key: 'errors:too_few' }, { n, k: Math.max(...ks) });
  const sweep = new Sweep(pool, { ...input, threads: Math.max(1, threads) }, context);
  const found = await sweep.fit(await sweep.solve());
  const rows = sampleRows(n, SILHOUETTE_SAMPLE, seeded(seed, 11));
  const sample = rows.length === n ? sweep.matrix.x : takeRows(sweep.matrix.x, d, rows);
  const partitions = found.map(({ labels }) => (rows.length === n ? labels : Uint8Array.from(rows, (r) => labels[r]!)));
  const means = await sweep.silhouettes(sample, partitions);
  const stability = input.stability ? await sweep.stability(sample, partitions) : null;
  const reference = input.stability ? await sweep.references(sample, found) : null;
  return found.map((solution, i) => ({
    ...solution,
    n,
    smallest: Math.min(...solution.sizes),
    silhouette: means[i] === null ? null : { value: means[i]!, sampled: rows.length < n, sample: rows.length },
    stability: stability?.[i] ?? null,
    valley: valleys(sample, d, partitions[i]!, solution.centres),
    reference: reference?.[i] ?? null,
  }));
}

interface Found {
  k: number;
  labels: Uint8Array;
  centres: Float64Array;
  sizes: number[];
  inertia: number;
  iterations: number;
  converged: boolean;
}

/** The parts of one sweep, which share the matrix, the line of tasks and the progress. */
class Sweep {
  readonly matrix: Matrix;
  /** rows on which solutions are sought: the matrix, or a part of it */
  readonly #sought: Matrix;
  readonly #pool: Pool;
  readonly #input: SweepInput;
  readonly #context: ClusterContext;
  #done = 0;
  readonly #total: number;

  constructor(pool: Pool, input: SweepInput, context: ClusterContext) {
    this.#pool = pool;
    this.#input = input;
    this.#context = context;
    this.matrix = { x: shared(input.matrix), n: input.n, d: input.d };
    const rows = sweepRows(input.n, input.d);
    this.#sought = rows < input.n ? this.#part(rows) : this.matrix;
    const restarts = input.ks.length * (input.restarts + FINALISTS);
    const blocks = Math.ceil(Math.min(input.n, SILHOUETTE_SAMPLE) / SILHOUETTE_BLOCK);
    const fits = rows < input.n ? input.ks.length : 0;
    this.#total = restarts + fits + blocks + (input.stability ? DRAWS + 3 * REFERENCE_DRAWS : 0);
  }

  async solve(): Promise<Found[]> {
    const { ks, seed, restarts } = this.#input;
    const sought = this.#sought;
    const { n, d } = sought;
    const few = n <= FEW_ROWS;
    const trial = n <= TRIAL_ROWS ? sought : this.#part(TRIAL_ROWS);
    const passes = few ? MOST_UPDATES : TRIAL_UPDATES;
    const swaps = few ? Math.min(MOST_SWAPS, Math.ceil(SWAP_ROWS / n)) : 0;
    // the largest k take longest: they come first, so that no thread is left with one at the end
    const order = ks.map((_, i) => i).sort((a, b) => ks[b]! - ks[a]! || a - b);
    const calls = order.flatMap((i) =>
      Array.from({ length: ks[i] === 1 ? 1 : restarts }, (_, restart) => ({ i, k: ks[i]!, restart })),
    );
    const tried = await this.#each(calls, ({ k, restart }) =>
      this.#run('cluster.restart', { ...trial, from: sought, k, seed, restart, passes }),
    );
    const finals = order.flatMap((i) => {
      const starts = tried.filter((_, c) => calls[c]!.i === i).sort((a, b) => a.inertia - b.inertia);
      return distinct(starts, few ? 1 : FINALISTS).map(({ centres }) => ({ i, start: centres }));
    });
    const refined =
      n <= TRIAL_ROWS
        ? await this.#each(finals, ({ start }) =>
            this.#run('cluster.refine', { ...sought, start, passes: MOST_UPDATES, swaps, seed }),
          )
        : await this.#oneByOne(finals, MOST_UPDATES);
    return ks.map((k, i) => {
      const results = refined.filter((_, f) => finals[f]!.i === i);
      const best = results.reduce((a, b) => (b.inertia < a.inertia ? b : a));
      return { k, ...best, ...relabelBySize(best.labels, best.centres, d) };
    });
  }

  /** Solutions sought on a sample go on to all rows. */
  async fit(found: Found[]): Promise<Found[]> {
    if (this.#sought === this.matrix) return found;
    const starts = found.map(({ centres }) => ({ start: centres }));
    const fitted = await this.#oneByOne(starts, FIT_UPDATES);
    return fitted.map((result, i) => ({
      k: found[i]!.k,
      ...result,
      ...relabelBySize(result.labels, result.centres, this.matrix.d),
    }));
  }

  async silhouettes(sample: Float64Array, partitions: Uint8Array[]): Promise<(number | null)[]> {
    const { d } = this.#input;
    const n = sample.length / d;
    const several = partitions.filter((labels) => labels.some((label) => label !== labels[0]));
    const blocks = Array.from({ length: Math.ceil(n / SILHOUETTE_BLOCK) }, (_, b) => b * SILHOUETTE_BLOCK);
    const parts = await this.#each(blocks, (from) => {
      const to = Math.min(n, from + SILHOUETTE_BLOCK);
      return this.#run('cluster.silhouettes', { x: sample, n, d, partitions: several, from, to });
    });
    return partitions.map((labels) => {
      const at = several.indexOf(labels);
      if (at < 0) return null;
      const all = new Float64Array(n);
      parts.forEach((part, b) => {
        all.set(part[at]!, blocks[b]);
      });
      return meanOf(all);
    });
  }

  async stability(sample: Float64Array, partitions: Uint8Array[]): Promise<number[]> {
    const { ks, seed } = this.#input;
    const draws = Array.from({ length: DRAWS }, (_, draw) => draw);
    const found = await this.#each(draws, (draw) =>
      this.#run('cluster.stability', { ...this.matrix, sample, ks, partitions, seed, draw }),
    );
    return ks.map((_, i) => found.reduce((sum, rand) => sum + rand[i]!, 0) / DRAWS);
  }

  async references(sample: Float64Array, found: Found[]): Promise<(ReferenceFigures | null)[]> {
    const { d, ks, seed } = this.#input;
    const m = sample.length / d;
    const { covariance } = covarianceOf(sample, m, d);
    const { values: variances } = symmetricEigen(covariance, d);
    const several = ks.filter((k) => k > 1 && k <= Math.min(m, REFERENCE_ROWS));
    const kinds: Reference[] = mostlyLumps(sample, m, d)
      ? ['gaussian', 'uniform', 'permuted']
      : ['gaussian', 'uniform'];
    const calls = kinds.flatMap((kind) => Array.from({ length: REFERENCE_DRAWS }, (_, draw) => ({ kind, draw })));
    const size = Math.min(m, REFERENCE_ROWS);
    const lumps = kinds.includes('permuted');
    const drawn = await this.#each(calls, ({ kind, draw }) =>
      this.#run('cluster.reference', { kind, sample, d, variances, size, ks: several, seed, draw }),
    );
    const whole = totalSquares(this.matrix);
    return ks.map((k, i) => {
      const at = several.indexOf(k);
      if (at < 0 || whole === 0) return null;
      const lost = Math.log(Math.max(1e-12, found[i]!.inertia / whole));
      const perKind = kinds.map((kind) => drawn.filter((_, c) => calls[c]!.kind === kind));
      return {
        silhouette: Math.max(...drawn.map((part) => part.silhouettes[at]!)),
        gap: Math.min(...perKind.map((parts) => mean(parts.map((part) => Math.log(part.inertias[at]!))) - lost)),
        valley: lumps ? null : Math.min(...perKind.map((parts) => mean(parts.map((part) => part.valleys[at]!)))),
      };
    });
  }

  #part(size: number): Matrix {
    const { n, d, seed } = this.#input;
    return { x: takeRows(this.matrix.x, d, sampleRows(n, size, seeded(seed, 12))), n: size, d };
  }

  /** Many rows: one run after another, each with all threads. */
  async #oneByOne(starts: readonly { start: Float64Array }[], updates: number): Promise<KmeansResult[]> {
    const results: KmeansResult[] = [];
    for (const { start } of starts) {
      results.push(
        await clusterRun(this.#pool, this.matrix, start, this.#input.threads, updates, {
          signal: this.#context.signal,
        }),
      );
      this.#step();
    }
    return results;
  }

  readonly #run: Pool['run'] = (task, input) => this.#pool.run(task, input, { signal: this.#context.signal });

  /** At most `threads` at a time; outputs in the order of the items. The first failure ends it. */
  async #each<T, R>(items: readonly T[], call: (item: T) => Promise<R>): Promise<R[]> {
    const results = new Array<R>(items.length);
    let next = 0;
    const lane = async (): Promise<void> => {
      for (let at = next++; at < items.length; at = next++) {
        results[at] = await call(items[at]!);
        this.#step();
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.min(this.#input.threads, items.length) }, lane));
    } finally {
      next = items.length;
    }
    return results;
  }

  #step(): void {
    this.#done = Math.min(this.#total, this.#done + 1);
    this.#context.onProgress?.(this.#done, this.#total);
  }
}

/** The first of a sorted list that are not the same solution over again. */
function distinct<T extends { inertia: number }>(sorted: T[], count: number): T[] {
  const out: T[] = [];
  for (const item of sorted) {
    const last = out[out.length - 1];
    if (out.length < count && (!last || item.inertia > last.inertia * (1 + 1e-9))) out.push(item);
  }
  return out;
}

const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** Whether most of the variance lies in columns of two values. */
function mostlyLumps(x: Float64Array, m: number, d: number): boolean {
  const { covariance } = covarianceOf(x, m, d);
  let lumps = 0;
  let whole = 0;
  for (let t = 0; t < d; t++) {
    const values = new Set<number>();
    for (let i = 0; i < m && values.size < 3; i++) values.add(x[i * d + t]!);
    whole += covariance[t * d + t]!;
    if (values.size < 3) lumps += covariance[t * d + t]!;
  }
  return lumps > whole / 2;
}

function totalSquares({ x, n, d }: Matrix): number {
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let t = 0; t < d; t++) mean[t] = mean[t]! + x[i * d + t]! / n;
  let sum = 0;
  for (let i = 0; i < n; i++) for (let t = 0; t < d; t++) sum += (x[i * d + t]! - mean[t]!) ** 2;
  return sum;
}

/** The matrix in memory that threads can share: as it is, or a copy. */
function shared(x: Float64Array): Float64Array {
  if (x.buffer instanceof SharedArrayBuffer) return x;
  const copy = floats(x.length);
  copy.set(x);
  return copy;
}
