import type { PersonalKind } from '../../../shared/domain.ts';
import { headerWords, ORGANISATION_TERMS, says, type HeaderWords } from './vocabulary.ts';

/** Words of headers that name a kind of personal data. */
const HEADERS: [PersonalKind, string[]][] = [
  [
    'residentId',
    [
      '身份证',
      '证件号',
      '公民身份',
      'id card',
      'idcard',
      'id number',
      'identity',
      'ssn',
      'soc sec id',
      'social security',
      'national id',
      '居民身份',
    ],
  ],
  [
    'bankCard',
    [
      '银行卡',
      '卡号',
      '银行账号',
      '银行帐号',
      '信用卡',
      'bank card',
      'card number',
      'card no',
      'cardno',
      'credit card',
      'iban',
      'account number',
    ],
  ],
  [
    'phone',
    [
      '手机',
      '电话',
      '联系方式',
      '座机',
      '传真',
      '手机号',
      'phone',
      'mobile',
      'tel',
      'telephone',
      'cell',
      'cellphone',
      'fax',
      'homephone',
      'phone number',
    ],
  ],
  ['email', ['邮箱', '电子邮件', '邮件', 'email', 'e mail', 'mail']],
  ['passport', ['护照', '通行证', 'passport']],
  ['plate', ['车牌', '车牌号', 'plate', 'license plate', 'licence plate']],
  [
    'birthDate',
    [
      '出生',
      '出生日期',
      '生日',
      '出生年月日',
      'birth',
      'birthday',
      'birthdate',
      'birth date',
      'date of birth',
      'dob',
      'bday',
    ],
  ],
  [
    'account',
    [
      '微信',
      'qq',
      '微博',
      '旺旺',
      '淘宝id',
      '昵称',
      '用户名',
      '支付宝',
      'wechat',
      'weixin',
      'openid',
      'unionid',
      'username',
      'user name',
      'nickname',
      'nick',
      'login name',
      'twitter',
      'facebook',
      'instagram',
    ],
  ],
  [
    'address',
    [
      '地址',
      '住址',
      '收货地址',
      '详细地址',
      '家庭住址',
      'address',
      'addr',
      'street',
      'street address',
      'address line',
      'shipaddress',
      'ship address',
      'address 1',
      'address 2',
      'street number',
      'home location',
    ],
  ],
  [
    'name',
    [
      '姓名',
      '名字',
      '联系人',
      '收货人',
      '收件人',
      '客户姓名',
      '会员姓名',
      '真实姓名',
      '买家姓名',
      '姓',
      'first name',
      'firstname',
      'last name',
      'lastname',
      'full name',
      'fullname',
      'surname',
      'given name',
      'family name',
      'contact name',
      'contactname',
      'customer name',
      'client name',
      'member name',
      'your name',
      'person',
      'ship to',
      'shipto',
      'deliver to',
      'delivered to',
      'sold to',
      'bill to',
      'recipient',
      'receiver',
      'consignee',
      'addressee',
      'contact person',
      '收货方',
      '寄件人',
      '发件人',
      '称呼',
      'name',
    ],
  ],
];
/** Headers that hold one of the words above and still mean something else. */
const NOT_PERSONAL: Partial<Record<PersonalKind, string[]>> = {
  name: [
    ...ORGANISATION_TERMS,
    'column',
    'variable',
    'plan',
    'course',
    'segment',
    'type',
    '名称',
    '姓氏笔画',
    '品名',
    '货品',
    'id',
    'title',
    'zip',
    'postal',
    'postcode',
    'county',
    'province',
    'region',
    'date',
    'time',
    'method',
    'preference',
    'code',
    'number',
    'no',
    'amount',
    'count',
  ],
  bankCard: ['会员卡号', '会员卡', '礼品卡', 'gift', 'loyalty', 'membership'],
  email: ['opt', 'consent', 'open', 'click', 'opens', 'clicks', 'count', 'sent', '次数', '打开', '点击'],
  phone: ['model', 'brand', '型号', '品牌', '次数', 'count', '时长', 'minutes', 'type'],
  account: ['balance', 'age', 'type', '余额'],
  address: ['count', 'email', 'ip', 'type', '数'],
  birthDate: ['year', '年份', '年龄', 'place', '地'],
};
/** Headers of numbers that look like telephones and bank cards and are others: of orders, parcels, devices, goods, clubs. */
const THINGS = [
  'order',
  'orders',
  'invoice',
  'transaction',
  'tracking',
  'parcel',
  'sku',
  'barcode',
  'ean',
  'upc',
  'isbn',
  'imei',
  'serial',
  'timestamp',
  'ts',
  '订单',
  '单号',
  '流水',
  '交易',
  '条码',
  '条形码',
  '设备',
  '时间戳',
  'loyalty',
  'membership',
  'gift',
  '会员卡',
  '礼品卡',
  '商品',
];

/** Headers of the numbers by which devices reach the internet. */
export const IP_TERMS = ['ip', 'ipaddress', 'ip address'];

/**
 * What a header says a column is: of a name with points between its parts (customer.address.city, as nested records give them)
 * the last part; the parts before it say where it lies.
 */
export const leafOf = (name: string): string => {
  const goods = goodsHeader(name);
  return goods === name && NESTED.test(name) ? name.slice(name.lastIndexOf('.') + 1) : goods;
};

const NESTED = /^[\w$]+(?:\.[\w$]+)+$/;
const NAMES_IT = /^(?:name|title)$/i;
const GOODS =
  /(?:^|_)(?:line_?items?|order_?items?|order_?lines?|items?|lines?|products?|goods|articles?|variants?|skus?)$/i;

/** Does a part of a nested name speak of goods, or of lines of an order? */
export const isGoods = (part: string): boolean => GOODS.test(part);

/** What goods and lines of an order are called names a thing: `line_items.name` is read as item name. */
export function goodsHeader(name: string): string {
  if (!NESTED.test(name)) return name;
  const parts = name.split('.');
  const leaf = parts.at(-1)!;
  return NAMES_IT.test(leaf) && isGoods(parts.at(-2)!) ? `item ${leaf}` : name;
}

/** The kind that a header names, if any. */
function namedKind(header: HeaderWords): PersonalKind | null {
  for (const [kind, terms] of HEADERS) if (says(header, terms) && !says(header, NOT_PERSONAL[kind] ?? [])) return kind;
  return null;
}

/** The kind that a column's name speaks of; a company's name is no person's, however the record is nested. */
export function spokenKind(name: string): PersonalKind | null {
  const kind = namedKind(headerWords(leafOf(name)));
  return kind === 'name' && says(headerWords(name), ORGANISATION_TERMS) ? null : kind;
}

/** Is a column called "name" and nothing else, so that what stands beside it tells whose or what the names are? */
export const isPlainName = (name: string): boolean =>
  ['name', '名字', '姓名', '称呼', '联系人'].includes(leafOf(name.trim()).toLowerCase());

/** Does the header say that the column holds no persons' names? */
export const namesNoPerson = (header: HeaderWords): boolean => says(header, NOT_PERSONAL.name ?? []);

/** Does the header say that the numbers of the column belong to things? */
export const namesThings = (header: HeaderWords): boolean => says(header, THINGS);
