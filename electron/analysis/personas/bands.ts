import type { Filter } from '../../../shared/contract/customers.ts';
import { OTHER_LEVELS } from '../../../shared/card/presets.ts';
import { PRIVACY_FLOOR } from '../../../shared/domain.ts';
import { printNumber, unitLeads, withUnit } from '../../../shared/print.ts';

/** A level of a category or a band of numbers: how it is called and which customers have it. */
export interface Level {
  readonly label: string;
  /** null for the levels summed as "others" */
  readonly filter: Filter | null;
  /** of a band: its ends as they are printed */
  readonly band?: Ends | undefined;
}

/** Printed ends of a band: the lowest value, the highest, and the value it stays below; null where it is open. */
export interface Ends {
  readonly low: string | null;
  readonly high: string | null;
  readonly below: string | null;
}

/** A band in words: `< 18`, `18–24`, `≥ 65`. */
export function bandLabel({ low, high, below }: Ends): string {
  if (low === null) return `< ${below ?? ''}`;
  if (high === null) return `≥ ${low}`;
  return low === high ? low : `${low}–${high}`;
}

const bandLevel = (band: Ends, filter: Filter): Level => ({ label: bandLabel(band), filter, band });

/** Numbers cut into bands. */
export interface Bands {
  readonly levels: readonly Level[];
  /** upper ends, exclusive, of all bands but the last; or the values themselves when `exact` */
  readonly cuts: readonly number[];
  readonly exact: boolean;
}

/** How the ends of bands are printed. */
export interface BandStyle {
  /** currency or unit, '' for none */
  readonly unit: string;
  /** values are shares: 0.12 is printed as 12% */
  readonly percent: boolean;
  /** values may be calendar years, which have no thousands separator */
  readonly year: boolean;
}

/** Few different whole numbers are told one by one. */
const EXACT_MOST = 6;

/**
 * Bands of numbers: about quarters, cut at round figures, so that no band shows a single customer's value.
 * @param sorted ascending, without missing values
 * @returns null when the values cannot be divided
 */
export function numberBands(attribute: number, sorted: Float64Array, style: BandStyle): Bands | null {
  if (sorted.length < 2 * PRIVACY_FLOOR) return null;
  const values = fewValues(sorted);
  if (values) return exactBands(attribute, values, sorted, style);
  const at = (q: number) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!;
  const spread = at(0.9) - at(0.1) || at(0.99) - at(0.01);
  if (!(spread > 0)) return null;
  const whole = sorted.every(Number.isInteger);
  const round = (value: number) => (whole ? Math.ceil(value) : value);
  const quarters = [0.25, 0.5, 0.75].map((q) => round(nice(at(q), spread)));
  const cuts = distinctCuts(quarters, sorted);
  if (cuts.length === 0) return null;
  return { levels: rangeLevels(attribute, cuts, whole ? sorted[0]! : null, style), cuts, exact: false };
}

/** Round to a figure a person would have chosen, about a twentieth of the spread fine. */
function nice(value: number, spread: number): number {
  const rough = spread / 12;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough)!;
  return Number((Math.round(value / step) * step).toPrecision(12));
}

/** Cuts that leave at least the privacy floor, and a twentieth of everyone, in every band. */
function distinctCuts(cuts: readonly number[], sorted: Float64Array): number[] {
  const least = Math.max(PRIVACY_FLOOR, Math.floor(sorted.length / 20));
  const kept: number[] = [];
  let from = 0;
  for (const cut of [...new Set(cuts)].sort((a, b) => a - b)) {
    const below = lowerBound(sorted, cut);
    if (below - from < least || sorted.length - below < least) continue;
    kept.push(cut);
    from = below;
  }
  return kept;
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function fewValues(sorted: Float64Array): number[] | null {
  const values: number[] = [];
  for (const value of sorted) {
    if (value === values[values.length - 1]) continue;
    if (!Number.isInteger(value) || values.length === EXACT_MOST) return null;
    values.push(value);
  }
  return values;
}

/** One level a value; the rare high ones are told together. */
function exactBands(
  attribute: number,
  values: readonly number[],
  sorted: Float64Array,
  style: BandStyle,
): Bands | null {
  const common = values.filter((v) => lowerBound(sorted, v + 1) - lowerBound(sorted, v) >= PRIVACY_FLOOR);
  if (common.length === values.length && values.length >= 2)
    return {
      levels: values.map((v) => {
        const text = print(v, style);
        return bandLevel({ low: text, high: text, below: null }, { kind: 'values', attribute, values: [v] });
      }),
      cuts: values,
      exact: true,
    };
  const cuts = distinctCuts(values.slice(1), sorted);
  return cuts.length === 0 ? null : { levels: rangeLevels(attribute, cuts, sorted[0]!, style), cuts, exact: false };
}

/** @param least the lowest of whole numbers; null when there are fractions */
function rangeLevels(attribute: number, cuts: readonly number[], least: number | null, style: BandStyle): Level[] {
  const whole = least !== null;
  const range = (min: number | null, below: number | null): Filter => ({
    kind: 'range',
    attribute,
    min,
    // the filter includes its end: the last number below the next band
    max: below === null ? null : whole ? below - 1 : previous(below),
  });
  const bare = (text: string) => (unitLeads(style.unit) ? text : text.replace(` ${style.unit}`, ''));
  return [null, ...cuts].map((from, i) => {
    const below = cuts[i] ?? null;
    const high = below === null ? null : print(whole && !style.percent ? below - 1 : below, style);
    // below 1 there is only 0
    const low = from !== null ? print(from, style) : whole && least === cuts[0]! - 1 ? high : null;
    const band = {
      low: low !== null && high !== null && low !== high ? bare(low) : low,
      high,
      below: below === null ? null : print(below, style),
    };
    return bandLevel(band, range(from, below));
  });
}

/** The greatest double below a finite one. */
export function previous(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if (value === 0) return -Number.MIN_VALUE;
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? -1n : 1n));
  return view.getFloat64(0);
}

function print(value: number, style: BandStyle): string {
  if (style.year && value > 1800 && value < 2200) return String(value);
  const scaled = style.percent ? Number((value * 100).toPrecision(12)) : value;
  // both languages group figures alike; what is too great or small for that is told in powers of ten
  const size = Math.abs(scaled);
  const text = size >= 1e21 || (size > 0 && size < 1e-6) ? String(scaled) : printNumber(scaled, 'en', 20);
  return style.percent ? `${text}%` : withUnit(text, style.unit);
}

const AGE_CUTS = [18, 25, 35, 45, 55, 65, 75];
const FINE_AGE_CUTS = [18, 22, 25, 30, 35, 40, 45, 50, 55, 60, 65];

/**
 * Age bands: the customary ones, five years wide where most customers are close in age.
 * @param ages ascending; @param filter the customers aged `from` … `to` (null: open)
 */
export function ageBands(ages: Float64Array, filter: (from: number | null, to: number | null) => Filter): Bands | null {
  if (ages.length < 2 * PRIVACY_FLOOR) return null;
  const at = (q: number) => ages[Math.min(ages.length - 1, Math.floor(q * ages.length))]!;
  const cuts = distinctCuts(at(0.9) - at(0.1) <= 20 ? FINE_AGE_CUTS : AGE_CUTS, ages);
  if (cuts.length === 0) return null;
  const levels = [null, ...cuts].map((from, i) => {
    const below = cuts[i] ?? null;
    const text = (value: number | null) => (value === null ? null : String(value));
    const to = below === null ? null : below - 1;
    return bandLevel({ low: text(from), high: text(to), below: text(below) }, filter(from, to));
  });
  return { levels, cuts, exact: false };
}

/** The band of a value: -1 for missing and for exact levels that are not listed. */
export function bandOf(value: number, { cuts, exact }: Bands): number {
  if (Number.isNaN(value)) return -1;
  if (exact) return cuts.indexOf(value);
  let band = 0;
  while (band < cuts.length && value >= cuts[band]!) band++;
  return band;
}

/** Levels of a category a card can tell, and where each code of the column goes. */
export interface CategoryLevels {
  readonly levels: readonly Level[];
  /** by code of the column */
  readonly target: Int32Array;
}

/** Most levels told one by one. */
const LEVELS_MOST = 7;

/**
 * The frequent levels of a category in their order, the rare and the many summed as others.
 * @param counts customers per code, over everyone
 * @returns null when fewer than two levels remain
 */
export function categoryLevels(
  attribute: number,
  names: readonly string[],
  counts: readonly number[],
): CategoryLevels | null {
  const frequent = names
    .map((_, code) => code)
    .filter((code) => counts[code]! >= PRIVACY_FLOOR)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, LEVELS_MOST);
  // the rest is a group as well: when it is small itself, the rarest level joins it
  const restOf = () => counts.reduce((sum, count, code) => sum + (frequent.includes(code) ? 0 : count), 0);
  while (frequent.length > 0 && restOf() > 0 && restOf() < PRIVACY_FLOOR) frequent.pop();
  const kept = new Set(frequent);
  const shown = names.map((_, code) => code).filter((code) => kept.has(code));
  const rest = names.some((_, code) => !kept.has(code) && counts[code]! > 0);
  if (shown.length < 2 && !(shown.length === 1 && rest)) return null;
  const target = new Int32Array(names.length).fill(rest ? shown.length : -1);
  shown.forEach((code, i) => (target[code] = i));
  const levels: Level[] = shown.map((code) => ({
    label: names[code]!,
    filter: { kind: 'values', attribute, values: [names[code]!] },
  }));
  return { levels: rest ? [...levels, { label: OTHER_LEVELS, filter: null }] : levels, target };
}
