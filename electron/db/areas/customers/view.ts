import type { Filter } from '../../../../shared/contract/customers.ts';
import type { ColumnType } from '../../../../shared/domain.ts';
import type { ReadDb, SqlValue } from '../../open.ts';
import { quoteName } from '../../settings.ts';

/** What a condition needs to know of an attribute. */
export interface ViewAttribute {
  readonly id: number;
  /** SQL column */
  readonly column: string;
  readonly type: ColumnType;
  readonly levels: readonly string[] | null;
}

/** Which customers, in which order: complete and cloneable, so that any thread can answer it. */
export interface CustomerView {
  readonly table: string;
  /** every attribute a filter or the sort names */
  readonly attributes: readonly ViewAttribute[];
  /** columns that may be searched */
  readonly searched: readonly string[];
  readonly filters: readonly Filter[];
  readonly search: string;
  readonly sort: { readonly attribute: number; readonly descending: boolean } | null;
  /** what the segments of a `segments` filter are made of; null when there is no segmentation */
  readonly segmentation: { readonly id: number; readonly clusters: Readonly<Record<number, readonly number[]>> } | null;
}

interface Condition {
  readonly sql: string;
  readonly values: SqlValue[];
}

/** Ids of the customers of a view, in its order; missing values stand last, equal ones by id. */
export function customerIds(db: ReadDb, view: CustomerView): Int32Array<ArrayBuffer> {
  const { sql, values } = whereOf(view);
  const rows = db.rows(`SELECT id FROM ${quoteName(view.table)} ${sql} ${orderOf(view)}`, ...values);
  const lasso = lassoOf(view.filters);
  let ids = new Int32Array(1024);
  let count = 0;
  for (const [id] of rows) {
    const customer = Number(id);
    if (lasso && !lasso.has(customer)) continue;
    if (count === ids.length) {
      const larger = new Int32Array(count * 2);
      larger.set(ids);
      ids = larger;
    }
    ids[count++] = customer;
  }
  return ids.slice(0, count);
}

/** The customers of every `customers` filter; null when there is none. Two hundred thousand ids do not fit into a statement. */
function lassoOf(filters: readonly Filter[]): Set<number> | null {
  const lists = filters.flatMap((filter) => (filter.kind === 'customers' ? [filter.ids] : []));
  if (lists.length === 0) return null;
  return lists.slice(1).reduce((kept, ids) => new Set(ids.filter((id) => kept.has(id))), new Set(lists[0]));
}

/** The WHERE clause of a view, without its `customers` filters. */
export function whereOf(view: CustomerView): Condition {
  const conditions = [
    ...view.filters.flatMap((filter) => conditionOf(filter, view) ?? []),
    ...view.search
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => searchFor(word, view.searched)),
  ];
  return {
    sql: conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => `(${sql})`).join(' AND ')}`,
    values: conditions.flatMap(({ values }) => values),
  };
}

const NOBODY: Condition = { sql: '0', values: [] };

function conditionOf(filter: Filter, view: CustomerView): Condition | null {
  if (filter.kind === 'customers') return null;
  if (filter.kind === 'segments') return inSegments(filter.segments, view);
  const attribute = view.attributes.find(({ id }) => id === filter.attribute);
  if (!attribute) return NOBODY;
  const name = quoteName(attribute.column);
  switch (filter.kind) {
    case 'missing':
      return { sql: `${name} IS ${filter.missing ? '' : 'NOT '}NULL`, values: [] };
    case 'range': {
      const ends: Condition[] = [];
      if (filter.min !== null) ends.push({ sql: `${name} >= ?`, values: [filter.min] });
      // a day as the upper end takes in the whole day
      if (filter.max !== null) {
        const day = attribute.type === 'date' && /^\d{4}-\d{2}-\d{2}$/.test(String(filter.max));
        ends.push({ sql: `${name} <= ?`, values: [day ? `${filter.max}T99` : filter.max] });
      }
      if (ends.length === 0) return null;
      return { sql: ends.map(({ sql }) => sql).join(' AND '), values: ends.flatMap(({ values }) => values) };
    }
    case 'values': {
      const known = filter.values.filter((value) => value !== null).map((value) => stored(value, attribute.type));
      const parts = known.length > 0 ? [`${name} IN (${known.map(() => '?').join(', ')})`] : [];
      if (filter.values.includes(null)) parts.push(`${name} IS NULL`);
      return parts.length === 0 ? NOBODY : { sql: parts.join(' OR '), values: known };
    }
  }
}

/** Strict tables hold numbers as numbers: '1' would match nothing. */
const stored = (value: string | number, type: ColumnType): SqlValue =>
  type === 'number' || type === 'boolean' ? Number(value) : String(value);

function inSegments(segments: readonly number[], { segmentation }: CustomerView): Condition {
  const clusters = segmentation ? segments.flatMap((id) => segmentation.clusters[id] ?? []) : [];
  if (!segmentation || clusters.length === 0) return NOBODY;
  return {
    sql: `id IN (SELECT customer_id FROM member WHERE segmentation_id = ? AND cluster IN (${clusters.map(() => '?').join(', ')}))`,
    values: [segmentation.id, ...clusters],
  };
}

function searchFor(word: string, columns: readonly string[]): Condition {
  if (columns.length === 0) return NOBODY;
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return {
    sql: columns.map((column) => `${quoteName(column)} LIKE ? ESCAPE '\\'`).join(' OR '),
    values: columns.map(() => pattern),
  };
}

function orderOf({ sort, attributes }: CustomerView): string {
  const attribute = sort && attributes.find(({ id }) => id === sort.attribute);
  if (!sort || !attribute) return 'ORDER BY id';
  const name = quoteName(attribute.column);
  const value = attribute.levels
    ? `CASE ${name} ${attribute.levels.map((level, i) => `WHEN '${level.replaceAll("'", "''")}' THEN ${i}`).join(' ')} ELSE ${attribute.levels.length} END`
    : attribute.type === 'category' || attribute.type === 'text'
      ? `${name} COLLATE NOCASE`
      : name;
  return `ORDER BY ${name} IS NULL, ${value} ${sort.descending ? 'DESC' : 'ASC'}, id`;
}

/** One attribute of the customers of a view, as stored, in no particular order. */
export function* valuesOf(db: ReadDb, view: CustomerView, column: string): Generator<SqlValue> {
  const { sql, values } = whereOf(view);
  const lasso = lassoOf(view.filters);
  for (const row of db.rows(`SELECT id, ${quoteName(column)} FROM ${quoteName(view.table)} ${sql}`, ...values))
    if (!lasso || lasso.has(Number(row[0]))) yield row[1]!;
}
