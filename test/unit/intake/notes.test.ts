import { describe, expect, it } from 'vitest';
import { decideTable, holdsOrders } from '../../../electron/analysis/intake/table.ts';
import { sayIn } from '../../../shared/locales/index.ts';

/** Decide a table given by its columns. */
function decide(columns: Record<string, readonly string[]>) {
  const rows = Math.max(...Object.values(columns).map((cells) => cells.length));
  const inputs = Object.entries(columns).map(([name, cells], position) => {
    const counts = new Map<string, number>();
    for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
    return {
      position,
      name,
      values: [...counts.keys()],
      counts: [...counts.values()],
      beyond: 0,
      rows,
      sequence: false,
    };
  });
  return { rows, ...decideTable(inputs, rows, {}, []) };
}

const times = (n: number, cell: (i: number) => string) => Array.from({ length: n }, (_, i) => cell(i));

describe('the kind of table', () => {
  it.each([
    [
      'order lines with their customer',
      { InvoiceNo: times(400, (i) => `5${3000 + (i >> 2)}`), CustomerID: times(400, (i) => String(17000 + (i % 37))) },
      'sources:note.orderLines',
      'CustomerID',
    ],
    ['orders', { 订单编号: times(200, (i) => `3800000000${1000 + i}`) }, 'sources:note.orders', '订单编号'],
    [
      'order lines without a header',
      { '#1': times(300, (i) => `000${10 + (i % 90)}`) },
      'sources:note.orderLines',
      '#1',
    ],
  ])('%s', (_what, columns, key, column) => {
    const table = decide(columns);
    expect(table.notes).toContainEqual(
      expect.objectContaining({ key, values: expect.objectContaining({ column }) as object }),
    );
    expect(holdsOrders(table.columns, table.rows)).toBe(true);
  });

  it('customers are no orders', () => {
    const table = decide({ customer_id: times(200, (i) => `C${1000 + i}`), orders: times(200, (i) => String(i % 9)) });
    expect(holdsOrders(table.columns, table.rows)).toBe(false);
    expect(table.notes).toEqual([]);
  });
});

describe('what is counted and said of a column', () => {
  it('counts values as they are read, not as they are written', () => {
    const [column] = decide({ 茶兴趣: times(200, (i) => ['1', '２', '2', '3', '３', '4'][i % 6]!) }).columns;
    expect(column).toMatchObject({ type: 'number', distinct: 4 });
  });

  it('speaks of missing cells only where there are some', () => {
    const reason = (cells: readonly string[], lang: 'en' | 'zh-CN') =>
      sayIn(lang, decide({ visits: cells }).columns[0]!.reason);
    const whole = times(200, (i) => String(i % 40));
    expect(reason(whole, 'en')).toBe('Whole numbers 0–39');
    expect(reason(whole, 'zh-CN')).toBe('整数 0–39');
    const some = times(200, (i) => (i % 10 === 0 ? '' : String(i % 40)));
    expect(reason(some, 'en')).toBe('Whole numbers 1–39; 10% missing');
    expect(reason(some, 'zh-CN')).toBe('整数 1–39；缺 10%');
  });

  it('sets a space between Chinese and Latin in a list', () => {
    const said = (...values: string[]) =>
      sayIn('zh-CN', decide({ 类别: times(200, (i) => values[i % values.length]!) }).columns[0]!.reason);
    expect(said('Male', 'Female')).toBe('Male 和 Female，共 2 个值');
    expect(said('女', '男')).toBe('女和男，共 2 个值');
  });

  it.each([
    [0, '0%', '0%'],
    [0.0002, '<0.1%', '<0.1%'],
    [0.004, '0.4%', '0.4%'],
    [0.5, '50%', '50%'],
    [0.996, '99.6%', '99.6%'],
    [0.9999, '>99.9%', '>99.9%'],
    [1, '100%', '100%'],
  ])('prints the share %d so that 0%% is none and 100%% is all', (x, en, zh) => {
    expect(sayIn('en', { key: 'segments:value.percent', values: { x } })).toBe(en);
    expect(sayIn('zh-CN', { key: 'segments:value.percent', values: { x } })).toBe(zh);
  });
});
