import type { Filter } from '../../../../shared/contract/customers.ts';
import type { ColumnType } from '../../../../shared/domain.ts';
import { filtersAsked } from '../../../../shared/filters.ts';
import { type Sql, sqlOf, type SqlTable } from '../../conditions.ts';
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
export interface CustomerView extends SqlTable {
  readonly table: string;
  /** every attribute a filter or the sort names */
  readonly attributes: readonly ViewAttribute[];
  /** columns that may be searched */
  readonly searched: readonly string[];
  readonly filters: readonly Filter[];
  readonly search: string;
  readonly sort: { readonly attribute: number; readonly descending: boolean } | null;
}

/** Ids of the customers of a view, in its order; missing values stand last, equal ones by id. */
export function customerIds(db: ReadDb, view: CustomerView): Int32Array<ArrayBuffer> {
  const { sql, values } = whereOf(view);
  const rows = db.rows(`SELECT id FROM ${quoteName(view.table)} ${sql} ${orderOf(view)}`, ...values);
  let ids = new Int32Array(1024);
  let count = 0;
  for (const [id] of rows) {
    if (count === ids.length) {
      const larger = new Int32Array(count * 2);
      larger.set(ids);
      ids = larger;
    }
    ids[count++] = Number(id);
  }
  return ids.slice(0, count);
}

/** The WHERE clause of a view. */
function whereOf(view: CustomerView): Sql {
  const words = view.search.split(/\s+/).filter((word) => word !== '');
  const parts = [sqlOf(filtersAsked(view.filters), view), ...words.map((word) => searchFor(word, view.searched))];
  return {
    sql: `WHERE ${parts.map(({ sql }) => `(${sql})`).join(' AND ')}`,
    values: parts.flatMap(({ values }) => values),
  };
}

function searchFor(word: string, columns: readonly string[]): Sql {
  if (columns.length === 0) return { sql: '0', values: [] };
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
  for (const [value] of db.rows(`SELECT ${quoteName(column)} FROM ${quoteName(view.table)} ${sql}`, ...values))
    yield value!;
}
