import type { Belongs } from '../../../shared/contract/sources.ts';
import type { Mapping, SourceKind } from '../../../shared/domain.ts';
import { KINDS, TELLING } from '../../../shared/kinds.ts';
import { namedCustomers } from './standInWords.ts';
import { lentNumbers } from './virtualNumbers.ts';

/**
 * The columns that tell whose a row is: the customer column, or what else tells a person. A telephone may stand on the first
 * line of an order only, where the e-mail is on each, so all of them are looked at.
 * @returns null of a source whose rows are customers, or nobody's
 */
export function tellingColumns(kind: SourceKind, mapping: Mapping): string[] | null {
  const { perCustomer, people } = KINDS[kind];
  if (perCustomer !== 'many' || !people) return null;
  return mapping.customer === undefined ? TELLING.flatMap((field) => mapping[field] ?? []) : [mapping.customer];
}

/** A column that tells, with its different values and the rows of each. */
export interface TellingColumn {
  readonly column: string;
  readonly counts: readonly (readonly [string, number])[];
}

/**
 * Whose the rows of a source are of which a customer has several: by the column that says it of most rows.
 * @param rows of the whole source
 */
export function belongsBy(columns: readonly TellingColumn[], rows: number): Belongs {
  const found = columns.map(({ column, counts }) => {
    // numbers that a platform lends for an order name nobody
    const lent = lentNumbers(counts.map(([value]) => value))?.lent;
    const named = namedCustomers(lent ? counts.filter((_, i) => !lent.has(i)) : counts);
    return { column, ...named, without: rows - named.rows };
  });
  const best = found.reduce<Belongs | null>((most, one) => (most && most.rows >= one.rows ? most : one), null);
  return best ?? { column: null, customers: 0, rows: 0, without: rows };
}
