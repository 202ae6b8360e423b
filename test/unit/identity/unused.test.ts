import { describe, expect, it } from 'vitest';
import { resolveIdentities } from '../../../electron/analysis/identity/resolve.ts';
import { thingsWhy } from '../../../electron/analysis/identity/unused.ts';
import { sourceOf } from './generate.ts';

type Made = Parameters<typeof sourceOf>;
const source = (names: string[], rows: (string | null)[][], more: Made[1]) =>
  sourceOf({ names, types: names.map(() => 'identifier'), rows, entities: rows.map((_, i) => i) }, more);

const members = source(['member'], [['M1'], ['M2'], ['M3']], { id: 1, name: 'members.csv', key: 'member' });
const orders = source(
  ['order', 'member', 'sku'],
  [
    ['1', 'M1', 'T1'],
    ['2', 'M1', 'T2'],
    ['3', 'M3', 'T1'],
  ],
  {
    id: 2,
    name: 'orders.csv',
    kind: 'orders',
    key: null,
    mapping: { customer: 'member', order: 'order', item: 'sku' },
  },
);
const events = source(
  ['member', 'page'],
  [
    ['X8', '/a'],
    ['X8', '/b'],
    ['X9', '/a'],
  ],
  { id: 4, name: 'events.csv', kind: 'events', key: null, mapping: { customer: 'member', page: 'page' } },
);
const unused = (...sources: Parameters<typeof resolveIdentities>[0]) =>
  Object.fromEntries(
    resolveIdentities(sources, { decisions: [] }).report.sources.map(({ name, unused: why }) => [name, why]),
  );

describe('a file that adds nothing to any customer', () => {
  it('says so: events of customers that nobody else knows', () => {
    expect(unused(members, orders, events)).toEqual({
      'members.csv': undefined,
      'orders.csv': undefined,
      'events.csv': { key: 'identity:unused.noneMeets', values: { column: 'member' } },
    });
  });

  it('says so: a list of things, with the files that speak of them', () => {
    const others = [
      { name: 'members.csv', columns: ['member'] },
      { name: 'orders.csv', columns: ['order', 'member', 'SKU '] },
    ];
    expect(thingsWhy(['sku', 'category'], others)).toEqual({
      key: 'identity:unused.thingsOf',
      values: { files: 'orders.csv' },
    });
    expect(thingsWhy(['article'], others)).toEqual({ key: 'identity:unused.things' });
  });
});
