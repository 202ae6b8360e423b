import type { Said } from '../../../shared/domain.ts';

/** What a row of a table is: null: data; 'blank': nothing stands in it; else why it is no data. */
export type RowKind = Said | 'blank' | null;

/** Words that stand alone at the beginning of a row of sums. */
const SUMS =
  /^(?:.{0,40}[\s（(-])?(?:合计|总计|小计|汇总|共计|累计|平均|平均值|均值|总和|总合计|本页小计|本页合计|grand[ -]total|sub[ -]?totals?|totals?|sum|average|mean|gesamt|summe|总计数)[\s）):：]{0,3}$/i;
/** What stands under a printed list: who made it, and when; which page it is. */
const SIGNATURE =
  /^(?:(?:制表|审核|复核|打印|导出|填表|统计|经办|单位负责|主管|财务|会计|出纳|负责)[\p{Script=Han}]{0,4}[:：]|page\s?\d{1,5}(?:\s?(?:of|\/)\s?\d{1,5})?$|第\s?\d{1,5}\s?页|(?:printed|generated|exported|created|prepared)\s(?:by|on|at)\b)/iu;
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

/**
 * Tells the rows of a table that are no data: rows of nothing but delimiters, the header once more (months appended below each
 * other), sums and averages, signatures under a printed list.
 *
 * A word for a sum alone says nothing (a customer may be called Total): a row of sums also leaves a column empty that the
 * other rows fill.
 * @param header cells of the header row; null without one
 * @param sample the first data rows
 */
export function rowKindsOf(
  header: readonly string[] | null,
  sample: readonly (readonly string[])[],
): (row: readonly string[]) => RowKind {
  const head = header?.map((cell) => cell.trim()) ?? [];
  const named = head.findIndex((cell) => cell !== '');
  const again = head.filter((cell) => cell !== '').length >= 2 ? head[named]! : null;
  const usual = usualColumns(sample);
  return (row) => {
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
    if (usual.length < LEAST || !(mayLabel(label) || mayLabel(row[first + 1]))) return null;
    return leavesGaps(row, first, usual) ? sumOrSignature(row, first, usual) : null;
  };
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

/** A row that leaves a column empty which others fill, or repeats its first cell there (merged cells): is it one of sums? */
function sumOrSignature(row: readonly string[], first: number, usual: readonly number[]): RowKind {
  const label = row[first]!.trim();
  // the label of a sum may stand behind the name of its group
  const labels = [label, row[first + 1]?.trim() ?? ''].filter((text) => text.length <= LONGEST);
  const sum = labels.find((text) => SUMS.test(text));
  if (sum !== undefined) return { key: 'sources:rejected.sum', values: { label: sum } };
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
  kindOf: (row: readonly string[]) => RowKind,
  rawOf: (row: readonly string[]) => string,
): Sifted {
  const { rows, lines } = block;
  let from = 0;
  while (from < rows.length && kindOf(rows[from]!) === null) from++;
  if (from === rows.length) return block;
  const sifted: Sifted = { rows: rows.slice(0, from), lines: lines.slice(0, from), rejected: [...block.rejected] };
  for (let i = from; i < rows.length; i++) {
    const row = rows[i]!;
    const kind = kindOf(row);
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
