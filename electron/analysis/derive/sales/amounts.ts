import type { DeriveOptions } from '../../../../shared/contract/derive.ts';
import type { Said } from '../../../../shared/domain.ts';
import type { Codes } from '../columns.ts';
import type { FactColumn, FactSource } from '../types.ts';
import { CENT } from './states.ts';

/** What each line is worth, and where that comes from. */
export interface Amounts {
  readonly amounts: Float64Array;
  readonly said: Said;
  /** an amount is known at all */
  readonly priced: boolean;
  /** what says whether a row has a positive amount: differs from `amounts` where the amount is an order's */
  readonly pieces: Float64Array;
  /** the amount is one of the whole order */
  readonly whole: boolean;
}

/** The numbers of a column of numbers; null for any other. */
export const numbersOf = (column: FactColumn | undefined): Float64Array | null =>
  column?.kind === 'number' ? column.values : null;

/** Orders of several lines that must agree before an amount is taken for an order's total. */
const ENOUGH_ORDERS = 20;
/** So many are enough where the prices of the lines add up to it. */
const ENOUGH_SUMS = 3;
/** Share of them that must agree. */
const AGREE = 0.98;
/** Totals differ from the sum of prices by discounts and shipping; as close as this they speak of the same. */
const NEAR = 0.02;

/**
 * What each line of a source is worth: its amount; an order's amount once, where it stands on the first line alone or is
 * repeated on all of them; else quantity times price, less a discount.
 * @param asked `line` and `order`: what the person said the amount is of; `auto`: as the rows tell
 */
export function amountsOf(
  { rows, columns }: FactSource,
  order: Codes | null,
  quantity: Float64Array | null,
  asked: DeriveOptions['sales']['amount'],
): Amounts {
  const amount = numbersOf(columns.amount);
  const price = numbersOf(columns.price);
  if (amount) {
    const first = order && asked === 'auto' && onFirstLine(amount, order);
    if (first)
      return {
        amounts: amount.map((value) => (value === value ? value : 0)),
        said: { key: 'derive:amount.first' },
        priced: true,
        pieces: first,
        whole: true,
      };
    if (order && (asked === 'order' || (asked === 'auto' && isOrderTotal(amount, order, price, quantity))))
      return {
        amounts: oncePerOrder(amount, order),
        said: { key: 'derive:amount.order' },
        priced: true,
        pieces: amount,
        whole: true,
      };
    return { amounts: amount, said: { key: 'derive:amount.amount' }, priced: true, pieces: amount, whole: false };
  }
  if (!price) {
    const none = new Float64Array(rows).fill(NaN);
    return { amounts: none, said: { key: 'derive:amount.none' }, priced: false, pieces: none, whole: false };
  }
  const discount = numbersOf(columns.discount);
  const shares = discount !== null && isShare(discount);
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const worth = (quantity ? quantity[row]! : 1) * price[row]!;
    const off = discount ? discount[row]! : 0;
    out[row] = !(off > 0) ? worth : shares ? worth * (1 - off) : worth - off;
  }
  const key = `derive:amount.${quantity ? 'product' : 'price'}${discount ? (shares ? 'Share' : 'Less') : ''}`;
  return { amounts: out, said: { key }, priced: true, pieces: out, whole: false };
}

const isShare = (values: Float64Array): boolean => {
  let some = false;
  for (const value of values) {
    if (value < 0 || value > 1) return false;
    if (value > 0 && value < 1) some = true;
  }
  return some;
};

/**
 * Whether the amount is repeated on every line of an order: then it is the order's and not the line's. Where lines have
 * prices, an amount that is quantity times price line by line is the line's however often it repeats, and few orders are
 * enough when their lines add up to it.
 */
function isOrderTotal(
  amount: Float64Array,
  { codes, values }: Codes,
  price: Float64Array | null,
  quantity: Float64Array | null,
): boolean {
  const orders = values.length;
  const first = new Float64Array(orders).fill(NaN);
  const lines = new Int32Array(orders);
  const differs = new Uint8Array(orders);
  const sums = new Float64Array(orders);
  const own = new Int32Array(orders);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) continue;
    if (lines[code]!++ === 0) first[code] = amount[row]!;
    else if (first[code] !== amount[row]!) differs[code] = 1;
    if (!price) continue;
    const worth = (quantity ? quantity[row]! : 1) * price[row]!;
    sums[code] = sums[code]! + worth;
    if (Math.abs(worth - amount[row]!) <= CENT * 2) own[code] = own[code]! + 1;
  }
  let [several, equal, adds, lineByLine] = [0, 0, 0, 0];
  const amounts = new Set<number>();
  for (let code = 0; code < orders; code++) {
    if (lines[code]! < 2) continue;
    several++;
    const total = first[code]!;
    if (differs[code] === 0) equal++;
    if (own[code] === lines[code]) lineByLine++;
    else if (differs[code] === 0 && Math.abs(sums[code]! - total) <= Math.max(CENT * 2, Math.abs(total) * NEAR)) adds++;
    if (amounts.size < 6) amounts.add(total);
  }
  if (price && lineByLine * 2 >= several) return false;
  if (equal < several * AGREE) return false;
  return (several >= ENOUGH_ORDERS && amounts.size > 5) || (several >= ENOUGH_SUMS && adds >= several * AGREE);
}

/**
 * The amount of its order on every line, when it stands on the first line of an order and on no further one; null where it
 * does not.
 */
function onFirstLine(amount: Float64Array, { codes, values }: Codes): Float64Array | null {
  const orders = values.length;
  const first = new Float64Array(orders).fill(NaN);
  const lines = new Int32Array(orders);
  const more = new Uint8Array(orders);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) continue;
    if (lines[code]!++ === 0) first[code] = amount[row]!;
    else if (amount[row] === amount[row]) more[code] = 1;
  }
  let several = 0;
  let once = 0;
  for (let code = 0; code < orders; code++) {
    if (lines[code]! < 2) continue;
    several++;
    if (more[code] === 0 && first[code] === first[code]) once++;
  }
  if (several < ENOUGH_ORDERS || once < several * AGREE) return null;
  return amount.map((value, row) => (codes[row]! < 0 || value === value ? value : first[codes[row]!]!));
}

/** What is one of each order, on its first line and 0 on all further ones. */
export function oncePerOrder(amount: Float64Array, { codes, values }: Codes): Float64Array {
  const seen = new Uint8Array(values.length);
  return amount.map((value, row) => {
    const code = codes[row]!;
    // an empty order number is a value too
    if (code < 0 || values[code] === null) return value;
    if (seen[code] === 1) return 0;
    seen[code] = 1;
    return value;
  });
}
