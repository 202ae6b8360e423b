import type { Cutoffs, DeriveOptions } from '../../../shared/contract/derive.ts';
import type { Said } from '../../../shared/domain.ts';
import { DAY } from './columns.ts';
import { groupRows, type OrderSums } from './orders.ts';

/** How regularly customers buy: arrays of length n. */
export interface Rhythm {
  /** median days between consecutive purchase days; NaN with fewer than two */
  readonly median: Float64Array;
  /** standard deviation (n − 1) over mean of those intervals; NaN with fewer than three intervals */
  readonly variation: Float64Array;
  /** all intervals of all customers in days, sorted */
  readonly intervals: Float64Array;
}

/** Intervals that are needed before a customer's rhythm is called regular or not. */
const FOR_VARIATION = 3;

/** Days between purchases; several orders of one day are one purchase. */
export function rhythmOf({ n, list }: OrderSums): Rhythm {
  const { offsets, rows } = groupRows(n, list.customers);
  const median = new Float64Array(n).fill(NaN);
  const variation = new Float64Array(n).fill(NaN);
  const intervals = new Float64Array(list.count);
  const scratch = new Float64Array(list.count);
  let all = 0;
  for (let c = 0; c < n; c++) {
    let days = 0;
    for (let i = offsets[c]!; i < offsets[c + 1]!; i++) {
      const time = list.times[rows[i]!]!;
      if (time === time) scratch[days++] = Math.floor(time / DAY);
    }
    if (days < 2) continue;
    const sorted = scratch.subarray(0, days).sort();
    const own = intervals.subarray(all);
    let gaps = 0;
    for (let i = 1; i < days; i++) {
      const gap = sorted[i]! - sorted[i - 1]!;
      if (gap > 0) own[gaps++] = gap;
    }
    if (gaps === 0) continue;
    const sortedGaps = own.subarray(0, gaps).sort();
    all += gaps;
    median[c] = middle(sortedGaps);
    if (gaps >= FOR_VARIATION) variation[c] = coefficient(sortedGaps);
  }
  return { median, variation, intervals: intervals.slice(0, all).sort() };
}

const middle = (sorted: Float64Array): number => {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
};

function coefficient(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1)) / mean;
}

/** Fewer intervals than this say nothing about when a customer is late. */
const ENOUGH = 20;
/** Days without enough purchases to go by. */
const USUAL: Cutoffs = { new: 30, active: 90, dormant: 180 };

/**
 * Days of the lifecycle: those that were asked for, else from the intervals between purchases: nine of ten repeat purchases came within
 * `active` days and 99 of 100 within `dormant` days; `new` is as long as `active`, since a first purchase so recent cannot have been
 * followed by a late second one.
 */
export function cutoffsOf({ intervals }: Rhythm, { cutoffs }: DeriveOptions): { cutoffs: Cutoffs; said: Said } {
  const enough = intervals.length >= ENOUGH;
  const active = Math.max(1, cutoffs.active ?? (enough ? percentile(intervals, 0.9) : USUAL.active));
  const dormant = cutoffs.dormant ?? (enough ? percentile(intervals, 0.99) : USUAL.dormant);
  const found = {
    active,
    dormant: Math.max(active, dormant === active && cutoffs.dormant === null ? active * 2 : dormant),
    new: cutoffs.new ?? (enough ? active : Math.min(active, USUAL.new)),
  };
  const set = cutoffs.active !== null && cutoffs.dormant !== null && cutoffs.new !== null;
  const key = set ? 'set' : enough ? 'data' : 'usual';
  return { cutoffs: found, said: { key: `derive:cutoffs.${key}`, values: { ...found, n: intervals.length } } };
}

/** The smallest value that at least a share of the values does not exceed. */
const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!;

/** 0 new, 1 active, 2 dormant, 3 lost; -1: no dated purchase. Arrays of length n, in days. */
export function stagesOf(recency: Float64Array, tenure: Float64Array, cutoffs: Cutoffs): Int32Array {
  return Int32Array.from(recency, (days, c) => {
    if (Number.isNaN(days)) return -1;
    if (tenure[c]! <= cutoffs.new) return 0;
    return days <= cutoffs.active ? 1 : days <= cutoffs.dormant ? 2 : 3;
  });
}
