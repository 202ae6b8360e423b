import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { BuildReport } from '../../../shared/contract/build.ts';
import type { Mapping } from '../../../shared/domain.ts';
import { hasData, realFile } from '../../support/data.ts';
import { type Bench, createBench } from '../segments/bench.ts';

const field = (name: string): string => readFileSync(realFile('field', name), 'utf8');
let bench: Bench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

interface Told {
  readonly mappings: Mapping[];
  readonly kinds: string[];
  /** null: no customer can be told */
  readonly report: BuildReport | null;
}

/** Import files as they are, by name and text, and join them. */
async function joined(files: readonly (readonly [string, string])[]): Promise<Told> {
  const own = createBench({ lang: 'en' });
  bench = own;
  const mappings: Mapping[] = [];
  const kinds: string[] = [];
  for (const [name, text] of files) {
    const path = join(own.folder, basename(name));
    writeFileSync(path, text);
    const { kind, mapping } = await own.client.call('sources.import', { fileId: await own.register(path) });
    mappings.push(mapping);
    kinds.push(kind);
  }
  const report = await own.client.call('customers.build', {}).catch((error: unknown) => {
    expect(String(error)).toContain('No row names a customer');
    return null;
  });
  return { mappings, kinds, report };
}

/** The same text in other words: whole cells of the first line, or whole cells anywhere. */
function reworded(text: string, head: Readonly<Record<string, string>>, cells: Readonly<Record<string, string>> = {}) {
  const [first = '', ...rest] = text.split(/\r?\n/);
  const say = (line: string, words: Readonly<Record<string, string>>) =>
    line
      .split(',')
      .map((cell) => words[cell] ?? cell)
      .join(',');
  return [say(first, head), ...rest.map((line) => say(line, cells))].join('\n');
}

const nobody = (report: BuildReport | null) => report!.sources.map((source) => source.nobody);

describe.skipIf(!hasData)('who a row belongs to, in files as platforms make them', () => {
  it('01: a product is no person; the numbers of the customers meet', async () => {
    const customers = field('01-join-product-name.customers.csv');
    const orders = field('01-join-product-name.orders.csv');
    const { report } = await joined([
      ['customers.csv', customers],
      ['orders.csv', orders],
    ]);
    expect(report!.customers).toMatchObject({ count: 60, matchRate: 1 });
  });

  it('01 in Chinese, and by other names of things', async () => {
    const customers = reworded(field('01-join-product-name.customers.csv'), {
      'Customer ID': '会员号',
      Name: '姓名',
      Tier: '等级',
    });
    for (const thing of ['商品名称', '门店名称', '套餐名']) {
      const orders = reworded(
        field('01-join-product-name.orders.csv'),
        {
          'Order ID': '订单号',
          'Customer ID': '会员号',
          'Order Date': '下单日期',
          'Product Name': thing,
          Amount: '实付金额',
        },
        { 'Green Tea': '王小绿', 'Black Tea': '李红', 'Oak Tray': '陈木盘' },
      );
      const { report } = await joined([
        ['会员.csv', customers],
        ['订单.csv', orders],
      ]);
      expect([thing, report!.customers.count, report!.customers.matchRate]).toEqual([thing, 60, 1]);
      await bench!.close();
    }
  });

  it('02: the phone of the sender in every row is nobody’s', async () => {
    const text = field('02-shop-phone-every-row.csv');
    const { report, mappings } = await joined([['orders.csv', text]]);
    expect(mappings[0]).toMatchObject({ phone: '收件人电话', name: '收件人', customer: '会员号' });
    expect(report!.customers.count).toBe(54);
    await bench!.close();
    const english = await joined([
      [
        'orders.csv',
        reworded(text, {
          会员号: 'Member No',
          订单号: 'Order No',
          下单时间: 'Order Time',
          商品名称: 'Product Name',
          数量: 'Quantity',
          实付金额: 'Amount Paid',
          寄件人: 'Sender',
          寄件人电话: 'Sender Phone',
          收件人: 'Recipient',
          收件人电话: 'Recipient Phone',
          收件地址: 'Recipient Address',
        }),
      ],
    ]);
    expect(english.mappings[0]!.phone).toBe('Recipient Phone');
    expect(english.report!.customers.count).toBe(54);
  });

  it('02 in English: the phone and e-mail of the shop', async () => {
    const text = field('02-shop-phone-every-row.en.csv');
    const { report, mappings } = await joined([['orders.csv', text]]);
    expect(mappings[0]!.phone).toBeUndefined();
    expect(mappings[0]!.email).toBeUndefined();
    expect(report!.customers.count).toBe(55);
    await bench!.close();
    for (const [phone, mail] of [
      ['店铺电话', '店铺邮箱'],
      ['电话', '邮箱'],
    ] as const) {
      const words = {
        order_id: '订单号',
        customer_id: '会员号',
        order_date: '下单日期',
        amount: '金额',
        product: '商品',
      };
      const twin = await joined([['orders.csv', reworded(text, { ...words, store_phone: phone, store_email: mail })]]);
      expect(twin.mappings[0]!.phone).toBeUndefined();
      expect(twin.report!.customers.count).toBe(55);
      await bench!.close();
    }
  });

  it('03: without any column of a customer none can be told', async () => {
    const { report, mappings } = await joined([['range.csv', field('03-amazon-range.csv')]]);
    expect(mappings[0]!.phone).toBeUndefined();
    expect(mappings[0]!.customer).toBeUndefined();
    expect(report).toBeNull();
  });

  it('13: whoever walks in is nobody, and the number of rows is said', async () => {
    const files = [
      ['13-stand-in-key.pos-zh.csv', 68, 119, '散客', 'Walk-in Customer'],
      ['13-stand-in-key.pos.csv', 63, 131, 'Walk-in Customer', '散客'],
    ] as const;
    for (const [name, count, rows, said, other] of files)
      for (const word of [said, other]) {
        const { report } = await joined([['pos.csv', reworded(field(name), {}, { [said]: word })]]);
        expect([name, report!.customers.count, nobody(report)]).toEqual([name, count, [rows]]);
        expect(report!.skipped).toMatchObject([
          { key: 'identity:why.key.standIn', values: { count: rows, nobody: rows } },
        ]);
        await bench!.close();
      }
  });

  it('14: the buyer of a shop’s orders is told by e-mail', async () => {
    const { report, mappings } = await joined([['orders_export.csv', field('14-shopify-orders.csv')]]);
    expect(mappings[0]).toMatchObject({ email: 'Email', name: 'Billing Name' });
    expect(report!.customers.count).toBe(51);
    expect(nobody(report)).toEqual([0]);
  });

  it('23: each of two numbers in a cell finds the customer', async () => {
    const contacts = field('23-google-contacts.csv');
    const crm = field('23-google-contacts.crm.csv');
    for (const sign of [' ::: ', '; ', ' / ']) {
      const { report, mappings } = await joined([
        ['crm.csv', crm],
        ['contacts.csv', contacts.replaceAll(' ::: +', `${sign}+`)],
      ]);
      expect(report!.customers).toMatchObject({ count: 120, merged: 120, review: 0, matchRate: 1 });
      expect(mappings[1]!.customer).toBeUndefined();
      await bench!.close();
    }
  });

  it('Northwind: 91 customers with their orders', async () => {
    const { report } = await joined(
      ['customers.csv', 'orders.csv'].map((name) => [name, readFileSync(realFile('northwind', name), 'utf8')] as const),
    );
    expect(report!.customers).toMatchObject({ count: 91, matchRate: 1 });
  });
});

describe('who a row belongs to, in made files', () => {
  const money = (i: number) => `${10 + ((i * 37) % 80)}.50`;
  const day = (i: number) => `2024-0${1 + (i % 6)}-${String(1 + (i % 28)).padStart(2, '0')}`;

  it('0 of a shop export stands for guests, who are told by e-mail', async () => {
    const rows = Array.from({ length: 216 }, (_, i) => {
      const guest = i % 4 === 3 ? Math.floor(i / 4) % 23 : null;
      const own = 1 + ((i * 5) % 42);
      const mail = guest === null ? `user${own}@example.com` : `guest${guest}@mail.example`;
      return [1000 + i, guest === null ? own : 0, mail, day(i), money(i)].join(',');
    });
    const { report } = await joined([
      ['woo.csv', ['order_id,customer_id,billing_email,date,total', ...rows].join('\n')],
    ]);
    expect(report!.customers.count).toBe(65);
    expect(nobody(report)).toEqual([0]);
    expect(report!.skipped).toMatchObject([
      { key: 'identity:why.key.standInFound', values: { count: 54, found: 54, nobody: 0 } },
    ]);
  });

  it('payments belong to the payer', async () => {
    const rows = Array.from({ length: 150 }, (_, i) => {
      const c = i < 54 ? i : (i * 31) % 54;
      const code = `9A${String(100_000 + i * 7919)}X`;
      const name = `Mara ${'ABCDEFGHI'[c % 9]!}o${'rstnlm'[Math.floor(c / 9)]!}ley`;
      const mails = `payer${c}@mail.example,hello@shop.example`;
      return [
        day(i),
        `10:00:${10 + (i % 50)}`,
        name,
        'Payment',
        'Completed',
        money(i),
        '-0.50',
        money(i + 1),
        mails,
        code,
      ];
    });
    const head = 'Date,Time,Name,Type,Status,Gross,Fee,Net,From Email Address,To Email Address,Transaction ID';
    const { report, mappings } = await joined([
      ['Download.csv', [head, ...rows.map((row) => row.join(','))].join('\n')],
    ]);
    expect(mappings[0]!.email).toBe('From Email Address');
    expect(['Gross', 'Net']).toContain(mappings[0]!.amount);
    expect(report!.customers.count).toBe(54);
  });
});
