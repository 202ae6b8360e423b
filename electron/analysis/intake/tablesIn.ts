import { looksLikeDate } from './dates.ts';
import { isMissing } from './missing.ts';
import { looksNumeric } from './numbers.ts';
import type { Stretch } from './stretches.ts';

/** One of the tables of a file: lines from its title to its last row. */
export interface FileTable {
  readonly from: number;
  to: number;
  /** rows, its titles and header among them */
  rows: number;
  /** its first rows and their lines, in which its header is */
  readonly first: string[][];
  readonly lines: number[];
}

/** What a file is made of. */
export interface FileParts {
  readonly tables: readonly FileTable[];
  /** lines under a table, behind an empty line, that are none of its rows: from and to */
  readonly remarks: readonly (readonly [number, number])[];
}

/** Rows of a stretch that decide. */
const LOOKED_AT = 60;
/** Lines of titles above a header. */
const TITLES = 3;
/** Share of the values of a column that are figures, so that a text above them is its name. */
const FIGURES = 0.6;
/** Share of the rows of a stretch that are like those of a table, so that it goes on. */
const GOES_ON = 0.6;
/** Data rows of a table that only its texts tell. */
const LEAST_TEXTS = 3;
const LONGEST_NAME = 40;
/** Rows of remarks under a table. */
const MOST_REMARKS = 20;

const isFilled = (cell: string | undefined): boolean => cell !== undefined && cell.trim() !== '';
const filledIn = (row: readonly string[]): number => row.reduce((n, cell) => n + (isFilled(cell) ? 1 : 0), 0);
const isFigure = (cell: string): boolean => looksNumeric(cell) || looksLikeDate(cell);

/**
 * The tables of a file that holds several below each other, parted by empty lines, each with a header of its own; and remarks
 * under a table. Rows like those of the table above an empty line belong to it, as does the same header once more. What stands
 * above the first table belongs to it.
 * @returns null: one table, as far as can be told
 */
export function tablesIn(stretches: readonly Stretch[]): FileParts | null {
  const tables: Known[] = [];
  let above: Stretch[] = [];
  let remarks: Stretch[] = [];
  const told: Stretch[] = [];
  for (const stretch of stretches) {
    const last = tables.at(-1);
    const head = headOf(stretch);
    if (!last) {
      if (head?.sure === true) tables.push(begun([...above, stretch], head));
      else above.push(stretch);
      if (tables.length > 0) above = [];
      continue;
    }
    const another = head !== null && isAnother(head, last);
    if (another && (namesOverFigures(head, last) || !goesOn(stretch, last))) {
      told.push(...remarks);
      remarks = [];
      tables.push(begun([stretch], head));
    } else if (isRemark(stretch, last)) remarks.push(stretch);
    else {
      // rows of the table stand behind them: they were rows too
      for (const part of [...remarks, stretch]) extend(last.table, part);
      remarks = [];
    }
  }
  told.push(...remarks);
  if (tables.length < 2 && told.length === 0) return null;
  return { tables: tables.map(({ table }) => table), remarks: told.map(({ from, to }) => [from, to] as const) };
}

interface Head {
  readonly cells: readonly string[];
  readonly body: readonly (readonly string[])[];
  /** names stand over figures */
  readonly sure: boolean;
}

interface Known {
  readonly table: FileTable;
  readonly head: Head;
  /** columns that hold figures, and those that nearly all rows fill */
  readonly figures: ReadonlySet<number>;
  readonly usual: readonly number[];
}

/** The header of a stretch: its first row with several cells, below at most some titles, with names and no figures in it. */
function headOf({ rows }: Stretch): Head | null {
  const at = rows.slice(0, TITLES + 1).findIndex((row) => filledIn(row) > 1);
  if (at < 0) return null;
  const cells = rows[at]!.map((cell) => cell.trim());
  const names = cells.filter((cell) => cell !== '');
  if (names.some((cell) => isMissing(cell) || isFigure(cell) || cell.length > LONGEST_NAME)) return null;
  if (new Set(names).size < names.length) return null;
  const body = rows.slice(at + 1, at + 1 + LOOKED_AT);
  if (body.length === 0) return null;
  const sure = cells.some((name, c) => name !== '' && holdsFigures(body, c));
  return { cells, body, sure };
}

function holdsFigures(body: readonly (readonly string[])[], column: number): boolean {
  const values = body.flatMap((row) => (isMissing(row[column] ?? '') ? [] : [row[column]!]));
  return values.length > 0 && values.filter(isFigure).length > FIGURES * values.length;
}

function begun(parts: readonly Stretch[], head: Head): Known {
  const last = parts.at(-1)!;
  const table: FileTable = {
    from: parts[0]!.from,
    to: last.to,
    rows: parts.reduce((sum, { count }) => sum + count, 0),
    first: parts.flatMap(({ rows }) => rows),
    lines: parts.flatMap(({ lines }) => lines),
  };
  const columns = head.cells.map((_, c) => c);
  return {
    table,
    head,
    figures: new Set(columns.filter((c) => holdsFigures(head.body, c))),
    usual: columns.filter((c) => head.body.filter((row) => isFilled(row[c])).length >= 0.8 * head.body.length),
  };
}

function extend(table: FileTable, { to, count, rows, lines }: Stretch): void {
  table.to = to;
  table.rows += count;
  for (const row of rows) table.first.push(row);
  for (const line of lines) table.lines.push(line);
}

const isSame = (row: readonly string[], { cells }: Head): boolean =>
  cells.every((cell, c) => cell === (row[c] ?? '').trim()) && filledIn(row) === filledIn(cells);

/** The same header once more, or rows like those of the table. */
function goesOn({ rows }: Stretch, { head, figures, usual }: Known): boolean {
  if (isSame(rows[0]!, head)) return true;
  const looked = rows.slice(0, LOOKED_AT);
  const alike = looked.filter((row) => {
    if (row.slice(head.cells.length).some(isFilled)) return false;
    if ([...figures].some((c) => !isMissing(row[c] ?? '') && !isFigure(row[c]!))) return false;
    return usual.filter((c) => isFilled(row[c])).length > usual.length / 2;
  });
  return (
    alike.length >= GOES_ON * looked.length &&
    // texts alone tell nothing of a row: one with names of its own over figures begins another table
    (figures.size > 0 || looked.length === 1)
  );
}

/** Names that stand where the table above has figures are no row of it. */
const namesOverFigures = ({ cells, sure }: Head, { figures }: Known): boolean =>
  sure && [...figures].some((c) => isFilled(cells[c]));

/** Whether what follows an empty line is a table of its own. */
function isAnother({ cells, body, sure }: Head, above: Known): boolean {
  if (sure) return !isSame(cells, above.head);
  const width = filledIn(cells);
  return (
    body.length >= LEAST_TEXTS &&
    width !== filledIn(above.head.cells) &&
    body.every((row) => filledIn(row) <= width) &&
    body.filter((row) => filledIn(row) === width).length >= 0.8 * body.length
  );
}

/** A few rows that leave most columns empty which the table fills. */
function isRemark({ rows, count }: Stretch, { usual }: Known): boolean {
  if (usual.length < 2 || count > MOST_REMARKS) return false;
  return rows.every((row) => usual.filter((c) => isFilled(row[c])).length <= usual.length / 2);
}
