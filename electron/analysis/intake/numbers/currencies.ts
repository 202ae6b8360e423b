import { CURRENCY_LIST } from './currencyList.ts';

/** What a sign or word may stand for: codes of ISO 4217. */
export type Currencies = ReadonlySet<string>;

/** Everyday words that the tables of languages do not have; 元 is a dollar and a yuan. */
const WORDS: Readonly<Record<string, string>> = {
  ...{ '¥': 'CNY JPY', 人民币: 'CNY', RMB: 'CNY', rmb: 'CNY', 块: 'CNY', 块钱: 'CNY', 圆: 'CNY JPY', 円: 'JPY' },
  ...{
    元: 'CNY TWD HKD MOP',
    '元/月': 'CNY',
    '元/年': 'CNY',
    港元: 'HKD',
    港币: 'HKD',
    美元: 'USD',
    欧元: 'EUR',
    日元: 'JPY',
  },
  ...{
    英镑: 'GBP',
    'Rs.': 'INR PKR LKR NPR MUR',
    'RS.': 'INR',
    Rs: 'INR PKR LKR NPR MUR',
    'Fr.': 'CHF',
    'SFr.': 'CHF',
  },
  ...{ euro: 'EUR', euros: 'EUR', Euro: 'EUR', EURO: 'EUR', 'US-$': 'USD', CA$: 'CAD', C$: 'CAD NIO', S$: 'SGD' },
};

let made: Map<string, Set<string>> | null = null;

/** Signs, short names and codes of all currencies, and the everyday words. */
function table(): Map<string, Set<string>> {
  if (made) return made;
  const signs = (made = new Map<string, Set<string>>());
  const put = (sign: string, code: string) => {
    const known = signs.get(sign);
    if (known) known.add(code);
    else signs.set(sign, new Set([code]));
  };
  for (const line of CURRENCY_LIST.trim().split('\n')) {
    const [code, ...written] = line.split(' ');
    for (const sign of written) put(sign, code!);
  }
  for (const [word, codes] of Object.entries(WORDS)) for (const code of codes.split(' ')) put(bare(word), code);
  return signs;
}

/** A sign without blanks and marks of direction. */
export const bare = (sign: string): string => sign.replace(/[\s\u200e\u200f\u061c]/g, '');

/** Longest sign of a currency. */
const LONGEST = 8;
/** The currencies that a sign, code or word may stand for (`US $`, `kr`, `INR`, `元`); undefined for none. Case matters. */
export const currenciesOf = (sign: string): Currencies | undefined =>
  sign.length > LONGEST * 2 ? undefined : table().get(bare(sign));

/** Whether several signs may all stand for one currency: `$`, `US$` and `USD`, but not `$` and `€`. Others are passed over. */
export function agree(signs: Iterable<string>): boolean {
  let common: string[] | null = null;
  for (const sign of signs) {
    const own = currenciesOf(sign) ?? currenciesOf(sign.toUpperCase());
    if (!own) continue;
    common = common === null ? [...own] : common.filter((code) => own.has(code));
    if (common.length === 0) return false;
  }
  return true;
}
