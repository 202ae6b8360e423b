import type { StepOf } from '../../../shared/cleaning.ts';
import type { ColumnFormat, ColumnType } from '../../../shared/domain.ts';
import { converterOf, missingTest, type Stored } from '../intake/convert.ts';
import { type CleanContext, note, noColumn, type Outcome, skip } from './context.ts';
import { guessOf, madeColumn } from './made.ts';
import { type CleanColumn, type CleanTable, columnNamed, countsOf, printed, recoded, withColumn } from './table.ts';

/** Texts of a column, row by row: as the file has them where no step changed the cell, otherwise as they are now. */
interface Texts {
  readonly values: readonly string[];
  readonly codes: Int32Array;
}

/** Read texts as numbers, dates or yes/no. */
export function parse(table: CleanTable, step: StepOf<'parse'>, context: CleanContext): Outcome {
  return reread(table, step.column, step.as, step.format, step.into, context);
}

/** Read a column as another type. */
export function retype(table: CleanTable, step: StepOf<'type'>, context: CleanContext): Outcome {
  return reread(table, step.column, step.type, step.format, undefined, context);
}

function reread(
  table: CleanTable,
  name: string,
  type: ColumnType,
  asked: ColumnFormat | undefined,
  into: string | undefined,
  context: CleanContext,
): Outcome {
  const column = columnNamed(table, name);
  if (!column) return noColumn(name);
  if (into !== undefined && columnNamed(table, into)) return skip('nameTaken', { column: into });
  const texts = textsOf(table, column, context);
  const guess = guessOf(table, into ?? name, texts.values, texts.codes, { type, format: asked });
  const convert = converterOf({ type, format: guess.format }, texts.values);
  const missing = missingTest(guess.format);
  const counts = countsOf(table, { ...column, ...texts });
  let unread = 0;
  const values = texts.values.map((text, code): Stored => {
    const value = convert(text);
    if (value === null && !missing(text)) unread += counts[code]!;
    return value;
  });
  const notes = unread > 0 ? [note('unread', { count: unread })] : [];
  if (into !== undefined) {
    const made = madeColumn(table, into, values, texts.codes, { type, personal: column.personal });
    return { table: made, notes };
  }
  // what a column is for stays; an order of levels holds for a category alone
  const facts = { ...column, type, format: guess.format, levels: type === 'category' ? guess.levels : null };
  return { table: withColumn(table, recoded(facts, values, texts.codes)), notes };
}

function textsOf(table: CleanTable, column: CleanColumn, context: CleanContext): Texts {
  const base = column.origin === null ? undefined : context.base.columns.find(({ origin }) => origin === column.origin);
  const raw = base && context.raw(base.origin!);
  if (raw && base.values === column.values && base.codes === column.codes) return raw;
  // stored numbers and dates print in one way, whatever the file's was
  const present = column.values.map(printed);
  if (!raw) return { values: present, codes: column.codes };
  const index = new Map<number, number>();
  const values: string[] = [];
  const codes = new Int32Array(table.rows);
  // changed cells are told apart by their code, unchanged ones by their raw code behind it
  const shift = column.values.length;
  const place = (key: number, text: () => string): number => {
    let code = index.get(key);
    if (code === undefined) {
      index.set(key, (code = values.length));
      values.push(text());
    }
    return code;
  };
  for (let r = 0; r < table.rows; r++) {
    const code = column.codes[r]!;
    const value = column.values[code]!;
    if (value === base.values[base.codes[r]!]) {
      const rawCode = raw.codes[r]!;
      codes[r] = place(shift + rawCode, () => raw.values[rawCode]!);
    } else codes[r] = place(code, () => printed(value));
  }
  return { values, codes };
}
