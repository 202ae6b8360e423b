/**
 * What headers say, in Chinese and English. English words are matched as whole words of the header (split at blanks,
 * signs and changes of case), Chinese ones anywhere in it.
 */
const TOKENS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

/** The header in lower case and its English words. */
export type HeaderWords = { readonly text: string; readonly words: ReadonlySet<string>; readonly joined: string };

/** Take a header apart. Headers are cut at 200 characters. */
export function headerWords(name: string): HeaderWords {
  const short = name.slice(0, 200);
  const words = (short.match(TOKENS) ?? []).map((word) => word.toLowerCase());
  const joined = words.join(' ');
  return { text: short.toLowerCase(), words: new Set([...words, ...short.toLowerCase().split(/[^a-z]+/)]), joined };
}

/** Does a header hold one of these? Words of ASCII letters must stand alone (several: in a row); others may stand anywhere. */
export function says(header: HeaderWords, terms: readonly string[]): boolean {
  return terms.some((term) =>
    /^[a-z]/.test(term)
      ? term.includes(' ')
        ? ` ${header.joined} `.includes(` ${term} `) || header.text.replaceAll(/[_\s.-]+/g, ' ').trim() === term
        : header.words.has(term)
      : header.text.includes(term),
  );
}

/** Headers of identifiers. */
export const ID_TERMS = [
  'id',
  'ids',
  'uid',
  'uuid',
  'guid',
  'key',
  'code',
  'sku',
  'no',
  'nr',
  'number',
  'num',
  'rec',
  '编号',
  '编码',
  '单号',
  '卡号',
  '会员号',
  '客户号',
  '工号',
  '学号',
  '账号',
  '代码',
  '主键',
  '流水号',
  '标识',
];
/** Headers that name the customer's own identifier. */
export const KEY_TERMS = [
  'customer id',
  'customerid',
  'client id',
  'member id',
  'user id',
  'userid',
  'cust id',
  'account id',
  'id',
  '会员号',
  '会员编号',
  '客户编号',
  '客户id',
  '用户id',
  '会员id',
  '顾客id',
  '客户号',
  '顾客编号',
];
/** Headers of counts and amounts: numbers even when few different ones occur. */
export const COUNT_TERMS = [
  'num',
  'number',
  'count',
  'qty',
  'quantity',
  'total',
  'amount',
  'visits',
  'orders',
  'purchases',
  'kids',
  'children',
  'home',
  'size',
  'frequency',
  'freq',
  'months',
  'days',
  'years',
  'accompany',
  'spend',
  'price',
  '数量',
  '次数',
  '件数',
  '人数',
  '个数',
  '频次',
  '天数',
  '金额',
  '总',
  '价',
];
/** Headers of rating scales. */
export const SCALE_TERMS = [
  'score',
  'rating',
  'rate',
  'satisfaction',
  'likert',
  'agree',
  'interest',
  'importance',
  'scale',
  'nps',
  'attitude',
  'loyalty',
  '评分',
  '满意',
  '兴趣',
  '打分',
  '喜欢',
  '重要',
  '意愿',
  '认同',
  '评价',
  '偏好度',
  '敏感',
];
/** Headers of dates. */
export const DATE_TERMS = [
  'date',
  'day',
  'time',
  'dt',
  'datetime',
  'timestamp',
  'birthday',
  'dob',
  'birth',
  'since',
  'joined',
  'registered',
  'created',
  'updated',
  '日期',
  '时间',
  '生日',
  '日',
  '出生',
  '注册',
  '入会',
];
/** Headers of points in time, which systems also write as seconds or milliseconds since 1970. */
export const INSTANT_TERMS = [
  'time',
  'timestamp',
  'ts',
  'epoch',
  'unixtime',
  'date',
  'datetime',
  'dt',
  'day',
  'when',
  'at',
  'created',
  'updated',
  'modified',
  'registered',
  'joined',
  'since',
  'seen',
  '时间',
  '日期',
  '时刻',
];
/** Words with which such a header means a number or an amount after all. */
export const NO_INSTANT_TERMS = [
  'phone',
  'mobile',
  'tel',
  'telephone',
  'fax',
  'amount',
  'total',
  'sum',
  'price',
  'cost',
  'fee',
  'capital',
  'revenue',
  'balance',
  'count',
  'quantity',
  'qty',
  'num',
  'spent',
  'duration',
  'elapsed',
  'length',
  'birth',
  'birthday',
  'dob',
  '电话',
  '手机',
  '金额',
  '余额',
  '资本',
  '次数',
  '数量',
  '时长',
  '用时',
  '耗时',
  '出生',
];
/** Headers of row numbers. */
export const ROW_NUMBER_TERMS = ['index', 'row', 'rownum', 'unnamed', 'unnamed 0', '序号', '行号'];
/** Headers of postcodes and the like: digits that count nothing. */
export const CODE_TERMS = [
  'zip',
  'zipcode',
  'postcode',
  'postal',
  'postalcode',
  'extension',
  '邮编',
  '邮政编码',
  '区号',
];
/** Headers of organisations and things: not persons' names. */
export const ORGANISATION_TERMS = [
  'company',
  'companyname',
  'organisation',
  'organization',
  'supplier',
  'vendor',
  'brand',
  'product',
  'productname',
  'category',
  'store',
  'shop',
  'department',
  'ship',
  'shipname',
  'file',
  'campaign',
  'item',
  'city',
  'country',
  'state',
  'entity',
  '公司',
  '企业',
  '单位',
  '门店',
  '店铺',
  '产品',
  '商品',
  '品牌',
  '部门',
  '类目',
  '品类',
  '机构',
  '城市',
];

/** Headers of remarks in words of one's own: sentences that happen to be said again are no category. */
export const REMARK_TERMS = [
  'anything else',
  'comment',
  'comments',
  'remark',
  'remarks',
  'suggestion',
  'suggestions',
  'feedback',
  'other thoughts',
  '还有什么',
  '意见',
  '建议',
  '评论',
  '评语',
  '留言',
  '想说',
  '吐槽',
];
