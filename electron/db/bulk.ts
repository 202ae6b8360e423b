import type { ColumnType } from '../../shared/domain.ts';
import type { SqlValue, WriteDb } from './open.ts';
import { quoteName } from './settings.ts';

/** Variables a statement may have (SQLite's own limit is 32,766). */
const VARIABLES = 900;
/** Most rows of one INSERT: beyond some sixteen nothing is gained. */
const ROWS = 16;

/** The SQL type of a column's stored values. */
export const sqlType = (type: ColumnType): 'REAL' | 'INTEGER' | 'TEXT' =>
  type === 'number' ? 'REAL' : type === 'boolean' ? 'INTEGER' : 'TEXT';

/** Make a customer table: id and one column an attribute. */
export function createCustomerTable(db: WriteDb, table: string, types: readonly ColumnType[]): void {
  const columns = types.map((type, i) => `c${i} ${sqlType(type)}`);
  db.exec(`CREATE TABLE ${quoteName(table)} (${['id INTEGER PRIMARY KEY', ...columns].join(', ')}) STRICT`);
}

/** Writes rows `[id, c0, c1 …]` with as few statements as pays off. */
export class RowInserter {
  private readonly db: WriteDb;
  private readonly width: number;
  private readonly many: number;
  private readonly sqlMany: string;
  private readonly sqlOne: string;

  constructor(db: WriteDb, table: string, columns: number) {
    this.db = db;
    this.width = columns + 1;
    this.many = Math.max(1, Math.min(ROWS, Math.floor(VARIABLES / this.width)));
    const names = ['id', ...Array.from({ length: columns }, (_, i) => `c${i}`)].join(', ');
    const group = `(${Array.from({ length: this.width }, () => '?').join(', ')})`;
    const head = `INSERT OR REPLACE INTO ${quoteName(table)} (${names}) VALUES `;
    this.sqlMany = head + Array.from({ length: this.many }, () => group).join(', ');
    this.sqlOne = head + group;
  }

  /** Insert `count` rows; `fill(row, into, at)` writes the values of row `row` from `at` on. */
  insert(from: number, count: number, fill: (row: number, into: SqlValue[], at: number) => void): void {
    const { width, many } = this;
    const end = from + count;
    let row = from;
    if (many > 1) {
      const values: SqlValue[] = new Array<SqlValue>(width * many).fill(null);
      for (; row + many <= end; row += many) {
        for (let i = 0; i < many; i++) fill(row + i, values, i * width);
        this.db.run(this.sqlMany, ...values);
      }
    }
    const values: SqlValue[] = new Array<SqlValue>(width).fill(null);
    for (; row < end; row++) {
      fill(row, values, 0);
      this.db.run(this.sqlOne, ...values);
    }
  }
}

/** A piece of the new table of an update: rows of the old one with ids in `[from, to)`, overlaid by the new file's. */
export type Merge = {
  readonly into: string;
  readonly old: string;
  readonly fresh: string;
  /** for each column of the result: where its values come from */
  readonly columns: readonly { readonly old: string | null; readonly fresh: string | null; readonly text: boolean }[];
};

const side = (alias: string, column: string | null, text: boolean) =>
  column === null ? 'NULL' : text ? `CAST(${alias}.${column} AS TEXT)` : `${alias}.${column}`;

/** Copy the old rows with ids in `[from, to)`. @returns how many of them the new file changed */
export function mergeOld(db: WriteDb, merge: Merge, from: number, to: number): number {
  const { into, old, fresh, columns } = merge;
  const picked = columns.map(({ old: o, fresh: f, text }) =>
    f === null
      ? side('o', o, text)
      : o === null
        ? side('f', f, text)
        : `CASE WHEN f.id IS NULL THEN ${side('o', o, text)} ELSE ${side('f', f, text)} END`,
  );
  db.run(
    `INSERT INTO ${quoteName(into)} SELECT ${['o.id', ...picked].join(', ')} FROM ${quoteName(old)} o
     LEFT JOIN ${quoteName(fresh)} f ON f.id = o.id WHERE o.id >= ? AND o.id < ?`,
    from,
    to,
  );
  const differs = columns
    .filter(({ old: o, fresh: f }) => o !== null && f !== null)
    .map(({ old: o, fresh: f, text }) => `${side('o', o, text)} IS NOT ${side('f', f, text)}`);
  const extra = columns
    .filter(({ old: o, fresh: f }) => o === null && f !== null)
    .map(({ fresh: f }) => `f.${f} IS NOT NULL`);
  const any = [...differs, ...extra];
  if (any.length === 0) return 0;
  return db.value<number>(
    `SELECT count(*) FROM ${quoteName(old)} o JOIN ${quoteName(fresh)} f ON f.id = o.id
     WHERE o.id >= ? AND o.id < ? AND (${any.join(' OR ')})`,
    from,
    to,
  )!;
}

/** Copy the rows of the new file that the old table does not have, with ids in `[from, to)`. */
export function mergeFresh(db: WriteDb, merge: Merge, from: number, to: number): void {
  const { into, old, fresh, columns } = merge;
  const picked = columns.map(({ fresh: f, text }) => side('f', f, text));
  db.run(
    `INSERT INTO ${quoteName(into)} SELECT ${['f.id', ...picked].join(', ')} FROM ${quoteName(fresh)} f
     WHERE f.id >= ? AND f.id < ? AND NOT EXISTS (SELECT 1 FROM ${quoteName(old)} o WHERE o.id = f.id)`,
    from,
    to,
  );
}
