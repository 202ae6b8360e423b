import { fold, saysNothing } from './normal.ts';

/** What tills and shops write where they do not know the customer, without blanks and signs. */
const WORDS = new Set(
  (
    'guest guests walkin walkins anonymous anon nobody noname nonmember notmember notregistered unregistered ' +
    'cash cashsale cashcustomer passerby nocustomer default general defaultcustomer generalcustomer onetime onetimecustomer ' +
    'casual counter countersale retailcustomer miscellaneouscustomer ' +
    '散客 散户 匿名 匿名者 游客 过路客 过客 路人 路客 访客 非会员 无会员 未注册 未登录 未登记 无名 无名氏 现金 零售散客 ' +
    '零售 零售客户 普通散客 临时 临时客 临时客户 门市 门市散客 到店散客 默认客户 默认会员 现金客户'
  ).split(' '),
);
/** Words that such a stand-in may come with: guest checkout, walk-in customer, 匿名用户. */
const WITH =
  /(?:customers?|clients?|buyers?|users?|members?|shoppers?|visitors?|checkout|account|purchase|order|client|顾客|客户|用户|会员|买家|客人|消费者|购买)$/;
/** Longer cells hold a text. */
const LONGEST = 60;

/** Cells without a name or a number, besides those that say so in a word. */
const NONE = new Set('unknown none nil null na notapplicable unassigned 未知 无 不详'.split(' '));

/** Does a name stand for whoever comes: guest, Walk-in Customer, 散客, 匿名用户? Whole cells only. */
export function isStranger(cell: string): boolean {
  if (cell.length > LONGEST) return false;
  const plain = fold(cell).replaceAll(/[^\p{L}\p{N}]/gu, '');
  return WORDS.has(plain) || WORDS.has(plain.replace(WITH, ''));
}

/**
 * Does a customer number stand for nobody: a stranger, N/A, unknown, a dash? Zeros are judged by what else is there
 * ({@link isEmptyNumber}).
 */
export function isStandIn(cell: string): boolean {
  if (cell.length > LONGEST) return false;
  const folded = fold(cell);
  if (folded === '' || folded.includes('*')) return false;
  const plain = folded.replaceAll(/[^\p{L}\p{N}]/gu, '');
  return (
    plain === '' || NONE.has(plain) || NONE.has(plain.replace(WITH, '')) || isStranger(cell) || saysNothing(folded)
  );
}

/** A number for "none" that is in so many times the rows of the next customer is nobody's. */
export const TIMES_NEXT = 3;
/** In so many rows at least. */
export const FEWEST_ROWS = 5;

/**
 * How many customers the values of a customer column name at first sight, without those that stand for nobody; a join looks at
 * names and telephones as well.
 * @param counts rows by value, the commonest first
 * @returns different values, and the rows that have one of them
 */
export function namedCustomers(counts: Iterable<readonly [string, number]>): { customers: number; rows: number } {
  const found = { customers: 0, rows: 0 };
  const numbers: number[] = [];
  let most = 0;
  for (const [value, count] of counts) {
    // what a platform has masked tells nobody apart
    if (value.includes('*') || isStandIn(value)) continue;
    if (isEmptyNumber(value.trim())) {
      numbers.push(count);
      continue;
    }
    most = Math.max(most, count);
    found.customers++;
    found.rows += count;
  }
  for (const count of numbers)
    if (count < FEWEST_ROWS || count < TIMES_NEXT * most) {
      found.customers++;
      found.rows += count;
    }
  return found;
}

/** 0, 00000000, -1, 99999: numbers that systems write for "none"; others may number a customer so. */
export const isEmptyNumber = (key: string): boolean => key.length <= 20 && /^(?:[-+]?0+|-1|9{4,})$/.test(key);
