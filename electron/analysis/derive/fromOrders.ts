import type { Cutoffs, DeriveOptions, DeriveReport } from '../../../shared/contract/derive.ts';
import type { Dimension, Lang, MappingField, Said } from '../../../shared/domain.ts';
import { sayIn } from '../../../shared/locales/index.ts';
import { numberToDate } from '../../../shared/values.ts';
import { DAY, dateColumn, numberColumn, shareColumn, wordColumn } from './columns.ts';
import {
  BAND_NAMES,
  favouriteField,
  favouriteOfOrders,
  type Favourites,
  favouriteTimes,
  WEEKDAY_NAMES,
} from './favourites.ts';
import { type OrderSums, sumOrders } from './orders.ts';
import { cutoffsOf, rhythmOf, stagesOf } from './rhythm.ts';
import { type MainCurrency, mainCurrency } from './sales/currency.ts';
import { moneyReport } from './sales/money.ts';
import { SALE, SIGNS } from './sales/states.ts';
import { cells, scores } from './scores.ts';
import type { DerivedColumn, FactSource } from './types.ts';

/** Attributes from orders, with what was decided on the way. */
export interface FromOrders {
  readonly columns: DerivedColumn[];
  readonly sales: DeriveReport['sales'];
  readonly reference: number;
  readonly cutoffs: { cutoffs: Cutoffs; said: Said } | null;
}

/** Stages of the lifecycle in the order of the codes: keys of `derive:stage.*`. */
const STAGES = ['new', 'active', 'dormant', 'lost'] as const;

/** Derive everything that orders tell. */
export function fromOrders(facts: readonly FactSource[], n: number, options: DeriveOptions, lang: Lang): FromOrders {
  const { totals, details } = partedOrders(facts);
  const main = mainCurrency(totals, options);
  const sums = sumOrders(totals, n, options, main);
  const reference = referenceOf(sums, options);
  const columns: DerivedColumn[] = [];
  const dated = !Number.isNaN(sums.newest);
  const { sources } = sums;
  const orders = Float64Array.from(sums.orders, (count) => (count === 0 ? NaN : count));
  // orders whose amount is known in the currency of the attributes
  const known = sums.orders.map((count, c) => count - sums.foreign[c]!);
  const amount = sums.amount.map((value, c) => (known[c]! <= 0 ? NaN : value));
  const money = unitOf(totals, main);
  // days of the calendar; orders after a reference that was set are of that day
  const since = (times: Float64Array) =>
    times.map((time) => Math.max(0, Math.floor(reference / DAY) - Math.floor(time / DAY)));
  const recency = since(sums.last);
  const tenure = since(sums.first);
  let cutoffs: FromOrders['cutoffs'] = null;
  const date = dated || options.reference !== null ? numberToDate(reference) : '';
  const part = (key: string, dimension: Dimension, formula: string, explain?: Said['values']) => ({
    key,
    dimension,
    formula,
    sources,
    ...(explain === undefined ? {} : { explain }),
  });
  if (dated)
    columns.push(numberColumn(part('recency', 'lifecycle', 'days(max(order.date), reference())', { date }), recency));
  columns.push(numberColumn(part('frequency', 'behaviour', countFormula(totals)), orders));
  const made = moneyReport(totals, sums, options, main);
  if (sums.priced)
    columns.push({
      ...numberColumn(part('monetary', 'consumption', 'sum(order.amount)'), amount, money),
      explain: { key: 'derive:explain.monetaryHow', values: { how: made.sources.map(({ said }) => said) } },
    });
  columns.push(...scored(options, dated ? recency : null, orders, sums.priced ? amount : null, part, sources));
  if (dated) {
    columns.push(
      dateColumn(part('firstPurchase', 'lifecycle', 'min(order.date)'), days(sums.first)),
      dateColumn(part('lastPurchase', 'lifecycle', 'max(order.date)'), days(sums.last)),
      numberColumn(part('tenure', 'lifecycle', 'days(min(order.date), reference())', { date }), tenure),
    );
  }
  if (sums.priced)
    columns.push(
      numberColumn(
        part('basket', 'consumption', 'monetary / frequency'),
        amount.map((value, c) => value / known[c]!),
        money,
      ),
    );
  if (sums.counted || severalLines(sums))
    columns.push(
      numberColumn(
        part('items', 'consumption', `${sums.counted ? 'sum(order.quantity)' : 'count(lines)'} / frequency`),
        sums.pieces.map((pieces, c) => pieces / orders[c]!),
      ),
    );
  columns.push(...favourites(totals, details, sums, options, main, lang));
  if (dated) {
    const rhythm = rhythmOf(sums);
    cutoffs = cutoffsOf(rhythm, options);
    columns.push(
      numberColumn(part('interval', 'behaviour', 'median(days between purchases)'), rhythm.median),
      numberColumn(
        part('regularity', 'behaviour', 'sd(days between purchases) / mean(days between purchases)'),
        rhythm.variation,
      ),
      wordColumn(
        part('lifecycle', 'lifecycle', lifecycleFormula(cutoffs.cutoffs), { ...cutoffs.cutoffs }),
        STAGES.map((stage) => sayIn(lang, { key: `derive:stage.${stage}` })),
        stagesOf(recency, tenure, cutoffs.cutoffs),
        true,
      ),
    );
  }
  if (sums.hasDiscount)
    columns.push(
      shareColumn(
        part('discountShare', 'consumption', 'share(lines, discount > 0)'),
        ratio(sums.discounted, sums.sold),
      ),
    );
  if (sums.hasReturns)
    columns.push(
      shareColumn(
        part('returnRate', 'consumption', 'returned / (sold + returned)'),
        ratio(
          sums.returned,
          sums.sold.map((sold, c) => sold + sums.returned[c]!),
        ),
      ),
    );
  return { columns, sales: { ...reportOf(sums, totals), money: made }, reference, cutoffs };
}

/**
 * The day to which recency counts, its midnight in milliseconds: the one that was set, else the day of the last sale, and the day
 * after it where no sale has a time of day. NaN without a date.
 */
function referenceOf({ newest, reads }: OrderSums, { reference }: DeriveOptions): number {
  if (reference !== null) return Date.parse(`${reference}T00:00:00Z`);
  const timed = reads.some(({ date }) => date?.some((time) => time % DAY !== 0 && time === time));
  return (Math.floor(newest / DAY) + (timed ? 0 : 1)) * DAY;
}

/** The unit of the money: as the files write it, or the code of the currency where they hold several. */
function unitOf(facts: readonly FactSource[], { code }: MainCurrency): string | undefined {
  const units = facts.flatMap(({ columns }) => {
    const column = columns.amount ?? columns.price;
    return column?.kind === 'number' ? [column.unit] : [];
  });
  const several = facts.some(({ columns }) => columns.currency) || new Set(units).size > 1;
  return several && code !== null ? code : units.find((unit) => unit !== undefined);
}

/** Days, without the time. */
const days = (times: Float64Array): Float64Array => times.map((time) => Math.floor(time / DAY) * DAY);

const ratio = (part: Int32Array, whole: Int32Array): Float64Array =>
  Float64Array.from(part, (value, c) => (whole[c] === 0 ? NaN : value / whole[c]!));

const severalLines = (sums: OrderSums): boolean => sums.lines.sales > sums.list.count;

const countFormula = (facts: readonly FactSource[]): string =>
  facts.some(({ columns }) => columns.order)
    ? 'count(distinct order.id)'
    : facts.some(({ columns }) => columns.date)
      ? 'count(distinct day(order.date))'
      : 'count(lines)';

const lifecycleFormula = ({ new: fresh, active, dormant }: Cutoffs): string =>
  `if(tenure <= ${String(fresh)}, "new", recency <= ${String(active)}, "active", recency <= ${String(dormant)}, "dormant", "lost")`;

type Part = (
  key: string,
  dimension: Dimension,
  formula: string,
  explain?: Said['values'],
) => Parameters<typeof numberColumn>[0];

function scored(
  { bins, ties }: DeriveOptions,
  recency: Float64Array | null,
  frequency: Float64Array,
  monetary: Float64Array | null,
  part: Part,
  sources: readonly number[],
): DerivedColumn[] {
  const score = (values: Float64Array, descending: boolean) => scores(values, bins, ties, descending);
  const [r, f, m] = [recency && score(recency, true), score(frequency, false), monetary && score(monetary, false)];
  const explain = { bins, ties: { key: `derive:ties.${ties}` } };
  const column = (key: string, dimension: Dimension, of: string, values: Float64Array) =>
    numberColumn(part(key, dimension, `score(${of}, ${String(bins)})`, explain), values);
  const columns: DerivedColumn[] = [];
  if (r) columns.push(column('recencyScore', 'lifecycle', '-recency', r));
  columns.push(column('frequencyScore', 'behaviour', 'frequency', f));
  if (m) columns.push(column('monetaryScore', 'consumption', 'monetary', m));
  if (r && m) {
    const { values, codes } = cells([r, f, m], bins);
    const formula = 'concat(recencyScore, frequencyScore, monetaryScore)';
    columns.push(wordColumn({ key: 'rfm', dimension: 'consumption', formula, sources }, values, codes, false));
  }
  return columns;
}

function favourites(
  totals: readonly FactSource[],
  details: readonly FactSource[],
  sums: OrderSums,
  options: DeriveOptions,
  main: MainCurrency,
  lang: Lang,
): DerivedColumn[] {
  const columns: DerivedColumn[] = [];
  const word = (key: string, dimension: Dimension, formula: string, found: Favourites, ordered = false) =>
    columns.push(wordColumn({ key, dimension, formula, sources: found.sources }, found.values, found.codes, ordered));
  const channel = favouriteOfOrders(totals, sums, 'channel');
  if (channel) word('channel', 'behaviour', 'mode(order.channel)', channel);
  const lines = details === totals ? sums : sumOrders(details, sums.n, options, main);
  const ofLines = (field: MappingField) =>
    favouriteField(details, field, sums.n, (fact, row) =>
      lines.reads[fact]!.states[row] === SALE ? details[fact]!.customers[row]! - 1 : -1,
    );
  const loyal = (key: string, of: string, found: Favourites) =>
    columns.push(
      shareColumn(
        { key, dimension: 'consumption', formula: `share(lines, ${of} = mode(${of}))`, sources: found.sources },
        found.share,
      ),
    );
  for (const field of ['category', 'item', 'brand'] as const) {
    const found = ofLines(field);
    if (!found) continue;
    word(field, 'consumption', `mode(order.${field})`, found);
    if (field !== 'item') loyal(`${field}Loyalty`, field, found);
  }
  const { weekday, band } = favouriteTimes(sums);
  const named = (group: string, names: readonly string[]) =>
    names.map((name) => sayIn(lang, { key: `derive:${group}.${name}` }));
  const { sources } = sums;
  if (weekday)
    word(
      'weekday',
      'behaviour',
      'mode(weekday(order.date))',
      { ...weekday, values: named('weekday', WEEKDAY_NAMES), sources },
      true,
    );
  if (band)
    word('hours', 'behaviour', 'mode(hour(order.date))', { ...band, values: named('band', BAND_NAMES), sources }, true);
  return columns;
}

/**
 * Files of orders and of their lines name the same orders: sums come from the orders where these have an amount, favourites from the
 * lines. Files with other order ids are added up.
 */
function partedOrders(facts: readonly FactSource[]): { totals: FactSource[]; details: FactSource[] } {
  const left = new Set<FactSource>();
  const right = new Set<FactSource>();
  for (const orders of facts) {
    if (orders.columns.item || !orders.columns.amount) continue;
    for (const lines of facts)
      if (lines !== orders && lines.columns.item && sameOrders(orders, lines)) {
        left.add(lines);
        right.add(orders);
      }
  }
  if (left.size === 0) {
    const all = [...facts];
    return { totals: all, details: all };
  }
  return { totals: facts.filter((fact) => !left.has(fact)), details: facts.filter((fact) => !right.has(fact)) };
}

function sameOrders(a: FactSource, b: FactSource): boolean {
  const [p, q] = [idsOf(a), idsOf(b)];
  if (p.size === 0 || q.size === 0) return false;
  const [small, large] = p.size <= q.size ? [p, q] : [q, p];
  let both = 0;
  for (const id of small) if (large.has(id)) both++;
  return both * 2 >= small.size;
}

function idsOf({ columns: { order } }: FactSource): Set<string> {
  if (!order) return new Set();
  const values = order.kind === 'category' ? order.values : Array.from(order.values, String);
  return new Set(values.filter((value): value is string => value !== null && value !== 'NaN'));
}

function reportOf(sums: OrderSums, facts: readonly FactSource[]): NonNullable<DeriveReport['sales']> {
  const { lines } = sums;
  return {
    lines: facts.reduce((sum, { rows }) => sum + rows, 0),
    ...lines,
    customers: sums.orders.reduce((sum, orders) => sum + (orders > 0 ? 1 : 0), 0),
    orders: sums.list.count,
    revenue: sums.revenue,
    signs: SIGNS.filter((_, i) => (sums.signs & (1 << i)) !== 0).map((sign) => ({ key: `derive:sign.${sign}` })),
    amount: sums.reads.find(({ priced }) => priced)?.amountSaid ?? { key: 'derive:amount.none' },
  };
}
