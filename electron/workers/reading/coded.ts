import type { ReadDb, SqlValue } from '../../db/open.ts';
import { quoteName } from '../../db/settings.ts';

/** A column as coded values: each distinct value once, rows as indexes into them. */
interface CodedColumn {
  readonly values: (string | number | null)[];
  readonly codes: Int32Array<ArrayBuffer>;
}

/** Rows of a table in the order of their ids. */
export interface ReadColumns {
  readonly rows: number;
  readonly ids: Int32Array<ArrayBuffer>;
  readonly columns: CodedColumn[];
}

/** Rows read between two looks at whether to stop. */
const CHECK = 16_384;

/**
 * Read columns of a table of customers or source rows.
 * @param columns SQL names, `c0` …
 * @param check called now and then; throws to stop
 */
export function readColumns(
  db: ReadDb,
  table: string,
  columns: readonly string[],
  check: (done: number, total: number) => void = () => undefined,
): ReadColumns {
  const rows = db.value<number>(`SELECT count(*) FROM ${quoteName(table)}`)!;
  const ids = new Int32Array(rows);
  const read = columns.map(() => ({
    values: [] as (string | number | null)[],
    codes: new Int32Array(rows),
    index: new Map<SqlValue, number>(),
    last: undefined as SqlValue | undefined,
    code: -1,
  }));
  const names = ['id', ...columns.map(quoteName)].join(', ');
  let row = 0;
  for (const cells of db.rows(`SELECT ${names} FROM ${quoteName(table)} ORDER BY id`)) {
    if (row % CHECK === 0) check(row, rows);
    ids[row] = Number(cells[0]);
    for (let c = 0; c < read.length; c++) {
      const column = read[c]!;
      const value = cells[c + 1]!;
      // many columns repeat the cell above; comparing is cheaper than hashing
      if (value !== column.last) {
        let code = column.index.get(value);
        if (code === undefined) {
          column.index.set(value, (code = column.values.length));
          column.values.push(value as string | number | null);
        }
        column.last = value;
        column.code = code;
      }
      column.codes[row] = column.code;
    }
    row++;
  }
  return { rows, ids, columns: read.map(({ values, codes }) => ({ values, codes })) };
}
