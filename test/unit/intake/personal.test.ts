import fc from 'fast-check';
import { decideTable } from '../../../electron/analysis/intake/table.ts';
import { describe, expect, it } from 'vitest';
import {
  isAddress,
  isCardNumber,
  isChineseName,
  isEmail,
  isPhone,
  isPlate,
  isResidentId,
} from '../../../electron/analysis/intake/personal.ts';
import { maskPersonal } from '../../../shared/values.ts';
import { column } from './data.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const residentId = (province: string, date: string, serial: string) => {
  const body = `${province}0105${date}${serial}`;
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * WEIGHTS[i]!, 0);
  return body + '10X98765432'[sum % 11]!;
};
const anyId = fc
  .tuple(
    fc.constantFrom('11', '31', '44', '51'),
    fc.integer({ min: 1940, max: 2010 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([p, y, m, d, s]) =>
    residentId(p, `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`, String(s).padStart(3, '0')),
  );

describe('resident identity numbers (R48)', () => {
  it('accepts valid ones', () => {
    fc.assert(fc.property(anyId, (id) => isResidentId(id)));
    expect(isResidentId('11010519491231002X')).toBe(true);
    expect(isResidentId('11010519491231002x')).toBe(true);
  });
  it('rejects every edit of one character', () => {
    fc.assert(
      fc.property(anyId, fc.integer({ min: 0, max: 17 }), fc.integer({ min: 0, max: 9 }), (id, at, digit) => {
        fc.pre(id[at] !== String(digit));
        return !isResidentId(id.slice(0, at) + String(digit) + id.slice(at + 1));
      }),
      { numRuns: 2000 },
    );
  });
  it('rejects every swap of neighbours', () => {
    fc.assert(
      fc.property(anyId, fc.integer({ min: 0, max: 16 }), (id, at) => {
        fc.pre(id[at] !== id[at + 1]);
        return !isResidentId(id.slice(0, at) + id[at + 1]! + id[at]! + id.slice(at + 2));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('forms of personal data', () => {
  it.each(['13812345678', '+86 138 1234 5678', '１３８１２３４５６７８', '010-62345678', '138-1234-5678'])(
    '%s is a phone',
    (text) => {
      expect(isPhone(text)).toBe(true);
    },
  );
  it.each(['12345678901', '20240305123', '1381234567', '88888888', '10086'])('%s is no phone', (text) => {
    expect(isPhone(text)).toBe(false);
  });
  it('cards pass Luhn', () => {
    expect(isCardNumber('4111 1111 1111 1111')).toBe(true);
    expect(isCardNumber('4111 1111 1111 1112')).toBe(false);
  });
  it('mail, plates, names, addresses', () => {
    expect(isEmail('a.b+c@example.com.cn')).toBe(true);
    expect(isEmail('a@b')).toBe(false);
    expect(isEmail('a b@example.com')).toBe(false);
    expect(isPlate('沪A12345')).toBe(true);
    expect(isPlate('粤BD12345')).toBe(true);
    expect(isChineseName('林晓')).toBe(true);
    expect(isChineseName('欧阳修')).toBe(true);
    expect(isChineseName('蔬菜水果')).toBe(false);
    expect(isAddress('浙江省杭州市西湖区文三路 12 号 3 幢')).toBe(true);
    expect(isAddress('浙江省')).toBe(false);
  });
  it('masks leave the edges only', () => {
    expect(maskPersonal('林晓', 'name')).toBe('林*');
    expect(maskPersonal('周小文', 'name')).toBe('周*文');
    expect(maskPersonal('Ann Lee', 'name')).toBe('A*** L***');
    expect(maskPersonal('13812342047', 'phone')).toBe('138****2047');
    expect(maskPersonal('ann@b.com', 'email')).toBe('a***@b.com');
    expect(maskPersonal('11010519491231002X', 'residentId')).toBe('110***********002X');
  });
});

describe('personal columns', () => {
  const names = [
    '林晓',
    '周小文',
    '陈静',
    '吴婷',
    '何平',
    '黄明',
    '徐丽',
    '孙怡',
    '高峰',
    '马琳',
    '罗浩',
    '谢宁',
    '韩梅',
    '唐磊',
    '冯雪',
    '于洋',
    '董洁',
    '萧然',
    '程诚',
    '曹颖',
    '袁媛',
    '邓超',
  ];
  it('finds names, phones and mail by their values', () => {
    expect(column('会员', names)).toMatchObject({ role: 'personal', personal: 'name' });
    expect(
      column(
        'x',
        names.map((_, i) => `1381234${2000 + i}`),
      ),
    ).toMatchObject({ type: 'identifier', role: 'personal', personal: 'phone' });
    expect(
      column(
        'x',
        names.map((_, i) => `u${i}@example.com`),
      ),
    ).toMatchObject({ role: 'personal', personal: 'email' });
  });
  it('finds the few names of the other side of a payment, and leaves firms alone', () => {
    expect(column('交易对方', names.slice(0, 6))).toMatchObject({ role: 'personal', personal: 'name' });
    expect(column('对方户名', [...names.slice(0, 5), '美团外卖', '国家电网'])).toMatchObject({ personal: 'name' });
    expect(column('Payer', ['Mara Thornley', 'José Quinn', 'Acme Trading Ltd'])).toMatchObject({ personal: 'name' });
    expect(column('交易对方', ['美团外卖', '国家电网', '京东商城', '饿了么平台']).personal).toBeNull();
    expect(column('Payee', ['Acme Trading Ltd', 'City Energy Services', 'North Bank']).personal).toBeNull();
  });
  it('keeps identity numbers as text and masked', () => {
    const ids = names.map((_, i) => residentId('31', '19850316', String(100 + i)));
    expect(column('证件', ids)).toMatchObject({ type: 'identifier', role: 'personal', personal: 'residentId' });
  });
  it('does not take order numbers, times and places for persons', () => {
    expect(
      column(
        '订单编号',
        names.map((_, i) => `20240305${100000 + i * 7}`),
      ).personal,
    ).toBeNull();
    expect(
      column(
        'created',
        names.map((_, i) => `2024-03-05 10:00:${10 + i}`),
      ).personal,
    ).toBeNull();
    expect(
      column('收货地址', ['上海', '北京', '浙江省', '上海', '北京', '江苏省', '上海', '北京', '上海', '江苏省']),
    ).toMatchObject({ type: 'category', personal: null, dimension: 'basic' });
    expect(column('ProductName', ['Chai', 'Chang', 'Syrup', 'Mix']).personal).toBeNull();
  });
  it('takes full dates of birth out, years of birth not', () => {
    expect(column('出生日期', ['1993年4月2日', '1988年12月1日', '2001年7月9日'])).toMatchObject({
      type: 'date',
      role: 'personal',
      personal: 'birthDate',
      dimension: 'basic',
    });
    expect(column('Year_Birth', ['1957', '1965', '1984'])).toMatchObject({
      type: 'number',
      role: 'attribute',
      dimension: 'basic',
    });
  });
});

describe('telephone numbers behind the apostrophe of a spreadsheet', () => {
  it('are telephone numbers', () => {
    const cells = Array.from({ length: 120 }, (_, i) => `'+1 415 555 ${String(1000 + (i % 51))}`);
    expect(column('Phone', cells)).toMatchObject({ role: 'personal', personal: 'phone' });
    expect(isPhone("'13800138000")).toBe(true);
    expect(isPhone("'tis 1380")).toBe(false);
  });
});

describe('what is said of a column', () => {
  it('quotes no telephone number and no address of mail in full', () => {
    const calls = Array.from({ length: 600 }, (_, i) => `call 0171 234567${String(i % 5)}`);
    const mails = Array.from({ length: 600 }, (_, i) => `mara${String(i % 30)}@example.com, shop`);
    for (const cells of [calls, mails]) {
      const { reason, type } = column('Remark', cells);
      expect(type).toBe('category');
      for (const cell of cells) expect(JSON.stringify(reason)).not.toContain(cell.slice(0, 15));
    }
  });
});

it('a few given names again and again are names beside e-mails, and words of things are not', () => {
  const given = ['Mara', 'Jonas', 'Lena', 'Priya', 'Tomas'];
  const rows = Array.from({ length: 60 }, (_, i) => ({ name: given[i % 5]!, email: `m${String(i)}@example.com` }));
  const input = (name: string, values: string[], position: number) => ({
    ...{
      position,
      name,
      values: [...new Set(values)],
      beyond: 0,
      distinctBeyond: 0,
      rows: values.length,
      sequence: false,
    },
    counts: [...new Set(values)].map((one) => values.filter((value) => value === one).length),
  });
  const of = (columns: Record<string, string[]>) =>
    decideTable(
      Object.entries(columns).map(([name, values], i) => input(name, values, i)),
      60,
      {},
      [],
    ).columns.map(({ personal }) => personal);
  const names = rows.map(({ name }) => name);
  const emails = rows.map(({ email }) => email);
  expect(of({ name: names, email: emails })).toEqual(['name', 'email']);
  expect(of({ 'users.name': names, email: emails })).toEqual(['name', 'email']);
  expect(of({ 名字: names.map((name) => ({ Mara: '小芳', Jonas: '阿强' })[name] ?? '莉莉'), email: emails })).toEqual([
    'name',
    'email',
  ]);
  // no person is spoken of, and a thing is no person
  expect(of({ name: names, visits: rows.map((_, i) => String(i % 7)) })).toEqual([null, null]);
  expect(of({ 'company name': names, email: emails })).toEqual([null, 'email']);
  for (const thing of ['product name', 'Lineitem name', 'Tax 1 Name'])
    expect(of({ [thing]: names, email: emails })).toEqual([null, 'email']);
  expect(of({ name: names.map((_, i) => ['blue mug', 'tea 20 bags', 'linen towel'][i % 3]!), email: emails })).toEqual([
    null,
    'email',
  ]);
});
