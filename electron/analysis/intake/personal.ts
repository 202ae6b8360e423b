import type { PersonalKind } from '../../../shared/domain.ts';
import { maskedKind } from './masked.ts';
import { isBritish, isChineseLandLine, isChineseMobile, isInternational } from '../privacy/phone.ts';
import { DOUBLE_SURNAMES, SURNAMES } from '../privacy/surnames.ts';
import { readDate } from './dates.ts';
import { halfWidth } from './missing.ts';
import { IP_TERMS, isPlainName, leafOf, namesNoPerson, namesThings, spokenKind } from './personalHeaders.ts';
import { headerWords, says, type HeaderWords } from './vocabulary.ts';

/** Personal data found in a column: the kind and the share of values that have its form. */
export type PersonalGuess = { kind: PersonalKind; share: number; by: 'values' | 'header' };
/** Distinct values of a column with how often each occurs. */
export type Tally = readonly { readonly text: string; readonly count: number }[];

/** Kinds of which platforms hand out masked values. */
const MASKED_KINDS = ['residentId', 'phone', 'email', 'name'] as const;
/** Values looked at; the rest of a longer column says the same. */
const SAMPLE = 5000;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

/**
 * A valid resident identity number of the People's Republic: 18 characters with province, date of birth and the check
 * character of GB 11643-1999 (ISO 7064 MOD 11-2), or the 15 digits used before 2000 (province and date only).
 */
export function isResidentId(cell: string): boolean {
  const text = halfWidth(cell).trim().toUpperCase();
  if (!PROVINCES.has(text.slice(0, 2))) return false;
  if (text.length === 15) return /^\d{15}$/.test(text) && readDate(`19${text.slice(6, 12)}`, 'ymd') !== null;
  if (!/^\d{17}[\dX]$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += WEIGHTS[i]! * (text.charCodeAt(i) - 48);
  return '10X98765432'[sum % 11] === text[17] && readDate(text.slice(6, 14), 'ymd') !== null;
}

/** The check of ISO/IEC 7812 (Luhn) on 13 to 19 digits, blanks and hyphens allowed between them. */
export function isCardNumber(cell: string): boolean {
  if (cell.length > 40) return false;
  const digits = /^\d+$/.test(cell) ? cell : halfWidth(cell).replace(/[\s-]/g, '');
  return /^[2-9]\d{12,18}$/.test(digits) && passesLuhn(digits);
}

/** The check of ISO/IEC 7812 on digits: of the last, the third last ... and twice the others, each sum of digits. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = digits.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const digit = digits.charCodeAt(i) - 48;
    sum += twice ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit;
  }
  return sum % 10 === 0;
}

/** A number of the North American plan with its groups kept apart; bare digits could be anything. */
const GROUPED = /^(?:1[\s.-])?(?:\([2-9]\d\d\) ?|[2-9]\d\d[\s.-])[2-9]\d\d[\s.-]\d{4}$/;
/**
 * A Chinese mobile or land line, an international number with its plus sign and the length of its country, a British one in
 * groups, or a North American one in groups.
 */
export function isPhone(cell: string): boolean {
  if (cell.length > 40) return false;
  const wide = unguarded(halfWidth(cell).trim());
  const text = wide.replace(/[\s().-]/g, '');
  return (
    GROUPED.test(wide) ||
    /^(?:\+?0{0,2}86)?1[3-9]\d{9}$/.test(text) ||
    isChineseLandLine(text) ||
    (/^\+\d{7,17}$/.test(text) && isInternational(text.slice(1))) ||
    (/^0\d{1,4}[ -]/.test(wide) && isBritish(text))
  );
}

/** Shops put an apostrophe before a number that a spreadsheet would take for a formula. */
const unguarded = (text: string): string => text.replace(/^'(?=[+\d(])/, '');

/** Digits in groups as phone numbers are written anywhere; believed only together with the header. */
const looseNumber = (cell: string): boolean =>
  cell.length <= 40 &&
  /^\+?[\d\s()./-]+(?:x\d{1,6})?$/i.test(cell) &&
  cell.replace(/\D/g, '').length >= 6 &&
  cell.replace(/\D/g, '').length <= 15;

/** A phone also where no header says so: one random number in two that begins with 1 would pass otherwise. */
const isLikelyPhone = (cell: string): boolean =>
  isPhone(cell) && !isUnissued(unguarded(halfWidth(cell)).replace(/[\s().+-]/g, ''));
const isUnissued = (digits: string): boolean => /^(?:0{0,2}86)?1[3-9]\d{9}$/.test(digits) && !isChineseMobile(digits);
const hasManyDigits = (cell: string): boolean => cell.length <= 40 && cell.replace(/\D/g, '').length >= 9;

/** local@domain.tld, at most 254 characters. */
export function isEmail(cell: string): boolean {
  const text = cell.trim();
  if (text.length > 254 || text.length < 6) return false;
  const at = text.indexOf('@');
  if (at < 1 || at !== text.lastIndexOf('@') || at > 64) return false;
  const domain = text.slice(at + 1);
  const point = domain.lastIndexOf('.');
  return point > 0 && domain.length - point > 2 && !/[\s,;<>]/.test(text) && /^[\p{L}\d.-]+$/u.test(domain);
}

const PLATE =
  /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-Z][·•\s-]?(?:[A-Z\d]{5}|[DF][A-Z\d]\d{4}|\d{5}[DF])[学警港澳]?$/;
/** A mainland licence plate, new-energy plates included. */
export const isPlate = (cell: string): boolean => cell.length <= 14 && PLATE.test(halfWidth(cell).trim().toUpperCase());

const PASSPORT = /^(?:[EeGgDdSsPpHh][A-Za-z]?\d{7,8}|[CcWw]\d{8}|[HhMm]\d{8,10})$/;
/** A Chinese passport or a travel permit for Hong Kong, Macau and Taiwan. */
export const isPassport = (cell: string): boolean => cell.length <= 14 && PASSPORT.test(cell.trim());

const PLACE = /[省市区县州盟旗镇乡村]/;
const DOOR = /[路街道巷弄里号栋幢楼室单元座组]/;
/** A postal address with a place below the city: region and road, or a number with a street word. */
export function isAddress(cell: string): boolean {
  const text = cell.trim();
  if (text.length < 6 || text.length > 200) return false;
  if (PLACE.test(text) && DOOR.test(text) && /[\d一二三四五六七八九十０-９]/.test(text) && /\p{Script=Han}/u.test(text))
    return true;
  return (
    /\d/.test(text) &&
    /\b(?:street|st|road|rd|avenue|ave|blvd|lane|ln|drive|dr|court|ct|place|pl|square|sq|strasse|straße|str|rue|calle|via|box|suite|apt)\b/i.test(
      text,
    )
  );
}

/** Two to four Han characters that begin with a family name (titles such as 女士 and 先生 may follow). */
export function isChineseName(cell: string): boolean {
  const text = cell.trim();
  if (!/^\p{Script=Han}{2,6}(?:·\p{Script=Han}{1,6})?$/u.test(text)) return false;
  const bare = text.replace(/(?:先生|女士|小姐)$/, '');
  if (text.includes('·')) return true;
  if (DOUBLE_SURNAMES.some((surname) => bare.startsWith(surname))) return bare.length >= 3 && bare.length <= 4;
  return bare.length <= 4 && bare.length >= 1 && SURNAMES.has(bare[0]!) && (bare.length >= 2 || bare !== text);
}

/** What words for goods, places and animals end with, and given names do not. */
const THING_ENDINGS = new Set(
  '瓜菜薯粱酒菇榴螺面杯巾肉蹄丸酱片粉茶饼糕汤糖盐油奶鱼虾蟹鸡鸭牛猪羊狗猫豆麦饭粥菌笋葱蒜椒壶碗盘盆锅刀勺筷瓶罐盒袋箱包纸笔书本架柜桌椅床灯扇衣裤裙鞋帽袜店铺厂馆站路街区县省市州镇村机器镜车票券币',
);
const namesThing = (cell: string): boolean => THING_ENDINGS.has(cell.trim().at(-1) ?? '');

/**
 * Is a column personal data? Decided per column on up to 5,000 distinct values: identity and card numbers, telephones, e-mail
 * and plates need 60 % of the values in their form, names and addresses 80 %; a header that names the kind halves that. Names in Latin script, accounts
 * and street parts have no form of their own: the header decides. `rows` is the number of non-missing cells.
 * @param beside another column of the table tells of persons: a column called "name" then holds their names, however few differ
 */
export function findPersonal(
  name: string,
  tally: Tally,
  rows: number,
  distinct: number,
  beside = false,
): PersonalGuess | null {
  if (rows === 0) return null;
  const header = headerWords(leafOf(name));
  const named = spokenKind(name);
  const sample = tally.slice(0, SAMPLE);
  const total = sample.reduce((sum, value) => sum + value.count, 0);
  const share = (test: (cell: string) => boolean) => {
    let n = 0;
    for (const { text, count } of sample) if (test(text)) n += count;
    return n / total;
  };
  const enough = (kind: PersonalKind, value: number, needed: number) => value >= (named === kind ? needed / 2 : needed);
  const TESTS: [PersonalKind, (cell: string) => boolean, number][] = [
    ['residentId', isResidentId, 0.6],
    ['email', isEmail, 0.6],
    ['phone', isPhone, 0.6],
    ['plate', isPlate, 0.6],
  ];
  for (const kind of MASKED_KINDS) {
    const value = share((cell) => maskedKind(cell) === kind);
    if (value >= 0.6 && distinct > 1) return { kind, share: value, by: 'values' };
  }
  for (const [kind, test, needed] of TESTS) {
    const value = share(test);
    // numbers that happen to be telephones among others of the same length are no telephones
    if (kind === 'phone' && named !== 'phone')
      // one number in all rows that nobody calls a telephone: a settlement's, a shop's
      if ((distinct === 1 && rows > 1) || namesThings(header) || share(isLikelyPhone) < share(hasManyDigits) * 0.72)
        continue;
    if (enough(kind, value, needed)) return { kind, share: value, by: 'values' };
  }
  const cards = share(isCardNumber);
  // one random number in ten passes the check: of twenty different ones six in ten never do by chance
  if (
    named === 'bankCard' ? cards >= 0.3 : cards >= 0.6 && total >= 15 && distinct >= total * 0.5 && !namesThings(header)
  )
    return { kind: 'bankCard', share: cards, by: 'values' };
  if (named === 'passport' && share(isPassport) >= 0.4)
    return { kind: 'passport', share: share(isPassport), by: 'values' };
  const addresses = share(isAddress);
  if (enough('address', addresses, 0.8)) return { kind: 'address', share: addresses, by: 'values' };
  const names = share(named === 'name' ? isChineseName : (cell: string) => isChineseName(cell) && !namesThing(cell));
  if (
    enough('name', names, 0.8) &&
    (named === 'name' || (distinct >= Math.max(20, rows * 0.3) && !namesNoPerson(header)))
  )
    return { kind: 'name', share: names, by: 'values' };
  // a shop may write names where others have numbers, and the same one on every order
  if (says(header, PERSON_KEYS) && distinct >= FEW_NAMES) {
    const written = share((cell) => isLatinName(cell) && !FIRM.test(cell)) + share((cell) => isChineseName(cell));
    if (written >= 0.8) return { kind: 'name', share: Math.min(1, written), by: 'values' };
  }
  // whoever paid or was paid may be a firm: names show it, also a few of them
  if (says(header, COUNTERPARTIES)) {
    const written = share((cell) => isLatinName(cell) && !FIRM.test(cell)) + share((cell) => isChineseName(cell));
    if (written >= 0.4) return { kind: 'name', share: Math.min(1, written), by: 'values' };
  }
  const ips = share(isIpAddress);
  if (ips >= (says(header, IP_TERMS) ? 0.3 : 0.9)) return { kind: 'other', share: ips, by: 'values' };
  if (beside && named === 'name' && isPlainName(name) && share(isGivenName) >= 0.8)
    return { kind: 'name', share: 1, by: 'header' };
  return byHeader(named, header, share, distinct, rows);
}

const IP = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?:\s?[(（][^()（）]{0,40}[)）])?$/;
const IP6 = /^[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}$/i;
/** 08:30:00, and what could be one. */
const CLOCK = /^\d{1,2}(?::\d{1,2}){1,2}$/;
/** An internet address, with the place that survey tools put behind it. */
export function isIpAddress(cell: string): boolean {
  const text = cell.trim();
  return text.length <= 64 && (IP.test(text) || (text.length <= 39 && IP6.test(text) && !CLOCK.test(text)));
}

/** Headers of what tells customers apart. */
const PERSON_KEYS = [
  ...[
    'customer',
    'customer id',
    'customerid',
    'client',
    'client id',
    'member',
    'member id',
    'user',
    'user id',
    'buyer',
  ],
  ...[
    'buyer id',
    'cust id',
    'shopper id',
    'guest',
    'patient',
    '会员',
    '会员号',
    '客户',
    '客户编号',
    '顾客',
    '买家',
    '用户',
  ],
];
/** Headers of the other side of a payment, and of who holds an account or a card. */
const COUNTERPARTIES = [
  ...['payer', 'payee', 'paid by', 'paid to', 'counterparty', 'account holder', 'cardholder', 'card holder', 'holder'],
  ...[
    '交易对方',
    '对方户名',
    '对方名称',
    '对方姓名',
    '付款人',
    '付款方',
    '收款人',
    '收款方',
    '户名',
    '持卡人',
    '开户人',
  ],
];
/** Words of firms. */
const FIRM =
  /\b(?:inc|llc|ltd|gmbh|corp|co|plc|company|group|limited|partners|shop|store|market|traders?|trading|services|foods?|hotel|restaurant|club|bank|school)\b/i;

/** Two to four words with capitals: Mara Thornley, José M. O'Neill. */
const CAPITALS = /^\p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}[\p{L}'’.-]{0,30}){1,3}$/u;
const isLatinName = (cell: string): boolean => cell.length <= 80 && CAPITALS.test(cell.trim());
/** One to three words with capitals, or a few Han characters: Mara, 小宁. */
const isGivenName = (cell: string): boolean =>
  /^(?:\p{Lu}[\p{L}'’.-]{1,30}(?: \p{Lu}[\p{L}'’.-]{0,30}){0,2}|\p{Script=Han}{1,5})$/u.test(cell.trim());
/** A day of the year without the year: 03/05, 3月5日. */
const DAY_OF_YEAR = /^(?:\d{1,2}[-/.]\d{1,2}|\d{1,2}月\d{1,2}[日号]?)$/;
/** Different names that a list of persons has at least where some come again and again. */
const FEW_NAMES = 20;

function byHeader(
  named: PersonalKind | null,
  header: HeaderWords,
  share: (test: (cell: string) => boolean) => number,
  distinct: number,
  rows: number,
): PersonalGuess | null {
  if (named === null) return null;
  const found = (value: number): PersonalGuess => ({ kind: named, share: value, by: 'header' });
  const many = distinct > Math.min(60, Math.max(2, rows * 0.2));
  switch (named) {
    case 'birthDate': {
      const full = share(
        (cell) =>
          readDate(cell, 'dmy') !== null ||
          readDate(cell, 'mdy') !== null ||
          /^\d{5}$/.test(cell.trim()) ||
          DAY_OF_YEAR.test(cell.trim()),
      );
      return full >= 0.4 ? found(full) : null;
    }
    case 'phone': {
      const loose = share(looseNumber);
      return loose >= 0.4 && many ? found(loose) : null;
    }
    case 'residentId':
    case 'bankCard':
    case 'passport': {
      const codes = share((cell) => /\d/.test(cell) && cell.length >= 6 && cell.length <= 30);
      return codes >= 0.4 && many ? found(codes) : null;
    }
    case 'account': {
      // twitter_created_at
      const dates = share((cell) => readDate(cell, 'dmy') !== null);
      return many && dates < 0.5 ? found(1) : null;
    }
    case 'name': {
      const words = share((cell) => cell.length <= 60 && /^\p{L}/u.test(cell) && !/\d{3}/.test(cell));
      return words >= 0.6 &&
        (many ||
          (distinct >= FEW_NAMES && share(isLatinName) >= 0.8) ||
          says(header, [
            'your name',
            'surname',
            'given name',
            'first name',
            'last name',
            'family name',
            '姓名',
            'contact name',
            'contactname',
          ]))
        ? found(words)
        : null;
    }
    case 'address': {
      // street parts: words and house numbers; a list of provinces is a region, not an address
      const regions = share(
        (cell) => cell.length <= 10 && /\p{Script=Han}/u.test(cell) && !/\d/.test(cell) && !DOOR.test(cell),
      );
      return many && regions < 0.8 ? found(1) : null;
    }
    default:
      return null;
  }
}
