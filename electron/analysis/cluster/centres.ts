import { floats, type KmeansRun, spreadLanes } from './run.ts';

/**
 * Move every centre to the mean of its rows, fill groups that became empty, and let the bounds drift by how far the
 * centres went. Chunk sums are added in the order of the chunks.
 */
export function moveCentres(run: KmeansRun): void {
  const { n, d, k, centres, sums, counts, chunks, drift } = run;
  const total = new Float64Array(k * d);
  const count = new Float64Array(k);
  for (let c = 0; c < chunks; c++) {
    const at = c * k * d;
    for (let i = 0; i < k * d; i++) total[i] = total[i]! + sums[at + i]!;
    for (let j = 0; j < k; j++) count[j] = count[j]! + counts[c * k + j]!;
  }
  if (n > 0 && count.includes(0)) fillEmpty(run, total, count);
  const moved = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    if (count[j] === 0) continue;
    let far = 0;
    for (let t = 0; t < d; t++) {
      const at = j * d + t;
      const to = total[at]! / count[j]!;
      const step = to - centres[at]!;
      far += step * step;
      centres[at] = to;
    }
    moved[j] = Math.sqrt(far);
  }
  for (let j = 0; j < k; j++) {
    let fastest = 0;
    for (let i = 0; i < k; i++) if (i !== j && moved[i]! > fastest) fastest = moved[i]!;
    drift[j] = drift[j]! - moved[j]! - fastest;
  }
  spreadLanes(run);
}

/** Each empty group takes the farthest row that is not yet taken, out of its group's sum. */
function fillEmpty(run: KmeansRun, total: Float64Array, count: Float64Array): void {
  const { x, n, d, k, centres, labels } = run;
  const empty = Array.from({ length: k }, (_, j) => j).filter((j) => count[j] === 0);
  const far: { row: number; e: number }[] = [];
  for (let i = 0; i < n; i++) {
    const at = labels[i]! * d;
    let e = 0;
    for (let t = 0; t < d; t++) {
      const a = x[i * d + t]! - centres[at + t]!;
      e += a * a;
    }
    if (far.length === empty.length && e <= far[far.length - 1]!.e) continue;
    const place = far.findIndex((f) => e > f.e);
    far.splice(place < 0 ? far.length : place, 0, { row: i, e });
    if (far.length > empty.length) far.pop();
  }
  far.forEach(({ row, e }, rank) => {
    const old = labels[row]!;
    if (e === 0 || count[old] === 1) return;
    const into = empty[rank]!;
    for (let t = 0; t < d; t++) {
      const v = x[row * d + t]!;
      total[old * d + t] = total[old * d + t]! - v;
      total[into * d + t] = v;
    }
    count[old] = count[old]! - 1;
    count[into] = 1;
  });
}

/** Nearest centre of each row (of equally near ones the first), without any bounds. `labels` gets n bytes. */
export function nearest(
  x: Float64Array,
  n: number,
  d: number,
  centres: Float64Array,
  labels: Uint8Array = new Uint8Array(n),
): Uint8Array {
  const k = centres.length / d;
  for (let i = 0; i < n; i++) {
    let best = Infinity;
    for (let j = 0; j < k; j++) {
      let e = 0;
      for (let t = 0; t < d; t++) {
        const a = x[i * d + t]! - centres[j * d + t]!;
        e += a * a;
      }
      if (e < best) {
        best = e;
        labels[i] = j;
      }
    }
  }
  return labels;
}

/** Rows of a matrix as a matrix of their own, in shared memory. */
export function takeRows(x: Float64Array, d: number, rows: ArrayLike<number>): Float64Array<SharedArrayBuffer> {
  const out = floats(rows.length * d);
  for (let i = 0; i < rows.length; i++) out.set(x.subarray(rows[i]! * d, rows[i]! * d + d), i * d);
  return out;
}
