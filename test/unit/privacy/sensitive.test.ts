import { expect, it } from 'vitest';
import { sensitiveKind } from '../../../electron/analysis/privacy/sensitive.ts';

it.each([
  ['Blood type', 'health'],
  ['Allergies', 'health'],
  ['健康状况', 'health'],
  ['过敏史', 'health'],
  ['Religion', 'belief'],
  ['政治面貌', 'belief'],
  ['ethnicity', 'origin'],
  ['民族', 'origin'],
  ['store_latitude', 'place'],
  ['GPS 轨迹', 'place'],
  ['credit_score', 'finance'],
  ['征信记录', 'finance'],
  ['fingerprint', 'biometric'],
  ['人脸特征', 'biometric'],
  ['sexual orientation', 'intimate'],
])('%s is sensitive: %s', (name, kind) => {
  expect(sensitiveKind(name)).toBe(kind);
});

it.each([
  ...[
    'Income',
    'Annual Income (k$)',
    'age',
    'Spending Score',
    'Balance',
    'loan',
    'Quantity',
    'platform',
    'Latte',
    'brace',
  ],
  ...['城市', '收入', '年龄', '健康产品消费额', '人民币金额', '定位', '信用卡消费额'],
  'My health is very important to me when I shop',
])('%s is not', (name) => {
  expect(sensitiveKind(name)).toBeNull();
});
