import type { Said } from '../../../shared/domain.ts';
import { KINDS } from '../../../shared/kinds.ts';
import type { Placed } from './layout.ts';

/** Files that a sentence names. */
const NAMED = 3;

/**
 * Why a source adds nothing to any customer: it lists things, no column says whose its rows are, or nobody else knows the
 * customers it names.
 * @param customers of its rows
 * @returns null: it adds something, or has no rows
 */
export function unusedWhy({ source, key }: Placed, customers: number, places: readonly Placed[]): Said | null {
  if (customers > 0 || source.rows === 0) return null;
  if (KINDS[source.kind].perCustomer === 'none') {
    const speaking = places.filter((place) => place.source !== source && speaksOf(place, source)).map((p) => p.source.name);
    return speaking.length === 0
      ? { key: 'identity:unused.things' }
      : { key: 'identity:unused.thingsOf', values: { files: speaking.slice(0, NAMED).join(', ') } };
  }
  if (key === null) return { key: 'identity:unused.noColumn' };
  return { key: 'identity:unused.noneMeets', values: { column: key.name } };
}

/** Whether a source has a column of the same name as one of a list of things. */
function speaksOf({ source }: Placed, things: Placed['source']): boolean {
  if (KINDS[source.kind].perCustomer === 'none') return false;
  const names = new Set(things.columns.map(({ name }) => name.trim().toLowerCase()));
  return source.columns.some(({ name }) => names.has(name.trim().toLowerCase()));
}
