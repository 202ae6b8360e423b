/** Draws from a fixed seed: the same seed gives the same sequence on every machine. */
export interface Random {
  /** uniform in [0, 1) */
  unit(): number;
  /** whole number in [low, high] */
  int(low: number, high: number): number;
  /** standard normal, bounded at ±6 (sum of twelve uniforms, so no transcendental function is involved) */
  normal(): number;
  pick<T>(items: readonly T[]): T;
  /** index drawn in proportion to the weights */
  weighted(weights: readonly number[]): number;
  /** a shuffled copy */
  shuffled<T>(items: readonly T[]): T[];
}

/** A generator of the xorshift family on 32-bit words (G. Marsaglia, Xorshift RNGs, J. Stat. Softw. 8(14), 2003). */
export function createRandom(seed: number): Random {
  let x = seed >>> 0 || 0x9e3779b9;
  let y = 362436069;
  let z = 521288629;
  let w = 88675123;
  const next = (): number => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) >>> 0;
    return w;
  };
  for (let i = 0; i < 32; i++) next();
  const unit = (): number => next() / 4294967296;
  const int = (low: number, high: number): number => low + Math.floor(unit() * (high - low + 1));
  return {
    unit,
    int,
    normal() {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += unit();
      return sum;
    },
    pick: (items) => items[int(0, items.length - 1)]!,
    weighted(weights) {
      let left = unit() * weights.reduce((a, b) => a + b, 0);
      for (let i = 0; i < weights.length; i++) {
        left -= weights[i]!;
        if (left < 0) return i;
      }
      return weights.length - 1;
    },
    shuffled(items) {
      const copy = [...items];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = int(0, i);
        [copy[i], copy[j]] = [copy[j]!, copy[i]!];
      }
      return copy;
    },
  };
}
