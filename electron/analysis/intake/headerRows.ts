import { bareCell } from './guards.ts';
import { looksLikeDate } from './dates.ts';
import { isMissing } from './missing.ts';
import { looksNumeric } from './numbers.ts';

/** Rows of a file as they are read, cells as text. */
type Rows = readonly (readonly string[])[];
/** A header of several rows: the names it makes, and how many rows below its first belong to it. */
export interface HeaderRows {
  readonly cells: readonly string[];
  readonly below: number;
}

/** Rows below the header that may belong to it: texts of questions, what the tool knows them by, units. */
const MOST_BELOW = 3;
/** Data rows that must follow, and the share of them that decides what a column holds. */
const LEAST_BODY = 5;
const HOLDS = 0.9;
/** What survey tools put below each name for their own use. */
const IMPORT_ID = /^\{\s?"ImportId"/;
/** The label of a question that has only one answer says nothing. */
const ONLY_ANSWER = /^(?:open-ended )?responses?$|^(?:开放式)?(?:回答|回复|答案)$/i;
/** From this many characters on a name is a sentence. */
const SENTENCE = 24;

const filled = (cell: string | undefined): boolean => cell !== undefined && cell.trim() !== '';
const isFigure = (cell: string): boolean => looksNumeric(cell) || looksLikeDate(cell) || /^\d{8}$/.test(cell.trim());

/**
 * The rows that make up a header: below its first row those with texts where all data rows have figures (names of questions,
 * units, options), above it the heads of groups of columns whose names repeat.
 * @param rows the first rows of a file
 * @param index of the header among them
 */
export function headerRows(rows: Rows, index: number): HeaderRows {
  const head = rows[index]!.map((cell) => bareCell(cell).trim());
  const below = rowsBelow(rows.slice(index + 1, index + 201), head);
  const first = rows[index + 1];
  const groups = rows[index - 1];
  if (below > 0 && first && first.length === head.length && head.slice(1).some((cell) => cell === ''))
    return { cells: joined(head, first), below };
  if (groups && areGroups(groups, head)) return { cells: joined(groups, head), below };
  return { cells: head, below };
}

/** How many rows at the top of these are no data. */
function rowsBelow(rows: Rows, head: readonly string[]): number {
  for (let n = Math.min(MOST_BELOW, rows.length - 1); n > 0; n--) {
    const row = rows[n - 1]!;
    if (row.length > 1 && row.every((cell) => IMPORT_ID.test(cell.trim()) || !filled(cell)) && row.some(filled))
      return n;
  }
  let n = 0;
  while (
    n < MOST_BELOW &&
    rows.length - n - 1 >= LEAST_BODY &&
    rows[n]!.length === head.length &&
    isLabels(rows[n]!, rows.slice(n + 1), head)
  )
    n++;
  return n;
}

/** Whether a row has texts where the rows behind it have figures, in several columns, and figures nowhere. */
function isLabels(row: readonly string[], body: Rows, head: readonly string[]): boolean {
  let texts = 0;
  for (let c = 0; c < row.length; c++) {
    const cell = row[c]!;
    if (!isMissing(cell) && isFigure(cell)) return false;
    const values = body.map((one) => one[c] ?? '').filter((value) => !isMissing(value));
    if (values.length < LEAST_BODY || values.filter(isFigure).length < HOLDS * values.length) continue;
    if (!isMissing(cell)) texts++;
  }
  // a single word in a column of figures may be a customer's "not known", unless what tells customers apart is empty too
  const nameless = !filled(row[0]) && body.every((one) => filled(one[0]));
  // options of a question stand where the row above has gaps
  const options = row.some((cell, c) => filled(cell) && !filled(head[c]));
  return texts >= 2 || (nameless && (texts === 1 || options));
}

/** Whether a row above a header is the heads of its groups: names with gaps behind them, over names that repeat. */
function areGroups(row: readonly string[], head: readonly string[]): boolean {
  if (row.length !== head.length) return false;
  const names = head.filter((cell) => cell !== '');
  const heads = row.flatMap((cell, c) => (filled(cell) ? [c] : []));
  return (
    new Set(names).size < names.length && heads.length >= 2 && heads.some((c) => c > 0 && !filled(row[c + 1] ?? 'x'))
  );
}

/** Names of two rows: each of the upper row stands for the gaps behind it, as long as the lower row has names there. */
function joined(upper: readonly string[], lower: readonly string[]): string[] {
  let group = '';
  return lower.map((cell, c) => {
    const top = (upper[c] ?? '').trim();
    const own = cell.trim();
    if (top !== '') group = top;
    else if (own === '') group = '';
    if (group === '' || own === '') return own === '' ? top : own;
    if (ONLY_ANSWER.test(own) || own === group) return group;
    return `${group}${group.length > SENTENCE || /[?？]$/.test(group) ? ' – ' : ' '}${own}`;
  });
}
