import type { StepOf } from '../../../shared/cleaning.ts';
import type { Stored } from '../intake/convert.ts';
import { note, noColumn, type Outcome, skip } from './context.ts';
import { inClear } from '../privacy/mask.ts';
import { standardRegion } from './regions.ts';
import {
  type CleanColumn,
  type CleanTable,
  columnNamed,
  isTextual,
  mapLevels,
  mapValues,
  withColumn,
} from './table.ts';
import { appended, asStored } from './values.ts';
import { madeColumn } from './made.ts';
import { writer } from './writing.ts';

/** Bring the texts of columns into one way of writing. */
export function normalise(table: CleanTable, step: StepOf<'normalise'>): Outcome {
  const columns = step.columns
    ? step.columns.map((name) => columnNamed(table, name) ?? name)
    : table.columns.filter(({ type }) => isTextual(type));
  const absent = columns.find((column) => typeof column === 'string');
  if (absent !== undefined) return noColumn(absent);
  const write = writer(step);
  const of = (text: string): string | null => {
    const out = write(text);
    return out === '' ? null : out;
  };
  let next = table;
  for (const column of columns as CleanColumn[]) {
    if (!isTextual(column.type)) continue;
    const mapped = mapValues(column, (value) => (typeof value === 'string' ? of(value) : value));
    if (mapped !== column) next = withColumn(next, { ...mapped, levels: mapLevels(column.levels, of) });
  }
  return { table: next };
}

/** Make values that mean the same one. */
export function map(table: CleanTable, step: StepOf<'map'>): Outcome {
  const column = columnNamed(table, step.column);
  if (!column) return noColumn(step.column);
  const to = new Map<string, Stored>();
  for (const group of step.groups) {
    const clear = inClear(group.to === null ? group.from : [group.to, ...group.from], column.values);
    // a masked name stands for a value that is there: the mask itself is never stored for it
    const meant = group.to === null ? null : (clear.get(group.to)![1] ?? group.to);
    const target = meant === null ? null : asStored(meant, column.type);
    if (target === undefined) return skip('notOfType', { column: column.name });
    for (const from of group.from.flatMap((value) => clear.get(value)!)) if (!to.has(from)) to.set(from, target);
  }
  const of = (value: Stored): Stored => {
    if (value === null) return null;
    const found = to.get(String(value));
    return found === undefined ? value : found;
  };
  const mapped = mapValues(column, of);
  const levels = mapLevels(column.levels, (level) => of(level) as string | null);
  return { table: withColumn(table, appended({ ...mapped, levels })) };
}

/** Provinces and cities under their standard names. */
export function regions(table: CleanTable, step: StepOf<'regions'>): Outcome {
  const column = columnNamed(table, step.column);
  if (!column) return noColumn(step.column);
  if (!isTextual(column.type)) return skip('notText', { column: column.name });
  let unknown = 0;
  const of = (value: Stored): Stored => {
    if (typeof value !== 'string') return null;
    const found = standardRegion(value, step.level);
    if (found === null) unknown++;
    return found;
  };
  if (step.into !== undefined) {
    if (columnNamed(table, step.into)) return skip('nameTaken', { column: step.into });
    const made = madeColumn(table, step.into, column.values.map(of), column.codes, {
      type: 'category',
      // a region alone says little of a person: an address does
      personal: column.personal === 'address' ? null : column.personal,
    });
    return { table: made, notes: unknown > 0 ? [note('unknownRegions', { count: unknown })] : [] };
  }
  const mapped = mapValues(column, (value) => of(value) ?? value);
  const levels = mapLevels(column.levels, (level) => (of(level) as string | null) ?? level);
  return {
    table: mapped === column ? table : withColumn(table, { ...mapped, levels }),
    notes: unknown > 0 ? [note('unknownRegions', { count: unknown })] : [],
  };
}
