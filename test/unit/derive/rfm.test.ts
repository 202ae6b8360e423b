import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { deriveAttributes } from '../../../electron/analysis/derive/derive.ts';
import { drawParcels, parcelsText } from '../../fixtures/generators/parcels.ts';
import { drawRetail, retailText } from '../../fixtures/generators/retail.ts';
import { hasData, realFile } from '../../support/data.ts';
import { category, csv, date, facts, find, number, numbered, options, records, values } from './support.ts';

const close = (own: unknown, other: number) => {
  expect(Math.abs(Number(own) - other)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(other)));
};

type Cells = Record<string, string>;

/** Derive attributes of order lines, and hold them against SQL customer by customer. */
function retailEqualsSql(rows: readonly Cells[]) {
  const { customers, keys } = numbered(rows.map(({ CustomerID }) => CustomerID!));
  const source = facts('orders', customers, {
    order: category(rows.map(({ InvoiceNo }) => InvoiceNo!)),
    date: date(rows.map(({ InvoiceDate }) => InvoiceDate!)),
    item: category(rows.map(({ StockCode }) => StockCode!)),
    quantity: number(rows.map(({ Quantity }) => Number(Quantity))),
    price: number(rows.map(({ UnitPrice }) => Number(UnitPrice))),
  });
  const started = performance.now();
  // the figures count every order that is no credit note itself
  const derived = deriveAttributes([source], keys.length, options({ sales: { credits: 'keep' } }), [], 'en');
  const ms = performance.now() - started;

  const day = derived.report.reference!;
  const db = new Database(':memory:');
  db.exec('CREATE TABLE line (invoice TEXT, day TEXT, quantity REAL, price REAL, customer TEXT, item TEXT)');
  const insert = db.prepare('INSERT INTO line VALUES (?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (const row of rows)
      insert.run(
        row.InvoiceNo,
        row.InvoiceDate,
        Number(row.Quantity),
        Number(row.UnitPrice),
        row.CustomerID,
        row.StockCode,
      );
  })();
  const sql = db
    .prepare(
      `SELECT customer, cast(julianday(?) - julianday(date(max(day))) AS INTEGER) AS r, count(DISTINCT invoice) AS f,
           sum(quantity * price) AS m, date(min(day)) AS first, date(max(day)) AS last
         FROM line WHERE customer <> '' AND invoice NOT LIKE 'C%' AND quantity > 0 AND price > 0 GROUP BY customer`,
    )
    .all(day) as { customer: string; r: number; f: number; m: number; first: string; last: string }[];
  const [r, f, m, first, last] = ['recency', 'frequency', 'monetary', 'firstPurchase', 'lastPurchase'].map((key) =>
    values(derived, key),
  );
  const place = new Map(keys.map((key, i) => [key, i]));
  for (const row of sql) {
    const at = place.get(row.customer)!;
    expect([r![at], f![at], first![at], last![at]]).toEqual([row.r, row.f, row.first, row.last]);
    close(m![at], row.m);
  }
  // returned: what SQL says of the lines the rules name
  const back = db
    .prepare(
      `SELECT customer, sum(invoice LIKE 'C%' OR quantity < 0) AS back, sum(invoice NOT LIKE 'C%' AND quantity > 0 AND price > 0) AS sold
         FROM line WHERE customer <> '' GROUP BY customer`,
    )
    .all() as { customer: string; back: number; sold: number }[];
  const rate = values(derived, 'returnRate');
  for (const { customer, back: gone, sold } of back)
    if (gone + sold > 0) close(rate[place.get(customer)!], gone / (gone + sold));
  // the favourite item is on as many lines as any item of that customer
  const most = db
    .prepare(
      `SELECT customer, max(n) AS most, count(*) AS items FROM (
           SELECT customer, item, count(*) AS n FROM line
           WHERE customer <> '' AND invoice NOT LIKE 'C%' AND quantity > 0 AND price > 0 GROUP BY customer, item)
         GROUP BY customer`,
    )
    .all() as { customer: string; most: number }[];
  const lines = db.prepare(
    `SELECT count(*) AS n FROM line WHERE customer = ? AND item = ? AND invoice NOT LIKE 'C%' AND quantity > 0 AND price > 0`,
  );
  db.exec('CREATE INDEX by_customer ON line (customer, item)');
  const item = values(derived, 'item');
  for (const row of most) expect(lines.get(row.customer, item[place.get(row.customer)!])).toEqual({ n: row.most });
  db.close();
  expect(find(derived, 'rfm').type).toBe('category');
  return { derived, sql, ms, source, keys };
}

/** Derive attributes of a shop's orders by province, and hold them against SQL. */
function parcelsEqualSql(rows: readonly Cells[]) {
  const keyOf = (row: Cells) => row['收货地址 ']!.trim();
  const { customers, keys } = numbered(rows.map(keyOf));
  const derived = deriveAttributes(
    [
      facts('orders', customers, {
        order: category(rows.map((row) => row['订单编号']!)),
        date: date(rows.map((row) => row['订单创建时间']!)),
        amount: number(rows.map((row) => Number(row['买家实际支付金额']))),
        refund: number(rows.map((row) => Number(row['退款金额']))),
      }),
    ],
    keys.length,
    options(),
    [],
    'zh-CN',
  );
  const db = new Database(':memory:');
  db.exec('CREATE TABLE o (place TEXT, paid REAL, refund REAL)');
  const insert = db.prepare('INSERT INTO o VALUES (?, ?, ?)');
  db.transaction(() => {
    for (const row of rows) insert.run(keyOf(row), Number(row['买家实际支付金额']), Number(row['退款金额']));
  })();
  const sql = db
    .prepare(
      'SELECT place, sum(paid > 0) AS f, sum(paid) AS m, sum(paid = 0 AND refund > 0) AS back FROM o GROUP BY place',
    )
    .all() as { place: string; f: number; m: number; back: number }[];
  const [f, m, rate] = ['frequency', 'monetary', 'returnRate'].map((key) => values(derived, key));
  expect(sql).toHaveLength(keys.length);
  for (const row of sql) {
    const at = keys.indexOf(row.place);
    // nothing is known of who never bought
    expect(f![at]).toBe(row.f === 0 ? null : row.f);
    if (row.f > 0) close(m![at], row.m);
    if (row.f + row.back > 0) close(rate![at], row.back / (row.back + row.f));
  }
  return derived;
}

describe('RFM on made-up orders', () => {
  it('equals SQL on order lines, customer by customer', () => {
    const lines = drawRetail();
    const { derived, sql } = retailEqualsSql(records(retailText(lines)));
    // counted from the lines as they were drawn
    const named = lines.filter(({ customer }) => customer !== '');
    const sold = named.filter(({ invoice, quantity, price }) => !invoice.startsWith('C') && quantity > 0 && price > 0);
    expect(sql).toHaveLength(new Set(sold.map(({ customer }) => customer)).size);
    expect(derived.report.sales).toMatchObject({
      lines: lines.length,
      sales: sold.length,
      nobody: lines.length - named.length,
      customers: sql.length,
      orders: new Set(sold.map(({ invoice }) => invoice)).size,
    });
    const cents = sold.reduce((sum, { quantity, price }) => sum + quantity * Math.round(price * 100), 0);
    expect(derived.report.sales!.revenue).toBeCloseTo(cents / 100, 4);
  });

  it('equals SQL on parcels: paid amounts, refunds, unpaid orders', () => {
    const parcels = drawParcels();
    const { report } = parcelsEqualSql(records(parcelsText(parcels)));
    const paid = parcels.filter((parcel) => parcel.paid > 0);
    expect(report.sales).toMatchObject({ lines: parcels.length, sales: paid.length });
    expect(report.sales!.revenue).toBeCloseTo(
      paid.reduce((sum, parcel) => sum + parcel.paid, 0),
      4,
    );
  });
});

describe.skipIf(!hasData)('RFM on real files', () => {
  it('equals SQL on Online Retail, customer by customer', { timeout: 60_000 }, () => {
    const rows = csv('online_retail/online_retail.csv');
    expect(rows).toHaveLength(541_909);
    const { derived, sql, ms } = retailEqualsSql(rows);
    expect(ms).toBeLessThan(5000);
    expect(sql).toHaveLength(4338);
    const [r, f, m] = ['recency', 'frequency', 'monetary'].map((key) => values(derived, key));
    const known = (list: unknown[]) => list.filter((value): value is number => value !== null).sort((a, b) => a - b);
    const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
    const median = (list: number[]) => (list[list.length / 2 - 1]! + list[list.length / 2]!) / 2;
    const [R, F, M] = [known(r!), known(f!), known(m!)];
    expect([R.length, F.length, M.length]).toEqual([4338, 4338, 4338]);
    expect([mean(R).toFixed(4), median(R), R.at(-1)]).toEqual(['92.0595', 50, 373]);
    expect([mean(F).toFixed(3), median(F), F.at(-1)]).toEqual(['4.272', 2, 209]);
    expect([mean(M).toFixed(4), median(M).toFixed(3), M.at(-1)!.toFixed(2)]).toEqual([
      '2054.2665',
      '674.485',
      '280206.02',
    ]);

    const { report } = derived;
    // the day of the last order: the published days count whole ones to the midnight after it
    expect(report.reference).toBe('2011-12-09');
    expect(report.sales).toMatchObject({
      lines: 541_909,
      sales: 397_884,
      nobody: 135_080,
      customers: 4338,
      orders: 18_532,
    });
    expect(report.sales!.revenue).toBeCloseTo(8_911_407.9, 1);
    const { sales, returns, free, unsold, nobody } = report.sales!;
    expect(sales + returns + free + unsold + nobody).toBe(541_909);
    expect(report.cutoffs!.active).toBeLessThan(report.cutoffs!.dormant);
  });

  it('equals the published summary of CDNOW: repeat days, recency and age in weeks', () => {
    const text = readFileSync(realFile('cdnow', 'CDNOW_sample.txt'), 'utf8');
    const rows = text
      .trim()
      .split(/\r?\n/)
      .map((line) => line.trim().split(/\s+/));
    const { customers, keys } = numbered(rows.map((row) => row[1]!));
    const iso = (day: string) => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
    // the summary ends on 1997-09-30: what came later is not in it
    const early = rows.map((row, i) => ({ row, customer: row[2]! <= '19970930' ? customers[i]! : 0 }));
    const derived = deriveAttributes(
      [
        facts(
          'orders',
          early.map(({ customer }) => customer),
          {
            date: date(rows.map((row) => iso(row[2]!))),
            quantity: number(rows.map((row) => Number(row[3]))),
            amount: number(rows.map((row) => Number(row[4]))),
          },
        ),
      ],
      keys.length,
      options({ reference: '1997-09-30', sales: { nonPositive: 'keep' } }),
      [],
      'en',
    );
    const oracle = csv('cdnow/cdnow_customers_summary.csv');
    expect(oracle).toHaveLength(2357);
    const [f, tenure, recency] = ['frequency', 'tenure', 'recency'].map((key) => values(derived, key));
    oracle.forEach(({ ID, frequency, recency: weeks, T }) => {
      const at = keys.findIndex((key) => Number(key) === Number(ID));
      expect(Number(f![at]) - 1).toBe(Number(frequency));
      expect((Number(tenure![at]) / 7).toFixed(2)).toBe(Number(T).toFixed(2));
      expect(((Number(tenure![at]) - Number(recency![at])) / 7).toFixed(2)).toBe(Number(weeks).toFixed(2));
    });
  });

  it('equals SQL on the Tmall orders: paid amounts, refunds, unpaid orders', () => {
    const { report } = parcelsEqualSql(csv('cn_tmall_orders/tmall_order_report.csv'));
    expect(report.sales).toMatchObject({ lines: 28_010, returns: 5132, free: 3923, sales: 18_955 });
    expect(report.sales!.revenue).toBeCloseTo(1_902_487.15, 2);
  });
});
