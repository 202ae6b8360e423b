import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartLeft } from '../../../electron/core/areas/privacy/chart.ts';
import { changeLeft, histogramLeft } from '../../../electron/core/areas/privacy/counts.ts';
import type { Asked } from '../../../electron/core/areas/privacy/door.ts';
import { pairLeft } from '../../../electron/core/areas/privacy/pair.ts';
import { comparisonLeft, heatmapLeft, scatterLeft } from '../../../electron/core/areas/privacy/segments.ts';
import { pairsLeft } from '../../../electron/core/areas/privacy/themes.ts';
import { type ExploreResult, FEW, type GroupComparison } from '../../../shared/contract/explore.ts';
import type { Comparison, Scatter, Segment } from '../../../shared/contract/segments.ts';
import { boundsOf, type Equation } from './bounds.ts';
import { bucket, gridWith } from './grids.ts';

const RUNS = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 150), seed: 17 };
const PHONE = '13800138000';
const MAIL = 'mei@example.com';
/** A name as people type them: with somebody's number in it. */
const planted = (name: string) => `${name} ${PHONE} ${MAIL}`;
const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
const ones = (of: readonly number[]) => new Map(of.map((i) => [i, 1]));
const counts = (least: number, most: number) =>
  fc.array(fc.integer({ min: 0, max: 40 }), { minLength: least, maxLength: most });
const tables = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 2, max: 4 }))
  .chain(([rows, columns]) => fc.array(counts(columns, columns), { minLength: rows, maxLength: rows }));

const anyone = (total: number): Asked => ({ audience: 'anyone', total });

/** Nobody can work a small count out to within the floor. */
function open(all: readonly number[], told: readonly Equation[]): void {
  all.forEach((count, i) => {
    if (count === 0 || count >= 10) return;
    const [low, high] = boundsOf(all.length, told, i)!;
    expect(high - low).toBeGreaterThanOrEqual(10 - 1e-6);
  });
}

/** Nothing that was typed into a name is left. */
function masked(left: unknown): void {
  const text = JSON.stringify(left);
  expect(text).not.toContain(PHONE);
  expect(text).not.toContain(MAIL);
}

/** What passes where there are enough customers; else that it is refused. */
function passed<T>(total: number, pass: () => T): T | null {
  if (total >= 10) return pass();
  expect(pass).toThrow('privacy:error.fewInAll');
  return null;
}

const chartOf = (body: ExploreResult['body'], n: number): ExploreResult => ({
  chart: 'pivot',
  why: { key: 'why' },
  charts: ['pivot'],
  finding: { key: 'finding', values: { a: planted('a') } },
  things: 'customers',
  inView: n + 3,
  n,
  total: n,
  missing: [{ field: 1, n: 3, filters: null }],
  estimated: null,
  step: null,
  body,
});

describe('a chart at the door', () => {
  it('gives no small cell away and no name that is somebody’s', () => {
    fc.assert(
      fc.property(tables, fc.constantFrom('count', 'share', 'mean'), (cells, of) => {
        const all = cells.flat();
        const n = sum(all);
        const left = passed(n, () =>
          chartLeft(chartOf(gridWith(cells, of, null, planted), n), [{ id: 1, label: planted('city') }], 'anyone'),
        );
        if (!left) return;
        masked(left);
        expect(JSON.stringify(left)).not.toContain('missing');
        if (left.body.kind !== 'grid') throw new Error('no grid');
        const { body } = left;
        const width = cells[0]!.length;
        const row = (r: number) => cells[r]!.map((_, c) => r * width + c);
        const column = (c: number) => cells.map((_, r) => r * width + c);
        const told: Equation[] = [{ of: ones(all.map((_, i) => i)), is: n }];
        const say = (is: number, of: number[]) => is === FEW || told.push({ of: ones(of), is });
        body.cells.forEach((line, r) => line.forEach((cell, c) => say(cell.n, [r * width + c])));
        [...body.rowTotals.keys()].forEach((r) => say(body.rowTotals[r]!.n, row(r)));
        body.rows.forEach((one, r) => say(one.n, row(r)));
        [...body.columnTotals.keys()].forEach((c) => say(body.columnTotals[c]!.n, column(c)));
        body.columns.forEach((one, c) => say(one.n, column(c)));
        expect(left.withheld > 0).toBe(left.staying.length > 0);
        expect(left.finding === null).toBe(left.withheld > 0);
        open(all, told);
      }),
      RUNS,
    );
  });

  it('of points tells nobody’s id', () => {
    const left = chartLeft(
      chartOf(
        {
          kind: 'points',
          attributes: [1, 2],
          x: new Float64Array(20),
          y: new Float64Array(20),
          group: new Int32Array(20),
          customer: Int32Array.from({ length: 20 }, (_, i) => i),
          groups: [{ ...bucket(planted('a')), n: 20 }],
          of: 20,
          rank: null,
        },
        20,
      ),
      [],
      'anyone',
    );
    masked(left);
    expect(left.body).toMatchObject({ customer: new Int32Array(), x: new Float64Array(20) });
  });
});

describe('counts over one axis at the door', () => {
  it('give no small bar away', () => {
    fc.assert(
      fc.property(counts(1, 8), (all) => {
        const bins = all.map((count, i) => ({ from: i, to: i + 1, count }));
        const left = passed(sum(all), () =>
          histogramLeft({ name: planted('spend'), bins, median: 3 }, anyone(sum(all))),
        );
        if (!left) return;
        masked(left);
        expect(left.withheld).toBe(left.bins.filter(({ count }) => count === null).length);
        const told = left.bins.flatMap(({ count }, i) => (count === null ? [] : [{ of: ones([i]), is: count }]));
        open(all, [...told, { of: ones(all.map((_, i) => i)), is: sum(all) }]);
      }),
      RUNS,
    );
  });

  it('before and after a change give none away to somebody who knows which levels did not change', () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.option(fc.integer({ min: 0, max: 40 }))), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(pairs, (drawn) => {
        const levels = drawn.map(([before, after], i) => ({
          value: planted(`l${i}`),
          before,
          after: after ?? before,
        }));
        const [before, after] = [levels.map((one) => one.before), levels.map((one) => one.after)];
        const change = {
          column: planted('city'),
          missing: { before: 0, after: 0 },
          distinct: { before: 0, after: 0 },
          numeric: null,
          values: levels,
        };
        const most = Math.max(sum(before), sum(after));
        const left = passed(most, () => changeLeft(change, anyone(most)));
        if (!left) return;
        masked(left);
        const width = levels.length;
        // how many there are in all is known, unless they are few themselves
        const sides = [before, after].flatMap((side, at): Equation[] =>
          sum(side) < 10 ? [] : [{ of: ones(side.map((_, i) => at * width + i)), is: sum(side) }],
        );
        const told = left.values!.flatMap((one, i): Equation[] =>
          one.before === null || one.after === null
            ? []
            : [
                { of: ones([i]), is: one.before },
                { of: ones([width + i]), is: one.after },
              ],
        );
        const same = levels.flatMap((one, i): Equation[] => {
          const of = new Map([
            [i, 1],
            [width + i, -1],
          ]);
          return one.before === one.after ? [{ of, is: 0 }] : [];
        });
        for (const one of left.values!) {
          const moved = Math.abs((one.after ?? 0) - (one.before ?? 0));
          expect(moved === 0 || moved >= 10).toBe(true);
        }
        open([...before, ...after], [...sides, ...told, ...same]);
      }),
      RUNS,
    );
  });
});

describe('segments at the door', () => {
  const segmentsOf = (sizes: readonly number[]): Segment[] =>
    sizes.map((size, i) => ({
      id: i + 1,
      title: { key: 'title', values: { city: planted('city') } },
      name: planted(`s${i}`),
      colour: (i % 8) + 1,
      size,
      share: 0,
      excluded: false,
    }));
  const groupOf = (segment: number | null, cells: readonly number[]): Comparison['groups'][number] => {
    const n = sum(cells);
    const shares = cells.map((count, i) => ({
      level: planted(`l${i}`),
      count,
      share: n === 0 ? 0 : count / n,
      interval: [0, 1] as [number, number],
    }));
    return { segment, n, missing: 0, box: null, shares };
  };

  it('give no small level, segment or name away', () => {
    fc.assert(
      fc.property(tables, (cells) => {
        const sizes = cells.map(sum);
        const n = sum(sizes);
        const width = cells[0]!.length;
        const everyone = cells[0]!.map((_, c) => sum(cells.map((row) => row[c]!)));
        const comparison: Comparison = {
          attribute: 1,
          column: planted('city'),
          kind: 'share',
          groups: [...cells.map((row, r) => groupOf(r + 1, row)), groupOf(null, everyone)],
        };
        const of = { segments: segmentsOf(sizes), n };
        const left = passed(n, () => comparisonLeft(comparison, of, 'anyone'));
        if (!left) return;
        masked(left);
        const told: Equation[] = [{ of: ones(cells.flat().map((_, i) => i)), is: n }];
        for (const group of left.comparison.groups) {
          const place = (c: number) =>
            group.segment === null ? cells.map((_, r) => r * width + c) : [(group.segment - 1) * width + c];
          told.push({ of: ones(everyone.flatMap((_, c) => place(c))), is: group.n });
          for (const { level, count } of group.shares!) {
            const c = Number(/l(\d)/.exec(level)![1]);
            told.push({ of: ones(place(c)), is: count });
          }
        }
        for (const { id, size } of left.segments)
          if (size !== null) told.push({ of: ones(cells[0]!.map((_, c) => (id - 1) * width + c)), is: size });
        open(cells.flat(), told);
      }),
      RUNS,
    );
  });

  it('give no small size away, and neither point nor difference of a small one', () => {
    fc.assert(
      fc.property(counts(1, 6), (sizes) => {
        const n = sum(sizes);
        const of = { segments: segmentsOf(sizes), n };
        const attributes = [
          { attribute: 1, column: planted('city'), level: planted('x'), outcome: false, choice: null },
        ];
        const rows = of.segments.map(({ id, size }) => ({ segment: id, n: size, values: [0.5] }));
        const heat = passed(n, () => heatmapLeft({ attributes, rows }, of, 'anyone'));
        const said = { key: 'axis', values: { column: planted('city') } };
        const axis = { explained: 0.5, low: said, high: said };
        const segment = Int32Array.from(of.segments.flatMap(({ id, size }) => Array.from({ length: size }, () => id)));
        const at = Float32Array.from(segment);
        const points: Scatter = { x: at, y: at, segment, customer: segment, axes: [axis, axis] };
        const map = passed(n, () => scatterLeft(points, of, 'anyone'));
        if (!heat || !map) return;
        masked([heat, map]);
        for (const { segments } of [heat, map]) {
          const told = segments.flatMap(({ id, size }) => (size === null ? [] : [{ of: ones([id - 1]), is: size }]));
          open(sizes, [...told, { of: ones(sizes.map((_, i) => i)), is: n }]);
        }
        const shown = new Set(map.segments.flatMap(({ id, size }) => (size === null ? [] : [id])));
        expect(heat.heat.rows.every((row) => shown.has(row.segment))).toBe(true);
        expect(map.points.segment.every((id) => shown.has(id))).toBe(true);
        expect(map.points.customer).toHaveLength(0);
      }),
      RUNS,
    );
  });
});

describe('two groups side by side at the door', () => {
  it('lines that tell of few have no figure, and no name is somebody’s', () => {
    const side = (n: number) => ({ n, value: 0.5, interval: [0.4, 0.6] as [number, number] });
    const line = (n: number): GroupComparison['differences'][number] => ({
      attribute: n,
      column: planted('spend'),
      level: null,
      label: null,
      a: side(n),
      b: side(n + 40),
      difference: 0,
      interval: null,
      effect: { kind: 'd', value: 0 },
      p: 1,
      sentence: { key: 'x' },
    });
    const data: GroupComparison = {
      things: 'customers',
      a: { n: 100, filters: null },
      b: { n: 200, filters: null },
      both: 0,
      finding: { key: 'finding' },
      cut: null,
      differences: [line(60), line(7)],
      detail: null,
    };
    const left = pairLeft(data, [{ id: 1, label: planted('spend') }], anyone(300));
    masked(left);
    expect(left.lines.map(({ told }) => told?.a.n ?? null)).toEqual([60, null]);
    expect(left).toMatchObject({ finding: null, withheld: 1, staying: [{ key: 'privacy:withheld' }] });
    expect(() => pairLeft(data, [], anyone(9))).toThrow('privacy:error.fewInAll');
  });
});

describe('themes that go together at the door', () => {
  it('leave by names that are nobody’s', () => {
    const theme = (id: number) => ({
      id,
      name: planted(`t${id}`),
      description: '',
      colour: 1,
      shape: 1,
      quotes: 3,
      notes: 1,
    });
    const left = pairsLeft({ themes: [theme(1), theme(2)], pairs: [{ a: 1, b: 2, quotes: 3 }] });
    masked(left);
    expect(left.pairs).toMatchObject([{ quotes: 3 }]);
    expect(left.pairs[0]!.a).toContain('t1');
  });
});

describe('figures for this device only', () => {
  it('are what was counted where all are few, and refused where they are many', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 }), (all) => {
        const bins = all.map((count, i) => ({ from: i, to: i + 1, count }));
        const asked: Asked = { audience: 'device', total: sum(all) };
        const make = () => histogramLeft({ name: planted('spend'), bins, median: 3 }, asked);
        if (sum(all) >= 10) return void expect(make).toThrow('privacy:error.enoughInAll');
        const left = make();
        masked(left);
        expect(left.bins).toEqual(bins);
        expect(left.staying).toEqual([{ key: 'privacy:deviceOnly', values: { floor: 10 } }]);
      }),
      RUNS,
    );
  });

  it('name no customer', () => {
    const body = gridWith([[3], [4]], 'count', null, planted);
    const left = chartLeft(chartOf(body, 7), [], 'device');
    masked(left);
    expect(left.withheld).toBe(0);
    expect(left.body).toMatchObject({ rowTotals: body.rowTotals });
    expect(JSON.stringify(left)).not.toContain('"filters":[');
  });
});
