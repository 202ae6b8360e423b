import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, mobile, person } from '../kinds/table.ts';
import { partsOf } from '../../../electron/analysis/identity/severalValues.ts';
import { isEmptyNumber, isStandIn, isStranger } from '../../../electron/analysis/identity/standInWords.ts';
import { sideOf } from '../../../electron/analysis/intake/kinds/sides.ts';
import { headerWords } from '../../../electron/analysis/intake/vocabulary.ts';
import { take, type Taken, whose } from './files.ts';

const ROWS = 200;
const BUYERS = 60;
/** Every buyer once, then some of them again: which of the 60 bought in row i. */
const buyer = (i: number): number => (i < BUYERS ? i : (i * 7919 + ((i * i) % 31)) % BUYERS);
const phone = (c: number): string => mobile(c + 100);
const name = (c: number): string => person(c) + [...'甲乙丙丁戊己庚辛壬癸'][c % 10]!;
const mail = (c: number): string => `buyer${c}@mail.example`;
const money = (i: number): string => `${10 + (i % 77)}.5`;
const file = (header: string, row: (i: number) => readonly string[], more = {}): Taken =>
  take(
    header.split(','),
    Array.from({ length: ROWS }, (_, i) => row(i)),
    more,
  );
const told = (files: readonly Taken[]) => {
  const { report, count } = whose(files);
  return { count, nobody: report.sources[0]!.nobody, why: report.rules.map(({ why }) => why.key.split('.').at(-1)) };
};

describe('what stands in every row identifies nobody', () => {
  it('the phone of the shop in every row joins no customer numbers and is not mapped', () => {
    for (const header of ['order_id,customer_id,order_date,phone,amount', '订单号,会员号,下单时间,电话,实付金额']) {
      const taken = file(header, (i) => [`A${1000 + i}`, `CU${100 + buyer(i)}`, day(i), '+1 415-555-0100', money(i)]);
      expect(taken.mapping.phone).toBeUndefined();
      expect(told([taken])).toMatchObject({ count: BUYERS, nobody: 0 });
    }
  });

  it('nor does one in nine rows of ten; without customer numbers those rows are nobody’s', () => {
    const of = (i: number) => (i % 10 === 0 ? phone(buyer(i)) : '13912345670');
    const keyed = file('order_id,customer_id,order_date,phone,amount', (i) => [
      `A${1000 + i}`,
      `CU${100 + buyer(i)}`,
      day(i),
      of(i),
      money(i),
    ]);
    expect(keyed.mapping.phone).toBeUndefined();
    expect(told([keyed]).count).toBe(BUYERS);
    const bare = file('order_id,order_date,phone,amount', (i) => [`A${1000 + i}`, day(i), of(i), money(i)]);
    expect(told([bare]).nobody).toBe(180);
  });

  it('shops of which each has a phone of its own do not join their customers, however few they are', () => {
    for (const shops of [6, 30])
      for (const wander of [0, 1]) {
        const taken = file('order_id,customer_id,order_date,email,amount', (i) => [
          `A${1000 + i}`,
          `CU${100 + buyer(i)}`,
          day(i),
          `till${(buyer(i) + wander * (i % 2)) % shops}@shop.example`,
          money(i),
        ]);
        expect(told([taken])).toMatchObject({ count: BUYERS, why: ['doubtful'] });
      }
  });

  it('joins two numbers of one person who agree in name and e-mail', () => {
    const taken = file('order_id,customer_id,order_date,name,email,amount', (i) => [
      `A${1000 + i}`,
      `CU${100 + buyer(i) + (i % 20 === 0 ? 500 : 0)}`,
      day(i),
      name(buyer(i)),
      mail(buyer(i)),
      money(i),
    ]);
    expect(told([taken]).count).toBe(BUYERS);
  });
});

describe('who the customer of a row is', () => {
  it('on waybills the recipient, also where senders vary', () => {
    for (const senders of [1, 9]) {
      const taken = file('运单号,寄件时间,寄件人,寄件人手机,收件人,收件人电话,运费', (i) => [
        `Y${1000 + i}`,
        day(i),
        name(300 + (i % senders)),
        phone(300 + (i % senders)),
        name(buyer(i)),
        phone(buyer(i)),
        money(i),
      ]);
      expect(taken).toMatchObject({
        kind: 'orders',
        mapping: { phone: '收件人电话', name: '收件人', order: '运单号' },
      });
      expect(told([taken])).toMatchObject({ count: BUYERS, nobody: 0 });
    }
  });

  it('the sender where the recipient is always the shop', () => {
    const taken = file('运单号,寄件时间,寄件人,寄件人手机,收件人,收件人电话', (i) => [
      `Y${1000 + i}`,
      day(i),
      name(buyer(i)),
      phone(buyer(i)),
      '暖茶铺仓管',
      '13912345670',
    ]);
    expect(taken.mapping).toMatchObject({ phone: '寄件人手机', name: '寄件人' });
    expect(told([taken]).count).toBe(BUYERS);
  });

  it('on payments the payer', () => {
    for (const shops of [1, 7]) {
      const taken = file('Transaction ID,Date,From Email Address,To Email Address,Gross,Fee,Net', (i) => [
        `T${1000 + i}`,
        day(i),
        mail(buyer(i)),
        `shop${i % shops}@shop.example`,
        money(i),
        '-0.1',
        money(i),
      ]);
      expect(taken.mapping).toMatchObject({ email: 'From Email Address', amount: 'Gross' });
      expect(told([taken])).toMatchObject({ count: BUYERS, nobody: 0 });
    }
  });

  it('the buyer, whoever gets the parcels', () => {
    const header = '订单号,买家会员名,下单时间,收货人,收货人手机,实付金额';
    const gifts = file(header, (i) => {
      const to = Math.floor(buyer(i) / 2);
      return [`D${1000 + i}`, `tb_user${100 + buyer(i)}`, day(i), name(to), phone(to), money(i)];
    });
    expect(told([gifts]).count).toBe(BUYERS);
    // who buys for many is one customer
    const many = file(header, (i) => {
      const to = i % 3 === 0 ? 400 + i : buyer(i);
      return [`D${1000 + i}`, i % 3 === 0 ? 'daigou88' : `tb${100 + buyer(i)}`, day(i), name(to), phone(to), money(i)];
    });
    const sellers = new Set(Array.from({ length: ROWS }, (_, i) => (i % 3 === 0 ? -1 : buyer(i)))).size;
    expect(told([many])).toMatchObject({ count: sellers, nobody: 0 });
  });

  it('reads sides off headers in both languages', () => {
    const sides = {
      buyer: ['买家手机', 'Billing Phone', 'Bill-to Name', 'customer_email', 'buyerEmail', '付款方账号'],
      recipient: ['收件人电话', 'ShipName', 'Ship To Name', 'Delivery address', 'Consignee', 'To Email Address'],
      sender: ['寄件人电话', 'From Email Address', 'sender_phone', 'Ship From Phone', '发货人手机'],
      shop: ['店铺电话', 'store_phone', 'Customer Service Phone', '客户经理手机', 'Sales Rep Email', 'seller email'],
      payee: ['收款方账号', 'payee name'],
    };
    for (const [side, headers] of Object.entries(sides))
      expect(headers.map((header) => sideOf(headerWords(header)))).toEqual(headers.map(() => side));
    for (const header of ['phone', '手机', 'email', '姓名', 'name']) expect(sideOf(headerWords(header))).toBeNull();
  });
});

describe('what names a thing names no person', () => {
  const people = take(
    ['Customer ID', 'Name', 'Tier'],
    Array.from({ length: BUYERS }, (_, c) => [`C${1000 + c}`, name(c), c % 3 ? 'Gold' : 'Silver']),
    { id: 1, name: 'customers.csv' },
  );
  for (const header of [
    ...['Product Name', 'ProductName', 'Item name', 'Lineitem name', 'Store Name', 'Campaign Name', 'Branch name'],
    ...['商品名称', '门店名称', '套餐名', '课程名称', '活动名称', '服务项目名称'],
  ])
    it(`${header} says nothing against the number of the customer`, () => {
      const words = ['Mara Oak', 'Jonas Ash', 'Lena Elm', 'Priya Fir', 'Tomas Yew', 'Ingrid Box', 'Omar Bay'];
      const orders = file(
        `Order ID,Customer ID,Order Date,${header},Amount`,
        (i) => [`O${1000 + i}`, `C${1000 + buyer(i)}`, day(i), words[(i * 3) % 7]!, money(i)],
        { id: 2 },
      );
      expect(orders.mapping.name).toBeUndefined();
      const { count, report } = whose([people, orders]);
      expect(count).toBe(BUYERS);
      expect(report.matchRate).toBe(1);
    });
});

describe('stand-ins', () => {
  const orders = (key: string, contact: (i: number) => string, names = (c: number) => `CU${100 + c}`) =>
    file('order_id,customer_id,order_date,email,amount', (i) => [
      `A${1000 + i}`,
      i % 4 ? names(buyer(i)) : key,
      day(i),
      i % 4 ? mail(buyer(i)) : contact(i),
      money(i),
    ]);
  const known = new Set(Array.from({ length: ROWS }, (_, i) => (i % 4 ? buyer(i) : -1))).size - 1;
  const guest = (i: number) => `guest${buyer(i) % 23}@mail.example`;
  const guests = new Set(Array.from({ length: ROWS / 4 }, (_, i) => guest(i * 4))).size;

  for (const key of [
    'Guest',
    'Walk-in Customer',
    'N/A',
    '0',
    '00000000',
    '散客',
    '匿名用户',
    '游客',
    '过路客',
    'CU100',
  ])
    it(`${key}: rows are told apart by e-mail, or are nobody’s, and their number is said`, () => {
      // of CU100 itself there is an order of its own besides
      const own = key === 'CU100' ? 1 : 0;
      const byMail = whose([orders(key, guest)]);
      expect(byMail.report.sources[0]!.nobody).toBe(0);
      expect(byMail.count).toBe(known + guests);
      const [said] = byMail.report.rules.filter(({ why }) => why.key === 'identity:why.key.standInFound');
      expect(said!.why.values).toMatchObject({ nobody: 0 });
      expect(said!.rows).toBeGreaterThanOrEqual(50);
      if (own) return;
      const bare = whose([orders(key, () => '')]);
      expect(bare.count).toBe(known);
      expect(bare.report.sources[0]!.nobody).toBe(50);
      expect(bare.report.rules.find(({ why }) => why.key === 'identity:why.key.standIn')!.why.values).toMatchObject({
        count: 50,
        nobody: 50,
      });
    });

  it('the address of the till in the rows of guests is no customer', () => {
    expect(told([orders('Guest', () => 'pos@shop.example')])).toMatchObject({ count: known, nobody: 50 });
  });

  it('a customer may have the number 0', () => {
    const taken = file('order_id,customer_id,order_date,amount', (i) => [
      `A${1000 + i}`,
      String(buyer(i)),
      day(i),
      money(i),
    ]);
    expect(told([taken])).toMatchObject({ count: BUYERS, nobody: 0, why: [] });
  });

  it('a till’s own customer in the list of customers is nobody either, and its orders count for nobody', () => {
    const people = take(
      ['customer_id', 'name', 'phone'],
      Array.from({ length: BUYERS }, (_, c) => [
        `CU${100 + c}`,
        c === 0 ? 'Walk-in Customer' : name(c),
        c === 0 ? '' : phone(c),
      ]),
      { name: 'customers.csv', kind: 'customers' },
    );
    const sold = file(
      'order_id,customer_id,order_date,amount',
      (i) => [`A${1000 + i}`, i % 4 ? `CU${100 + buyer(i)}` : 'CU100', day(i), money(i)],
      { id: 2 },
    );
    const { count, customers } = whose([people, sold]);
    expect(count).toBe(BUYERS - 1);
    expect(customers[0]![0]).toBe(0);
    expect(customers[1]!.filter((customer) => customer === 0).length).toBeGreaterThanOrEqual(50);
  });

  it('words stand in only as whole cells', () => {
    for (const word of ['Guest', 'GUEST CHECKOUT', 'walk in', 'Walk-In  Customer', '散客', '匿名', '游客', '过路客'])
      expect([word, isStranger(word)]).toEqual([word, true]);
    for (const word of ['n/a', '-', 'unknown', '未知', 'None']) expect([word, isStandIn(word)]).toEqual([word, true]);
    for (const word of ['Guest House Bonn', 'Johnny Cash', 'Annon', 'V0012', '游客中心', '张散客来', '王**', 'Guesty'])
      expect([word, isStandIn(word)]).toEqual([word, false]);
    expect(['0', '000', '-1', '9999', '10', '900'].map(isEmptyNumber)).toEqual([true, true, true, true, false, false]);
  });
});

describe('several values in a cell', () => {
  it('are each a value, where all are whole', () => {
    const one = '+1 415-555-1000';
    const two = '+1 628-555-2000';
    for (const sign of [' ::: ', '; ', ';', '；', ' / ', '、', ', '])
      expect(partsOf(`${one}${sign}${two}`)).toEqual([one, two]);
    expect(partsOf('a@x.example; b@y.example')).toEqual(['a@x.example', 'b@y.example']);
    for (const whole of ['010-12345678/9', 'Lane 5; a@x.example', one, '', '3/4'])
      expect(partsOf(whole)).toEqual([whole]);
  });

  it('every number of a cell finds the customer', () => {
    const crm = take(
      ['Member ID', 'Mobile', 'Tier'],
      Array.from({ length: BUYERS }, (_, c) => [`M${1000 + c}`, phone(c), c % 3 ? 'Gold' : 'Silver']),
      { name: 'crm.csv', kind: 'customers' },
    );
    for (const sign of [' ::: ', ';', '、']) {
      const contacts = take(
        ['姓名', '手机'],
        Array.from({ length: BUYERS }, (_, c) => [
          name(c),
          c % 3 === 0
            ? phone(c)
            : c % 3 === 1
              ? `${phone(c)}${sign}${phone(c + 500)}`
              : `${phone(c + 900)}${sign}${phone(c)}`,
        ]),
        { id: 2, name: 'contacts.csv', kind: 'customers', mapping: { name: '姓名', phone: '手机' } },
      );
      expect(whose([crm, contacts]).count).toBe(BUYERS);
    }
  });

  it('the phone of the shop beside that of the customer is taken out of every cell', () => {
    const taken = file('order_id,order_date,phone,amount', (i) => [
      `A${1000 + i}`,
      day(i),
      `+1 415-555-0100 ::: +1 415-555-${2000 + buyer(i)}`,
      money(i),
    ]);
    expect(told([taken])).toMatchObject({ count: BUYERS, nobody: 0 });
  });

  it('never invents or loses a whole number', () => {
    const number = fc.integer({ min: 13_100_000_000, max: 18_999_999_999 }).map(String);
    fc.assert(
      fc.property(
        fc.uniqueArray(number, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(';', ' ::: ', '、'),
        (list, by) => {
          expect(partsOf(list.join(by))).toEqual(list);
        },
      ),
    );
  });
});

describe('a merge on one shared value alone', () => {
  const list = (sharing: number) =>
    take(
      ['customer_id', 'phone', 'tier'],
      Array.from({ length: BUYERS }, (_, c) => [`CU${100 + c}`, phone(c < sharing ? 0 : c), c % 3 ? 'Gold' : 'Silver']),
      { name: 'customers.csv', kind: 'customers' },
    );
  const byRule = { fuzzy: { on: false } };
  it('is done for up to three records, past it a person is asked', () => {
    expect(whose([list(3)], byRule).count).toBe(BUYERS - 2);
    for (const sharing of [4, 5, 6])
      for (const rules of [byRule, {}]) {
        const { count, report } = whose([list(sharing)], rules);
        expect([count, report.merged]).toEqual([BUYERS, 0]);
        expect(report.review).toBe((sharing * (sharing - 1)) / 2);
      }
  });

  it('is done over any number of lists in which it stands once', () => {
    const lists = [1, 2, 3, 4, 5].map((id) =>
      take(
        ['email', 'tier'],
        Array.from({ length: BUYERS }, (_, c) => [mail(c), c % 3 ? 'Gold' : 'Silver']),
        { id, name: `list${id}.csv`, kind: 'customers', mapping: { email: 'email' } },
      ),
    );
    expect(whose(lists, byRule).count).toBe(BUYERS);
  });
});
