import { AppError } from '../../../shared/frames.ts';

/** Rows a chunk: fixed, so that no sum depends on the number of threads. */
export const CHUNK = 4096;
/** Labels are bytes and 255 means "none yet". */
export const MAX_K = 250;
/** No label yet. */
export const NO_LABEL = 255;

/** Places in {@link KmeansRun.control}. */
export const At = {
  epoch: 0,
  phase: 1,
  /** next chunk to claim */
  next: 2,
  /** chunks finished in this phase */
  done: 3,
  /** rows that changed their group in this pass */
  changed: 4,
  /** centre updates so far */
  updates: 5,
  /** assignment passes so far */
  passes: 6,
  converged: 7,
  /** the matrix holds a value that is not finite */
  bad: 8,
  /** sums were rebuilt from the labels and nothing moved since */
  exact: 9,
} as const;

/** What every thread does with the chunks it claims. */
export const Phase = { assign: 0, rebuild: 1, inertia: 2, finished: 3 } as const;

/**
 * One k-means run: everything in shared memory, so that it can be handed to any number of threads as it is.
 * `x` row-major n x d; `centres` row-major k x d, at first the starting centres; `labels` n bytes.
 */
export interface KmeansRun {
  readonly x: Float64Array;
  readonly n: number;
  readonly d: number;
  readonly k: number;
  readonly maxIterations: number;
  readonly chunks: number;
  readonly centres: Float64Array;
  /** transposed centres, d x lanes, lanes = k rounded up to 4, padded with values that are never nearest */
  readonly lanes: Float64Array;
  readonly labels: Uint8Array;
  /** per row: upper bound to its own centre minus lower bound to any other, less the drift up to then; rounded up */
  readonly gap: Float32Array;
  /** per group: minus the drift so far of its centre and of the fastest other centre; -Infinity where no group is */
  readonly drift: Float64Array;
  /** per chunk and group: sum of rows (chunks x k x d) and number of rows (chunks x k) */
  readonly sums: Float64Array;
  readonly counts: Int32Array;
  /** per chunk: sum of squared distances; at the end [0] is the whole */
  readonly parts: Float64Array;
  readonly inertia: Float64Array;
  readonly control: Int32Array;
}

/** Plain result of a run. `labels` and `centres` are the run's own arrays. */
export interface KmeansResult {
  labels: Uint8Array;
  /** row-major k x d */
  centres: Float64Array;
  /** sum of squared distances of the rows to their centres */
  inertia: number;
  /** centre updates done */
  iterations: number;
  /** a fixed point was reached: no row changes its group any more */
  converged: boolean;
}

/**
 * Prepare a run.
 * @param x row-major n x d, finite
 * @param start row-major k x d starting centres (copied)
 * @param maxIterations most centre updates
 * @throws AppError `invalid_input` when the shapes do not fit or k is not in 1 … 250
 */
export function createRun(
  x: Float64Array,
  n: number,
  d: number,
  start: ArrayLike<number>,
  maxIterations: number,
): KmeansRun {
  const k = start.length / d;
  if (!Number.isInteger(k) || k < 1 || k > MAX_K || n < 1 || x.length < n * d) {
    throw new AppError('invalid_input', { key: 'errors:invalid_input' }, { what: 'matrix', k, n, d });
  }
  const chunks = Math.ceil(n / CHUNK);
  const lanes = Math.ceil(k / 4) * 4;
  const run = sameShape({
    x,
    n,
    d,
    k,
    maxIterations,
    chunks,
    centres: floats(k * d),
    lanes: floats(d * lanes),
    labels: new Uint8Array(new SharedArrayBuffer(n)).fill(NO_LABEL),
    gap: new Float32Array(new SharedArrayBuffer(n * 4)).fill(Infinity),
    drift: floats(256).fill(-Infinity, k),
    sums: floats(chunks * k * d),
    counts: new Int32Array(new SharedArrayBuffer(chunks * k * 4)),
    parts: floats(chunks),
    inertia: floats(1),
    control: new Int32Array(new SharedArrayBuffer(64)),
  });
  for (let i = 0; i < k * d; i++) run.centres[i] = start[i]!;
  spreadLanes(run);
  return run;
}

/**
 * The run as an object of one hidden class. A structured clone comes with a class of its own, for which the compiled
 * loops would be thrown away and compiled again in the middle of the first passes (measured: 0.3 s).
 */
export function sameShape(run: KmeansRun): KmeansRun {
  return {
    x: run.x,
    n: run.n,
    d: run.d,
    k: run.k,
    maxIterations: run.maxIterations,
    chunks: run.chunks,
    centres: run.centres,
    lanes: run.lanes,
    labels: run.labels,
    gap: run.gap,
    drift: run.drift,
    sums: run.sums,
    counts: run.counts,
    parts: run.parts,
    inertia: run.inertia,
    control: run.control,
  };
}

/** Write the transposed copy of the centres that the distance loop reads. */
export function spreadLanes(run: KmeansRun): void {
  const { centres, lanes, k, d } = run;
  const width = lanes.length / d;
  for (let t = 0; t < d; t++) {
    for (let j = 0; j < width; j++) lanes[t * width + j] = j < k ? centres[j * d + t]! : 1e200;
  }
}

/**
 * Read a finished run.
 * @throws AppError `invalid_input` when the matrix held a value that is not finite
 */
export function resultOf(run: KmeansRun): KmeansResult {
  if (run.control[At.bad]) throw new AppError('invalid_input', { key: 'errors:invalid_input' }, { what: 'not finite' });
  return {
    labels: run.labels,
    centres: run.centres,
    inertia: run.inertia[0]!,
    iterations: run.control[At.updates]!,
    converged: run.control[At.converged] === 1,
  };
}

/** A zeroed array of doubles that threads can share. */
export function floats(length: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}
