import { PRIVACY_FLOOR } from '../../../shared/domain.ts';

/** Shares leave the workspace rounded to this: what a withheld count could be worked out from is blurred by it. */
export const SHARE_STEP = 0.01;

/**
 * Which cells of a table of counts may not be told: counts of 1 … floor-1, and as many more as it takes that none of
 * those can be worked out from the sum of its row or column (complementary suppression, Willenborg & de Waal 2001,
 * ch. 5). A row or column is safe when nothing in it is withheld, when at least two cells are that together reach the
 * floor, or when the rounding of what is told leaves at least half the floor open.
 * @param counts a row a segment, a column a level, rows of equal length; shares are told of rows and of all rows
 * @returns true where a cell is withheld
 */
export function withheld(counts: readonly (readonly number[])[], floor = PRIVACY_FLOOR): boolean[][] {
  const out = counts.map((row) => row.map((count) => count > 0 && count < floor));
  const sizes = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const width = counts[0]?.length ?? 0;
  const rows: Line[] = counts.map((_, r) => ({
    cells: Array.from({ length: width }, (__, c): Cell => [r, c]),
    blur: 0,
  }));
  const columns: Line[] = Array.from({ length: width }, (_, c) => ({
    cells: counts.map((__, r): Cell => [r, c]),
    blur: all * SHARE_STEP,
  }));
  const table = { counts, sizes, out, floor };
  for (let changed = true; changed;) {
    changed = false;
    for (const line of [...rows, ...columns]) if (complete(line, table)) changed = true;
  }
  return out;
}

type Cell = readonly [number, number];
/** `blur`: how far the sum of the line is rounded itself, in customers. */
type Line = { readonly cells: readonly Cell[]; readonly blur: number };
type Table = {
  readonly counts: readonly (readonly number[])[];
  readonly sizes: readonly number[];
  readonly out: boolean[][];
  readonly floor: number;
};

/** Withhold the smallest further cells of a line until what is withheld tells nothing. @returns whether any was added */
function complete({ cells, blur }: Line, { counts, sizes, out, floor }: Table): boolean {
  const count = ([r, c]: Cell) => counts[r]![c]!;
  const open = cells.filter(([r, c]) => !out[r]![c]!);
  const hidden = cells.filter(([r, c]) => out[r]![c]!);
  if (hidden.length === 0) return false;
  const more = open.filter((cell) => count(cell) > 0).sort((a, b) => count(a) - count(b));
  let sum = hidden.reduce((total, cell) => total + count(cell), 0);
  let many = hidden.length;
  let unknown = blur + open.reduce((total, [r]) => total + sizes[r]! * SHARE_STEP, 0);
  let changed = false;
  for (const cell of more) {
    if ((many >= 2 && sum >= floor) || unknown >= floor / 2) break;
    out[cell[0]]![cell[1]] = true;
    sum += count(cell);
    many += 1;
    unknown -= sizes[cell[0]]! * SHARE_STEP;
    changed = true;
  }
  return changed;
}
