import type { ColumnProfile } from '../../../../shared/contract/sources.ts';
import type { ColumnGuess } from '../../../../shared/domain.ts';
import { dateToNumber } from '../../../../shared/values.ts';
import type { Bin } from '../../../../shared/bins.ts';
import { converterOf, type Stored } from '../../../analysis/intake/convert.ts';
import { shownCell } from '../../../analysis/privacy/mask.ts';
import { areWhole, wholeBins, wholeSteps } from '../../../analysis/stats/bins.ts';
import type { ColumnStore } from './store.ts';

const BINS = 22;
const VALUES = 12;
const WRITINGS = 4;
/** Cells longer than this are cut where they are shown as examples. */
const SHOWN = 120;

type Cell = { readonly raw: string; readonly count: number; readonly stored: Stored };

/**
 * What the whole file says about each column, computed on its distinct cells. Of personal columns and identifiers nothing
 * is told: a histogram of birth dates or a list of names is personal data too.
 */
export function profilesOf(columns: readonly ColumnGuess[], store: ColumnStore, check: () => void): ColumnProfile[] {
  const inputs = store.inputs(Array.from({ length: store.width }, () => ''));
  return columns.map((column) => {
    check();
    const { position, type } = column;
    const untold: ColumnProfile = { position, numeric: null, values: null, ways: 0, writings: [] };
    if (column.role === 'personal' || type === 'identifier') return untold;
    const { values, counts } = inputs[position]!;
    const convert = converterOf(column, values);
    const cells: Cell[] = [];
    values.forEach((raw, i) => {
      const stored = convert(raw);
      if (stored !== null && counts[i]! > 0) cells.push({ raw, count: counts[i]!, stored });
    });
    if (type === 'category' || type === 'text') return { ...untold, values: topOf(cells, column) };
    const ways = waysOf(cells, column);
    const told = { ...untold, ways: ways.length, writings: ways.slice(0, WRITINGS) };
    if (type === 'boolean') return { ...told, values: topOf(cells, column) };
    return {
      ...told,
      numeric: numericOf(cells, type === 'date' ? (v) => dateToNumber(String(v)) : Number, type !== 'date'),
    };
  });
}

const printed = (stored: Stored, column: ColumnGuess): string => {
  const text = column.type === 'boolean' ? column.format.boolean?.[stored === 1 ? 1 : 0] : undefined;
  return String(shownCell(text ?? String(stored), column)).slice(0, SHOWN);
};

function topOf(cells: readonly Cell[], column: ColumnGuess): ColumnProfile['values'] {
  const counts = new Map<Stored, number>();
  for (const { stored, count } of cells) counts.set(stored, (counts.get(stored) ?? 0) + count);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, VALUES)
    .map(([stored, count]) => ({ value: printed(stored, column), count }));
}

/**
 * Ways of writing differ in everything but the digits: 428 and 77 are one, ￥1,264 and 1.2万 two more. The example is the
 * first cell of its kind in the file; the most used way comes first.
 */
function waysOf(cells: readonly Cell[], column: ColumnGuess): ColumnProfile['writings'] {
  const words = column.type === 'boolean';
  const byForm = new Map<string, { raw: string; value: string; count: number }>();
  for (const { raw, count, stored } of cells) {
    const form = words ? raw.trim() : formOf(raw);
    const known = byForm.get(form);
    if (known) known.count += count;
    else byForm.set(form, { raw: raw.slice(0, SHOWN), value: printed(stored, column), count });
  }
  return [...byForm.values()].sort((a, b) => b.count - a.count);
}

const formOf = (raw: string): string =>
  raw
    .trim()
    .replace(/^[-−]/, '')
    .replace(/\p{Nd}+/gu, (digits) => (digits.charCodeAt(0) < 128 ? '9' : '９'))
    .replace(/9(?:,9)+/g, '9')
    .replace(/([9９])[.．][9９]/g, '$1');

/** Quartiles by nearest rank on the counts; a long upper tail is gathered in the last bar. @param whole whole numbers have bars of whole numbers */
function numericOf(cells: readonly Cell[], read: (stored: Stored) => number, whole: boolean): ColumnProfile['numeric'] {
  const pairs = cells
    .map(({ stored, count }) => ({ value: read(stored), count }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => a.value - b.value);
  const n = pairs.reduce((sum, { count }) => sum + count, 0);
  if (pairs.length < 2) return null;
  const min = pairs[0]!.value;
  const max = pairs.at(-1)!.value;
  const quartiles: [number, number, number] = [
    quantile(pairs, n, 0.25),
    quantile(pairs, n, 0.5),
    quantile(pairs, n, 0.75),
  ];
  // J. W. Tukey, Exploratory Data Analysis, 1977: the inner fence; cut only where the tail would take much of the axis
  const fence = quartiles[2] + 1.5 * (quartiles[2] - quartiles[0]);
  const open = quartiles[2] > quartiles[0] && max - min > 1.3 * (fence - min);
  const high = open ? fence : max;
  return { bins: binsOf(pairs, min, high, whole), open, quartiles, min, max };
}

type Pair = { readonly value: number; readonly count: number };

/** Bars of equal width from the lowest value to the highest that has a bar of its own. */
function binsOf(pairs: readonly Pair[], min: number, high: number, whole: boolean): Bin[] {
  const values = pairs.map(({ value }) => value);
  const counts = pairs.map(({ count }) => count);
  if (whole && areWhole(values)) return wholeBins(values, wholeSteps(min, Math.floor(high), BINS), counts);
  // edges half between whole numbers are for whole numbers
  const number = Number.isInteger(2 * min) && Number.isInteger((high - min) / BINS) ? BINS - 1 : BINS;
  const width = (high - min) / number;
  const bins = Array.from({ length: number }, (_, i) => ({
    from: min + i * width,
    to: min + (i + 1) * width,
    count: 0,
  }));
  for (const { value, count } of pairs) bins[Math.min(number - 1, Math.floor((value - min) / width))]!.count += count;
  return bins;
}

function quantile(pairs: readonly { value: number; count: number }[], n: number, share: number): number {
  let left = Math.max(1, Math.ceil(share * n));
  for (const { value, count } of pairs) {
    left -= count;
    if (left <= 0) return value;
  }
  return pairs.at(-1)!.value;
}
