import type { Mapping, MappingField, Said, SourceKind } from '../../../../shared/domain.ts';
import { KINDS } from '../../../../shared/kinds.ts';
import { headerWords, says } from '../vocabulary.ts';
import { kindFacts, type KindColumn, type KindFacts, nearlyConstant } from './facts.ts';
import { fit, mapFields } from './fields.ts';
import { orderMarks } from './orderMarks.ts';
import { isWaybill, parcelSides } from './parcels.ts';
import { isQuestion, isScale, choiceSeparator } from './scales.ts';
import {
  FIRM_WORDS,
  GOODS_WORDS,
  NAME_WORDS,
  PERSON_WORDS,
  REFERENCE_WORDS,
  SUPPORT_WORDS,
  SURVEY_TOOL_WORDS,
} from './tableWords.ts';

/** What a table's rows are, why, and which columns mean what. */
export type KindProposal = { kind: SourceKind; reason: Said; mapping: Mapping };

/** A customer of a table of customers comes up once; one that comes up in more rows than this share is a repetition. */
const REPEATED = 0.9;
/** Cells that name an organisation by its legal form. */
const LEGAL =
  /公司|集团|有限|厂$|商行|事务所|医院|学校|银行|\b(?:inc|llc|ltd|gmbh|corp|co|plc|sa|ag|company|group|corporation|limited|partners|associates|services|solutions|systems|technologies|industries|consulting)\b/i;

type Clue = { kind: SourceKind; score: number; reason: Said };

/**
 * Propose what the rows of a table are, from headers (Chinese and English), types, repetition and values.
 * @param name of the file or sheet: settles what the columns leave open
 * @param asked what the user chose; a mapping with an empty name takes the field away
 */
export function proposeKind(
  columns: readonly KindColumn[],
  rows: number,
  name: string,
  asked: { kind?: SourceKind | undefined; mapping?: Mapping | undefined } = {},
): KindProposal {
  const all = columns.map((column) => kindFacts(column, rows));
  const found = asked.kind ? { kind: asked.kind, reason: said('asked') } : decide(columns, all, rows, name);
  return { kind: found.kind, reason: found.reason, mapping: settle(found.kind, all, asked.mapping ?? {}) };
}

/** The mapping of a kind: the best columns, the key of a table of customers, and what the user changed. */
function settle(kind: SourceKind, all: readonly KindFacts[], asked: Mapping): Mapping {
  const mapping = new Map<MappingField, string>(
    Object.entries(headless(all) && kind === 'orders' ? positional(all) : mapFields(kind, all)) as [
      MappingField,
      string,
    ][],
  );
  const key = all.find(({ guess }) => guess.role === 'key');
  const give = (field: MappingField, column: string) => {
    for (const [other, name] of mapping) if (name === column) mapping.delete(other);
    mapping.set(field, column);
  };
  if (kind === 'orders' && key && !mapping.has('order') && isWaybill(key)) give('order', key.guess.name);
  const marks = kind === 'orders' && !mapping.has('order') ? orderMarks(all) : undefined;
  if (marks) give('order', marks.guess.name);
  const date = kind === 'events' && !mapping.has('date') ? onlyDate(all) : null;
  if (date) give('date', date.guess.name);
  if (KINDS[kind].lists && key) give('customer', key.guess.name);
  if (kind === 'other') {
    const goods = mapping.has('price') || (key !== undefined && says(key.header, REFERENCE_WORDS['products']!));
    if (!goods) mapping.delete('item');
    else if (key && mapping.has('price') && !mapping.has('item')) mapping.set('item', key.guess.name);
  }
  const account = all.find(({ guess }) => guess.name === mapping.get('account'));
  if (kind === 'companies' && !mapping.has('customer') && account && account.variety >= 0.98)
    mapping.set('customer', account.guess.name);
  const names = new Set(all.map(({ guess }) => guess.name));
  for (const [field, column] of Object.entries(asked) as [MappingField, string][]) {
    if (column === '') mapping.delete(field);
    else if (names.has(column)) give(field, column);
  }
  return Object.fromEntries(
    KINDS[kind].fields.flatMap((field) => {
      const column = mapping.get(field);
      return column === undefined ? [] : [[field, column]];
    }),
  );
}

function decide(columns: readonly KindColumn[], all: readonly KindFacts[], rows: number, name: string): Clue {
  const clues = [
    orders(all, name),
    parcels(all),
    events(all),
    happenings(all),
    survey(columns, all),
    feedback(all),
    notes(all),
    companies(all),
    reference(all),
    customers(all),
    baskets(columns, all),
  ].filter((clue) => clue !== null);
  const words = headerWords(name.replace(/\.[^.]{1,8}$/, ''));
  const ranked = clues.map((clue) => ({
    ...clue,
    score: clue.score + (says(words, NAME_WORDS[clue.kind] ?? []) ? 1 : 0),
  }));
  ranked.sort((a, b) => b.score - a.score);
  const best = ranked[0];
  if (best && best.score >= 1) return best;
  return { kind: 'customers', score: 0, reason: said(rows === 0 ? 'empty' : 'fallback') };
}

const said = (key: string, values?: Said['values']): Said =>
  values ? { key: `kinds:reason.${key}`, values } : { key: `kinds:reason.${key}` };
const best = (field: MappingField, all: readonly KindFacts[]): KindFacts | null => {
  let found: KindFacts | null = null;
  let most = 0;
  for (const facts of all) {
    const score = fit(field, facts);
    if (score > most) {
      most = score;
      found = facts;
    }
  }
  return found;
};
const speak = (facts: KindFacts, terms: readonly string[]) => says(facts.header, terms);
const nameOf = (facts: KindFacts): string => facts.guess.name.slice(0, 60);
const listOf = (found: readonly (KindFacts | null)[]): Said[] =>
  found
    .filter((facts) => facts !== null)
    .slice(0, 5)
    .map((facts) => ({ key: 'kinds:literal', values: { name: nameOf(facts) } }));
/** The headers are numbers that were given: the file has none. */
const headless = (all: readonly KindFacts[]) => all.length > 1 && all.every(({ guess }) => /^#\d+$/.test(guess.name));
/** The same customers come up in several rows: by their number, or else by phone, e-mail or name. */
const comesBack = (all: readonly KindFacts[], customer: KindFacts | null): boolean =>
  customer === null
    ? (['phone', 'email', 'name'] as const).some((field) => {
        const found = best(field, all);
        return found !== null && !nearlyConstant(found) && repeated(found);
      })
    : repeated(customer);
const repeated = (facts: KindFacts | null) => facts !== null && facts.variety < REPEATED && facts.guess.distinct > 1;

function orders(all: readonly KindFacts[], name: string): Clue | null {
  if (headless(all)) {
    const mapping = positional(all);
    if (!mapping.customer || !mapping.date || !mapping.amount) return null;
    return {
      kind: 'orders',
      score: 4,
      reason: said('ordersByValues', { customer: mapping.customer, date: mapping.date, amount: mapping.amount }),
    };
  }
  const mapping = mapFields('orders', all);
  const at = (field: MappingField) => all.find(({ guess }) => guess.name === mapping[field]) ?? null;
  const [customer, order, date, item, quantity, amount, price] = (
    ['customer', 'order', 'date', 'item', 'quantity', 'amount', 'price'] as const
  ).map(at) as [
    KindFacts | null,
    KindFacts | null,
    KindFacts | null,
    KindFacts | null,
    KindFacts | null,
    KindFacts | null,
    KindFacts | null,
  ];
  const many = comesBack(all, customer);
  const money = amount !== null || quantity !== null || price !== null;
  const ordered =
    order !== null &&
    (money || fit('order', order) >= 2.2) &&
    (date !== null || amount !== null || (item !== null && quantity !== null));
  const dated = date !== null && (amount !== null || quantity !== null || price !== null) && (many || item !== null);
  const lines = item !== null && (quantity !== null || amount !== null) && (many || date !== null);
  // who took what when, and nothing that a visitor of a page does
  const taken = many && customer !== null && date !== null && item !== null && !did(all);
  if (!ordered && !dated && !lines && !taken) return null;
  const unique = customer !== null && customer.variety === 1 && order === null && item === null;
  if (unique) return null;
  let score = 0;
  if (order) score += 3;
  if (date) score += 1;
  if (item) score += 1;
  if (quantity) score += 1;
  if (amount) score += 1;
  if (price) score += 0.5;
  if (many) score += 1.5;
  for (const field of ['discount', 'refund', 'status', 'channel'] as const) if (mapping[field]) score += 0.5;
  const person = all.filter((facts) => speak(facts, PERSON_WORDS)).length;
  if (!order && !many) score -= person;
  const kind = order && repeated(order) && item ? 'orderLines' : 'orders';
  return {
    kind: 'orders',
    score,
    reason: said(kind, { columns: listOf([order, date, item, quantity, amount, price]), file: name }),
  };
}

/** Columns of what people do and say without buying. */
const did = (all: readonly KindFacts[]): boolean =>
  (['type', 'page', 'text', 'rating'] as const).some((field) => best(field, all) !== null);

/** A parcel has a sender and a recipient: its rows are no customers, whatever else is said of the two. */
function parcels(all: readonly KindFacts[]): Clue | null {
  const sides = parcelSides(all);
  if (!sides || !best('date', all)) return null;
  return { kind: 'orders', score: 8, reason: said('parcels', { columns: listOf([sides.sender, sides.recipient]) }) };
}

/** Columns of a file of orders without a header: whose values come back, which are dates, which are money. */
function positional(all: readonly KindFacts[]): Mapping {
  const customer = all.find((facts) => facts.guess.type === 'identifier' && repeated(facts));
  const date = all.find(({ guess }) => guess.type === 'date');
  const numbers = all.filter(({ guess }) => guess.type === 'number');
  const amount = numbers.findLast(({ whole }) => !whole) ?? numbers.at(-1);
  const quantity = numbers.find((facts) => facts !== amount && facts.whole && facts.min >= 0 && facts.max < 10_000);
  const mapping: Mapping = {};
  if (customer) mapping.customer = customer.guess.name;
  if (date) mapping.date = date.guess.name;
  if (quantity) mapping.quantity = quantity.guess.name;
  if (amount) mapping.amount = amount.guess.name;
  return mapping;
}

/** Rows that list what was bought together: no header, and the same few values in several columns. */
function baskets(columns: readonly KindColumn[], all: readonly KindFacts[]): Clue | null {
  if (!headless(all) || all.length < 3) return null;
  const words = columns.filter(({ guess }) => guess.type === 'category' || guess.type === 'text');
  if (words.length < all.length * 0.8) return null;
  const sets = words
    .slice(0, 4)
    .map(({ values }) => new Set(values.map((value) => value.trim()).filter((value) => value !== '')));
  const [first, ...others] = sets;
  if (!first || first.size < 5) return null;
  const shared = others.every((set) => [...set].filter((value) => first.has(value)).length >= set.size * 0.5);
  return shared ? { kind: 'orders', score: 4, reason: said('baskets', { n: first.size }) } : null;
}

function events(all: readonly KindFacts[]): Clue | null {
  const date = best('date', all);
  const type = best('type', all);
  const page = best('page', all);
  if (!date) return null;
  if (best('text', all)?.guess.type === 'text' && !page) return null;
  const strong = type !== null && fit('type', type) > 2.5;
  const customer = best('customer', all);
  const session = all.some((facts) =>
    speak(facts, ['session', 'session id', 'sessionid', '会话', '访问id', 'device id', 'ip', '设备号']),
  );
  if (!session && !comesBack(all, customer)) return null;
  if (customer && !repeated(customer)) return null;
  let score = type || page ? 2 : 1.5;
  if (strong) score += 2;
  if (page) score += 2;
  if (date.timed) score += 1;
  if (session) score += 1;
  if (repeated(customer)) score += 1;
  if (best('amount', all) || best('price', all)) score -= 1;
  if (best('quantity', all)) score -= 1;
  if (best('order', all)) score -= 1.5;
  return { kind: 'events', score, reason: said('events', { columns: listOf([customer, date, type, page]) }) };
}

/**
 * Rows with a number of their own and the customer beside it, who comes back: complaints, tickets, visits. Of several keys the
 * one that repeats over rows names the customer.
 */
function happenings(all: readonly KindFacts[]): Clue | null {
  const key = all.find(({ guess }) => guess.role === 'key');
  const customer = best('customer', all);
  const date = onlyDate(all);
  if (!key || !customer || !date || customer === key || fit('customer', key) > 0) return null;
  if (fit('customer', customer) < 2 || !repeated(customer)) return null;
  return { kind: 'events', score: 2.5, reason: said('happenings', { columns: listOf([key, customer, date]) }) };
}

/** The date of the rows: the one that says so, else the only one; null for none or several. */
function onlyDate(all: readonly KindFacts[]): KindFacts | null {
  const dates = all.filter(({ guess }) => guess.type === 'date' && guess.role !== 'personal');
  return best('date', all) ?? (dates.length === 1 ? dates[0]! : null);
}

function survey(columns: readonly KindColumn[], all: readonly KindFacts[]): Clue | null {
  const tool = all.filter((facts) => speak(facts, SURVEY_TOOL_WORDS)).length >= 2;
  const answers = all.filter(
    ({ guess }) => guess.role !== 'personal' && guess.role !== 'key' && guess.type !== 'identifier',
  );
  if (answers.length < 3) return null;
  const scales = answers.filter(isScale);
  const asked = all.filter(({ guess }) => isQuestion(guess.name)).length;
  const yesNo = answers.filter(
    ({ guess, sample }) => guess.type === 'boolean' && sample.every(({ text }) => /\p{L}/u.test(text)),
  ).length;
  const choices = columns.filter((column) => choiceSeparator(column, true) !== null).length;
  const battery = scales.length + (yesNo >= 5 && (scales.length > 0 || asked >= 3) ? yesNo : 0);
  if (battery < 3 && asked < 3 && !tool) return null;
  let score = tool ? 4 : 0;
  if (scales.length >= 3) score += 2;
  if (scales.length >= 1 && yesNo >= 5) score += 3;
  if (battery >= answers.length * 0.5) score += 2;
  if (asked >= 3) score += 2;
  if (asked >= all.length * 0.5) score += 1;
  if (choices > 0) score += 1;
  if (
    all.some((facts) =>
      speak(facts, [
        'respondent',
        'questionnaire',
        'survey',
        'question',
        'questions',
        '问卷',
        '答卷',
        '受访',
        '被访',
        '答题',
        '题目',
      ]),
    )
  )
    score += 1.5;
  return { kind: 'survey', score, reason: said('survey', { n: Math.max(battery, asked), of: all.length }) };
}

function feedback(all: readonly KindFacts[]): Clue | null {
  const text = best('text', all);
  if (!text) return null;
  const rating = best('rating', all);
  const spoken = fit('text', text) >= 2.4 || all.some((facts) => speak(facts, SUPPORT_WORDS));
  if (!spoken && !rating) return null;
  if (all.filter(({ guess }) => isQuestion(guess.name)).length >= 3) return null;
  let score = 1;
  if (spoken) score += 2;
  if (text.guess.type === 'text' && text.length >= 20) score += 1;
  if (rating) score += 2;
  if (best('date', all)) score += 0.5;
  if (all.length <= 10) score += 0.5;
  if (best('amount', all) || best('quantity', all)) score -= 1.5;
  if (best('speaker', all) && !rating) score -= 1;
  return { kind: 'feedback', score, reason: said('feedback', { columns: listOf([text, rating]) }) };
}

function notes(all: readonly KindFacts[]): Clue | null {
  const text = best('text', all);
  if (!text) return null;
  const speaker = best('speaker', all);
  const consent = best('consent', all);
  const about = all.filter((facts) =>
    speak(facts, [
      'document',
      'interview',
      'transcript',
      'interviewee',
      'participant',
      '访谈',
      '纪要',
      '文档',
      '逐字稿',
      '笔记',
      '录音',
    ]),
  ).length;
  const tag = all.some((facts) => speak(facts, ['tag', 'theme', '主题', '标签']));
  if (!speaker && !consent && about === 0) return null;
  if (text.length < (tag && about > 0 ? 20 : 40)) return null;
  let score = 1 + Math.min(2, about);
  if (speaker) score += 1;
  if (consent) score += 2;
  if (tag) score += 1;
  if (text.length >= 120) score += 1;
  if (best('rating', all)) score -= 1.5;
  if (best('amount', all)) score -= 2;
  return { kind: 'notes', score, reason: said('notes', { columns: listOf([text, speaker, consent]) }) };
}

function companies(all: readonly KindFacts[]): Clue | null {
  const account = best('account', all);
  if (!account) return null;
  const values = account.sample.slice(0, 500);
  const legal = values.filter(({ text }) => LEGAL.test(text)).length / Math.max(1, values.length);
  const named = fit('account', account) >= 2.4;
  if (!named && legal < 0.5) return null;
  const firm = all.filter((facts) => facts !== account && speak(facts, FIRM_WORDS)).length;
  const contact = best('contact', all);
  const role = best('role', all);
  const person = all.filter((facts) => speak(facts, PERSON_WORDS) && !speak(facts, FIRM_WORDS)).length;
  const about = firm + (contact ? 1 : 0) + (role ? 1 : 0) + (legal >= 0.5 ? 1 : 0);
  if (about === 0) return null;
  const own = account.variety >= 0.5 || legal >= 0.5;
  const score = 1.5 + (own ? 3 : 0) + Math.min(4, about) + (best('customer', all) ? 1 : 0) - 1.5 * person;
  return {
    kind: 'companies',
    score,
    reason: said('companies', { columns: listOf([account, contact, role]), n: firm }),
  };
}

/** Lists that customers are not in: products, categories, suppliers, staff, places, codes. */
function reference(all: readonly KindFacts[]): Clue | null {
  const subject =
    all.find(({ guess }) => guess.role === 'key') ?? all.find(({ variety, present }) => variety === 1 && present > 1);
  const first = all[0];
  if (!subject || !first || (subject !== first && subject.guess.position > 2)) return null;
  const customer = best('customer', all);
  if (customer && customer !== subject && repeated(customer)) return null;
  if (best('price', all) && all.some((facts) => speak(facts, GOODS_WORDS)) && !customer && !best('date', all))
    return { kind: 'other', score: 6, reason: said('other.products', { column: nameOf(subject) }) };
  for (const [what, terms] of Object.entries(REFERENCE_WORDS)) {
    if (!speak(subject, terms) || (what === 'codes' && subject.guess.type === 'number')) continue;
    return { kind: 'other', score: 7, reason: said(`other.${what}`, { column: nameOf(subject) }) };
  }
  return null;
}

function customers(all: readonly KindFacts[]): Clue {
  const key = all.find(({ guess }) => guess.role === 'key') ?? null;
  const own = key !== null && fit('customer', key) > 0;
  const personal = new Set(all.map(({ guess }) => guess.personal).filter((kind) => kind !== null)).size;
  const person = all.filter((facts) => speak(facts, PERSON_WORDS)).length;
  const others = all.some((facts) => facts !== key && repeated(facts) && fit('customer', facts) >= 2);
  const score =
    (others && !own ? -2 : 0) + 0.5 + (key ? 1 : 0) + (own ? 1.5 : 0) + Math.min(3, personal) + Math.min(3, person);
  const about = all.filter((facts) => facts.guess.personal !== null || speak(facts, PERSON_WORDS));
  return {
    kind: 'customers',
    score,
    reason: key
      ? said('customersByKey', { key: nameOf(key), columns: listOf(about) })
      : about.length > 0
        ? said('customersByPerson', { columns: listOf(about) })
        : said('fallback'),
  };
}
