import type { DeriveOptions } from '../../../shared/contract/derive.ts';
import type { Said } from '../../../shared/domain.ts';
import { codesOf, type Codes } from './columns.ts';
import type { FactColumn, FactSource } from './types.ts';

/** A line of no customer. */
export const NOBODY = 0;
/** A sale. */
export const SALE = 1;
/** Cancelled or returned. */
export const RETURN = 2;
/** Without a positive amount: gifts, corrections, unpaid orders. */
export const FREE = 3;
/** Not sold, as its status or item says, yet no return. */
export const UNSOLD = 4;

/** How a line counts and what it is worth. */
export interface ReadSales {
  /** NOBODY … UNSOLD, a row */
  readonly states: Uint8Array;
  /** worth of a row; NaN unknown. Where the amount stands for a whole order it is on the order's first row, else 0 */
  readonly amounts: Float64Array;
  readonly order: Codes | null;
  readonly date: Float64Array | null;
  readonly quantity: Float64Array | null;
  /** bits: which signs of a return occurred, in the order of SIGNS */
  readonly signs: number;
  readonly amountSaid: Said;
  readonly priced: boolean;
}

/** Signs of a return, in the order they are looked for. */
export const SIGNS = ['status', 'credit', 'refund', 'quantity', 'amount'] as const;

const DENIED = /^\s*(?:未|无|没有|不|否)|\b(?:no|not|non|never|un)\b[\s-]*/i;
const RETURNED =
  /取消|退款成功|已退款|全额退款|退货|交易关闭|^退款$|\b(?:cancell?ed|cancell?ation|cancel|refunded|refund|returned|return|voided|void|charge-?back)\b/i;
const UNSOLD_WORDS =
  /待付款|待支付|未付款|未支付|草稿|坏账|支付失败|\b(?:unpaid|pending payment|awaiting payment|draft|failed|bad debt)\b/i;
const BAD_DEBT = /\b(?:adjust )?bad debt\b|坏账/i;
const CREDIT_NOTE = /^c[-\s]?\d{2,}$/i;

/** Whether a status means that goods or money went back. */
export const meansReturned = (status: string): boolean => !DENIED.test(status) && RETURNED.test(status);
/** Whether a status means that nothing was sold, and nothing went back. */
export const meansUnsold = (status: string): boolean => UNSOLD_WORDS.test(status);

/**
 * Decide what each line of an order source is. The rules in their order: nobody's; a status that says returned or not a
 * sale; a bad debt; a credit note (ids `C536379` among ids of digits); wholly refunded; a negative quantity or amount: a
 * return; no positive amount: free; else a sale.
 */
export function readSales(source: FactSource, options: DeriveOptions): ReadSales {
  const { rows, customers, columns } = source;
  const order = columns.order ? codesOf(columns.order) : null;
  const date = columns.date?.kind === 'date' ? columns.date.values : null;
  const quantity = numbers(columns.quantity);
  const { amounts, said: amountSaid, priced, pieces } = amountsOf(source, order, quantity);
  const refund = refundOf(columns.refund, amounts);
  const status = statusOf(columns.status, options);
  const credit = order ? creditNotes(order) : null;
  const debts = columns.item?.kind === 'category' ? marks(columns.item, (word) => BAD_DEBT.test(word)) : null;
  const states = new Uint8Array(rows);
  const keep = options.sales.nonPositive === 'keep';
  let signs = 0;
  for (let row = 0; row < rows; row++) {
    if (customers[row]! <= 0) continue;
    const amount = amounts[row]!;
    const q = quantity ? quantity[row]! : 1;
    const says = status ? (status.classes[status.codes[row]! + 1] ?? 0) : 0;
    if (says !== 0) {
      states[row] = says;
      if (says === RETURN) signs |= 1;
    } else if (debts && debts.flags[debts.codes[row]! + 1] === 1) states[row] = UNSOLD;
    else if (credit && credit[order!.codes[row]! + 1] === 1) {
      states[row] = RETURN;
      signs |= 2;
    } else if (refund && refund.values[row]! > 0 && whole(refund.values[row]!, pieces[row]!, priced, refund.net)) {
      states[row] = RETURN;
      signs |= 4;
    } else if (q < 0) {
      states[row] = RETURN;
      signs |= 8;
    } else if (amount < 0) {
      states[row] = RETURN;
      signs |= 16;
    } else if (!keep && (q === 0 || (priced && !(pieces[row]! > 0)))) states[row] = FREE;
    else states[row] = SALE;
  }
  return { states, amounts, order, date, quantity, signs, amountSaid, priced };
}

const numbers = (column: FactColumn | undefined): Float64Array | null =>
  column?.kind === 'number' ? column.values : null;

/** Refunds as money; `net`: the amounts are what was left after them. */
interface Refunds {
  readonly values: Float64Array;
  readonly net: boolean;
}

/** Refunds; a yes in words or a flag stands for all of the amount. */
function refundOf(column: FactColumn | undefined, amounts: Float64Array): Refunds | null {
  if (!column || column.kind === 'date') return null;
  if (column.kind === 'category') {
    const yes = marks(column, (word) => /^(?:是|y|yes|true|1)$/i.test(word.trim()) || meansReturned(word));
    return {
      values: Float64Array.from(column.codes, (code) => (yes.flags[code + 1] === 1 ? Infinity : 0)),
      net: false,
    };
  }
  const { values } = column;
  if (values.every((value) => Number.isNaN(value) || value === 0 || value === 1))
    return { values: values.map((value) => (value === 1 ? Infinity : 0)), net: false };
  // more was given back than the amount says was paid: the amount is what was left
  return { values, net: values.some((value, row) => amounts[row]! > 0 && value > amounts[row]! + CENT) };
}

/** Half a cent: amounts closer than this are equal. */
const CENT = 0.005;

/** Whether a refund is of the whole amount. */
const whole = (refund: number, amount: number, priced: boolean, net: boolean): boolean =>
  !priced || (net ? !(amount > 0) : refund >= amount - CENT);

/** A flag for each distinct value, moved by one so that -1 is a place too. */
function marks(column: Codes, test: (word: string) => boolean): { flags: Uint8Array; codes: Int32Array } {
  const flags = new Uint8Array(column.values.length + 1);
  column.values.forEach((word, code) => {
    if (word !== null && test(word)) flags[code + 1] = 1;
  });
  return { flags, codes: column.codes };
}

function statusOf(column: FactColumn | undefined, { sales }: DeriveOptions) {
  if (column?.kind !== 'category') return null;
  const returned = new Set(sales.returned);
  const unsold = new Set(sales.unsold);
  const classes = new Uint8Array(column.values.length + 1);
  column.values.forEach((word, code) => {
    if (word === null) return;
    if (unsold.has(word)) classes[code + 1] = UNSOLD;
    else if (returned.has(word)) classes[code + 1] = RETURN;
    else if (meansUnsold(word)) classes[code + 1] = UNSOLD;
    else if (meansReturned(word)) classes[code + 1] = RETURN;
  });
  return { classes, codes: column.codes };
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

interface Amounts {
  readonly amounts: Float64Array;
  readonly said: Said;
  /** an amount is known at all */
  readonly priced: boolean;
  /** what says whether a row has a positive amount: differs from `amounts` where the amount is an order's */
  readonly pieces: Float64Array;
}

function amountsOf(source: FactSource, order: Codes | null, quantity: Float64Array | null): Amounts {
  const { rows, columns } = source;
  const amount = numbers(columns.amount);
  const price = numbers(columns.price);
  if (amount) {
    const whole = order && onFirstLine(amount, order.codes, order.values.length);
    if (whole)
      return {
        amounts: amount.map((value) => (value === value ? value : 0)),
        said: { key: 'derive:amount.first' },
        priced: true,
        pieces: whole,
      };
    if (order && !price && isOrderTotal(amount, order.codes, order.values.length))
      return {
        amounts: oncePerOrder(amount, order.codes, order.values.length),
        said: { key: 'derive:amount.order' },
        priced: true,
        pieces: amount,
      };
    return { amounts: amount, said: { key: 'derive:amount.amount' }, priced: true, pieces: amount };
  }
  if (!price) {
    const none = new Float64Array(rows).fill(NaN);
    return { amounts: none, said: { key: 'derive:amount.none' }, priced: false, pieces: none };
  }
  const discount = numbers(columns.discount);
  const shares = discount !== null && isShare(discount);
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const worth = (quantity ? quantity[row]! : 1) * price[row]!;
    const off = discount ? discount[row]! : 0;
    out[row] = !(off > 0) ? worth : shares ? worth * (1 - off) : worth - off;
  }
  const key = `derive:amount.${quantity ? 'product' : 'price'}${discount ? (shares ? 'Share' : 'Less') : ''}`;
  return { amounts: out, said: { key }, priced: true, pieces: out };
}

const isShare = (values: Float64Array): boolean => {
  let some = false;
  for (const value of values) {
    if (value < 0 || value > 1) return false;
    if (value > 0 && value < 1) some = true;
  }
  return some;
};

/** Orders of several lines that must agree before an amount is taken for an order's total. */
const ENOUGH_ORDERS = 20;

/** Whether the amount is repeated on every line of an order: then it is the order's and not the line's. */
function isOrderTotal(amount: Float64Array, codes: Int32Array, orders: number): boolean {
  const first = new Float64Array(orders).fill(NaN);
  const lines = new Int32Array(orders);
  const differs = new Uint8Array(orders);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) continue;
    if (lines[code]!++ === 0) first[code] = amount[row]!;
    else if (first[code] !== amount[row]!) differs[code] = 1;
  }
  let several = 0;
  let equal = 0;
  const amounts = new Set<number>();
  for (let code = 0; code < orders; code++) {
    if (lines[code]! < 2) continue;
    several++;
    if (differs[code] === 0) equal++;
    if (amounts.size < 6) amounts.add(first[code]!);
  }
  return several >= ENOUGH_ORDERS && equal >= several * 0.98 && amounts.size > 5;
}

/**
 * The amount of its order on every line, when it stands on the first line of an order and on no further one; null where it
 * does not.
 */
function onFirstLine(amount: Float64Array, codes: Int32Array, orders: number): Float64Array | null {
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
  if (several < ENOUGH_ORDERS || once < several * 0.98) return null;
  return amount.map((value, row) => (codes[row]! < 0 || value === value ? value : first[codes[row]!]!));
}

function oncePerOrder(amount: Float64Array, codes: Int32Array, orders: number): Float64Array {
  const seen = new Uint8Array(orders);
  return amount.map((value, row) => {
    const code = codes[row]!;
    if (code < 0) return value;
    if (seen[code] === 1) return 0;
    seen[code] = 1;
    return value;
  });
}

/** Whether a single line looks returned or cancelled: for showing it; {@link readSales} decides with all lines in view. */
export function looksReturned(line: {
  readonly order: string | null;
  readonly quantity: number | null;
  readonly amount: number | null;
  readonly status: string | null;
  readonly refund: number | null;
}): boolean {
  if (line.status !== null && meansReturned(line.status)) return true;
  if ((line.quantity ?? 0) < 0 || (line.amount ?? 0) < 0) return true;
  return (line.refund ?? 0) > 0 && (line.amount ?? 0) <= CENT;
}
