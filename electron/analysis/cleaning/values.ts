import type { ColumnType } from '../../../shared/domain.ts';
import { BOOLEAN_PAIRS, type Stored } from '../intake/convert.ts';
import { isoDate, readDate } from '../intake/dates.ts';
import { halfWidth } from '../intake/missing.ts';
import { readNumber } from '../intake/numbers.ts';
import type { CleanColumn } from './table.ts';

/** Most levels an ordered category may have. */
const MOST_LEVELS = 60;

/** A value a person wrote as a column of this type stores it; undefined when the type cannot hold it. */
export function asStored(value: string | number, type: ColumnType): Exclude<Stored, null> | undefined {
  const text = String(value).trim();
  switch (type) {
    case 'number':
      return typeof value === 'number' ? value : readNumber(text)?.value;
    case 'boolean': {
      const word = halfWidth(text).toLowerCase();
      const pair = BOOLEAN_PAIRS.find((words) => words.includes(word));
      return pair ? Number(pair[1] === word) : undefined;
    }
    case 'date': {
      const date = readDate(text, 'ymd');
      return date ? isoDate(date, true) : undefined;
    }
    default:
      return text === '' ? undefined : text;
  }
}

/** A stored value for a column of another type; null when it cannot hold it. */
export const converted = (value: Stored, type: ColumnType): Stored =>
  value === null ? null : (asStored(value, type) ?? null);

/** An ordered category with the values its levels do not name yet at their end; too many levels are no order. */
export function appended(column: CleanColumn): CleanColumn {
  if (!column.levels) return column;
  const known = new Set(column.levels);
  const more = column.values.filter((value) => typeof value === 'string' && !known.has(value)) as string[];
  if (more.length === 0) return column;
  const levels = [...column.levels, ...more];
  return { ...column, levels: levels.length > MOST_LEVELS ? null : levels };
}

/** Order of stored values: numbers by size, texts by their units, missing last. */
export function inOrder(a: Stored, b: Stored): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
