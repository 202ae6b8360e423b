import type { DeriveOptions } from '../../../../shared/contract/derive.ts';
import type { Said } from '../../../../shared/domain.ts';
import { type Codes, codesOf } from '../columns.ts';
import type { FactSource } from '../types.ts';
import { amountsOf, numbersOf } from './amounts.ts';
import { cancelCredited } from './credits.ts';
import { currenciesOfRows, factorsOf, type MainCurrency, type RowCurrencies } from './currency.ts';
import { believable } from './dates.ts';
import { givenBack, refundsOf } from './refunds.ts';
import { CENT, FREE, NOBODY, RETURN, SALE, UNSOLD } from './states.ts';
import { meaningOf, type Statuses, statusesOf } from './statuses.ts';

/** How a line counts and what it is worth. */
export interface ReadSales {
  /** NOBODY … CANCELLED, a row */
  readonly states: Uint8Array;
  /**
   * worth of a row in the main currency, less what was given back of it; NaN unknown. Where the amount stands for a whole order it is on the order's
   * first row, else 0
   */
  readonly amounts: Float64Array;
  /** as `amounts`, in the currency of the row */
  readonly own: Float64Array;
  readonly order: Codes | null;
  /** NaN where there is none, or none that can be */
  readonly date: Float64Array | null;
  /** dates that cannot be */
  readonly unbelievable: number;
  readonly quantity: Float64Array | null;
  /** bits: which signs of a return occurred, in the order of SIGNS */
  readonly signs: number;
  readonly amountSaid: Said;
  readonly priced: boolean;
  /** sales of which a part was given back, and how much */
  readonly lowered: { readonly lines: number; readonly amount: number };
  /** orders that were wholly credited */
  readonly cancelled: { readonly orders: number; readonly amount: number };
  readonly statuses: Statuses | null;
  readonly currencies: RowCurrencies | null;
  /** by row what its amount was multiplied with to be of the main currency, NaN not known; null: all are of it */
  readonly factors: Float64Array | null;
}

const BAD_DEBT = /\b(?:adjust )?bad debt\b|坏账/i;
const CREDIT_NOTE = /^c[-\s]?\d{2,}$/i;

/**
 * Decide what each line of an order source is. The rules in their order: nobody's; a status that says returned or not a
 * sale; a bad debt; a credit note (ids `C536379` among ids of digits); wholly refunded; a negative quantity or amount: a
 * return; no positive amount: free; else a sale, less what was given back of it. Then orders that were wholly credited are
 * cancelled. At last amounts of other currencies become amounts of the main one, or unknown.
 */
export function readSales(source: FactSource, options: DeriveOptions, main: MainCurrency): ReadSales {
  const { rows, customers, columns } = source;
  const order = columns.order ? codesOf(columns.order) : null;
  const { date, unbelievable } = believable(columns.date, source.until ?? Infinity);
  const quantity = numbersOf(columns.quantity);
  const worth = amountsOf(source, order, quantity, options.sales.amount);
  const { priced, pieces } = worth;
  const refunds = refundsOf(columns.refund, worth, order, options.sales.refunds);
  // amounts that change below must not be those of the file
  const amounts = worth.amounts.slice();
  const statuses = statusesOf(columns.status, options);
  const credit = order ? creditNotes(order) : null;
  const debts = columns.item?.kind === 'category' ? marks(columns.item, (word) => BAD_DEBT.test(word)) : null;
  const states = new Uint8Array(rows);
  const keep = options.sales.nonPositive === 'keep';
  const currencies = currenciesOfRows(source);
  const factors = factorsOf(currencies, main);
  const lowered = { lines: 0, amount: 0 };
  let signs = 0;
  for (let row = 0; row < rows; row++) {
    if (customers[row]! <= 0) continue;
    const amount = amounts[row]!;
    const q = quantity ? quantity[row]! : 1;
    const says = statuses ? (statuses.classes[statuses.codes[row]! + 1] ?? NOBODY) : NOBODY;
    if (says === RETURN || says === UNSOLD) {
      states[row] = says;
      if (says === RETURN) signs |= 1;
    } else if (debts && debts.flags[debts.codes[row]! + 1] === 1) states[row] = UNSOLD;
    else if (credit && credit[order!.codes[row]! + 1] === 1) {
      states[row] = RETURN;
      signs |= 2;
    } else if (refunds && givenBack(refunds, row, pieces[row]!, priced)) {
      states[row] = RETURN;
      signs |= 4;
    } else if (q < 0) {
      states[row] = RETURN;
      signs |= 8;
    } else if (amount < 0) {
      states[row] = RETURN;
      signs |= 16;
    } else if (!keep && (q === 0 || (priced && !(pieces[row]! > 0)))) states[row] = FREE;
    else {
      states[row] = SALE;
      const back = refunds?.lowers ? refunds.lowers[row]! : 0;
      if (!(back > 0)) continue;
      amounts[row] = amount - back;
      lowered.lines++;
      lowered.amount += ours(back * (factors ? factors[row]! : 1));
    }
  }
  const cancelled =
    order && priced && options.sales.credits === 'cancel'
      ? cancelCredited({
          ...{ customers, order, states, amounts, date, quantity },
          ...{ item: columns.item ? codesOf(columns.item) : null, factors },
        })
      : { orders: 0, amount: 0 };
  const converted = factors ? amounts.map((value, row) => value * factors[row]!) : amounts;
  return {
    ...{
      states,
      amounts: converted,
      own: amounts,
      order,
      date,
      unbelievable,
      quantity,
      signs,
      priced,
      lowered,
      cancelled,
      statuses,
    },
    ...{ currencies, factors },
    amountSaid: worth.said,
  };
}

/** What is of no known worth in the main currency is told by currency, and not in its sums. */
const ours = (amount: number): number => (Number.isNaN(amount) ? 0 : amount);

/** A flag for each distinct value, moved by one so that -1 is a place too. */
function marks(column: Codes, test: (word: string) => boolean): { flags: Uint8Array; codes: Int32Array } {
  const flags = new Uint8Array(column.values.length + 1);
  column.values.forEach((word, code) => {
    if (word !== null && test(word)) flags[code + 1] = 1;
  });
  return { flags, codes: column.codes };
}

/** Which order ids are credit notes; null when the ids are not numbers in general. */
function creditNotes({ values }: Codes): Uint8Array | null {
  const flags = new Uint8Array(values.length + 1);
  let digits = 0;
  let notes = 0;
  values.forEach((id, code) => {
    if (id === null) return;
    if (/^\d+$/.test(id)) digits++;
    else if (CREDIT_NOTE.test(id)) {
      flags[code + 1] = 1;
      notes++;
    }
  });
  return notes > 0 && digits > notes ? flags : null;
}

/** Whether a single line looks returned or cancelled: for showing it; {@link readSales} decides with all lines in view. */
export function looksReturned(line: {
  readonly order: string | null;
  readonly quantity: number | null;
  readonly amount: number | null;
  readonly status: string | null;
  readonly refund: number | null;
}): boolean {
  if (line.status !== null && meaningOf(line.status) === 'returned') return true;
  if ((line.quantity ?? 0) < 0 || (line.amount ?? 0) < 0) return true;
  return (line.refund ?? 0) > 0 && (line.amount ?? 0) <= CENT;
}
