import { describe, expect, it } from 'vitest';
import { deriveAttributes } from '../../../electron/analysis/derive/derive.ts';
import { scores } from '../../../electron/analysis/derive/scores.ts';
import { meansReturned, meansUnsold } from '../../../electron/analysis/derive/sales/statuses.ts';
import { reliability } from '../../../electron/analysis/derive/survey.ts';
import type { FactAnswer } from '../../../electron/analysis/derive/types.ts';
import { base, category, date, facts, find, number, options, values } from './support.ts';

const derive = (
  sources: Parameters<typeof deriveAttributes>[0],
  n: number,
  given: unknown = {},
  columns: Parameters<typeof deriveAttributes>[3] = [],
) => deriveAttributes(sources, n, options(given), columns, 'en');

describe('what counts as a sale', () => {
  const lines = facts('orders', [1, 1, 1, 1, 2, 2, 0, 3], {
    order: category(['100', 'C101', '102', '103', '104', '105', '106', '107']),
    date: date([
      '2024-01-01',
      '2024-01-05',
      '2024-01-08',
      '2024-02-01',
      '2024-01-02',
      null,
      '2024-01-03',
      '2024-01-09',
    ]),
    quantity: number([2, -1, 3, 1, 1, 1, 1, -4]),
    amount: number([20, -10, 0, 5, 7, 8, 100, -8]),
    status: category(['paid', 'paid', 'paid', '已取消', 'paid', 'bad debt', 'paid', 'paid']),
  });
  it('is told apart from returns, gifts, bad debts and nobody’s lines', () => {
    const derived = derive([lines], 3);
    expect(derived.report.sales).toMatchObject({
      lines: 8,
      sales: 2,
      returns: 3,
      free: 1,
      unsold: 1,
      nobody: 1,
      customers: 2,
      orders: 2,
      revenue: 27,
    });
    expect(derived.report.sales!.signs.map(({ key }) => key)).toEqual([
      'derive:sign.status',
      'derive:sign.credit',
      'derive:sign.quantity',
    ]);
    expect(values(derived, 'monetary')).toEqual([20, 7, null]);
    expect(values(derived, 'frequency')).toEqual([1, 1, null]);
    expect(values(derived, 'returnRate')).toEqual([2 / 3, 0, 1]);
    expect(derived.report.reference).toBe('2024-01-03');
    expect(values(derived, 'recency')).toEqual([2, 1, null]);
  });
  it('can be chosen: returns lower the amount, gifts count, statuses are named', () => {
    const derived = derive([lines], 3, {
      sales: { returns: 'subtract', nonPositive: 'keep', unsold: ['paid'], returned: ['bad debt'] },
    });
    expect(derived.report.sales).toMatchObject({ sales: 0, unsold: 5 });
    const kept = derive([lines], 3, { sales: { returns: 'subtract', nonPositive: 'keep' } });
    expect(values(kept, 'frequency')).toEqual([2, 1, null]);
    expect(values(kept, 'monetary')).toEqual([10, 7, null]);
  });
  it.each(['已取消', '退款成功', '退货中', '交易关闭', 'Cancelled', 'refunded', 'RETURNED', 'void'])(
    '%s: returned',
    (word) => {
      expect(meansReturned(word)).toBe(true);
    },
  );
  it.each(['未退款', '无退款', 'not returned', 'no refund', 'non-refundable', '已完成', 'paid', 'returning customer?'])(
    '%s: not returned',
    (word) => {
      expect(meansReturned(word)).toBe(false);
    },
  );
  it.each(['待付款', '未支付', 'unpaid', 'Bad debt'])('%s: not sold', (word) => {
    expect(meansUnsold(word)).toBe(true);
  });
  it('an amount that is the same on all lines of an order is the order’s', () => {
    const orders = Array.from({ length: 60 }, (_, i) => String(Math.floor(i / 2)));
    const repeated = facts(
      'orders',
      orders.map(() => 1),
      {
        order: category(orders),
        item: category(orders.map((_, i) => `item ${i}`)),
        amount: number(orders.map((order) => 10 + Number(order))),
      },
    );
    const derived = derive([repeated], 1);
    expect(derived.report.sales).toMatchObject({ revenue: 735, orders: 30, amount: { key: 'derive:amount.order' } });
  });
  it('orders and their lines are not added up', () => {
    const orders = facts('orders', [1, 1], {
      order: category(['a', 'b']),
      amount: number([10, 20]),
      date: date(['2024-01-01', '2024-01-02']),
    });
    const lines2 = facts(
      'orders',
      [1, 1, 1],
      { order: category(['a', 'a', 'b']), item: category(['x', 'y', 'x']), amount: number([4, 6, 20]) },
      { id: 2 },
    );
    const derived = derive([orders, lines2], 1);
    expect(values(derived, 'monetary')).toEqual([30]);
    expect(values(derived, 'frequency')).toEqual([2]);
    expect(values(derived, 'item')).toEqual(['x']);
    expect(find(derived, 'item').sources).toEqual([2]);
  });
  it('quantity × price × (1 − discount) when the discount is a share', () => {
    const derived = derive(
      [facts('orders', [1, 1], { quantity: number([2, 1]), price: number([10, 5]), discount: number([0.25, 0]) })],
      1,
    );
    expect(values(derived, 'monetary')).toEqual([20]);
    expect(values(derived, 'discountShare')).toEqual([0.5]);
    // no order ids and no dates: each line is an order
    expect(values(derived, 'frequency')).toEqual([2]);
  });
});

describe('scores', () => {
  const of = (list: number[], ties: 'same' | 'spread', down = false) => [
    ...scores(Float64Array.from(list), 5, ties, down),
  ];
  it('are quintiles; equal values get equal scores, or are parted', () => {
    expect(of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 'same')).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(of([10, 9, 1], 'same', true)).toEqual([1, 2, 4]);
    expect(of([1, 1, 1, 1, 5], 'same')).toEqual([1, 1, 1, 1, 5]);
    expect(of([1, 1, 1, 1, 5], 'spread')).toEqual([1, 2, 3, 4, 5]);
    expect(of([NaN, 3, NaN], 'same')).toEqual([NaN, 1, NaN]);
  });
  it('make RFM cells', () => {
    const derived = derive(
      [
        facts('orders', [1, 1, 2, 3, 4, 5], {
          order: category(['1', '2', '3', '4', '5', '6']),
          date: date(['2024-01-05', '2024-01-06', '2024-01-04', '2024-01-03', '2024-01-02', '2024-01-01']),
          amount: number([50, 50, 40, 30, 20, 10]),
        }),
      ],
      5,
    );
    expect(values(derived, 'rfm')).toEqual(['555', '414', '313', '212', '111']);
  });
});

describe('rhythm and lifecycle', () => {
  const days = (list: string[]) => list.map((day) => `2024-${day}`);
  const shop = facts('orders', [1, 1, 1, 1, 1, 2, 3, 3], {
    date: date([...days(['01-01', '01-11', '01-21', '01-31', '01-31']), '2024-06-20', '2023-01-01', '2023-01-02']),
  });
  it('median and variation of the days between purchases', () => {
    const derived = derive([shop], 3);
    expect(values(derived, 'interval')).toEqual([10, null, 1]);
    expect(values(derived, 'regularity')).toEqual([0, null, null]);
    expect(values(derived, 'frequency')).toEqual([4, 1, 2]);
  });
  it('stages by usual cut-offs with too few intervals, and by those that are set', () => {
    const derived = derive([shop], 3);
    expect(derived.report.cutoffs).toEqual({ new: 30, active: 90, dormant: 180 });
    expect(derived.report.cutoffsSaid!.key).toBe('derive:cutoffs.usual');
    expect(values(derived, 'lifecycle')).toEqual(['Dormant', 'New', 'Lost']);
    expect(find(derived, 'lifecycle').levels).toEqual(['New', 'Active', 'Dormant', 'Lost']);
    const set = derive([shop], 3, { cutoffs: { new: 1, active: 2, dormant: 500 }, reference: '2024-06-30' });
    expect(values(set, 'lifecycle')).toEqual(['Dormant', 'Dormant', 'Lost']);
    expect(set.report.reference).toBe('2024-06-30');
  });
  it('cut-offs come from the intervals when there are enough', () => {
    const every = Array.from({ length: 101 }, (_, i) =>
      new Date(Date.UTC(2023, 0, 1 + i * 5)).toISOString().slice(0, 10),
    );
    const derived = derive(
      [
        facts(
          'orders',
          every.map(() => 1),
          { date: date(every) },
        ),
      ],
      1,
    );
    expect(derived.report.cutoffs).toEqual({ new: 5, active: 5, dormant: 10 });
    expect(derived.report.cutoffsSaid).toMatchObject({ key: 'derive:cutoffs.data', values: { n: 100 } });
  });
});

describe('favourites', () => {
  it('channel by orders, category by lines, weekday and time of day', () => {
    const derived = derive(
      [
        facts('orders', [1, 1, 1, 1, 2], {
          order: category(['a', 'a', 'b', 'c', 'd']),
          date: date([
            '2024-01-01T09:00:00',
            '2024-01-01T09:00:00',
            '2024-01-02T23:30:00',
            '2024-01-08T08:00:00',
            '2024-01-03T12:00:00',
          ]),
          channel: category(['web', 'web', 'shop', 'shop', null]),
          category: category(['tea', 'tea', 'tea', 'cup', null]),
          brand: category(['A', 'B', 'A', 'A', 'C']),
        }),
      ],
      2,
    );
    expect(values(derived, 'channel')).toEqual(['shop', null]);
    expect(values(derived, 'category')).toEqual(['tea', null]);
    expect(values(derived, 'categoryLoyalty')).toEqual([0.75, null]);
    expect(values(derived, 'brandLoyalty')).toEqual([0.75, null]);
    expect(values(derived, 'weekday')).toEqual(['Monday', 'Wednesday']);
    expect(values(derived, 'hours')).toEqual(['Morning', 'Midday']);
  });
  it('dates without a time have no time of day', () => {
    const derived = derive([facts('orders', [1], { date: date(['2024-01-01']) })], 1);
    expect(derived.columns.map(({ key }) => key)).not.toContain('hours');
  });
});

describe('surveys', () => {
  const answer = (name: string, cells: (number | null)[]): FactAnswer => ({
    name,
    type: 'number',
    format: {},
    levels: null,
    column: number(cells),
  });
  it('alpha as published: three items of five people', () => {
    // by hand: variances 1.3, 1.5 and 2.3 (n − 1), variance of the sums 12.2; 3 / 2 · (1 − 5.1 / 12.2)
    const items = [
      [2, 4, 3, 5, 3],
      [1, 3, 4, 4, 3],
      [2, 5, 3, 5, 2],
    ].map((item) => Float64Array.from(item));
    expect(reliability(items)).toMatchObject({ complete: 5, against: [] });
    expect(reliability(items).alpha).toBeCloseTo(1.5 * (1 - 5.1 / 12.2), 12);
    expect(reliability([...items, Float64Array.from([5, 2, 3, 1, 4])]).against).toEqual([3]);
  });
  it('indices of batteries; half of the items must be answered', () => {
    const survey = facts(
      'survey',
      [1, 2, 0, 3],
      {},
      {
        name: 'poll.csv',
        answers: [
          answer('Q1', [1, 5, 3, null]),
          answer('Q2', [3, null, 3, null]),
          answer('Q3', [2, null, 3, 4]),
          answer('Age', [20, 30, 40, 50]),
        ],
      },
    );
    const derived = derive([survey], 3);
    expect(derived.columns.map(({ key }) => key)).toEqual(['index.poll.csv.1']);
    expect(values(derived, 'index.poll.csv.1')).toEqual([2, null, null]);
    expect(find(derived, 'index.poll.csv.1').formula).toBe('mean([Q1], [Q2], [Q3])');
  });
  it('a multiple choice is split into yes and no', () => {
    const survey = facts(
      'survey',
      [1, 2, 3, 2],
      {},
      {
        name: 's',
        answers: [
          {
            name: 'Why',
            type: 'category',
            format: { choices: ';' },
            levels: null,
            column: category(['price;taste', 'taste', null, 'near']),
          },
        ],
      },
    );
    const derived = derive([survey], 3);
    expect(values(derived, 'choice.s.Why.taste')).toEqual([1, 1, null]);
    expect(values(derived, 'choice.s.Why.near')).toEqual([0, 1, null]);
    expect(find(derived, 'choice.s.Why.price').type).toBe('boolean');
  });
});

describe('events, feedback and notes', () => {
  it('are counted', () => {
    const derived = derive(
      [
        facts('events', [1, 1, 2, 0], {
          date: date(['2024-01-01T10:00:00', '2024-01-03T08:00:00', null, '2024-01-01']),
          type: category(['view', 'view', 'cart', 'view']),
          page: category(['/a', '/b', '/b', '/a']),
        }),
        facts('feedback', [1, 1], { rating: number([5, 2]), date: date(['2024-01-01', '2024-01-02']) }),
        facts('notes', [1, 1, 2], { type: category(['price', 'price', 'taste']) }),
      ],
      3,
    );
    expect(values(derived, 'events')).toEqual([2, 1, 0]);
    expect(values(derived, 'lastEvent')).toEqual(['2024-01-03T08:00:00', null, null]);
    expect(values(derived, 'eventType')).toEqual(['view', 'cart', null]);
    expect(values(derived, 'page')).toEqual(['/a', '/b', null]);
    expect(values(derived, 'rating')).toEqual([3.5, null, null]);
    expect(values(derived, 'quotes')).toEqual([2, 1, null]);
    expect(values(derived, 'theme.price')).toEqual([2, 0, null]);
  });
});

describe('own formulas and switches', () => {
  const shop = facts('orders', [1, 2, 2], { order: category(['a', 'b', 'c']), amount: number([10, 20, 40]) });
  const table = [
    base('Age', 'number', [30, 40]),
    base('Phone', 'text', ['1', '2'], true),
    base('Orders', 'number', [1, 1]),
  ];
  it('read the table, derived attributes by key or name, and each other in any order', () => {
    const derived = derive(
      [shop],
      2,
      {
        formulas: [
          { name: 'Twice', formula: 'Once * 2' },
          { name: 'Once', formula: 'monetary / Age' },
          { name: 'In Chinese', formula: '[消费总额] + [Total spent]' },
          { name: 'Old', formula: 'Age >= 40' },
        ],
      },
      table,
    );
    expect(values(derived, 'own.Twice')).toEqual([20 / 30, 3]);
    expect(values(derived, 'own.In Chinese')).toEqual([20, 120]);
    expect(find(derived, 'own.Old').type).toBe('boolean');
    expect(find(derived, 'own.Once').dimension).toBe('consumption');
    expect(derived.report.skipped).toEqual([]);
  });
  it('that fail are skipped and told', () => {
    const derived = derive(
      [shop],
      2,
      {
        formulas: [
          { name: 'A', formula: 'B + 1' },
          { name: 'B', formula: 'A + 1' },
          { name: 'C', formula: 'Phone' },
          { name: 'D', formula: 'nothing' },
          { name: 'Age', formula: '1' },
          { name: 'E', formula: '1', type: 'date' },
          { name: 'F', formula: 'Age' },
        ],
      },
      table,
    );
    expect(derived.report.skipped.map(({ key, why }) => [key, why.key.replace('derive:formula.', '')])).toEqual([
      ['own.A', 'failed'],
      ['own.B', 'circle'],
      ['own.C', 'personal'],
      ['own.D', 'noName'],
      ['own.Age', 'taken'],
      ['own.E', 'asked'],
    ]);
    expect(values(derived, 'own.F')).toEqual([30, 40]);
  });
  it('attributes can be switched off and still be read; a taken name gets a number', () => {
    const derived = derive(
      [shop],
      2,
      { off: ['monetary'], formulas: [{ name: 'Half', formula: 'monetary / 2' }] },
      table,
    );
    expect(derived.columns.map(({ key }) => key)).not.toContain('monetary');
    expect(derived.report.off.map(({ key }) => key)).toEqual(['monetary']);
    expect(values(derived, 'own.Half')).toEqual([5, 30]);
    expect(find(derived, 'frequency').name).toMatchObject({ key: 'derive:name.derived' });
    expect(derived.report.attributes.find(({ key }) => key === 'frequency')!.column).toBe('Orders (derived)');
  });
  it('nothing to derive from gives nothing', () => {
    const derived = derive([], 2);
    expect(derived).toMatchObject({ columns: [], report: { sales: null, reference: null, cutoffs: null } });
  });
});
