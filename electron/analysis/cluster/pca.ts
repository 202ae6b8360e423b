import { symmetricEigen } from './eigen.ts';

/** Principal components of a matrix. */
export interface Pca {
  /** column means, length d */
  mean: Float64Array;
  /** row-major c x d, unit rows: the weight of each column in each component (loadings as scikit-learn's components_) */
  components: Float64Array;
  /** variance along each component, divisor n - 1, length c */
  variance: Float64Array;
  /** share of the whole variance, length c; zeros when nothing varies */
  ratio: Float64Array;
}

/**
 * Principal components by the eigenvectors of the covariance matrix. The sign of each is fixed: its weight of largest
 * size is positive (of equal sizes the first).
 * @param x row-major n x d, n >= 1
 * @param count components wanted, at most d
 */
export function pca(x: Float64Array, n: number, d: number, count: number): Pca {
  const { mean, covariance } = covarianceOf(x, n, d);
  const { values, vectors } = symmetricEigen(covariance, d);
  const c = Math.min(count, d);
  let whole = 0;
  for (let t = 0; t < d; t++) whole += covariance[t * d + t]!;
  const components = vectors.slice(0, c * d);
  for (let j = 0; j < c; j++) {
    let most = 0;
    for (let t = 1; t < d; t++) {
      // sizes that are equal up to rounding count as equal, or the sign would hang on the last bit
      if (Math.abs(components[j * d + t]!) > Math.abs(components[j * d + most]!) * (1 + 1e-9)) most = t;
    }
    if (components[j * d + most]! < 0) for (let t = 0; t < d; t++) components[j * d + t] = -components[j * d + t]!;
  }
  const variance = Float64Array.from({ length: c }, (_, j) => Math.max(0, values[j]!));
  return { mean, components, variance, ratio: variance.map((v) => (whole > 0 ? v / whole : 0)) };
}

/**
 * Coordinates of rows on the components.
 * @returns per component an array of n
 */
export function project(x: Float64Array, n: number, d: number, { mean, components, variance }: Pca): Float64Array[] {
  return Array.from(variance, (_, j) => {
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let t = 0; t < d; t++) sum += (x[i * d + t]! - mean[t]!) * components[j * d + t]!;
      out[i] = sum;
    }
    return out;
  });
}

/** Column means and covariance matrix (row-major d x d, divisor n - 1; zeros for a single row). */
export function covarianceOf(x: Float64Array, n: number, d: number): { mean: Float64Array; covariance: Float64Array } {
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let t = 0; t < d; t++) mean[t] = mean[t]! + x[i * d + t]!;
  for (let t = 0; t < d; t++) mean[t] = mean[t]! / n;
  const covariance = new Float64Array(d * d);
  const row = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    for (let t = 0; t < d; t++) row[t] = x[i * d + t]! - mean[t]!;
    for (let t = 0; t < d; t++) {
      const v = row[t]!;
      for (let s = t; s < d; s++) covariance[t * d + s] = covariance[t * d + s]! + v * row[s]!;
    }
  }
  const divisor = Math.max(1, n - 1);
  for (let t = 0; t < d; t++)
    for (let s = t; s < d; s++) {
      covariance[t * d + s] = covariance[t * d + s]! / divisor;
      covariance[s * d + t] = covariance[t * d + s]!;
    }
  return { mean, covariance };
}
