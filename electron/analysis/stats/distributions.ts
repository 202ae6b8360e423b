/**
 * Complementary error function, relative error about 1e-14: power series below 2, Lentz's continued fraction above
 * (Abramowitz & Stegun 7.1.6, 7.1.14).
 */
function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  if (x > 27) return 0;
  let fraction = x;
  for (let n = 120; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/** Standard normal distribution function. */
export const normalCdf = (z: number): number => 0.5 * erfc(-z / Math.SQRT2);

/**
 * Quantile of the standard normal distribution: Acklam's rational approximation (2003) and one step of Halley's method with
 * {@link normalCdf}, about 15 digits.
 * @param p in (0, 1)
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  const z = p < 0.02425 ? tailQuantile(Math.sqrt(-2 * Math.log(p))) : middleQuantile(p - 0.5);
  const off = (normalCdf(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2);
  return z - off / (1 + (z * off) / 2);
}

const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

const tailQuantile = (q: number): number =>
  polynomial(
    q,
    [
      -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
      2.938163982698783,
    ],
  ) / polynomial(q, [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1]);

const middleQuantile = (q: number): number =>
  (q *
    polynomial(
      q * q,
      [
        -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
        2.506628277459239,
      ],
    )) /
  polynomial(
    q * q,
    [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1],
  );

/** Two-sided p of a standard normal statistic. */
export const normalTwoSided = (z: number): number => erfc(Math.abs(z) / Math.SQRT2);

/** Student's t distribution function. @param df degrees of freedom > 0, need not be whole; Infinity: normal */
export function tCdf(t: number, df: number): number {
  const tail = tTwoSided(t, df) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** Above this many degrees of freedom Student's t differs from the normal by less than 1e-10. */
const NORMAL_FROM = 1e10;

/**
 * Two-sided p of Student's t, about 12 digits: the regularised incomplete beta function I_x(df/2, 1/2) at
 * x = df / (df + t²).
 * @param df degrees of freedom > 0, need not be whole; Infinity: normal
 */
export function tTwoSided(t: number, df: number): number {
  if (Number.isNaN(t)) return NaN;
  if (!Number.isFinite(t)) return 0;
  if (t === 0) return 1;
  if (df > NORMAL_FROM) return normalTwoSided(t);
  const a = df / 2;
  const b = 0.5;
  const x = df / (df + t * t);
  const rest = (t * t) / (df + t * t);
  // x^a (1-x)^b / B(a, b), with the two large logarithms of gamma never subtracted from each other
  const front = (Math.exp(-a * Math.log1p((t * t) / df)) * Math.sqrt(rest) * gammaRatio(a)) / Math.sqrt(Math.PI);
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(rest, b, a)) / b;
}

/** Γ(a + 1/2) / Γ(a): asymptotic series (DLMF 5.11.13) once a is large, reached by the recurrence from below. */
function gammaRatio(a: number): number {
  let factor = 1;
  let z = a;
  while (z < 30) {
    factor *= z / (z + 0.5);
    z += 1;
  }
  const r = 1 / z;
  const series =
    1 -
    r / 8 +
    r ** 2 / 128 +
    (5 * r ** 3) / 1024 -
    (21 * r ** 4) / 32768 -
    (399 * r ** 5) / 262144 +
    (869 * r ** 6) / 4194304;
  return factor * Math.sqrt(z) * series;
}

/** Continued fraction of the incomplete beta function by Lentz's method (Numerical Recipes, 3rd ed., 6.4). */
function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let h = d;
  for (let m = 1; m <= 20000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 + even * d;
    c = 1 + even / c;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    if (Math.abs(c) < tiny) c = tiny;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + odd * d;
    c = 1 + odd / c;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    if (Math.abs(c) < tiny) c = tiny;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h;
}

/** z of a two-sided 95 % interval. */
export const Z95 = 1.959963984540054;

/**
 * The t that a two-sided interval reaches to: P(|T| > t) = alpha. Bisection between brackets that are doubled.
 * @param df degrees of freedom > 0; Infinity: normal
 * @param alpha share left outside, in (0, 1)
 */
export function tQuantile(df: number, alpha = 0.05): number {
  let high = 2;
  while (tTwoSided(high, df) > alpha) high *= 2;
  let low = 0;
  for (let i = 0; i < 100 && high - low > 1e-14 * high; i++) {
    const t = (low + high) / 2;
    if (tTwoSided(t, df) > alpha) low = t;
    else high = t;
  }
  return (low + high) / 2;
}
