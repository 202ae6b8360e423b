import {
  type MoneyReport,
  type SourceMoney,
  STATUSES_LISTED,
  type StatusRead,
  type DeriveOptions,
} from '../../../../shared/contract/derive.ts';
import type { Said } from '../../../../shared/domain.ts';
import type { OrderSums } from '../orders.ts';
import type { FactSource } from '../types.ts';
import { numbersOf, oncePerOrder } from './amounts.ts';
import type { MainCurrency } from './currency.ts';
import type { ReadSales } from './read.ts';
import { NOBODY, RETURN, SALE, UNSOLD } from './states.ts';

/**
 * How money was made: a sentence a source, what was left out of the sum and what it came to, totals by currency, and what each
 * status was read as.
 * @param facts the sources whose amounts count, in the order of `sums.reads`
 */
export function moneyReport(
  facts: readonly FactSource[],
  sums: OrderSums,
  options: DeriveOptions,
  main: MainCurrency,
): MoneyReport {
  const sources = facts.map((fact, i) => sourceMoney(fact, sums.reads[i]!, options, main));
  const total = (part: (source: SourceMoney['left']) => number) =>
    sources.reduce((sum, { left }) => sum + part(left), 0);
  const { reads } = sums;
  return {
    sources,
    lowered: {
      n: reads.reduce((sum, { lowered }) => sum + lowered.lines, 0),
      amount: total(({ refunds }) => refunds),
    },
    cancelled: {
      n: reads.reduce((sum, { cancelled }) => sum + cancelled.orders, 0),
      amount: total(({ cancelled }) => cancelled),
    },
    unbelievable: reads.reduce((sum, { unbelievable }) => sum + unbelievable, 0),
    statuses: statusesRead(facts, reads),
    currencies: currencyTotals(facts, reads),
    currency: main.code,
    rates: options.sales.currency.rates,
  };
}

function sourceMoney(fact: FactSource, read: ReadSales, options: DeriveOptions, main: MainCurrency): SourceMoney {
  const { states, amounts } = read;
  const left = { refunds: read.lowered.amount, cancelled: read.cancelled.amount, returned: 0, credited: 0 };
  let [revenue, sales, unsold, nobody] = [0, 0, 0, 0];
  for (let row = 0; row < fact.rows; row++) {
    const worth = amounts[row]!;
    const state = states[row]!;
    if (state === SALE) sales++;
    if (Number.isNaN(worth)) continue;
    if (state === SALE) revenue += worth;
    else if (state === UNSOLD) unsold += worth;
    else if (state === NOBODY) nobody += worth;
    else if (state === RETURN) {
      if (worth > 0) left.returned += worth;
      else left.credited -= worth;
    }
  }
  if (options.sales.returns === 'subtract') {
    revenue -= left.credited;
    left.credited = 0;
  }
  const shipping = shippingOf(fact, read);
  return {
    sourceId: fact.id,
    name: fact.name,
    said: sentence(fact, read, options, shipping !== null, main.code),
    revenue,
    sales,
    left: { ...left, unsold, nobody, shipping: shipping ?? 0 },
  };
}

/** Shipping of the sales, once an order where it is repeated on its lines; null without such a column. */
function shippingOf({ columns, rows }: FactSource, { states, order, factors }: ReadSales): number | null {
  const shipping = numbersOf(columns.shipping);
  if (!shipping) return null;
  const once = order ? oncePerOrder(shipping, order) : shipping;
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    const worth = once[row]! * (factors ? factors[row]! : 1);
    if (states[row] === SALE && worth > 0) sum += worth;
  }
  return sum;
}

/** One sentence on how the money of a source was made: what is added up, what was taken off, and whether shipping is in it. */
function sentence(
  { columns, names }: FactSource,
  read: ReadSales,
  options: DeriveOptions,
  ships: boolean,
  main: string | null,
): Said {
  if (!read.priced) return { key: 'derive:money.none' };
  const { returns, refunds } = options.sales;
  const parts: string[] = [];
  if (columns.refund)
    parts.push(read.lowered.lines > 0 ? 'refundsOff' : refunds === 'taken' ? 'refundsTaken' : 'refundsNone');
  if (read.cancelled.orders > 0) parts.push('creditsOff');
  if (read.states.includes(RETURN)) parts.push(returns === 'subtract' ? 'returnsOff' : 'returnsOut');
  if (read.states.includes(UNSOLD)) parts.push('unsoldOut');
  const several = (read.currencies?.names.length ?? 0) > 1;
  const made = !columns.amount;
  parts.push(made ? 'shippingOut' : ships ? 'shippingColumn' : 'shippingAsIs');
  return {
    key: 'derive:money.sentence',
    values: {
      sum: {
        ...read.amountSaid,
        key: read.amountSaid.key.replace('amount.', 'sum.'),
        values: { column: names?.amount ?? names?.price ?? '' },
      },
      // clauses of their own: a list would join the last two by a word that joins nouns
      parts: [
        ...parts.map((part): Said => ({ key: `derive:money.${part}` })),
        ...(several && main !== null ? [{ key: 'derive:money.oneCurrency', values: { currency: main } }] : []),
      ].reduceRight((rest, first): Said => ({ key: 'derive:money.and', values: { first, rest } })),
    },
  };
}

/** What each value of the status columns was read as, the unread ones first, then the commonest. */
function statusesRead(facts: readonly FactSource[], reads: readonly ReadSales[]): StatusRead[] {
  const found = new Map<string, StatusRead>();
  facts.forEach(({ customers, columns }, i) => {
    const { statuses } = reads[i]!;
    if (!statuses) return;
    const lines = new Int32Array(statuses.reads.length);
    for (let row = 0; row < customers.length; row++) {
      const code = statuses.codes[row]!;
      if (code >= 0) lines[code]!++;
    }
    statuses.reads.forEach((read, code) => {
      if (!read || lines[code] === 0) return;
      // what was lowered by a column of refunds needs no word
      const as = read.as === 'partly' && columns.refund?.kind === 'number' ? 'sale' : read.as;
      const known = found.get(read.value);
      found.set(read.value, { ...read, as, lines: (known?.lines ?? 0) + lines[code]! });
    });
  });
  const open = ({ as }: StatusRead) => (as === 'unknown' || as === 'partly' ? 0 : 1);
  return [...found.values()]
    .sort((a, b) => open(a) - open(b) || b.lines - a.lines || (a.value < b.value ? -1 : 1))
    .slice(0, STATUSES_LISTED);
}

/** Sales and their sums by currency, each in its own, the commonest first; empty where no row says one. */
function currencyTotals(facts: readonly FactSource[], reads: readonly ReadSales[]): MoneyReport['currencies'] {
  const totals = new Map<string, { lines: number; amount: number }>();
  facts.forEach((fact, i) => {
    const { currencies, states, own } = reads[i]!;
    if (!currencies) return;
    for (let row = 0; row < fact.rows; row++) {
      if (states[row] !== SALE) continue;
      const at = currencies.codes[row]!;
      const name = at < 0 ? '' : currencies.names[at]!;
      let total = totals.get(name);
      if (!total) totals.set(name, (total = { lines: 0, amount: 0 }));
      total.lines++;
      if (!Number.isNaN(own[row]!)) total.amount += own[row]!;
    }
  });
  return [...totals]
    .map(([currency, total]) => ({ currency: currency === '' ? null : currency, ...total }))
    .sort((a, b) => b.lines - a.lines || ((a.currency ?? '') < (b.currency ?? '') ? -1 : 1));
}
