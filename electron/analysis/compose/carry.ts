import type { ColumnType, Mapping, SourceKind } from '../../../shared/domain.ts';

/** A column as it is carried down: each distinct value once, a code a row. */
export interface CarriedColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** null is a value: the cell is empty */
  readonly values: readonly (string | number | null)[];
  readonly codes: Int32Array<ArrayBuffer>;
}

/** Share of the orders of several lines that must agree. */
const HOLDS = 0.98;
/** Orders of several lines from which anything is concluded. */
const FEWEST = 3;

/**
 * Shops export an order in several lines and write what belongs to the order as a whole (status, date, buyer, place) on the
 * first one only. Carries that down to the further lines of the same order: cells that the first line fills and nearly all
 * orders leave empty behind. Amounts stay where they are, or an order would count several times; a refund of the order is one
 * of each line. An empty order number right below a line of an order continues it where the other cells do so too.
 * @returns `codes` of columns that changed are new; the rest is as it was
 */
export function carriedDown<C extends CarriedColumn>(
  kind: SourceKind,
  mapping: Mapping,
  columns: readonly C[],
): readonly C[] {
  const order = columns.findIndex(({ name }) => name === mapping.order);
  if (kind !== 'orders' || order < 0) return columns;
  const lines = linesOf(columns[order]!, columns, mapping);
  if (lines.several < FEWEST) return columns;
  return columns.map((column, i) => {
    if (!(i === order ? lines.filled : belongsToOrder(column, mapping) && standsOnFirst(column, lines.first)))
      return column;
    return { ...column, codes: column.codes.map((_, row) => column.codes[lines.first[row]!]!) };
  });
}

/** Numbers are counted, and counted once: only a refund, and a number that names somebody, is one of each line. */
const belongsToOrder = ({ name, type }: CarriedColumn, mapping: Mapping): boolean =>
  type !== 'number' || name === mapping.refund || name === mapping.customer;

interface Lines {
  /** by row: the first row of its order */
  readonly first: Int32Array;
  /** orders of several lines */
  readonly several: number;
  /** empty order numbers were taken for those above them */
  readonly filled: boolean;
}

/** Which rows are further lines of an order: those below it under the same number, or under none when they continue it. */
function linesOf(order: CarriedColumn, columns: readonly CarriedColumn[], mapping: Mapping): Lines {
  const { codes, values } = order;
  const own = columns.filter(
    ({ name }) => name === mapping.date || name === mapping.customer || name === mapping.amount,
  );
  const continues = (row: number) =>
    own.length > 0 && own.every((column) => column.values[column.codes[row]!] === null);
  const first = new Int32Array(codes.length);
  let several = 0;
  let filled = false;
  for (let row = 0; row < codes.length; row++) {
    first[row] = row;
    if (row === 0) continue;
    const above = first[row - 1]!;
    const empty = values[codes[row]!] === null;
    if (empty ? values[codes[above]!] === null || !continues(row) : codes[row] !== codes[above]) continue;
    if (above === row - 1) several++;
    if (empty) filled = true;
    first[row] = above;
  }
  return { first, several, filled };
}

/** Whether nearly all orders fill a cell on their first line and on no further one. */
function standsOnFirst({ values, codes }: CarriedColumn, first: Int32Array): boolean {
  let only = 0;
  let more = 0;
  for (let row = 0; row < codes.length;) {
    const at = row;
    let others = 0;
    for (row++; row < codes.length && first[row] === at; row++) if (values[codes[row]!] !== null) others++;
    if (row === at + 1) continue;
    if (others > 0) more++;
    else if (values[codes[at]!] !== null) only++;
  }
  return only >= FEWEST && only >= (only + more) * HOLDS;
}
