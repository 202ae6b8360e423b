import { afterEach, describe, expect, it } from 'vitest';
import type { In } from '../../../shared/contract.ts';
import type { Said } from '../../../shared/domain.ts';
import { hasData, realFile } from '../../support/data.ts';
import { madeFile } from '../../support/made.ts';
import { sumOf, type Told, told as tell } from './told.ts';

let last: Told | null = null;
afterEach(async () => {
  await last?.bench.close();
  last = null;
});
const told = async (path: string, rules?: Partial<In<'derive.set'>>): Promise<Told> => (last = await tell(path, rules));
const TIME = { timeout: 60_000 };

/** Orders of one line of 30 other customers, so that a file is a file. */
const others = (tail: string, n = 60): string[] =>
  Array.from({ length: n }, (_, i) => {
    const day = `2024-0${String(1 + (i % 6))}-1${String(i % 10)} 10:00`;
    return `C${String(100 + (i % 30))},${String(500000 + i)},${day},20${tail}`;
  });
const file = (name: string, head: string, lines: readonly string[]) => madeFile(name, [head, ...lines].join('\n'));
/** The clauses of how money was made, in order. */
const parts = ({ sales }: Told): (string | undefined)[] => {
  const clauses = ({ key, values }: Said): Said[] =>
    key === 'derive:money.and' ? [values!['first'] as Said, ...clauses(values!['rest'] as Said)] : [{ key, values }];
  return clauses(sales.money!.sources[0]!.said.values!['parts'] as Said).map(({ key }) => key.split('.').at(-1));
};

describe('an order total that is repeated on its lines', () => {
  const lines = Array.from({ length: 25 }, (_, i) => {
    const of = Array.from({ length: 1 + (i % 3) }, (_line, k) => ({ price: 10 + i + k, pieces: 1 + (k % 2) }));
    const total = of.reduce((sum, { price, pieces }) => sum + price * pieces, 0);
    return { i, total, of };
  });
  const text = lines.flatMap(({ i, total, of }) =>
    of.map(
      ({ price, pieces }, k) =>
        `2024${String(i).padStart(5, '0')},买家${String(i % 9)},商品${String(k)},${String(price)},${String(pieces)},${String(total)},2024-01-${String(1 + i).padStart(2, '0')} 10:00`,
    ),
  );
  it('counts once, though the lines have prices and quantities', TIME, async () => {
    const found = await told(file('totals.csv', '订单编号,会员号,商品名称,单价,数量,订单实付金额,下单时间', text));
    const sum = lines.reduce((all, { total }) => all + total, 0);
    expect(found.sales).toMatchObject({ revenue: sum, orders: 25, amount: { key: 'derive:amount.order' } });
    expect(sumOf(found, 'Total spent')).toBe(sum);
    expect(found.sales.money!.sources[0]!.said.values!['sum']).toEqual({
      key: 'derive:sum.order',
      values: { column: '订单实付金额' },
    });
  });
  it('an amount that is price times quantity is of its line, however often it repeats', TIME, async () => {
    const alike = lines.flatMap(({ i, of }) =>
      of.map(
        (_, k) => `${String(i)},c${String(i % 9)},item ${String(k)},${String(10 + i)},1,${String(10 + i)},2024-01-11`,
      ),
    );
    const found = await told(
      file('lines.csv', 'order id,customer id,item,unit price,quantity,amount,order date', alike),
    );
    expect(found.sales.amount.key).toBe('derive:amount.amount');
    expect(found.sales.revenue).toBe(lines.reduce((all, { i, of }) => all + of.length * (10 + i), 0));
  });
});

describe('what was given back', () => {
  const HEAD = 'customer_id,order_id,order_date,amount,refund_amount';
  const refunds = [
    ...others(',0'),
    ...['X1,900001,2024-05-01 10:00,100,30', 'X1,900002,2024-06-01 10:00,100,0', 'X2,900003,2024-05-01 10:00,100,100'],
    ...['X2,900004,2024-06-01 10:00,80,0', 'X3,900005,2024-05-01 10:00,100,99.5'],
  ];
  it('lowers its order; all of it is a return', TIME, async () => {
    const found = await told(file('refunds.csv', HEAD, refunds));
    const spent = (who: string) => found.customers.get(who)!['Total spent'];
    expect([spent('X1'), spent('X2'), spent('X3')]).toEqual([170, 80, 0.5]);
    expect(found.sales).toMatchObject({ returns: 1, revenue: 1200 + 250.5 });
    expect(found.sales.money!.lowered).toEqual({ n: 2, amount: 129.5 });
    expect(parts(found)).toEqual(['refundsOff', 'returnsOut', 'shippingAsIs']);
    // a shop's own figure before refunds is explained by them
    const { client } = found.bench;
    expect(await client.call('derive.checkRevenue', { figure: 1200 + 380 })).toMatchObject({
      ours: 1450.5,
      difference: 129.5,
      said: { key: 'derive:check.with', values: { parts: [{ key: 'derive:check.refunds' }], sum: 1580 } },
    });
    expect((await client.call('derive.checkRevenue', { figure: 1450.5 })).said.key).toBe('derive:check.agrees');
    expect((await client.call('derive.checkRevenue', { figure: 99_999 })).said.key).toBe('derive:check.unknown');
  });
  it('may be off the amounts already, when a person says so', TIME, async () => {
    const found = await told(file('refunds.csv', HEAD, refunds), { sales: { refunds: 'taken' } });
    expect(found.customers.get('X1')!['Total spent']).toBe(200);
  });

  const CREDITS = 'customer_id,InvoiceNo,InvoiceDate,Quantity,UnitPrice';
  const credits = [
    ...others('').map((line) => line.replace(/,20$/, ',1,20')),
    ...['X1,900001,2024-05-01 10:00,74215,1.04', 'X1,C900002,2024-05-01 10:16,-74215,1.04'],
    ...['X2,900003,2024-05-01 10:00,10,5', 'X2,C900004,2024-05-03 10:00,-4,5'],
    // a credit before any order credits none of them
    ...['X3,C900005,2024-03-01 10:00,-3,5', 'X3,900006,2024-04-01 10:00,3,5'],
  ];
  it('by a whole credit note cancels the order; by one of a part leaves it', TIME, async () => {
    const found = await told(file('credits.csv', CREDITS, credits));
    const spent = (who: string) => found.customers.get(who)!['Total spent'];
    expect([spent('X1'), spent('X2'), spent('X3')]).toEqual([null, 50, 15]);
    expect(found.customers.get('X1')!['Orders']).toBeNull();
    expect(found.sales.money!.cancelled).toEqual({ n: 1, amount: 77183.6 });
    const { lines, sales, returns, free, unsold, nobody } = found.sales;
    expect(sales + returns + free + unsold + nobody).toBe(lines);
    expect(parts(found)).toEqual(['creditsOff', 'returnsOut', 'shippingOut']);
  });
  it('leaves the order where a person wants that', TIME, async () => {
    const found = await told(file('credits.csv', CREDITS, credits), { sales: { credits: 'keep' } });
    expect(found.customers.get('X1')!['Total spent']).toBeCloseTo(77183.6, 6);
  });
});

describe('the status of an order', () => {
  const HEAD = 'customer_id,order_id,order_date,amount,order_status';
  const orders = (statuses: readonly string[], usual: string) => [
    ...others(`,${usual}`),
    ...statuses.flatMap((status, i) => {
      const who = `S${String(i).padStart(2, '0')}`;
      return [
        `${who},90${String(100 + i)},2024-05-01 10:00,100,"${status}"`,
        `${who},91${String(100 + i)},2024-06-01 10:00,7,${usual}`,
      ];
    }),
  ];
  const isSold = async (statuses: readonly string[], usual: string, rules?: Partial<In<'derive.set'>>) => {
    const found = await told(file('status.csv', HEAD, orders(statuses, usual)), rules);
    return {
      found,
      sold: statuses.filter((_, i) => found.customers.get(`S${String(i).padStart(2, '0')}`)!['Total spent'] === 107),
    };
  };
  const OPEN = ['Pending', 'On hold', 'Return requested', 'Exchange'];
  it('is read in English; a part that went back is no return, and what is not known is listed', TIME, async () => {
    const sold = ['Shipped', 'Processing', 'Delivered', 'Not returned', 'Unfulfilled', 'Partially refunded', ...OPEN];
    const not = [
      'Cancelled',
      'Refunded',
      'Returned',
      'Failed',
      'Awaiting payment',
      'Payment declined',
      'Expired',
      'Void',
    ];
    const read = await isSold([...sold, ...not, 'Draft'], 'Completed');
    expect(read.sold).toEqual(sold);
    const listed = read.found.sales.money!.statuses;
    expect(listed.filter(({ as }) => as === 'unknown').map(({ value }) => value)).toEqual([...OPEN].sort());
    expect(listed.find(({ value }) => value === 'Partially refunded')).toMatchObject({ as: 'partly', lines: 1 });
  });
  it('is settled by what a person says of it', TIME, async () => {
    const read = await isSold([...OPEN, 'Cancelled'], 'Completed', {
      sales: { sold: ['Cancelled'], unsold: ['Pending', 'On hold'], returned: ['Return requested'] },
    });
    expect(read.sold).toEqual(['Exchange', 'Cancelled']);
    expect(read.found.sales.money!.statuses.find(({ value }) => value === 'Pending')).toMatchObject({
      as: 'unsold',
      asked: true,
    });
  });
  it('is read in Chinese', TIME, async () => {
    const sold = ['买家已付款，等待卖家发货', '卖家已发货，等待买家确认', '已完成', '退款关闭', '退款中'];
    const not = [
      ...[
        '等待买家付款',
        '交易关闭',
        '付款以后用户退款成功，交易自动关闭',
        '付款以前，卖家或买家主动关闭交易',
        '待付款',
        '已取消',
        '已退款',
      ],
      ...['已关闭', '拒收', '已拒收', '已作废', '超时未付款', '未支付', '支付超时', '取消订单', '用户取消'],
    ];
    const read = await isSold([...sold, ...not], '交易成功');
    expect(read.sold).toEqual(sold);
    expect(read.found.sales.money!.statuses[0]).toMatchObject({ value: '退款中', as: 'unknown' });
  });
});

describe('dates that cannot be', () => {
  const HEAD = 'customer_id,order_id,order_date,amount';
  it('move the reference day of nobody', TIME, async () => {
    const lines = [...others(''), 'F1,900001,2942-05-01 10:00,10', 'F2,900002,1900-01-01 10:00,10'];
    const found = await told(file('dates.csv', HEAD, lines));
    expect(found.reference).toBe('2024-06-19');
    expect(found.sales).toMatchObject({ undated: 2, orders: 62 });
    expect(found.sales.money!.unbelievable).toBe(2);
    expect(found.customers.get('F1')).toMatchObject({ Orders: 1, 'Total spent': 10, 'Days since last purchase': null });
    const lost = [...found.customers.values()].filter((cells) => cells['Lifecycle stage'] === 'Lost').length;
    expect(lost).toBeLessThan(31);
  });
  it('recency counts days of the calendar, to the day that was set', TIME, async () => {
    const lines = [...others(''), 'L1,900001,2024-06-29 23:59,10', 'L2,900002,2024-06-29 00:00,10'];
    const found = await told(file('days.csv', HEAD, lines), { reference: '2024-07-01' });
    const days = (who: string) => found.customers.get(who)!['Days since last purchase'];
    expect([days('L1'), days('L2')]).toEqual([2, 2]);
  });
  it('equal moments with other offsets are equal', TIME, async () => {
    const lines = [
      ...others('').map((line) => line.replace(' 10:00,', 'T10:00:00+08:00,')),
      'Z1,900001,2024-06-20T01:00:00+08:00,10',
      'Z2,900002,2024-06-19T17:00:00Z,10',
    ];
    const found = await told(file('zones.csv', HEAD, lines));
    const [one, two] = ['Z1', 'Z2'].map((who) => found.customers.get(who)!);
    expect(one!['Last purchase']).toBe('2024-06-20');
    expect(two!['Last purchase']).toBe('2024-06-20');
    expect(two!['Days since last purchase']).toBe(one!['Days since last purchase']);
  });
});

describe('several currencies', () => {
  const USD = 40;
  const own = [
    ...Array.from(
      { length: USD },
      (_, i) => `P${String(i % 20)},T${String(i)},2024-03-0${String(1 + (i % 9))},10.50,USD`,
    ),
    ...Array.from({ length: 10 }, (_, i) => `P${String(i)},T9${String(i)},2024-04-0${String(1 + (i % 9))},7,EUR`),
    ...Array.from({ length: 5 }, (_, i) => `J${String(i)},T8${String(i)},2024-04-11,1000,JPY`),
  ];
  const HEAD = 'customer_id,transaction_id,date,amount,currency';
  const totals = [
    { currency: 'USD', lines: 40, amount: 420 },
    { currency: 'EUR', lines: 10, amount: 70 },
    { currency: 'JPY', lines: 5, amount: 5000 },
  ];
  it('in a column of their own are totalled one by one, and value attributes are of the commonest', TIME, async () => {
    const found = await told(file('payments.csv', HEAD, own));
    expect(found.receipt.mapping.currency).toBe('currency');
    expect(found.sales.money).toMatchObject({ currency: 'USD', currencies: totals });
    expect(found.sales.revenue).toBeCloseTo(420, 9);
    expect(found.customers.get('P0')).toMatchObject({ 'Total spent': 21, Orders: 3, 'Mean order value': 10.5 });
    // bought, and nothing is known of how much in dollars
    expect(found.customers.get('J0')).toMatchObject({ 'Total spent': null, Orders: 1, 'Mean order value': null });
  });
  it('become one by rates that a person gives, with their day', TIME, async () => {
    const rates = [
      { currency: 'eur', rate: 1.1, date: '2024-04-01' },
      { currency: 'JPY', rate: 0.007, date: '2024-04-01' },
    ];
    const found = await told(file('payments.csv', HEAD, own), { sales: { currency: { rates } } });
    expect(found.sales.money!.currencies).toEqual(totals);
    expect(found.sales.money!.rates).toEqual(rates);
    expect(found.sales.revenue).toBeCloseTo(420 + 77 + 35, 6);
    expect(found.customers.get('J0')!['Total spent']).toBeCloseTo(7, 9);
  });
  it('in the cells are told apart row by row', TIME, async () => {
    const SIGNS: Readonly<Record<string, string>> = { USD: '$', EUR: '€', JPY: 'JPY ' };
    const cells = own.map((line) => {
      const [who, id, day, amount, currency] = line.split(',') as [string, string, string, string, string];
      return [who, id, day, `${SIGNS[currency]!}${amount}`].join(',');
    });
    const found = await told(file('signs.csv', 'customer_id,transaction_id,date,amount', cells));
    expect(found.sales.money).toMatchObject({ currency: 'USD', currencies: totals });
    expect(found.customers.get('P0')!['Total spent']).toBe(21);
  });
});

describe.skipIf(!hasData)('the small files of each kind', () => {
  it('order_total_repeated: 47,747.89', TIME, async () => {
    const found = await told(realFile('truth', 'order_total_repeated.csv'));
    expect(found.sales.revenue).toBeCloseTo(47_747.89, 2);
    expect(sumOf(found, 'Total spent')).toBeCloseTo(47_747.89, 2);
  });
  it('partial_refund and credit_note', TIME, async () => {
    const found = await told(realFile('truth', 'partial_refund.csv'));
    const spent = (who: string) => last!.customers.get(who)!['Total spent'];
    expect([spent('X1'), spent('X2'), spent('X3')]).toEqual([170, 80, 0.5]);
    await found.bench.close();
    await told(realFile('truth', 'credit_note.csv'));
    expect([spent('X1'), spent('X2')]).toEqual([null, 50]);
  });
  it('order_status_zh and status_en', TIME, async () => {
    const zh = await told(realFile('truth', 'order_status_zh.csv'));
    expect(zh.sales).toMatchObject({ sales: 86, returns: 9, unsold: 7, revenue: 3647 });
    await zh.bench.close();
    const en = await told(realFile('truth', 'status_en.csv'));
    expect(en.sales).toMatchObject({ sales: 208, returns: 4, unsold: 5 });
    expect(en.customers.get('S05')!['Total spent']).toBe(107);
  });
  it('outlier_date: 61 of 62 are not lost', TIME, async () => {
    const found = await told(realFile('truth', 'outlier_date.csv'));
    expect(found.reference).toBe('2024-10-27');
    expect(found.customers.size).toBe(62);
    const lost = [...found.customers.values()].filter((cells) => cells['Lifecycle stage'] === 'Lost').length;
    expect(lost).toBeLessThan(20);
  });
});
