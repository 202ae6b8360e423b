/** A stream of pseudo-random numbers that depends on nothing but its seed. */
export interface Random {
  /** uniform in [0, 1), 53 bits */
  next(): number;
  /** uniform integer in [0, n), n in 1 … 2³² */
  below(n: number): number;
  /** standard normal (Box-Muller, one of the pair) */
  normal(): number;
}

/**
 * Seeded generator: xoshiro128** (Blackman & Vigna 2018) seeded by splitmix32. Integer arithmetic only, so the stream is
 * the same on every machine.
 * @param seed any integer; taken modulo 2³²
 * @param streams further integers that select an independent stream of the same seed (restart, k, draw …)
 */
export function seeded(seed: number, ...streams: number[]): Random {
  let mix = seed >>> 0;
  const split = (): number => {
    mix = (mix + 0x9e3779b9) >>> 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  for (const stream of streams) mix = (split() ^ Math.imul(stream | 0, 0x85ebca6b)) >>> 0;
  let a = split();
  let b = split();
  let c = split();
  let d = split() | 1;
  const word = (): number => {
    const r = Math.imul(rotl(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotl(d, 11);
    return r;
  };
  const next = (): number => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992;
  return {
    next,
    below: (n) => Math.floor(next() * n),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

function rotl(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

/**
 * A sample of `size` distinct integers of [0, n) in rising order (all of them when `size >= n`).
 * Selection by Floyd's method (Bentley & Floyd 1987).
 */
export function sampleRows(n: number, size: number, random: Random): Int32Array {
  if (size >= n) return Int32Array.from({ length: n }, (_, i) => i);
  const chosen = new Set<number>();
  for (let j = n - size; j < n; j++) {
    const t = random.below(j + 1);
    chosen.add(chosen.has(t) ? j : t);
  }
  return Int32Array.from(chosen).sort();
}
