import type { IdentityRules } from '../../../shared/contract/identity.ts';
import type { Said } from '../../../shared/domain.ts';
import { list } from '../intake/kinds/list.ts';
import { headerWords, KEY_TERMS, says } from '../intake/vocabulary.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { keyForm, looseKey } from './normal.ts';
import type { IdentityColumn, IdentitySource } from './types.ts';

/** The key of a source, by row: codes of its distinct values in normal form; -1: no key. */
export interface KeyColumn {
  readonly name: string;
  readonly codes: Int32Array;
  readonly values: readonly string[];
  /** rows per value */
  readonly counts: Int32Array;
  /** first row (0-based) of each value */
  readonly first: Int32Array;
}

/** Whether the key of one source may be read as that of another, and why. */
export interface KeyVerdict {
  readonly used: boolean;
  readonly byPerson: boolean;
  readonly why: Said;
  /** per value of `b` the value of `a` it meets; -1: none */
  readonly meets: Int32Array;
  readonly loose: number;
  /** the other columns of rows with the same key agree */
  readonly agrees: boolean;
}

/** Of the keys that orders name, the share a list of customers must have: two numberings meet in a tenth by chance. */
const REFERS = 0.3;

const CUSTOMER = [
  'customer',
  'client',
  'member',
  'user',
  'buyer',
  'cust',
  'respondent',
  'account',
  '客户',
  '会员',
  '用户',
  '顾客',
  '买家',
];

/** Any table has its "… id": of settlements, sessions, goods. Alone the word names no customer. */
const OWN_KEY = KEY_TERMS.filter((term) => term !== 'id');
/** What else is said of a customer or an account. */
const ABOUT = list(
  'type, level, tier, segment, group, age, gender, since, count, status, city, country, agent, manager, region, title, ' +
    'rating, score, balance, service, 类型, 等级, 级别, 分组, 性别, 年龄, 金额, 余额, 来源, 状态, 城市, 服务, 经理',
);

/** Does a header name the customer whose row it is? */
export function namesCustomer(name: string): boolean {
  const header = headerWords(name);
  return says(header, OWN_KEY) || (says(header, CUSTOMER) && !says(header, ABOUT));
}

/** Read a column as a key. @param except values, as they are written, that are none */
export function keyColumn(column: IdentityColumn, rows: number, except?: ReadonlySet<string>): KeyColumn {
  const known = new Map<string, number>();
  const values: string[] = [];
  const made = column.values.map((value) => {
    const text = keyForm(value);
    if (text === null || except?.has(text) === true) return -1;
    let code = known.get(text);
    if (code === undefined) {
      known.set(text, (code = values.length));
      values.push(text);
    }
    return code;
  });
  const codes = new Int32Array(rows);
  const counts = new Int32Array(values.length);
  const first = new Int32Array(values.length).fill(-1);
  for (let r = 0; r < rows; r++) {
    const code = made[column.codes[r]!]!;
    codes[r] = code;
    if (code < 0) continue;
    if (counts[code]!++ === 0) first[code] = r;
  }
  return { name: column.name, codes, values, counts, first };
}

/** Columns of a source that may say whose row it is, the likeliest first. */
export function keyCandidates(source: IdentitySource): IdentityColumn[] {
  const names = [source.mapping.customer, source.mapping.account, source.key].filter(
    (name): name is string => typeof name === 'string',
  );
  const told = names.flatMap((name) => source.columns.find((column) => column.name === name) ?? []);
  // what the buyer paid is no name of the buyer
  const others = new Set(
    Object.entries(source.mapping).flatMap(([field, name]) =>
      field === 'customer' || field === 'account' ? [] : [name],
    ),
  );
  const named = source.columns.filter(
    (column) =>
      namesCustomer(column.name) &&
      !others.has(column.name) &&
      (column.type === 'identifier' || column.type === 'number' || column.type === 'text'),
  );
  return [...new Set([...told, ...named])];
}

/**
 * May rows of two sources with the same key be taken as one customer's? Values meet as written; one that does not may
 * meet in a looser form (leading zeros, width, case) if that is unambiguous on both sides. Then the other columns are
 * asked, and where they say nothing the names of the columns and the look of the numbers.
 */
export function judgeKey(
  a: { source: IdentitySource; key: KeyColumn },
  b: { source: IdentitySource; key: KeyColumn },
  rules: IdentityRules,
): KeyVerdict {
  const { meets, loose } = meet(a.key, b.key);
  const said = (used: boolean, key: string, values: Said['values'] = {}, byPerson = false): KeyVerdict => ({
    used,
    byPerson,
    why: { key: `identity:why.${key}`, values: { a: a.key.name, b: b.key.name, ...values } },
    meets,
    loose,
    agrees: false,
  });
  const told = rules.keys.find(({ source }) => source === b.source.name)?.use;
  if (told === 'never') return said(false, 'told.never', {}, true);
  if (!rules.rules.every(({ kind, on }) => kind !== 'key' || on)) return said(false, 'off', {}, true);
  const shared = meets.reduce((sum, value) => sum + (value >= 0 ? 1 : 0), 0);
  if (told === 'always') return said(true, 'told.always', {}, true);
  if (shared === 0) return said(false, 'key.noneMeets');
  const evidence = evidenceOf(a.source, b.source, pairsOf(a.key, b.key, meets));
  if (evidence.verdict === 'agree') return { ...said(true, 'key.agrees', sentence(evidence)), agrees: true };
  if (evidence.verdict === 'disagree') return said(false, 'key.disagrees', sentence(evidence));
  const share = shared / b.key.values.length;
  const numbers = wholeNumbers(a.key) && wholeNumbers(b.key);
  if (namesCustomer(b.key.name)) return said(true, 'key.named');
  if (!numbers) return said(true, 'key.meets', { share });
  const repeats = b.key.values.length < b.key.counts.reduce((sum, n) => sum + n, 0) * 0.9;
  if (repeats && b.source.mapping.customer === b.key.name && share >= REFERS) return said(true, 'key.refers');
  const chance = density(a.key);
  return share > chance + 0.3 * (1 - chance) && chance < 0.8
    ? said(true, 'key.meets', { share })
    : said(false, 'key.rowNumbers');
}

/**
 * May a further key of `b` be read as the key of `a`, as a list of web-shop buyers also holds member numbers? Only where the
 * rows that share it agree in what else they say, in both lists and within one: such a column may also name who
 * recommended the customer. @returns null: it may not; otherwise what a person said comes first
 */
export function judgeOtherKey(
  a: { source: IdentitySource; key: KeyColumn },
  b: { source: IdentitySource; key: KeyColumn },
  rules: IdentityRules,
): KeyVerdict | null {
  if (!judgeKey(a, b, { ...rules, rules: [], keys: [] }).agrees) return null;
  const repeated: [number, number][] = [];
  b.key.codes.forEach((code, r) => {
    if (code >= 0 && b.key.first[code] !== r) repeated.push([b.key.first[code]!, r]);
  });
  if (repeated.length > 0 && evidenceOf(b.source, b.source, repeated).verdict === 'disagree') return null;
  return judgeKey(a, b, rules);
}

const sentence = ({ columns, agreement }: Evidence): Said['values'] => ({
  columns: columns.slice(0, 4).map((name) => ({ key: 'identity:column', values: { name } })),
  agreement,
});

/** Rows with the same key, one pair a value. */
function pairsOf(a: KeyColumn, b: KeyColumn, meets: Int32Array): [number, number][] {
  const out: [number, number][] = [];
  meets.forEach((value, code) => {
    if (value >= 0) out.push([a.first[value]!, b.first[code]!]);
  });
  return out;
}

function meet(a: KeyColumn, b: KeyColumn): { meets: Int32Array; loose: number } {
  const exact = new Map(a.values.map((value, code) => [value, code]));
  const meets = Int32Array.from(b.values, (value) => exact.get(value) ?? -1);
  if (!meets.includes(-1)) return { meets, loose: 0 };
  const once = (values: readonly string[], counts: (code: number) => boolean) => {
    const out = new Map<string, number>();
    values.forEach((value, code) => {
      const form = counts(code) ? looseKey(value) : '';
      if (form !== '') out.set(form, out.has(form) ? -1 : code);
    });
    return out;
  };
  // a column that a spreadsheet made half of numbers holds 000417 and 417: what met already is in nobody's way
  const [left, right] = [once(a.values, () => true), once(b.values, (code) => meets[code]! < 0)];
  let loose = 0;
  for (const [form, code] of right) {
    if (code < 0 || meets[code]! >= 0) continue;
    const other = left.get(form) ?? -1;
    if (other < 0) continue;
    meets[code] = other;
    loose++;
  }
  return { meets, loose };
}

const wholeNumbers = ({ values }: KeyColumn): boolean =>
  values.filter((value) => /^\d{1,9}$/.test(value)).length >= values.length * 0.95;

/** Share of the numbers between the least and the greatest that are taken: 1 for 1, 2, 3 … */
function density({ values }: KeyColumn): number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    const number = Number(value);
    if (!Number.isFinite(number)) continue;
    low = Math.min(low, number);
    high = Math.max(high, number);
  }
  return high < low ? 0 : values.length / (high - low + 1);
}

/**
 * Is a key that several rows of one source share the key of a customer? Only if those rows agree, or nothing speaks
 * against it.
 */
export function judgeOwnKey(source: IdentitySource, key: KeyColumn): { used: boolean; why: Said } | null {
  const pairs: [number, number][] = [];
  const seen = new Set<number>();
  for (let r = 0; r < source.rows; r++) {
    const code = key.codes[r]!;
    if (code < 0 || key.first[code] === r || seen.has(code)) continue;
    seen.add(code);
    pairs.push([key.first[code]!, r]);
  }
  if (pairs.length === 0) return null;
  const evidence = evidenceOf(source, source, pairs);
  const values = { a: key.name, b: key.name, ...sentence(evidence) };
  // contacts of one company differ in everything but the company
  if (evidence.verdict === 'disagree' && source.mapping.account !== key.name)
    return { used: false, why: { key: 'identity:why.key.ownDisagrees', values } };
  return { used: true, why: { key: 'identity:why.key.ownRepeats', values: { a: key.name, count: pairs.length } } };
}
