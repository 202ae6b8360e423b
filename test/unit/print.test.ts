import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandLabel, numberBands } from '../../electron/analysis/personas/bands.ts';
import { printAmount, printDate, printPoint, printValue, unitLeads, withUnit } from '../../shared/print.ts';

describe('how values read', () => {
  it.each([
    ['¥', '¥1,234.5'],
    ['￥', '¥1,234.5'],
    ['US$', 'US$1,234.5'],
    ['€', '€1,234.5'],
    ['CNY', 'CNY 1,234.5'],
    ['元', '1,234.5 元'],
    ['kg', '1,234.5 kg'],
    // three capital letters that are no currency
    ['BMI', '1,234.5 BMI'],
    ['MB', '1,234.5 MB'],
    ['', '1,234.5'],
  ])('an amount stands with its unit %s', (unit, text) => {
    expect(printAmount(1234.5, unit, 'zh-CN')).toBe(text);
    expect(printAmount(1234.5, unit, 'en')).toBe(text);
  });

  it('a minus is one, and stands before the sign', () => {
    expect(printAmount(-12, '¥', 'en')).toBe('−¥12');
    expect(printAmount(-12, '元', 'zh-CN')).toBe('−12 元');
    expect(printValue(-0.25, { type: 'number' }, 'zh-CN')).toBe('−0.25');
    expect(withUnit('–', '')).toBe('–');
  });

  it('a date is its day, and its time where it has one', () => {
    expect(printDate('2024-03-05')).toBe('2024-03-05');
    expect(printDate('2024-03-05T10:20:00')).toBe('2024-03-05 10:20');
    expect(printDate('2024-03-05T10:20:30')).toBe('2024-03-05 10:20:30');
    expect(printDate('spring')).toBe('spring');
  });

  it.each([
    [2024, { type: 'number', name: '出生年份' }, '2024'],
    [2024, { type: 'number', name: 'Year_Birth' }, '2024'],
    // what was spent in a year is no year, and neither is 12 under such a header
    [2000, { type: 'number', name: '近一年消费额' }, '2,000'],
    [12, { type: 'number', name: 'Year' }, '12'],
    [0.1234, { type: 'number', format: { percent: true } }, '12.3%'],
    [1234.5678, { type: 'number' }, '1,234.57'],
    [0.12345, { type: 'number' }, '0.1235'],
    ['2024-03-05T10:20:00', { type: 'date' }, '2024-03-05 10:20'],
    ['李*', { type: 'text', role: 'personal' }, '李*'],
    [13800000000, { type: 'number', role: 'personal' }, '13800000000'],
    [null, { type: 'number' }, ''],
  ] as const)('%j of %j reads the same in both languages', (value, column, text) => {
    expect(printValue(value, column, 'zh-CN')).toBe(text);
    expect(printValue(value, column, 'en')).toBe(text);
  });

  it('yes and no are words', () => {
    expect([0, 1, '0', '1'].map((one) => printValue(one, { type: 'boolean' }, 'zh-CN'))).toEqual([
      '否',
      '是',
      '否',
      '是',
    ]);
    expect([0, 1].map((one) => printValue(one, { type: 'boolean' }, 'en'))).toEqual(['No', 'Yes']);
  });

  it('a figure of an axis has fewer decimals the greater it is', () => {
    const point = (value: number) => printPoint(value, { type: 'number' }, 'en');
    expect([1.234, 12.34, 123.4, -1.5].map(point)).toEqual(['1.23', '12.3', '123', '−1.5']);
    expect(printPoint(Date.UTC(2024, 2, 5, 13), { type: 'date' }, 'en')).toBe('2024-03-05');
    expect(printPoint(1990.4, { type: 'number', name: '出生年份' }, 'en')).toBe('1990');
  });

  it('a band says its numbers as a value says them', () => {
    const sorted = Float64Array.from({ length: 400 }, (_, i) => i * 25);
    const bands = numberBands(1, sorted, { unit: '￥', percent: false, year: false })!;
    expect(bands.levels.map(({ label }) => label)).toEqual(bands.levels.map(({ band }) => bandLabel(band!)));
    expect(bands.levels.at(-1)!.label).toBe(`≥ ${printAmount(bands.cuts.at(-1)!, '¥', 'en')}`);
  });

  it('any unit leaves the number whole', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.string(), (value, unit) => {
        const text = printAmount(value, unit, 'en');
        const bare = printAmount(Math.abs(value), '', 'en');
        expect(text).toContain(bare);
        expect(unitLeads('')).toBe(false);
      }),
    );
  });
});
