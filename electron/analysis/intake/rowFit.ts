import { looksLikeDate } from './dates.ts';
import { isMissing } from './missing.ts';
import { looksNumeric } from './numbers.ts';

/** What stands in a column: figures, texts that are none, or anything; and whether cells of it are empty. */
interface Shape {
  readonly holds: 'number' | 'date' | 'text' | 'any';
  readonly gaps: boolean;
  /** it has no value in any row */
  readonly bare: boolean;
}

/** Share of the cells of a column that decides what it holds. */
const HOLDS = 0.95;
/** Full rows that must be there before a row that is not can be laid beside them. */
const LEAST = 3;

const isEmpty = (cell: string): boolean => cell.trim() === '';

/**
 * Makes rows with too few or too many fields fit, where nothing but empty cells is missing or too many:
 * at the end, where other rows have gaps too (programs leave empty fields at the end of a line out); in a column that is
 * empty in every row; or one empty cell too many, at the end or else in the only place without which the row fits.
 * A row is taken only when each of its cells is of the kind its column holds, and only one way of laying it out is left.
 * @param sample the first data rows
 * @param width columns of the table
 * @returns the row with `width` cells; null: it cannot be told where its cells belong
 */
export function rowFitter(
  sample: readonly (readonly string[])[],
  width: number,
): (row: readonly string[]) => string[] | null {
  let known: Shape[] | null = null;
  const full = sample.filter((row) => row.length === width);
  return (row) => {
    if (full.length < LEAST) return null;
    const shapes = (known ??= Array.from({ length: width }, (_, c) => shapeOf(full.map((one) => one[c]!))));
    return row.length < width ? widened(row, shapes) : narrowed(row, shapes);
  };
}

function widened(row: readonly string[], shapes: readonly Shape[]): string[] | null {
  // a single cell is a remark rather than a record
  if (row.length < 2) return null;
  const missing = shapes.length - row.length;
  const padded = [...row, ...Array<string>(missing).fill('')];
  const found = new Map<string, string[]>();
  const offer = (candidate: string[]) => {
    if (fits(candidate, shapes)) found.set(JSON.stringify(candidate), candidate);
  };
  if (shapes.slice(row.length).every(({ gaps }) => gaps)) offer(padded);
  if (missing === 1)
    shapes.forEach(({ bare }, c) => {
      if (bare) offer([...row.slice(0, c), '', ...row.slice(c)]);
    });
  return found.size === 1 ? [...found.values()][0]! : null;
}

function narrowed(row: readonly string[], shapes: readonly Shape[]): string[] | null {
  if (row.length !== shapes.length + 1) return null;
  const found = new Map<string, string[]>();
  const cut = row.slice(0, -1);
  if (isEmpty(row.at(-1)!) && fits(cut, shapes)) return cut;
  row.forEach((cell, c) => {
    if (!isEmpty(cell)) return;
    const candidate = [...row.slice(0, c), ...row.slice(c + 1)];
    // figures behind the gap that stand under figures again are what tells that it is one too many
    const told = shapes.some(
      ({ holds }, i) => i >= c && holds !== 'any' && holds !== 'text' && !isMissing(candidate[i]!),
    );
    if (told && fits(candidate, shapes)) found.set(JSON.stringify(candidate), candidate);
  });
  return found.size === 1 ? [...found.values()][0]! : null;
}

function fits(row: readonly string[], shapes: readonly Shape[]): boolean {
  return row.every((cell, c) => {
    const { holds, gaps, bare } = shapes[c]!;
    if (isEmpty(cell)) return gaps;
    if (isMissing(cell)) return true;
    if (bare) return false;
    if (holds === 'number') return looksNumeric(cell);
    if (holds === 'date') return looksLikeDate(cell);
    return holds === 'any' || !(looksNumeric(cell) || looksLikeDate(cell));
  });
}

function shapeOf(cells: readonly string[]): Shape {
  const values = cells.filter((cell) => !isMissing(cell));
  const gaps = cells.some(isEmpty);
  if (values.length === 0) return { holds: 'any', gaps, bare: true };
  const share = (test: (cell: string) => boolean) => values.filter(test).length / values.length;
  const [numbers, dates] = [share(looksNumeric), share(looksLikeDate)];
  const holds =
    numbers >= HOLDS ? 'number' : dates >= HOLDS ? 'date' : Math.max(numbers, dates) <= 1 - HOLDS ? 'text' : 'any';
  return { holds, gaps, bare: false };
}
