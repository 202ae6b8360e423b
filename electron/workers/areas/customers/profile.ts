import type { Profile } from '../../../../shared/contract/customers.ts';
import { dateToNumber } from '../../../../shared/values.ts';
import { maskText } from '../../../analysis/privacy/mask.ts';
import { areWhole, wholeBins, wholeSteps } from '../../../analysis/stats/bins.ts';
import { quantile } from '../../../analysis/stats/descriptive.ts';
import { type CustomerView, type ViewAttribute, valuesOf } from '../../../db/areas/customers/view.ts';
import type { ReadDb } from '../../../db/open.ts';

/** A profile without the attribute it is about. */
export type ProfileFigures = Omit<Profile, 'attribute'>;

const BINS = 24;
const MOST_VALUES = 50;

/**
 * The distribution of one attribute over the customers of a view.
 * @param closed personal data: counts only, no value is looked at
 */
export function profileView(db: ReadDb, view: CustomerView, attribute: ViewAttribute, closed: boolean): ProfileFigures {
  const numeric = !closed && (attribute.type === 'number' || attribute.type === 'date');
  return numeric ? profileNumbers(db, view, attribute) : profileTexts(db, view, attribute, closed);
}

function profileNumbers(db: ReadDb, view: CustomerView, attribute: ViewAttribute): ProfileFigures {
  let all = new Float64Array(1024);
  let count = 0;
  let missing = 0;
  for (const cell of valuesOf(db, view, attribute.column)) {
    const value = cell === null ? NaN : attribute.type === 'date' ? dateToNumber(String(cell)) : Number(cell);
    if (Number.isNaN(value)) {
      missing++;
      continue;
    }
    if (count === all.length) {
      const larger = new Float64Array(count * 2);
      larger.set(all);
      all = larger;
    }
    all[count++] = value;
  }
  const sorted = all.slice(0, count).sort();
  let distinct = 0;
  for (let i = 0; i < count; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
  return {
    n: count + missing,
    missing,
    distinct,
    numeric: count === 0 ? null : { ...moments(sorted), bins: binsOf(sorted, attribute.type === 'date') },
    values: null,
    others: 0,
  };
}

function moments(sorted: Float64Array): Omit<NonNullable<ProfileFigures['numeric']>, 'bins'> {
  let mean = 0;
  for (const value of sorted) mean += value;
  mean /= sorted.length;
  let m2 = 0;
  for (const value of sorted) m2 += (value - mean) ** 2;
  return {
    min: sorted[0]!,
    max: sorted[sorted.length - 1]!,
    mean,
    sd: sorted.length > 1 ? Math.sqrt(m2 / (sorted.length - 1)) : 0,
    quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)],
  };
}

type Bins = NonNullable<ProfileFigures['numeric']>['bins'];

/** Equal-width bins between the 1st and the 99th percentile; what lies beyond is counted in the first and the last. */
function binsOf(sorted: Float64Array, dates: boolean): Bins {
  let low = quantile(sorted, 0.01);
  let high = quantile(sorted, 0.99);
  if (!dates && areWhole(sorted)) {
    // few values stand each for themselves, rare ones too
    const [first, last] = [sorted[0]!, sorted[sorted.length - 1]!];
    if (last - first < BINS) return wholeBins(sorted, wholeSteps(first, last, BINS));
    return wholeBins(sorted, wholeSteps(Math.floor(low), Math.ceil(high), BINS));
  }
  if (high <= low) {
    low = sorted[0]!;
    high = sorted[sorted.length - 1]!;
  }
  if (high <= low) return [{ from: low, to: high, count: sorted.length }];
  // edges half between whole numbers are for whole numbers
  const bins = Number.isInteger(2 * low) && Number.isInteger((high - low) / BINS) ? BINS - 1 : BINS;
  return fill(sorted, low, (high - low) / bins, bins);
}

function fill(sorted: Float64Array, from: number, width: number, bins: number): Bins {
  const counts = new Float64Array(bins);
  for (const value of sorted) {
    const at = Math.max(0, Math.min(bins - 1, Math.floor((value - from) / width)));
    counts[at] = counts[at]! + 1;
  }
  return Array.from(counts, (count, i) => ({ from: from + i * width, to: from + (i + 1) * width, count }));
}

/** Values that are masked alike are counted as one. */
function maskedCounts(counts: ReadonlyMap<string, number>): Map<string, number> {
  const masked = new Map<string, number>();
  for (const [value, count] of counts) masked.set(maskText(value), (masked.get(maskText(value)) ?? 0) + count);
  return masked;
}

function profileTexts(db: ReadDb, view: CustomerView, attribute: ViewAttribute, closed: boolean): ProfileFigures {
  let counts = new Map<string, number>();
  let n = 0;
  let missing = 0;
  for (const cell of valuesOf(db, view, attribute.column)) {
    n++;
    if (cell === null) missing++;
    else counts.set(String(cell), (counts.get(String(cell)) ?? 0) + 1);
  }
  const distinct = counts.size;
  const silent = closed || attribute.type === 'text';
  if (!silent && attribute.type === 'category') counts = maskedCounts(counts);
  const rank = new Map((attribute.levels ?? []).map((level, i) => [maskText(level), i]));
  const order = [...counts].sort(
    ([a, p], [b, q]) => (rank.get(a) ?? Infinity) - (rank.get(b) ?? Infinity) || q - p || (a < b ? -1 : 1),
  );
  const shown = silent ? [] : order.slice(0, MOST_VALUES);
  const values = silent ? null : shown.map(([value, count]) => ({ value, count }));
  const told = shown.reduce((sum, [, count]) => sum + count, 0);
  return { n, missing, distinct, numeric: null, values, others: n - missing - told };
}
