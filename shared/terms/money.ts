import type { ColumnFormat, ColumnType } from '../domain.ts';

const MONEY =
  /(?:^|[^a-z])(?:amount|amt|spend|spent|spending|revenue|sales|turnover|income|salary|earnings|price|cost|fee|fees|payment|paid|monetary|gmv|mnt)(?:[^a-z]|$)|金额|消费额|销售额|成交额|实付|应付|支付额|花费|费用|营收|收入|薪|单价|客单价|售价|总价|余额|充值|储值/i;
const COUNTED =
  /(?:^|[^a-z])(?:count|counts|qty|quantity|number|num|no|times|orders|visits|days|rate|ratio|share|pct|percent|percentage|score|index|rank|level|group|band|range|type|method|date|year)(?:[^a-z]|$)|次数|数量|频次|件数|笔数|单数|占比|比例|率|分数|评分|得分|指数|排名|等级|天数|年份|方式|类型|档/i;

/** Where the words of a code begin: `MntWines` has the word mnt. */
const spaced = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[_-]+/g, ' ');

/** What is asked of a column to say whether it is money. */
export interface MoneyColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly format?: ColumnFormat;
}

/** Whether a column holds amounts of money without saying of which currency: by its header and by what its cells have not. */
export const lacksCurrency = ({ name, type, format = {} }: MoneyColumn): boolean =>
  type === 'number' &&
  format.unit === undefined &&
  !format.percent &&
  format.duration === undefined &&
  MONEY.test(spaced(name)) &&
  !COUNTED.test(spaced(name));

const CURRENCY = /^(?:currency|currency ?code|ccy|币种|货币|货币单位|币别)$/i;

/** Whether a column says row by row of which currency amounts are. */
export const saysCurrency = ({ name, type }: MoneyColumn): boolean =>
  type !== 'number' && CURRENCY.test(spaced(name).trim());

/** Currencies that can be chosen, and the sign or code by which amounts are printed. */
export const CURRENCIES = {
  ...{ CNY: '¥', USD: '$', EUR: '€', GBP: '£', HKD: 'HK$', TWD: 'NT$', JPY: 'JPY', KRW: '₩', INR: '₹' },
  ...{ SGD: 'S$', AUD: 'A$', CAD: 'CA$', CHF: 'CHF', MOP: 'MOP', MYR: 'MYR', THB: 'THB', BRL: 'BRL', MXN: 'MXN' },
} as const;
/** Code of a currency that can be chosen (ISO 4217). */
export type CurrencyCode = keyof typeof CURRENCIES;
/** Whether a text is the code of a currency that can be chosen. */
export const isCurrencyCode = (text: string): text is CurrencyCode => Object.hasOwn(CURRENCIES, text);

/** By what sign each currency may be known in cells; a sign of several is that of the first. */
const SIGNS: readonly (readonly [CurrencyCode, readonly string[]])[] = [
  ['CNY', ['¥', '￥', '元', 'RMB', 'CNY', 'CN¥', '人民币', '万元']],
  ['USD', ['$', 'US$', 'USD', '美元']],
  ['EUR', ['€', 'EUR', '欧元']],
  ['GBP', ['£', 'GBP']],
  ['HKD', ['HK$', 'HKD', '港元', '港币']],
  ['TWD', ['NT$', 'TWD']],
  ['JPY', ['JPY', 'JP¥', '日元', '円']],
  ['KRW', ['₩', 'KRW']],
  ['INR', ['₹', 'INR', 'Rs', 'Rs.']],
];

/**
 * The currency to propose: the one whose signs most columns have, else the one of the reader's language.
 * @param units units of the columns there are
 */
export function proposedCurrency(units: readonly (string | null | undefined)[], lang: string): CurrencyCode {
  const tally = SIGNS.map(([code, signs]) => ({ code, n: units.filter((unit) => signs.includes(unit ?? '')).length }));
  const best = tally.reduce((a, b) => (b.n > a.n ? b : a));
  if (best.n > 0) return best.code;
  return lang.startsWith('zh') ? 'CNY' : 'USD';
}
