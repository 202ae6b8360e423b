import { describe, expect, it } from 'vitest';
import { NO_WATCH } from '../../../electron/analysis/cluster/engine.ts';
import { seeded } from '../../../electron/analysis/random.ts';
import type { Sought } from '../../../electron/analysis/separation/columns.ts';
import { copulaColumns } from '../../../electron/analysis/separation/copula.ts';
import { lookForGroups } from '../../../electron/analysis/separation/find.ts';
import { overlaps } from '../../../electron/analysis/separation/overlap.ts';
import { rankSpace, tiedSpace } from '../../../electron/analysis/separation/spaces.ts';
import { type Table, withoutGroups } from '../../verdicts/tables.ts';

const held = (column: Sought): number[] =>
  [...(column.kind === 'level' ? column.codes : column.values)].sort((a, b) => a - b);

/** Correlation of two columns' normal scores. */
function together(columns: readonly Sought[]): number {
  const { x, n, d } = rankSpace(columns, seeded(1));
  let [sum, one, two] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    sum += x[i * d]! * x[i * d + 1]!;
    one += x[i * d]! ** 2;
    two += x[i * d + 1]! ** 2;
  }
  return sum / Math.sqrt(one * two);
}

describe('columns of a cloud', () => {
  const random = seeded(3);
  const n = 2000;
  const spent = Float64Array.from({ length: n }, () => Math.exp(random.normal()));
  const often: Sought = { kind: 'number', values: spent.map((v) => Math.round(v + random.next())) };
  const member: Sought = { kind: 'level', codes: Int32Array.from(spent, (v) => Number(v > 1.5)), levels: 2 };
  const place: Sought = { kind: 'level', codes: Int32Array.from(spent, () => random.below(4)), levels: 4 };
  const columns: Sought[] = [{ kind: 'number', values: spent }, often, member, place];
  const drawn = copulaColumns(columns, seeded(4));

  it('hold the values of theirs, and the levels of a category as often', () => {
    for (const at of [0, 1, 2]) expect(held(drawn[at]!)).toEqual(held(columns[at]!));
    const counts = (column: Sought) =>
      [0, 1, 2, 3].map((level) => held(column).filter((value) => value === level).length / n);
    counts(drawn[3]!).forEach((share, level) => {
      expect(share).toBeCloseTo(counts(columns[3]!)[level]!, 1);
    });
  });

  it('have the same in common, two by two', () => {
    for (const pair of [
      [0, 1],
      [0, 2],
      [1, 2],
      [0, 3],
    ])
      expect(together(pair.map((at) => drawn[at]!))).toBeCloseTo(together(pair.map((at) => columns[at]!)), 1);
  });

  it('are the same for the same seed', () => {
    expect(copulaColumns(columns, seeded(4))).toEqual(drawn);
  });
});

describe('columns as they stand, ties together', () => {
  it('give rows with equal values equal places, and every column the variance 1', () => {
    const columns: Sought[] = [
      { kind: 'number', values: Float64Array.from({ length: 300 }, (_, i) => i % 5) },
      { kind: 'level', codes: Int32Array.from({ length: 300 }, (_, i) => i % 3), levels: 3 },
      { kind: 'level', codes: Int32Array.from({ length: 300 }, (_, i) => Number(i % 3 === 0)), levels: 2 },
    ];
    const { x, n, d } = tiedSpace(columns);
    expect(d).toBe(1 + 3 + 1);
    expect(new Set(Array.from({ length: n }, (_, i) => x[i * d]!)).size).toBe(5);
    const variance = (from: number, to: number) =>
      Array.from({ length: n * (to - from) }, (_, c) => x[Math.floor(c / (to - from)) * d + from + (c % (to - from))]!)
        .map((value) => value ** 2 / n)
        .reduce((sum, one) => sum + one, 0);
    expect(variance(0, 1)).toBeCloseTo(1, 9);
    expect(variance(1, 4)).toBeCloseTo(1, 9);
    expect(variance(4, 5)).toBeCloseTo(1, 9);
  });
});

const surelyOf = ({ x, n, d, of }: Table): number[] => overlaps(lookForGroups(x, n, d, of), NO_WATCH);

describe('groups that overlap', () => {
  it.each(['correlated', 'counts', 'Likert with one factor', 'one RFM population'])(
    'are not seen in a table without groups whose columns go together: %s',
    (kind) => {
      const surely = surelyOf(withoutGroups[kind]!(600, seeded(1, 77)));
      expect(surely.length).toBe(4);
      expect(Math.max(...surely)).toBeLessThan(3);
    },
  );

  it('are seen in eight columns of which two kinds of customers have more or less, 3.4 standard deviations apart', () => {
    const random = seeded(9);
    const n = 900;
    const x = new Float64Array(n * 8);
    for (let i = 0; i < n; i++) {
      const wealth = (i % 5 < 2 ? 1.7 : -1.7) + random.normal();
      for (let t = 0; t < 8; t++) x[i * 8 + t] = Math.round(2 * wealth + 2 * random.normal());
    }
    const surely = surelyOf({ x, n, d: 8, of: [0, 1, 2, 3, 4, 5, 6, 7] });
    expect(surely[0]).toBeGreaterThan(3);
  });

  it('are not sought along a curve, in two columns or more, nor where columns have nothing in common', () => {
    expect(surelyOf(withoutGroups['a curved continuum']!(300, seeded(2, 77)))).toEqual([]);
    const random = seeded(5);
    const x = new Float64Array(400 * 3);
    for (let i = 0; i < 400; i++) {
      const at = 4 * random.next() - 2;
      [at, at ** 2, Math.sin(2 * at)].forEach((value, t) => (x[i * 3 + t] = value + 0.2 * random.normal()));
    }
    const looked = lookForGroups(x, 400, 3, [0, 1, 2]);
    expect(looked.separation).toMatchObject({ k: 1, shape: 'band' });
    expect(overlaps(looked, NO_WATCH)).toEqual([]);
    expect(surelyOf(withoutGroups['Gaussian']!(300, seeded(2, 77)))).toEqual([]);
  });
});
