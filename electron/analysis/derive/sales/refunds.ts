import type { DeriveOptions } from '../../../../shared/contract/derive.ts';
import type { Codes } from '../columns.ts';
import type { FactColumn } from '../types.ts';
import { type Amounts, oncePerOrder } from './amounts.ts';
import { CENT } from './states.ts';
import { meaningOf } from './statuses.ts';

/** Refunds of the lines. */
export interface Refunds {
  /** what was given back of each line's own amount, at least 0 or NaN; a flag: Infinity */
  readonly values: Float64Array;
  /** what a sale is lowered by: as `values`, of an order's refund only once; null where refunds lower nothing */
  readonly lowers: Float64Array | null;
  /** the amounts are what was left after the refunds */
  readonly net: boolean;
}

const YES = /^(?:是|y|yes|true|1)$/i;

/**
 * Refunds of a source. A yes in words or a flag stands for all of the amount. Sums lower the amount of their line, unless
 * the amounts are what was left: then more was given back than the amount, or all of it beside an amount of 0, more often
 * than exactly the amount.
 * @param order where the amount is one of the whole order, the refund is too, and counts once
 */
export function refundsOf(
  column: FactColumn | undefined,
  { pieces, priced, whole }: Amounts,
  order: Codes | null,
  asked: DeriveOptions['sales']['refunds'],
): Refunds | null {
  if (!column || column.kind === 'date') return null;
  if (column.kind === 'category') {
    const yes = column.values.map(
      (word) => word !== null && (YES.test(word.trim()) || meaningOf(word.trim()) === 'returned'),
    );
    return {
      values: Float64Array.from(column.codes, (code) => (code >= 0 && yes[code] ? Infinity : 0)),
      lowers: null,
      net: false,
    };
  }
  if (column.values.every((value) => Number.isNaN(value) || value === 0 || value === 1))
    return { values: column.values.map((value) => (value === 1 ? Infinity : 0)), lowers: null, net: false };
  // some write what was given back with a minus
  const values = column.values.map(Math.abs);
  const net = asked === 'auto' ? leavesRest(values, pieces) : asked === 'taken';
  const lowers = !priced || net ? null : whole && order ? oncePerOrder(values, order) : values;
  return { values, lowers, net };
}

function leavesRest(values: Float64Array, amounts: Float64Array): boolean {
  let left = 0;
  let gross = 0;
  for (let row = 0; row < values.length; row++) {
    const [back, amount] = [values[row]!, amounts[row]!];
    if (!(back > 0)) continue;
    if (Math.abs(back - amount) <= CENT) gross++;
    else if (back > amount && amount >= 0) left++;
  }
  return left > gross;
}

/** Whether all of a line's amount was given back. */
export const givenBack = ({ values, net }: Refunds, row: number, amount: number, priced: boolean): boolean =>
  values[row]! > 0 && (!priced || (net ? !(amount > 0) : values[row]! >= amount - CENT));
