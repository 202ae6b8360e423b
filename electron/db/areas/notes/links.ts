import { isPersonal } from '../customers/inView.ts';
import { attributesOf } from '../customers/inView.ts';
import { allLinks, allQuotes, allThemes, type LinkRow } from './notes.ts';
import type { ReadDb, SqlValue } from '../../open.ts';
import { quoteName, setting } from '../../settings.ts';

/** A source as links need it. */
interface Table {
  readonly id: number;
  readonly table: string;
  readonly kind: string;
  readonly built: boolean;
}

const tableOf = (db: ReadDb, id: number): Table | undefined => {
  const row = db.get<{ id: number; table: string; kind: string; built: string | null }>(
    'SELECT id, customer_table AS "table", kind, built FROM source WHERE id = ?',
    id,
  );
  return row && { ...row, built: row.built !== null };
};

/** The table in view. */
function inView(db: ReadDb): Table | undefined {
  const id = setting(db, 'source');
  return id === undefined ? undefined : tableOf(db, Number(id));
}

interface StoredMap {
  source_id: number;
  rows: number;
  ids: Uint8Array | null;
  customers: Uint8Array;
}

/** Whose row is whose, of one source of a built table. */
class RowMap {
  readonly #ids: Int32Array | null;
  readonly #customers: Int32Array;
  readonly source: number;
  constructor(stored: StoredMap) {
    this.source = stored.source_id;
    this.#ids = stored.ids && numbersOf(stored.ids);
    this.#customers = numbersOf(stored.customers);
  }
  /** customer of a row; 0: nobody's */
  customer(row: number): number {
    const at = this.#ids ? bisect(this.#ids, row) : row - 1;
    return this.#customers[at] ?? 0;
  }
  /** first row of a customer, or null */
  row(customer: number): number | null {
    const at = this.#customers.indexOf(customer);
    return at < 0 ? null : this.#ids ? this.#ids[at]! : at + 1;
  }
}

/** Stored numbers, copied so that they begin at a multiple of four. */
const numbersOf = (bytes: Uint8Array): Int32Array => new Int32Array(Uint8Array.from(bytes).buffer);

function bisect(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle]!;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function mapOf(db: ReadDb, built: number, source: number): RowMap | null {
  const stored = db.get<StoredMap>(
    'SELECT source_id, rows, ids, customers FROM identity_map WHERE built_id = ? AND source_id = ?',
    built,
    source,
  );
  return stored ? new RowMap(stored) : null;
}

/** The column of a source's key, or undefined. */
const keyColumn = (db: ReadDb, source: number): string | undefined =>
  db.value<string>(
    `SELECT column_name FROM attribute WHERE source_id = ? AND role = 'key' ORDER BY position LIMIT 1`,
    source,
  );

/** How the rows of one source become customers of a table. */
type Finder = (row: number) => number | null;

/**
 * How rows of a source become customers of a table: by the map of a built table; themselves in their own table; else by
 * the value of the key, so that a link outlives a newer import of the same list.
 */
function finderFor(db: ReadDb, view: Table, source: number): Finder {
  if (source === view.id) return (row) => row;
  const map = view.built ? mapOf(db, view.id, source) : null;
  if (map) return (row) => map.customer(row) || null;
  const from = tableOf(db, source);
  const there = keyColumn(db, source);
  const here = keyColumn(db, view.id);
  if (!from || there === undefined || here === undefined) return () => null;
  return (row) => {
    const key = db.value<SqlValue>(`SELECT ${quoteName(there)} FROM ${quoteName(from.table)} WHERE id = ?`, row);
    if (key === undefined || key === null) return null;
    return (
      db.value<number>(`SELECT id FROM ${quoteName(view.table)} WHERE ${quoteName(here)} = ? LIMIT 1`, key) ?? null
    );
  };
}

/** A link with the customer it means in a table; null: none there. */
export interface FoundLink extends LinkRow {
  readonly customer: number | null;
}

/** Links with the customers they mean in the table in view. */
export function linksInView(db: ReadDb, links: readonly LinkRow[] = allLinks(db)): FoundLink[] {
  const view = links.length === 0 ? undefined : inView(db);
  if (!view) return links.map((link) => ({ ...link, customer: null }));
  return withCustomers(db, view, links);
}

function withCustomers(db: ReadDb, view: Table, links: readonly LinkRow[]): FoundLink[] {
  const finders = new Map<number, Finder>();
  return links.map((link) => {
    let find = finders.get(link.source_id);
    if (!find) finders.set(link.source_id, (find = finderFor(db, view, link.source_id)));
    return { ...link, customer: find(link.row) };
  });
}

/**
 * The row a link to a customer in view is kept by: of a built table the row of a file, from a list of customers if one
 * has them, so that the link holds when the table is built anew.
 */
export function rowOfCustomer(db: ReadDb, customer: number): { source: number; row: number } | null {
  const view = inView(db);
  if (!view) return null;
  if (view.built) {
    const sources = db.column<number>(
      `SELECT m.source_id FROM identity_map m JOIN source s ON s.id = m.source_id WHERE m.built_id = ?
       ORDER BY s.kind <> 'customers', s.kind <> 'companies', m.source_id`,
      view.id,
    );
    for (const source of sources) {
      const row = mapOf(db, view.id, source)?.row(customer) ?? null;
      if (row !== null) return { source, row };
    }
  }
  const known = db.value<number>(`SELECT id FROM ${quoteName(view.table)} WHERE id = ?`, customer);
  return known === undefined ? null : { source: view.id, row: customer };
}

/** Notes about a customer of the table in view. */
export function noteIdsOfCustomer(db: ReadDb, customer: number): number[] {
  return [...new Set(linksInView(db).flatMap((link) => (link.customer === customer ? [link.note_id] : [])))];
}

/** What notes say about rows of sources, for attributes by formula. */
export interface NoteCounts {
  readonly themes: readonly { readonly id: number; readonly name: string }[];
  /** notes and quotes about a row of a source; `customer` is its customer in the built table, 0: nobody's or no table given */
  readonly rows: readonly {
    readonly source: number;
    readonly row: number;
    readonly customer: number;
    readonly notes: number;
    readonly quotes: number;
    /** quotes by theme id */
    readonly themes: Readonly<Record<number, number>>;
  }[];
}

/**
 * Notes, quotes and quotes per theme of every row of a source that a note is linked to.
 * @param built the built table whose customers are meant; null: rows of sources only
 */
export function noteFacts(db: ReadDb, built: number | null): NoteCounts {
  const links = allLinks(db);
  const view = built === null ? undefined : tableOf(db, built);
  const found = view ? withCustomers(db, view, links) : links.map((link) => ({ ...link, customer: null }));
  const quotes = new Map<number, { count: number; themes: Map<number, number> }>();
  for (const quote of allQuotes(db)) {
    const of = quotes.get(quote.note) ?? { count: 0, themes: new Map<number, number>() };
    of.count++;
    for (const theme of quote.themes) of.themes.set(theme, (of.themes.get(theme) ?? 0) + 1);
    quotes.set(quote.note, of);
  }
  const rows = new Map<
    string,
    { source: number; row: number; customer: number; notes: number; quotes: number; themes: Record<number, number> }
  >();
  for (const link of found) {
    const key = `${link.source_id} ${link.row}`;
    let row = rows.get(key);
    if (!row) {
      row = { source: link.source_id, row: link.row, customer: link.customer ?? 0, notes: 0, quotes: 0, themes: {} };
      rows.set(key, row);
    }
    row.notes++;
    const of = quotes.get(link.note_id);
    if (!of) continue;
    row.quotes += of.count;
    for (const [theme, n] of of.themes) row.themes[theme] = (row.themes[theme] ?? 0) + n;
  }
  return { themes: allThemes(db).map(({ id, name }) => ({ id, name })), rows: [...rows.values()] };
}

/** Columns by which a customer is found and shown: the key, and names. */
export interface NamingColumns {
  readonly table: string;
  readonly key: { readonly column: string; readonly personal: string | null } | null;
  readonly names: readonly string[];
}

/** The key and the name columns of the table in view; null without one. */
export function namingColumns(db: ReadDb): NamingColumns | null {
  const view = inView(db);
  if (!view) return null;
  const attributes = attributesOf(db, view.id);
  const key = attributes.find(({ role }) => role === 'key');
  return {
    table: view.table,
    key: key ? { column: key.column, personal: isPersonal(key) ? (key.personal ?? 'other') : null } : null,
    names: attributes.filter(({ personal }) => personal === 'name').map(({ column }) => column),
  };
}

/** Key and names of some customers, as stored: to be masked before anybody sees them. */
export function namesOfCustomers(
  db: ReadDb,
  { table, key, names }: NamingColumns,
  ids: readonly number[],
): Map<number, { key: string; names: string[] }> {
  const out = new Map<number, { key: string; names: string[] }>();
  if (ids.length === 0) return out;
  const columns = ['id', key ? quoteName(key.column) : 'id', ...names.map(quoteName)].join(', ');
  const marks = ids.map(() => '?').join(', ');
  for (const [id, keyValue, ...rest] of db.rows(
    `SELECT ${columns} FROM ${quoteName(table)} WHERE id IN (${marks})`,
    ...ids,
  ))
    out.set(Number(id), {
      key: keyValue === null ? '' : String(keyValue),
      names: rest.flatMap((value) => (value === null || value === '' ? [] : [String(value)])),
    });
  return out;
}
