import { expect, test } from 'vitest';
import { isYear, saysYear } from '../../../shared/attribute.ts';

test.each([
  'Year_Birth',
  'year',
  'Birth year',
  '出生年份',
  '年份',
  '年',
  '年度',
  '成立年份',
  'Founded',
  'Customer since',
  'model yr',
])('%s holds years', (name) => {
  expect(saysYear(name)).toBe(true);
  expect(isYear(name, 1987)).toBe(true);
  expect(isYear(name, 42)).toBe(false);
  expect(isYear(name, 20_260)).toBe(false);
});

test.each([
  '近一年消费额',
  '近一年到店次数',
  '年龄',
  '年收入',
  'Yearly spend',
  'Spend this year',
  'Spend last_year',
  'Orders per year',
  'Spend in 3 years',
  'Yearning',
  'Eyear',
])('%s does not, though the figure may look like one', (name) => {
  expect(isYear(name, 2000)).toBe(false);
});
