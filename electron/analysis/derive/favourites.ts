import { codesOf, DAY } from './columns.ts';
import type { OrderSums } from './orders.ts';
import type { FactSource } from './types.ts';
import type { MappingField } from '../../../shared/domain.ts';

/** What each customer has most of. Arrays of length n. */
export interface Favourites {
  /** values that are someone's favourite */
  readonly values: readonly string[];
  /** -1: none */
  readonly codes: Int32Array;
  /** share of the favourite among all with a value; NaN with fewer than two */
  readonly share: Float64Array;
  readonly sources: readonly number[];
}

/** Pieces of evidence: the customer (0-based) and the value of each; -1 in either: none. */
interface Votes {
  readonly customers: Int32Array;
  readonly codes: Int32Array;
  readonly values: readonly string[];
}

/** The value each customer has most often; of equally frequent ones the one that came first. */
function favouritesOf(votes: Votes, n: number): Omit<Favourites, 'sources'> {
  const { offsets, codes: of } = groupCodes(votes, n);
  const counts = new Int32Array(votes.values.length);
  const best = new Int32Array(n).fill(-1);
  const share = new Float64Array(n).fill(NaN);
  for (let c = 0; c < n; c++) {
    const [from, to] = [offsets[c]!, offsets[c + 1]!];
    if (from === to) continue;
    for (let i = from; i < to; i++) counts[of[i]!]!++;
    let most = 0;
    for (let i = from; i < to; i++) {
      const code = of[i]!;
      if (counts[code]! <= most) continue;
      most = counts[code]!;
      best[c] = code;
    }
    if (to - from >= 2) share[c] = most / (to - from);
    for (let i = from; i < to; i++) counts[of[i]!] = 0;
  }
  const place = new Int32Array(votes.values.length).fill(-1);
  const values: string[] = [];
  const codes = best.map((code) => {
    if (code < 0) return -1;
    if (place[code]! < 0) place[code] = values.push(votes.values[code]!) - 1;
    return place[code]!;
  });
  return { values, codes, share };
}

/** Codes of each customer side by side, in their order: customer c has those from `offsets[c]` up to `offsets[c + 1]`. */
function groupCodes({ customers, codes }: Votes, n: number): { offsets: Int32Array; codes: Int32Array } {
  const offsets = new Int32Array(n + 1);
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0 && customers[i]! >= 0) offsets[customers[i]! + 1]!++;
  for (let c = 0; c < n; c++) offsets[c + 1] = offsets[c + 1]! + offsets[c]!;
  const next = offsets.slice(0, n);
  const grouped = new Int32Array(offsets[n]!);
  for (let i = 0; i < codes.length; i++) {
    const customer = customers[i]!;
    if (codes[i]! >= 0 && customer >= 0) grouped[next[customer]!++] = codes[i]!;
  }
  return { offsets, codes: grouped };
}

/**
 * Favourite values of a field over the facts that have it, by its own columns or by lists of things; null when none has.
 * @param customerOf customer (0-based) of a row, -1: does not count
 */
export function favouriteField(
  facts: readonly FactSource[],
  field: MappingField,
  n: number,
  customerOf: (fact: number, row: number) => number,
): Favourites | null {
  const having = facts.flatMap((fact, i) => {
    const lookedUp = fact.lookedUp?.[field];
    const codes = lookedUp ?? (fact.columns[field] && codesOf(fact.columns[field]));
    return codes ? [{ fact, i, own: codes, from: lookedUp?.sources ?? [] }] : [];
  });
  if (having.length === 0) return null;
  const rows = having.reduce((sum, { fact }) => sum + fact.rows, 0);
  const customers = new Int32Array(rows);
  const codes = new Int32Array(rows);
  const values: string[] = [];
  const known = new Map<string, number>();
  let at = 0;
  for (const { fact, i, own } of having) {
    const place = own.values.map((value) => {
      if (value === null || value === '') return -1;
      let code = known.get(value);
      if (code === undefined) {
        known.set(value, (code = values.length));
        values.push(value);
      }
      return code;
    });
    for (let row = 0; row < fact.rows; row++, at++) {
      const code = own.codes[row]!;
      codes[at] = code < 0 ? -1 : place[code]!;
      customers[at] = customerOf(i, row);
    }
  }
  const sources = new Set(having.flatMap(({ fact, from }) => [fact.id, ...from]));
  return { ...favouritesOf({ customers, codes, values }, n), sources: [...sources] };
}

/** Favourite values of what orders have in common on all lines (channel): each order counts once, by its first line. */
export function favouriteOfOrders(
  facts: readonly FactSource[],
  sums: OrderSums,
  field: MappingField,
): Favourites | null {
  const seen = new Uint8Array(sums.list.count);
  return favouriteField(facts, field, sums.n, (fact, row) => {
    const order = sums.orderOf[fact]![row]!;
    if (order < 0 || seen[order] === 1) return -1;
    seen[order] = 1;
    return sums.list.customers[order]!;
  });
}

/** Hours at which a band of the day begins; the last one goes on to midnight and before the first it is night. */
const BANDS = [6, 11, 14, 18, 22];
/** Bands of the day, in the order of the codes: keys of `derive:band.*`. */
export const BAND_NAMES = ['night', 'morning', 'midday', 'afternoon', 'evening'] as const;
/** Weekdays, Monday first: keys of `derive:weekday.*`. */
export const WEEKDAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Band of a time: 0 night (22 to 6), 1 morning, 2 midday, 3 afternoon, 4 evening. */
function bandOf(time: number): number {
  const hour = Math.floor((((time % DAY) + DAY) % DAY) / 3_600_000);
  return BANDS.filter((from) => hour >= from).length % BANDS.length;
}

/** Weekday of a time: 0 Monday … 6 Sunday. */
const weekdayOf = (time: number): number => (((Math.floor(time / DAY) + 3) % 7) + 7) % 7;

/** Favourite weekday and band of the day of orders by their first time; no bands where most times are midnight: days without a time. */
export function favouriteTimes(sums: OrderSums): {
  weekday: Omit<Favourites, 'sources'> | null;
  band: Omit<Favourites, 'sources'> | null;
} {
  const { customers, times } = sums.list;
  let dated = 0;
  let timed = 0;
  for (const time of times) {
    if (Number.isNaN(time)) continue;
    dated++;
    if (time % DAY !== 0) timed++;
  }
  if (dated === 0) return { weekday: null, band: null };
  const by = (names: readonly string[], code: (time: number) => number) => {
    const codes = Int32Array.from(times, (time) => (Number.isNaN(time) ? -1 : code(time)));
    const found = favouritesOf({ customers, codes, values: names }, sums.n);
    // all of them are levels, in their order
    const place = found.values.map((value) => names.indexOf(value));
    return { ...found, values: names, codes: found.codes.map((at) => (at < 0 ? -1 : place[at]!)) };
  };
  return { weekday: by(WEEKDAY_NAMES, weekdayOf), band: timed * 2 > dated ? by(BAND_NAMES, bandOf) : null };
}
