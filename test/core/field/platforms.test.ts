import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Receipt } from '../../../shared/contract/sources.ts';
import { extended, lentNumbers } from '../../../electron/analysis/identity/virtualNumbers.ts';
import { maskedKind } from '../../../electron/analysis/intake/masked.ts';
import { type Bench, createBench } from '../segments/bench.ts';

let bench: Bench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

const NAMES = ['张**', '李*', 't**8', '王**'];
const ORDERS = 2000;

/** Orders as a platform hands them out: names masked, twenty numbers lent, an extension an order. */
function orders(buyer: boolean): string {
  const lines = [`订单编号,${buyer ? '买家ID,' : ''}收货人姓名,收货人手机,下单时间,商品,实付金额`];
  for (let i = 0; i < ORDERS; i++) {
    const phone = `184123456${String(10 + (i % 20))}-${String(1000 + ((i * 7) % 9000))}`;
    const who = buyer ? `U${String(i % 700)},` : '';
    lines.push(
      `T${String(10_000 + i)},${who}${NAMES[i % 4]!},${phone},2024-0${String(1 + (i % 9))}-1${String(i % 9)},奶茶,${String(18 + (i % 9))}`,
    );
  }
  return lines.join('\n');
}

async function imported(text: string): Promise<Receipt> {
  bench = createBench({ lang: 'zh-CN' });
  const path = join(bench.folder, 'orders.csv');
  writeFileSync(path, text);
  const { sourceId } = await bench.client.call('sources.import', { fileId: await bench.register(path) });
  return bench.client.call('sources.receipt', { sourceId });
}

describe('orders of a platform that hides its buyers', () => {
  it('gives the true number of buyers where the platform tells them apart', { timeout: 60_000 }, async () => {
    const receipt = await imported(orders(true));
    expect(receipt.belongs).toEqual({ column: '买家ID', customers: 700, rows: ORDERS, without: 0 });
    const report = await bench!.client.call('customers.build', {});
    expect(report.customers).toMatchObject({ count: 700, merged: 0, review: 0 });
    const { rules } = (await bench!.client.call('identity.rules', {})).report!;
    expect(rules.find(({ kind }) => kind === 'phone')).toMatchObject({
      used: false,
      rows: ORDERS,
      why: { key: 'identity:why.value.virtual', values: { count: ORDERS, numbers: 20 } },
    });
  });

  it('says that nothing tells customers apart where nothing does', { timeout: 60_000 }, async () => {
    const receipt = await imported(orders(false));
    expect(receipt.belongs).toEqual({ column: '收货人手机', customers: 0, rows: 0, without: ORDERS });
    await expect(bench!.client.call('customers.build', {})).rejects.toThrow();
    const masked = receipt.columns.find(({ name }) => name === '收货人姓名')!;
    expect(masked).toMatchObject({ role: 'personal', personal: 'name' });
    expect(masked.warnings).toContainEqual({ key: 'sources:warn.masked', values: { n: ORDERS } });
  });

  it('keeps what is masked personal under any header', { timeout: 60_000 }, async () => {
    const lines = ['编号,甲,乙,丙,丁'];
    for (let i = 0; i < 60; i++)
      lines.push(
        `K${String(i)},${NAMES[i % 2]!},138****${String(1000 + i)},${'abcdef'[i % 6]!}***@qq.com,33010${String(i % 9)}********12${String(10 + i)}`,
      );
    const { columns } = await imported(lines.join('\n'));
    expect(columns.slice(1).map(({ personal }) => personal)).toEqual(['name', 'phone', 'email', 'residentId']);
    for (const column of columns.slice(1))
      expect(column.warnings.map(({ key }) => key)).toContain('sources:warn.masked');
  });
});

it('sensitive columns carry a flag from the import on', { timeout: 60_000 }, async () => {
  const lines = [
    '会员号,血型,民族,消费额',
    ...Array.from({ length: 60 }, (_, i) => `K${String(i)},${'ABO'[i % 3]!},汉族,${String(i)}`),
  ];
  const { columns } = await imported(lines.join('\n'));
  expect(
    columns.map(({ warnings }) => warnings.find(({ key }) => key === 'sources:warn.sensitive')?.values?.kind),
  ).toEqual([undefined, { key: 'privacy:sensitive.health' }, { key: 'privacy:sensitive.origin' }, undefined]);
});

describe('ages under 14', () => {
  const today = new Date().getUTCFullYear();
  const lines = (kids: number) => [
    '会员号,年龄,生日,消费额',
    ...Array.from({ length: 60 }, (_, i) => {
      const age = i < kids ? 6 + (i % 4) : 30 + (i % 20);
      return `K${String(i)},${String(age)},${String(today - age - 1)}-03-0${String(1 + (i % 9))},${String(i)}`;
    }),
  ];
  const flagged = async (kids: number) =>
    (await imported(lines(kids).join('\n'))).columns.map(
      ({ warnings }) => warnings.find(({ key }) => key === 'sources:warn.minors')?.values?.n,
    );

  it('are flagged with their number, in years and as days of birth', { timeout: 60_000 }, async () => {
    expect(await flagged(5)).toEqual([undefined, 5, 5, undefined]);
  });

  it('are none where everybody is older', { timeout: 60_000 }, async () => {
    expect(await flagged(0)).toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('numbers with extensions', () => {
  it('are read in base and extension, and grouped numbers are none', () => {
    expect(extended('18412345678-1234')).toEqual({ base: '18412345678', extension: '1234' });
    expect(extended('184 1234 5678 转 12')).toEqual({ base: '18412345678', extension: '12' });
    expect(extended('+86 18412345678#99')).toEqual({ base: '18412345678', extension: '99' });
    for (const plain of [
      '021-6688-1234',
      '0571-88886666',
      '+1-415-555-1020',
      '13800138001',
      '+86-138-0013-8001',
      null,
      5,
    ])
      expect(extended(plain)).toBeNull();
  });

  it('are lent when one number comes with several extensions', () => {
    const values = ['18412345678-1', '18412345678-1234', '18412345678-9876', '18412345679-1111', null];
    const found = lentNumbers(values)!;
    expect([...found.lent]).toEqual([
      [1, '184123456781234'],
      [2, '184123456789876'],
    ]);
    expect(found.numbers).toBe(1);
    // a desk of its own
    expect(lentNumbers(['18412345679-1111', '18412345670-2222'])).toBeNull();
  });
});

it('masked values say what they were', () => {
  const kinds = [
    '张**',
    '*芳',
    't**8',
    '138****1234',
    '+86 138****1234',
    '***@qq.com',
    'ab**@163.com',
    '330102********1234',
  ].map(maskedKind);
  expect(kinds).toEqual(['name', 'name', 'name', 'phone', 'phone', 'email', 'email', 'residentId']);
  for (const plain of ['张伟', '5*3', '****', '**bold**', '4.5 ***', 'a*b', '13800138001'])
    expect(maskedKind(plain)).toBeNull();
});
