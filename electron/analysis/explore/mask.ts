import type { Filter } from '../../../shared/contract/customers.ts';
import type { ExploreField } from '../../../shared/contract/explore.ts';
import { dateToNumber } from '../../../shared/values.ts';
import { maskText } from '../privacy/mask.ts';
import { DAY, type ExploreColumn } from './types.ts';

/**
 * Which rows meet all conditions: 1 or 0 a row. The same rows as the WHERE clause of a customer view gives.
 * @param ids customer ids of the rows, rising
 * @param columns every column a condition names; a condition on one that is not there holds for nobody
 */
export function maskOf(
  filters: readonly Filter[],
  ids: Int32Array,
  columns: ReadonlyMap<ExploreField, ExploreColumn>,
): { mask: Uint8Array; count: number } {
  const mask = new Uint8Array(ids.length).fill(1);
  for (const filter of filters) apply(filter, ids, columns, mask);
  let count = 0;
  for (const inside of mask) count += inside;
  return { mask, count };
}

function apply(
  filter: Filter,
  ids: Int32Array,
  columns: ReadonlyMap<ExploreField, ExploreColumn>,
  mask: Uint8Array,
): void {
  if (filter.kind === 'customers') {
    const wanted = new Set(filter.ids);
    for (let i = 0; i < mask.length; i++) if (!wanted.has(ids[i]!)) mask[i] = 0;
    return;
  }
  const column = columns.get(filter.kind === 'segments' ? 'segment' : filter.attribute);
  if (!column) {
    mask.fill(0);
    return;
  }
  if (filter.kind === 'segments') {
    const clusters = new Set(
      (column.segments ?? []).filter(({ segment }) => filter.segments.includes(segment)).flatMap((s) => s.clusters),
    );
    keepCodes(column, mask, (code) => clusters.has(code));
  } else if (filter.kind === 'missing') keepMissing(column, mask, filter.missing);
  else if (filter.kind === 'values') keepValues(column, mask, filter.values);
  else keepRange(column, mask, filter.min, filter.max);
}

function keepCodes({ values }: ExploreColumn, mask: Uint8Array, keep: (code: number) => boolean): void {
  if (values.kind !== 'coded') return void mask.fill(0);
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1 && !keep(values.codes[i]!)) mask[i] = 0;
}

function keepMissing({ values }: ExploreColumn, mask: Uint8Array, missing: boolean): void {
  for (let i = 0; i < mask.length; i++) {
    const gone = values.kind === 'coded' ? values.codes[i]! < 0 : Number.isNaN(values.values[i]!);
    if (gone !== missing) mask[i] = 0;
  }
}

function keepValues(column: ExploreColumn, mask: Uint8Array, wanted: readonly (string | number | null)[]): void {
  const { values, style } = column;
  const gaps = wanted.includes(null);
  const known = wanted.filter((value) => value !== null);
  if (values.kind === 'coded') {
    // levels are masked; a condition may have been kept with a value as it is stored
    const texts = new Set(known.flatMap((value) => [String(value), maskText(String(value))]));
    const keep = Uint8Array.from(values.levels, (level) => (texts.has(level) ? 1 : 0));
    keepCodes(column, mask, (code) => (code < 0 ? gaps : keep[code] === 1));
    return;
  }
  const numbers = new Set(
    known.map((value) => (style.type === 'date' ? dateToNumber(String(value)) / DAY : Number(value))),
  );
  for (let i = 0; i < mask.length; i++) {
    const value = values.values[i]!;
    if (!(Number.isNaN(value) ? gaps : numbers.has(value))) mask[i] = 0;
  }
}

type End = string | number | null;

function keepRange({ values, style }: ExploreColumn, mask: Uint8Array, min: End, max: End): void {
  if (min === null && max === null) return;
  if (values.kind === 'coded') {
    const keep = Uint8Array.from(values.levels, (level) =>
      (min === null || level >= String(min)) && (max === null || level <= String(max)) ? 1 : 0,
    );
    for (let i = 0; i < mask.length; i++) if (values.codes[i]! < 0 || keep[values.codes[i]!] === 0) mask[i] = 0;
    return;
  }
  const date = style.type === 'date';
  const low = min === null ? -Infinity : date ? dateToNumber(String(min)) / DAY : Number(min);
  let high = max === null ? Infinity : date ? dateToNumber(String(max)) / DAY : Number(max);
  // a day as the upper end takes in the whole day
  const day = date && max !== null && /^\d{4}-\d{2}-\d{2}$/.test(String(max));
  if (day) high += 1;
  for (let i = 0; i < mask.length; i++) {
    const value = values.values[i]!;
    if (!(value >= low && (day ? value < high : value <= high))) mask[i] = 0;
  }
}
