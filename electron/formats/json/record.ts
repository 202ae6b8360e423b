import { numberText } from '../xlsx/values.ts';

/** Objects in objects that become columns of their own; deeper ones stay as JSON. */
const DEEPEST = 6;
/** Between the values of a list. */
const JOINT = '; ';

/** Columns as they are found: name to position. */
export type Columns = Map<string, number>;

/**
 * A record as a row: an object in it gives columns with dotted names, a list of plain values one cell. Names are kept in a
 * Map, so that `__proto__` is a name like any other.
 * @throws SyntaxError when the text is not JSON
 * @returns null when the record is no object
 */
export function rowOf(text: string, columns: Columns): string[] | null {
  const record = parsed(text);
  if (!isObject(record)) return null;
  const row: string[] = [];
  flatten(record, '', 0, columns, row);
  for (let i = 0; i < row.length; i++) row[i] ??= '';
  return row;
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

function flatten(
  record: Record<string, unknown>,
  prefix: string,
  depth: number,
  columns: Columns,
  row: string[],
): void {
  for (const [key, value] of Object.entries(record)) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (isObject(value) && depth < DEEPEST && Object.keys(value).length > 0)
      flatten(value, name, depth + 1, columns, row);
    else put(name, cellOf(value), columns, row);
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
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null))
    return value.map(cellOf).join(JOINT);
  if (isObject(value) && Object.keys(value).length === 0) return '';
  return JSON.stringify(value).toWellFormed();
}
