import type { MappingField } from '../../../shared/domain.ts';
import { isAddress, isChineseName, isEmail, isPhone, isResidentId } from '../intake/personal.ts';
import { CODE_TERMS, headerWords, type HeaderWords, ORGANISATION_TERMS, says } from '../intake/vocabulary.ts';
import { hasHan } from './chinese.ts';
import { type FieldKind, IDENTIFYING } from './kinds.ts';
import { dayForm } from './normal.ts';
import type { IdentityColumn, IdentitySource } from './types.ts';

/** A column and what it is. */
export interface Field {
  readonly column: IdentityColumn;
  readonly kind: FieldKind;
}

const MAPPED: Partial<Record<MappingField, FieldKind>> = {
  name: 'fullName',
  givenName: 'givenName',
  surname: 'surname',
  phone: 'phone',
  email: 'email',
  idNumber: 'idNumber',
  birthDate: 'birthDate',
  address: 'address',
  postcode: 'postcode',
  city: 'city',
  region: 'region',
};

/** What headers say; the first that fits is taken. */
const HEADERS: readonly (readonly [FieldKind, readonly string[]])[] = [
  ['email', ['email', 'e mail', 'mail', '邮箱', '电子邮件', '邮件']],
  ['phone', ['phone', 'mobile', 'tel', 'telephone', 'cell', 'cellphone', 'fax', '手机', '电话', '联系方式', '座机']],
  [
    'idNumber',
    [
      'soc sec id',
      'ssn',
      'social security',
      'national id',
      'id card',
      'idcard',
      'id number',
      'passport',
      'tax id',
      'taxid',
      'vat',
      'vat number',
      'duns',
      'isbn',
      'ean',
      'upc',
      'doi',
      '身份证',
      '证件',
      '护照',
      '信用代码',
      '税号',
    ],
  ],
  ['birthDate', ['birth', 'birthday', 'birthdate', 'birth date', 'date of birth', 'dob', 'bday', '出生', '生日']],
  ['streetNumber', ['street number', 'street no', 'house number', 'house no', 'streetnumber', 'door', '门牌']],
  ['postcode', CODE_TERMS.filter((term) => term !== 'extension' && term !== '区号')],
  ['givenName', ['given name', 'givenname', 'first name', 'firstname', 'fname', 'forename', 'vorname', 'prenom']],
  ['surname', ['surname', 'last name', 'lastname', 'lname', 'family name', 'familyname', 'nachname', '姓氏']],
  [
    'address',
    ['address', 'addr', 'street', 'road', 'address line', 'home location', '地址', '住址', '街道', 'straße', 'strasse'],
  ],
  ['city', ['city', 'town', 'suburb', 'locality', 'municipality', 'village', '城市', '所在市', '市', 'ort']],
  ['region', ['state', 'province', 'region', 'county', 'country', 'district', '省', '地区', '国家', '区县']],
  ['gender', ['gender', 'sex', '性别']],
  ['year', ['year', 'yr', '年份', '出版年']],
];
const NAMES = [
  'name',
  'full name',
  'fullname',
  'person',
  'contact name',
  'contactname',
  'customer name',
  'customername',
  'client name',
  'member name',
  'holder',
  '姓名',
  '名字',
  '联系人',
  '收货人',
  '收件人',
  '名称',
];
const FIRMS = [
  'company',
  'companyname',
  'company name',
  'organisation',
  'organization',
  'firm',
  '公司',
  '企业',
  '单位',
  '机构',
];
const TITLES = [
  'title',
  'product',
  'productname',
  'item',
  'description',
  'author',
  'authors',
  'artist',
  'album',
  'track',
  'song',
  'book',
  'model',
  '标题',
  '书名',
  '作者',
  '商品',
  '产品',
  '品名',
];
const LABELS = [
  'brand',
  'manufacturer',
  'venue',
  'publisher',
  'journal',
  'cuisine',
  'type',
  'category',
  'genre',
  '品牌',
  '类型',
  '类别',
];
/** Free remarks: equal ones are no sign of one person. */
const REMARKS = [
  'comment',
  'comments',
  'remark',
  'note',
  'notes',
  'review',
  'feedback',
  'message',
  'reason',
  '备注',
  '评论',
  '意见',
  '反馈',
  '留言',
];

/** Kinds that are compared although they are the key. */
const SAYS_MORE: ReadonlySet<FieldKind> = new Set(['phone', 'email', 'idNumber', 'fullName']);
/** Values looked at; the rest of a longer column says the same. */
const SAMPLE = 2000;
/** Texts compared at most: more than that say the same again. */
const TEXTS = 3;

/**
 * What the columns of a source are: from the mapping, then from header and values. The key, columns of measures and
 * columns that nothing is known about are left out; texts of unknown meaning stand in only where little else identifies.
 */
export function fieldsOf(source: IdentitySource): Field[] {
  const mapped = new Map<string, FieldKind>();
  for (const [field, kind] of Object.entries(MAPPED) as [MappingField, FieldKind][]) {
    const column = source.mapping[field];
    if (column !== undefined) mapped.set(column, kind);
  }
  const keys = new Set([source.key, source.mapping.customer, source.mapping.order]);
  const out: Field[] = [];
  const texts: Field[] = [];
  for (const column of source.columns) {
    // a phone number or a company's name may be the key and say more than that
    const kind = mapped.get(column.name) ?? guess(source, column);
    if (kind === null) continue;
    if (keys.has(column.name) && !SAYS_MORE.has(kind)) continue;
    if (kind === 'text' && !mapped.has(column.name)) texts.push({ column, kind });
    else out.push({ column, kind });
  }
  const known = out.filter(({ kind }) => IDENTIFYING.has(kind)).length;
  const named = texts.filter(({ column }) => says(headerWords(column.name), TITLES));
  if (named.length > 0) out.push(...named.slice(0, TEXTS));
  else if (known < 2) out.push(...texts.slice(0, TEXTS));
  const order = new Map(source.columns.map((column, i) => [column, i]));
  return settleNames(out).sort((a, b) => order.get(a.column)! - order.get(b.column)!);
}

/** One name is no given name: a lone surname column beside a full name adds nothing. */
function settleNames(fields: Field[]): Field[] {
  const has = (kind: FieldKind) => fields.some((field) => field.kind === kind);
  const parts = has('givenName') && has('surname');
  return fields.flatMap((field) => {
    if (field.kind === 'fullName') return parts ? [] : [field];
    if (field.kind !== 'givenName' && field.kind !== 'surname') return [field];
    if (parts) return [field];
    return has('fullName') ? [] : [{ ...field, kind: 'fullName' as const }];
  });
}

function guess(source: IdentitySource, column: IdentityColumn): FieldKind | null {
  const header = headerWords(column.name);
  const values = present(column);
  if (values.length === 0) return null;
  const share = (test: (text: string) => boolean) =>
    values.filter((value) => test(String(value))).length / values.length;
  const named = HEADERS.find(([, terms]) => says(header, terms))?.[0] ?? exact(column.name);
  if (share(isEmail) >= (named === 'email' ? 0.3 : 0.7)) return 'email';
  if (share(isResidentId) >= 0.6) return 'idNumber';
  if (column.type === 'date') return named === 'birthDate' ? 'birthDate' : named === 'year' ? 'year' : null;
  if (column.type === 'boolean') return named === 'gender' ? 'gender' : null;
  if (named === 'phone' && share((text) => text.replaceAll(/\D/g, '').length >= 6) >= 0.4) return 'phone';
  if (column.type !== 'number' && share(isPhone) >= 0.8) return 'phone';
  if (named === 'birthDate') return share((text) => dayForm(text) !== null) >= 0.4 ? 'birthDate' : null;
  if (named === 'idNumber') return share((text) => /\d/.test(text) && text.length >= 5) >= 0.4 ? 'idNumber' : null;
  if (named === 'year') return share((text) => /^(?:1[5-9]|20)\d{2}(?:\.0)?$/.test(text)) >= 0.6 ? 'year' : null;
  if (named === 'postcode' || named === 'streetNumber') return named;
  if (column.type === 'number') return null;
  return words(source, column, header, named, values, share);
}

/** Columns of words. */
function words(
  source: IdentitySource,
  column: IdentityColumn,
  header: HeaderWords,
  named: FieldKind | null,
  values: readonly (string | number)[],
  share: (test: (text: string) => boolean) => number,
): FieldKind | null {
  if (says(header, REMARKS)) return null;
  if (named === 'givenName' || named === 'surname') return named;
  const letters = share((text) => /\p{L}/u.test(text));
  if (letters < 0.5) return null;
  if (says(header, FIRMS)) return source.kind === 'companies' || !hasName(source) ? 'fullName' : 'label';
  if (share(isChineseName) >= 0.8 && (says(header, NAMES) || values.length >= 20) && !says(header, ORGANISATION_TERMS))
    return 'fullName';
  if (named === 'address' || share(isAddress) >= 0.7) return 'address';
  if (named !== null && named !== 'phone' && named !== 'email') return named;
  if (says(header, NAMES) && !says(header, ['user', 'file', 'campaign', 'category', '类别'])) return 'fullName';
  const distinct = values.length / Math.max(1, held(column));
  const long = values.reduce<number>((sum, value) => sum + lengthOf(String(value)), 0) / values.length;
  if (says(header, LABELS)) return distinct > 0.5 && long > 3 ? 'text' : 'label';
  if (column.type === 'identifier' || column.type === 'category') return null;
  if (says(header, TITLES)) return distinct > 0.3 ? 'text' : 'label';
  return distinct >= 0.5 && long >= 2 ? 'text' : null;
}

const exact = (name: string): FieldKind | null =>
  name.trim() === '姓' ? 'surname' : name.trim() === '名' ? 'givenName' : null;

const hasName = (source: IdentitySource): boolean =>
  source.columns.some((column) => {
    const header = headerWords(column.name);
    return says(header, [
      'given name',
      'first name',
      'surname',
      'last name',
      'contact name',
      'full name',
      '姓名',
      '联系人',
    ]);
  });

const lengthOf = (text: string): number => (hasHan(text) ? text.length / 2 : text.split(/\s+/).length);

/** Up to 2,000 distinct values, missing left out. */
function present(column: IdentityColumn): (string | number)[] {
  const out: (string | number)[] = [];
  for (const value of column.values) {
    if (value === null || value === '') continue;
    out.push(value);
    if (out.length === SAMPLE) break;
  }
  return out;
}

/** Rows that hold one of the values looked at. */
function held(column: IdentityColumn): number {
  let seen = 0;
  let limit = 0;
  for (const value of column.values) {
    limit++;
    if (value !== null && value !== '' && ++seen === SAMPLE) break;
  }
  const gap = column.values.findIndex((value) => value === null || value === '');
  let rows = 0;
  for (const code of column.codes) if (code < limit && code !== gap) rows++;
  return rows;
}
