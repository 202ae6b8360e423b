import { describe, expect, it } from 'vitest';
import { IdentityRules } from '../../../shared/contract/identity.ts';
import { resolveIdentities } from '../../../electron/analysis/identity/resolve.ts';
import { chinese, sourceOf } from './generate.ts';

const people = chinese({ originals: 60, duplicates: 0, seed: 3 });
const [, ...names] = people.names;
const [, ...types] = people.types;
const number = (i: number) => `00${String(1000 + (i % 60))}`;
const members = sourceOf(
  { ...people, names: ['会员号', ...names], rows: people.rows.map((row, i) => [number(i), ...row.slice(1)]) },
  { id: 1, name: 'members.csv', key: '会员号' },
);
/** Every second person bought and got a number of the web shop; most buyers also have the number that `of` says. */
const buyers = (column: string, of: (i: number) => string) =>
  sourceOf(
    {
      ...people,
      names: ['买家编号', column, ...names],
      types: ['identifier', 'identifier', ...types],
      rows: people.rows.flatMap((row, i) =>
        i % 2 === 1 ? [[`W${String(5000 + i)}`, i % 5 === 0 ? null : of(i), ...row.slice(1)]] : [],
      ),
    },
    { id: 2, name: 'buyers.csv', key: '买家编号', mapping: { customer: '买家编号' } },
  );
const orders = sourceOf(
  {
    names: ['order', '买家编号'],
    types: ['identifier', 'identifier'],
    rows: [
      ['1', 'W5001'],
      ['2', 'W5003'],
      ['3', 'W5001'],
    ],
    entities: [0, 1, 2],
  },
  { id: 3, name: 'orders.csv', kind: 'orders', key: null, mapping: { customer: '买家编号', order: 'order' } },
);

/** By keys alone. */
function resolve(sources: Parameters<typeof resolveIdentities>[0], keys: IdentityRules['keys'] = []) {
  const off = (['phone', 'email', 'idNumber', 'nameBirth', 'nameAddress'] as const).map((kind) => ({
    kind,
    on: false,
  }));
  const rules = IdentityRules.parse({ rules: off, fuzzy: { on: false }, keys });
  const { report, count, customers } = resolveIdentities(sources, { decisions: [], rules });
  const links = report.rules.filter(
    ({ kind, b }) => kind === 'key' && b.source === 2 && !b.columns.includes('买家编号'),
  );
  return { count, customers, links };
}

describe('a list of customers that holds the key of another list beside its own', () => {
  it('is linked by it where the rest of the rows agrees; its own key still says whose the orders are', () => {
    for (const sources of [
      [members, buyers('会员号', number), orders],
      [buyers('会员号', number), orders, members],
    ]) {
      const { count, customers, links } = resolve(sources);
      expect(links).toMatchObject([
        {
          a: { source: 1, columns: ['会员号'] },
          b: { source: 2, columns: ['会员号'] },
          used: true,
          byPerson: false,
          rows: 24,
          matched: 24,
          why: { key: 'identity:why.key.agrees' },
        },
      ]);
      // sixty members, six buyers without a number
      expect(count).toBe(66);
      const of = (source: number) => customers[sources.findIndex(({ id }) => id === source)]!;
      expect([...of(3)]).toEqual([of(1)[1], of(1)[3], of(1)[1]]);
    }
  });

  it('is not linked by numbers of other people: who recommended the buyer', () => {
    const { count, links } = resolve([members, buyers('推荐会员号', (i) => number(i + 7))]);
    expect([count, links]).toEqual([60 + 30, []]);
  });

  it('is not linked where rows of one number disagree: the member who pays for several', () => {
    const { count, links } = resolve([members, buyers('会员号', (i) => number(i < 40 ? i : 1))]);
    expect([count, links]).toEqual([60 + 30, []]);
  });

  it('is not linked where a person said never, which stays in the report', () => {
    const { count, links } = resolve([members, buyers('会员号', number)], [{ source: 'buyers.csv', use: 'never' }]);
    expect(count).toBe(60 + 30);
    expect(links).toMatchObject([{ used: false, byPerson: true, why: { key: 'identity:why.told.never' } }]);
  });
});
