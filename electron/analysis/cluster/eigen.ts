/** Eigenvalues in falling order; `vectors` row-major, row i belongs to value i, of length 1. */
export interface Eigen {
  values: Float64Array;
  vectors: Float64Array;
}

/** Most sweeps; the method converges quadratically, ten are rarely needed. */
const SWEEPS = 60;

/**
 * Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations (Golub & Van Loan, Matrix Computations,
 * 8.5): slower than QL for large matrices, but accurate to the last digits also for small eigenvalues.
 * @param matrix row-major d x d, symmetric
 */
export function symmetricEigen(matrix: Float64Array, d: number): Eigen {
  const a = matrix.slice();
  const v = new Float64Array(d * d);
  for (let i = 0; i < d; i++) v[i * d + i] = 1;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0;
    let whole = 0;
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) whole += a[i * d + j]! ** 2;
    for (let i = 0; i < d; i++) for (let j = i + 1; j < d; j++) off += a[i * d + j]! ** 2;
    if (off <= 1e-34 * whole) break;
    for (let p = 0; p < d; p++) for (let q = p + 1; q < d; q++) rotate(a, v, d, p, q);
  }
  const order = Array.from({ length: d }, (_, i) => i).sort((i, j) => a[j * d + j]! - a[i * d + i]! || i - j);
  const vectors = new Float64Array(d * d);
  order.forEach((from, to) => {
    for (let t = 0; t < d; t++) vectors[to * d + t] = v[t * d + from]!;
  });
  return { values: Float64Array.from(order, (i) => a[i * d + i]!), vectors };
}

function rotate(a: Float64Array, v: Float64Array, d: number, p: number, q: number): void {
  const apq = a[p * d + q]!;
  if (apq === 0) return;
  const theta = (a[q * d + q]! - a[p * d + p]!) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let i = 0; i < d; i++) {
    const ip = a[i * d + p]!;
    const iq = a[i * d + q]!;
    a[i * d + p] = c * ip - s * iq;
    a[i * d + q] = s * ip + c * iq;
  }
  for (let i = 0; i < d; i++) {
    const pi = a[p * d + i]!;
    const qi = a[q * d + i]!;
    a[p * d + i] = c * pi - s * qi;
    a[q * d + i] = s * pi + c * qi;
    const vp = v[i * d + p]!;
    const vq = v[i * d + q]!;
    v[i * d + p] = c * vp - s * vq;
    v[i * d + q] = s * vp + c * vq;
  }
}
