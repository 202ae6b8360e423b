import { describe, expect, it } from 'vitest';
import { seeded } from '../../../electron/analysis/random.ts';
import { MOST_WIDTH } from '../../../electron/analysis/features/bounds.ts';
import { inCommon, LEAST_COMMON, REPEATS, speaking } from '../../../electron/analysis/features/information.ts';
import { type Candidate, propose } from '../../../electron/analysis/features/propose.ts';
import { nearDuplicates, summarise } from '../../../electron/analysis/features/summary.ts';
import type { ColumnValues } from '../../../electron/analysis/features/values.ts';

const N = 3000;
const random = seeded(4);
const normal = () => Float64Array.from({ length: N }, () => random.normal());
const numbers = (values: Float64Array): ColumnValues => ({ kind: 'numeric', values });
const groups = Int32Array.from({ length: N }, () => random.below(3));
const levels = ['a', 'b', 'c'];

const proposed = (columns: readonly ColumnValues[]) => {
  const candidates = columns.map((column, i): Candidate => ({
    attribute: i,
    name: `c${i}`,
    type: column.kind === 'coded' ? 'category' : 'number',
    role: 'attribute',
    personal: false,
    ordered: false,
    summary: summarise(column),
  }));
  return propose(candidates, nearDuplicates(columns), inCommon(columns));
};

describe('what columns have in common', () => {
  it('is nothing for columns drawn by themselves, whatever their kind', () => {
    const columns = Array.from({ length: 60 }, (_, i): ColumnValues =>
      i % 3 === 0
        ? { kind: 'coded', codes: Int32Array.from({ length: N }, () => random.below(2 + (i % 9))), levels }
        : numbers(normal()),
    );
    expect(inCommon(columns)).toEqual([]);
  });

  it('is seen between numbers and categories, where r sees nothing, and past gaps', () => {
    const x = normal();
    const bowl = numbers(x.map((value) => value * value));
    const gaps = numbers(Float64Array.from(groups, (g) => (random.next() < 0.5 ? NaN : 3 * g + random.normal())));
    const columns = [numbers(x), bowl, { kind: 'coded', codes: groups, levels } as const, gaps];
    const found = inCommon(columns);
    expect(found.map(({ a, b }) => `${a}${b}`)).toEqual(['01', '23']);
    for (const { v } of found) expect(v).toBeGreaterThan(LEAST_COMMON);
  });

  it('is nearly everything for a number and its logarithm', () => {
    const x = normal();
    const [pair] = inCommon([numbers(x), numbers(x.map(Math.exp))]);
    expect(pair!.v).toBeGreaterThan(REPEATS);
    expect(pair!.v).toBeLessThanOrEqual(1);
  });
});

describe('the columns that speak for the others', () => {
  it('are one of each block before a second of any, and none that stands alone', () => {
    const pair = (a: number, b: number) => ({ a, b, v: 0.5 });
    const order = speaking([0, 1, 2, 3, 4, 5, 6], [pair(0, 1), pair(0, 2), pair(1, 2), pair(4, 5)]);
    expect(order.slice(0, 2)).toEqual([0, 4]);
    expect([...order].sort()).toEqual([0, 1, 2, 4, 5]);
  });
});

describe('features of a wide table', () => {
  it('are the columns that go together; each other one has its reason', () => {
    const planted = Array.from({ length: 3 }, (_, t) =>
      numbers(Float64Array.from(groups, (g) => (g === t ? 4 : 0) + random.normal())),
    );
    const x = normal();
    const specs = proposed([...planted, numbers(normal()), numbers(x), numbers(x.map(Math.exp)), numbers(normal())]);
    expect(specs.map(({ use }) => use)).toEqual([true, true, true, false, false, false, false]);
    expect(specs.slice(3).map(({ reason }) => reason.key.split('.')[1])).toEqual([
      'alone',
      'alone',
      'repeats',
      'alone',
    ]);
  });

  it('are at most so many columns of the matrix, and at least the first where none goes with another', () => {
    const many = Array.from({ length: 90 }, () => numbers(Float64Array.from(groups, (g) => 2 * g + random.normal())));
    const specs = proposed(many);
    expect(specs.filter(({ use }) => use)).toHaveLength(MOST_WIDTH);
    expect(specs.filter(({ reason }) => reason.key === 'features:reason.crowded')).toHaveLength(90 - MOST_WIDTH);
    const alone = proposed(Array.from({ length: 70 }, () => numbers(normal())));
    expect(alone.flatMap(({ use }, i) => (use ? [i] : []))).toEqual(Array.from({ length: MOST_WIDTH }, (_, i) => i));
  });
});
