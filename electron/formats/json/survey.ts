import { looksLikeDate } from '../../analysis/intake/dates.ts';
import { looksNumeric } from '../../analysis/intake/numbers.ts';
import { namesIn, plainList } from './record.ts';
import type { JsonWatcher } from './walker.ts';

/**
 * Where the rows of a document may be: the records of a list; the values of an object whose names are keys; the lists of a
 * list, with `names` from a list beside them (`from`), or null when the first list holds them.
 */
export type Place =
  | { readonly kind: 'records' | 'map'; readonly path: string; readonly n: number }
  | {
      readonly kind: 'rows';
      readonly path: string;
      readonly n: number;
      readonly names: readonly string[] | null;
      readonly from: string;
    };

/** Names of the entries of an object that are counted; an object with more different ones is none of records. */
const MOST_NAMES = 2000;
/** Places that are remembered while an object is open, and lists of an object. */
const MOST_PLACES = 64;
/** Characters of a description of a column, and of a first row, that are looked at. */
const LONGEST = 1 << 18;
/** Entries from which on an object of records is one beyond doubt: lists in its records are theirs. */
const SURE = 10;
/** Of the entries of records in an object, the share that has names which more than half of the records have. */
const ALIKE = 0.5;
/** A plain value of extended JSON. */
const EXTENDED = /^\{\s{0,20}"\$[a-zA-Z]{1,20}"\s{0,20}:/;
/** What a list of names is called. */
const NAMING = /^(?:columns?|cols?|fields?|headers?|head|names?|titles?|keys|schema|labels|字段|列名|表头|列)$/i;

type List = { key: string; path: string; names: string[] | null; plain: boolean; rows: number; first: string };
type Open = {
  readonly list: boolean;
  readonly path: string;
  readonly key: string;
  /** entries of an object that are records, and all others */
  records: number;
  others: number;
  /** in how many of its records each name occurs */
  readonly tally: Map<string, number>;
  /** its own names */
  readonly own: Set<string>;
  readonly lists: List[];
  places: Place[];
  /** of a list */
  rows: number;
  names: string[] | null;
  first: string;
};

/** Counts what a document holds while a walker goes through it: every place that may hold its rows, nothing of the rows. */
export class Survey implements JsonWatcher {
  private readonly open: Open[] = [];
  private found: readonly Place[] = [];

  /** The places, those with most rows first, records of lists before all others of as many. */
  get places(): readonly Place[] {
    return this.found;
  }

  entered(list: boolean, path: string, key: string): void {
    this.open.at(-1)?.own.add(key.slice(0, 200));
    this.open.push({
      list,
      path,
      key,
      records: 0,
      others: 0,
      tally: new Map(),
      own: new Set(),
      lists: [],
      places: [],
      rows: 0,
      names: list ? [] : null,
      first: '',
    });
  }

  valued(text: string, key: string): void {
    const open = this.open.at(-1)!;
    if (!open.list) {
      open.others++;
      if (open.own.size <= MOST_NAMES) open.own.add(key.slice(0, 200));
      return;
    }
    const code = text.charCodeAt(0);
    if (code === 123 && !EXTENDED.test(text.slice(0, 100))) open.records++;
    else if (code === 91) {
      open.rows++;
      if (open.rows === 1) open.first = text.length <= LONGEST ? text : '';
    } else open.others++;
    if (open.names === null) return;
    const name = open.names.length < MOST_NAMES && text.length <= LONGEST ? namesIn(text) : null;
    if (name === null) open.names = null;
    else open.names.push(name);
  }

  left(): void {
    const done = this.open.pop()!;
    const parent = this.open.at(-1);
    const places = done.list ? placesOfList(done) : placesOfObject(done);
    if (!parent) {
      this.found = ranked([...places, ...(done.list ? firstNamed([listOf(done)]) : [])]);
      return;
    }
    if (done.list) {
      parent.others++;
      if (parent.lists.length < MOST_PLACES) parent.lists.push(listOf(done));
    } else this.entryOf(done, parent);
    parent.places.push(...places);
    if (parent.places.length > 2 * MOST_PLACES) parent.places = ranked(parent.places).slice(0, MOST_PLACES);
  }

  /** An object that is a value of another: perhaps a record under its key. */
  private entryOf(done: Open, parent: Open): void {
    const [only = ''] = done.own;
    if (done.own.size === 0 || (done.own.size === 1 && only.startsWith('$'))) {
      parent.others++;
      return;
    }
    parent.records++;
    if (parent.tally.size > MOST_NAMES) return;
    for (const name of done.own) parent.tally.set(name, (parent.tally.get(name) ?? 0) + 1);
  }
}

const listOf = ({ key, path, names, rows, records, others, first }: Open): List => ({
  key,
  path,
  names: names !== null && names.length > 0 ? names : null,
  plain: others > 0,
  rows: rows > records + others ? rows : 0,
  first,
});

function placesOfList({ path, records, rows, others }: Open): Place[] {
  return records > 0 && records + others >= rows ? [{ kind: 'records', path, n: records }] : [];
}

/** The places in an object: itself, its lists of lists, and what was found in its values. */
function placesOfObject(open: Open): Place[] {
  const rows = namedBeside(open.lists);
  // what names columns is no list of records beside them
  const naming = new Set(rows.map((place) => (place.kind === 'rows' ? place.from : '')).filter((from) => from !== ''));
  const within = [...open.places.filter(({ path }) => !naming.has(path)), ...rows];
  if (!isMap(open)) return within;
  const lists = open.records >= SURE ? [] : within.filter(({ kind }) => kind !== 'map');
  return [{ kind: 'map', path: open.path, n: open.records }, ...lists];
}

/**
 * Are the values of an object records, and its names their keys? They have names in common, and those are no numbers: a
 * column whose values stand under their row numbers is no record.
 */
function isMap({ records, others, tally }: Open): boolean {
  if (records < 2 || others * 20 > records || tally.size > MOST_NAMES) return false;
  let all = 0;
  let shared = 0;
  let numbers = 0;
  for (const [name, n] of tally) {
    all += n;
    if (n * 2 <= records) continue;
    shared += n;
    if (/^\d{1,15}$/.test(name)) numbers += n;
  }
  return shared >= ALIKE * all && numbers * 2 < shared;
}

/** Lists of lists with the list of names that stands beside them, else those whose first list holds names. */
function namedBeside(lists: readonly List[]): Place[] {
  const places: Place[] = [];
  for (const list of lists) {
    if (list.rows === 0) continue;
    const width = plainList(list.first)?.length ?? 0;
    const fitting = lists.filter((other) => other !== list && width > 0 && other.names?.length === width);
    const called = fitting.filter(({ key }) => NAMING.test(key));
    const naming = called[0] ?? (fitting.length === 1 && lists.length === 2 ? fitting[0] : undefined);
    if (naming) places.push({ kind: 'rows', path: list.path, n: list.rows, names: naming.names, from: naming.path });
    else places.push(...firstNamed([list]));
  }
  return places;
}

function firstNamed(lists: readonly List[]): Place[] {
  return lists
    .filter(({ rows, first }) => rows > 1 && isNames(plainList(first)))
    .map(({ path, rows }) => ({ kind: 'rows', path, n: rows - 1, names: null, from: '' }));
}

/** Could these cells be names of columns? Texts, none of them twice, no numbers and no dates. */
function isNames(cells: readonly unknown[] | null): boolean {
  if (cells === null || cells.length === 0 || new Set(cells).size < cells.length) return false;
  return cells.every(
    (cell) => typeof cell === 'string' && cell.trim() !== '' && !looksNumeric(cell) && !looksLikeDate(cell),
  );
}

const ORDER = { records: 0, map: 1, rows: 2 } as const;
/** Those with most rows first. */
function ranked(places: readonly Place[]): Place[] {
  return [...places].sort((a, b) => b.n - a.n || ORDER[a.kind] - ORDER[b.kind]);
}
