import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Random, seeded } from '../../../electron/analysis/random.ts';
import { areWhole, wholeBins, wholeSteps } from '../../../electron/analysis/stats/bins.ts';
import { sampleOf } from '../../../electron/analysis/stats/descriptive.ts';
import { intervalOfMean, meanInterval } from '../../../electron/analysis/stats/intervals.ts';
import { mergeShapes, NO_SHAPE, shapeOf, skewnessOf } from '../../../electron/analysis/stats/shape.ts';
import { endsOf } from '../../../shared/bins.ts';

/** Gamma with shape 1/2, 1 and 2, from normal and exponential draws. */
const half = (r: Random): number => r.normal() ** 2 / 2;
const exponential = (r: Random): number => -Math.log(1 - r.next());

/** How money lies: what is drawn, and its true mean. */
const MONEY: Record<string, { draw: (r: Random) => number; mean: number }> = {
  'lognormal, sigma 1': { draw: (r) => Math.exp(r.normal()), mean: Math.exp(0.5) },
  'lognormal, sigma 1.5': { draw: (r) => Math.exp(1.5 * r.normal()), mean: Math.exp(1.125) },
  'half zeros, else lognormal, sigma 1': {
    draw: (r) => (r.next() < 0.5 ? 0 : Math.exp(r.normal())),
    mean: 0.5 * Math.exp(0.5),
  },
  'three in ten zeros, else lognormal, sigma 1.5': {
    draw: (r) => (r.next() < 0.3 ? 0 : Math.exp(1.5 * r.normal())),
    mean: 0.7 * Math.exp(1.125),
  },
  'gamma, shape 1/2': { draw: half, mean: 0.5 },
  'gamma, shape 1': { draw: exponential, mean: 1 },
  'gamma, shape 2': { draw: (r) => exponential(r) + exponential(r), mean: 2 },
};
/** Values without a long tail. */
const EVEN: Record<string, { draw: (r: Random) => number; mean: number }> = {
  normal: { draw: (r) => 5 + r.normal(), mean: 5 },
  uniform: { draw: (r) => r.next(), mean: 0.5 },
  'normal about zero': { draw: (r) => r.normal(), mean: 0 },
};

const DRAWS = 1500;
const covered = ({ draw, mean }: (typeof MONEY)[string], n: number, seed: number): number => {
  let hits = 0;
  for (let i = 0; i < DRAWS; i++) {
    const random = seeded(seed, i);
    const [low, high] = intervalOfMean(shapeOf(Array.from({ length: n }, () => draw(random))));
    if (low <= mean && mean <= high) hits++;
  }
  return hits / DRAWS;
};

describe('the 95 % interval of a mean', () => {
  it.each(Object.keys(MONEY))('of money that trails off covers what it says: %s', (name) => {
    for (const n of [10, 30, 100]) {
      const share = covered(MONEY[name]!, n, 1000 + n);
      if (process.env.SHOW) console.log(name, n, share);
      expect([n, share >= 0.93]).toEqual([n, true]);
    }
  });

  it.each(Object.keys(EVEN))('of values without a tail covers what it says: %s', (name) => {
    for (const n of [10, 30, 100]) expect(covered(EVEN[name]!, n, 2000 + n)).toBeGreaterThanOrEqual(0.93);
  });

  it('by hand with scipy: the wider of the delta method’s and Cox’s, with zeros and without', () => {
    const money = [12, 30, 45, 51, 60, 88, 140, 210, 350, 900];
    const [low, high] = intervalOfMean(shapeOf(money));
    expect(low).toBeCloseTo(47.222326, 5);
    expect(high).toBeCloseTo(864.555488, 5);
    const zeros = intervalOfMean(shapeOf([...money, 0, 0, 0, 0, 0]));
    expect(zeros[0]).toBeCloseTo(29.0926872, 6);
    expect(zeros[1]).toBeCloseTo(623.697338, 5);
  });

  it('is Student’s where some values lie below zero, or the tail is on the left, or the mean is known well', () => {
    for (const values of [
      [-5, 1, 2, 3, 90],
      [1, 8, 9, 9, 10],
      Array.from({ length: 1000 }, (_, i) => 1000 + (i % 7) ** 2),
    ])
      expect(intervalOfMean(shapeOf(values))).toEqual(meanInterval(shapeOf(values)));
    expect(intervalOfMean(shapeOf([3]))).toEqual([3, 3]);
  });
});

describe('the shape of a sample', () => {
  it('is that of its parts, however it is parted; skewness as in scipy', () => {
    expect(skewnessOf(shapeOf([1, 2, 2, 3, 4, 4, 5, 6, 7, 8]))).toBeCloseTo(0.2634545260366789, 12);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { maxLength: 40 }), fc.nat(40), (all, at) => {
        const whole = shapeOf(all);
        const parts = mergeShapes(shapeOf(all.slice(0, at)), mergeShapes(shapeOf(all.slice(at)), NO_SHAPE));
        expect(parts.n).toBe(all.length);
        expect(parts.mean).toBeCloseTo(whole.mean, 6);
        expect(Math.abs(parts.m3 - whole.m3)).toBeLessThanOrEqual(1e-9 * (1 + whole.m2 ** 1.5));
        expect(parts.logs!.n).toBe(whole.logs!.n);
        expect(Math.abs(parts.logs!.m2 - whole.logs!.m2)).toBeLessThanOrEqual(1e-9 * (1 + whole.logs!.m2));
        if (all.length > 0) expect(whole.m2).toBeCloseTo(sampleOf(all).m2, 3);
      }),
    );
  });
});

describe('bars of whole numbers', () => {
  it('are as many whole numbers wide each, hold every value once, and have their edges between them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5000, max: 90_000 }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 2, max: 30 }),
        (values, most) => {
          expect(areWhole(values)).toBe(true);
          const bins = wholeBins(values, wholeSteps(Math.min(...values), Math.max(...values), most));
          expect(bins.length).toBeLessThanOrEqual(most);
          expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
          const widths = new Set(bins.map(({ from, to }) => to - from));
          expect([...widths].every(Number.isInteger)).toBe(true);
          expect(widths.size).toBe(1);
          for (const bin of bins) {
            const [first, last] = endsOf(bin);
            expect(bin.count).toBe(values.filter((value) => value >= first && value <= last).length);
          }
        },
      ),
    );
    expect(wholeSteps(18, 67, 20)).toEqual({ from: 15, width: 5, count: 11 });
    expect(endsOf({ from: 19.5, to: 24.5 })).toEqual([20, 24]);
    expect(endsOf({ from: 0.25, to: 1.5 })).toEqual([0.25, 1.5]);
    expect(areWhole([1, 2.5])).toBe(false);
  });
});
