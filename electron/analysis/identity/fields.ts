import type { MappingField } from '../../../shared/domain.ts';
import { KINDS } from '../../../shared/kinds.ts';
import { namesThing, sideOf } from '../intake/kinds/sides.ts';
import { isAddress, isChineseName, isEmail, isPhone, isResidentId } from '../intake/personal.ts';
import { headerWords, type HeaderWords, ORGANISATION_TERMS, says } from '../intake/vocabulary.ts';
import { hasHan } from './chinese.ts';
import { FIRMS, HEADERS, LABELS, NAMES, REMARKS, TITLES } from './fieldHeaders.ts';
import { type FieldKind, IDENTIFYING } from './kinds.ts';
import { dayForm } from './normal.ts';
import { type Field, ofCustomer } from './parties.ts';
import { partsOf, severalValues } from './severalValues.ts';
import type { IdentityColumn, IdentitySource } from './types.ts';

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
export function fieldsOf(source: IdentitySource): readonly Field[] {
  let fields = known.get(source);
  if (!fields) {
    fields = severalValues(allFields(source));
    if (KINDS[source.kind].perCustomer === 'many') fields = ofCustomer(source, fields);
    known.set(source, fields);
  }
  return fields;
}

/** Asked for again and again, and the same each time. */
const known = new WeakMap<IdentitySource, readonly Field[]>();

function allFields(source: IdentitySource): Field[] {
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
    const kind = mapped.get(column.name) ?? guess(source, column, isThing(source, column.name));
    if (kind === null) continue;
    if (keys.has(column.name) && !SAYS_MORE.has(kind)) continue;
    if (kind === 'text' && !mapped.has(column.name)) texts.push({ column, kind });
    else out.push({ column, kind });
  }
  const telling = out.filter(({ kind }) => IDENTIFYING.has(kind)).length;
  const named = texts.filter(({ column }) => says(headerWords(column.name), TITLES));
  if (named.length > 0) out.push(...named.slice(0, TEXTS));
  else if (telling < 2) out.push(...texts.slice(0, TEXTS));
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

/** Fields of the mapping that are no person's. */
const PERSONS: ReadonlySet<string> = new Set([...Object.keys(MAPPED), 'customer', 'account', 'contact', 'role']);

/** Does a column of a file about people name a product, a shop, a category and the like? The mapping knows better than its header. */
function isThing(source: IdentitySource, name: string): boolean {
  if (source.kind === 'other') return false;
  const fields = Object.entries(source.mapping).flatMap(([field, column]) => (column === name ? [field] : []));
  return fields.length === 0 ? namesThing(headerWords(name)) : !fields.some((field) => PERSONS.has(field));
}

/** Headers of identifiers, whose numbers only look like those of telephones. */
const IDS = ['id', 'ids', 'uid', 'uuid', 'guid', 'key', 'code', 'ref', 'sku', '编号', '编码', '单号', '流水', '代码'];

function guess(source: IdentitySource, column: IdentityColumn, thing: boolean): FieldKind | null {
  const header = headerWords(column.name);
  const values = present(column);
  if (values.length === 0) return null;
  const share = (test: (text: string) => boolean) =>
    values.filter((value) => partsOf(String(value)).every(test)).length / values.length;
  const named = HEADERS.find(([, terms]) => says(header, terms))?.[0] ?? exact(column.name);
  if (share(isEmail) >= (named === 'email' ? 0.3 : 0.7)) return 'email';
  if (share(isResidentId) >= 0.6) return 'idNumber';
  if (column.type === 'date') return named === 'birthDate' ? 'birthDate' : named === 'year' ? 'year' : null;
  if (column.type === 'boolean') return named === 'gender' ? 'gender' : null;
  if (named === 'phone' && share((text) => text.replaceAll(/\D/g, '').length >= 6) >= 0.4) return 'phone';
  const numbered = thing || (says(header, IDS) && sideOf(header) !== 'buyer');
  if (column.type !== 'number' && !numbered && share(isPhone) >= 0.8) return 'phone';
  if (named === 'birthDate') return share((text) => dayForm(text) !== null) >= 0.4 ? 'birthDate' : null;
  if (named === 'idNumber') return share((text) => /\d/.test(text) && text.length >= 5) >= 0.4 ? 'idNumber' : null;
  if (named === 'year') return share((text) => /^(?:1[5-9]|20)\d{2}(?:\.0)?$/.test(text)) >= 0.6 ? 'year' : null;
  if (named === 'postcode' || named === 'streetNumber') return named;
  if (column.type === 'number') return null;
  return words(source, column, { header, named, thing }, values, share);
}

/** Columns of words. */
function words(
  source: IdentitySource,
  column: IdentityColumn,
  { header, named, thing }: { header: HeaderWords; named: FieldKind | null; thing: boolean },
  values: readonly (string | number)[],
  share: (test: (text: string) => boolean) => number,
): FieldKind | null {
  if (says(header, REMARKS)) return null;
  if (thing) return thingKind(column, header, values);
  if (named === 'givenName' || named === 'surname') return named;
  const letters = share((text) => /\p{L}/u.test(text));
  if (letters < 0.5) return null;
  if (says(header, FIRMS)) return source.kind === 'companies' || !hasName(source) ? 'fullName' : 'label';
  if (share(isChineseName) >= 0.8 && (says(header, NAMES) || values.length >= 20) && !says(header, ORGANISATION_TERMS))
    return 'fullName';
  if (named === 'address' || share(isAddress) >= 0.7) return 'address';
  if (named !== null && named !== 'phone' && named !== 'email') return named;
  if (says(header, NAMES) && !says(header, ['user', 'file', 'campaign', 'category', '类别'])) return 'fullName';
  return thingKind(column, header, values);
}

/** Columns of words that are no names of persons. */
function thingKind(
  column: IdentityColumn,
  header: HeaderWords,
  values: readonly (string | number)[],
): FieldKind | null {
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
