import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEW, type GroupComparison } from '../../../shared/contract/explore.ts';
import type { Comparison } from '../../../shared/contract/segments.ts';
import { leavingChart, leavingCounts } from '../../../shared/privacy/chart.ts';
import { leavingPair, pairTellable } from '../../../shared/privacy/pair.ts';
import { keptSegments, leavingComparison } from '../../../shared/privacy/segments.ts';
import { boundsOf, type Equation } from './bounds.ts';
import { bucket, gridWith } from './grids.ts';

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

describe('a chart as it may leave', () => {
  it('does not tell the row of 7 whose total stands beside it', () => {
    // a table of 100, 7 and 50 customers, 157 in all
    const grid = gridWith([[100], [7], [50]]);
    const { body, whole } = leavingChart({ body: { ...grid, columns: [], columnTotals: [] }, n: 157 });
    if (body.kind !== 'grid') throw new Error('no grid');
    expect(whole).toBe(false);
    expect(body.rowTotals.map(({ n }) => n)).toEqual([100, FEW, FEW]);
    expect(body.rows.map(({ n }) => n)).toEqual([100, FEW, FEW]);
  });

  it('holds no cell below the floor that its sums give away, whatever is measured', () => {
    const counts = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 4 })).chain(([rows, columns]) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
    fc.assert(
      fc.property(counts, fc.constantFrom('count', 'share', 'mean'), (cells, of) => {
        const all = sum(cells.flat());
        if (all === 0) return;
        const { body } = leavingChart({ body: gridWith(cells, of), n: all });
        if (body.kind !== 'grid') throw new Error('no grid');
        const width = cells[0]!.length;
        const told: Equation[] = [{ of: new Map(cells.flat().map((_, i) => [i, 1])), is: all }];
        const say = (n: number, of: number[]) => n === FEW || told.push({ of: new Map(of.map((i) => [i, 1])), is: n });
        body.cells.forEach((row, r) =>
          row.forEach(({ n, value }, c) => {
            say(n, [r * width + c]);
            if (n === FEW) expect([value, body.tones?.[r]?.[c] ?? null]).toEqual([null, null]);
            // a share beside its count tells the sum of its row
            else if (of === 'share' && value)
              say(
                Math.round(n / value),
                cells[r]!.map((_, j) => r * width + j),
              );
          }),
        );
        body.rowTotals.forEach(({ n }, r) =>
          say(
            n,
            cells[r]!.map((_, c) => r * width + c),
          ),
        );
        body.rows.forEach(({ n }, r) =>
          say(
            n,
            cells[r]!.map((_, c) => r * width + c),
          ),
        );
        body.columnTotals.forEach(({ n }, c) =>
          say(
            n,
            cells.map((_, r) => r * width + c),
          ),
        );
        body.columns.forEach(({ n }, c) =>
          say(
            n,
            cells.map((_, r) => r * width + c),
          ),
        );
        if (all < 10) {
          expect(told).toHaveLength(1);
          return;
        }
        cells.flat().forEach((count, i) => {
          if (count === 0 || count >= 10) return;
          const [low, high] = boundsOf(cells.flat().length, told, i)!;
          expect(high - low).toBeGreaterThanOrEqual(10 - 1e-6);
        });
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 200), seed: 41 },
    );
  });

  it('does not name a segment of few: its title is made of their traits', () => {
    const { body } = leavingChart({
      body: gridWith(
        [
          [80, 20],
          [3, 2],
          [60, 40],
        ],
        'count',
        3,
      ),
      n: 205,
    });
    if (body.kind !== 'grid') throw new Error('no grid');
    expect(body.rows.map(({ label }) => label)).toEqual(['r0', { key: 'personas:staying.segment' }, 'r2']);
  });

  it('tells nothing where all customers together are few', () => {
    const { body } = leavingChart({
      body: gridWith(
        [
          [3, 2],
          [1, 1],
        ],
        'mean',
      ),
      n: 7,
    });
    expect(JSON.stringify(body)).not.toMatch(/"n":[1-9]|"value":\d/);
  });

  it('leaves a chart without small groups as it is', () => {
    const body = gridWith(
      [
        [30, 20],
        [0, 40],
      ],
      'share',
    );
    expect(leavingChart({ body, n: 90 })).toEqual({ body, whole: true });
  });

  it('holds no bar of a histogram that the others give away', () => {
    expect(leavingCounts([40, 5, 60, 30, 0])).toEqual([40, null, 60, null, 0]);
    expect(leavingCounts([3, 2])).toEqual([null, null]);
    // four beyond the last bar
    expect(leavingCounts([40, 20], 4)).toEqual([40, null]);
  });
});

describe('two groups side by side as they may leave', () => {
  const side = (n: number, value = 90) => ({ n, value, interval: [80, 100] as [number, number] });
  const pair = (a: number, b: number, both: number): GroupComparison => ({
    things: 'customers',
    a: { n: a, filters: null },
    b: { n: b, filters: null },
    both,
    finding: null,
    cut: null,
    differences: [],
    detail: {
      attribute: 1,
      rows: ['x', 'y', 'z'].map((key) => bucket(key)),
      a: [a - 20, 15, 5].map((n) => ({ n, value: n / a, interval: null })),
      b: [b - 60, 30, 30].map((n) => ({ n, value: n / b, interval: null })),
    },
  });
  const line = (a: number, b: number, level: string | null = null, shares = [0.5, 0.5]) => ({
    attribute: 1,
    column: 'spend',
    level,
    label: level,
    a: side(a, level === null ? 90 : shares[0]),
    b: side(b, level === null ? 90 : shares[1]),
    difference: 0,
    interval: null,
    effect: { kind: 'd' as const, value: 0 },
    p: 1,
    sentence: { key: 'x' },
  });

  it('a segment beside everyone does not tell of the five who are not in it', () => {
    expect(pairTellable(pair(295, 300, 295), line(295, 300))).toBe(false);
    expect(pairTellable(pair(200, 300, 200), line(200, 300))).toBe(true);
    // of those, only four more have a value
    expect(pairTellable(pair(200, 300, 200), line(196, 200))).toBe(false);
    expect(pairTellable(pair(7, 300, 0), line(7, 300))).toBe(false);
    expect(pairTellable(pair(100, 100, 4), line(100, 100))).toBe(false);
    expect(pairTellable(pair(100, 200, 0), line(100, 200, 'yes', [0.04, 0.5]))).toBe(false);
  });

  it('the levels of few are left out, and one more with them', () => {
    const left = leavingPair(pair(100, 200, 0))!;
    expect(left.rows.map(({ key }) => key)).toEqual(['x']);
    expect(leavingPair(pair(295, 300, 295))).toBeNull();
  });
});

describe('segments side by side as they may leave', () => {
  const segment = (id: number, size: number) => ({
    id,
    size,
    title: { key: 'x' },
    name: null,
    colour: 1,
    share: size / 300,
    excluded: false,
  });
  const kept = keptSegments({ n: 300, segments: [segment(1, 205), segment(2, 60), segment(3, 30), segment(4, 5)] });
  const group = (id: number | null, counts: number[]) => ({
    segment: id,
    n: sum(counts),
    missing: 0,
    box: null,
    shares: counts.map((count, i) => ({
      level: `l${i}`,
      count,
      share: count / sum(counts),
      interval: [0, 1] as [number, number],
    })),
  });
  const comparison: Comparison = {
    attribute: 1,
    column: 'city',
    kind: 'share',
    groups: [
      group(1, [105, 95, 5]),
      group(2, [20, 20, 20]),
      group(3, [10, 10, 10]),
      group(4, [5, 0, 0]),
      group(null, [140, 125, 35]),
    ],
  };

  it('the small one and the next smallest stay, and only the small one loses its name', () => {
    expect([1, 2, 3, 4].map((id) => kept.has(id))).toEqual([false, false, true, true]);
    expect([1, 2, 3, 4].map((id) => kept.named(id))).toEqual([true, true, true, false]);
  });

  it('levels of few are left out so that everyone does not give them away', () => {
    const out = leavingComparison(comparison, kept);
    expect(out.groups.map((one) => one.segment)).toEqual([1, 2, null]);
    const levels = out.groups[0]!.shares!.map(({ level }) => level);
    expect(levels).not.toContain('l2');
    // two withheld at least: the row's size is told
    expect(levels.length).toBeLessThan(2);
    const numeric = leavingComparison({ ...comparison, kind: 'numeric' }, kept);
    expect(numeric.groups.map((one) => one.segment)).toEqual([1, 2, null]);
  });
});
