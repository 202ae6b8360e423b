import type { Said } from '../../../shared/domain.ts';
import { RunningSums } from './sumRows.ts';

/** What a row of a table is: null: data; 'blank': nothing stands in it; else why it is no data. */
export type RowKind = Said | 'blank' | null;

/** Words that stand alone at the beginning of a row of sums. */
const SUMS =
  /^(?:.{0,40}[\s（(-])?(?:合计|总计|小计|汇总|共计|累计|平均|平均值|均值|总和|总合计|本页小计|本页合计|grand[ -]total|sub[ -]?totals?|totals?|sum|average|mean|gesamt|summe|总计数)[\s）):：]{0,3}$/i;
/** What stands under a printed list: who made it, and when; which page it is. */
const SIGNATURE =
  /^(?:(?:制表|审核|复核|打印|导出|填表|统计|经办|单位负责|主管|财务|会计|出纳|负责)[\p{Script=Han}]{0,4}[:：]|page\s?\d{1,5}(?:\s?(?:of|\/)\s?\d{1,5})?$|第\s?\d{1,5}\s?页|(?:printed|generated|exported|created|prepared)\s(?:by|on|at)\b)/iu;
/** What words for a sum end with; most cells are told by it. */
const SUM_END = /[计总均值和数lsmetn）)：:\s]$/i;
/** Longer cells begin no row of sums. */
const LONGEST = 60;
/** A column is usually filled when this share of the first rows has a value in it. */
const USUAL = 0.9;
/** Cells that a table must usually have filled before one that has fewer says something. */
const LEAST = 2;

/** Nothing but blanks: nearly all cells are told by their first character. */
const isBlank = (cell: string | undefined): boolean =>
  cell === undefined || cell === '' || (isEdge(cell.charCodeAt(0)) && cell.trim() === '');
/** Letters and digits of ASCII are none. */
const isEdge = (code: number): boolean => code <= 32 || code >= 0xa0;

/**
 * A row in which nothing stands: a line of nothing but delimiters is a blank line. In a table of one column an empty cell in
 * quotes is a row.
 * @param width columns of the table
 */
export const isBlankRow = (row: readonly string[], width: number): boolean =>
  (row.length > 1 || width > 1) && row.every(isBlank);

/** What is asked of rows of sums: left out, or kept as data. */
export type SumsAsked = 'leave' | 'keep' | undefined;

/** Tells the rows of a table, each asked once and in their order. */
export interface RowKinds {
  kindOf(row: readonly string[]): RowKind;
  /** rows of sums that were left out so far, and words for a sum before rows that are kept */
  notes(): Said[];
}

/** Words for a sum that a note names, and rows with one up to which it speaks: more are a value of the table. */
const NAMED = 5;
const MOST_DOUBTFUL = 20;

/**
 * Tells the rows of a table that are no data: rows of nothing but delimiters, the header once more (months appended below each
 * other), sums and averages, signatures under a printed list.
 *
 * A word for a sum alone says nothing (a customer may be called Total): a row of sums also leaves a column empty that the
 * other rows fill, or its figures are the sums of those above it. Without a word they must be, and the names be empty.
 * @param header cells of the header row; null without one
 * @param sample the first data rows
 * @param asked what is to be done with rows of sums
 */
export function rowKindsOf(
  header: readonly string[] | null,
  sample: readonly (readonly string[])[],
  asked?: SumsAsked,
): RowKinds {
  const head = header?.map((cell) => cell.trim()) ?? [];
  const named = head.findIndex((cell) => cell !== '');
  const again = head.filter((cell) => cell !== '').length >= 2 ? head[named]! : null;
  const usual = usualColumns(sample);
  const sums = asked === 'keep' ? null : new RunningSums(sample);
  let left = 0;
  const doubtful: string[] = [];
  return {
    kindOf(row) {
      const kind = kindOf(row);
      if (kind === null) sums?.add(row);
      else if (kind !== 'blank' && isSum(kind)) {
        sums?.close();
        left++;
      }
      return kind;
    },
    notes: () => [
      ...(left > 0 ? [{ key: 'sources:note.sumRows', values: { n: left } }] : []),
      ...(doubtful.length > 0 && doubtful.length <= MOST_DOUBTFUL
        ? [{ key: 'sources:note.sumWords', values: { n: doubtful.length, labels: some(doubtful) } }]
        : []),
    ],
  };

  function kindOf(row: readonly string[]): RowKind {
    let first = 0;
    while (first < row.length && isBlank(row[first])) first++;
    if (first === row.length) return row.length > 1 ? 'blank' : null;
    const label = row[first]!;
    if (
      first === named &&
      again !== null &&
      label.length >= again.length &&
      label.trim() === again &&
      isHeader(row, head)
    )
      return { key: 'sources:rejected.headerAgain' };
    if (!mayLabel(label) && !mayLabel(row[first + 1]))
      return first > 0 && sums?.isSum(row, false) === true ? { key: 'sources:rejected.sumBare' } : null;
    const known = usual.length >= LEAST;
    const sum = sumLabel(row, first);
    if (sum !== null) {
      if (asked === 'keep') return null;
      if ((known && leavesGaps(row, first, usual)) || sums?.isSum(row, true) === true)
        return { key: 'sources:rejected.sum', values: { label: sum } };
      if (doubtful.length <= MOST_DOUBTFUL && sum === label.trim()) doubtful.push(sum);
      return null;
    }
    return known && leavesGaps(row, first, usual) ? signature(row, first, usual) : null;
  }
}

const some = (labels: readonly string[]): string => [...new Set(labels)].slice(0, NAMED).join(', ');
const isSum = ({ key }: Said): boolean => key === 'sources:rejected.sum' || key === 'sources:rejected.sumBare';

/** Whether a row begins with a word for a sum, or with a signature. */
export function saysWhatItIs(row: readonly string[]): boolean {
  const first = row.findIndex((cell) => !isBlank(cell));
  return first >= 0 && (sumLabel(row, first) !== null || SIGNATURE.test(row[first]!.trim()));
}

/** No word for a sum ends with a digit, no signature begins with one: most rows of numbers are told by these two. */
const mayLabel = (cell: string | undefined): boolean =>
  cell !== undefined && cell !== '' && !(isDigit(cell.charCodeAt(cell.length - 1)) && isDigit(cell.charCodeAt(0)));
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Whether a row leaves a column empty that others fill, or repeats its first cell there. A loop: every row comes by. */
function leavesGaps(row: readonly string[], first: number, usual: readonly number[]): boolean {
  for (const c of usual) {
    const cell = row[c];
    if (isBlank(cell) || (c > first && cell === row[first])) return true;
  }
  return false;
}

/** The word for a sum that a row begins with; null: none. It may stand behind the name of its group. */
function sumLabel(row: readonly string[], first: number): string | null {
  const label = row[first]!;
  if (isSumWord(label)) return label.trim();
  const next = row[first + 1];
  return next !== undefined && isSumWord(next) ? next.trim() : null;
}

const isSumWord = (cell: string): boolean => cell.length <= LONGEST && SUM_END.test(cell) && SUMS.test(cell.trim());

/** A row that leaves a column empty which others fill, or repeats its first cell there (merged cells): is it a signature? */
function signature(row: readonly string[], first: number, usual: readonly number[]): RowKind {
  const label = row[first]!.trim();
  const alone = () =>
    usual.every((c) => c === first || isBlank(row[c]) || row[c]!.trim() === label || SIGNATURE.test(row[c]!.trim()));
  return SIGNATURE.test(label) && alone()
    ? { key: 'sources:rejected.signature', values: { label: label.slice(0, 40) } }
    : null;
}

const isHeader = (row: readonly string[], head: readonly string[]): boolean =>
  row.every((cell, c) => cell.trim() === (head[c] ?? ''));

/** Columns that nearly all rows fill. */
function usualColumns(sample: readonly (readonly string[])[]): number[] {
  const width = sample.reduce((most, row) => Math.max(most, row.length), 0);
  const filled = sample.filter((row) => row.some((cell) => !isBlank(cell)));
  return Array.from({ length: width }, (_, c) => c).filter(
    (c) => filled.filter((row) => !isBlank(row[c])).length >= USUAL * filled.length,
  );
}

/** Rows with the lines they begin on; those that are no data beside them with their reasons, blank ones passed over. */
export interface Sifted {
  readonly rows: string[][];
  readonly lines: number[];
  readonly rejected: { line: number; reason: Said; raw: string }[];
}

/**
 * Take what is no data out of a block of rows; the block itself when all are data.
 * @param rawOf a row as it stands in the file
 */
export function siftRows(
  block: Sifted,
  { kindOf }: Pick<RowKinds, 'kindOf'>,
  rawOf: (row: readonly string[]) => string,
): Sifted {
  const { rows, lines } = block;
  const kinds = rows.map(kindOf);
  const from = kinds.findIndex((kind) => kind !== null);
  if (from < 0) return block;
  const sifted: Sifted = { rows: rows.slice(0, from), lines: lines.slice(0, from), rejected: [...block.rejected] };
  for (let i = from; i < rows.length; i++) {
    const row = rows[i]!;
    const kind = kinds[i]!;
    if (kind === 'blank') continue;
    if (kind !== null) sifted.rejected.push({ line: lines[i]!, reason: kind, raw: rawOf(row) });
    else {
      sifted.rows.push(row);
      sifted.lines.push(lines[i]!);
    }
  }
  sifted.rejected.sort((a, b) => a.line - b.line);
  return sifted;
}
