import type { CleanStep } from '../../../shared/cleaning.ts';
import type { CleanCounts, StepReport } from '../../../shared/contract/cleaning.ts';
import { combine, dropColumns, rename, split } from './columns.ts';
import type { CleanContext, Outcome } from './context.ts';
import { fill } from './fill.ts';
import { invalid } from './invalid.ts';
import { winsorise } from './numbers.ts';
import { parse, retype } from './read.ts';
import { dropDuplicates, dropRows } from './rows.ts';
import { type CleanColumn, type CleanTable, countsOf, keptRows } from './table.ts';
import { map, normalise, regions } from './texts.ts';

/** A step with its id. */
export interface StepEntry {
  readonly id: number;
  readonly step: CleanStep;
}

/** What a step made of the table before it. */
export interface Applied {
  readonly entry: StepEntry;
  readonly table: CleanTable;
  readonly report: StepReport;
  /** 1: the step changed a cell of this row, or dropped it; null: none */
  readonly touched: Uint8Array | null;
}

/**
 * Do steps one after the other. Value-wise steps look at distinct values only; dropped rows are marked. A step whose
 * column is not there is passed over with its reason.
 * @returns the last table and a report a step, in order
 */
export function applySteps(
  table: CleanTable,
  steps: readonly StepEntry[],
  context: CleanContext,
): { table: CleanTable; reports: StepReport[] } {
  const reports: StepReport[] = [];
  let now = table;
  for (const entry of steps) {
    const applied = applyStep(now, entry, context);
    now = applied.table;
    reports.push(applied.report);
  }
  return { table: now, reports };
}

/** Do one step and count what it did. */
export function applyStep(before: CleanTable, entry: StepEntry, context: CleanContext): Applied {
  context.check();
  const { step, id } = entry;
  const outcome = perform(before, step, context);
  const after = 'skipped' in outcome ? before : outcome.table;
  const quiet = 'skipped' in outcome ? [] : (outcome.quiet ?? []);
  const { touched, cells, dropped, changed } = difference(before, after, quiet);
  const scope = scopeOf(before, after, step, changed);
  let rows = 0;
  if (touched) for (let r = 0; r < before.rows; r++) rows += touched[r]!;
  return {
    entry,
    table: after,
    touched,
    report: {
      id,
      op: step.op,
      touched: rows,
      dropped,
      cells,
      before: figures(before, scope),
      after: figures(after, scope),
      skipped: 'skipped' in outcome ? outcome.skipped : null,
      notes: 'skipped' in outcome ? [] : [...(outcome.notes ?? [])],
    },
  };
}

function perform(table: CleanTable, step: CleanStep, context: CleanContext): Outcome {
  switch (step.op) {
    case 'normalise':
      return normalise(table, step);
    case 'map':
      return map(table, step);
    case 'regions':
      return regions(table, step);
    case 'parse':
      return parse(table, step, context);
    case 'type':
      return retype(table, step, context);
    case 'split':
      return split(table, step);
    case 'combine':
      return combine(table, step);
    case 'fill':
      return fill(table, step, context);
    case 'invalid':
      return invalid(table, step);
    case 'winsorise':
      return winsorise(table, step);
    case 'dropRows':
      return dropRows(table, step);
    case 'dropDuplicates':
      return dropDuplicates(table, step, context);
    case 'dropColumns':
      return dropColumns(table, step);
    case 'rename':
      return rename(table, step);
  }
}

interface Difference {
  touched: Uint8Array | null;
  cells: number;
  dropped: number;
  /** keys of the columns with a changed cell */
  changed: Set<number>;
}

/** What differs between two tables of the same rows; in columns that were made, the cells that are not missing. */
function difference(before: CleanTable, after: CleanTable, quiet: readonly number[]): Difference {
  const result: Difference = { touched: null, cells: 0, dropped: 0, changed: new Set() };
  const { rows, gone } = before;
  const mark = (): Uint8Array => (result.touched ??= new Uint8Array(rows));
  const old = new Map(before.columns.map((column) => [column.key, column]));
  for (const column of after.columns) {
    if (quiet.includes(column.key)) continue;
    const changes = changesOf(old.get(column.key), column);
    if (!changes) continue;
    for (let r = 0; r < rows; r++)
      if (gone?.[r] !== 1 && changes(r)) {
        mark()[r] = 1;
        result.cells++;
        result.changed.add(column.key);
      }
  }
  if (after.gone !== gone)
    for (let r = 0; r < rows; r++)
      if (after.gone?.[r] === 1 && gone?.[r] !== 1) {
        mark()[r] = 1;
        result.dropped++;
      }
  return result;
}

/** Tells of a row whether its cell differs; null when none can. */
function changesOf(before: CleanColumn | undefined, after: CleanColumn): ((row: number) => boolean) | null {
  const { values, codes } = after;
  if (!before) {
    const there = values.map((value) => value !== null);
    return (r) => there[codes[r]!]!;
  }
  if (before.values === values && before.codes === codes) return null;
  if (before.codes === codes) {
    const differs = values.map((value, code) => !Object.is(value, before.values[code]));
    return differs.includes(true) ? (r) => differs[codes[r]!]! : null;
  }
  return (r) => !Object.is(values[codes[r]!], before.values[before.codes[r]!]);
}

/** The columns whose figures a report gives: those with a changed cell, those the step names, or all. */
function scopeOf(before: CleanTable, after: CleanTable, step: CleanStep, changed: ReadonlySet<number>): Set<number> {
  const named = new Set<string>();
  if ('column' in step) named.add(step.column);
  if ('columns' in step && step.columns) for (const name of step.columns) named.add(name);
  const keys = new Set(changed);
  for (const table of [before, after]) for (const { key, name } of table.columns) if (named.has(name)) keys.add(key);
  return keys.size > 0 ? keys : new Set(before.columns.map(({ key }) => key));
}

function figures(table: CleanTable, scope: ReadonlySet<number>): CleanCounts {
  let missing = 0;
  let distinct = 0;
  for (const column of table.columns) {
    if (!scope.has(column.key)) continue;
    const counts = countsOf(table, column);
    for (let code = 0; code < counts.length; code++) {
      if (counts[code] === 0) continue;
      if (column.values[code] === null) missing += counts[code]!;
      else distinct++;
    }
  }
  return { rows: keptRows(table), missing, distinct };
}
