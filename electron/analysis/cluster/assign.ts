import { At, CHUNK, type KmeansRun, NO_LABEL } from './run.ts';

/** Slack of a bound against rounding, relative to the distances it is made of. */
const SLACK = 1e-12;
/** Rounding a double to a float loses at most this, relative. */
const FLOAT = 1.2e-7;

/** Rows of the chunk at hand that must be measured. */
const list = new Int32Array(CHUNK + 1);

/**
 * Give each row of a chunk its nearest centre; of equally near centres the first. Rows whose bound proves that nothing
 * can have changed are skipped (Hamerly 2010, with both bounds and the drift of the centres folded into one number a
 * row, so that a skipped row is read but never written). A bound skips a row only when it is nearer to its own centre
 * by more than rounding, so ties are always decided as Lloyd's algorithm decides them.
 * Keeps the chunk's sums and counts in step.
 */
export function assignChunk(run: KmeansRun, chunk: number): void {
  const changed = measureList(run, chunk, listRows(run, chunk));
  if (changed) Atomics.add(run.control, At.changed, changed);
}

/** First a list, then the work: this loop over all rows has no branch to mispredict. @returns rows listed */
function listRows(run: KmeansRun, chunk: number): number {
  const { labels, gap, drift } = run;
  const from = chunk * CHUNK;
  const to = Math.min(run.n, from + CHUNK);
  let m = 0;
  for (let i = from; i < to; i++) {
    list[m] = i;
    m += gap[i]! < drift[labels[i]!]! ? 0 : 1;
  }
  // rows are measured in pairs: an odd one is paired with itself
  if (m > 0) list[m] = list[m - 1]!;
  return m;
}

function measureList(run: KmeansRun, chunk: number, m: number): number {
  let changed = 0;
  for (let at = 0; at < m; at += 2) changed += measurePair(run, chunk, list[at]!, list[at + 1]!);
  return changed;
}

/** Two rows against all centres, four centres at a time. @returns how many of the rows changed their group */
function measurePair(run: KmeansRun, chunk: number, i: number, i2: number): number {
  const { x, d, lanes } = run;
  const width = lanes.length / d;
  const row = i * d;
  const apart = (i2 - i) * d;
  let near = NO_LABEL;
  let best = Infinity;
  let second = Infinity;
  let near2 = NO_LABEL;
  let best2 = Infinity;
  let second2 = Infinity;
  for (let j = 0; j < width; j += 4) {
    let e0 = 0;
    let e1 = 0;
    let e2 = 0;
    let e3 = 0;
    let f0 = 0;
    let f1 = 0;
    let f2 = 0;
    let f3 = 0;
    for (let p = row, q = j; p < row + d; p++, q += width) {
      const c0 = lanes[q]!;
      const c1 = lanes[q + 1]!;
      const c2 = lanes[q + 2]!;
      const c3 = lanes[q + 3]!;
      const v = x[p]!;
      const w = x[p + apart]!;
      e0 += (v - c0) * (v - c0);
      e1 += (v - c1) * (v - c1);
      e2 += (v - c2) * (v - c2);
      e3 += (v - c3) * (v - c3);
      f0 += (w - c0) * (w - c0);
      f1 += (w - c1) * (w - c1);
      f2 += (w - c2) * (w - c2);
      f3 += (w - c3) * (w - c3);
    }
    if (e0 < best) {
      second = best;
      best = e0;
      near = j;
    } else if (e0 < second) second = e0;
    if (e1 < best) {
      second = best;
      best = e1;
      near = j + 1;
    } else if (e1 < second) second = e1;
    if (e2 < best) {
      second = best;
      best = e2;
      near = j + 2;
    } else if (e2 < second) second = e2;
    if (e3 < best) {
      second = best;
      best = e3;
      near = j + 3;
    } else if (e3 < second) second = e3;
    if (f0 < best2) {
      second2 = best2;
      best2 = f0;
      near2 = j;
    } else if (f0 < second2) second2 = f0;
    if (f1 < best2) {
      second2 = best2;
      best2 = f1;
      near2 = j + 1;
    } else if (f1 < second2) second2 = f1;
    if (f2 < best2) {
      second2 = best2;
      best2 = f2;
      near2 = j + 2;
    } else if (f2 < second2) second2 = f2;
    if (f3 < best2) {
      second2 = best2;
      best2 = f3;
      near2 = j + 3;
    } else if (f3 < second2) second2 = f3;
  }
  const changed = settle(run, chunk, i, near, best, second);
  return i2 === i ? changed : changed + settle(run, chunk, i2, near2, best2, second2);
}

function settle(run: KmeansRun, chunk: number, i: number, near: number, best: number, second: number): number {
  if (near === NO_LABEL) {
    Atomics.store(run.control, At.bad, 1);
    return 0;
  }
  run.gap[i] = gapOf(Math.sqrt(best), Math.sqrt(second), run.drift[near]!);
  const old = run.labels[i]!;
  if (near === old) return 0;
  run.labels[i] = near;
  moveRow(run, chunk, i, old, near);
  return 1;
}

function moveRow(run: KmeansRun, chunk: number, i: number, old: number, now: number): void {
  const { x, d, k, sums, counts } = run;
  const row = i * d;
  const into = (chunk * k + now) * d;
  for (let t = 0; t < d; t++) sums[into + t] = sums[into + t]! + x[row + t]!;
  counts[chunk * k + now] = counts[chunk * k + now]! + 1;
  if (old === NO_LABEL) return;
  const outOf = (chunk * k + old) * d;
  for (let t = 0; t < d; t++) sums[outOf + t] = sums[outOf + t]! - x[row + t]!;
  counts[chunk * k + old] = counts[chunk * k + old]! - 1;
}

/** The row may be skipped while its gap stays below the drift of its group. */
function gapOf(u: number, l: number, drift: number): number {
  if (l === Infinity) return -Infinity;
  const g = u - l + drift;
  return g + SLACK * (u + l - drift) + FLOAT * Math.abs(g);
}

/** Sums and counts of a chunk anew from the labels: what additions and subtractions have rounded away comes back. */
export function rebuildChunk(run: KmeansRun, chunk: number): void {
  const { k, d, labels, sums, counts } = run;
  const from = chunk * CHUNK;
  const to = Math.min(run.n, from + CHUNK);
  sums.fill(0, chunk * k * d, (chunk + 1) * k * d);
  counts.fill(0, chunk * k, (chunk + 1) * k);
  for (let i = from; i < to; i++) moveRow(run, chunk, i, NO_LABEL, labels[i]!);
}

/** Sum of squared distances of a chunk's rows to their centres. */
export function inertiaOfChunk(run: KmeansRun, chunk: number): number {
  const { x, d, labels, centres } = run;
  const from = chunk * CHUNK;
  const to = Math.min(run.n, from + CHUNK);
  let sum = 0;
  for (let i = from; i < to; i++) {
    const row = i * d;
    const at = labels[i]! * d;
    let e = 0;
    for (let t = 0; t < d; t++) {
      const a = x[row + t]! - centres[at + t]!;
      e += a * a;
    }
    sum += e;
  }
  return sum;
}
