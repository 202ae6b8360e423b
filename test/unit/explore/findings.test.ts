import { describe, expect, it } from 'vitest';
import { compareTwo } from '../../../electron/analysis/explore/compare.ts';
import { explore } from '../../../electron/analysis/explore/explore.ts';
import { questionsFor } from '../../../electron/analysis/explore/questions.ts';
import type { ExploreColumn } from '../../../electron/analysis/explore/types.ts';
import { type Random, seeded } from '../../../electron/analysis/random.ts';
import { ExploreSpec } from '../../../shared/contract/explore.ts';
import type { Said } from '../../../shared/domain.ts';
import { withoutGroups } from '../../verdicts/tables.ts';
import { byField, ids, levels, numbers } from './tables.ts';

/** A column drawn by lot. */
type Draw = (field: number, n: number, r: Random) => ExploreColumn;
const category =
  (count: number, uneven = 1.3): Draw =>
  (field, n, r) =>
    levels(
      field,
      `c${field}`,
      Array.from({ length: n }, () => `v${Math.floor(count * r.next() ** uneven)}`),
    );
const number =
  (value: (r: Random) => number): Draw =>
  (field, n, r) =>
    numbers(
      field,
      `n${field}`,
      Array.from({ length: n }, () => value(r)),
    );
const yesNo = category(2, 1.6);
const money = number((r) => Math.exp(4 + 1.5 * r.normal()));
const zeros = number((r) => (r.next() < 0.5 ? 0 : Math.round(Math.exp(4 + r.normal()))));
const gauss = number((r) => r.normal());
const counts = number((r) => Math.floor(-3 * Math.log(1 - r.next())));

const PAIRS: Record<string, readonly [Draw, Draw]> = {
  'categories by categories': [category(5), category(4)],
  'many categories by many': [category(12), category(10)],
  'yes or no by categories': [yesNo, category(6)],
  'yes or no by yes or no': [yesNo, yesNo],
  'categories by numbers': [category(5), gauss],
  'categories by counts': [category(8), counts],
  'yes or no by skewed money': [yesNo, money],
  'categories by money with zeros': [category(6), zeros],
  'numbers by skewed money': [gauss, money],
  'counts by counts': [counts, counts],
};

/** Every sentence that the page can make of two columns beside each other. */
function sentences(columns: readonly ExploreColumn[], n: number): Said[] {
  const [a, b] = columns as [ExploreColumn, ExploreColumn];
  const mean = { of: 'mean', attribute: 2 };
  const specs: object[] = [{ x: 1, y: 2 }];
  if (b.axis === 'number') specs.push({ x: 1, measure: mean }, { x: 1, measure: { ...mean, of: 'median' } });
  if (a.axis === 'number' && b.axis === 'number') specs.push({ x: 1, y: 2, chart: 'heat' });
  return specs.flatMap((spec) => {
    const asked = ExploreSpec.parse(spec);
    return explore({ spec: asked, ids: ids(n), columns: byField(...columns), things: 'customers' }).finding ?? [];
  });
}

/** Sentences that tell of no difference and of no connection, or of one group. */
const NOTHING = /^explore:find\.(?:apart|alike|alikeCells|only|boxAlike|boxOne|rank\.(?:none|unsure)|spread|peakCount)/;
const tells = ({ key }: Said): boolean => !NOTHING.test(key);

const TABLES = 120;

describe('ready findings of columns that have nothing to do with each other', () => {
  it.each(Object.keys(PAIRS))('are told of at most one table in twenty: %s', (name) => {
    for (const n of [30, 100, 1000]) {
      let told = 0;
      for (let i = 0; i < TABLES; i++) {
        const random = seeded(31, n, i);
        const columns = PAIRS[name]!.map((draw, at) => draw(at + 1, n, random));
        if (sentences(columns, n).some(tells)) told++;
      }
      if (process.env.SHOW) console.log(name, n, told);
      expect([n, told]).toEqual([n, Math.min(told, TABLES / 20)]);
    }
  });

  it('are told of at most one shop table in twenty, over all ready questions and its two halves', () => {
    const kinds = ['yes and no', 'categories', 'many zeros', 'mixed', 'a shop', 'uniform', 'Gaussian'];
    // tables whose columns go together are no tables of independent columns
    expect(kinds.every((kind) => kind in withoutGroups)).toBe(true);
    let [told, tables] = [0, 0];
    for (const kind of kinds)
      for (const n of [100, 1000])
        for (let seed = 0; seed < 15; seed++) {
          const columns = columnsOf(kind, n, seeded(5, n, seed));
          const asked = questionsFor(
            columns.map((column) => ({
              attribute: Number(column.field),
              name: column.name,
              axis: column.axis,
              boolean: false,
              dimension: null,
              distinct: column.values.kind === 'coded' ? column.values.levels.length : 50,
              missing: 0,
              rows: n,
            })),
            false,
            'customers',
          );
          const charts = asked.filter(({ spec }) => spec.y !== null || spec.measure.of !== 'count');
          const found = charts.flatMap(
            ({ spec }) =>
              explore({ spec, ids: ids(n), columns: byField(...columns), things: 'customers' }).finding ?? [],
          );
          const half = Uint8Array.from({ length: n }, (_, i) => i % 2);
          const sides = [half, half.map((inside) => 1 - inside)].map((mask) => ({ mask, n: n / 2, filters: null }));
          const pair = compareTwo(columns, sides[0]!, sides[1]!, null, new Set());
          tables++;
          if (found.some(tells) || pair.finding?.key !== 'explore:compare.alike') told++;
        }
    if (process.env.SHOW) console.log('shop tables', told, 'of', tables);
    expect(told).toBeLessThanOrEqual(tables / 20);
  });
});

/** A table without groups as columns of the page: features of one category are put together again. */
function columnsOf(kind: string, n: number, random: Random): ExploreColumn[] {
  const { x, d, of } = withoutGroups[kind]!(n, random);
  const places = Map.groupBy(
    of.map((attribute, t) => ({ attribute, t })),
    ({ attribute }) => attribute,
  );
  return [...places].map(([attribute, parts]) => {
    const row = (i: number) => parts.map(({ t }) => x[i * d + t]!);
    const all = Array.from({ length: n }, (_, i) => row(i));
    const few = new Set(all.map((values) => values.join())).size <= 12;
    return few
      ? levels(
          attribute + 1,
          `c${attribute}`,
          all.map((values) => (parts.length > 1 ? `v${values.findIndex((value) => value > 0)}` : `v${values[0]}`)),
        )
      : numbers(
          attribute + 1,
          `n${attribute}`,
          all.map(([value]) => value!),
        );
  });
}

describe('ready findings that were planted', () => {
  const often = (make: (r: Random) => readonly ExploreColumn[], n: number, right: (found: Said) => boolean): number => {
    let found = 0;
    for (let i = 0; i < 60; i++)
      if (sentences(make(seeded(71, i)), n).every((said) => tells(said) && right(said))) found++;
    return found / 60;
  };

  it('a level that is twice as frequent in one category of five (40 % against 20 %), n = 1,000', () => {
    const make = (r: Random) => {
      const a = Array.from({ length: 1000 }, () => `v${r.below(5)}`);
      const b = a.map((v) => (r.next() < (v === 'v3' ? 0.4 : 0.2) ? 'web' : `shop${r.below(3)}`));
      return [levels(1, 'a', a), levels(2, 'b', b)];
    };
    expect(often(make, 1000, ({ values }) => values?.a === 'v3' && values.b === 'web')).toBeGreaterThanOrEqual(0.9);
  });

  it('a mean half a standard deviation higher in one category of five, n = 1,000', () => {
    const make = (r: Random) => {
      const a = Array.from({ length: 1000 }, () => `v${r.below(5)}`);
      return [
        levels(1, 'a', a),
        numbers(
          2,
          'b',
          a.map((v) => 10 + r.normal() + (v === 'v2' ? 0.5 : 0)),
        ),
      ];
    };
    expect(often(make, 1000, ({ values }) => values?.a === 'v2')).toBeGreaterThanOrEqual(0.9);
  });

  it('money 60 % higher with a yes (lognormal, sigma 1), n = 1,000, and twice as high at n = 300', () => {
    for (const [n, factor] of [
      [1000, 1.6],
      [300, 2.2],
    ] as const) {
      const make = (r: Random) => {
        const a = Array.from({ length: n }, () => (r.next() < 0.4 ? 'yes' : 'no'));
        return [
          levels(1, 'a', a),
          numbers(
            2,
            'b',
            a.map((v) => Math.exp(4 + r.normal()) * (v === 'yes' ? factor : 1)),
          ),
        ];
      };
      expect(often(make, n, ({ values }) => values?.a === 'yes')).toBeGreaterThanOrEqual(0.9);
    }
  });

  it('one category that is lower than four alike ones is told as lower, and no other as the highest', () => {
    const r = seeded(9);
    const a = Array.from({ length: 2000 }, () => `v${r.below(5)}`);
    const b = a.map((v) => 10 + r.normal() - (v === 'v4' ? 0.6 : 0));
    const spec = ExploreSpec.parse({ x: 1, measure: { of: 'mean', attribute: 2 } });
    const columns = byField(levels(1, 'a', a), numbers(2, 'b', b));
    const { finding } = explore({ spec, ids: ids(2000), columns, things: 'customers' });
    expect([finding?.key, finding?.values?.a]).toEqual(['explore:find.belowMean', 'v4']);
  });

  it('two numbers that go together with a rank correlation of 0.3, n = 300', () => {
    const make = (r: Random) => {
      const a = Array.from({ length: 300 }, () => r.normal());
      const b = a.map((v) => Math.exp(0.35 * v + r.normal()));
      return [numbers(1, 'a', a), numbers(2, 'b', b)];
    };
    let found = 0;
    for (let i = 0; i < 60; i++) {
      const columns = byField(...make(seeded(72, i)));
      const spec = ExploreSpec.parse({ x: 1, y: 2 });
      const { finding } = explore({ spec, ids: ids(300), columns, things: 'customers' });
      if (finding?.key.endsWith('Up')) found++;
    }
    expect(found / 60).toBeGreaterThanOrEqual(0.9);
  });
});

describe('a group against the rest', () => {
  it('does not lead with what it was chosen by, which is not tested and comes last', () => {
    const r = seeded(4);
    const spend = Array.from({ length: 600 }, () => Math.exp(3 + r.normal()));
    const visits = spend.map((value) => Math.round(Math.log(value) * 2 + r.normal()));
    const columns = [
      numbers(1, 'spend', spend),
      numbers(2, 'visits', visits),
      numbers(
        3,
        'age',
        spend.map(() => r.next()),
      ),
    ];
    const mask = Uint8Array.from(spend, (value) => Number(value > 30));
    const n = mask.reduce((sum, inside) => sum + inside, 0);
    const a = { mask, n, filters: [] };
    const rest = { mask: mask.map((inside) => 1 - inside), n: 600 - n, filters: null };
    const all = { mask: mask.map(() => 1), n: 600, filters: [] };
    for (const b of [rest, all]) {
      const found = compareTwo(columns, a, b, null, new Set([1]));
      expect(found.differences.map(({ attribute, p }) => [attribute, p === null])).toEqual([
        [2, false],
        [3, false],
        [1, true],
      ]);
      expect(found.finding).toMatchObject({
        key: 'explore:compare.one',
        values: { first: { values: { column: 'visits' } } },
      });
    }
    expect(compareTwo(columns, a, a, null, new Set()).finding?.key).toBe('explore:compare.alike');
  });
});
