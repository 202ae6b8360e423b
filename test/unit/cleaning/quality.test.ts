import { describe, expect, it } from 'vitest';
import { proposalsFor } from '../../../electron/analysis/cleaning/proposals.ts';
import { qualityOf } from '../../../electron/analysis/cleaning/quality.ts';
import type { QualityFacts } from '../../../electron/analysis/cleaning/judged.ts';
import type { CleanTable } from '../../../electron/analysis/cleaning/table.ts';
import { contextOf, once, tableOf } from './support.ts';

const FACTS: QualityFacts = { kind: 'customers', mapping: {}, importedAt: '2024-06-01T00:00:00.000Z', allowed: {} };
const judge = (table: CleanTable, facts: Partial<QualityFacts> = {}, raws: Record<number, string[]> = {}) =>
  qualityOf(table, contextOf(table, raws), { ...FACTS, ...facts });
const found = (table: CleanTable, facts: Partial<QualityFacts> = {}, raws: Record<number, string[]> = {}) =>
  Object.fromEntries(judge(table, facts, raws).findings.map((one) => [one.key, one.count]));

describe('quality', () => {
  it('is 1 where nothing is amiss, and the mean of what can be measured', () => {
    const table = tableOf([{ name: 'x', type: 'number', cells: [1, 2, 3] }]);
    const { score, parts } = judge(table);
    expect(score).toBe(1);
    expect(parts.uniqueness.value).toBeNull();
    expect(parts.timeliness).toMatchObject({ value: null, formula: { key: 'cleaning:formula.none.timeliness' } });
  });
  it('counts empty cells, and cells that cannot be read as invalid, not as empty', () => {
    const table = tableOf([{ name: 'x', type: 'number', cells: [1, null, null, 4] }]);
    const { parts, findings } = judge(table, {}, { 0: ['1', '', 'four', '4'] });
    expect(parts.completeness).toMatchObject({ value: 0.75, of: 4, bad: 1 });
    expect(parts.validity).toMatchObject({ value: 1 - 1 / 3, of: 3, bad: 1 });
    expect([...findings.find(({ key }) => key === 'unread:x')!.rows()]).toEqual([0, 0, 1, 0]);
    expect([...findings.find(({ key }) => key === 'missing:x')!.rows()]).toEqual([0, 1, 0, 0]);
  });
  it('knows what can hardly be: ages, births, days to come, stand-ins, broken e-mails and numbers', () => {
    const n = 40;
    const fill = <T>(first: T[], rest: (i: number) => T): T[] => [
      ...first,
      ...Array.from({ length: n - first.length }, (_, i) => rest(i)),
    ];
    const table = tableOf([
      { name: 'Age', type: 'number', cells: fill([-1, 130], (i) => 20 + i) },
      { name: 'Year_Birth', type: 'number', cells: fill([1893], (i) => 1960 + i) },
      { name: 'Income', type: 'number', cells: fill([666666], (i) => 30000 + i * 500) },
      {
        name: 'joined',
        type: 'date',
        cells: fill(['2025-01-01'], (i) => `2024-05-${String(1 + (i % 28)).padStart(2, '0')}`),
      },
      {
        name: 'mail',
        type: 'text',
        cells: fill(['none'], (i) => `a${i}@b.cn`),
        more: { role: 'personal', personal: 'email' },
      },
      {
        name: 'tel',
        type: 'text',
        cells: fill(['12'], (i) => `1380000${1000 + i}`),
        more: { role: 'personal', personal: 'phone' },
      },
      {
        name: 'card',
        type: 'text',
        cells: fill(['110101199003077774', '110101199003077758'], () => null),
        more: { role: 'personal', personal: 'residentId' },
      },
    ]);
    expect(found(table)).toMatchObject({
      'age:Age': 2,
      'birthYear:Year_Birth': 1,
      'standIn:Income': 1,
      'future:joined': 1,
      'email:mail': 1,
      'phone:tel': 1,
    });
    // the rules of personal columns name no value
    for (const { key, step } of judge(table).findings) if (/mail|tel|card/.test(key)) expect(step).toBeNull();
  });
  it('takes large numbers for what they are where there are many of them', () => {
    const cells = Array.from({ length: 100 }, (_, i) => (i < 80 ? i % 10 : i * 37)).concat([111, 222]);
    expect(found(tableOf([{ name: 'q', type: 'number', cells }]))).toEqual({});
  });
  it('finds rows and keys that are there twice, once each', () => {
    const more = { role: 'key' as const };
    const table = tableOf([
      { name: 'id', type: 'identifier', cells: ['1', '1', '2', '2', '3', '4', null, null], more },
      ...['a', 'b', 'c', 'd', 'e'].map((name) => ({
        name,
        type: 'number' as const,
        cells: [1, 1, 2, 3, 9, 9, 5, 6],
      })),
    ]);
    expect(found(table, { mapping: { customer: 'id' } })).toMatchObject({ duplicates: 1, sameKey: 1, apartFromKey: 1 });
    expect(judge(table, { mapping: { customer: 'id' } }).parts.uniqueness).toMatchObject({ of: 8, bad: 3 });
    // rows of one key that differ are for the join to merge, not to be dropped
    const { findings } = judge(table, { mapping: { customer: 'id' } });
    expect(findings.find(({ key }) => key === 'sameKey')!.step).toBeNull();
    // two orders of one customer are no copies
    expect(found(table, { kind: 'orders', mapping: { customer: 'id' } })).toEqual({ 'missing:id': 2, duplicates: 1 });
  });
  it('sees several ways of writing, several names of a place, and sums that do not add up', () => {
    const table = tableOf([
      { name: 'level', type: 'category', cells: ['Gold', 'gold', 'Gold', 'Silver'] },
      { name: 'place', type: 'category', cells: ['广东', '广东省', '北京', '北京'] },
    ]);
    expect(found(table)).toEqual({ 'variants:level': 1, 'regions:place': 1 });
    expect(judge(table).parts.consistency).toMatchObject({ of: 8, bad: 2, value: 0.75 });
    const sold = tableOf([
      { name: 'q', type: 'number', cells: Array.from({ length: 10 }, () => 2) },
      { name: 'p', type: 'number', cells: Array.from({ length: 10 }, () => 3) },
      { name: 'a', type: 'number', cells: [...Array.from({ length: 9 }, () => 6), 60] },
    ]);
    expect(found(sold, { kind: 'orders', mapping: { quantity: 'q', price: 'p', amount: 'a' } })).toEqual({
      'sum:a': 1,
    });
  });
  it('halves timeliness year by year after a month', () => {
    const value = (day: string) =>
      judge(tableOf([{ name: 'd', type: 'date', cells: [day, '2020-01-01'] }])).parts.timeliness.value;
    expect(value('2024-05-20')).toBe(1);
    expect(value('2023-05-03')).toBeCloseTo(0.5, 2);
    expect(value('2022-05-03')).toBeCloseTo(0.25, 2);
  });
});

describe('proposals', () => {
  const propose = (table: CleanTable) => proposalsFor(table, contextOf(table), FACTS);
  it('are steps that touch what they say they touch, and are gone once they were done', () => {
    const table = tableOf([
      { name: 'size', type: 'category', cells: ['L', 'Ｌ', 'M', 'm', 'M', 'L'] },
      { name: 'price', type: 'text', cells: ['1.5', '2', '30', '4.25', 'free', '6'] },
      { name: 'city', type: 'category', cells: ['上海', '上海市', '北京', '北京', '上海', '天津'] },
    ]);
    const proposals = propose(table);
    expect(proposals.map(({ id, rows }) => [id, rows])).toEqual([
      ['writing', 1],
      ['number:price', 6],
      ['regions:city', 5],
      ['variants:size', 2],
    ]);
    for (const { step, rows } of proposals) expect(once(table, step).report.touched).toBe(rows);
    let clean = table;
    for (const { step } of proposals) clean = once(clean, step).table;
    expect(proposalsFor(clean, contextOf(table), FACTS).map(({ id }) => id)).toEqual([]);
  });
  it('give a rare level the name of a frequent one it is written like, or of the rest, and leave a lone one alone', () => {
    const often = Array.from({ length: 3000 }, (_, i) => (i % 2 === 0 ? 'Divorced' : 'Married'));
    const groups = (...more: string[]) => {
      const table = tableOf([{ name: 'status', type: 'category', cells: [...often, ...more] }]);
      const { step } = propose(table).find(({ id }) => id === 'rare:status') ?? {};
      if (step?.op === 'map') expect(propose(once(table, step).table).map(({ id }) => id)).not.toContain('rare:status');
      return step?.op === 'map' ? step.groups : null;
    };
    expect(groups('Absurd')).toBeNull();
    expect(groups('Divorcde', 'Absurd')).toEqual([{ from: ['Divorcde'], to: 'Divorced' }]);
    expect(groups('Absurd', 'YOLO', ...Array.from({ length: 40 }, () => 'other'))).toEqual([
      { from: ['Absurd', 'YOLO'], to: 'other' },
    ]);
    expect(groups('离异', 'YOLO')).toEqual([{ from: ['离异', 'YOLO'], to: '其他' }]);
  });
  it('name rare levels beside frequent ones, and traditional characters among simplified ones', () => {
    const cells = [
      ...Array.from({ length: 1200 }, (_, i) => (i % 2 === 0 ? 'Single' : 'Married')),
      'YOLO',
      'YOLO',
      'Absurd',
    ];
    const [rare] = propose(tableOf([{ name: 'status', type: 'category', cells }]));
    expect(rare).toMatchObject({ id: 'rare:status', rows: 3 });
    expect(rare!.step).toMatchObject({ groups: [{ from: ['YOLO', 'Absurd'], to: 'Other' }] });
    const words = ['红茶', '绿茶', '紅茶', '绿茶', '绿茶'];
    expect(propose(tableOf([{ name: 'tea', type: 'category', cells: words }])).map(({ id }) => id)).toContain(
      'traditional:tea',
    );
  });
});
