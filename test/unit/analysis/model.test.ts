import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kmeans } from '../../../electron/analysis/cluster/engine.ts';
import { emptyPlacement, nearestCentre, reachOf } from '../../../electron/analysis/cluster/model.ts';
import { startingCentres } from '../../../electron/analysis/cluster/seeding.ts';
import { frozenColumn } from '../../../electron/analysis/features/frozen.ts';
import { fillFeature, fitFeature, widthOf } from '../../../electron/analysis/features/matrix.ts';
import { seeded } from '../../../electron/analysis/random.ts';
import type { ColumnValues } from '../../../electron/analysis/features/values.ts';
import type { FeaturePlan } from '../../../shared/figures.ts';

const D = 3;
const points = fc.integer({ min: 1, max: 1000 }).map((seed) => {
  const random = seeded(seed);
  const n = 20 + random.below(60);
  return { seed, n, x: Float64Array.from({ length: n * D }, () => random.normal() * 2 + random.below(3) * 4) };
});
const watch = { stopped: () => false, onPass: () => undefined };

describe('the frozen model of k-means', () => {
  it('places the customers it was made from where they were, none of them unlike', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 5 }), ({ seed, n, x }, k) => {
        const { centres, labels } = kmeans(x, n, D, startingCentres(x, n, D, k, seeded(seed)), 300, watch);
        const reach = reachOf(x, D, labels, centres);
        const placed = emptyPlacement(n, k);
        nearestCentre(centres, D, reach).place(x, 0, n, placed);
        expect([...placed.labels]).toEqual([...labels]);
        expect(placed.unlike.includes(1)).toBe(false);
        expect(placed.margin.every((margin) => margin >= 0)).toBe(true);
      }),
    );
  });

  it('gives the nearest centre by plain search, in any pieces, and tells who stands beyond the reach', () => {
    fc.assert(
      fc.property(points, points, fc.integer({ min: 1, max: 4 }), ({ x: made, n: m }, { x, n }, k) => {
        const centres = made.slice(0, Math.min(k, m) * D);
        const reach = Array.from({ length: centres.length / D }, (_, c) => c + 0.5);
        const placed = emptyPlacement(n, reach.length);
        const model = nearestCentre(centres, D, reach);
        for (let from = 0; from < n; from += 7) model.place(x, from, Math.min(n, from + 7), placed);
        for (let i = 0; i < n; i++) {
          const far = reach.map((_, c) => Math.hypot(...[0, 1, 2].map((t) => x[i * D + t]! - centres[c * D + t]!)));
          const sorted = far.toSorted((a, b) => a - b);
          expect(placed.distance[i]).toBeCloseTo(sorted[0]!, 9);
          expect(far[placed.labels[i]!]).toBeCloseTo(sorted[0]!, 9);
          if (sorted.length > 1) expect(placed.margin[i]).toBeCloseTo(sorted[1]! - sorted[0]!, 9);
          else expect(placed.margin[i]).toBe(Infinity);
          const over = sorted[0]! - reach[placed.labels[i]!]!;
          if (Math.abs(over) > 1e-6) expect(placed.unlike[i] === 1).toBe(over > 0);
        }
      }),
    );
  });

  it('knows nobody as unlike when it was made before reaches were kept', () => {
    const placed = emptyPlacement(1, 1);
    nearestCentre(Float64Array.of(0, 0, 0), D, null).place(Float64Array.of(1e9, 0, 0), 0, 1, placed);
    expect([placed.unlike[0], placed.distance[0]]).toEqual([0, 1e9]);
  });
});

const plan = (treatment: FeaturePlan['treatment']): FeaturePlan => ({
  ...{ attribute: 1, treatment, weight: 1, missing: treatment === 'onehot' ? 'level' : 'median' },
});
const coded = (levels: readonly string[], codes: readonly number[]): ColumnValues => ({
  ...{ kind: 'coded', levels, codes: Int32Array.from(codes) },
});
const column = (treatment: FeaturePlan['treatment'], made: ColumnValues, next: ColumnValues): number[] => {
  const rows = (of: ColumnValues) => Int32Array.from(of.kind === 'coded' ? of.codes : of.values, (_, row) => row);
  const fitted = fitFeature(plan(treatment), made, rows(made));
  const frozen = frozenColumn(fitted, next)!;
  const d = widthOf(fitted);
  const out = new Float64Array(rows(next).length * d);
  fillFeature(fitted, frozen.values, rows(next), out, d, 0);
  return [...out];
};

describe('a column of new data under a frozen feature', () => {
  it('reads a level by its name, wherever it stands in the order of the new column', () => {
    const made = coded(['low', 'mid', 'high'], [0, 0, 1, 2, 2, 1]);
    const next = coded(['high', 'low', 'mid'], [1, 1, 2, 0, 0, 2]);
    for (const treatment of ['ordinal', 'onehot'] as const)
      expect(column(treatment, made, next)).toEqual(column(treatment, made, made));
  });

  it('takes an unseen level as missing in an order, as none of the columns otherwise, and counts it', () => {
    const made = coded(['low', 'high'], [0, 1, 1, 1]);
    const next = coded(['huge', 'high'], [0, 1, -1, 0]);
    const fitted = fitFeature(plan('ordinal'), made, Int32Array.of(0, 1, 2, 3));
    expect(frozenColumn(fitted, next)!.unseen).toEqual({ levels: ['huge'], customers: 2 });
    const ordinal = column('ordinal', made, next);
    expect(ordinal[0]).toBe(ordinal[2]);
    expect(column('onehot', made, next).slice(0, 2)).toEqual([0, 0]);
  });

  it('is no column of it when it holds another kind of values', () => {
    const numbers: ColumnValues = { kind: 'numeric', values: Float64Array.of(1, 2, 3) };
    const words = coded(['a', 'b'], [0, 1, 1]);
    expect(frozenColumn(fitFeature(plan('zscore'), numbers, Int32Array.of(0, 1, 2)), words)).toBeNull();
    expect(frozenColumn(fitFeature(plan('ordinal'), words, Int32Array.of(0, 1, 2)), numbers)).toBeNull();
  });

  it('gives for any numbers what the fit itself gave', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('zscore', 'log', 'robust', 'binary', 'onehot'),
        fc.array(fc.oneof(fc.constant(NaN), fc.integer({ min: -5, max: 5 })), { minLength: 2, maxLength: 30 }),
        (treatment, values) => {
          const made: ColumnValues = { kind: 'numeric', values: Float64Array.from(values) };
          const rows = Int32Array.from(values, (_, row) => row);
          const fitted = fitFeature(plan(treatment), made, rows);
          const d = widthOf(fitted);
          const [direct, frozen] = [new Float64Array(values.length * d), new Float64Array(values.length * d)];
          fillFeature(fitted, made, rows, direct, d, 0);
          const again = frozenColumn(fitted, made)!;
          fillFeature(fitted, again.values, rows, frozen, d, 0);
          expect(frozen).toEqual(direct);
          expect(again.unseen.customers).toBe(0);
        },
      ),
    );
  });
});
