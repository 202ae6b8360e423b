import { expect, test } from 'vitest';
import { examplesOf } from '../../../renderer/views/customers/derive/examples.ts';
import type { Attribute } from '../../../shared/contract/customers.ts';
import type { DeriveList, DerivedListed } from '../../../shared/contract/derive.ts';

const derived = (key: string, attribute: number | null): DerivedListed => ({
  key,
  own: null,
  name: { key: `derive:name.${key}` },
  type: 'number',
  dimension: null,
  formula: '',
  explain: { key: 'derive:explain.own', values: { formula: '' } },
  on: true,
  attribute,
});
const list = (...attributes: DerivedListed[]): Pick<DeriveList, 'attributes' | 'names'> => ({
  attributes,
  names: [
    { write: '[Total spent]', name: 'Total spent', type: 'number' },
    { write: '订单数', name: '订单数', type: 'number' },
  ],
});
const columns = [
  { id: 1, name: 'Total spent' },
  { id: 2, name: '订单数' },
] as Attribute[];
const t = (key: string) => key;
const formulas = (of: ReturnType<typeof list>) => examplesOf(of, columns, { t }).map(({ formula }) => formula);

test('examples read attributes as the table calls them, whatever the language on screen', () => {
  expect(formulas(list(derived('monetary', 1), derived('frequency', 2)))).toEqual([
    '[Total spent] / 订单数',
    '订单数 >= 3',
  ]);
});

test('an example whose attributes are not in the table is not offered', () => {
  expect(formulas(list(derived('monetary', 1), derived('frequency', null)))).toEqual([]);
});
