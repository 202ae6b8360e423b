import { describe, expect, it } from 'vitest';
import { type Candidate, propose } from '../../../electron/analysis/features/propose.ts';
import { nearDuplicates, summarise } from '../../../electron/analysis/features/summary.ts';
import type { ColumnValues } from '../../../electron/analysis/features/values.ts';
import type { ColumnType } from '../../../shared/domain.ts';
import { seeded } from '../../../electron/analysis/random.ts';

const N = 400;
const random = seeded(11);
const numeric = (make: (i: number) => number): ColumnValues => ({
  kind: 'numeric',
  values: Float64Array.from({ length: N }, (_, i) => make(i)),
});
const coded = (levels: readonly string[], make: (i: number) => number): ColumnValues => ({
  kind: 'coded',
  levels,
  codes: Int32Array.from({ length: N }, (_, i) => make(i)),
});

function proposeColumns(columns: Record<string, { type: ColumnType; values: ColumnValues; ordered?: boolean }>) {
  const entries = Object.entries(columns);
  const candidates = entries.map(([name, { type, values, ordered }], i): Candidate => ({
    attribute: i + 1,
    name,
    type,
    role: 'attribute',
    personal: false,
    ordered: ordered ?? false,
    summary: summarise(values),
  }));
  const made = propose(candidates, nearDuplicates(entries.map(([, { values }]) => values)));
  return Object.fromEntries(made.map((feature) => [feature.column, feature]));
}

describe('propose', () => {
  const bell = Array.from({ length: N }, () => random.normal());
  const made = proposeColumns({
    even: { type: 'number', values: numeric((i) => 50 + 10 * bell[i]!) },
    copy: { type: 'number', values: numeric((i) => (i === 3 ? NaN : 100 + 20 * bell[i]!)) },
    tail: { type: 'number', values: numeric(() => Math.exp(1.2 * random.normal() + 3)) },
    outlier: { type: 'number', values: numeric((i) => (i === 7 ? 666666 : 50000 + 9000 * random.normal())) },
    constant: { type: 'number', values: numeric(() => 3) },
    nearly: { type: 'boolean', values: numeric((i) => (i < 2 ? 1 : 0)) },
    sparse: { type: 'number', values: numeric((i) => (i % 3 === 0 ? random.normal() : NaN)) },
    rank: { type: 'number', values: numeric((i) => N - i) },
    flag: { type: 'boolean', values: numeric((i) => (i % 10 === 0 ? 1 : 0)) },
    half: { type: 'boolean', values: numeric((i) => (i % 4 < 2 ? 1 : 0)) },
    two: { type: 'number', values: numeric((i) => (i % 7 < 3 ? 1 : 2)) },
    colour: { type: 'category', values: coded(['red', 'green', 'blue'], (i) => (i % 11 === 0 ? -1 : (i * 7) % 3)) },
    size: { type: 'category', ordered: true, values: coded(['S', 'M', 'L'], (i) => Math.floor(i / 5) % 3) },
    town: {
      type: 'category',
      values: coded(
        Array.from({ length: 40 }, (_, i) => `t${i}`),
        (i) => (i * 13) % 40,
      ),
    },
    joined: { type: 'date', values: numeric(() => 19000 + 300 * random.next()) },
  });

  it.each([
    ['even', 'zscore', 'zscore'],
    ['tail', 'log', 'log'],
    ['outlier', 'robust', 'robust'],
    ['flag', 'binary', 'binary'],
    ['two', 'binary', 'twoValues'],
    ['colour', 'onehot', 'onehot'],
    ['size', 'ordinal', 'ordinal'],
    ['joined', 'zscore', 'date'],
  ])('takes %s in as %s', (column, treatment, reason) => {
    expect(made[column]).toMatchObject({ use: true, treatment, reason: { key: `features:reason.${reason}` } });
    expect(made[column]!.treatments).toContain(treatment);
  });

  it.each([
    ['constant', 'constant'],
    ['nearly', 'nearConstant'],
    ['sparse', 'missing'],
    ['rank', 'running'],
    ['town', 'manyLevels'],
    ['copy', 'duplicate'],
  ])('leaves %s out: %s', (column, reason) => {
    expect(made[column]).toMatchObject({ use: false, reason: { key: `features:reason.${reason}` } });
  });

  it('names the column that a near duplicate repeats, and keeps the better filled one', () => {
    expect(made['copy']!.reason.values).toEqual({ other: 'even', r: 1 });
    expect(made['even']!.use).toBe(true);
  });

  it('gives a rare yes/no less weight than an even one, and gaps a level of their own', () => {
    expect(made['half']!.weight).toBe(1);
    expect(made['flag']!.weight).toBe(0.6);
    expect([made['colour']!.missing, made['even']!.missing]).toEqual(['level', 'median']);
  });

  it('offers nothing for what may not be looked at', () => {
    const base = { attribute: 1, name: 'x', ordered: false, summary: null };
    const closed = propose(
      [
        { ...base, type: 'text', role: 'personal', personal: true },
        { ...base, type: 'identifier', role: 'key', personal: false },
        { ...base, type: 'text', role: 'attribute', personal: false },
        { ...base, type: 'number', role: 'ignored', personal: false },
        { ...base, type: 'number', role: 'attribute', personal: true },
      ],
      [],
    );
    expect(closed.every(({ use, treatments }) => !use && treatments.length === 0)).toBe(true);
    expect(closed.map(({ reason }) => reason.key.split('.')[1])).toEqual([
      'personal',
      'key',
      'text',
      'ignored',
      'personal',
    ]);
  });
});

describe('nearDuplicates', () => {
  it('sees categories that tell each other, and not those that share a common level', () => {
    const city = coded(['a', 'b', 'c', 'd'], (i) => i % 4);
    const code = coded(['4', '3', '2', '1'], (i) => (i === 5 ? 0 : 3 - (i % 4)));
    const rareA = coded(['no', 'yes'], (i) => (i % 50 === 0 ? 1 : 0));
    const rareB = coded(['no', 'yes'], (i) => (i % 50 === 1 ? 1 : 0));
    const found = nearDuplicates([city, code, rareA, rareB]);
    expect(found.map(({ a, b }) => [a, b])).toEqual([[0, 1]]);
    expect(found[0]!.r).toBeGreaterThan(0.98);
  });
});

it('sensitive data is no feature until a person takes it', () => {
  const values = () => numeric((i) => (i * 37) % 101);
  const made = proposeColumns({
    visits: { type: 'number', values: values() },
    credit_score: { type: 'number', values: numeric((i) => (i * 53) % 89) },
    民族: { type: 'category', values: coded(['汉族', '回族', '满族'], (i) => i % 3) },
  });
  expect(made.visits!.use).toBe(true);
  expect(made.credit_score).toMatchObject({
    use: false,
    reason: { key: 'features:reason.sensitive', values: { kind: { key: 'privacy:sensitive.finance' } } },
  });
  // it can be taken
  expect(made.credit_score!.treatments.length).toBeGreaterThan(0);
  expect(made['民族']).toMatchObject({ use: false, reason: { values: { kind: { key: 'privacy:sensitive.origin' } } } });
});
