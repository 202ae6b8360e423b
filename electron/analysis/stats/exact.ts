/** Lanczos' coefficients for g = 7 (Godfrey 2001). */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** Natural logarithm of Γ(x), x > 0, about 14 digits (Lanczos 1964). */
function logGamma(x: number): number {
  const z = x - 1;
  const t = z + 7.5;
  const sum = LANCZOS.reduce((all, c, i) => (i === 0 ? c : all + c / (z + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

/**
 * Two-sided p of two shares being equal by Fisher's exact test: twice the lesser tail of the hypergeometric distribution
 * (Fisher 1935; doubling as in Yates 1984), which holds at any size, for rare levels too.
 * @returns in (0, 1]; 1 when either sample is empty, or nobody or everybody was counted
 */
export function exactShares(countA: number, nA: number, countB: number, nB: number): number {
  const [all, counted] = [nA + nB, countA + countB];
  if (nA === 0 || nB === 0 || counted === 0 || counted === all) return 1;
  const up = countA * all >= counted * nA;
  const first = Math.exp(logChoose(counted, countA) + logChoose(all - counted, nA - countA) - logChoose(all, nA));
  let [term, sum] = [first, first];
  for (let x = countA; term > sum * 1e-17;) {
    term *= up
      ? ((counted - x) * (nA - x)) / ((x + 1) * (all - counted - nA + x + 1))
      : (x * (all - counted - nA + x)) / ((counted - x + 1) * (nA - x + 1));
    if (!(term > 0)) break;
    sum += term;
    x += up ? 1 : -1;
  }
  return Math.min(1, 2 * sum);
}
