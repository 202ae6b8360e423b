import { describe, expect, it } from 'vitest';
import { addDecimalEvidence, looksNumeric, readNumber } from '../../../electron/analysis/intake/numbers.ts';
import { column } from './data.ts';

describe('numbers as people write them', () => {
  it.each<[string, number]>([
    ['1234', 1234],
    ['-5', -5],
    ['+2', 2],
    ['.28', 0.28],
    ['￥1,234', 1234],
    ['¥ 1,234.50', 1234.5],
    ['$1,234.50', 1234.5],
    ['-$5.20', -5.2],
    ['1,234,567', 1234567],
    ['1.2万', 12000],
    ['1.13万', 11300],
    ['3亿', 3e8],
    ['1.2万元', 12000],
    ['12%', 0.12],
    ['29%', 0.29],
    ['０．５％', 0.005],
    ['１２，３４５', 12345],
    ['(1,234)', -1234],
    ['1,234-', -1234],
    ['18.3 MM', 18300000],
    ['2.3 M', 2300000],
    ['1.2k', 1200],
    ['5 B', 5e9],
    ['1e5', 100000],
    ['25岁', 25],
    ["1'234.5", 1234.5],
    ['1 234.5', 1234.5],
    ['USD 12', 12],
  ])('%s is %d', (text, value) => {
    expect(readNumber(text, '.')?.value).toBe(value);
  });

  it.each<[string, number]>([
    ['1.234,56', 1234.56],
    ['1234,5', 1234.5],
    ['1.234', 1234],
    ['454 000,00', 454000],
  ])('%s with a decimal comma is %d', (text, value) => {
    expect(readNumber(text, ',')?.value).toBe(value);
  });

  it.each([
    '',
    'abc',
    '12abc',
    '1,23,4',
    '1.2.3',
    '--5',
    '2024-03-05',
    '10:30',
    'Infinity',
    'NaN',
    '0x10',
    '1 2',
    '5%%',
    '第3名',
  ])('%s is no number', (text) => {
    expect(readNumber(text, '.')).toBeNull();
  });

  it('says what was taken off', () => {
    expect(readNumber('￥1.2万', '.')).toMatchObject({ value: 12000, unit: '¥', magnitude: '万', percent: false });
    expect(looksNumeric('1.234.567,8')).toBe(true);
  });

  it('settles the decimal sign on the whole column', () => {
    const evidence = { point: 0, comma: 0 };
    for (const cell of ['1.234', '2.345', '1.234,50']) addDecimalEvidence(evidence, cell, 1);
    expect(evidence.comma).toBeGreaterThan(evidence.point);
    const german = column('Umsatz', ['1.234,50', '2.000', '17,5', '1.000.000']);
    expect(german).toMatchObject({ type: 'number', format: { decimal: ',' }, invalid: 0 });
    const english = column('amount', ['1,234.50', '2,000', '17.5']);
    expect(english).toMatchObject({ type: 'number', format: { decimal: '.' }, invalid: 0 });
  });

  it('reads a percentage as a share and counts what exceeds the whole', () => {
    const guess = column('用券率', ['12%', '40%', '7%', '110%', '99%']);
    expect(guess.type).toBe('number');
    expect(guess.reason.key).toBe('sources:why.number.percent');
    expect(guess.warnings).toContainEqual({ key: 'sources:warn.overHundred', values: { n: 1 } });
  });
});
