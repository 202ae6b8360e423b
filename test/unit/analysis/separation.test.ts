import { describe, expect, it } from 'vitest';
import { type Random, seeded } from '../../../electron/analysis/random.ts';
import { findGroups } from '../../../electron/analysis/separation/find.ts';
import { normalCdf, normalQuantile } from '../../../electron/analysis/stats/distributions.ts';
import { kinds, planted, type Table, withoutGroups } from '../../verdicts/tables.ts';

const answer = ({ x, n, d, of }: Table) => findGroups(x, n, d, of);

/** The rows of a table in another order. */
function reordered({ x, n, d, of }: Table, random: Random): Table {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const out = new Float64Array(n * d);
  order.forEach((row, i) => out.set(x.subarray(row * d, row * d + d), i * d));
  return { x: out, n, d, of };
}

describe('tables without groups', () => {
  it.each(Object.keys(withoutGroups))('%s', (kind) => {
    for (const n of [300, 1000])
      for (const seed of [1, 2])
        expect([n, seed, answer(withoutGroups[kind]!(n, seeded(seed, 7))).k]).toEqual([n, seed, 1]);
  });

  it('a ring is a band', () => {
    const random = seeded(3);
    const n = 1000;
    const x = new Float64Array(2 * n);
    for (let i = 0; i < n; i++) {
      const angle = 2 * Math.PI * random.next();
      x[2 * i] = Math.cos(angle) + 0.08 * random.normal();
      x[2 * i + 1] = Math.sin(angle) + 0.08 * random.normal();
    }
    expect(answer({ x, n, d: 2, of: [0, 1] })).toEqual({ k: 1, valley: null, shape: 'band', columns: 2 });
  });

  it('too few rows, one column and columns of one value are no groups', () => {
    expect(answer({ x: new Float64Array(40), n: 20, d: 2, of: [0, 1] }).k).toBe(1);
    expect(answer({ x: Float64Array.from({ length: 200 }, (_, i) => i % 2), n: 200, d: 1, of: [0] }).k).toBe(1);
    expect(answer({ x: new Float64Array(400), n: 200, d: 2, of: [0, 1] }).k).toBe(1);
  });
});

describe('planted groups', () => {
  it.each(kinds)('%s', (kind) => {
    const ks = kind === 'unequal' ? [2, 3] : [2, 4, 5];
    for (const k of ks) expect([k, answer(planted(1000, { sep: 7, k, kind }, seeded(4, k))).k]).toEqual([k, k]);
  });

  it('the answer does not depend on the order of the rows', () => {
    for (const [table, k] of [
      [planted(2600, { sep: 4.5, k: 4, kind: 'plain' }, seeded(5)), 4],
      [planted(700, { sep: 7, k: 3, kind: 'mixed' }, seeded(5)), 3],
    ] as const) {
      const first = answer(table);
      expect(first.k).toBe(k);
      for (let i = 0; i < 3; i++) expect(answer(reordered(table, seeded(6, i)))).toEqual(first);
    }
  });
});

it('quantiles of the normal distribution', () => {
  // R: qnorm(c(1e-10, 0.001, 0.025, 0.5, 0.9), lower.tail = TRUE)
  expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 10);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 12);
  expect(normalQuantile(0.025)).toBeCloseTo(-1.959963984540054, 12);
  expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
  expect(normalQuantile(0.9)).toBeCloseTo(1.2815515655446004, 12);
  for (let i = 1; i < 200; i++) expect(normalCdf(normalQuantile(i / 200))).toBeCloseTo(i / 200, 13);
});
