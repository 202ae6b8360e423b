import { numberText } from '../xlsx/values.ts';
import { extendedValue } from './extended.ts';

/** Objects in objects that become columns of their own; deeper ones stay as JSON. */
const DEEPEST = 6;
/** Between the values of a list. */
const JOINT = '; ';

/** Columns as they are found: name to position. */
export type Columns = Map<string, number>;

/** Lists of records inside records, by their column: in how many rows, and how many records in each. */
export type InnerLists = Map<string, { rows: number; least: number; most: number }>;

/** Column of the name under which a record stood. */
export const KEY = 'key';

/**
 * A record as a row: an object in it gives columns with dotted names, a list of plain values one cell, a list of records
 * its JSON. Names are kept in a Map, so that `__proto__` is a name like any other.
 * @param key the name under which the record stood: a column of its own
 * @param inner lists of records are counted here
 * @throws SyntaxError when the text is not JSON
 * @returns null when the record is no object
 */
export function rowOf(text: string, columns: Columns, inner: InnerLists, key?: string): string[] | null {
  const record = parsed(text);
  if (!isObject(record)) return null;
  const row: string[] = [];
  if (key !== undefined) put(KEY, cellOf(key), columns, row);
  flatten(record, '', 0, { columns, row, inner });
  for (let i = 0; i < row.length; i++) row[i] ??= '';
  return row;
}

/** A record and the rows of one list in it: `own`: its cells, `lines`: for each entry of the list its cells besides. */
export type Lines = { readonly own: string[]; readonly lines: readonly string[][] };

/** `inner`: lists of records in the lines; `left`: other lists of the record, which stand in no column; `others`: their names. */
export type Counted = { readonly inner: InnerLists; readonly left: InnerLists; readonly others: ReadonlySet<string> };

/**
 * A record with the entries of a list in it, each as a row: an entry that is an object gives columns named after the list, a
 * plain one a cell under its name. Columns of the record come before those of its lines where all records are alike.
 * @param list dotted name of the list
 * @throws SyntaxError when the text is not JSON
 * @returns null when the record is no object
 */
export function linesOf(
  text: string,
  list: string,
  columns: Columns,
  { inner, others, left, key }: Counted & { key?: string | undefined },
): Lines | null {
  const record = parsed(text);
  if (!isObject(record)) return null;
  const own: string[] = [];
  if (key !== undefined) put(KEY, cellOf(key), columns, own);
  let entries: readonly unknown[] = [];
  const skip = (name: string, value: readonly unknown[]): boolean => {
    if (name === list) {
      entries = value;
      return true;
    }
    count(name, value, left);
    return others.has(name) || value.some(isRecord);
  };
  flatten(record, '', 0, { columns, row: own, inner, skip });
  const lines = entries.map((entry) => {
    const row: string[] = [];
    if (isRecord(entry)) flatten(entry, list, 0, { columns, row, inner });
    else put(list, cellOf(entry), columns, row);
    return row;
  });
  return { own, lines };
}

/** A list as a row. @throws SyntaxError when the text is not JSON @returns null when it is no list */
export function cellsOf(text: string): string[] | null {
  const list = parsed(text);
  return Array.isArray(list) ? list.map(cellOf) : null;
}

/** The values of a list of plain ones; null for everything else. */
export function plainList(text: string): unknown[] | null {
  const list = quietly(text);
  return Array.isArray(list) && list.every((item) => typeof item !== 'object' || item === null) ? list : null;
}

/** What a description of a column calls it. */
const CALLED = ['name', 'label', 'title', 'field', 'key', 'id'];

/** The name of a column: a text, or what an object that describes the column calls it. Null for everything else. */
export function namesIn(text: string): string | null {
  const value = quietly(text);
  if (!isObject(value)) return typeof value === 'string' ? value : null;
  for (const called of CALLED) {
    const name = Object.hasOwn(value, called) ? value[called] : null;
    if (typeof name === 'string' && name.trim() !== '') return name;
  }
  return null;
}

function quietly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown;

/** Whole numbers of more digits than a number can hold are identifiers: they are kept as written. */
function parsed(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const keep: Reviver = (_, value, { source }) =>
    typeof value === 'number' && source !== undefined && /^-?\d{16,}$/.test(source) ? source : value;
  return JSON.parse(text, keep as (key: string, value: unknown) => unknown);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRecord = (value: unknown): value is Record<string, unknown> => isObject(value) && extendedValue(value) === null;

type Into = {
  readonly columns: Columns;
  readonly row: string[];
  readonly inner: InnerLists;
  /** a list that gives no cell */
  readonly skip?: (name: string, list: readonly unknown[]) => boolean;
};

function flatten(record: Record<string, unknown>, prefix: string, depth: number, into: Into): void {
  for (const [key, value] of Object.entries(record)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (isObject(value) && depth < DEEPEST && Object.keys(value).length > 0 && extendedValue(value) === null)
      flatten(value, name, depth + 1, into);
    else {
      if ((value === null || Array.isArray(value)) && into.skip?.(name, value ?? [])) continue;
      if (Array.isArray(value)) count(name, value, into.inner);
      put(name, cellOf(value), into.columns, into.row);
    }
  }
}

function count(name: string, list: readonly unknown[], inner: InnerLists): void {
  if (!list.some(isRecord)) return;
  const known = inner.get(name);
  if (!known) inner.set(name, { rows: 1, least: list.length, most: list.length });
  else {
    known.rows++;
    known.least = Math.min(known.least, list.length);
    known.most = Math.max(known.most, list.length);
  }
}

function put(name: string, cell: string, columns: Columns, row: string[]): void {
  let at = positionOf(name, columns);
  // {"a.b": 1, "a": {"b": 2}}: both are kept
  for (let n = 2; row[at] !== undefined; n++) at = positionOf(`${name} (${String(n)})`, columns);
  row[at] = cell;
}

function positionOf(name: string, columns: Columns): number {
  let at = columns.get(name);
  if (at === undefined) columns.set(name, (at = columns.size));
  return at;
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed();
  if (typeof value === 'number') return numberText(String(value));
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.every(isPlain)) return value.map(cellOf).join(JOINT);
  if (isObject(value)) {
    const plain = extendedValue(value);
    if (plain !== null) return plain.toWellFormed();
    if (Object.keys(value).length === 0) return '';
  }
  return JSON.stringify(value).toWellFormed();
}

const isPlain = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || (isObject(value) && extendedValue(value) !== null);
