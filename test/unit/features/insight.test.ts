import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidateSentences, type Solution } from '../../../electron/analysis/groups/candidates.ts';
import { compareColumn } from '../../../electron/analysis/groups/compare.ts';
import { compareGroups, rankDifferences } from '../../../electron/analysis/groups/differences.ts';
import { combine, type DescribedColumn, describeClusters } from '../../../electron/analysis/groups/groups.ts';
import { continued, nearestToCentres } from '../../../electron/analysis/groups/typical.ts';
import { axisSaid, differenceSaid, titles, traitSaid, valueSaid } from '../../../electron/analysis/groups/words.ts';
import { seeded } from '../../../electron/analysis/random.ts';
import { midranks } from '../../../electron/analysis/stats/ranks.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { readable } from '../../../shared/print.ts';

const column = (name: string, values: number[], type: DescribedColumn['type'] = 'number'): DescribedColumn => ({
  attribute: name.length,
  column: name,
  type,
  values: { kind: 'numeric', values: Float64Array.from(values) },
  ranks: type === 'number' ? midranks(Float64Array.from(values)) : null,
});
const levels = (name: string, names: string[], codes: number[]): DescribedColumn => ({
  attribute: name.length,
  column: name,
  type: 'category',
  values: { kind: 'coded', levels: names, codes: Int32Array.from(codes) },
  ranks: null,
});

describe('figures of clusters', () => {
  it('add up to those of the whole, however the customers are split', () => {
    const value = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: NaN });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, fc.nat(2)), { minLength: 1, maxLength: 60 }), (rows) => {
        const described = column(
          'x',
          rows.map(([v]) => v ?? NaN),
        );
        const split = describeClusters(
          [described],
          Uint8Array.from(rows, ([, c]) => c),
          3,
        )[0]!;
        const whole = describeClusters([described], new Uint8Array(rows.length), 1)[0]!.clusters[0]!;
        const sum = combine(split.clusters);
        expect([sum.n, sum.missing]).toEqual([whole.n, whole.missing]);
        if (sum.kind === 'mean' && whole.kind === 'mean' && sum.n > 0) {
          expect(sum.mean).toBeCloseTo(whole.mean, 6);
          expect(Math.abs(sum.m2 - whole.m2)).toBeLessThanOrEqual(1e-6 * (1 + whole.m2));
          expect(sum.ranks!.mean).toBeCloseTo(whole.ranks!.mean, 9);
          expect(sum.ranks!.m2).toBeCloseTo(whole.ranks!.m2, 6);
        }
      }),
    );
  });

  it('are compared with everyone, corrected and ranked by strength', () => {
    const labels = Uint8Array.from({ length: 200 }, (_, i) => (i < 80 ? 0 : 1));
    const noise = (i: number) => ((i * 37) % 19) - 9;
    const figures = describeClusters(
      [
        column(
          'spend',
          Array.from(labels, (c, i) => (c === 0 ? 100 : 20) + noise(i)),
        ),
        column(
          'none',
          Array.from(labels, (_, i) => noise(i * 3 + 1)),
        ),
        levels(
          'channel',
          ['shop', 'web'],
          Array.from(labels, (c, i) => (i % 10 === 0 ? 1 - c : c)),
        ),
        column(
          'same',
          Array.from(labels, () => 4),
        ),
        column(
          'member',
          Array.from(labels, (c, i) => (c === 0 && i % 4 > 0 ? 1 : 0)),
          'boolean',
        ),
      ],
      labels,
      2,
    );
    const groups = [
      { segment: 7, clusters: [0] },
      { segment: 8, clusters: [1] },
    ];
    const found = compareGroups(figures, groups, new Set());
    const ranked = rankDifferences(found, 7);
    expect(ranked.map((one) => [one.column, one.level])).toEqual([
      ['spend', null],
      ['channel', 'shop'],
      ['member', '1'],
    ]);
    expect(ranked[0]).toMatchObject({ n: 80, baseN: 200, effect: { kind: 'd' } });
    expect(ranked[0]!.effect.value).toBeCloseTo(1.2, 1);
    expect(ranked[1]!.value).toBeCloseTo(0.9, 9);
    expect(found.every(({ column: name }) => name !== 'same')).toBe(true);
    expect(compareGroups(figures, [{ segment: 1, clusters: [0, 1] }], new Set())).toEqual([]);
  });

  it('give boxes and shares, each group and then everyone', () => {
    const clusters = Uint8Array.of(0, 0, 0, 1, 1, 255);
    const groups = [{ segment: 5, clusters: [1] }];
    const box = compareColumn(column('x', [1, 2, 3, 10, 20, 999]), clusters, 2, groups);
    expect(box.groups.map(({ segment, n }) => [segment, n])).toEqual([
      [5, 2],
      [null, 5],
    ]);
    expect(box.groups[1]!.box).toMatchObject({ median: 3, q1: 2, q3: 10, mean: 7.2 });
    const share = compareColumn(levels('c', ['a', 'b'], [0, 0, 1, 1, -1, 0]), clusters, 2, groups);
    expect(share.groups[0]).toMatchObject({ n: 1, missing: 1 });
    expect(share.groups[1]!.shares!.map(({ level, count }) => [level, count])).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
  });
});

describe('words', () => {
  const style = { type: 'number', unit: null, percent: false, year: false } as const;
  it('print values as the column reads', () => {
    const both = (value: number, more: object) => {
      const said = valueSaid(value, { ...style, ...more });
      return typeof said === 'string' ? said : [sayIn('en', said), sayIn('zh-CN', said)];
    };
    expect(both(2453.4, { unit: '¥' })).toEqual(['¥2,453', '¥2,453']);
    expect(both(2.345, { unit: 'kg' })).toEqual(['2.35 kg', '2.35 kg']);
    expect(both(0.4567, { percent: true })).toEqual(['46%', '46%']);
    expect(both(1968.8, { year: true })).toBe('1969');
    expect(both(Date.UTC(2024, 2, 5, 3), { type: 'date' })).toBe('2024-03-05');
    expect([readable(0.00123456), readable(12.3456), readable(0)]).toEqual([0.00123, 12.3, 0]);
  });

  it('set a space in Chinese only beside Latin letters', () => {
    const trait = (columnName: string, level: string | null, share?: number) =>
      sayIn(
        'zh-CN',
        traitSaid(
          { column: columnName, type: level === null ? 'number' : 'category', level, higher: true, share },
          'first',
        ),
      );
    expect(trait('客单价', null)).toBe('客单价高');
    expect(trait('Income', null)).toBe('Income 高');
    expect(trait('职业', '学生', 0.9)).toBe('多为学生');
    expect(trait('城市', 'Suzhou', 0.3)).toBe('Suzhou 偏多');
    expect(trait('等级', '3', 0.6)).toBe('多为等级 3');
  });

  const found = (name: string, effect: number, more: object = {}) => ({
    segment: 1,
    attribute: name.length,
    column: name,
    type: 'number' as const,
    level: null,
    effect: { kind: 'd' as const, value: effect },
    n: 10,
    missing: 0,
    value: 5.2,
    interval: [5, 5.4] as [number, number],
    base: 3.5,
    baseN: 100,
    p: 0.001,
    ...more,
  });

  it('say a difference as a sentence', () => {
    expect(sayIn('zh-CN', differenceSaid(found('每月到店', 0.92), style))).toBe('每月到店平均 5.2，全体 3.5');
    const share = found('channel', 0.5, { type: 'category', level: 'web', value: 0.68, base: 0.37 });
    expect(sayIn('en', differenceSaid(share, { ...style, type: 'category' }))).toBe(
      'channel is web for 68%, everyone 37%',
    );
  });

  it('make titles of the two strongest traits that differ between groups', () => {
    const traits = [found('Income', 1.4), found('Visits', -1.1), found('Recency', 0.8)];
    const said = titles([traits, traits, []]).map((title) => sayIn('en', title));
    expect(said).toEqual(['High Income, low Visits', 'High Income, high Recency', 'Close to everyone']);
    expect(titles([[]]).map((title) => sayIn('zh-CN', title))).toEqual(['全体客户']);
  });

  it('name both ends of an axis by its heaviest attributes', () => {
    const columns = [
      { attribute: 1, column: 'spend', type: 'number' as const },
      { attribute: 2, column: 'channel', type: 'category' as const, level: 'web' },
      { attribute: 2, column: 'channel', type: 'category' as const, level: 'shop' },
    ];
    const { low, high } = axisSaid([0.8, -0.5, 0.4], columns);
    expect([sayIn('en', low), sayIn('en', high)]).toEqual(['Low spend, more web', 'High spend, fewer web']);
  });
});

describe('candidates', () => {
  const name = (letter: string) => ({ key: 'segments:trait.high', values: { name: letter, gap: '' } });
  const solution = (labels: number[], letters: string, stability: number): Solution => {
    const k = letters.length;
    const sizes = Array.from({ length: k }, (_, c) => labels.filter((label) => label === c).length);
    return { k, labels: Uint8Array.from(labels), names: [...letters].map(name), sizes, stability };
  };
  it('say what merges, what is set apart and what splits further', () => {
    const two = solution([0, 0, 0, 0, 0, 0, 1, 1, 1, 1], 'PQ', 0.95);
    const three = solution([0, 0, 0, 0, 2, 2, 1, 1, 1, 1], 'ABC', 0.9);
    const four = solution([0, 0, 3, 3, 2, 2, 1, 1, 1, 1], 'WXYZ', 0.4);
    expect(candidateSentences([two, three, four], 1).map((said) => sayIn('en', said))).toEqual([
      '“High A” and “High C” become one group of 60%. Steadiest across samples',
      'Sets “High C” apart: 20% of customers',
      '“High A” splits further: “High Z”, 20%, goes on its own. Another sample would move the borders',
    ]);
    expect(sayIn('zh-CN', candidateSentences([three], 0)[0]!)).toBe('从“A高”40% 到“C高”20%');
  });
});

describe('typical customers and continued segments', () => {
  it('are the nearest rows, and the earlier segments with half of the union', () => {
    const x = Float64Array.of(0, 5, 1, 2, 12, 10);
    const near = nearestToCentres(x, 1, Uint8Array.of(0, 0, 0, 0, 1, 1), Float64Array.of(1, 10.5), 2);
    expect(near.map((rows) => [...rows])).toEqual([
      [2, 0],
      [5, 4],
    ]);
    const earlier = [
      { segment: 41, clusters: [0], size: 50 },
      { segment: 42, clusters: [1, 2], size: 50 },
    ];
    expect(continued(Int32Array.of(40, 5, 0, 0, 20, 25, 10, 0, 0), [45, 45, 10], 3, earlier)).toEqual([41, 42, null]);
  });
});

describe('segments that were cut where there are no groups', () => {
  it('differ in what made the cut without a test, and in nothing else in forty tables', () => {
    let told = 0;
    for (let seed = 0; seed < 40; seed++) {
      const random = seeded(90, seed);
      const normal = () => Array.from({ length: 500 }, () => random.normal());
      const [cut, other] = [normal(), normal()];
      const money = Array.from({ length: 500 }, () => (random.next() < 0.5 ? 0 : Math.exp(1.5 * random.normal())));
      const labels = Uint8Array.from(cut, (value, i) => (value > 0 ? 2 : 0) + (other[i]! > 0 ? 1 : 0));
      const columns = [
        column('c', cut),
        column('cc', other),
        column('mmm', money),
        column('nnnn', normal()),
        levels(
          'level',
          ['a', 'b', 'rare'],
          Array.from({ length: 500 }, () => (random.next() < 0.03 ? 2 : random.below(2))),
        ),
      ];
      const groups = [0, 1, 2, 3].map((c) => ({ segment: c, clusters: [c] }));
      const found = compareGroups(describeClusters(columns, labels, 4), groups, new Set([1, 2]));
      expect(found.every(({ attribute, p }) => (p === null) === attribute <= 2)).toBe(true);
      const ranked = groups.flatMap(({ segment }) => rankDifferences(found, segment));
      expect(ranked.filter(({ p }) => p === null)).toHaveLength(8);
      if (ranked.some(({ p }) => p !== null)) told++;
    }
    expect(told).toBe(0);
  });

  it('tell first what was tested, however far the cut goes', () => {
    const random = seeded(4);
    const cut = Array.from({ length: 400 }, () => random.normal());
    const labels = Uint8Array.from(cut, (value) => Number(value > 0));
    const follows = cut.map((value) => value * 0.4 + random.normal());
    const figures = describeClusters([column('c', cut), column('cc', follows)], labels, 2);
    const ranked = rankDifferences(compareGroups(figures, [{ segment: 1, clusters: [1] }], new Set([1])), 1);
    expect(ranked.map(({ attribute, p }) => [attribute, p === null])).toEqual([
      [2, false],
      [1, true],
    ]);
  });
});

describe('means that differ while the middles do not', () => {
  const labels = Uint8Array.from({ length: 150 }, (_, i) => Math.floor(i / 50));
  const pOf = (values: number[]) =>
    compareGroups(
      describeClusters([column('length', values)], labels, 3),
      [{ segment: 9, clusters: [1] }],
      new Set(),
    )[0]!.p!;
  const random = seeded(5);

  it('are told by Welch alone where values do not trail off', () => {
    // two far groups, 1.4 and 5, and the one between them at 4.3: its ranks are in the midst
    const values = Array.from({ length: 150 }, (_, i) => [1.4, 4.3, 5][Math.floor(i / 50)]! + 0.25 * random.normal());
    expect(pOf(values)).toBeLessThan(0.001);
  });

  it('are not told where a few values make the mean', () => {
    const values = Array.from({ length: 150 }, () => Math.exp(2.5 * random.normal()));
    for (let i = 50; i < 54; i++) values[i] = 60 + i;
    expect(pOf(values)).toBeGreaterThan(0.05);
  });
});
