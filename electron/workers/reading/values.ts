import type { ColumnType } from '../../../shared/domain.ts';
import { dateToNumber } from '../../../shared/values.ts';
import type { ColumnValues } from '../../analysis/features/values.ts';
import { maskText } from '../../analysis/privacy/mask.ts';
import { sampleRows, seeded } from '../../analysis/random.ts';
import type { ReadDb, SqlValue } from '../../db/open.ts';
import { quoteName } from '../../db/settings.ts';

/** Which column of a customer table to read, and how. */
export interface ColumnRequest {
  /** SQL column: c0, c1 … */
  readonly column: string;
  readonly type: ColumnType;
  /** order of an ordered category */
  readonly levels: readonly string[] | null;
}

/** Columns as arrays, in the order of the customers' ids. */
export interface ReadColumns {
  readonly ids: Int32Array;
  readonly columns: ColumnValues[];
}

const DAY = 86_400_000;
/** Rows between two looks at the stop flag. */
const CHECK = 4096;

/** Seed of the sample of rows: the same table has the same sample. */
const SEED = 51;

/** Rows of a customer table. */
export const rowsOf = (db: ReadDb, table: string): number =>
  db.value<number>(`SELECT count(*) FROM ${quoteName(table)}`)!;

/**
 * Read columns of a customer table. `onRows` is called every few thousand rows and may throw to stop.
 * @param sample so many rows drawn from a fixed seed; left out: all
 */
export function readColumns(
  db: ReadDb,
  table: string,
  requests: readonly ColumnRequest[],
  onRows: (done: number, total: number) => void,
  sample?: number,
): ReadColumns {
  const drawn = sample === undefined ? null : drawIds(db, table, sample);
  const total = drawn?.length ?? rowsOf(db, table);
  const ids = new Int32Array(total);
  const readers = requests.map((request) => columnReader(request, total));
  const names = ['id', ...requests.map(({ column }) => quoteName(column))].join(', ');
  const from = `SELECT ${names} FROM ${quoteName(table)}`;
  let row = 0;
  for (const cells of drawn
    ? db.rows(`${from} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`, JSON.stringify(drawn))
    : db.rows(`${from} ORDER BY id`)) {
    if (row >= total) break;
    ids[row] = Number(cells[0]);
    for (let c = 0; c < readers.length; c++) readers[c]!.put(row, cells[c + 1]!);
    row++;
    if (row % CHECK === 0) onRows(row, total);
  }
  onRows(total, total);
  return { ids, columns: readers.map((reader) => reader.done()) };
}

function drawIds(db: ReadDb, table: string, size: number): number[] {
  const ids: number[] = [];
  for (const [id] of db.rows(`SELECT id FROM ${quoteName(table)} ORDER BY id`)) ids.push(Number(id));
  return Array.from(sampleRows(ids.length, size, seeded(SEED)), (place) => ids[place]!);
}

/** Give the memory of a column back at once: a thread without work does not collect what it left behind. */
export function release(column: ColumnValues): void {
  const { buffer } = column.kind === 'numeric' ? column.values : column.codes;
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

interface ColumnReader {
  put(row: number, value: SqlValue): void;
  done(): ColumnValues;
}

function columnReader({ type, levels }: ColumnRequest, n: number): ColumnReader {
  if (type === 'category' || type === 'text' || type === 'identifier')
    return codeReader(n, levels, type === 'category');
  const values = new Float64Array(n).fill(NaN);
  const read = type === 'date' ? (value: SqlValue) => dateToNumber(String(value)) / DAY : Number;
  return {
    put(row, value) {
      if (value !== null) values[row] = read(value);
    },
    done: () => ({ kind: 'numeric', values }),
  };
}

/**
 * Codes and levels of a column. Levels of categories are names that charts, segments and cards show: they leave here masked,
 * and values that are masked alike are one level.
 */
function codeReader(n: number, order: readonly string[] | null, category: boolean): ColumnReader {
  const codes = new Int32Array(n).fill(-1);
  const known = new Map<string, number>();
  const levels = new Map<string, number>();
  const counts: number[] = [];
  return {
    put(row, value) {
      if (value === null) return;
      const text = String(value);
      let code = known.get(text);
      if (code === undefined) {
        const level = category ? maskText(text) : text;
        code = levels.get(level);
        if (code === undefined) {
          levels.set(level, (code = counts.length));
          counts.push(0);
        }
        known.set(text, code);
      }
      codes[row] = code;
      counts[code] = counts[code]! + 1;
    },
    done() {
      const seen = [...levels.keys()];
      const rank = new Map((order ?? []).map((level, i) => [category ? maskText(level) : level, i]));
      // an ordered category keeps its order; others stand by frequency, equally frequent ones by name
      const sorted = seen.sort((a, b) => {
        const [p, q] = [rank.get(a) ?? Infinity, rank.get(b) ?? Infinity];
        if (p !== q) return p - q;
        return counts[levels.get(b)!]! - counts[levels.get(a)!]! || (a < b ? -1 : 1);
      });
      const place = new Int32Array(sorted.length);
      sorted.forEach((level, i) => (place[levels.get(level)!] = i));
      for (let row = 0; row < n; row++) if (codes[row]! >= 0) codes[row] = place[codes[row]!]!;
      return { kind: 'coded', codes, levels: sorted };
    },
  };
}
