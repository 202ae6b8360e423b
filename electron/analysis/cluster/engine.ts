import { assignChunk, inertiaOfChunk, rebuildChunk } from './assign.ts';
import { moveCentres } from './centres.ts';
import { At, createRun, type KmeansResult, type KmeansRun, Phase, resultOf, sameShape } from './run.ts';

/** How a run talks to whoever started it. */
export interface Watch {
  /** true: leave the run as it is */
  stopped(): boolean;
  /** after each assignment pass, on the thread that ended it; `changed` rows of n changed their group */
  onPass(passes: number, changed: number): void;
}

/** A watch that never stops and hears nothing. */
export const NO_WATCH: Watch = { stopped: () => false, onPass: () => undefined };

/**
 * Exact k-means from given centres on this thread alone: the fixed point of Lloyd's algorithm (Lloyd 1982), found with
 * bounds (Hamerly 2010). The result is bit-identical to the same run on any number of threads.
 *
 * A group that loses all its rows gets the row farthest from its own centre as its new centre (of several groups the
 * first gets the farthest; equally far rows: the first), as scikit-learn does. With fewer distinct rows than k some
 * groups stay empty.
 * @param x row-major n x d, finite
 * @param start row-major k x d starting centres, 1 <= k <= 250
 * @param maxIterations most centre updates; the labels always belong to the centres returned
 * @throws AppError `invalid_input` for shapes that do not fit and values that are not finite
 */
export function kmeans(
  x: Float64Array,
  n: number,
  d: number,
  start: ArrayLike<number>,
  maxIterations: number,
  watch: Watch = NO_WATCH,
): KmeansResult {
  const run = createRun(x, n, d, start, maxIterations);
  work(run, watch);
  return resultOf(run);
}

/**
 * Take part in a run until it is finished. Any number of threads may call this on the same run, at any time: chunks of
 * rows are claimed one by one, and the thread that finishes the last chunk of a pass moves the centres and opens the
 * next pass. What a chunk yields depends on nothing but its rows, and chunks are added up in order: the result does not
 * depend on who did what.
 * @returns false when it was left because the watch said stop
 */
export function work(shared: KmeansRun, watch: Watch): boolean {
  const run = sameShape(shared);
  const { control, chunks } = run;
  for (;;) {
    if (watch.stopped()) return false;
    const epoch = Atomics.load(control, At.epoch);
    if (Atomics.load(control, At.phase) === Phase.finished) return true;
    const chunk = Atomics.add(control, At.next, 1);
    if (chunk >= chunks) {
      waitFor(control, epoch);
      continue;
    }
    // a claim is good only for the phase that is open now; it cannot close before this chunk is done
    const phase = Atomics.load(control, At.phase);
    if (phase === Phase.assign) assignChunk(run, chunk);
    else if (phase === Phase.rebuild) rebuildChunk(run, chunk);
    else run.parts[chunk] = inertiaOfChunk(run, chunk);
    if (Atomics.add(control, At.done, 1) === chunks - 1) open(run, afterPhase(run, phase, watch));
  }
}

/** The serial part between two phases. @returns the phase that follows */
function afterPhase(run: KmeansRun, phase: number, watch: Watch): number {
  const { control } = run;
  if (phase === Phase.inertia) {
    let sum = 0;
    for (const part of run.parts) sum += part;
    run.inertia[0] = sum;
    return Phase.finished;
  }
  if (control[At.bad]) return Phase.finished;
  if (phase === Phase.rebuild) {
    control[At.exact] = 1;
    moveCentres(run);
    return Phase.assign;
  }
  const changed = control[At.changed]!;
  const passes = control[At.passes]! + 1;
  control[At.passes] = passes;
  watch.onPass(passes, changed);
  if (changed === 0) {
    if (control[At.exact] === 0) return Phase.rebuild;
    control[At.converged] = 1;
    return Phase.inertia;
  }
  if (control[At.updates]! >= run.maxIterations) return Phase.inertia;
  control[At.exact] = 0;
  control[At.updates] = control[At.updates]! + 1;
  moveCentres(run);
  return Phase.assign;
}

function open(run: KmeansRun, phase: number): void {
  const { control } = run;
  control[At.changed] = 0;
  Atomics.store(control, At.phase, phase);
  Atomics.store(control, At.done, 0);
  if (phase !== Phase.finished) Atomics.store(control, At.next, 0);
  Atomics.add(control, At.epoch, 1);
  Atomics.notify(control, At.epoch);
}

/** Passes late in a run take a millisecond: look a few times before sleeping. */
const SPINS = 400;
const NAP_MS = 50;

function waitFor(control: Int32Array, epoch: number): void {
  for (let i = 0; i < SPINS; i++) if (Atomics.load(control, At.epoch) !== epoch) return;
  Atomics.wait(control, At.epoch, epoch, NAP_MS);
}
