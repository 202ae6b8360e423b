import type { Said } from '../../../shared/domain.ts';
import { KINDS } from '../../../shared/kinds.ts';
import type { Placed } from './layout.ts';

/** Files that a sentence names. */
const NAMED = 3;

/**
 * Why a source adds nothing to any customer: no column says whose its rows are, or nobody else knows the customers it names.
 * @param customers of its rows
 * @returns null: it adds something, has no rows, or is a list of things ({@link thingsWhy})
 */
export function unusedWhy({ source, key }: Placed, customers: number): Said | null {
  if (customers > 0 || source.rows === 0 || KINDS[source.kind].perCustomer === 'none') return null;
  if (key === null) return { key: 'identity:unused.noColumn' };
  return { key: 'identity:unused.noneMeets', values: { column: key.name } };
}

/**
 * Why a list of things (products, shops) is used for nothing, with the files that speak of them under the same name.
 * @param columns names of its columns
 * @param others names of the other files and of their columns
 */
export function thingsWhy(
  columns: readonly string[],
  others: readonly { readonly name: string; readonly columns: readonly string[] }[],
): Said {
  const folded = (name: string) => name.trim().toLowerCase();
  const names = new Set(columns.map(folded));
  const speaking = others.filter((other) => other.columns.some((name) => names.has(folded(name))));
  if (speaking.length === 0) return { key: 'identity:unused.things' };
  const files = speaking.slice(0, NAMED).map(({ name }) => name);
  return { key: 'identity:unused.thingsOf', values: { files: files.join(', ') } };
}
