import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookUp } from '../../../electron/analysis/compose/lookup.ts';
import type { LookupSource } from '../../../electron/analysis/compose/lookupKeys.ts';
import type { SourceColumn, Value } from '../../../electron/analysis/compose/types.ts';
import { deriveAttributes } from '../../../electron/analysis/derive/derive.ts';
import type { FactSource } from '../../../electron/analysis/derive/types.ts';
import { DeriveOptions } from '../../../shared/contract/derive.ts';

function column(name: string, cells: readonly Value[], rest: Partial<SourceColumn> = {}): SourceColumn {
  const values = [...new Set(cells)];
  return {
    ...{ name, type: 'category', role: 'attribute', dimension: null, personal: null, format: {}, levels: null },
    ...{ reason: { key: 'sources:reason.asked' }, field: null, values },
    codes: Int32Array.from(cells, (cell) => values.indexOf(cell)),
    ...rest,
  } as SourceColumn;
}

const source = (id: number, name: string, columns: SourceColumn[]): LookupSource => ({
  ...{ id, name, columns },
  rows: columns[0]!.codes.length,
});

const orders = (items: readonly Value[], rest: SourceColumn[] = []) =>
  source(1, 'orders.csv', [column('ProductID', items, { field: 'item', type: 'identifier' }), ...rest]);
const products = (rest: SourceColumn[] = []) =>
  source(2, 'products.csv', [
    column('product_id', ['11', '42', '72'], { type: 'identifier', role: 'key' }),
    column('product_name', ['Queso', 'Mee', 'Mozzarella']),
    ...rest,
  ]);

const cells = (looked: ReturnType<typeof lookUp>, id: number, field: 'item' | 'category' | 'brand' | 'channel') => {
  const found = looked.facts.get(id)?.[field];
  return found && [...found.codes].map((code) => (code < 0 ? null : found.values[code]!));
};
const why = (looked: ReturnType<typeof lookUp>) => looked.lists.map((list) => list.why?.key ?? null);

describe('lists of things', () => {
  it('name the codes of orders; a code that is not found stays and is counted', () => {
    const fact = orders(['11', 11, '72', '99', null, '42', '11']);
    const looked = lookUp([fact], [products()]);
    // 3 of 4 values are too few, with the strange one among five they are enough
    expect(cells(looked, 1, 'item')).toBeUndefined();
    expect(looked.lists[0]!.why).toEqual({
      key: 'identity:unused.few',
      values: { column: 'product_id', other: 'ProductID', file: 'orders.csv', share: 0.75, least: 0.8 },
    });
    const more = source(2, 'products.csv', [
      column('product_id', ['11', '42', '72', '7'], { type: 'identifier' }),
      column('product_name', ['Queso', 'Mee', 'Mozzarella', 'Boston']),
    ]);
    const enough = lookUp([orders(['11', 11, '72', '99', null, '42', '7'])], [more]);
    expect(cells(enough, 1, 'item')).toEqual(['Queso', 'Queso', 'Mozzarella', '99', null, 'Mee', 'Boston']);
    expect(enough.lists[0]!.uses).toEqual([
      {
        key: 'identity:lookup.used',
        values: {
          ...{ key: 'product_id', file: 'orders.csv', fields: [{ key: 'identity:lookup.field.item' }] },
          ...{ codes: 4, rows: 6, met: 5 },
        },
      },
      { key: 'identity:lookup.unknown', values: { file: 'orders.csv', rows: 1, codes: 1 } },
    ]);
  });

  it('go by headers of one meaning in two languages and by the name of their file', () => {
    for (const [key, other] of [
      ['商品编号', 'SKU'],
      ['sku', 'product_id'],
      ['id', 'product_id'],
    ] as const) {
      const list = source(2, 'products.csv', [
        column(key, ['1', '2'], { type: 'identifier' }),
        column('name', ['Tea', 'Cake']),
      ]);
      const looked = lookUp([source(1, 'o.csv', [column(other, ['2', '1', '2'])])], [list]);
      expect(cells(looked, 1, 'item')).toEqual(['Cake', 'Tea', 'Cake']);
    }
  });

  it('group through a further list: product, category; a cell of its own wins', () => {
    const list = products([column('CategoryID', ['1', '2', '1'], { type: 'identifier' })]);
    const groups = source(3, 'categories.csv', [
      column('CategoryID', ['1', '2'], { type: 'identifier' }),
      column('CategoryName', ['Dairy', 'Pasta']),
    ]);
    const looked = lookUp([orders(['42', '11', '72'])], [groups, list]);
    expect(cells(looked, 1, 'category')).toEqual(['Pasta', 'Dairy', 'Dairy']);
    expect(looked.facts.get(1)!.category!.sources).toEqual([2, 3]);
    expect(why(looked)).toEqual([null, null]);
    const own = orders(['42', '11', '72'], [column('category', [null, 'Cheese', null], { field: 'category' })]);
    expect(cells(lookUp([own], [groups, list]), 1, 'category')).toEqual(['Pasta', 'Cheese', 'Dairy']);
    const full = orders(['42', '11', '72'], [column('category', ['a', 'b', 'c'], { field: 'category' })]);
    const nothing = lookUp([full], [groups, list]);
    expect(nothing.facts.get(1)!.category).toBeUndefined();
    expect(why(nothing)).toEqual(['identity:unused.given', null]);
  });

  it('name shops and codes of categories in the place of the codes', () => {
    const fact = source(1, 'o.csv', [
      column('store', ['S1', 'S2', 'S1'], { field: 'channel' }),
      column('category', ['c1', 'c1', 'c2'], { field: 'category' }),
    ]);
    const looked = lookUp(
      [fact],
      [
        source(2, 'shops.csv', [column('store_id', ['S1', 'S2']), column('店名', ['North', 'South'])]),
        source(3, 'groups.csv', [column('category', ['c1', 'c2']), column('name', ['Tea', 'Food'])]),
      ],
    );
    expect(cells(looked, 1, 'channel')).toEqual(['North', 'South', 'North']);
    expect(cells(looked, 1, 'category')).toEqual(['Tea', 'Tea', 'Food']);
  });

  it('say what is doubtful: one name for two codes, another name in another list', () => {
    const twins = source(2, 'products.csv', [column('sku', ['a1', 'a2']), column('name', ['Tea', 'Tea'])]);
    const older = source(3, 'products-old.csv', [column('sku', ['a1', 'a2']), column('name', ['Tea', 'Green tea'])]);
    const looked = lookUp([source(1, 'o.csv', [column('sku', ['a1', 'a2'], { field: 'item' })])], [older, twins]);
    expect(cells(looked, 1, 'item')).toEqual(['Tea', 'Green tea']);
    expect(looked.lists[0]!.uses.slice(1)).toEqual([
      { key: 'identity:lookup.other', values: { file: 'products.csv', count: 1 } },
    ]);
    expect(why(looked)).toEqual([null, 'identity:unused.given']);
    const alone = lookUp([source(1, 'o.csv', [column('sku', ['a1', 'a2'], { field: 'item' })])], [twins]);
    expect(alone.lists[0]!.uses.slice(1)).toEqual([{ key: 'identity:lookup.shared', values: { count: 1 } }]);
  });

  it('are used for nothing, with the reason: repeated keys, nobody speaks of them, nothing to say', () => {
    const repeated = source(2, 'p.csv', [column('ProductID', ['1', '1', '2']), column('name', ['a', 'b', 'c'])]);
    const strange = source(3, 'q.csv', [column('rod', ['x', 'y']), column('name', ['a', 'b'])]);
    const bare = source(4, 'r.csv', [column('ProductID', ['1', '2']), column('price', [5, 6], { type: 'number' })]);
    const fact = orders(['1', '2', '1']);
    expect(lookUp([fact], [repeated]).lists[0]!.why).toEqual({
      key: 'identity:unused.repeats',
      values: { column: 'ProductID', count: 1 },
    });
    expect(why(lookUp([fact], [strange, bare]))).toEqual(['identity:unused.things', 'identity:unused.nameless']);
    const members = source(9, 'members.csv', [column('rod', ['z'])]);
    expect(lookUp([fact], [strange], [members]).lists[0]!.why).toEqual({
      key: 'identity:unused.thingsOf',
      values: { files: 'members.csv' },
    });
  });

  it('are not met by what only happens to agree: row numbers, counts, prices, towns of customers, persons', () => {
    const fact = source(1, 'orders.csv', [
      column('id', ['1', '2', '3']),
      column('price', [5, 6, 5], { type: 'number', field: 'price' }),
      column('quantity', [1, 2, 2], { type: 'number', field: 'quantity' }),
      column('city', ['Bonn', 'Ulm', 'Bonn'], { field: 'city' }),
      column('via', ['1', '2', '2']),
    ]);
    const list = source(2, 'list.csv', [
      column('id', ['1', '2', '3']),
      column('price', [5, 6, 7], { type: 'number', field: 'price' }),
      column('city', ['Bonn', 'Ulm', 'Kiel']),
      column('name', ['a', 'b', 'c']),
    ]);
    expect(lookUp([fact], [list])).toMatchObject({ facts: new Map(), lists: [{ uses: [] }] });
    const staff = source(3, 'staff.csv', [
      column('via', ['1', '2'], { type: 'identifier' }),
      column('name', ['Ann', 'Bo'], { personal: 'name', role: 'personal' }),
    ]);
    expect(why(lookUp([fact], [staff]))).toEqual(['identity:unused.nameless']);
  });

  it('are followed from one to another, and events have favourites of what they name', () => {
    const visits = source(7, 'visits.csv', [column('sku', ['t1', 't2', 't1'], { field: 'item' })]);
    const lists = [
      source(2, 'products.csv', [
        column('sku', ['t1', 't2', 't3']),
        column('product_name', ['Sencha', 'Assam', 'Chai']),
        column('brand_id', ['b1', 'b2', 'b1']),
      ]),
      source(3, 'brands.csv', [column('brand_id', ['b1', 'b2']), column('brand_name', ['Kyo', 'Dilma'])]),
    ];
    const looked = lookUp([visits], lists);
    expect(cells(looked, 7, 'brand')).toEqual(['Kyo', 'Dilma', 'Kyo']);
    const events: FactSource = {
      ...{ id: 7, kind: 'events', name: 'visits.csv', rows: 3, answers: [], columns: {} },
      ...{ customers: Int32Array.from([1, 2, 1]), lookedUp: looked.facts.get(7) },
    };
    const { columns } = deriveAttributes([events], 2, DeriveOptions.parse({}), [], 'en');
    const found = columns.find(({ key }) => key === 'eventItem')!;
    expect(found.sources).toEqual([7, 2]);
    expect(found.values).toEqual({ values: ['Sencha', 'Assam'], codes: Int32Array.from([0, 1]) });
    const plain = deriveAttributes([{ ...events, lookedUp: undefined }], 2, DeriveOptions.parse({}), [], 'en');
    expect(plain.columns.map(({ key }) => key)).toEqual(['events']);
  });

  it('in circles end', () => {
    const one = source(2, 'a.csv', [column('product_id', ['p1', 'p2']), column('category_id', ['c1', 'c2'])]);
    const two = source(3, 'b.csv', [
      column('category_id', ['c1', 'c2']),
      column('category_name', ['A', 'B']),
      column('product_id', ['p1', 'p2']),
    ]);
    const looked = lookUp([source(1, 'o.csv', [column('product_id', ['p2', 'p1'])])], [one, two]);
    expect(looked.lists).toHaveLength(2);
  });

  it('change no row, customer or amount, whatever their order', () => {
    const code = fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p9', null);
    const word = fc.constantFrom('Tea', 'Cake', 'Adjust bad debt', 'Cup', null);
    const line = fc.tuple(fc.integer({ min: 0, max: 4 }), code, fc.integer({ min: -3, max: 9 }), word);
    const keys = fc.uniqueArray(fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5'), { minLength: 2 });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 40 }),
        keys,
        keys,
        fc.array(word, { minLength: 10, maxLength: 10 }),
        (lines, first, second, words) => {
          const items = lines.map(([, item]) => item);
          const groups = lines.map(([, , , group]) => group);
          const fact = source(1, 'orders.csv', [
            column('sku', items, { field: 'item' }),
            column('category', groups, { field: 'category' }),
          ]);
          const list = (id: number, name: string, codes: readonly string[], from: number) =>
            source(id, name, [
              column('sku', codes),
              column(
                'product_name',
                codes.map((_, i) => words[i + from]!),
              ),
              column(
                'category',
                codes.map((_, i) => words[9 - i - from]!),
              ),
            ]);
          const lists = [list(2, 'products.csv', first, 0), list(3, 'goods.csv', second, 3)];
          const looked = lookUp([fact], lists);
          const turned = lookUp([fact], lists.toReversed());
          for (const field of ['item', 'category', 'brand'] as const)
            expect(cells(turned, 1, field)).toEqual(cells(looked, 1, field));
          expect(turned.lists.toReversed()).toEqual(looked.lists);
          for (const found of Object.values(looked.facts.get(1) ?? {})) expect(found.codes).toHaveLength(lines.length);
          // own cells win
          cells(looked, 1, 'category')?.forEach((said, row) => {
            if (groups[row] !== null) expect(said).toBe(groups[row]);
          });
          const of = (lookedUp: FactSource['lookedUp']) =>
            deriveAttributes([factOf(lines, fact, lookedUp)], 4, DeriveOptions.parse({}), [], 'en');
          const [plain, named] = [of(undefined), of(looked.facts.get(1))];
          expect(named.report.sales).toEqual(plain.report.sales);
          const shown = new Set(['item', 'category', 'categoryLoyalty', 'brand', 'brandLoyalty']);
          const rest = (made: typeof plain) => made.columns.filter(({ key }) => !shown.has(key));
          expect(rest(named)).toEqual(rest(plain));
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });
});

/** Orders as the derivation reads them, an order a row. */
function factOf(
  lines: readonly (readonly [number, string | null, number, string | null])[],
  { columns }: LookupSource,
  lookedUp: FactSource['lookedUp'],
): FactSource {
  const category = ({ values, codes }: SourceColumn) =>
    ({ kind: 'category', values: values.map((value) => (value === null ? null : String(value))), codes }) as const;
  return {
    ...{ id: 1, kind: 'orders', name: 'orders.csv', rows: lines.length, answers: [], lookedUp },
    customers: Int32Array.from(lines, ([customer]) => customer),
    columns: {
      item: category(columns[0]!),
      category: category(columns[1]!),
      date: { kind: 'date', values: Float64Array.from(lines, (_, i) => i * 86_400_000) },
      amount: { kind: 'number', values: Float64Array.from(lines, ([, , amount]) => amount) },
    },
  };
}
