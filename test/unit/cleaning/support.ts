import * as fc from 'fast-check';
import { CleanStep, type CleanOp, type CleanStepInput } from '../../../shared/cleaning.ts';
import type { ColumnType, Said } from '../../../shared/domain.ts';
import { applyStep, type Applied } from '../../../electron/analysis/cleaning/apply.ts';
import type { CleanContext, RawCells } from '../../../electron/analysis/cleaning/context.ts';
import { type CleanColumn, type CleanTable, Coder } from '../../../electron/analysis/cleaning/table.ts';
import { markUnread, mayBeUnread } from '../../../electron/analysis/cleaning/unread.ts';
import type { Stored } from '../../../electron/analysis/intake/convert.ts';

/** A column as it is written down in a test. */
export interface Written {
  readonly name: string;
  readonly type: ColumnType;
  readonly cells: readonly Stored[];
  readonly more?: Partial<CleanColumn>;
}

/** A table from its cells; rows are numbered from 1. */
export function tableOf(columns: readonly Written[], rows = columns[0]?.cells.length ?? 0): CleanTable {
  return {
    rows,
    ids: Int32Array.from({ length: rows }, (_, i) => i + 1),
    gone: null,
    next: columns.length,
    columns: columns.map(({ name, type, cells, more }, i) => {
      const coder = new Coder(rows);
      cells.forEach((cell, r) => (coder.codes[r] = coder.code(cell)));
      return {
        name,
        type,
        role: 'attribute',
        dimension: null,
        personal: null,
        format: {},
        levels: null,
        reason: { key: 'sources:why.freeText' },
        key: i,
        origin: i,
        values: coder.values,
        codes: coder.codes,
        ...more,
      };
    }),
  };
}

/** What steps see besides: raw cells by column, other files by `file/column/key`. */
export function contextOf(
  base: CleanTable,
  raws: Readonly<Record<number, readonly string[]>> = {},
  files: Readonly<Record<string, ReadonlyMap<string, Stored>>> = {},
): CleanContext {
  const raw = (origin: number): RawCells | null => {
    const cells = raws[origin];
    if (!cells) return null;
    const coder = new Coder(base.rows);
    cells.forEach((cell, r) => (coder.codes[r] = coder.code(cell)));
    return { values: coder.values as string[], codes: coder.codes };
  };
  return {
    base,
    check: () => undefined,
    raw,
    unread: (origin) => {
      const [cells, column] = [raw(origin), base.columns.find((one) => one.origin === origin)!];
      const marks = new Uint8Array(base.rows);
      return cells && mayBeUnread(column) && markUnread(marks, 0, column, cells.values, cells.codes) > 0 ? marks : null;
    },
    lookup: (source, from, key): ReadonlyMap<string, Stored> | Said =>
      files[`${source}/${from}/${key}`] ?? { key: 'cleaning:skip.noFile', values: { file: source } },
  };
}

/** One step on a table. */
export function once(table: CleanTable, step: CleanStepInput, context = contextOf(table)): Applied {
  return applyStep(table, { id: 1, step: CleanStep.parse(step) }, context);
}

/** The rows that are left, cell by cell, by column name. */
export function rowsOf(table: CleanTable): Record<string, Stored>[] {
  const rows: Record<string, Stored>[] = [];
  for (let r = 0; r < table.rows; r++) {
    if (table.gone?.[r] === 1) continue;
    rows.push(Object.fromEntries(table.columns.map(({ name, values, codes }) => [name, values[codes[r]!]!])));
  }
  return rows;
}

/** One column of the rows that are left. */
export const columnOf = (table: CleanTable, name: string): Stored[] => rowsOf(table).map((row) => row[name]!);

const words = [
  '',
  ' ',
  'a',
  'A ',
  'ａ',
  'b  c',
  'B C',
  '北京',
  '北 京',
  '北京市',
  '廣東',
  'Ｘ１',
  'x1',
  "o'neil",
  '3',
  '4.5',
  '2024-01-02',
  'yes',
  'é',
  'ß',
  'x|y|z',
  'ﬁ',
];
const word = fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6, unit: 'grapheme' }));
const text = word.map((cell) => (cell === '' ? null : cell));
const day = fc.constantFrom('2024-01-02', '2024-02-01', '1999-12-31', '2030-06-15T10:00:00');
const CELLS: Record<string, fc.Arbitrary<Stored>> = {
  text,
  category: fc.oneof(fc.constantFrom('red', 'Red', 'blue', '北京', '广东省'), fc.constant(null)),
  identifier: fc.oneof(fc.constantFrom('001', '002', 'A-7'), fc.constant(null)),
  number: fc.oneof(
    fc.integer({ min: -5, max: 120 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constant(null),
  ),
  date: fc.oneof(day, fc.constant(null)),
  boolean: fc.constantFrom(0, 1, null),
};

/** Tables of up to 24 rows with a column of every type, one of them twice; some rows are the same. */
export const tables: fc.Arbitrary<CleanTable> = fc.integer({ min: 0, max: 24 }).chain((rows) =>
  fc
    .record({
      cells: fc.tuple(
        ...[...Object.keys(CELLS), 'number'].map((type) =>
          fc.array(CELLS[type]!, { minLength: rows, maxLength: rows }),
        ),
      ),
      twins: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
    })
    .map(({ cells, twins }) => {
      for (const [from, to] of twins)
        if (rows > 0) for (const column of cells) column[to % rows] = column[from % rows]!;
      const names = [...Object.keys(CELLS), 'number2'];
      return tableOf(
        names.map((name, i) => ({ name, type: name.replace('2', '') as ColumnType, cells: cells[i]! })),
        rows,
      );
    }),
);

const column = fc.constantFrom(...Object.keys(CELLS), 'number2', 'gone');
const value = fc.constantFrom('a', 'red', '北京', '1', '0', '3', '2024-01-02', 'blue', '001');
const operator = fc.constantFrom('<', '<=', '=', '!=', '>=', '>');
const range = fc.oneof(
  fc.record({ min: fc.constantFrom(null, 0, 10), max: fc.constantFrom(null, 50) }),
  fc.record({ min: fc.constantFrom(null, '2000-01-01'), max: fc.constantFrom(null, '2024-01-31') }),
);
const plain = fc.oneof(
  fc.record({ kind: fc.constant('missing'), column }),
  fc.record({ kind: fc.constant('values'), column, values: fc.array(value, { minLength: 1, maxLength: 3 }) }),
  fc.tuple(column, range).map(([name, ends]) => ({ kind: 'range', column: name, ...ends })),
  fc.record({ kind: fc.constant('pattern'), column, pattern: fc.constantFrom('[a-z ]+', '.*\\d+', 'a|b') }),
  fc.record({ kind: fc.constant('compare'), column, other: column, operator }),
);

/** Steps of every kind, most of which fit the tables; some name a column that is not there. */
export const STEPS: Readonly<Record<CleanOp, fc.Arbitrary<unknown>>> = {
  normalise: fc.record(
    {
      columns: fc.array(column, { minLength: 1, maxLength: 2 }),
      trim: fc.boolean(),
      spaces: fc.boolean(),
      width: fc.boolean(),
      case: fc.constantFrom('none', 'lower', 'upper', 'title'),
      simplify: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
  map: fc.record({
    column,
    groups: fc.array(
      fc.record({ from: fc.array(value, { minLength: 1, maxLength: 3 }), to: fc.oneof(value, fc.constant(null)) }),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  regions: fc.record(
    { column, level: fc.constantFrom('same', 'province', 'city'), into: fc.constant('place') },
    { requiredKeys: ['column'] },
  ),
  parse: fc.record(
    { column, as: fc.constantFrom('number', 'date', 'boolean'), into: fc.constant('read') },
    { requiredKeys: ['column', 'as'] },
  ),
  type: fc.record({
    column,
    type: fc.constantFrom('number', 'date', 'boolean', 'category', 'text', 'identifier'),
  }),
  split: fc.record({ column, by: fc.constantFrom('|', ' ', '-'), into: fc.constant(['p1', 'p2']) }),
  combine: fc.record({
    columns: fc.array(column, { minLength: 2, maxLength: 3 }),
    separator: fc.constantFrom('', '-'),
    into: fc.constant('both'),
  }),
  fill: fc.record(
    {
      column,
      with: fc.constantFrom('constant', 'median', 'mean', 'mode', 'source'),
      value: fc.oneof(value, fc.integer({ min: 0, max: 9 })),
      by: column,
      source: fc.constant('other.csv'),
      key: fc.constant('identifier'),
    },
    { requiredKeys: ['column', 'with'] },
  ),
  invalid: fc.record({
    column,
    rule: fc.oneof(
      range.map((ends) => ({ kind: 'range', ...ends })),
      fc.record({ kind: fc.constant('pattern'), pattern: fc.constantFrom('[a-z]+', '\\d+', '.{1,2}') }),
      fc.record({
        kind: fc.constant('list'),
        values: fc.array(value, { minLength: 1, maxLength: 3 }),
        keep: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('compare'), other: column, operator }),
    ),
  }),
  winsorise: fc.record(
    {
      column,
      lower: fc.double({ min: 0, max: 0.5, noNaN: true }),
      upper: fc.double({ min: 0.5, max: 1, noNaN: true }),
      fences: fc.double({ min: 0, max: 3, noNaN: true }),
    },
    { requiredKeys: ['column'] },
  ),
  dropRows: fc.record({
    where: fc.oneof(
      plain,
      fc.record({ kind: fc.constant('not'), of: plain }),
      fc.record({ kind: fc.constantFrom('all', 'any'), of: fc.array(plain, { minLength: 1, maxLength: 3 }) }),
    ),
  }),
  dropDuplicates: fc.record({ columns: fc.array(column, { minLength: 1, maxLength: 3 }) }, { requiredKeys: [] }),
  dropColumns: fc.record({ columns: fc.array(column, { minLength: 1, maxLength: 2 }) }),
  rename: fc.record({ column, to: fc.constantFrom('fresh', 'text', 'number') }),
};

/** A step of one kind, complete. */
export const stepOf = (op: CleanOp): fc.Arbitrary<CleanStep> =>
  STEPS[op].map((rest) => CleanStep.parse({ op, ...(rest as object) }));
/** Any step. */
export const steps = fc.oneof(...(Object.keys(STEPS) as CleanOp[]).map(stepOf));
