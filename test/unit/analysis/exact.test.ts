import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../../electron/analysis/random.ts';
import { sampleOf } from '../../../electron/analysis/stats/descriptive.ts';
import { exactShares } from '../../../electron/analysis/stats/exact.ts';
import { cliffDelta, midranks, rankCorrelationP, rankSum } from '../../../electron/analysis/stats/ranks.ts';

const ranked = (a: readonly number[], b: readonly number[]) => {
  const ranks = midranks(Float64Array.from([...a, ...b]));
  return [sampleOf(ranks.slice(0, a.length)), sampleOf(ranks.slice(a.length))] as const;
};

describe('two shares by Fisher’s exact test', () => {
  it('twice the lesser tail of the hypergeometric distribution, as scipy has it', () => {
    for (const [a, n, b, m, p] of [
      [8, 10, 2, 12, 0.009560099343381078],
      [3, 10, 20, 990, 0.0023005481115784122],
      [0, 12, 30, 100, 0.0375142753828866],
      [56, 70, 48, 80, 0.012649422259796742],
      [500, 1000, 430, 1000, 0.00197151809168443],
    ] as const)
      expect(exactShares(a, n, b, m) / p).toBeCloseTo(1, 9);
  });

  it('stays between 0 and 1, the same from either side and for the other level', () => {
    const side = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(side, side, side, side, (a, restA, b, restB) => {
        const p = exactShares(a, a + restA, b, b + restB);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        const other = exactShares(restB, b + restB, restA, a + restA);
        expect(Math.abs(p - other)).toBeLessThanOrEqual(1e-8 * Math.max(p, 1e-3));
      }),
    );
  });
});

describe('ranks', () => {
  it('rank sums as scipy has them, with ties and without', () => {
    const sleep = [
      [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2],
      [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
    ] as const;
    expect(rankSum(...ranked(...sleep))).toBeCloseTo(0.06932757543362658, 12);
    expect(rankSum(...ranked([0, 0, 0, 5, 12, 3], [0, 0, 9, 20, 31, 8, 8]))).toBeCloseTo(0.21096894075886052, 12);
    expect([...midranks(Float64Array.of(3, NaN, 1, 3))]).toEqual([2.5, NaN, 1, 2.5]);
    expect(cliffDelta(...ranked([1, 2], [3, 4]))).toBe(-1);
    expect(rankCorrelationP(0.3, 30)).toBeCloseTo(0.10724594805795436, 12);
    expect(rankSum(...ranked([], [1]))).toBe(1);
  });

  it('tell two samples of one skewed distribution apart as seldom as they say', () => {
    let told = 0;
    for (let i = 0; i < 2000; i++) {
      const random = seeded(77, i);
      const draw = (n: number) =>
        Array.from({ length: n }, () => (random.next() < 0.4 ? 0 : Math.exp(1.5 * random.normal())));
      if (rankSum(...ranked(draw(10), draw(90))) <= 0.05) told++;
    }
    expect(told / 2000).toBeLessThanOrEqual(0.06);
  });
});
