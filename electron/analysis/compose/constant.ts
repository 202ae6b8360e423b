import { type MappingField, ROW_FIELDS } from '../../../shared/domain.ts';
import { KINDS } from '../../../shared/kinds.ts';
import type { ComposeSource, SourceColumn } from './types.ts';

const OF_THE_ROW: ReadonlySet<MappingField> = new Set(ROW_FIELDS);
/** Of the customers with several rows, the share that may say different things: moved house, misspelt. */
const EXCEPTIONS = 0.02;
/** Customers with several rows it takes to tell that a column belongs to the customer. */
const ENOUGH = 5;

/**
 * Whether a column of a source describes its customers. In a list of customers every column does; in orders, events and
 * remarks only one that (nearly) never changes between the rows of one customer, as a country does and a price does not.
 * @param n customers
 */
export function describesCustomer(source: ComposeSource, column: SourceColumn, n: number): boolean {
  const { perCustomer, facts } = KINDS[source.kind];
  if (perCustomer === 'one') return true;
  if (!facts) return false;
  if (column.field !== null && OF_THE_ROW.has(column.field)) return false;
  if (column.type === 'date' || column.type === 'text' || column.type === 'number') {
    // a price may happen to be the same in all orders of most customers
    if (column.field === null) return false;
  }
  const seen = new Int32Array(n + 1).fill(-1);
  const several = new Uint8Array(n + 1);
  for (let row = 0; row < source.customers.length; row++) {
    const customer = source.customers[row]!;
    const code = column.codes[row]!;
    if (customer === 0 || column.values[code] === null) continue;
    if (seen[customer] === -1) seen[customer] = code;
    else several[customer] = seen[customer] === code && several[customer] !== 2 ? 1 : 2;
  }
  let repeated = 0;
  let different = 0;
  for (let customer = 1; customer <= n; customer++) {
    if (several[customer]! > 0) repeated++;
    if (several[customer] === 2) different++;
  }
  if (repeated < ENOUGH) return column.field !== null && different === 0;
  return different <= repeated * EXCEPTIONS;
}
