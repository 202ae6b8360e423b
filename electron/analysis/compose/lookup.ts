import type { Said } from '../../../shared/domain.ts';
import {
  findLinks,
  formOf,
  type Link,
  type Links,
  type LookupSource,
  spokenOf,
  textOf,
  usedValues,
} from './lookupKeys.ts';
import { type LinkUse, usesSaid, whyUnused } from './lookupSaid.ts';
import { conceptOf, isPlainName, LOOKUP_FIELDS, type LookupField } from './lookupWords.ts';
import type { SourceColumn } from './types.ts';

/** A field of facts with what lists of things say of it: row r has `values[codes[r]]`, -1 missing. */
export interface LookedUp {
  readonly values: readonly string[];
  readonly codes: Int32Array<ArrayBuffer>;
  /** ids of the lists that say something */
  readonly sources: readonly number[];
}

/** What one list of things was used for. */
export interface LookupOutcome {
  readonly source: number;
  /** what it gave and how much was met; empty: nothing */
  readonly uses: readonly Said[];
  /** why it was used for nothing; null: it was used */
  readonly why: Said | null;
}

/** What lists of things name and group. */
export interface Lookups {
  /** by id of the source of facts; a field that no list adds to is left out */
  readonly facts: ReadonlyMap<number, Partial<Record<LookupField, LookedUp>>>;
  /** in the order of the lists */
  readonly lists: readonly LookupOutcome[];
}

/** Lists that are reached one through another, from facts on: product, group, group of groups. */
const DEPTH = 3;

/**
 * Look up in lists of things (products, categories, shops) what orders and events speak of: the name of a code stands in
 * its place, and a category, brand or channel is filled in where a row has none of its own. A code that is not found stays.
 * Neither rows nor amounts change: what is said stands beside the columns of the facts.
 * @param facts sources of orders and events
 * @param lists lists of things, in any order
 * @param others sources that nothing is looked up for: they only explain why a list is used for nothing
 */
export function lookUp(
  facts: readonly LookupSource[],
  lists: readonly LookupSource[],
  others: readonly LookupSource[] = [],
): Lookups {
  const found = findLinks(facts, lists);
  const looker = new Looker(found, new Set(facts));
  const looked = new Map<number, Partial<Record<LookupField, LookedUp>>>();
  for (const fact of facts) {
    const own = looker.gather(fact, DEPTH, new Set());
    const given = Object.fromEntries([...own].filter(([, { sources }]) => sources.length > 0));
    if (Object.keys(given).length > 0) looked.set(fact.id, given);
  }
  const said = lists.map((list) => usesSaid(list, found.links, looker.uses, new Set(facts)));
  return {
    facts: looked,
    lists: lists.map((list, i) => {
      const uses = said[i]!;
      if (uses.length > 0) return { source: list.id, uses, why: null };
      const offers = looker.gather(list, DEPTH, new Set()).size > 0;
      return { source: list.id, uses, why: whyUnused(list, found, offers, others) };
    }),
  };
}

/** A link with what its list says, as it is read for the rows of a table. */
interface Giver {
  readonly link: Link;
  readonly offered: LookedUp;
  /** by place among the values of the column: place among the values of the field, -1 none */
  readonly places: Int32Array;
  readonly codes: Int32Array;
  rows: number;
}

class Looker {
  /** what links came to, as far as tables were gathered */
  readonly uses = new Map<Link, LinkUse>();
  readonly #links: readonly Link[];
  readonly #facts: ReadonlySet<LookupSource>;

  constructor({ links }: Links, facts: ReadonlySet<LookupSource>) {
    this.#links = links;
    this.#facts = facts;
  }

  /** What a table says of each field, by its own columns and by the lists that its columns lead to. */
  gather(table: LookupSource, depth: number, path: ReadonlySet<LookupSource>): Map<LookupField, LookedUp> {
    const isFact = this.#facts.has(table);
    const link = this.#links.find(({ from }) => from === table);
    const own = isFact ? ownOfFact(table) : ownOfList(table, link);
    const further = new Set([...path, table]);
    const out = new Map<LookupField, LookedUp>();
    const leading = depth === 0 ? [] : this.#links.filter(({ to, from }) => to === table && !further.has(from));
    const offers = leading.map((one) => ({ link: one, of: this.gather(one.from, depth - 1, further) }));
    for (const field of isFact ? LOOKUP_FIELDS : fieldsOf(link)) {
      const givers = offers.flatMap(({ link: by, of }) => {
        const offered = of.get(field);
        return offered ? [{ link: by, offered }] : [];
      });
      const column = own.get(field);
      if (column || givers.length > 0) out.set(field, this.#fill(table, field, column, givers));
    }
    return out;
  }

  /** The first that says something of a row: who names its code, its own cell, who fills a gap. */
  #fill(
    table: LookupSource,
    field: LookupField,
    own: SourceColumn | undefined,
    givers: readonly { readonly link: Link; readonly offered: LookedUp }[],
  ): LookedUp {
    const values: string[] = [];
    const known = new Map<string, number>();
    const codeOf = (text: string): number => {
      let code = known.get(text);
      if (code === undefined) known.set(text, (code = values.push(text) - 1));
      return code;
    };
    const read = givers.map(({ link, offered }): Giver => ({
      ...{ link, offered, codes: link.column.codes, rows: 0 },
      places: Int32Array.from(link.rowOf, (row) => {
        const code = row < 0 ? -1 : offered.codes[row]!;
        return code < 0 ? -1 : codeOf(offered.values[code]!);
      }),
    }));
    const mine = own && {
      codes: own.codes,
      places: Int32Array.from(own.values, (value) => {
        const text = textOf(value);
        return text === null ? -1 : codeOf(text);
      }),
      rows: 0,
    };
    const names = (one: Giver): boolean => one.link.column === own;
    const order = [...read.filter(names), ...(mine ? [mine] : []), ...read.filter((one) => !names(one))];
    const codes = new Int32Array(table.rows).fill(-1);
    for (let row = 0; row < table.rows; row++)
      for (const one of order) {
        const code = one.places[one.codes[row]!] ?? -1;
        if (code < 0) continue;
        codes[row] = code;
        one.rows++;
        break;
      }
    const given = read.filter(({ rows }) => rows > 0);
    for (const one of given) this.#note(one, field, read);
    const sources = new Set(given.flatMap(({ link, offered }) => [link.from.id, ...offered.sources]));
    return { values, codes, sources: [...sources].sort((a, b) => a - b) };
  }

  #note(one: Giver, field: LookupField, all: readonly Giver[]): void {
    const { link, rows } = one;
    const before: LinkUse = this.uses.get(link) ?? { rows: new Map(), shared: 0, others: [] };
    const named = subjectOf(link) === field;
    const doubts = named ? { shared: sharedNames(one), others: otherNames(one, all) } : before;
    this.uses.set(link, { ...doubts, rows: new Map([...before.rows, [field, rows]]) });
  }
}

/** Names that stand for several of the codes that rows hold. */
function sharedNames({ link, places }: Giver): number {
  const used = usedValues(link.column);
  const codes = new Map<number, Set<string>>();
  link.column.values.forEach((value, at) => {
    const form = formOf(value);
    const name = places[at]!;
    if (form !== null && used[at] === 1 && name >= 0) codes.set(name, (codes.get(name) ?? new Set()).add(form));
  });
  return [...codes.values()].filter(({ size }) => size > 1).length;
}

/** Lists that give codes of the same column another name, with how many. */
function otherNames(one: Giver, all: readonly Giver[]): LinkUse['others'] {
  const used = usedValues(one.link.column);
  return all.slice(all.indexOf(one) + 1).flatMap((other) => {
    if (other.link.column !== one.link.column) return [];
    let codes = 0;
    one.places.forEach((name, at) => {
      const theirs = other.places[at]!;
      if (used[at] === 1 && name >= 0 && theirs >= 0 && theirs !== name) codes++;
    });
    return codes === 0 ? [] : [{ file: other.link.from.name, codes }];
  });
}

function ownOfFact({ columns }: LookupSource): Map<LookupField, SourceColumn> {
  const own = new Map<LookupField, SourceColumn>();
  for (const field of LOOKUP_FIELDS) {
    const column = columns.find((one) => one.field === field);
    if (column && column.type !== 'date') own.set(field, column);
  }
  return own;
}

/** What the rows of a list are: by its key, by what leads to it, by its own articles. */
function subjectOf(link: Link): LookupField | null {
  const spoken = spokenOf(link.column);
  return (
    conceptOf(link.key.name)?.field ??
    spoken ??
    (link.from.columns.some(({ field }) => field === 'item') ? 'item' : null)
  );
}

/** What a list may say: goods have groups and brands of their own, all others only their name; the group of a region is none of goods. */
function fieldsOf(link: Link | undefined): readonly LookupField[] {
  const subject = link ? subjectOf(link) : null;
  return subject === 'item' ? ['item', 'category', 'brand'] : subject === null ? [] : [subject];
}

function ownOfList(list: LookupSource, link: Link | undefined): Map<LookupField, SourceColumn> {
  const own = new Map<LookupField, SourceColumn>();
  if (!link) return own;
  const subject = subjectOf(link);
  const others = list.columns.filter(
    ({ personal, role, type, name }) =>
      name !== link.key.name && personal === null && role !== 'personal' && type !== 'date' && type !== 'number',
  );
  const name = subject && nameColumn(others, subject, link.key.name);
  if (name) own.set(subject, name);
  if (subject === 'item')
    for (const field of ['category', 'brand'] as const) {
      const column =
        others.find((one) => one.field === field) ?? spokenBy(others, field, 'name') ?? spokenBy(others, field, 'bare');
      if (column) own.set(field, column);
    }
  return own;
}

const spokenBy = (columns: readonly SourceColumn[], field: LookupField, form: 'bare' | 'name') =>
  columns.find(({ name }) => {
    const concept = conceptOf(name);
    return concept?.field === field && concept.form === form;
  });

/** The column that names the things of a list; what is found by its name has none. */
function nameColumn(others: readonly SourceColumn[], subject: LookupField, key: string): SourceColumn | undefined {
  if (conceptOf(key)?.form === 'name' || isPlainName(key)) return undefined;
  return (
    others.find(({ field }) => subject === 'item' && field === 'item') ??
    spokenBy(others, subject, 'name') ??
    others.find(({ name }) => isPlainName(name)) ??
    spokenBy(others, subject, 'bare')
  );
}
