import type { ColumnFormat, ColumnType } from '../../../shared/domain.ts';
import { bareCell } from './guards.ts';
import { isoDate, readDate, readSerial, readUnix, type DateOrder, type DateReading } from './dates.ts';
import { onClockOf } from './dates/zones.ts';
import { halfWidth, isMissing, trimCell } from './missing.ts';
import { readNumber } from './numbers.ts';
import { readDuration } from './numbers/durations.ts';

/** A stored value: number, text, 0 or 1, or null for missing and unreadable. */
export type Stored = string | number | null;
/** Reads one raw cell. */
export type Converter = (cell: string) => Stored;

/** What a converter has to know of its column. */
export type ConverterColumn = { readonly type: ColumnType; readonly format: ColumnFormat };

/** Words for no and yes, each pair in one language. The second of each is stored as 1. */
export const BOOLEAN_PAIRS: readonly (readonly [string, string])[] = [
  ['0', '1'],
  ['0.0', '1.0'],
  ['no', 'yes'],
  ['n', 'y'],
  ['false', 'true'],
  ['f', 't'],
  ['off', 'on'],
  ['否', '是'],
  ['无', '有'],
  ['未', '已'],
  ['不是', '是'],
  ['错', '对'],
  ['假', '真'],
  ['×', '√'],
  ['non', 'oui'],
  ['nein', 'ja'],
];

/** Is a cell of this column missing: empty, a common literal, or one that was named for it? */
export function missingTest(format: ColumnFormat): (cell: string) => boolean {
  const own = format.missing && format.missing.length > 0 ? new Set(format.missing.map((m) => m.trim())) : null;
  const { boolean: spoken, guard } = format;
  return (raw) => {
    const cell = bareCell(raw, guard);
    // 有 and 无 as a pair: 无 is then an answer
    if (spoken && (same(cell, spoken[0]) || same(cell, spoken[1]))) return false;
    return isMissing(cell) || (own !== null && own.has(cell.trim()));
  };
}
const same = (cell: string, literal: string) => halfWidth(cell).trim().toLowerCase() === literal.toLowerCase();

/**
 * The reader of a column's cells. `values` are the column's distinct cells: they settle whether times matter (a column
 * whose times are all midnight holds days) and whether `.0` behind whole numbers is an artefact of the export.
 */
export function converterOf(column: ConverterColumn, values: Iterable<string>): Converter {
  const { guard } = column.format;
  const read = readerOf(column, values);
  return (cell) => read(bareCell(cell, guard));
}

function readerOf(column: ConverterColumn, raw: Iterable<string>): Converter {
  const { type } = column;
  const { guard, ...format } = column.format;
  const values = bareCells(raw, guard);
  const missing = missingTest(format);
  switch (type) {
    case 'number': {
      const decimal = format.decimal ?? '.';
      const { duration } = format;
      if (duration) return (cell) => (missing(cell) ? null : readDuration(cell, duration));
      return (cell) => {
        const read = missing(cell) ? null : readNumber(cell, decimal);
        // whole numbers past 2^53 would come out as others: more digits than that are a name (R24)
        return read === null || (read.integer && Math.abs(read.value) > Number.MAX_SAFE_INTEGER) ? null : read.value;
      };
    }
    case 'date': {
      const read = dateReader(format);
      let withTime = false;
      for (const value of values) {
        const seconds = missing(value) ? null : read(value)?.seconds;
        if (seconds !== null && seconds !== undefined && seconds !== 0) {
          withTime = true;
          break;
        }
      }
      return (cell) => {
        if (missing(cell)) return null;
        const date = read(cell);
        return date ? isoDate(date, withTime) : null;
      };
    }
    case 'boolean': {
      const [no, yes] = format.boolean ?? ['0', '1'];
      return (cell) => (missing(cell) ? null : same(cell, yes) ? 1 : same(cell, no) ? 0 : null);
    }
    case 'identifier': {
      const floats = exportedAsFloats(values, missing);
      return (cell) => (missing(cell) ? null : floats ? trimCell(cell).replace(/\.0$/, '') : trimCell(cell));
    }
    case 'category':
    case 'text':
      return (cell) => (missing(cell) ? null : trimCell(cell));
  }
}

function* bareCells(cells: Iterable<string>, guard: string | undefined): Generator<string> {
  for (const cell of cells) yield bareCell(cell, guard);
}

/** The reader of dates under a format. */
function dateReader(format: ColumnFormat): (cell: string) => DateReading | null {
  const order = format.dateOrder ?? 'dmy';
  const { zone } = format;
  const read = plainReader(order, format);
  if (zone === undefined) return read;
  return (cell) => {
    const date = read(cell);
    return date && onClockOf(date, cell, zone);
  };
}

function plainReader(order: DateOrder, { excelSerial, unixTime, calendar }: ColumnFormat) {
  if (!excelSerial && !unixTime) return (cell: string) => readDate(cell, order, calendar);
  return (cell: string) =>
    (unixTime ? readUnix(cell) : null) ?? readDate(cell, order, calendar) ?? (excelSerial ? readSerial(cell) : null);
}

/** Whole numbers written as `17850.0`, as table libraries do when a column also has gaps. */
export function exportedAsFloats(values: Iterable<string>, missing: (cell: string) => boolean): boolean {
  let any = false;
  for (const value of values) {
    if (missing(value)) continue;
    if (!/^\s?\d{1,15}\.0\s?$/.test(value)) return false;
    any = true;
  }
  return any;
}
