import type {
  CleanCell,
  CleanColumn as ShownColumn,
  CleanPage,
  CleanPreview,
  ExampleRow,
  SegmentEffect,
} from '../../../../shared/contract/cleaning.ts';
import type { Cell } from '../../../../shared/contract/customers.ts';
import type { ColumnFacts } from '../../../../shared/domain.ts';
import { type Applied, applyStep, type StepEntry } from '../../../analysis/cleaning/apply.ts';
import { changeOf } from '../../../analysis/cleaning/change.ts';
import type { CleanColumn, CleanTable } from '../../../analysis/cleaning/table.ts';
import { shownCell } from '../../../analysis/privacy/mask.ts';
import type { ReadDb } from '../../../db/open.ts';
import { quoteName } from '../../../db/settings.ts';
import type { CleanSource } from './source.ts';
import type { Trace } from './trace.ts';

/** Example rows, columns of them, and distributions of a preview. */
const EXAMPLES = 50;
const COLUMNS = 12;
const CHANGES = 6;

/** The segmentation in view and how the rows of a source come to its customers. */
export interface SegmentsInView {
  readonly segmentation: number;
  /** segment by cluster */
  readonly segments: Readonly<Record<number, number>>;
  /** joined table the customers are of; null: they are the rows of the source themselves */
  readonly built: number | null;
}

/** What a draft would do to the table after the steps before it. */
export function previewStep(
  db: ReadDb,
  trace: Trace,
  entry: StepEntry,
  view: SegmentsInView | null,
  sourceId: number,
): Omit<CleanPreview, 'label'> {
  const before = trace.after();
  const applied = applyStep(before, entry, trace.context);
  const after = applied.table;
  const changed = changedKeys(before, after);
  const shown = shownKeys(before, after, entry, changed);
  const columns = shown.map((key) => (after.columns.find(byKey(key)) ?? before.columns.find(byKey(key)))!);
  return {
    report: applied.report,
    columns: columns.map(shownColumn),
    rows: exampleRows(before, applied, shown),
    changes: (applied.report.dropped > 0 && changed.length === 0 ? shown : changed)
      .slice(0, CHANGES)
      .flatMap((key) => changeOf(before, after, key) ?? []),
    segments: view && segmentEffect(db, before, applied, view, sourceId),
  };
}

const byKey = (key: number) => (column: CleanColumn) => column.key === key;

function changedKeys(before: CleanTable, after: CleanTable): number[] {
  const old = new Map(before.columns.map((column) => [column.key, column]));
  return after.columns
    .filter((column) => {
      const was = old.get(column.key);
      return was?.values !== column.values || was.codes !== column.codes;
    })
    .map(({ key }) => key);
}

/** Every string in a step, names of fields included: a column may be named by either. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [key, ...stringsIn(one)]);
}

/** What the step changes and reads, the customer's key, and other columns while there is room. */
function shownKeys(before: CleanTable, after: CleanTable, { step }: StepEntry, changed: readonly number[]): number[] {
  const named = new Set(stringsIn(step));
  const keys = [
    ...before.columns.filter(({ role }) => role === 'key').map(({ key }) => key),
    ...changed,
    ...before.columns.filter(({ name }) => named.has(name)).map(({ key }) => key),
    ...before.columns.filter(({ role }) => role !== 'ignored').map(({ key }) => key),
    ...before.columns.map(({ key }) => key),
  ];
  const room = step.op === 'dropRows' || step.op === 'dropDuplicates' ? COLUMNS : Math.max(4, changed.length + 2);
  const order = new Map([...before.columns, ...after.columns].map(({ key }, i) => [key, i]));
  return [...new Set(keys)].slice(0, Math.min(COLUMNS, room)).sort((a, b) => order.get(a)! - order.get(b)!);
}

function exampleRows(before: CleanTable, { table: after, touched }: Applied, shown: readonly number[]): ExampleRow[] {
  if (!touched) return [];
  const rows: number[] = [];
  for (let r = 0; r < before.rows && rows.length < EXAMPLES; r++) if (touched[r] === 1) rows.push(r);
  const sides = [before, after].map((table) => shown.map((key) => table.columns.find(byKey(key))));
  return rows.map((r) => {
    const [was, now] = sides.map((side) => side.map((column) => (column ? cellOf(column, r) : null)));
    return { id: before.ids[r]!, dropped: after.gone?.[r] === 1, before: was!, after: now! };
  });
}

/** A column as it is shown. */
export const shownColumn = ({
  name,
  type,
  role,
  personal,
  format,
  origin,
}: ColumnFacts & { readonly origin: number | null }): ShownColumn => ({
  name,
  type,
  role,
  personal,
  format,
  made: origin === null,
});

/** A cell as it may be shown: personal data masked. */
const cellOf = (column: CleanColumn, row: number): Cell => shownCell(column.values[column.codes[row]!]!, column);

/** Rows of a question about the table: by what was done to them, or by their ids. */
export interface RowsAsked {
  readonly show: 'kept' | 'changed' | 'dropped' | 'all';
  /** only rows this step touched */
  readonly step: number | null;
  readonly ids: readonly number[] | null;
  /** only marked rows */
  readonly marks?: Uint8Array | null;
  readonly offset: number;
  readonly limit: number;
}

/** A page of the rows of a source without steps: read as they stand, as a large file takes seconds to read whole. */
export function plainPage(db: ReadDb, source: CleanSource, { offset, limit }: RowsAsked): CleanPage {
  const { columns } = source;
  const table = quoteName(source.table);
  const total = db.value<number>(`SELECT count(*) FROM ${table}`)!;
  const names = ['id', ...columns.map((_, i) => `c${i}`)].join(', ');
  const rows: CleanPage['rows'] = [];
  for (const [id, ...cells] of db.rows(`SELECT ${names} FROM ${table} ORDER BY id LIMIT ? OFFSET ?`, limit, offset))
    rows.push({
      id: Number(id),
      dropped: null,
      cells: columns.map((column, c) => ({ value: shownCell(cells[c] as Cell, column) })),
    });
  return { columns: columns.map((facts, origin) => shownColumn({ ...facts, origin })), count: total, total, rows };
}

/** A page of rows with what each step changed. */
export function pageOf(trace: Trace, asked: RowsAsked): CleanPage {
  const { base } = trace;
  const last = trace.after();
  const of = asked.step === null ? null : trace.steps.find(({ entry }) => entry.id === asked.step);
  const ids = asked.ids && new Set(asked.ids);
  const wanted = (r: number): boolean => {
    if (ids && !ids.has(base.ids[r]!)) return false;
    if (asked.marks && asked.marks[r] !== 1) return false;
    if (asked.step !== null && of?.touched?.[r] !== 1) return false;
    const dropped = last.gone?.[r] === 1;
    if (asked.show === 'kept') return !dropped;
    if (asked.show === 'dropped') return dropped;
    return asked.show === 'all' || trace.steps.some(({ touched }) => touched?.[r] === 1);
  };
  const rows: number[] = [];
  let count = 0;
  for (let r = 0; r < base.rows; r++)
    if (wanted(r)) {
      if (count >= asked.offset && rows.length < asked.limit) rows.push(r);
      count++;
    }
  const cells = last.columns.map((column) => cellsOf(trace, column));
  return {
    columns: last.columns.map(shownColumn),
    count,
    total: base.rows,
    rows: rows.map((r) => ({ id: base.ids[r]!, dropped: droppedBy(trace, r), cells: cells.map((cell) => cell(r)) })),
  };
}

function droppedBy({ steps }: Trace, row: number): number | null {
  return steps.find(({ table }) => table.gone?.[row] === 1)?.entry.id ?? null;
}

/** The cells of a column: what they are, what they were, and the last step that changed them. */
function cellsOf(trace: Trace, last: CleanColumn): (row: number) => CleanCell {
  const tables = [trace.base, ...trace.steps.map(({ table }) => table)];
  const states = tables.map((table) => table.columns.find(byKey(last.key)));
  const first = states[0];
  return (row) => {
    const now = last.values[last.codes[row]!]!;
    const cell: CleanCell = { value: shownCell(now, last) };
    for (let s = trace.steps.length; s > 0; s--) {
      const [was, is] = [states[s - 1], states[s]];
      if (is === undefined || was === is) continue;
      const value = is.values[is.codes[row]!]!;
      // a row that is gone is not touched any more
      if (tables[s - 1]!.gone?.[row] === 1) continue;
      if (was ? Object.is(was.values[was.codes[row]!]!, value) : value === null) continue;
      cell.step = trace.steps[s - 1]!.entry.id;
      break;
    }
    if (first && cell.step !== undefined) {
      const value = first.values[first.codes[row]!]!;
      if (!Object.is(value, now)) cell.was = shownCell(value, first);
    }
    return cell;
  };
}

/** Customers of a segmentation with rows that a step touches, and those who lose all their rows of this source. */
function segmentEffect(
  db: ReadDb,
  before: CleanTable,
  { table: after, touched }: Applied,
  view: SegmentsInView,
  sourceId: number,
): SegmentEffect | null {
  const customerOf = customersOf(db, before, view.built, sourceId);
  if (!customerOf) return null;
  const hit = new Set<number>();
  const rest = new Map<number, number>();
  const lost = new Map<number, number>();
  for (let r = 0; r < before.rows; r++) {
    const customer = customerOf(r);
    if (customer === 0 || before.gone?.[r] === 1) continue;
    rest.set(customer, (rest.get(customer) ?? 0) + 1);
    if (touched?.[r] === 1) hit.add(customer);
    if (after.gone?.[r] === 1) lost.set(customer, (lost.get(customer) ?? 0) + 1);
  }
  const figures = new Map<number, { size: number; touched: number; dropped: number }>();
  let customers = 0;
  let all = 0;
  let dropped = 0;
  for (const [customer, cluster] of db.rows(
    'SELECT customer_id, cluster FROM member WHERE segmentation_id = ?',
    view.segmentation,
  )) {
    const segment = view.segments[Number(cluster)];
    if (segment === undefined) continue;
    const own = figures.get(segment) ?? { size: 0, touched: 0, dropped: 0 };
    figures.set(segment, own);
    own.size++;
    customers++;
    const id = Number(customer);
    if (hit.has(id)) {
      own.touched++;
      all++;
    }
    if (lost.has(id) && lost.get(id) === rest.get(id)) {
      own.dropped++;
      dropped++;
    }
  }
  return {
    segmentation: view.segmentation,
    customers,
    touched: all,
    dropped,
    segments: [...figures].map(([segment, own]) => ({ segment, ...own })).sort((a, b) => b.size - a.size),
  };
}

/** The customer of a row (0: nobody's); null when the segmentation does not rest on this source. */
function customersOf(
  db: ReadDb,
  { ids }: CleanTable,
  built: number | null,
  sourceId: number,
): ((row: number) => number) | null {
  if (built === null) return (row) => ids[row]!;
  const map = db.get<{ ids: Uint8Array | null; customers: Uint8Array }>(
    'SELECT ids, customers FROM identity_map WHERE built_id = ? AND source_id = ?',
    built,
    sourceId,
  );
  if (!map) return null;
  const customers = ints(map.customers);
  if (!map.ids) return (row) => customers[ids[row]! - 1] ?? 0;
  const known = new Map<number, number>();
  ints(map.ids).forEach((id, i) => known.set(id, customers[i]!));
  return (row) => known.get(ids[row]!) ?? 0;
}

/** Whole numbers from a blob, which need not begin at a multiple of four. */
const ints = (bytes: Uint8Array): Int32Array => new Int32Array(new Uint8Array(bytes).buffer);
