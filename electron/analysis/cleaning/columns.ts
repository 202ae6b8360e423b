import type { StepOf } from '../../../shared/cleaning.ts';
import { note, noColumn, type Outcome, skip } from './context.ts';
import { madeColumn } from './made.ts';
import { type CleanColumn, type CleanTable, Coder, columnNamed, printed, withColumn } from './table.ts';

/** Part the texts of a column into new columns. */
export function split(table: CleanTable, step: StepOf<'split'>): Outcome {
  const column = columnNamed(table, step.column);
  if (!column) return noColumn(step.column);
  const taken = step.into.find((name, i) => columnNamed(table, name) !== undefined || step.into.indexOf(name) < i);
  if (taken !== undefined) return skip('nameTaken', { column: taken });
  const most = step.into.length;
  const parts = column.values.map((value) => partsOf(printed(value), step.by, most));
  let next = table;
  step.into.forEach((name, i) => {
    const texts = parts.map((part) => part[i]?.trim() ?? '');
    next = madeColumn(next, name, texts, column.codes, { personal: column.personal });
  });
  return { table: next };
}

function partsOf(text: string, by: string, most: number): string[] {
  const parts = text.split(by);
  return parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(by)];
}

/** Join the values of columns into a new one. */
export function combine(table: CleanTable, step: StepOf<'combine'>): Outcome {
  const columns: CleanColumn[] = [];
  for (const name of step.columns) {
    const column = columnNamed(table, name);
    if (!column) return noColumn(name);
    columns.push(column);
  }
  if (columnNamed(table, step.into)) return skip('nameTaken', { column: step.into });
  let { codes } = columns[0]!;
  let texts: string[] = columns[0]!.values.map(printed);
  for (const column of columns.slice(1)) {
    const coder = new Coder(table.rows);
    const pairs = new Map<number, number>();
    const width = column.values.length;
    for (let r = 0; r < table.rows; r++) {
      const pair = codes[r]! * width + column.codes[r]!;
      let code = pairs.get(pair);
      if (code === undefined) {
        const one = texts[codes[r]!]!;
        const other = printed(column.values[column.codes[r]!]!);
        code = coder.code(one === '' || other === '' ? one + other : one + step.separator + other);
        pairs.set(pair, code);
      }
      coder.codes[r] = code;
    }
    codes = coder.codes;
    texts = coder.values as string[];
  }
  const personal = columns.find((column) => column.personal !== null)?.personal ?? null;
  return { table: madeColumn(table, step.into, texts, codes, { personal }) };
}

/** Leave columns out. */
export function dropColumns(table: CleanTable, step: StepOf<'dropColumns'>): Outcome {
  const absent = step.columns.find((name) => !columnNamed(table, name));
  if (absent !== undefined) return noColumn(absent);
  const gone = new Set(step.columns);
  const columns = table.columns.filter(({ name }) => !gone.has(name));
  if (columns.length === 0) return skip('allColumns');
  return { table: { ...table, columns }, notes: [note('columnsGone', { count: gone.size })] };
}

/** Call a column something else. */
export function rename(table: CleanTable, step: StepOf<'rename'>): Outcome {
  const column = columnNamed(table, step.column);
  if (!column) return noColumn(step.column);
  if (step.to === step.column) return { table };
  if (columnNamed(table, step.to)) return skip('nameTaken', { column: step.to });
  return { table: withColumn(table, { ...column, name: step.to }) };
}
