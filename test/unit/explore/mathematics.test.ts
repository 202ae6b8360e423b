import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedResidual } from '../../../electron/analysis/explore/grid.ts';
import { meansApart, sharesApart } from '../../../electron/analysis/explore/intervals.ts';
import { periodOf, startOf, stepFor, type Step } from '../../../electron/analysis/explore/periods.ts';
import { rankCorrelation } from '../../../electron/analysis/explore/points.ts';
import { edge, roundStep, stepsOver } from '../../../electron/analysis/explore/ranges.ts';
import { medianOf, quantileOf } from '../../../electron/analysis/explore/select.ts';
import { quantile } from '../../../electron/analysis/stats/descriptive.ts';
import { shapeOf } from '../../../electron/analysis/stats/shape.ts';

describe('intervals of differences', () => {
  it('two shares: the first example of Newcombe (1998), method 10', () => {
    const [low, high] = sharesApart(56, 70, 48, 80);
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
  });

  it('two means: t.test(extra ~ group, sleep) of R', () => {
    const a = shapeOf([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    const b = shapeOf([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
    const [low, high] = meansApart(a, b);
    expect(low).toBeCloseTo(-3.3654832, 6);
    expect(high).toBeCloseTo(0.2054832, 6);
  });

  it('one value each has no width', () => {
    expect(meansApart(shapeOf([3]), shapeOf([1]))).toEqual([2, 2]);
  });
});

describe('what goes together', () => {
  it('in a table of two by two the squared adjusted residual is the chi-square', () => {
    fc.assert(
      fc.property(
        fc.tuple(...[1, 2, 3, 4].map(() => fc.integer({ min: 1, max: 500 }))) as fc.Arbitrary<number[]>,
        ([a, b, c, d]) => {
          const n = a! + b! + c! + d!;
          const chi = (n * (a! * d! - b! * c!) ** 2) / ((a! + b!) * (c! + d!) * (a! + c!) * (b! + d!));
          expect(adjustedResidual(a!, a! + b!, a! + c!, n)! ** 2).toBeCloseTo(chi, 6);
        },
      ),
    );
    expect(adjustedResidual(5, 5, 5, 5)).toBeNull();
  });

  it('rank correlation: cor(mpg, wt, method = "spearman") of mtcars in R', () => {
    const mpg = [
      21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4,
      33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4,
    ];
    const wt = [
      2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345, 2.2,
      1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78,
    ];
    const found = rankCorrelation(Float64Array.from(mpg), Float64Array.from(wt))!;
    expect(found.value).toBeCloseTo(-0.886422, 6);
    expect(found.interval[0]).toBeLessThan(found.value);
    expect(found.interval[1]).toBeGreaterThan(found.value);
    expect(rankCorrelation(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 2, 3, 4))).toBeNull();
  });
});

describe('the median by selection', () => {
  it('is that of the sorted values', () => {
    // -0 and 0 are one value, which a sort puts in an order and a selection does not
    const number = fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map((value) => value + 0);
    fc.assert(
      fc.property(fc.array(number, { maxLength: 300 }), (values) => {
        const sorted = Float64Array.from(values).sort();
        expect(medianOf(Float64Array.from(values))).toBe(quantile(sorted, 0.5));
        for (const p of [0, 0.05, 0.25, 0.9, 1])
          expect(quantileOf(Float64Array.from(values), p)).toBe(quantile(sorted, p));
      }),
    );
    expect(medianOf(new Float64Array(100_001).fill(3))).toBe(3);
    expect(medianOf(Float64Array.from({ length: 100_000 }, (_, i) => i))).toBe(49_999.5);
  });
});

describe('axes', () => {
  it('steps take in every value, have round ends and are few', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 4, max: 24 }),
        (values, about) => {
          const sorted = Float64Array.from(values).sort();
          const steps = stepsOver(sorted, about);
          expect(steps.count).toBeGreaterThan(0);
          expect(steps.count).toBeLessThanOrEqual(Math.max(about + 6, 8));
          expect(steps.width).toBeGreaterThan(0);
          const [low, high] = [sorted[0]!, sorted.at(-1)!];
          // beyond the ends lies at most a tail of one in fifty
          const beyond = values.filter((v) => v < edge(steps, 0) - 1e-6 || v > edge(steps, steps.count) + 1e-6);
          expect(beyond.length).toBeLessThanOrEqual(Math.ceil(values.length * 0.02) + 1);
          expect(high).toBeGreaterThanOrEqual(low);
        },
      ),
    );
    expect(stepsOver(Float64Array.of(0, 1, 2, 3), 20)).toMatchObject({ from: 0, width: 1, count: 4, single: true });
    expect(stepsOver(Float64Array.of(7, 7), 20)).toMatchObject({ from: 7, count: 1 });
    expect([1.1, 2.1, 2.6, 6, 0.03].map(roundStep).map((v) => Number(v.toFixed(6)))).toEqual([2, 2.5, 5, 10, 0.05]);
  });

  it('spans of time follow each other without gaps, over leap years and before 1970', () => {
    const steps: Step[] = ['day', 'week', 'month', 'quarter', 'year'];
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 60_000 }), fc.constantFrom(...steps), (day, step) => {
        const period = periodOf(day + 0.4, step);
        expect(startOf(period, step)).toBeLessThanOrEqual(day);
        expect(startOf(period + 1, step)).toBeGreaterThan(day);
        expect(periodOf(startOf(period, step), step)).toBe(period);
      }),
    );
    // 2024-02-26 was a Monday
    const monday = Date.UTC(2024, 1, 26) / 86_400_000;
    expect([periodOf(monday, 'week'), periodOf(monday + 6, 'week')]).toEqual([
      periodOf(monday, 'week'),
      periodOf(monday, 'week'),
    ]);
    expect(periodOf(monday - 1, 'week')).toBe(periodOf(monday, 'week') - 1);
  });

  it('the step of a date axis follows the time it spans', () => {
    expect([30, 200, 1500, 5000, 9000].map((days) => stepFor('auto', 0, days))).toEqual([
      'day',
      'week',
      'month',
      'quarter',
      'year',
    ]);
    // ten years by day would be 3,650 steps
    expect(stepFor('day', 0, 3650)).toBe('month');
    expect(stepFor('quarter', 0, 3650)).toBe('quarter');
  });
});
