import type { MappingField } from '../../../shared/domain.ts';
import { keyForm } from '../identity/normal.ts';
import { plainHeader } from '../intake/kinds/headers.ts';
import { headerWords, ID_TERMS, says } from '../intake/vocabulary.ts';
import {
  type Concept,
  conceptOf,
  conceptOfFile,
  isGeneric,
  isPlainCode,
  LOOKUP_FIELDS,
  type LookupField,
} from './lookupWords.ts';
import type { SourceColumn } from './types.ts';

/** A source as the search for keys sees it. */
export interface LookupSource {
  readonly id: number;
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly SourceColumn[];
}

/** A column of a source whose values are found in the key of a list of things. */
export interface Link {
  readonly from: LookupSource;
  readonly key: SourceColumn;
  readonly to: LookupSource;
  readonly column: SourceColumn;
  /** headers equal, of one meaning, or only the values meet */
  readonly how: 'equal' | 'like' | 'values';
  /** share of the distinct values of `column` that the key holds, 0 to 1 */
  readonly coverage: number;
  /** by place among the values of `column`: the row of the list, -1 none */
  readonly rowOf: Int32Array;
}

/** The best that headers promised and values did not hold. */
export interface Miss {
  readonly key: SourceColumn;
  readonly to: LookupSource;
  readonly column: SourceColumn;
  readonly coverage: number;
  /** values of the key that stand in several rows */
  readonly repeats: number;
}

/** All links, each list by one key, and why lists have none. */
export interface Links {
  readonly links: Link[];
  /** by id of the list */
  readonly misses: ReadonlyMap<number, Miss>;
}

/** Share of values that a key must hold where headers say the same, and where nothing but values speaks. */
export const ENOUGH = { header: 0.8, values: 0.95 } as const;
/** Values of which it is judged whether they are codes. */
const JUDGED = 1000;

/** A cell as text; null: missing. */
export const textOf = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined || value === '' ? null : String(value);

/** What a value is looked up by; null: missing. */
export const formOf = (value: string | number | null | undefined): string | null => keyForm(value ?? null);

/** Which places among the values of a column any row holds. */
export function usedValues({ values, codes }: Pick<SourceColumn, 'values' | 'codes'>): Uint8Array {
  const used = new Uint8Array(values.length);
  for (const code of codes) if (code >= 0) used[code] = 1;
  return used;
}

interface Key {
  readonly column: SourceColumn;
  readonly concept: Concept | null;
  readonly rows: ReadonlyMap<string, number>;
  readonly repeats: number;
  /** the list is one of goods */
  readonly goods: boolean;
}

const LOOKED: ReadonlySet<MappingField> = new Set<MappingField>(LOOKUP_FIELDS);
const isLooked = (field: MappingField | null): field is LookupField => field !== null && LOOKED.has(field);

/** What a column of a source that is looked up for speaks of: its field, else its header. */
export function spokenOf({ field, name }: SourceColumn): LookupField | null {
  return isLooked(field) ? field : (conceptOf(name)?.field ?? null);
}

/** Neither measures nor what is personal is a code. */
function mayBeCode({ name, type, role, personal, field }: SourceColumn): boolean {
  if (personal !== null || role === 'personal' || type === 'date' || type === 'boolean') return false;
  if (field !== null && !isLooked(field)) return false;
  return type !== 'number' || field !== null || conceptOf(name) !== null || says(headerWords(name), ID_TERMS);
}

function keysOf(list: LookupSource): Key[] {
  const goods = list.columns.some((column) => spokenOf(column) === 'item');
  return list.columns.filter(mayBeCode).flatMap((column) => {
    const rows = new Map<string, number>();
    const repeated = new Set<string>();
    const forms = column.values.map(formOf);
    for (let row = 0; row < list.rows; row++) {
      const form = forms[column.codes[row]!] ?? null;
      if (form === null) continue;
      if (rows.has(form)) repeated.add(form);
      else rows.set(form, row);
    }
    if (rows.size < 2) return [];
    const concept = conceptOf(column.name) ?? (isPlainCode(column.name) ? conceptOfFile(list.name) : null);
    return [{ column, concept, rows, repeats: repeated.size, goods }];
  });
}

/** Whether values look like codes: several signs with a digit among them, and not a few counted things. */
function looksCoded({ values }: SourceColumn): boolean {
  const judged = values
    .slice(0, JUDGED)
    .map(textOf)
    .filter((text) => text !== null);
  const coded = judged.filter((text) => /\d/.test(text) && (text.length >= 4 || /\p{L}/u.test(text)));
  return judged.length >= 2 && coded.length >= judged.length * 0.9;
}

function howAlike(key: Key, column: SourceColumn): Link['how'] | null {
  const concept = conceptOf(column.name);
  // goods are found by themselves, also where each of them has a group of its own
  if (key.goods && [key.concept?.field, spokenOf(column)].some((spoken) => spoken && spoken !== 'item')) return null;
  if (plainHeader(key.column.name) === plainHeader(column.name) && !isGeneric(column.name)) return 'equal';
  if (key.concept !== null && concept !== null && key.concept.group === concept.group) return 'like';
  // the column that orders say their articles by, whatever it is called
  if (key.concept !== null && column.field === key.concept.field && concept === null) return 'like';
  if (key.concept !== null && spokenOf(column) !== null && key.concept.field !== spokenOf(column)) return null;
  return looksCoded(column) && looksCoded(key.column) ? 'values' : null;
}

type Found = { readonly link: Link } | { readonly miss: Miss } | null;

function meet(from: LookupSource, key: Key, to: LookupSource, column: SourceColumn): Found {
  const how = howAlike(key, column);
  if (how === null) return null;
  const used = usedValues(column);
  const rowOf = new Int32Array(column.values.length).fill(-1);
  const distinct = new Map<string, boolean>();
  column.values.forEach((value, place) => {
    const form = formOf(value);
    if (form === null) return;
    const row = key.rows.get(form) ?? -1;
    rowOf[place] = row;
    if (used[place] === 1) distinct.set(form, row >= 0);
  });
  let met = 0;
  for (const found of distinct.values()) if (found) met++;
  const coverage = distinct.size === 0 ? 0 : met / distinct.size;
  if (key.repeats === 0 && coverage >= (how === 'values' ? ENOUGH.values : ENOUGH.header))
    return { link: { from, key: key.column, to, column, how, coverage, rowOf } };
  return how === 'values' ? null : { miss: { key: key.column, to, column, coverage, repeats: key.repeats } };
}

const HOW = ['equal', 'like', 'values'];
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The better link first, whatever the order of sources and columns. */
const byWorth = (a: Link, b: Link): number =>
  Number(b.key.role === 'key') - Number(a.key.role === 'key') ||
  HOW.indexOf(a.how) - HOW.indexOf(b.how) ||
  Number(isLooked(b.column.field)) - Number(isLooked(a.column.field)) ||
  b.coverage - a.coverage ||
  byText(a.to.name, b.to.name) ||
  byText(a.from.name, b.from.name) ||
  byText(a.column.name, b.column.name) ||
  byText(a.key.name, b.key.name) ||
  a.to.id - b.to.id ||
  a.from.id - b.from.id;

const byNearness = (a: Miss, b: Miss): number =>
  b.coverage - a.coverage ||
  a.repeats - b.repeats ||
  byText(a.to.name, b.to.name) ||
  byText(a.column.name, b.column.name) ||
  byText(a.key.name, b.key.name);

/**
 * Find for each list of things the one column that identifies its rows and is spoken of elsewhere: first by facts, and
 * for a list that no fact names, by another list. Its values stand in one row each, and it holds 80 % of the distinct
 * values of a column whose header means the same, or 95 % where both hold codes under other headers.
 * @param facts sources of orders and events
 * @param lists lists of things
 */
export function findLinks(facts: readonly LookupSource[], lists: readonly LookupSource[]): Links {
  const keys = new Map(lists.map((list) => [list, keysOf(list)]));
  const chosen = new Map<LookupSource, Key>();
  const misses = new Map<number, Miss[]>();
  const all = (list: LookupSource, among: readonly Key[], targets: readonly LookupSource[]): Link[] =>
    among.flatMap((key) =>
      targets.flatMap((to) =>
        to.columns.flatMap((column) => {
          if (to === list || !mayBeCode(column) || isOwnKey(to, column)) return [];
          const found = meet(list, key, to, column);
          if (found && 'miss' in found) misses.set(list.id, [...(misses.get(list.id) ?? []), found.miss]);
          return found && 'link' in found ? [found.link] : [];
        }),
      ),
    );
  // what identifies the rows of a table speaks of no other one
  const isOwnKey = (to: LookupSource, column: SourceColumn): boolean =>
    facts.includes(to) ? column.role === 'key' : chosen.get(to)?.column === column;
  for (const targets of [facts, lists]) {
    const found = lists.flatMap((list) => {
      if (chosen.has(list)) return [];
      const [best] = all(list, keys.get(list)!, targets).sort(byWorth);
      const key = best && keys.get(list)!.find(({ column }) => column === best.key);
      return key ? [[list, key] as const] : [];
    });
    for (const [list, key] of found) chosen.set(list, key);
  }
  const links = [...chosen].flatMap(([list, key]) =>
    [...facts, ...lists].flatMap((to) => all(list, [key], [to]).sort(byWorth).slice(0, 1)),
  );
  return {
    links: links.sort(byWorth),
    misses: new Map(
      [...misses].map(([id, found]) => {
        const byFacts = found.filter(({ to }) => facts.includes(to));
        return [id, (byFacts.length > 0 ? byFacts : found).sort(byNearness)[0]!];
      }),
    ),
  };
}
