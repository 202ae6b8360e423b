import type { StepReport } from '../../../../shared/contract/cleaning.ts';
import { type ColumnFacts, factsOfColumn } from '../../../../shared/domain.ts';
import { applySteps, type StepEntry } from '../../../analysis/cleaning/apply.ts';
import { type CleanColumn, type CleanTable, keptRows } from '../../../analysis/cleaning/table.ts';
import type { Stored } from '../../../analysis/intake/convert.ts';
import { reading } from '../../reading/reading.ts';
import { waitForRoom } from '../../backpressure.ts';
import type { TaskContext } from '../../task.ts';
import { type CleanSource, loadSource } from './source.ts';

/** A column of a clean table. */
interface CleanedColumn extends ColumnFacts {
  /** 0-based column of the source's table; null: made by a step */
  readonly origin: number | null;
  readonly missing: number;
  readonly distinct: number;
}

/** Distinct values of a column, some at a time, in the order of their codes. */
export interface CleanedValues {
  readonly column: number;
  readonly values: readonly Stored[];
}

/** A clean table but for its values, which were sent before. */
export interface CleanedTable {
  readonly rows: number;
  readonly ids: Int32Array;
  readonly columns: readonly CleanedColumn[];
  readonly codes: readonly Int32Array[];
  readonly reports: readonly StepReport[];
}

/** Values sent at a time, and how often before the receiver has taken some in: the core has others to serve. */
const BATCH = 10_000;
const AHEAD = 4;

/** Clean a source: its rows without those that were dropped, coded by column. */
export function runClean(
  input: {
    source: CleanSource;
    steps: readonly StepEntry[];
    /** batches of values the receiver has taken in; left out: it does not count */
    acks?: Int32Array;
  },
  task: TaskContext,
): CleanedTable {
  return reading(input.source.path, (db) => {
    const total = input.steps.length;
    const loaded = loadSource(db, input.source, (done, rows) => {
      task.check();
      task.progress({ step: 'cleaning:job.read', done, total: rows });
    });
    let steps = 0;
    const context = loaded.context(db, () => {
      task.check();
      task.progress({ step: 'cleaning:job.steps', done: Math.min(total, steps), total });
    });
    const reports: StepReport[] = [];
    let table = loaded.table;
    for (const entry of input.steps) {
      const done = applySteps(table, [entry], context);
      ({ table } = done);
      reports.push(...done.reports);
      steps++;
    }
    return send(table, reports, task, input.acks);
  });
}

function send(table: CleanTable, reports: readonly StepReport[], task: TaskContext, acks?: Int32Array): CleanedTable {
  let sent = 0;
  const check = (): void => {
    task.check();
  };
  const rows = keptRows(table);
  const places = placesOf(table, rows);
  const ids = pick(table.ids, places);
  task.transfer(ids.buffer);
  const codes: Int32Array[] = [];
  const columns = table.columns.map((column, c): CleanedColumn => {
    task.check();
    const own = compacted(column, places, rows);
    task.transfer(own.codes.buffer);
    codes.push(own.codes);
    for (let at = 0; at < own.values.length; at += BATCH) {
      if (acks) waitForRoom(acks, sent, AHEAD, check);
      task.emit({ column: c, values: own.values.slice(at, at + BATCH) } satisfies CleanedValues);
      sent++;
    }
    return { ...factsOfColumn(column), origin: column.origin, missing: own.missing, distinct: own.distinct };
  });
  return { rows, ids, columns, codes, reports };
}

/** Places of the rows that are kept; null: all. */
function placesOf({ rows, gone }: CleanTable, kept: number): Int32Array | null {
  if (!gone || kept === rows) return null;
  const places = new Int32Array(kept);
  let at = 0;
  for (let r = 0; r < rows; r++) if (gone[r] === 0) places[at++] = r;
  return places;
}

function pick(from: Int32Array, places: Int32Array | null): Int32Array<ArrayBuffer> {
  if (!places) return from.slice() as Int32Array<ArrayBuffer>;
  const picked = new Int32Array(places.length);
  for (let i = 0; i < places.length; i++) picked[i] = from[places[i]!]!;
  return picked;
}

/** The kept rows of a column with the values they have. */
function compacted(
  column: CleanColumn,
  places: Int32Array | null,
  rows: number,
): { values: Stored[]; codes: Int32Array<ArrayBuffer>; missing: number; distinct: number } {
  const codes = pick(column.codes, places);
  const next = new Int32Array(column.values.length).fill(-1);
  const values: Stored[] = [];
  let missing = 0;
  for (let r = 0; r < rows; r++) {
    const old = codes[r]!;
    let code = next[old]!;
    if (code < 0) {
      next[old] = code = values.length;
      values.push(column.values[old]!);
    }
    codes[r] = code;
    if (values[code] === null) missing++;
  }
  return { values, codes, missing, distinct: values.length - (missing > 0 ? 1 : 0) };
}
