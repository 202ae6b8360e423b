import type { Inspection } from '../../../shared/contract/sources.ts';
import type { ColumnGuess } from '../../../shared/domain.ts';
import { dateToNumber } from '../../../shared/values.ts';

/** A bar of a histogram: values in [from, to), the last one closed. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}
/** One way in which values of a column are written, and what the first of them is read as. */
export interface Writing {
  readonly raw: string;
  readonly value: string | null;
}
/** The rows of the preview seen through one column. */
export interface PreviewProfile {
  /** previewed rows with a value */
  readonly n: number;
  readonly numeric: {
    readonly bins: readonly Bin[];
    readonly median: number;
    readonly min: number;
    readonly max: number;
  } | null;
  readonly values: readonly { readonly value: string; readonly count: number }[];
  readonly writings: readonly Writing[];
}

const BINS = 16;
const WRITINGS = 3;

/** What the previewed rows say about a column: its distribution, and how its values are written. */
export function previewProfile(inspection: Inspection, column: ColumnGuess): PreviewProfile {
  const at = inspection.columns.findIndex(({ name }) => name === column.name);
  const rows = inspection.preview.map(({ cells, values }) => ({ raw: cells[at] ?? '', value: values[at] ?? null }));
  const known = rows.flatMap(({ value }) => (value === null ? [] : [value]));
  const counts = new Map<string, number>();
  for (const value of known) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  const toNumber = column.type === 'number' ? Number : column.type === 'date' ? dateToNumber : null;
  const numbers = toNumber
    ? known
        .map(toNumber)
        .filter(Number.isFinite)
        .sort((a, b) => a - b)
    : [];
  return {
    n: known.length,
    numeric: numbers.length > 1 ? numericOf(numbers) : null,
    values,
    writings: writingsOf(rows.filter(({ raw }) => raw.trim() !== '')),
  };
}

function numericOf(sorted: readonly number[]): PreviewProfile['numeric'] {
  const min = sorted[0]!;
  const max = sorted.at(-1)!;
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  const width = (max - min) / BINS || 1;
  const bins = Array.from({ length: BINS }, (_, i) => ({ from: min + i * width, to: min + (i + 1) * width, count: 0 }));
  for (const value of sorted) bins[Math.min(BINS - 1, Math.floor((value - min) / width))]!.count++;
  return { bins, median, min, max };
}

/** Ways of writing differ in everything but the digits; only those that are not stored as they stand are told. */
function writingsOf(rows: readonly Writing[]): Writing[] {
  const byForm = new Map<string, Writing>();
  for (const row of rows) {
    const form = row.raw
      .trim()
      .replace(/\d+/g, '9')
      .replace(/(?:9,)+9/g, '9')
      .replace(/9\.9/g, '9');
    if (row.value !== row.raw && !byForm.has(form)) byForm.set(form, row);
  }
  return [...byForm.values()].slice(0, WRITINGS);
}
