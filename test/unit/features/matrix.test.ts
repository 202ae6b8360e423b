import type { FeaturePlan } from '../../../shared/figures.ts';
import { describe, expect, it } from 'vitest';
import { columnsOf, fillFeature, fitFeature, keptRows, widthOf } from '../../../electron/analysis/features/matrix.ts';
import type { ColumnValues } from '../../../electron/analysis/features/values.ts';

const numeric = (...values: number[]): ColumnValues => ({ kind: 'numeric', values: Float64Array.from(values) });
const coded = (levels: string[], ...codes: number[]): ColumnValues => ({
  kind: 'coded',
  levels,
  codes: Int32Array.from(codes),
});
const plan = (more: Partial<FeaturePlan>): FeaturePlan => ({
  attribute: 1,
  treatment: 'zscore',
  weight: 1,
  missing: 'median',
  ...more,
});

function columnsFor(feature: FeaturePlan, values: ColumnValues) {
  const rows = keptRows([feature], [values]);
  const fitted = fitFeature(feature, values, rows);
  const d = widthOf(fitted);
  const out = new Float64Array(rows.length * d);
  fillFeature(fitted, values, rows, out, d, 0);
  return {
    fitted,
    rows: [...rows],
    columns: Array.from({ length: d }, (_, c) => Array.from(rows, (_, i) => out[i * d + c]!)),
  };
}
const round = (values: number[]) => values.map((value) => Number(value.toFixed(6)) + 0);

describe('the matrix', () => {
  it('z-scores with the population deviation and fills gaps with the median', () => {
    const { columns } = columnsFor(plan({}), numeric(1, 2, 3, 4, 10, NaN));
    // mean of 1 2 3 4 10 3 is 23/6, its population deviation 2.852875
    expect(round(columns[0]!)).toEqual(
      [-0.993163, -0.642639, -0.292107, 0.058425, 2.161585, -0.292107].map((_, i) =>
        Number((([1, 2, 3, 4, 10, 3][i]! - 23 / 6) / Math.sqrt(139 / 6 - (23 / 6) ** 2)).toFixed(6)),
      ),
    );
  });

  it('takes the logarithm on both sides of zero', () => {
    const { fitted } = columnsFor(plan({ treatment: 'log' }), numeric(0, Math.E - 1, 1 - Math.E));
    expect(fitted.centre).toBeCloseTo(0, 12);
    expect(fitted.scale).toBeCloseTo(Math.sqrt(2 / 3), 12);
  });

  it('cuts robust scores off at four', () => {
    const { columns, fitted } = columnsFor(plan({ treatment: 'robust' }), numeric(1, 2, 3, 4, 666666));
    expect([fitted.centre, fitted.scale]).toEqual([3, 2 / 1.349]);
    expect(columns[0]![4]).toBe(4);
    expect(columns[0]![0]).toBeCloseTo(-1.349, 9);
  });

  it('gives each level a column, so that a change of level is one unit', () => {
    const { columns, fitted } = columnsFor(
      plan({ treatment: 'onehot', missing: 'level', weight: 2 }),
      coded(['a', 'b'], 0, 1, -1),
    );
    expect(columnsOf(fitted).map(({ level }) => level)).toEqual(['a', 'b', null]);
    const side = 2 / Math.SQRT2;
    expect(columns).toEqual([
      [side, 0, 0],
      [0, side, 0],
      [0, 0, side],
    ]);
    expect(Math.hypot(side, side)).toBeCloseTo(2, 12);
  });

  it('fills a one-hot gap with the most frequent level when it is no level of its own', () => {
    const { columns } = columnsFor(plan({ treatment: 'onehot' }), coded(['a', 'b'], 1, 1, 0, -1));
    expect(columns[1]!.map(Boolean)).toEqual([true, true, false, true]);
  });

  it('turns numbers into levels, categories into places, and leaves rows out where a gap must not be filled', () => {
    expect(
      columnsOf(columnsFor(plan({ treatment: 'onehot' }), numeric(3, 1, 2, 1)).fitted).map(({ level }) => level),
    ).toEqual(['1', '2', '3']);
    const ordinal = columnsFor(plan({ treatment: 'ordinal', missing: 'drop' }), coded(['S', 'M', 'L'], 0, -1, 2, 1));
    expect(ordinal.rows).toEqual([0, 2, 3]);
    expect(round(ordinal.columns[0]!)).toEqual([-1.224745, 1.224745, 0]);
  });

  it('fills a yes/no gap with the more frequent answer', () => {
    const { fitted } = columnsFor(plan({ treatment: 'binary' }), numeric(1, 1, 0, 1, NaN));
    expect(fitted.fill).toBe(1);
  });

  it('places a level it has not seen nowhere, and a constant at zero', () => {
    const { fitted } = columnsFor(plan({ treatment: 'onehot' }), coded(['a', 'b'], 0, 1));
    const out = new Float64Array(2);
    fillFeature(fitted, coded(['c'], 0), Int32Array.of(0), out, 2, 0);
    expect([...out]).toEqual([0, 0]);
    expect(columnsFor(plan({}), numeric(5, 5, 5)).columns[0]).toEqual([0, 0, 0]);
  });
});
