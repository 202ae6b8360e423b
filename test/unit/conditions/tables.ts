import fc from 'fast-check';
import type { CompareOperator, Condition, Constant } from '../../../shared/conditions.ts';
import type { ColumnType } from '../../../shared/domain.ts';
import { dateToNumber } from '../../../shared/values.ts';
import { familyOf, knownOf } from '../../../shared/valueTest.ts';
import { type MarkedColumn, rowsMeeting } from '../../../electron/analysis/conditions/marks.ts';
import { predicateOf } from '../../../electron/analysis/conditions/predicate.ts';
import { Connection } from '../../../electron/db/connection.ts';
import { sqlOf } from '../../../electron/db/conditions.ts';

type Stored = string | number | null;

/** A column of a table in a test: its id is its place, from 1. */
export interface Column {
  readonly type: ColumnType;
  readonly cells: readonly Stored[];
}

/** A table with the cluster of each row; null: in none. Row ids count from 1. */
export interface Table {
  readonly columns: readonly Column[];
  readonly clusters: readonly (number | null)[];
}

/** What the segments of the tables are made of. */
const SEGMENTS: Readonly<Record<number, readonly number[]>> = { 10: [0], 11: [1, 2] };

const KINDS: Readonly<Record<ColumnType, string>> = {
  number: 'REAL',
  boolean: 'INTEGER',
  date: 'TEXT',
  category: 'TEXT',
  identifier: 'TEXT',
  text: 'TEXT',
};

/** Ids of the rows the database gives. */
export function byDatabase({ columns, clusters }: Table, condition: Condition): number[] {
  const db = new Connection(':memory:', {});
  try {
    const names = columns.map((_, i) => `c${i}`);
    const typed = columns.map(({ type }, i) => `c${i} ${KINDS[type]}`);
    db.exec(`CREATE TABLE customers (${['id INTEGER PRIMARY KEY', ...typed].join(', ')}) STRICT`);
    db.exec('CREATE TABLE member (segmentation_id INTEGER, customer_id INTEGER, cluster INTEGER) STRICT');
    clusters.forEach((cluster, row) => {
      const values = [row + 1, ...columns.map(({ cells }) => cells[row] ?? null)];
      db.run(
        `INSERT INTO customers (${['id', ...names].join(', ')}) VALUES (${values.map(() => '?').join(', ')})`,
        ...values,
      );
      if (cluster !== null) db.run('INSERT INTO member VALUES (1, ?, ?)', row + 1, cluster);
    });
    const attributes = columns.map(({ type }, i) => ({ id: i + 1, column: `c${i}`, type }));
    const { sql, values } = sqlOf(condition, { attributes, segmentation: { id: 1, clusters: SEGMENTS } });
    return db.column<number>(`SELECT id FROM customers WHERE ${sql} ORDER BY id`, ...values);
  } finally {
    db.close();
  }
}

/** Values once and a code a row, as cleaning holds them. */
function coded({ type, cells }: Column): MarkedColumn {
  const values = [...new Set(cells)];
  return { family: familyOf(type), values, codes: Int32Array.from(cells, (cell) => values.indexOf(cell)) };
}

const DAY = 86_400_000;
/** Numbers where they can be, as charts hold them: dates are days. Codes of missing values are -1. */
function numeric({ type, cells }: Column): MarkedColumn {
  const family = familyOf(type);
  if (family === 'text' || type === 'boolean') {
    const values = [...new Set(cells.filter((cell) => cell !== null))];
    return { family, values, codes: Int32Array.from(cells, (cell) => (cell === null ? -1 : values.indexOf(cell))) };
  }
  const unit = family === 'date' ? DAY : 1;
  const numbers = Float64Array.from(cells, (cell) =>
    cell === null ? NaN : family === 'date' ? dateToNumber(String(cell)) / unit : Number(cell),
  );
  return { family, numbers, unit };
}

/** Ids of the rows that are marked, from columns in either form. */
export function byMarks({ columns, clusters }: Table, condition: Condition, form: 'coded' | 'numeric'): number[] {
  const marks = rowsMeeting(condition, {
    rows: clusters.length,
    ids: Int32Array.from(clusters, (_, row) => row + 1),
    column(id) {
      const column = columns[id - 1];
      return column && (form === 'coded' ? coded(column) : numeric(column));
    },
    segments: {
      codes: Int32Array.from(clusters, (cluster) => cluster ?? -1),
      clusters: new Map(Object.entries(SEGMENTS).map(([segment, of]) => [Number(segment), of])),
    },
  });
  return [...marks].flatMap((mark, row) => (mark === 1 ? row + 1 : []));
}

/** Answers of the rows, one by one. */
export function byRow({ columns, clusters }: Table, condition: Condition): (boolean | null)[] {
  const segments = Object.entries(SEGMENTS);
  const ask = predicateOf<number, number>(condition, {
    column(id) {
      const column = columns[id - 1];
      if (!column) return undefined;
      const family = familyOf(column.type);
      return {
        family,
        read: (row) => knownOf(column.cells[row] ?? null, family),
        print: (row) => String(column.cells[row]),
      };
    },
    id: (row) => row + 1,
    segment: (row) => Number(segments.find(([, of]) => of.includes(clusters[row] ?? -1))?.[0] ?? NaN),
  });
  return clusters.map((_, row) => ask(row));
}

const TYPES = ['number', 'number', 'date', 'date', 'boolean', 'category', 'text', 'text'] as const;
const number = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constantFrom(0.1 + 0.2, 2.5, -0.5, 1e15, -0), fc.double());
const day = fc.constantFrom('2023-12-31', '2024-01-05', '2024-01-06', '2024-02-29');
const moment = fc.constantFrom('2024-01-05', '2024-01-05T00:00:00', '2024-01-05T10:00:00', '2024-01-05T23:59:59');
/** Among them letters beyond 65,535 and the last below, which UTF-16 puts the other way round. */
const word = fc.oneof(
  fc.constantFrom('𠮷', '！', 'ab', 'a', '北京'),
  fc.constantFrom('A', 'b', '1', '1.0', '10', '', '𝒳', 'ﬁ', "o'neil", '50 %'),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);
const CELLS: Readonly<Record<ColumnType, fc.Arbitrary<Stored>>> = {
  number: number.filter(Number.isFinite),
  date: fc.oneof({ weight: 1, arbitrary: day }, { weight: 2, arbitrary: moment }),
  boolean: fc.constantFrom(0, 1),
  category: fc.constantFrom('low', 'mid', 'high', '北京', '上海'),
  identifier: fc.constantFrom('001', '1', 'A-7'),
  text: word,
};

/** Tables of up to eight rows with columns of every type. */
export const tables: fc.Arbitrary<Table> = fc.integer({ min: 0, max: 8 }).chain((rows) => {
  const exactly = { minLength: rows, maxLength: rows };
  return fc.record({
    columns: fc
      .tuple(...TYPES.map((type) => fc.array(fc.option(CELLS[type], { freq: 3 }), exactly)))
      .map((columns) => columns.map((cells, i): Column => ({ type: TYPES[i] ?? 'text', cells }))),
    clusters: fc.array(fc.option(fc.integer({ min: 0, max: 3 })), exactly),
  });
});

/** A column of the tables, or one that is not there. */
const column = fc.integer({ min: 1, max: TYPES.length + 1 });
/** Mostly a column that can be compared with another. */
const otherOf = (id: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...TYPES.flatMap((type, i) => (type === TYPES[id - 1] ? i + 1 : [])), id) },
    { weight: 1, arbitrary: column },
  );
const typed = (id: number): fc.Arbitrary<Constant> =>
  CELLS[TYPES[id - 1] ?? 'text'].map((cell) => (cell === null ? '' : cell));
const strange = fc.constantFrom<Constant[]>(
  '',
  'x',
  '1',
  '1.0',
  1,
  '2024',
  '2024-01',
  '2024-02-30',
  '2024-01-05T10:00',
);
/** Mostly a value of the column's type. */
const constant = (id: number) => fc.oneof({ weight: 4, arbitrary: typed(id) }, { weight: 1, arbitrary: strange });
const operator = fc.constantFrom<CompareOperator[]>('<', '<=', '=', '!=', '>=', '>');
const PATTERNS = ['[a-z]+', '.*\\d', '1.*', '.{1,2}', '\\w+|.'];

const plain: fc.Arbitrary<Condition> = column.chain((id) =>
  fc.oneof(
    fc.constant<Condition>({ kind: 'missing', column: id }),
    fc.record({ kind: fc.constant('compareValue' as const), column: fc.constant(id), operator, value: constant(id) }),
    fc.record({
      kind: fc.constant('range' as const),
      column: fc.constant(id),
      min: fc.option(constant(id)),
      max: fc.option(constant(id)),
    }),
    fc.record({
      kind: fc.constant('values' as const),
      column: fc.constant(id),
      values: fc.array(constant(id), { maxLength: 3 }),
    }),
    // dates as numbers have lost whether their midnight was written
    fc.record({
      kind: fc.constant('pattern' as const),
      column: fc.constant(TYPES[id - 1] === 'date' ? 1 : id),
      pattern: fc.constantFrom(...PATTERNS),
    }),
    fc.record({ kind: fc.constant('compare' as const), column: fc.constant(id), operator, other: otherOf(id) }),
    fc.record({ kind: fc.constant('ids' as const), ids: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }) }),
    fc.record({
      kind: fc.constant('segments' as const),
      segments: fc.array(fc.constantFrom(10, 11, 12), { maxLength: 2 }),
    }),
  ),
);

/** Conditions of every kind, up to three deep. */
export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    plain,
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('condition'), { maxLength: 3 }),
    }),
  ),
})).condition;
