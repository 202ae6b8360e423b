import { plainHeader } from '../intake/kinds/headers.ts';

/** The fields that lists of things name and group, in the order in which they are told. */
export const LOOKUP_FIELDS = ['item', 'category', 'brand', 'channel'] as const;
/** A field that lists of things name and group. */
export type LookupField = (typeof LOOKUP_FIELDS)[number];

/** What a header speaks of, and whether it holds the code or the name of it; `bare`: the word alone, which may be either. */
export interface Concept {
  /** headers of one group mean the same thing */
  readonly group: string;
  readonly field: LookupField;
  readonly form: 'bare' | 'id' | 'name';
}

const split = (words: string): string[] => words.split(' ');
/** `words` may stand alone or before a word for codes or names; `ids` and `names` are one of these by themselves. */
const GROUPS: readonly { group: string; field: LookupField; words: string[]; ids?: string[]; names?: string[] }[] = [
  {
    group: 'item',
    field: 'item',
    words: split('product item article goods merchandise dish 商品 产品 货品 宝贝 菜品 单品'),
    ids: split('sku skuid skucode stockcode asin ean upc barcode 货号 条码 商品条码 商品货号'),
    names: split('品名 商品品名'),
  },
  {
    group: 'category',
    field: 'category',
    words: split(
      'category productcategory itemcategory department class genre 品类 类目 类别 分类 商品类别 商品分类 商品类目 产品类别 产品分类',
    ),
  },
  { group: 'brand', field: 'brand', words: split('brand productbrand 品牌 商品品牌') },
  {
    group: 'store',
    field: 'channel',
    words: split('store shop branch outlet 门店 店铺 分店'),
    names: split('店名'),
    ids: split('店号'),
  },
  { group: 'channel', field: 'channel', words: split('channel saleschannel 渠道 销售渠道') },
];
const CODES = split('id ids code no nr number num key 编号 编码 号 代码');
const NAMES = split('name title label 名称 名 标题');
const MANY = split('s list catalog catalogue master 表 列表 清单 目录 信息 资料 档案');

const CONCEPTS = new Map<string, Concept>();
const FILES = new Map<string, Concept>();
for (const { group, field, words, ids = [], names = [] } of GROUPS) {
  const put = (header: string, form: Concept['form']) => CONCEPTS.set(header, { group, field, form });
  for (const word of words) {
    put(word, 'bare');
    for (const end of CODES) put(word + end, 'id');
    for (const end of NAMES) put(word + end, 'name');
    for (const end of ['', ...MANY]) FILES.set(word + end, { group, field, form: 'id' });
  }
  for (const word of ids) put(word, 'id');
  for (const word of names) put(word, 'name');
}
FILES.set('categories', { group: 'category', field: 'category', form: 'id' });
FILES.set('branches', { group: 'store', field: 'channel', form: 'id' });

/** What a header speaks of; null: none of the things that are looked up. */
export const conceptOf = (header: string): Concept | null => CONCEPTS.get(plainHeader(header)) ?? null;

/** What the name of a file (without its folder) says its rows are: products.csv; null: nothing. */
export function conceptOfFile(name: string): Concept | null {
  const dot = name.lastIndexOf('.');
  return FILES.get(plainHeader(dot > 0 ? name.slice(0, dot) : name)) ?? null;
}

const OWN_CODES = new Set(CODES);
/** A header that says code and not of what. */
export const isPlainCode = (header: string): boolean => OWN_CODES.has(plainHeader(header));

const ALONE = new Set(split('name title label 名称 名 品名 标题'));
/** A header that says name and not of what. */
export const isPlainName = (header: string): boolean => ALONE.has(plainHeader(header));

const GENERIC = new Set([
  ...OWN_CODES,
  ...ALONE,
  ...split(
    'type status index row description note notes remark remarks comment date 序号 类型 状态 备注 描述 说明 日期',
  ),
]);
/** Equal headers of this kind say nothing: every table has them, or they are numbers that were given. */
export function isGeneric(header: string): boolean {
  const plain = plainHeader(header);
  return GENERIC.has(plain) || /^\d*$/.test(plain);
}
