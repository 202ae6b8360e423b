import type { ColumnGuess, ColumnType, PersonalKind, Said } from '../../../shared/domain.ts';
import { decideColumn } from '../intake/column.ts';
import { converterOf, type Stored } from '../intake/convert.ts';
import { type CleanColumn, type CleanTable, countsOf, printed, recoded, withMade } from './table.ts';

/** How files without a word on it write decimals and dates. */
const PLAIN = { decimal: '.', dateOrder: null, dateOrderAsked: false } as const;

/** What the reading rules say of texts, as they would of a column of a file. */
export function guessOf(
  table: CleanTable,
  name: string,
  texts: readonly string[],
  codes: Int32Array,
  asked: { type?: ColumnType; format?: ColumnGuess['format'] | undefined } = {},
): ColumnGuess {
  const counts = [...countsOf(table, { values: texts, codes } as unknown as CleanColumn)];
  const rows = counts.reduce((sum, n) => sum + n, 0);
  return decideColumn({ position: 0, name, values: texts, counts, beyond: 0, rows, sequence: false }, PLAIN, asked)
    .guess;
}

const MADE: Said = { key: 'cleaning:made' };

/**
 * The table with a column made of texts, which is read like a column of a file: type, role, kind of personal data. What is
 * made of a personal column is personal.
 */
export function madeColumn(
  table: CleanTable,
  name: string,
  values: readonly Stored[],
  codes: Int32Array,
  of: { type?: ColumnType; personal: PersonalKind | null },
): CleanTable {
  // many values may have one part in common: it is read once
  const part = recoded({}, values.map(printed), codes);
  const texts = part.values.map(printed);
  const guess = guessOf(table, name, texts, part.codes, of.type === undefined ? {} : { type: of.type });
  const convert = converterOf(guess, texts);
  const personal = guess.personal ?? of.personal;
  const column = recoded(
    {
      name,
      type: guess.type,
      role: personal === null ? guess.role : 'personal',
      dimension: personal === null ? guess.dimension : null,
      personal,
      format: guess.format,
      levels: guess.levels,
      reason: MADE,
      key: 0,
      origin: null,
    },
    texts.map(convert),
    part.codes,
  );
  return withMade(table, [column]);
}
