import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attribute } from '../../../shared/contract/customers.ts';
import { statOf } from '../../../shared/card/claims.ts';
import { PRESETS } from '../../../shared/card/presets.ts';
import type { Material } from '../../../electron/analysis/personas/draft.ts';
import { draftFields } from '../../../electron/analysis/personas/fields.ts';
import { measure } from '../../../electron/analysis/personas/measure.ts';
import { mergeRare } from '../../../electron/analysis/personas/merge.ts';
import { cardAttributes, chooseParts, isFrequency, isMoney } from '../../../electron/analysis/personas/parts.ts';
import { type Banded, tally } from '../../../electron/analysis/personas/tally.ts';
import { seeded } from '../../../electron/analysis/random.ts';

const attribute = (id: number, name: string, change: Partial<Attribute> = {}): Attribute => ({
  id,
  column: `c${id}`,
  name,
  label: name,
  unit: change.format?.unit ?? null,
  type: 'number',
  role: 'attribute',
  dimension: 'basic',
  personal: null,
  format: {},
  levels: null,
  reason: { key: 'sources:reason' },
  missing: 0,
  distinct: 50,
  position: id,
  ...change,
});

/** Cards of customers with two numbers and a category, in groups given by `labels`. */
function cards(n: number, labels: (i: number) => number, k: number, value: (i: number, group: number) => number) {
  const random = seeded(11);
  const attributes = cardAttributes([
    attribute(1, 'Income'),
    attribute(2, 'visits', { dimension: 'behaviour' }),
    attribute(3, 'City', { type: 'category', distinct: 3 }),
  ]);
  const groups = Uint8Array.from({ length: n }, (_, i) => labels(i));
  const numbers = (scale: number) =>
    Float64Array.from({ length: n }, (_, i) => value(i, groups[i]!) + scale * random.next());
  const columns = [
    { kind: 'numeric' as const, values: numbers(100) },
    { kind: 'numeric' as const, values: numbers(20) },
    {
      kind: 'coded' as const,
      codes: Int32Array.from({ length: n }, () => Math.floor(random.next() * 3)),
      levels: ['a1', 'b2', 'c3'],
    },
  ];
  const style = { unit: '', percent: false, year: false };
  const tallies = attributes.map((one, i) =>
    tally(
      { attribute: one.id, column: one.name, type: one.type, reading: one.reading, style, words: null, ordered: false },
      columns[i]!,
      groups,
      k,
      2024,
    ),
  );
  const material: Material = {
    measured: measure(
      tallies,
      Array.from({ length: k }, (_, c) => ({ segment: c + 1, clusters: [c] })),
      new Set(),
    ),
    attributes,
    parts: chooseParts(attributes),
    outcomes: new Set(),
    asOf: '2024-08-31T10:00:00.000Z',
    orders: false,
  };
  return Array.from({ length: k }, (_, c) =>
    draftFields(PRESETS[0]!, material, { id: c + 1, size: groups.filter((g) => g === c).length, total: n }),
  );
}

describe('a draft', () => {
  it('states nothing of groups drawn by lot', () => {
    const random = seeded(3);
    for (const fields of cards(
      2000,
      () => Math.floor(random.next() * 4),
      4,
      () => 0,
    )) {
      expect(fields.find(({ key }) => key === 'differences')!.claims).toEqual([]);
      const stats = fields.flatMap(({ claims }) => claims.flatMap((claim) => statOf(claim) ?? []));
      expect(stats.filter(({ filter }) => filter !== null)).toEqual([]);
      const told = stats.filter(({ aggregate }) => aggregate === 'distribution');
      expect(told.length).toBeGreaterThan(0);
      expect(told.every(({ level }) => level === null)).toBe(true);
    }
  });

  it('states what is planted, strongest first, and reviews it half a year later', () => {
    const [low, high] = cards(
      800,
      (i) => i % 2,
      2,
      (_, group) => group * 60,
    );
    for (const fields of [low!, high!]) {
      const effects = fields
        .find(({ key }) => key === 'differences')!
        .claims.map((claim) => Math.abs(statOf(claim)!.effect!.value));
      expect(effects.length).toBe(2);
      expect(effects.toSorted((a, b) => b - a)).toEqual(effects);
      expect(fields.find(({ key }) => key === 'version')!.value).toBe('2025-02-28');
    }
    const income = (fields: typeof low) => statOf(fields!.find(({ key }) => key === 'income')!.claims[0]!)!;
    expect(income(low).level).toMatch(/^</);
    expect(income(high).level).toMatch(/^≥/);
  });

  it('makes no data claim about fewer than ten customers, nor against fewer than ten others', () => {
    for (const many of [9, 91]) {
      const [first] = cards(
        100,
        (i) => (i < many ? 0 : 1),
        2,
        (_, group) => group * 500,
      );
      const claims = first!.flatMap((field) => field.claims);
      expect(
        claims.every((claim) => statOf(claim)!.aggregate === 'count' || statOf(claim)!.aggregate === 'sumShare'),
      ).toBe(true);
      if (many < 10) expect(claims).toEqual([]);
    }
  });
});

describe('bands put together', () => {
  it('keep every customer, their order and at least two bands', () => {
    const counts = fc.integer({ min: 3, max: 6 }).chain((width) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 80 }), { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 4,
      }),
    );
    fc.assert(
      fc.property(counts, (rows) => {
        const levels = rows[0]!.map((_, i) => {
          const ends = [String(i * 10), String(i * 10 + 9), String(i * 10 + 10)] as const;
          return {
            label: ends.join(),
            filter: { kind: 'range' as const, attribute: 1, min: i * 10, max: i * 10 + 9 },
            band: { low: ends[0], high: ends[1], below: ends[2] },
          };
        });
        const banded: Banded = {
          ordered: true,
          levels,
          figures: {
            attribute: 1,
            column: 'x',
            type: 'category',
            levels: levels.map(({ label }) => label),
            clusters: rows.map((counted) => ({
              kind: 'shares',
              n: counted.reduce((a, b) => a + b, 0),
              missing: 0,
              counts: counted,
            })),
          },
        };
        const merged = mergeRare(
          banded,
          rows.map((_, c) => ({ segment: c, clusters: [c] })),
        );
        expect(merged.levels.length).toBeGreaterThanOrEqual(2);
        rows.forEach((row, r) => {
          const one = merged.figures.clusters[r]!;
          const sums = merged.levels.map(({ filter }) => {
            if (filter?.kind !== 'range') return -1;
            return row.reduce(
              (sum, count, i) => (i * 10 >= Number(filter.min) && i * 10 <= Number(filter.max) ? sum + count : sum),
              0,
            );
          });
          expect(one.kind === 'shares' && one.counts).toEqual(sums);
        });
      }),
    );
  });
});

describe('the parts attributes play', () => {
  it('are found by name, type and dimension, in both languages', () => {
    const parts = chooseParts(
      cardAttributes([
        attribute(1, '出生日期', { type: 'date', role: 'personal', personal: 'birthDate' }),
        attribute(2, '性别', { type: 'category' }),
        attribute(3, 'Annual Income (k$)'),
        attribute(4, '收货城市', { type: 'category', dimension: 'consumption' }),
        attribute(5, 'Marital_Status', { type: 'category' }),
        attribute(6, 'Package', { type: 'category' }),
      ]),
    );
    expect(Object.fromEntries([...parts].map(([part, { id }]) => [part, id]))).toEqual({
      age: 1,
      gender: 2,
      income: 3,
      family: 5,
    });
  });

  it('are never played by names, phones, free text or keys', () => {
    expect(
      cardAttributes([
        attribute(1, 'gender', { role: 'personal', personal: 'name', type: 'text' }),
        attribute(2, 'age', { role: 'ignored' }),
        attribute(3, 'city', { type: 'text' }),
        attribute(4, 'job', { type: 'identifier', role: 'key' }),
        attribute(5, 'region', { type: 'category', personal: 'address' }),
      ]),
    ).toEqual([]);
  });

  it('tell money that can be summed from prices, scores and counts', () => {
    const [spent, price, score, visits] = cardAttributes([
      attribute(1, '近一年消费额', { dimension: 'consumption', format: { unit: '￥' } }),
      attribute(2, '客单价', { dimension: 'consumption', format: { unit: '￥' } }),
      attribute(3, 'Spending Score (1-100)', { dimension: 'consumption' }),
      attribute(4, '近一年到店', { dimension: 'behaviour' }),
    ]);
    expect([spent, price, score, visits].map((one) => isMoney(one!))).toEqual([true, false, false, false]);
    expect([spent, price, score, visits].map((one) => isFrequency(one!))).toEqual([false, false, false, true]);
  });
});
