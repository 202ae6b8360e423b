import type { DeriveOptions } from '../../../shared/contract/derive.ts';
import { DAY } from './columns.ts';
import type { MainCurrency } from './sales/currency.ts';
import { readSales, type ReadSales } from './sales/read.ts';
import { CANCELLED, FREE, NOBODY, RETURN, SALE, UNSOLD } from './sales/states.ts';
import type { FactSource } from './types.ts';

/** Sums over the orders of each customer; arrays have length n and begin with customer 1. */
export interface OrderSums {
  readonly n: number;
  readonly sources: readonly number[];
  readonly lines: { sales: number; returns: number; free: number; unsold: number; nobody: number; undated: number };
  readonly signs: number;
  readonly revenue: number;
  /** distinct orders; 0: none */
  readonly orders: Int32Array;
  /** of them those without an amount in the main currency */
  readonly foreign: Int32Array;
  /** sum of the amounts of sales in the main currency, less returns where that was asked for */
  readonly amount: Float64Array;
  /** milliseconds; NaN without a dated sale */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** lines sold, lines returned, lines with a discount */
  readonly sold: Int32Array;
  readonly returned: Int32Array;
  readonly discounted: Int32Array;
  /** pieces sold */
  readonly pieces: Float64Array;
  /** newest dated sale; NaN: none */
  readonly newest: number;
  /** orders in the order in which they were met: their customer (0-based) and first time */
  readonly list: { readonly count: number; readonly customers: Int32Array; readonly times: Float64Array };
  /** the order of each row by source, -1: no sale */
  readonly orderOf: readonly Int32Array[];
  readonly reads: readonly ReadSales[];
  readonly priced: boolean;
  readonly counted: boolean;
  readonly hasDiscount: boolean;
  readonly hasReturns: boolean;
}

/**
 * Read all lines of order sources once and sum them by customer. An order is a distinct order id of a customer; without ids
 * a distinct day of a customer; without either each line.
 * @param n customers
 * @param main the currency of the amounts
 */
export function sumOrders(
  facts: readonly FactSource[],
  n: number,
  options: DeriveOptions,
  main: MainCurrency,
): OrderSums {
  const rows = facts.reduce((sum, fact) => sum + fact.rows, 0);
  const lines = { sales: 0, returns: 0, free: 0, unsold: 0, nobody: 0, undated: 0 };
  const orders = new Int32Array(n);
  const foreign = new Int32Array(n);
  const amount = new Float64Array(n);
  const first = new Float64Array(n).fill(NaN);
  const last = new Float64Array(n).fill(NaN);
  const sold = new Int32Array(n);
  const returned = new Int32Array(n);
  const discounted = new Int32Array(n);
  const pieces = new Float64Array(n);
  const listCustomers = new Int32Array(rows);
  const listTimes = new Float64Array(rows);
  const net = options.sales.returns === 'subtract';
  let count = 0;
  let newest = NaN;
  let revenue = 0;
  let signs = 0;
  const reads: ReadSales[] = [];
  const orderOf: Int32Array[] = [];
  for (const fact of facts) {
    const read = readSales(fact, options, main);
    const { states, amounts, date, quantity } = read;
    const numbers = new Orders(read, n);
    const of = new Int32Array(fact.rows).fill(-1);
    const off = discountsOf(fact);
    signs |= read.signs;
    for (let row = 0; row < fact.rows; row++) {
      const state = states[row]!;
      if (state !== SALE) {
        if (state === NOBODY) lines.nobody++;
        else if (state === CANCELLED) lines.returns++;
        else if (state === RETURN) {
          const at = fact.customers[row]! - 1;
          lines.returns++;
          returned[at] = returned[at]! + 1;
          if (net && amounts[row]! < 0) amount[at] = amount[at]! + amounts[row]!;
        } else if (state === FREE) lines.free++;
        else if (state === UNSOLD) lines.unsold++;
        continue;
      }
      lines.sales++;
      const at = fact.customers[row]! - 1;
      const time = date ? date[row]! : NaN;
      const worth = amounts[row]!;
      if (worth === worth) {
        amount[at] = amount[at]! + worth;
        revenue += worth;
      }
      sold[at] = sold[at]! + 1;
      pieces[at] = pieces[at]! + (quantity ? (quantity[row]! > 0 ? quantity[row]! : 0) : 1);
      if (off?.[row] === 1) discounted[at] = discounted[at]! + 1;
      if (time === time) {
        if (!(first[at]! <= time)) first[at] = time;
        if (!(last[at]! >= time)) last[at] = time;
        if (!(newest >= time)) newest = time;
      } else lines.undated++;
      const known = numbers.find(row, at, time);
      const number = known < 0 ? count++ : known;
      if (known < 0) {
        numbers.keep(number);
        listCustomers[number] = at;
        listTimes[number] = time;
        orders[at] = orders[at]! + 1;
        if (read.factors && Number.isNaN(read.factors[row]!)) foreign[at] = foreign[at]! + 1;
      } else if (time < listTimes[number]!) listTimes[number] = time;
      of[row] = number;
    }
    reads.push(read);
    orderOf.push(of);
  }
  if (net) revenue = amount.reduce((sum, value, c) => (orders[c]! > 0 ? sum + value : sum), 0);
  return {
    n,
    sources: facts.map(({ id }) => id),
    lines,
    signs,
    revenue,
    orders,
    foreign,
    amount,
    first,
    last,
    sold,
    returned,
    discounted,
    pieces,
    newest,
    list: { count, customers: listCustomers.subarray(0, count), times: listTimes.subarray(0, count) },
    orderOf,
    reads,
    priced: reads.some(({ priced }) => priced),
    counted: reads.some(({ quantity }) => quantity !== null),
    hasDiscount: facts.some(({ columns }) => columns.discount !== undefined),
    hasReturns: lines.returns > 0,
  };
}

/** Numbers orders of one source. A look-up that fails is followed by `keep` with the new number. */
class Orders {
  private readonly read: ReadSales;
  private readonly n: number;
  /** by order code: the customer who was met first, and the number given */
  private readonly owner: Int32Array;
  private readonly number: Int32Array;
  /** orders of a second customer under one id, and days where there are no ids: code or day times n plus customer */
  private readonly others = new Map<number, number>();
  private readonly days = new Map<number, number>();
  private pending: (number: number) => void = () => undefined;

  constructor(read: ReadSales, n: number) {
    const codes = read.order?.values.length ?? 0;
    this.read = read;
    this.n = n;
    this.owner = new Int32Array(codes).fill(-1);
    this.number = new Int32Array(codes).fill(-1);
  }

  find(row: number, customer: number, time: number): number {
    const { order } = this.read;
    const code = order ? order.codes[row]! : -1;
    if (code >= 0 && order!.values[code] !== null) {
      const owner = this.owner[code]!;
      if (owner === customer) return this.number[code]!;
      if (owner >= 0) return this.lookUp(this.others, code * this.n + customer);
      this.owner[code] = customer;
      this.pending = (number) => (this.number[code] = number);
      return -1;
    }
    if (time !== time) {
      this.pending = () => undefined;
      return -1;
    }
    return this.lookUp(this.days, Math.floor(time / DAY) * this.n + customer);
  }

  keep(number: number): void {
    this.pending(number);
  }

  private lookUp(map: Map<number, number>, key: number): number {
    const number = map.get(key);
    if (number !== undefined) return number;
    this.pending = (made) => void map.set(key, made);
    return -1;
  }
}

const NO = /^(?:|0|no|none|n|false|否|无|没有|未使用|-)$/i;

/** 1 for each row with a discount; null without such a column. */
function discountsOf({ columns }: FactSource): Uint8Array | null {
  const column = columns.discount;
  if (!column || column.kind === 'date') return null;
  if (column.kind === 'number')
    return Uint8Array.from(column.values, (value) => (value !== 0 && value === value ? 1 : 0));
  const flags = column.values.map((word) => (word !== null && !NO.test(word.trim()) ? 1 : 0));
  return Uint8Array.from(column.codes, (code) => (code < 0 ? 0 : flags[code]!));
}

/** Rows of each customer one after the other: those of customer c are `rows[offsets[c]] … rows[offsets[c + 1] - 1]`, in order. */
export interface Grouped {
  readonly offsets: Int32Array;
  readonly rows: Int32Array;
}

/** Group rows by customer (0-based; negative: left out), keeping their order: a counting sort. */
export function groupRows(n: number, customers: Int32Array): Grouped {
  const offsets = new Int32Array(n + 1);
  for (const customer of customers) if (customer >= 0) offsets[customer + 1]!++;
  for (let c = 0; c < n; c++) offsets[c + 1] = offsets[c + 1]! + offsets[c]!;
  const rows = new Int32Array(offsets[n]!);
  const next = offsets.slice(0, n);
  for (let i = 0; i < customers.length; i++) if (customers[i]! >= 0) rows[next[customers[i]!]!++] = i;
  return { offsets, rows };
}
