import { describe, expect, it } from 'vitest';
import type { ColumnFormat, ColumnType } from '../../../shared/domain.ts';
import { readableName } from '../../../shared/terms/codes.ts';
import { isCurrency, splitUnit, unitCalled } from '../../../shared/terms/units.ts';
import { lacksCurrency, proposedCurrency, saysCurrency } from '../../../shared/terms/money.ts';
import {
  changedTerm,
  type Nameable,
  type StoredTerm,
  termOf,
  termsIn,
  termsOf,
  withChanges,
} from '../../../shared/terms/term.ts';

const column = (
  name: string,
  change: { type?: ColumnType; format?: ColumnFormat; reason?: string } = {},
): Nameable => ({
  name,
  type: change.type ?? 'number',
  format: change.format ?? {},
  ...(change.reason === undefined ? {} : { reason: { key: change.reason } }),
});
const stored = (name: string, change: Partial<StoredTerm>): StoredTerm => ({
  name,
  label: null,
  unit: null,
  meaning: null,
  values: null,
  ...change,
});
const nothing = termsIn([], null);

describe('readable names of codes', () => {
  it.each([
    ['MntWines', 'Mnt wines'],
    ['total_spent', 'Total spent'],
    ['CustomerID', 'Customer ID'],
    ['customerId', 'Customer ID'],
    ['customer_id', 'Customer ID'],
    ['NumWebPurchases', 'Num web purchases'],
    ['CUSTOMER_ID', 'Customer ID'],
    ['TOTAL_AMT', 'Total amt'],
    ['HTTPStatus', 'HTTP status'],
    ['Dt_Customer', 'Dt customer'],
    ['AcceptedCmp3', 'Accepted cmp3'],
    ['Z_CostContact', 'Z cost contact'],
    ['rfm_score', 'RFM score'],
    ['order-date', 'Order date'],
    ['PayPal_fee', 'PayPal fee'],
  ])('%s is %s', (code, name) => {
    expect(readableName(code)).toBe(name);
  });
  it.each([
    'age',
    'Income',
    'Q1_2',
    'col_3',
    'iPhone',
    'PayPal',
    '消费金额',
    'Total spent',
    'a.b_c',
    'x',
    '',
    'ID',
    '2_fast',
  ])('%j is left as it is', (code) => {
    expect(readableName(code)).toBeNull();
  });
});

describe('units in headers', () => {
  it.each([
    ['身高(cm)', '身高', 'cm'],
    ['消费金额（元）', '消费金额', '元'],
    ['Weight [kg]', 'Weight', 'kg'],
    ['Weight (KG)', 'Weight', 'kg'],
    ['Age (years)', 'Age', 'years'],
    ['Amount (USD)', 'Amount', '$'],
    ['金额(人民币)', '金额', '¥'],
    ['成交额【万元】', '成交额', '万元'],
    ['占比(%)', '占比', '%'],
    ['房价（单位：元）', '房价', '元'],
    ['Length (unit: mm)', 'Length', 'mm'],
    ['height_cm', 'height', 'cm'],
  ])('%s is %s in %s', (header, name, unit) => {
    expect(splitUnit(header)).toEqual({ name, unit });
  });
  it.each(['来店原因(多选)', '推荐意愿(0-10)', 'Score (of 10)', '(cm)', 'time_min', 'Price', '订单（含退款）', 'cm'])(
    '%s has none',
    (header) => {
      expect(splitUnit(header)).toEqual({ name: header, unit: null });
    },
  );
  it('knows money from measures', () => {
    expect([isCurrency('元'), isCurrency('¥'), isCurrency('HKD'), isCurrency('kg'), isCurrency('年')]).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect([unitCalled('公斤'), unitCalled('Euros'), unitCalled('percent'), unitCalled('bananas')]).toEqual([
      '公斤',
      '€',
      '%',
      null,
    ]);
  });
});

describe('money without a sign', () => {
  it('is told by the header, and not where something is counted or the cells have a unit', () => {
    const money = ['MntWines', 'total_spent', 'Income', 'unit price', '消费金额', '客单价', 'avg_order_amount'];
    const other = [
      'Orders',
      'sales_count',
      '消费次数',
      'price level',
      '消费占比',
      'Age',
      '支付方式',
      'amount_of_visits_days',
    ];
    expect(money.filter((name) => lacksCurrency(column(name)))).toEqual(money);
    expect(other.filter((name) => lacksCurrency(column(name)))).toEqual([]);
    expect(lacksCurrency(column('Income', { format: { unit: '$' } }))).toBe(false);
    const says = ['Currency', 'currency_code', 'CurrencyCode', '币种', '货币', 'Currency rate', 'current'];
    expect(says.filter((name) => saysCurrency(column(name, { type: 'category' })))).toEqual(says.slice(0, 5));
    expect(saysCurrency(column('Currency', { type: 'number' }))).toBe(false);
    expect(lacksCurrency(column('Income', { type: 'category' }))).toBe(false);
    expect(lacksCurrency(column('价格', { format: { percent: true } }))).toBe(false);
  });
  it('proposes the currency most columns have, else that of the language', () => {
    expect(proposedCurrency(['€', '¥', '€', null], 'zh-CN')).toBe('EUR');
    expect(proposedCurrency(['元', 'kg'], 'en')).toBe('CNY');
    expect(proposedCurrency([], 'zh-CN')).toBe('CNY');
    expect(proposedCurrency([undefined], 'en')).toBe('USD');
  });
});

describe('what people read of a column', () => {
  it('is what was said, else what the file says, else the header', () => {
    expect(termOf(column('MntWines'), nothing)).toEqual({
      label: 'Mnt wines',
      unit: null,
      labelFrom: 'code',
      unitFrom: null,
    });
    const said = termsIn([stored('MntWines', { label: '葡萄酒消费', unit: '¥' })], null);
    expect(termOf(column('MntWines'), said)).toEqual({
      label: '葡萄酒消费',
      unit: '¥',
      labelFrom: 'own',
      unitFrom: 'own',
    });
    expect(termOf(column('q1', { format: { label: 'How satisfied are you?' } }), nothing)).toMatchObject({
      label: 'How satisfied are you?',
      labelFrom: 'file',
    });
    expect(termOf(column('身高(cm)'), nothing)).toEqual({
      label: '身高',
      unit: 'cm',
      labelFrom: 'code',
      unitFrom: 'header',
    });
    // text in brackets of a column that holds no numbers is no unit
    expect(termOf(column('身高(cm)', { type: 'text' }), nothing)).toMatchObject({ label: '身高(cm)', unit: null });
    expect(termOf(column('my_formula', { reason: 'derive:reason.own' }), nothing).label).toBe('my_formula');
  });
  it('has the unit of the cells before that of the header, and the currency where neither speaks', () => {
    const yuan = termsIn([], 'CNY');
    expect(termOf(column('金额（元）', { format: { unit: '¥' } }), yuan)).toMatchObject({
      unit: '¥',
      unitFrom: 'cells',
    });
    expect(termOf(column('MntWines'), yuan)).toMatchObject({ unit: '¥', unitFrom: 'currency' });
    expect(termOf(column('Age'), yuan)).toMatchObject({ unit: null, unitFrom: null });
    const none = termsIn([stored('MntWines', { unit: '' })], 'CNY');
    expect(termOf(column('MntWines'), none)).toMatchObject({ unit: null, unitFrom: 'own' });
    expect(termOf(column('MntWines'), termsIn([], '')).unit).toBeNull();
  });
  it('is one for spellings of one name', () => {
    const said = termsIn([stored('customer_id', { label: '客户号' })], null);
    expect(['customer_id', 'CustomerID', 'CUSTOMER ID'].map((name) => termOf(column(name), said).label)).toEqual([
      '客户号',
      '客户号',
      '客户号',
    ]);
  });
  it('keeps headers apart that would read the same', () => {
    const found = termsOf([column('金额(元)'), column('金额(美元)'), column('数量(件)')], nothing);
    expect(found.map(({ label, unit }) => [label, unit])).toEqual([
      ['金额(元)', '元'],
      ['金额(美元)', '$'],
      ['数量', '件'],
    ]);
  });
});

describe('changes of names that are not stored yet', () => {
  it('change what they name and leave the rest', () => {
    const before = stored('MntWines', { label: 'Wine', unit: '€', values: ['1', '2'] });
    expect(changedTerm(before, { name: 'mnt_wines', unit: '', meaning: 'spent in two years' })).toEqual({
      name: 'MntWines',
      label: 'Wine',
      unit: '',
      meaning: 'spent in two years',
      values: ['1', '2'],
    });
    expect(changedTerm(before, { name: 'MntWines', label: null })).toMatchObject({ label: null, unit: '€' });
  });
  it('stand over what is stored, under whichever spelling of a name', () => {
    const terms = termsIn([stored('MntWines', { label: 'Wine', unit: '€' })], 'EUR');
    const now = withChanges(terms, [
      { name: 'mnt_wines', label: 'Wine bought' },
      { name: 'Height', unit: 'cm' },
    ]);
    expect(termOf(column('MntWines'), now)).toMatchObject({ label: 'Wine bought', unit: '€', labelFrom: 'own' });
    expect(termOf(column('Height'), now)).toMatchObject({ label: 'Height', unit: 'cm', unitFrom: 'own' });
    expect(now.currency).toBe('EUR');
    expect(termOf(column('MntWines'), terms).label).toBe('Wine');
    expect(withChanges(terms, [])).toBe(terms);
  });
});
