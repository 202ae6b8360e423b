/**
 * Silhouettes (Rousseeuw 1987) of rows `from … to` for several partitions of the same rows at once: each distance is
 * measured once. Euclidean; a row alone in its group has silhouette 0; groups without rows are not looked at.
 * @param x row-major m x d
 * @param partitions labels 0 … 249 of the m rows, one array a partition
 * @returns per partition the silhouettes of the rows `from … to - 1`, each in [-1, 1]
 */
export function silhouettes(
  x: Float64Array,
  m: number,
  d: number,
  partitions: readonly Uint8Array[],
  from: number,
  to: number,
): Float64Array[] {
  const orders = partitions.map(byGroup);
  const out = partitions.map(() => new Float64Array(to - from));
  const far = new Float64Array(m);
  for (let i = from; i < to; i++) {
    distances(x, m, d, i, far);
    for (let p = 0; p < orders.length; p++) out[p]![i - from] = silhouetteOf(far, orders[p]!, partitions[p]![i]!);
  }
  return out;
}

/**
 * Mean silhouette of one partition, exact.
 * @returns null when the rows lie in fewer than two groups
 */
export function meanSilhouette(x: Float64Array, m: number, d: number, labels: Uint8Array): number | null {
  if (new Set(labels.subarray(0, m)).size < 2) return null;
  return meanOf(silhouettes(x, m, d, [labels], 0, m)[0]!);
}

/** Arithmetic mean, summed in order. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Rows of each group in one array, group g at `starts[g] … starts[g + 1] - 1`. */
interface Order {
  rows: Int32Array;
  starts: Int32Array;
}

function byGroup(labels: Uint8Array): Order {
  let groups = 0;
  for (const label of labels) if (label >= groups) groups = label + 1;
  const starts = new Int32Array(groups + 1);
  for (const label of labels) starts[label + 1] = starts[label + 1]! + 1;
  for (let g = 0; g < groups; g++) starts[g + 1] = starts[g + 1]! + starts[g]!;
  const next = starts.slice();
  const rows = new Int32Array(labels.length);
  labels.forEach((label, i) => {
    rows[next[label]!] = i;
    next[label] = next[label]! + 1;
  });
  return { rows, starts };
}

function distances(x: Float64Array, m: number, d: number, i: number, far: Float64Array): void {
  const row = i * d;
  for (let j = 0, q = 0; j < m; j++) {
    let e = 0;
    for (let p = row; p < row + d; p++, q++) {
      const a = x[p]! - x[q]!;
      e += a * a;
    }
    far[j] = Math.sqrt(e);
  }
}

function silhouetteOf(far: Float64Array, { rows, starts }: Order, own: number): number {
  const size = starts[own + 1]! - starts[own]!;
  if (size === 1) return 0;
  const a = sumOver(far, rows, starts[own]!, starts[own + 1]!) / (size - 1);
  let b = Infinity;
  for (let g = 0; g + 1 < starts.length; g++) {
    const count = starts[g + 1]! - starts[g]!;
    if (g === own || count === 0) continue;
    const mean = sumOver(far, rows, starts[g]!, starts[g + 1]!) / count;
    if (mean < b) b = mean;
  }
  const most = Math.max(a, b);
  return b === Infinity || most === 0 ? 0 : (b - a) / most;
}

/** Four sums side by side: one would wait for itself. */
function sumOver(far: Float64Array, rows: Int32Array, from: number, to: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let r = from;
  for (; r + 3 < to; r += 4) {
    s0 += far[rows[r]!]!;
    s1 += far[rows[r + 1]!]!;
    s2 += far[rows[r + 2]!]!;
    s3 += far[rows[r + 3]!]!;
  }
  for (; r < to; r++) s0 += far[rows[r]!]!;
  return s0 + s1 + (s2 + s3);
}
