import type { Inspection, RejectedRow } from '../../../shared/contract/sources.ts';
import type { Said } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/frames.ts';
import { looksNumeric } from '../../analysis/intake/numbers.ts';
import type { InnerLists } from './record.ts';

/** Stands for the records of a file among its tables; a list in them has its dotted name. */
export const MAIN = '$';
/** Lists of records inside records that are told of, and offered. */
const MOST_INNER = 12;

/** The tables of a file whose records hold lists of records: the records, then each list. None: only the records are one. */
export const tablesOf = (inner: InnerLists): Inspection['sheets'] => {
  const names = [...inner.keys()].filter((name) => name !== MAIN && name.length <= 300).slice(0, MOST_INNER);
  return names.length === 0 ? [] : [MAIN, ...names].map((name) => ({ name, rows: null, hidden: false }));
};

/** Which list is asked for; null: the records themselves. @throws AppError invalid_input: there is none of that name */
export function listAsked(sheet: string | undefined, tables: Inspection['sheets']): string | null {
  if (sheet === undefined || sheet === MAIN) return null;
  const names = tables.map(({ name }) => name);
  if (names.includes(sheet)) return sheet;
  throw new AppError(
    'invalid_input',
    { key: 'sources:error.noList', values: { sheet, sheets: names.slice(1).join(', ') } },
    { sheets: names },
  );
}

/** Lists of records that stay text, each with its column; those that are tables of their own are said to be. */
export function innerNotes(inner: InnerLists, tables: Inspection['sheets']): Said[] {
  return [...inner].slice(0, MOST_INNER).map(([column, { rows, least, most }]) => {
    const key = least === most ? 'sources:note.jsonInnerSame' : 'sources:note.jsonInner';
    const said: Said = { key, values: { column, n: rows, least, most } };
    return tables.some(({ name }) => name === column)
      ? { key: 'sources:note.jsonInnerTable', values: { said, column } }
      : said;
  });
}

/** What the last part of a name says of an amount, of which a record has one and its lines have none. */
const AMOUNT =
  /(?:price|total|amount|sum|tax|discount|shipping|fee|cost|paid|due|refund|revenue|balance|weight|quantity|qty|count|金额|总价|总额|合计|实付|应付|运费|税|折扣|优惠|退款|数量|件数|重量|余额)/i;
const NUMBERED = /(?:id|no|number|code|phone|zip|latitude|longitude|lat|lng|lon|编号|单号|号码|电话|邮编)$/i;

/**
 * The fields of a record that stand on the first of its lines only: amounts, which would be counted once for each line
 * otherwise. Everything else of the record stands on every line.
 */
export class Once {
  private readonly amounts = new Map<number, boolean>();

  /** Cells of a record, by column. */
  see(row: readonly string[], names: readonly string[]): void {
    row.forEach((cell, i) => {
      if (cell === '' || this.amounts.get(i) === false) return;
      const leaf = names[i]!.slice(names[i]!.lastIndexOf('.') + 1);
      const told = AMOUNT.test(leaf) || /^-?\d+[.,]\d{1,4}$/.test(cell) || this.amounts.get(i) === true;
      if (!looksNumeric(cell) || NUMBERED.test(leaf)) this.amounts.set(i, false);
      else if (told) this.amounts.set(i, true);
    });
  }

  has(column: number): boolean {
    return this.amounts.get(column) === true;
  }

  names(names: readonly string[]): string[] {
    return names.filter((_, i) => this.has(i));
  }
}

/** A record without an entry in the list: it gives no line, which is listed. */
export const withoutLines = (list: string, line: number, raw: string): RejectedRow => ({
  line,
  reason: { key: 'sources:rejected.noLines', values: { list } },
  raw,
});

/** What a table of lines says of itself. */
export function lineNotes(list: string, carried: number, once: readonly string[], left: readonly string[]): Said[] {
  const some = (names: readonly string[]) => names.slice(0, 8).join(', ') + (names.length > 8 ? ' …' : '');
  return [
    { key: 'sources:note.jsonLines', values: { list, n: carried } },
    ...(once.length > 0 ? [{ key: 'sources:note.jsonOnce', values: { columns: some(once) } }] : []),
    ...(left.length > 0 ? [{ key: 'sources:note.jsonLinesLeft', values: { lists: some(left) } }] : []),
  ];
}
