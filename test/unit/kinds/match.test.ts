import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { ColumnType, MappingField, PersonalKind } from '../../../shared/domain.ts';
import { dice, likeHeaders, matchColumns, type MatchColumn } from '../../../electron/analysis/intake/kinds/index.ts';

const column = (
  name: string,
  type: ColumnType,
  values: readonly string[] = [],
  more: { field?: MappingField; personal?: PersonalKind } = {},
): MatchColumn => ({ name, type, personal: more.personal ?? null, field: more.field ?? null, values: new Set(values) });
const pairs = (old: MatchColumn[], now: MatchColumn[]) =>
  matchColumns(old, now).map(({ old: i, now: j, how }) => [old[i]!.name, now[j]!.name, how]);

describe('columns of next month’s file', () => {
  it('keep their names, whatever the case and the signs', () => {
    expect(
      pairs(
        [column('Member ID', 'identifier'), column('total_spend', 'number')],
        [column('Total Spend', 'number'), column('member-id', 'identifier')],
      ),
    ).toEqual([
      ['Member ID', 'member-id', 'same'],
      ['total_spend', 'Total Spend', 'same'],
    ]);
  });

  it('are found by what they mean, across languages', () => {
    expect(
      pairs(
        [
          column('手机号', 'identifier', [], { personal: 'phone' }),
          column('下单时间', 'date'),
          column('实付金额', 'number'),
        ],
        [
          column('Order date', 'date'),
          column('Amount paid', 'number'),
          column('Mobile', 'identifier', [], { personal: 'phone' }),
        ],
      ),
    ).toEqual([
      ['手机号', 'Mobile', 'meaning'],
      ['下单时间', 'Order date', 'meaning'],
      ['实付金额', 'Amount paid', 'meaning'],
    ]);
  });

  it('are found by like headers and by their values', () => {
    const shops = ['南京路店', '虹桥店', '徐汇店', '静安店'];
    expect(
      pairs(
        [column('茶具偏爱度', 'number'), column('所属', 'category', shops)],
        [column('茶具偏爱程度（分）', 'number'), column('X7', 'category', [...shops, '浦东店'])],
      ),
    ).toEqual([
      ['茶具偏爱度', '茶具偏爱程度（分）', 'header'],
      ['所属', 'X7', 'values'],
    ]);
  });

  it('are not paired when nothing speaks for it', () => {
    expect(
      pairs([column('年龄', 'number', ['20', '30', '40'])], [column('城市', 'category', ['上海', '北京', '广州'])]),
    ).toEqual([]);
    expect(
      pairs(
        [column('电话', 'identifier', [], { personal: 'phone' })],
        [column('邮箱', 'identifier', [], { personal: 'email' })],
      ),
    ).toEqual([]);
    expect(pairs([column('a', 'number')], [column('b', 'number')])).toEqual([]);
  });

  it('each column stands once, and a column that is there is never given to another', () => {
    const names = fc.uniqueArray(
      fc.constantFrom('会员号', '姓名', '手机', '城市', 'age', 'Member ID', 'Name', 'total', 'spend'),
      {
        maxLength: 9,
      },
    );
    fc.assert(
      fc.property(names, names, (a, b) => {
        const old = a.map((name) => column(name, 'text'));
        const now = b.map((name) => column(name, 'text'));
        const found = matchColumns(old, now);
        expect(new Set(found.map((match) => match.old)).size).toBe(found.length);
        expect(new Set(found.map((match) => match.now)).size).toBe(found.length);
        for (const name of a.filter((one) => b.includes(one)))
          expect(found.some((match) => a[match.old] === name && b[match.now] === name)).toBe(true);
      }),
    );
  });
});

describe('likeness of headers', () => {
  it('is Dice’s coefficient of letter pairs, by hand', () => {
    // night: ni ig gh ht, nacht: na ac ch ht → 2 · 1 / 8
    expect(dice('night', 'nacht')).toBeCloseTo(0.25);
    expect(dice('abc', 'abc')).toBe(1);
    expect(dice('', 'abc')).toBe(0);
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const share = dice(a, b);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(dice(b, a)).toBeCloseTo(share);
      }),
    );
  });
  it('of two files is the share of names they have in common', () => {
    expect(likeHeaders(['a', 'B c', 'd'], ['A', 'b_c', 'e'])).toBe(0.5);
    expect(likeHeaders([], [])).toBe(0);
  });
});
