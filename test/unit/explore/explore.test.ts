import { describe, expect, it } from 'vitest';
import { compareTwo } from '../../../electron/analysis/explore/compare.ts';
import { explore } from '../../../electron/analysis/explore/explore.ts';
import { maskOf } from '../../../electron/analysis/explore/mask.ts';
import { questionsFor } from '../../../electron/analysis/explore/questions.ts';
import { chartsFor } from '../../../electron/analysis/explore/choose.ts';
import type { AxisType } from '../../../electron/analysis/explore/types.ts';
import { ExploreSpec, type GridBody } from '../../../shared/contract/explore.ts';
import { figuresOf } from '../../../shared/card/view.ts';
import { leavingChart } from '../../../shared/privacy/chart.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import type { Said } from '../../../shared/domain.ts';
import { seeded } from '../../../electron/analysis/random.ts';
import { byField, ids, levels, numbers } from './tables.ts';

const spec = (given: unknown) => ExploreSpec.parse(given);
const words = (said: Said | null) => (said ? [sayIn('en', said), sayIn('zh-CN', said)] : []);
const grid = (given: unknown, columns: ReturnType<typeof byField>, n: number) =>
  explore({ spec: spec(given), ids: ids(n), things: 'customers', columns }).body as GridBody;

describe('the chart that fits', () => {
  it('follows the types, and says why', () => {
    const fit = (x: AxisType, y: AxisType | null, split: AxisType | null = null) =>
      chartsFor({ x, y, split, of: 'count' }).charts[0];
    expect(fit('number', null)).toBe('histogram');
    expect(fit('level', null)).toBe('bars');
    expect(fit('date', null)).toBe('line');
    expect(fit('place', null)).toBe('map');
    expect(fit('segment', null)).toBe('bars');
    expect(fit('level', null, 'level')).toBe('stacked');
    expect(fit('number', 'number')).toBe('scatter');
    expect(fit('level', 'number')).toBe('box');
    expect(fit('number', 'segment')).toBe('box');
    expect(fit('place', 'level')).toBe('heat');
    expect(fit('date', 'level')).toBe('line');
    expect(fit('number', 'date')).toBe('line');
    const types: (AxisType | null)[] = ['number', 'level', 'date', 'place', 'segment', null];
    for (const x of types)
      for (const y of types)
        for (const split of types)
          for (const of of ['count', 'mean'] as const) {
            if (x === null) continue;
            const { charts, why } = chartsFor({ x, y, split, of });
            expect(new Set(charts).size).toBe(charts.length);
            for (const text of words(why)) expect(text).not.toMatch(/explore:|\{\{/);
          }
  });
});

describe('bars', () => {
  const cells = [...Array<string>(6).fill('web'), ...Array<string>(3).fill('shop'), 'app', 'post', null];
  const spend = [1, 2, 3, 4, 5, 6, 100, 200, NaN, 50, 7, 9];
  const columns = byField(levels(1, 'channel', cells), numbers(2, 'spend', spend));

  it('count, cut at the top, keep the rest, count what is missing', () => {
    const out = explore({ spec: spec({ x: 1, top: 2 }), ids: ids(12), things: 'customers', columns });
    const body = out.body as GridBody;
    expect(body.rows.map(({ key, n, kind }) => [key, n, kind])).toEqual([
      ['web', 6, 'level'],
      ['shop', 3, 'level'],
      ['', 2, 'rest'],
    ]);
    expect([out.n, out.inView, out.missing[0]?.n]).toEqual([11, 12, 1]);
    expect(words(out.finding)[0]).toBe('Most customers are “web” in channel: 55% of 11');
  });

  it('mean, median and sum leave out customers without a value', () => {
    const of = (kind: string) => grid({ x: 1, measure: { of: kind, attribute: 2 } }, columns, 12);
    const mean = of('mean');
    expect(mean.rows.map(({ key }) => key)).toEqual(['shop', 'app', 'post', 'web']);
    expect(mean.rowTotals.map(({ n, value }) => [n, value])).toEqual([
      [2, 150],
      [1, 50],
      [1, 7],
      [6, 3.5],
    ]);
    expect(mean.rowTotals[3]!.interval![0]).toBeCloseTo(1.5366, 3);
    expect(of('median').rowTotals.map(({ value }) => value)).toEqual([150, 50, 7, 3.5]);
    expect(of('sum').rowTotals.map(({ value }) => value)).toEqual([300, 50, 21, 7]);
    expect(of('sum').total).toMatchObject({ n: 10, value: 378 });
  });

  it('shares have Wilson intervals and add up to one', () => {
    const body = grid({ x: 1, measure: { of: 'share' } }, columns, 12);
    expect(body.rowTotals.reduce((sum, { value }) => sum + value!, 0)).toBeCloseTo(1, 12);
    expect(body.rowTotals[0]!.interval![0]).toBeCloseTo(0.2801, 3);
  });
});

describe('small tables', () => {
  it('of nobody, of one customer, of one value, of gaps only draw without a sentence that lies', () => {
    const nobody = byField(levels(1, 'a', []), numbers(2, 'b', []));
    for (const given of [{ x: 1 }, { x: 2 }, { x: 1, y: 2 }, { x: 2, y: 1, chart: 'heat' }])
      expect(explore({ spec: spec(given), ids: ids(0), things: 'customers', columns: nobody })).toMatchObject({
        n: 0,
        finding: null,
      });
    const gaps = byField(
      levels(1, 'a', [null, null]),
      numbers(2, 'b', [NaN, NaN]),
      numbers(3, 'd', [NaN, NaN], 'date'),
    );
    for (const given of [{ x: 1 }, { x: 2 }, { x: 3 }, { x: 2, y: 3 }])
      expect(explore({ spec: spec(given), ids: ids(2), things: 'customers', columns: gaps })).toMatchObject({
        n: 0,
        inView: 2,
      });
    const one = byField(levels(1, 'a', ['x']), numbers(2, 'b', [5]), numbers(3, 'd', [19_000], 'date'));
    for (const given of [{ x: 1 }, { x: 2 }, { x: 3 }, { x: 1, y: 2 }, { x: 2, y: 2 }])
      expect(explore({ spec: spec(given), ids: ids(1), things: 'customers', columns: one }).n).toBe(1);
  });
});

describe('a heat map', () => {
  it('names the pair that is found together more often than chance gives', () => {
    const next = seeded(3);
    const a = Array.from({ length: 600 }, () => ['north', 'south', 'west'][next.below(3)]!);
    const b = a.map((one) => (one === 'west' && next.next() < 0.8 ? 'app' : ['web', 'shop'][next.below(2)]!));
    const out = explore({
      spec: spec({ x: 1, y: 2 }),
      ids: ids(600),
      things: 'customers',
      columns: byField(levels(1, 'place', a), levels(2, 'channel', b)),
    });
    expect(out.chart).toBe('heat');
    expect(out.finding?.key).toBe('explore:find.togetherTimes');
    expect(words(out.finding)[0]).toMatch(/^“app” is .* as frequent with “west”/);
    for (const text of words(out.finding)) expect(text).not.toMatch(/significan|显著|explore:|\{\{/i);
  });

  it('says so when nothing goes together', () => {
    const a = Array.from({ length: 400 }, (_, i) => (i % 2 ? 'x' : 'y'));
    const b = Array.from({ length: 400 }, (_, i) => (i % 4 < 2 ? 'p' : 'q'));
    const out = explore({
      spec: spec({ x: 1, y: 2 }),
      ids: ids(400),
      things: 'customers',
      columns: byField(levels(1, 'a', a), levels(2, 'b', b)),
    });
    expect(out.finding?.key).toBe('explore:find.apart');
  });
});

describe('conditions', () => {
  const columns = byField(
    levels(1, 'a', ['x', 'y', null, 'x']),
    numbers(2, 'n', [1, 2, NaN, 4]),
    numbers(3, 'd', [19_000, 19_000.5, 19_001, NaN], 'date'),
  );
  const kept = (filters: unknown[]) => [...maskOf(spec({ x: 1, filters }).filters, ids(4), columns).mask];
  it('hold for the same rows as in the database', () => {
    expect(kept([{ kind: 'values', attribute: 1, values: ['x', null] }])).toEqual([1, 0, 1, 1]);
    expect(kept([{ kind: 'range', attribute: 2, min: 2, max: null }])).toEqual([0, 1, 0, 1]);
    expect(kept([{ kind: 'missing', attribute: 2, missing: true }])).toEqual([0, 0, 1, 0]);
    // a day as the upper end takes in the whole day
    expect(kept([{ kind: 'range', attribute: 3, min: '2022-01-08', max: '2022-01-08' }])).toEqual([1, 1, 0, 0]);
    expect(kept([{ kind: 'customers', ids: [4, 2] }])).toEqual([0, 1, 0, 1]);
    expect(kept([{ kind: 'values', attribute: 9, values: ['x'] }])).toEqual([0, 0, 0, 0]);
  });
});

describe('two groups', () => {
  it('give difference, effect and interval; those that overlap no interval', () => {
    const next = seeded(5);
    const spend = Array.from({ length: 400 }, (_, i) => (i < 200 ? 10 : 12) + next.normal());
    const club = Array.from({ length: 400 }, (_, i) => (next.next() < (i < 200 ? 0.8 : 0.2) ? 'yes' : 'no'));
    const columns = [numbers(1, 'spend', spend), levels(2, 'club', club)];
    const half = (from: number) => ({
      mask: Uint8Array.from(spend, (_, i) => (i >= from && i < from + 200 ? 1 : 0)),
      n: 200,
      filters: null,
    });
    const out = compareTwo(columns, half(0), half(200), 1, new Set());
    expect(out.both).toBe(0);
    const means = out.differences.find(({ attribute }) => attribute === 1)!;
    expect(means.difference).toBeCloseTo(-2, 0);
    expect(means.effect.kind).toBe('d');
    expect(means.interval![0]).toBeLessThan(means.difference);
    expect(means.interval![1]).toBeGreaterThan(means.difference);
    expect(out.detail!.a.reduce((sum, { value }) => sum + value!, 0)).toBeCloseTo(1, 12);
    const same = compareTwo(columns, half(0), half(100), null, new Set());
    expect(same.both).toBe(100);
    expect(same.differences.every(({ interval }) => interval === null)).toBe(true);
  });
});

describe('ready questions', () => {
  const askable = (attribute: number, name: string, axis: AxisType, distinct: number, boolean = false) => ({
    attribute,
    name,
    axis,
    boolean,
    dimension: null,
    distinct,
    missing: 0,
    rows: 1000,
  });
  it('are at most six, made from the attributes at hand, and never of years or codes first', () => {
    const found = questionsFor(
      [
        askable(1, 'Year_Birth', 'number', 60),
        askable(2, '渠道', 'level', 4),
        askable(3, '消费金额', 'number', 700),
        askable(4, '注册日期', 'date', 300),
        askable(5, '省份', 'place', 31),
        askable(6, 'Complain', 'level', 2, true),
      ],
      true,
      'customers',
    );
    expect(found).toHaveLength(6);
    expect(words(found[0]!.question)).toEqual(['Which 渠道 has the highest 消费金额?', '哪种“渠道”的“消费金额”最高？']);
    for (const { question, spec: view } of found) {
      expect(ExploreSpec.parse(view)).toEqual(view);
      for (const text of words(question)) expect(text).not.toMatch(/explore:|\{\{/);
    }
    expect(questionsFor([], false, 'customers')).toEqual([]);
  });

  it('never set an attribute beside what was made from it, and speak of what the table holds', () => {
    const found = questionsFor(
      [
        askable(1, 'Favourite category', 'level', 14),
        askable(2, 'Favourite category (derived)', 'level', 14),
        askable(3, '常点品类', 'level', 14),
        askable(4, '常买品类', 'level', 14),
        askable(5, 'Monetary score', 'number', 5),
        askable(6, 'Total spent', 'number', 500),
        askable(7, 'Total spent (derived)', 'number', 500),
        askable(8, 'Visits', 'number', 90),
      ],
      false,
      'orders',
    );
    const pairs = found.map(({ spec: { x, y, measure } }) => [x, y ?? measure.attribute]);
    for (const [a, b] of [
      [1, 2],
      [2, 1],
      [3, 4],
      [4, 3],
      [6, 7],
      [7, 6],
    ])
      expect(pairs).not.toContainEqual([a, b]);
    expect(pairs).toContainEqual([8, 6]);
    expect(found.flatMap(({ question }) => words(question))).toContain(
      'How is Total spent spread over the order lines?',
    );
  });
});

describe('figures that are frozen on a card', () => {
  it('leave out what fewer than ten customers stand behind', () => {
    const cells = [
      ...Array<string>(30).fill('many'),
      ...Array<string>(12).fill('some'),
      ...Array<string>(4).fill('few'),
    ];
    const body = grid({ x: 1 }, byField(levels(1, 'a', cells)), 46);
    // how many were drawn stands beside them: the few would follow from the others
    expect(figuresOf(leavingChart({ body, n: 46 }))).toEqual([
      { label: 'many', n: 30, value: 30 },
      { label: 'some', n: null, value: null },
      { label: 'few', n: null, value: null },
    ]);
  });
});

describe('a million customers', () => {
  it('are charted in less than a second once they are read', () => {
    const n = 1_000_000;
    const next = seeded(9);
    const names = Array.from({ length: 40 }, (_, i) => `v${i}`);
    const codes = Int32Array.from({ length: n }, () => next.below(40));
    const column = { ...levels(1, 'a', names), values: { kind: 'coded' as const, codes, levels: names } };
    const value = {
      ...numbers(2, 'b', []),
      values: { kind: 'numeric' as const, values: Float64Array.from({ length: n }, () => next.next() ** 3 * 1000) },
    };
    const other = {
      ...numbers(3, 'c', []),
      values: { kind: 'numeric' as const, values: Float64Array.from(codes, (code) => code + next.next()) },
    };
    const columns = byField(column, value, other);
    const all = ids(n);
    const views = [
      { x: 1 },
      { x: 2 },
      { x: 1, y: 2 },
      { x: 2, y: 3 },
      { x: 2, split: 1 },
      { x: 1, measure: { of: 'median', attribute: 2 } },
      { x: 1, y: 3, chart: 'pivot', measure: { of: 'mean', attribute: 2 } },
      { x: 1, filters: [{ kind: 'range', attribute: 2, min: 10, max: 500 }] },
    ];
    for (const given of views) {
      // processor time: the machine may have other things to do
      const started = process.cpuUsage();
      const out = explore({ spec: spec(given), ids: all, things: 'customers', columns });
      const ms = process.cpuUsage(started).user / 1000;
      expect(out.n).toBeGreaterThan(500_000);
      if (process.env.SHOW) console.log(JSON.stringify(given), Math.round(ms));
      expect([JSON.stringify(given), ms < 1000]).toEqual([JSON.stringify(given), true]);
    }
  });
});
