import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Receipt } from '../../../shared/contract/sources.ts';
import { hasData, realFile } from '../../support/data.ts';
import { type Bench, createBench } from '../segments/bench.ts';

let bench: Bench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

async function imported(path: string): Promise<{ receipt: Receipt; bench: Bench }> {
  const own = bench ?? createBench({ lang: 'en' });
  bench = own;
  const { sourceId } = await own.client.call('sources.import', { fileId: await own.register(path) });
  return { receipt: await own.client.call('sources.receipt', { sourceId }), bench: own };
}

/** Orders of six members, every second of nobody. */
function orders(customer: (i: number) => string, head = '会员号'): string {
  const lines = [`订单号,${head},下单时间,商品,实付金额`];
  for (let i = 0; i < 80; i++)
    lines.push(
      `D${String(1000 + i)},${customer(i)},2024-03-${String((i % 28) + 1).padStart(2, '0')},奶茶,${18 + (i % 9)}`,
    );
  return lines.join('\n');
}

function fileOf(text: string): string {
  bench ??= createBench({ lang: 'en' });
  const path = join(bench.folder, 'orders.csv');
  writeFileSync(path, text);
  return path;
}

describe('whose the rows of an order file are', () => {
  it('members, and those whom nobody knows: empty, in a word, by zeros', async () => {
    for (const nobody of ['', '散客', '00000000']) {
      const { receipt, bench: own } = await imported(
        fileOf(orders((i) => (i % 2 === 0 ? nobody : `V${String(Math.floor(i / 2) % 6)}`))),
      );
      expect(receipt.belongs).toEqual({ column: '会员号', customers: 6, rows: 40, without: 40 });
      // what the receipt promises is what the join makes of it
      const report = await own.client.call('customers.build', {});
      expect(report.customers.count).toBe(6);
      await own.close();
      bench = null;
    }
  });

  it('what was counted while reading is what the stored table says, also of a column under another name', async () => {
    const path = fileOf(orders((i) => (i % 3 === 0 ? '' : String(17850 + (i % 7)) + '.0')));
    const own = bench!;
    const fileId = await own.register(path);
    const { sourceId, belongs } = await own.client.call('sources.import', { fileId, rename: { 会员号: '会员编号' } });
    expect(belongs).toEqual({ column: '会员编号', customers: 7, rows: 53, without: 27 });
    const [recent] = await own.client.call('workspace.recent', {});
    await own.client.call('workspace.close', {});
    await own.client.call('workspace.open', { id: recent!.id });
    expect((await own.client.call('sources.receipt', { sourceId })).belongs).toEqual(belongs);
    // a file that adds to it is counted by its table
    const again = await own.client.call('sources.import', { fileId, mode: 'replace', into: sourceId });
    expect(again.belongs).toMatchObject({ customers: 7, rows: 53, without: 27 });
  });

  it('events alone make customers too, so that what the receipt offers can be done', async () => {
    const lines = ['用户ID,时间,行为类型,页面'];
    for (let i = 0; i < 120; i++) lines.push(`U${String(i % 40)},2024-03-${String(10 + (i % 9))} 10:00:00,点击,首页`);
    bench = createBench({ lang: 'zh-CN' });
    const path = join(bench.folder, 'events.csv');
    writeFileSync(path, lines.join('\n'));
    const { sourceId } = await bench.client.call('sources.import', {
      fileId: await bench.register(path),
      kind: 'events',
    });
    expect((await bench.client.call('sources.receipt', { sourceId })).belongs).toMatchObject({ customers: 40 });
    expect((await bench.client.call('customers.build', {})).customers.count).toBe(40);
    // beside orders a visitor is none
    await imported(fileOf(orders((i) => `U${String(i % 6)}`)));
    expect((await bench.client.call('customers.build', {})).customers.count).toBe(6);
  });

  it('a list of customers belongs to nobody but itself', async () => {
    const { receipt } = await imported(
      fileOf('会员号,姓名,手机\nV1,王芳,13800138001\nV2,李娜,13800138002\nV3,张伟,13800138003'),
    );
    expect(receipt.belongs).toBeNull();
  });

  it('the wizard does not take order lines for customers either', async () => {
    const own = createBench({ lang: 'zh-CN' });
    bench = own;
    const notes = async (text: string) => {
      const { notes: said, kind } = await own.client.call('sources.inspect', {
        fileId: await own.register(fileOf(text)),
      });
      return [kind.value, said.map(({ key }) => key).filter((key) => /noKey|few/.test(key))];
    };
    const lines = [
      '订单号,下单时间,商品,实付金额',
      ...Array.from({ length: 40 }, (_, i) => `D${String(i)},2024-03-1${String(i % 9)},奶茶,${String(i)}`),
    ];
    expect(await notes(lines.join('\n'))).toEqual(['orders', []]);
    const list = [
      '姓名,城市,生日',
      ...Array.from(
        { length: 40 },
        (_, i) => `王${'芳伟敏静'[i % 4]!}${'一二三'[i % 3]!},杭州,199${String(i % 9)}-03-05`,
      ),
    ];
    expect((await notes(list.join('\n')))[0]).toBe('customers');
    expect((await notes(list.join('\n')))[1]).toContain('sources:note.few');
  });

  it('order lines are called order lines until they are joined', async () => {
    const { bench: own } = await imported(fileOf(orders((i) => `V${String(i % 6)}`)));
    expect(await own.client.call('workspace.info', {})).toMatchObject({
      customers: 80,
      things: 'orders',
      steps: { data: 'begun' },
    });
    await own.client.call('customers.build', {});
    expect(await own.client.call('workspace.info', {})).toMatchObject({
      customers: 6,
      things: 'customers',
      steps: { data: 'done' },
    });
  });
});

describe.skipIf(!hasData)('whose the rows of real exports are', () => {
  it.each([
    ['field', '13-stand-in-key.pos-zh.csv', { column: '会员号', customers: 68, rows: 181, without: 119 }],
    ['field', '13-stand-in-key.pos.csv', { column: 'Customer', customers: 63, rows: 169, without: 131 }],
    ['field', '03-amazon-range.csv', { column: null, customers: 0, rows: 0, without: 120 }],
    // published: 4,372 customers, 135,080 lines without one
    ['online_retail', 'online_retail.csv', { column: 'CustomerID', customers: 4372, rows: 406_829, without: 135_080 }],
  ])('%s/%s', { timeout: 60_000 }, async (folder, name, belongs) => {
    const { receipt } = await imported(realFile(folder, name));
    expect(receipt.belongs).toEqual(belongs);
  });
});
