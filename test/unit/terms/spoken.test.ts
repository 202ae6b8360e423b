import { describe, expect, it } from 'vitest';
import { type Labels, sentencesWithLabels, withLabels, withNames } from '../../../shared/terms/spoken.ts';

const names = new Map([
  ['MntWines', '葡萄酒消费'],
  ['Kidhome', 'Children at home'],
  ['I_only_order_with_a_coupon_in_my_hand', 'Coupons only'],
]);
const labels: Labels = { names, units: new Map() };

describe('results under the names people read', () => {
  it('names columns in sentences, also nested and cut ones', () => {
    const result = {
      finding: { key: 'explore:finding.none', values: { x: 'MntWines', y: 'Kidhome', n: 12 } },
      axis: {
        key: 'segments:title.two',
        values: { a: { key: 'segments:trait.high', values: { name: 'MntWines', gap: ' ' } } },
      },
      cut: { key: 'segments:difference.mean', values: { column: 'I_only_order_with_a_coupon_…', gap: '' } },
      reason: { key: 'features:reason.duplicate', values: { other: 'Kidhome', r: 0.9 } },
    };
    expect(withLabels(result, labels)).toEqual({
      finding: { key: 'explore:finding.none', values: { x: '葡萄酒消费', y: 'Children at home', n: 12 } },
      // no blank between Chinese words
      axis: {
        key: 'segments:title.two',
        values: { a: { key: 'segments:trait.high', values: { name: '葡萄酒消费', gap: '' } } },
      },
      cut: { key: 'segments:difference.mean', values: { column: 'Coupons only', gap: ' ' } },
      reason: { key: 'features:reason.duplicate', values: { other: 'Children at home', r: 0.9 } },
    });
  });
  it('leaves values, names of segments and what people typed alone', () => {
    const result = {
      // a level that is spelled like a column is a level
      trait: { key: 'segments:trait.mostly', values: { name: 'Kidhome', gap: ' ' } },
      edit: { key: 'segments:edit.rename', values: { name: 'MntWines' } },
      level: { key: 'segments:difference.share', values: { level: 'Kidhome', value: 0.2 } },
      text: 'MntWines',
      field: { key: 'goals', label: 'Kidhome' },
      points: Float32Array.of(1, 2),
      numbers: [1, 2, 3],
    };
    expect(withLabels(result, labels)).toBe(result);
  });
  it('names evidence, bare levels and fields that stand for an attribute', () => {
    expect(
      withLabels(
        {
          evidence: [{ kind: 'stat', column: 'MntWines', level: null }],
          trait: { key: 'segments:traitThen.mostly', values: { name: 'Kidhome 1', gap: ' ', gapBefore: ' ' } },
          field: { key: 'data:12', label: 'Kidhome' },
        },
        labels,
      ),
    ).toEqual({
      evidence: [{ kind: 'stat', column: '葡萄酒消费', level: null }],
      trait: { key: 'segments:traitThen.mostly', values: { name: 'Children at home 1', gap: ' ', gapBefore: ' ' } },
      field: { key: 'data:12', label: 'Children at home' },
    });
  });
  it('gives a figure the unit its column has now', () => {
    const claim = (value: object) => ({ key: 'segments:difference.mean', values: { column: 'Income', value } });
    const plain = { key: 'segments:value.number', values: { x: 12 } };
    const units = (unit: string | null): Labels => ({ names: new Map(), units: new Map([['Income', unit]]) });
    const euro = { key: 'segments:value.money', values: { x: 12, sign: '€' } };
    expect(withLabels(claim(plain), units('€'))).toEqual(claim(euro));
    expect(withLabels(claim(plain), units('kg'))).toEqual(
      claim({ key: 'segments:value.unit', values: { x: 12, sign: 'kg' } }),
    );
    expect(withLabels(claim(euro), units(null))).toEqual(claim(plain));
    // of another column, and a share
    const other = { key: 'segments:difference.mean', values: { column: 'Age', value: plain } };
    expect(withLabels(other, units('€'))).toBe(other);
    const share = claim({ key: 'segments:value.percent', values: { x: 0.2 } });
    expect(withLabels(share, units('€'))).toBe(share);
  });
});

describe('results that are asked for by code names again', () => {
  it('name columns in their sentences alone', () => {
    const result = {
      column: 'MntWines',
      step: { op: 'fill', column: 'MntWines', with: 'median', by: 'Kidhome' },
      label: {
        key: 'cleaning:step.fillBy',
        values: { column: 'MntWines', way: { key: 'cleaning:way.median', values: { source: '' } }, by: 'Kidhome' },
      },
      rule: { key: 'cleaning:rule.sum', values: { column: 'MntWines', a: 'Kidhome', b: 'price' } },
      many: { key: 'cleaning:names', values: { names: [{ key: 'cleaning:name', values: { name: 'Kidhome' } }] } },
    };
    expect(sentencesWithLabels(result, labels)).toEqual({
      column: 'MntWines',
      step: { op: 'fill', column: 'MntWines', with: 'median', by: 'Kidhome' },
      label: {
        key: 'cleaning:step.fillBy',
        values: {
          column: '葡萄酒消费',
          way: { key: 'cleaning:way.median', values: { source: '' } },
          by: 'Children at home',
        },
      },
      rule: { key: 'cleaning:rule.sum', values: { column: '葡萄酒消费', a: 'Children at home', b: 'price' } },
      many: {
        key: 'cleaning:names',
        values: { names: [{ key: 'cleaning:name', values: { name: 'Children at home' } }] },
      },
    });
  });
  it('leave examples of values alone, though one is spelled like a column', () => {
    const example = { key: 'cleaning:example', values: { value: 'MntWines', count: 3 } };
    const rule = { key: 'cleaning:rule.allowed', values: { column: 'x', count: 1, examples: example } };
    expect(sentencesWithLabels({ rule }, labels)).toEqual({ rule });
    const named = { key: 'identity:column', values: { name: 'Kidhome' } };
    const standIn = { key: 'identity:why.key.standIn', values: { count: 2, names: [named] } };
    expect(sentencesWithLabels({ standIn }, labels)).toEqual({ standIn });
    expect(
      sentencesWithLabels({ why: { key: 'identity:why.key.ownDisagrees', values: { columns: [named] } } }, labels),
    ).toMatchObject({ why: { values: { columns: [{ values: { name: 'Children at home' } }] } } });
  });
  it('know columns that only files have, and call those of the table as it does', () => {
    const column = (name: string, label: string) => ({ name, label, unit: null, type: 'number', format: {} }) as const;
    const both = withNames(
      [column('a_b', 'a_b'), column('MntWines', 'Wine')],
      [
        { name: 'a_b', label: 'A b' },
        { name: 'MntWines', label: 'Mnt wines' },
        { name: 'item_no', label: 'Item no' },
      ],
    );
    expect([...both.names]).toEqual([
      ['MntWines', 'Wine'],
      ['item_no', 'Item no'],
    ]);
    expect([...both.units.keys()]).toEqual(['a_b', 'MntWines']);
  });
});
