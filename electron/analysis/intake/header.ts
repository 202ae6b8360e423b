import type { Said } from '../../../shared/domain.ts';
import { bareCell } from './guards.ts';
import { headerRows, type HeaderRows } from './headerRows.ts';
import { isMissing } from './missing.ts';
import { looksNumeric } from './numbers.ts';
import { looksLikeDate } from './dates.ts';

/** Where the header is and what the columns are called. */
export type HeaderGuess = {
  /** index of the header among the rows given; -1: the file has none */
  index: number;
  /** cells of the header, of several rows joined; null without one */
  cells: readonly string[] | null;
  /** index of the first data row */
  firstData: number;
  /** fields of a row */
  width: number;
  /** rows have different lengths by nature: short ones are filled up, columns are added as needed */
  ragged: boolean;
  names: string[];
  reason: Said;
  notes: Said[];
};

/** How far below the top a header is looked for. */
const SEARCH = 40;
/** A ragged table has more rows than this share that differ from the width. */
const RAGGED = 0.5;

/**
 * Finds the header among the first rows of a file.
 * @param rows the first rows (a few hundred), cells as text
 * @param lines their physical lines
 * @param asked 1-based line of the header, 0 for none, undefined: to be found
 */
export function findHeader(
  rows: readonly (readonly string[])[],
  lines: readonly number[],
  asked: number | undefined,
): HeaderGuess {
  const notes: Said[] = [];
  if (asked === 0) return withoutHeader(rows, 0, { key: 'sources:reason.asked' }, notes);
  if (asked !== undefined) {
    const index = lines.findIndex((line) => line >= asked);
    if (index < 0) return withoutHeader(rows, 0, { key: 'sources:header.none' }, notes);
    // exactly this line: whoever chooses it can so have the next ones read as data
    const one = { cells: rows[index]!.map((cell) => cell.trim()), below: 0 };
    return withHeader(rows, lines, index, { key: 'sources:reason.asked' }, notes, one);
  }
  const common = bodyWidth(rows);
  const start = titleRows(rows, common);
  if (start > 0) notes.push({ key: 'sources:note.titleRows', values: { n: start, line: lines[start] ?? start + 1 } });
  const head = rows[start];
  if (!head) return withoutHeader(rows, 0, { key: 'sources:header.none' }, notes);
  const reason = headerReason(head, rows.slice(start + 1, start + 1 + 200));
  if (reason.header) return withHeader(rows, lines, start, reason.said, notes);
  return withoutHeader(rows, start, reason.said, notes);
}

/** Rows at the end of the sample that must be equally wide, and the share of those behind the first of them that are. */
const BODY = 3;
const WIDE = 0.9;

/**
 * Fields of a data row. Above a short table there may be more lines of remarks than it has rows: what counts is what goes on
 * to the end.
 */
function bodyWidth(rows: readonly (readonly string[])[]): number {
  const common = commonWidth(rows);
  let best = common;
  let most = 0;
  for (const width of new Set(rows.slice(Math.floor(rows.length * 0.66)).map((row) => row.length))) {
    if (width <= Math.max(2, common)) continue;
    const rest = rows.slice(rows.findIndex((row) => row.length === width));
    const n = rest.filter((row) => row.length === width).length;
    if (n >= BODY && n >= WIDE * rest.length && n > most) [best, most] = [width, n];
  }
  return best;
}

/** The commonest number of fields, trailing empty ones not counted as a difference. */
function commonWidth(rows: readonly (readonly string[])[]): number {
  const tally = new Map<number, number>();
  for (const row of rows) tally.set(row.length, (tally.get(row.length) ?? 0) + 1);
  let width = rows[0]?.length ?? 0;
  let most = 0;
  for (const [count, n] of tally) if (n > most) [width, most] = [count, n];
  return width;
}

/** Rows above the header: titles, remarks and empty rows, recognised by how few of their cells are filled. */
function titleRows(rows: readonly (readonly string[])[], width: number): number {
  if (width < 2) return 0;
  const filled = (row: readonly string[]) => row.reduce((n, cell) => n + (cell.trim() === '' ? 0 : 1), 0);
  const body = rows
    .slice(0, 300)
    .filter((row) => row.length === width)
    .map(filled)
    .sort((a, b) => a - b);
  const usual = body[Math.floor(body.length * 0.6)] ?? 0;
  if (usual < 2) return 0;
  const limit = Math.min(SEARCH, rows.length - 1);
  for (let i = 0; i < limit; i++) {
    const row = rows[i]!;
    const n = filled(row);
    if (row.length !== width && row[0]!.startsWith('#')) continue;
    // a title fills less than half of what rows fill; a row of full width with most cells filled ends the search
    if (n >= Math.max(2, usual * 0.6)) return i;
    if (row.length !== width && n > 2 && n > usual / 2) return i;
  }
  return 0;
}

function headerReason(head: readonly string[], rows: readonly (readonly string[])[]): { header: boolean; said: Said } {
  // months appended below each other, each with its header: the same line again is no data
  const body = rows.filter((row) => row.length !== head.length || row.some((cell, c) => cell !== head[c]));
  const cells = head.map((cell) => bareCell(cell).trim());
  const filled = cells.filter((cell) => cell !== '');
  const values = filled.filter((cell) => isMissing(cell) || looksNumeric(cell) || looksLikeDate(cell));
  if (filled.length === 0) return { header: false, said: { key: 'sources:header.none' } };
  // labels such as years or question numbers do occur, but not in most columns
  if (
    values.length > filled.length * 0.5 ||
    (values.length > 0 && filled.length < 3 && values.length === filled.length)
  )
    return { header: false, said: { key: 'sources:header.values' } };
  const unique = new Set(filled).size;
  const texts: Said = { key: unique === filled.length ? 'sources:header.unique' : 'sources:header.repeated' };
  if (body.length === 0)
    return { header: values.length === 0, said: values.length === 0 ? texts : { key: 'sources:header.values' } };
  let different = 0;
  let like = 0;
  for (let c = 0; c < cells.length; c++) {
    const name = cells[c]!;
    if (name === '') continue;
    const below = body.map((row) => (row[c] ?? '').trim()).filter((cell) => cell !== '');
    if (below.length === 0) continue;
    const numeric = below.filter((cell) => looksNumeric(cell) || looksLikeDate(cell)).length / below.length;
    if (numeric > 0.6 && !looksNumeric(name) && !looksLikeDate(name)) different++;
    const occurs = below.filter((cell) => cell === name).length;
    if (occurs > 0) like++;
    if (values.length > 0 && numeric > 0.9 && looksNumeric(name)) like++;
  }
  if (like > different) return { header: false, said: { key: 'sources:header.likeBelow' } };
  const ragged = body.filter((row) => row.length !== head.length).length / body.length;
  if (different === 0 && ragged > RAGGED) return { header: false, said: { key: 'sources:header.ragged' } };
  return { header: true, said: texts };
}

function widthOf(
  head: readonly string[] | null,
  body: readonly (readonly string[])[],
): { width: number; ragged: boolean } {
  let common = commonWidth(body);
  const width = head ? head.length : common;
  if (body.length === 0) return { width, ragged: false };
  const fits = (row: readonly string[]) =>
    row.length === width || (row.length > width && row.slice(width).every((c) => c.trim() === ''));
  const off = body.filter((row) => !fits(row)).length / body.length;
  if (off <= RAGGED) return { width, ragged: false };
  for (const row of body) common = Math.max(common, row.length);
  return { width: Math.max(width, common), ragged: true };
}

function withHeader(
  rows: readonly (readonly string[])[],
  lines: readonly number[],
  index: number,
  reason: Said,
  notes: Said[],
  { cells, below }: HeaderRows = headerRows(rows, index),
): HeaderGuess {
  const firstData = index + 1 + below;
  const { width, ragged } = widthOf(cells, rows.slice(firstData));
  if (below > 0)
    notes.push({
      key: 'sources:note.headerRows',
      values: { n: below, from: lines[index + 1]!, to: lines[firstData - 1]! },
    });
  if (ragged) notes.push({ key: 'sources:note.ragged' });
  return { index, cells, firstData, width, ragged, names: uniqueNames(cells, width), reason, notes };
}

function withoutHeader(
  rows: readonly (readonly string[])[],
  firstData: number,
  reason: Said,
  notes: Said[],
): HeaderGuess {
  const { width, ragged } = widthOf(null, rows.slice(firstData));
  notes.push({ key: 'sources:note.noHeader' });
  if (ragged) notes.push({ key: 'sources:note.ragged' });
  return { index: -1, cells: null, firstData, width, ragged, names: uniqueNames([], width), reason, notes };
}

/** Headers without blanks at their edges, never empty (`#7` is the seventh column) and never twice (`name (2)`). */
export function uniqueNames(head: readonly string[], width: number): string[] {
  const taken = new Set<string>();
  const names: string[] = [];
  for (let i = 0; i < width; i++) {
    const plain = bareCell(head[i] ?? '')
      // eslint-disable-next-line no-control-regex -- NUL and its like in a header are noise
      .replace(/[\u0000-\u001f\u00a0\u3000\ufeff]+/g, ' ')
      .trim();
    const base = plain === '' ? `#${i + 1}` : plain;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base} (${n})`;
    taken.add(name);
    names.push(name);
  }
  return names;
}
