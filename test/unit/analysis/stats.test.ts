import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeSamples, quantile, sampleOf, sdOf } from '../../../electron/analysis/stats/descriptive.ts';
import {
  normalCdf,
  normalTwoSided,
  tCdf,
  tQuantile,
  tTwoSided,
} from '../../../electron/analysis/stats/distributions.ts';
import { cohenD, cohenDAgainstEveryone, cohenH } from '../../../electron/analysis/stats/effects.ts';
import { meanInterval, wilson } from '../../../electron/analysis/stats/intervals.ts';
import { holm, twoShares, welch } from '../../../electron/analysis/stats/tests.ts';
import { fixture } from './support.ts';

interface Stats {
  a: number[];
  b: number[];
  mean: number[];
  sd: number[];
  quantiles: [number, number][];
  welch: number;
  meanInterval: [number, number];
  cohenD: number;
  cohenH: number;
  wilson: [number, number, number, number][];
  normal: [number, number][];
  normalTwoSided: [number, number][];
  t: [number, number, number][];
  tWhole: [number, number, number][];
  tQuantile: [number, number][];
  twoShares: [number, number, number, number, number][];
  holm: { p: number[]; corrected: number[] };
}

const scipy = fixture<Stats>('stats');
const a = sampleOf(scipy.a);
const b = sampleOf(scipy.b);
const relative = (value: number, other: number, within = 1e-10) => {
  expect(Math.abs(value - other), `${String(value)} against ${String(other)}`).toBeLessThanOrEqual(
    within * Math.abs(other),
  );
};

describe('statistics against scipy', () => {
  it('normal and Student distributions', () => {
    for (const [z, p] of scipy.normal) relative(normalCdf(z), p);
    for (const [z, p] of scipy.normalTwoSided) relative(normalTwoSided(z), p);
    // scipy's own tail and quantile of t are off from the ninth digit on: the closed forms are the sharper yardstick
    for (const [t, df, p] of scipy.t) {
      relative(tTwoSided(t, df), p, 1e-8);
      expect(tCdf(t, df)).toBeCloseTo(1 - p / 2, 9);
      expect(tCdf(-t, df)).toBeCloseTo(p / 2, 9);
    }
    for (const [t, df, p] of scipy.tWhole) relative(tTwoSided(t, df), p);
    for (const [df, t] of scipy.tQuantile) {
      relative(tQuantile(df), t, 1e-8);
      relative(tTwoSided(tQuantile(df), df), 0.05, 1e-12);
    }
    expect(tTwoSided(2, Infinity)).toBe(normalTwoSided(2));
  });
  it('mean, standard deviation, quantiles', () => {
    relative(a.mean, scipy.mean[0]!, 1e-13);
    relative(sdOf(b), scipy.sd[1]!, 1e-13);
    const sorted = [...scipy.a].sort((p, q) => p - q);
    for (const [p, value] of scipy.quantiles) relative(quantile(sorted, p), value, 1e-13);
    expect(quantile([], 0.5)).toBeNaN();
  });
  it('Welch, two shares, intervals, effect sizes, Holm', () => {
    relative(welch(a, b), scipy.welch, 1e-8);
    for (const [c1, n1, c2, n2, p] of scipy.twoShares) relative(twoShares(c1, n1, c2, n2), p);
    meanInterval(a).forEach((end, i) => {
      relative(end, scipy.meanInterval[i]!, 1e-8);
    });
    for (const [count, n, low, high] of scipy.wilson) {
      expect(wilson(count, n)[0]).toBeCloseTo(low, 12);
      expect(wilson(count, n)[1]).toBeCloseTo(high, 12);
    }
    relative(cohenD(a, b), scipy.cohenD);
    relative(cohenH(0.62, 0.41), scipy.cohenH);
    holm(scipy.holm.p).forEach((p, i) => {
      expect(p).toBeCloseTo(scipy.holm.corrected[i]!, 14);
    });
  });
});

describe('statistics by their laws', () => {
  it('Holm keeps the order, never lowers a p, never passes 1', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (ps) => {
        const corrected = holm(ps);
        corrected.forEach((p, i) => {
          expect(p).toBeGreaterThanOrEqual(ps[i]!);
          expect(p).toBeLessThanOrEqual(1);
          ps.forEach((other, j) => {
            if (other > ps[i]!) expect(corrected[j]!).toBeGreaterThanOrEqual(p);
          });
        });
      }),
    );
  });
  it('Wilson holds the share and lies in [0, 1]', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (count, more) => {
        const n = count + more;
        const [low, high] = wilson(count, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        if (n > 0) expect(low <= count / n && count / n <= high).toBe(true);
      }),
    );
  });
  it('two samples merged are the sample of both; missing values do not count', () => {
    const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(numbers, numbers, (p, q) => {
        const both = sampleOf([...p, NaN, ...q]);
        const merged = mergeSamples(sampleOf(p), sampleOf(q));
        expect(merged.n).toBe(both.n);
        expect(Math.abs(merged.mean - both.mean)).toBeLessThan(1e-6);
        expect(Math.abs(merged.m2 - both.m2)).toBeLessThanOrEqual(1e-9 * Math.max(1, both.m2));
      }),
    );
  });
  it('effects are 0 without a difference; tests say 1 where nothing can be told', () => {
    expect(cohenDAgainstEveryone(a.mean, a)).toBe(0);
    expect(cohenDAgainstEveryone(a.mean + sdOf(a), a)).toBeCloseTo(1, 12);
    expect(cohenD(sampleOf([3, 3]), sampleOf([3, 3]))).toBe(0);
    expect(welch(sampleOf([1]), a)).toBe(1);
    expect(welch(sampleOf([1, 1]), sampleOf([2, 2]))).toBe(0);
    expect(twoShares(0, 10, 0, 20)).toBe(1);
    expect(twoShares(1, 1, 0, 0)).toBe(1);
    expect(meanInterval(sampleOf([4]))).toEqual([4, 4]);
  });
});
