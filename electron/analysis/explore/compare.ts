import type { Filter } from '../../../shared/contract/customers.ts';
import type { Cell, GroupComparison, GroupDifference } from '../../../shared/contract/explore.ts';
import type { Said } from '../../../shared/domain.ts';
import { type Sample, sampleOf } from '../stats/descriptive.ts';
import { cohenD, cohenH } from '../stats/effects.ts';
import { meanInterval, wilson } from '../stats/intervals.ts';
import { short, valueSaid } from '../groups/words.ts';
import { axisOf, levelLabel } from './axes.ts';
import { gridOf } from './grid.ts';
import { meansApart, sharesApart } from './intervals.ts';
import { DAY, type ExploreColumn } from './types.ts';

/** One of the two groups: its rows, and the conditions that give them. */
export interface ComparedGroup {
  readonly mask: Uint8Array;
  readonly n: number;
  readonly filters: Filter[] | null;
}

/** What two groups differ in; what they are groups of is known where the table is. */
export type Compared = Omit<GroupComparison, 'things'>;

/** Categories beyond this many (by frequency) are not compared one by one. */
const MOST_LEVELS = 30;
/** Differences smaller than this are not worth a sentence. */
const LEAST = 0.1;

/**
 * Two groups of rows, attribute by attribute: means of numbers and dates (milliseconds since 1970), shares of categories.
 * One line an attribute: of a category its level that differs most. Strongest effect first. d is Cohen's with the
 * pooled standard deviation, h his arcsine difference; groups that overlap have no interval of the difference.
 * @param detail the attribute whose distribution is wanted
 */
export function compareTwo(
  columns: readonly ExploreColumn[],
  a: ComparedGroup,
  b: ComparedGroup,
  detail: number | null,
): Compared {
  let both = 0;
  for (let i = 0; i < a.mask.length; i++) both += a.mask[i]! & b.mask[i]!;
  const overlap = both > 0;
  const differences = columns
    .flatMap((column) => differenceOf(column, a.mask, b.mask, overlap) ?? [])
    .sort((p, q) => Math.abs(q.effect.value) - Math.abs(p.effect.value));
  const found = detail === null ? undefined : columns.find(({ field }) => field === detail);
  return {
    a: { n: a.n, filters: a.filters },
    b: { n: b.n, filters: b.filters },
    both,
    finding: findingOf(differences, a.n, b.n),
    differences,
    detail: found ? detailOf(found, a.mask, b.mask) : null,
  };
}

function findingOf(differences: readonly GroupDifference[], a: number, b: number): Said | null {
  if (a === 0 || b === 0) return null;
  const [first, second] = differences.filter(({ effect }) => Math.abs(effect.value) >= LEAST);
  if (!first) return { key: 'explore:compare.alike', values: { a, b } };
  return second
    ? { key: 'explore:compare.two', values: { first: first.sentence, second: second.sentence } }
    : { key: 'explore:compare.one', values: { first: first.sentence } };
}

function differenceOf(column: ExploreColumn, a: Uint8Array, b: Uint8Array, overlap: boolean): GroupDifference | null {
  return column.values.kind === 'numeric'
    ? meansOf(column, column.values.values, a, b, overlap)
    : sharesOf(column, column.values.codes, column.values.levels, a, b, overlap);
}

function* within(values: Float64Array, mask: Uint8Array): Generator<number> {
  for (let i = 0; i < values.length; i++) if (mask[i] === 1) yield values[i]!;
}

const sampleIn = (values: Float64Array, mask: Uint8Array): Sample => sampleOf(Float64Array.from(within(values, mask)));

function meansOf(
  column: ExploreColumn,
  values: Float64Array,
  maskA: Uint8Array,
  maskB: Uint8Array,
  overlap: boolean,
): GroupDifference | null {
  const [a, b] = [sampleIn(values, maskA), sampleIn(values, maskB)];
  if (a.n < 2 || b.n < 2 || a.m2 + b.m2 <= 0) return null;
  const scale = column.axis === 'date' ? DAY : 1;
  const sideOf = (sample: Sample) => {
    const [low, high] = meanInterval(sample);
    return { n: sample.n, value: sample.mean * scale, interval: [low * scale, high * scale] as [number, number] };
  };
  const apart = meansApart(a, b);
  return {
    attribute: Number(column.field),
    column: column.name,
    level: null,
    label: null,
    a: sideOf(a),
    b: sideOf(b),
    difference: (a.mean - b.mean) * scale,
    interval: overlap ? null : [apart[0] * scale, apart[1] * scale],
    effect: { kind: 'd', value: cohenD(a, b) },
    sentence: {
      key: 'explore:compare.mean',
      values: {
        column: short(column.name),
        a: valueSaid(a.mean * scale, column.style),
        b: valueSaid(b.mean * scale, column.style),
      },
    },
  };
}

function countsIn(codes: Int32Array, mask: Uint8Array, levels: number): { counts: Int32Array; n: number } {
  const counts = new Int32Array(levels);
  let n = 0;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (mask[i] === 0 || code < 0 || code >= levels) continue;
    counts[code] = counts[code]! + 1;
    n++;
  }
  return { counts, n };
}

function sharesOf(
  column: ExploreColumn,
  codes: Int32Array,
  levels: readonly string[],
  maskA: Uint8Array,
  maskB: Uint8Array,
  overlap: boolean,
): GroupDifference | null {
  const [a, b] = [countsIn(codes, maskA, levels.length), countsIn(codes, maskB, levels.length)];
  if (a.n === 0 || b.n === 0) return null;
  const boolean = column.style.type === 'boolean';
  let best = -1;
  let strongest = 0;
  for (let i = 0; i < Math.min(levels.length, MOST_LEVELS); i++) {
    if (boolean && levels[i] !== '1') continue;
    const h = cohenH(a.counts[i]! / a.n, b.counts[i]! / b.n);
    if (best < 0 || Math.abs(h) > Math.abs(strongest)) [best, strongest] = [i, h];
  }
  if (best < 0) return null;
  const [x, y] = [a.counts[best]!, b.counts[best]!];
  const level = levels[best]!;
  return {
    attribute: Number(column.field),
    column: column.name,
    level,
    label: boolean ? null : levelLabel(column, level),
    a: { n: a.n, value: x / a.n, interval: wilson(x, a.n) },
    b: { n: b.n, value: y / b.n, interval: wilson(y, b.n) },
    difference: x / a.n - y / b.n,
    interval: overlap ? null : sharesApart(x, a.n, y, b.n),
    effect: { kind: 'h', value: strongest },
    sentence: {
      key: boolean ? 'explore:compare.boolean' : 'explore:compare.share',
      values: { column: short(column.name), level: short(level), a: x / a.n, b: y / b.n },
    },
  };
}

/** The same steps for both groups: those of everyone in either. */
function detailOf(column: ExploreColumn, a: Uint8Array, b: Uint8Array): GroupComparison['detail'] {
  const either = a.map((inside, i) => inside | b[i]!);
  const axis = axisOf(column, either, { about: 12, top: 12, step: 'auto', provinces: false });
  const cellsIn = (mask: Uint8Array): Cell[] => {
    const codes = axis.codes.map((code, i) => (mask[i] === 1 ? code : -1));
    return gridOf({ rows: { ...axis, codes }, columns: null, of: 'share', values: null }).rowTotals;
  };
  return { attribute: Number(column.field), rows: axis.buckets, a: cellsIn(a), b: cellsIn(b) };
}
