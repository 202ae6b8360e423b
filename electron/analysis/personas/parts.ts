import type { Attribute } from '../../../shared/contract/customers.ts';
import type { Part } from '../../../shared/card/presets.ts';

/** How an attribute is read for a card. `birthYear` and `birthDate` are told as ages, as is `age`. */
export type Reading = 'number' | 'age' | 'category' | 'boolean' | 'birthYear' | 'birthDate';

/** An attribute a card may speak of. */
export type CardAttribute = Attribute & { readonly reading: Reading };

const BIRTH = /birth|\bdob\b|出生|生日/i;
const WORDS: Record<Part, RegExp> = {
  age: /(^|[^a-z])ages?([^a-z]|$)|年龄|年纪|岁/i,
  gender: /gender|(^|[^a-z])sex([^a-z]|$)|性别/i,
  income: /income|salary|earnings|收入|薪/i,
  occupation: /occupation|profession|(^|[^a-z])jobs?([^a-z]|$)|职业|岗位|工种/i,
  education: /education|degree|学历|教育|文化程度/i,
  family: /marital|married|family|household|kids?|child|婚|家庭|子女|孩子/i,
  region: /city|region|state|province|country|district|城市|地区|省|区域|国家/i,
};

/** Which kinds of reading fit a part. */
const FITTING: Record<Part, readonly Reading[]> = {
  age: ['birthDate', 'age', 'birthYear', 'category'],
  gender: ['category', 'boolean'],
  income: ['number', 'category'],
  occupation: ['category'],
  education: ['category'],
  family: ['category', 'boolean', 'number'],
  region: ['category'],
};

/**
 * The attributes a card may speak of: no keys, free text or identifiers, and no personal data but the year somebody
 * was born in, which is told in age bands only.
 */
export function cardAttributes(attributes: readonly Attribute[]): CardAttribute[] {
  return attributes.flatMap((attribute) => {
    const reading = readingOf(attribute);
    return reading === null ? [] : [{ ...attribute, reading }];
  });
}

function readingOf(attribute: Attribute): Reading | null {
  const { type, role, personal, name } = attribute;
  const born = personal === 'birthDate' || (personal === null && BIRTH.test(name));
  if (born && type === 'date' && (role === 'personal' || role === 'attribute')) return 'birthDate';
  if (role !== 'attribute' || personal !== null) return null;
  if (type === 'number') return born ? 'birthYear' : WORDS.age.test(name) ? 'age' : 'number';
  if (type === 'boolean') return 'boolean';
  return type === 'category' && attribute.distinct >= 2 ? 'category' : null;
}

/** Which attribute plays which part: the first in file order that fits; each plays one part. */
export function chooseParts(attributes: readonly CardAttribute[]): Map<Part, CardAttribute> {
  const chosen = new Map<Part, CardAttribute>();
  const taken = new Set<number>();
  for (const part of Object.keys(WORDS) as Part[]) {
    const fitting = attributes.filter((one) => !taken.has(one.id) && fits(one, part));
    // a kind listed earlier is told better: ages from birth dates before bands somebody else made
    const best = fitting.toSorted(
      (a, b) => FITTING[part].indexOf(a.reading) - FITTING[part].indexOf(b.reading) || a.position - b.position,
    )[0];
    if (!best) continue;
    chosen.set(part, best);
    taken.add(best.id);
  }
  return chosen;
}

function fits(attribute: CardAttribute, part: Part): boolean {
  if (!FITTING[part].includes(attribute.reading)) return false;
  if (/^birth/.test(attribute.reading)) return true;
  // "shipping country" describes an order, not a person
  if (attribute.dimension !== null && attribute.dimension !== 'basic' && attribute.dimension !== 'lifecycle')
    return false;
  return WORDS[part].test(attribute.name);
}

const CURRENCY = /^([¥￥$€£₩₹₽元]|元|rmb|cny|usd|eur|gbp)$/i;
const MONEY =
  /amount|spend|spent|monetary|revenue|sales|turnover|mnt|paid|payment|金额|消费额|销售额|支付|花费|营收|消费总/i;
/** Amounts of which a sum says nothing: prices, scores, rates. */
const UNSUMMABLE = /price|score|rating|index|average|mean|avg|rate|单价|客单|均|评分|指数|比|率/i;
const OFTEN = /freq|visits?|orders?|purchases?|times|trips|sessions|到店|频次|次数|下单|访问|购买/i;

/** Whether a number is money that can be summed over customers. */
export const isMoney = (one: CardAttribute): boolean =>
  one.reading === 'number' &&
  one.dimension === 'consumption' &&
  !UNSUMMABLE.test(one.name) &&
  (CURRENCY.test(one.unit ?? '') || MONEY.test(one.name));

/** Whether a number counts how often a customer comes or buys. */
export const isFrequency = (one: CardAttribute): boolean =>
  one.reading === 'number' &&
  (one.dimension === 'behaviour' || one.dimension === 'consumption') &&
  !one.format.percent &&
  !CURRENCY.test(one.unit ?? '') &&
  !UNSUMMABLE.test(one.name) &&
  OFTEN.test(one.name);
