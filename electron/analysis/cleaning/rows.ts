import type { StepOf } from '../../../shared/cleaning.ts';
import { rowsThat } from './conditions.ts';
import { type CleanContext, noColumn, type Outcome } from './context.ts';
import { type CleanColumn, type CleanTable, columnNamed } from './table.ts';

/** Rows that meet a condition go. */
export function dropRows(table: CleanTable, step: StepOf<'dropRows'>): Outcome {
  const marks = rowsThat(table, step.where);
  return marks instanceof Uint8Array ? { table: without(table, marks) } : marks;
}

/** Of rows that are equal the first stays. Rows that are empty in all of the columns named are no copies of each other. */
export function dropDuplicates(table: CleanTable, step: StepOf<'dropDuplicates'>, context: CleanContext): Outcome {
  const columns: CleanColumn[] = [];
  for (const name of step.columns ?? table.columns.map((column) => column.name)) {
    const column = columnNamed(table, name);
    if (!column) return noColumn(name);
    columns.push(column);
  }
  const marks = repeats(table, columns, context.check);
  if (step.columns)
    for (let r = 0; r < table.rows; r++)
      if (marks[r] === 1 && columns.every(({ values, codes }) => values[codes[r]!] === null)) marks[r] = 0;
  return { table: without(table, marks) };
}

/** The table without the marked rows. */
function without(table: CleanTable, marks: Uint8Array): CleanTable {
  const { gone } = table;
  if (!marks.some((mark, r) => mark === 1 && gone?.[r] !== 1)) return table;
  if (gone) for (let r = 0; r < marks.length; r++) marks[r]! |= gone[r]!;
  return { ...table, gone: marks };
}

/** Rows that say in these columns what an earlier row that was kept says. */
export function repeats(table: CleanTable, columns: readonly CleanColumn[], check: () => void): Uint8Array {
  const { rows, gone } = table;
  const marks = new Uint8Array(rows);
  if (columns.length === 0) return marks;
  const size = 1 << Math.max(4, Math.ceil(Math.log2(Math.max(2, rows * 2))));
  const places = new Int32Array(size).fill(-1);
  const all = columns.map(({ codes }) => codes);
  const width = all.length;
  for (let r = 0; r < rows; r++) {
    if ((r & 0xffff) === 0) check();
    if (gone?.[r] === 1) continue;
    let hash = 0x811c9dc5;
    for (let c = 0; c < width; c++) hash = Math.imul(hash ^ all[c]![r]!, 0x01000193) ^ (hash >>> 15);
    let at = hash & (size - 1);
    for (;;) {
      const other = places[at]!;
      if (other < 0) {
        places[at] = r;
        break;
      }
      let same = true;
      for (let c = 0; c < width && same; c++) same = all[c]![other] === all[c]![r];
      if (same) {
        marks[r] = 1;
        break;
      }
      at = (at + 1) & (size - 1);
    }
  }
  return marks;
}
