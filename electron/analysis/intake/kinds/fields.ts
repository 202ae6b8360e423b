import type { Mapping, MappingField, PersonalKind, SourceKind } from '../../../../shared/domain.ts';
import { says, type HeaderWords } from '../vocabulary.ts';
import { KINDS } from '../../../../shared/kinds.ts';
import { isCode, type KindFacts, nearlyConstant } from './facts.ts';
import { FIELD_WORDS, ID_WORDS } from './fieldWords.ts';
import { list } from './list.ts';
import { ownNumber } from './nested.ts';
import { namesThing, sideOf, sideRanks } from './sides.ts';

const PERSONAL: Partial<Record<MappingField, PersonalKind>> = {
  phone: 'phone',
  email: 'email',
  idNumber: 'residentId',
  birthDate: 'birthDate',
  address: 'address',
};

/** As {@link says}; one Chinese character alone says too little anywhere but as the whole header (名, 市). */
const speaks = (header: HeaderWords, terms: readonly string[]): boolean =>
  says(
    header,
    terms.filter((term) => term.length > 1 || header.text === term),
  );

/** A header of many words asks or states something: it names no field. */
const isSentence = (name: string) => name.trim().split(/\s+/).length > 5 || /^(?:i|my) |[?？]|您|你/i.test(name.trim());

/** What a product or a shop is called names no person. */
const NO_THINGS: ReadonlySet<MappingField> = new Set(['name', 'givenName', 'surname']);

/** What is called an identifier and only looks like a telephone number is none. */
const NUMBERS_THINGS = list(
  'id, ids, uid, uuid, guid, key, code, ref, reference, sku, 编号, 编码, 单号, 流水, 代码, 标识',
);

/** How well a column fits a field: 0 not at all, 4 at best. */
export function fit(field: MappingField, facts: KindFacts): number {
  const { header, guess } = facts;
  if (field !== 'customer' && isSentence(guess.name))
    return field === 'text' && guess.type === 'text' && facts.length >= 20 ? 1.2 : 0;
  const words = FIELD_WORDS[field];
  const group = words.groups.findIndex((terms) => speaks(header, terms));
  const kind = PERSONAL[field];
  const personal = kind !== undefined && guess.personal === kind;
  if (group < 0 && !personal) return 0;
  if (words.not && says(header, words.not) && !personal) return 0;
  if (field === 'phone' && group < 0 && says(header, NUMBERS_THINGS) && sideOf(header) !== 'buyer') return 0;
  if (NO_THINGS.has(field) && namesThing(header)) return 0;
  const suited = suits(field, facts);
  if (suited === 0) return 0;
  const spoken = group < 0 ? 1.5 : 3 - group * 0.7;
  const exact = group >= 0 && words.groups[group]!.includes(header.joined) ? 0.3 : 0;
  const plain = group >= 0 && words.groups[group]!.includes(header.text.replaceAll(/\s/g, '')) ? 0.3 : 0;
  return (spoken + Math.max(exact, plain) + (personal ? 0.5 : 0)) * suited;
}

/** Do the values suit a field? 0 to 1. */
function suits(field: MappingField, facts: KindFacts): number {
  const { guess, header, variety, length, whole, min, max } = facts;
  const { type, role, personal } = guess;
  if (facts.present === 0) return 0;
  const wordy = type === 'category' || type === 'text' || type === 'identifier';
  const some = (yes: boolean, share = 1) => (yes ? share : 0);
  switch (field) {
    case 'customer': {
      if (role === 'personal')
        return some(
          personal === 'account' ||
            personal === 'other' ||
            personal === 'bankCard' ||
            (personal === 'name' && says(header, ID_WORDS)),
          0.8,
        );
      if (type === 'identifier') return 1;
      if (!isCode(facts)) return 0;
      if (says(header, ID_WORDS)) return type === 'number' && !whole ? 0 : 0.9;
      return some(wordy && facts.guess.distinct > 5 && length <= 30, 0.5);
    }
    case 'order':
      if (role === 'personal' || !isCode(facts)) return 0;
      if (type === 'identifier' || role === 'key') return 1;
      return some(says(header, ID_WORDS) || says(header, ['小票', '流水']), 0.8);
    case 'date':
      return some(type === 'date' && role !== 'personal');
    case 'item':
      return role === 'personal' || length > 80
        ? 0
        : type === 'text' || type === 'category'
          ? 1
          : some(type === 'identifier' || isCode(facts), 0.7);
    case 'category':
    case 'channel':
      return some((type === 'category' || (wordy && variety < 0.5)) && role !== 'personal');
    case 'brand':
      return some(wordy && role !== 'personal');
    case 'status':
    case 'consent':
      return some(type === 'category' || type === 'boolean' || (type === 'text' && variety < 0.5));
    case 'type':
      return some((type === 'category' || (wordy && variety < 0.5)) && role !== 'personal');
    case 'quantity':
      return type === 'number'
        ? whole
          ? 1
          : 0.7
        : some(type === 'category' && guess.levels !== null && allDigits(facts), 0.5);
    case 'price':
    case 'amount':
      return type === 'number' ? 1 : some(type === 'boolean' && allDigits(facts), 0.3);
    case 'currency':
      return some(wordy && role !== 'personal' && length <= 12 && guess.distinct <= 200);
    case 'shipping':
      return some(type === 'number');
    case 'discount':
    case 'refund':
      return some(type === 'number' || type === 'boolean', 1);
    case 'page':
      return some(wordy && role !== 'personal');
    case 'text':
      return type === 'text' || type === 'category' ? (length >= 40 ? 1 : length >= 14 && variety > 0.3 ? 0.8 : 0) : 0;
    case 'rating':
      if (type === 'number') return some(min >= -5 && max <= 100, max <= 10 ? 1 : 0.6);
      return some(type === 'category' && (guess.levels !== null || guess.distinct <= 11), 0.9);
    case 'speaker':
      return some(wordy && length <= 40);
    case 'account':
      return some(wordy && length >= 3 && length <= 80 && personal !== 'phone' && personal !== 'email');
    case 'contact':
    case 'name':
      return personal === 'name'
        ? 1
        : some((type === 'text' || type === 'category') && length <= 60 && variety > 0.3, 0.6);
    case 'givenName':
    case 'surname':
      return some(wordy && length <= 40);
    case 'role':
      return some(type === 'category' || (type === 'text' && length <= 60));
    case 'phone':
    case 'email':
    case 'idNumber':
      return personal === PERSONAL[field] ? 1 : some(type === 'identifier', 0.5);
    case 'birthDate':
      return some(type === 'date' || personal === 'birthDate');
    case 'address':
      return some(personal === 'address' || (type === 'text' && length >= 10));
    case 'postcode':
      return some(type === 'identifier' || wordy || whole);
    case 'city':
    case 'region':
      return some(wordy && personal !== 'address' && length <= 60);
  }
}

const allDigits = ({ sample }: KindFacts) => sample.every(({ text }) => /^-?\d+(?:\.\d+)?$/.test(text));

/** What friends call somebody, in a list that holds the name too. */
const isNickname = (facts: KindFacts, all: readonly KindFacts[]): boolean =>
  says(facts.header, NICK) && all.some((other) => other !== facts && NAMES.some((field) => fit(field, other) > 0));

/** Fields that say who somebody is: what stands in nearly every row says it of nobody. */
const WHO: ReadonlySet<MappingField> = new Set(['name', 'givenName', 'surname', 'phone', 'email', 'idNumber']);
/** Fields of a party to an order, a parcel or a payment, of which a table may hold several. */
const PARTY: ReadonlySet<MappingField> = new Set([...WHO, 'address', 'postcode', 'city', 'region']);
/** Fields of names: a nickname of a list of customers stands beside them and identifies nobody. */
const NAMES: readonly MappingField[] = ['name', 'givenName', 'surname'];
const NICK = ['nickname', 'nick', 'nick name', '昵称'];

/**
 * Columns for the fields of a kind: the best pairs first, each field and each column once. In orders, events and the like
 * a field of a person is taken of the buyer, else of who received the goods or paid, never of the shop.
 */
export function mapFields(kind: SourceKind, all: readonly KindFacts[]): Mapping {
  const pairs: { field: MappingField; at: number; score: number }[] = [];
  const rank = sideRanks(all.map(({ guess }) => guess.name));
  const facts = !KINDS[kind].lists;
  for (const field of KINDS[kind].fields) {
    const found = all.flatMap((column, at) => {
      const score = WHO.has(field) && nearlyConstant(column) ? 0 : fit(field, column);
      if (score === 0 || (field === 'customer' && !facts && isNickname(column, all))) return [];
      const side = facts && PARTY.has(field) ? rank(column.guess.name) : 3;
      return side === 0 && WHO.has(field) ? [] : [{ field, at, score, side }];
    });
    const nearest = found.reduce((best, { side }) => Math.max(best, side), 0);
    pairs.push(...found.filter(({ side }) => side === nearest));
  }
  pairs.sort((a, b) => b.score - a.score || a.at - b.at);
  const mapping: Mapping = {};
  const taken = new Set<number>();
  for (const { field, at } of pairs) {
    if (mapping[field] !== undefined || taken.has(at)) continue;
    mapping[field] = all[at]!.guess.name;
    taken.add(at);
  }
  const own = kind === 'orders' && mapping.order === undefined ? ownNumber(all) : -1;
  if (own >= 0 && !taken.has(own)) mapping.order = all[own]!.guess.name;
  return mapping;
}
