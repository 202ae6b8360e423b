/**
 * What spreadsheets and back offices put around a cell to keep it text: `="0012"`, `'0012`, a backtick before every cell, `p:`
 * before telephones. It is taken off before anything is decided of a cell; the raw cell stays as it came.
 */

/** The whole cell as a formula that gives a text: ="0012". */
const FORMULA = /^="([^"]*)"$/;
/** A number, a telephone, a date or a time behind an apostrophe, which a spreadsheet would not have shown. */
const FIGURES = /^'[+\-(]?\d[\d\s.,:/()+-]*$/;
/** Longer cells are no guarded figures. */
const LONGEST = 80;
const [EQUALS, APOSTROPHE] = [61, 39];

/**
 * A cell without the guards that are plain from the cell itself, and without the column's own.
 * @param guard what stands before every cell of the column, '' for nothing
 */
export function bareCell(cell: string, guard = ''): string {
  const own = guard !== '' && cell.trimStart().startsWith(guard) ? cell.trimStart().slice(guard.length) : cell;
  const first = own.charCodeAt(0);
  // nearly all cells end here
  if (first !== EQUALS && first !== APOSTROPHE && first > 32) return own;
  const text = own.trim();
  if (text === "'") return '';
  const formula = FORMULA.exec(text);
  if (formula) return formula[1]!;
  return text.length <= LONGEST && FIGURES.test(text) ? text.slice(1) : own;
}

/** Signs that stand before every cell of some exports. */
const SIGNS = ['`', "'"];
/** The kind of a value before it, as lead files of social networks have it: p:+1415…, l:2400… */
const KIND = /^[a-z]{1,2}:(?=[^\s:/\\])/;
/** A column of fewer different values says nothing by one letter before them all. */
const LEAST = 3;

/**
 * What stands before every cell of a column and does not belong to the values; '' for nothing.
 * @param cells distinct cells that are not missing
 */
export function guardOf(cells: readonly string[]): string {
  const first = cells[0]?.trimStart();
  if (first === undefined) return '';
  const every = (guard: string) => cells.every((cell) => cell.trimStart().startsWith(guard));
  const sign = SIGNS.find((one) => first.startsWith(one));
  if (sign !== undefined) return every(sign) ? sign : '';
  const kind = cells.length < LEAST ? null : KIND.exec(first);
  return kind && every(kind[0]) ? kind[0] : '';
}
