import type { Filter } from '../../../shared/contract/customers.ts';
import type { Cell, GroupComparison, GroupDifference } from '../../../shared/contract/explore.ts';
import type { Said } from '../../../shared/domain.ts';
import { cohenD, cohenH } from '../stats/effects.ts';
import { exactShares } from '../stats/exact.ts';
import { intervalOfMean, wilson } from '../stats/intervals.ts';
import { midranks, rankSum } from '../stats/ranks.ts';
import { type Shape, shapeOf } from '../stats/shape.ts';
import { holm, welch } from '../stats/tests.ts';
import { short, valueSaid } from '../groups/words.ts';
import { axisOf, levelLabel } from './axes.ts';
import { gridOf } from './grid.ts';
import { meansApart, sharesApart } from './intervals.ts';
import { LEAST_EFFECT, SURE } from './outstanding.ts';
import { DAY, type ExploreColumn } from './types.ts';

/** One of the two groups: its rows, and the conditions that give them. */
export interface ComparedGroup {
  readonly mask: Uint8Array;
  readonly n: number;
  readonly filters: Filter[] | null;
}

/** What two groups differ in; what they are groups of is known where the table is. */
export type Compared = Omit<GroupComparison, 'things' | 'cut'>;

/** Categories beyond this many (by frequency) are not compared one by one. */
const MOST_LEVELS = 30;

/**
 * Two groups of rows, attribute by attribute: means of numbers and dates (milliseconds since 1970), shares of categories.
 * One line an attribute: of a category its level that differs most. Strongest effect first, and last what the groups were
 * chosen by. d is Cohen's with the pooled standard deviation, h his arcsine difference; groups that overlap have no interval
 * of the difference. p is that of the rows which are in one group alone: of means the greater of Welch's and the rank sum
 * test's, of levels Fisher's, corrected after Holm over all attributes and levels.
 * @param detail the attribute whose distribution is wanted
 * @param chosenBy attributes that say who is in a group: that they differ is no finding
 */
export function compareTwo(
  columns: readonly ExploreColumn[],
  a: ComparedGroup,
  b: ComparedGroup,
  detail: number | null,
  chosenBy: ReadonlySet<number>,
): Compared {
  let both = 0;
  for (let i = 0; i < a.mask.length; i++) both += a.mask[i]! & b.mask[i]!;
  const masks = { a: a.mask, b: b.mask, alone: aloneOf(a.mask, b.mask), overlap: both > 0 };
  const lines = columns.flatMap((column) => differenceOf(column, masks, chosenBy.has(Number(column.field))) ?? []);
  const corrected = holm(lines.flatMap(({ ps }) => ps));
  let at = 0;
  const differences = lines
    .map(({ line, ps, told }): GroupDifference => {
      const p = line.p === null ? null : corrected[at + told]!;
      at += ps.length;
      return { ...line, p };
    })
    .sort((p, q) => Number(p.p === null) - Number(q.p === null) || Math.abs(q.effect.value) - Math.abs(p.effect.value));
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
  const [first, second] = differences.filter(
    ({ effect, p }) => p !== null && p <= SURE && Math.abs(effect.value) >= LEAST_EFFECT,
  );
  if (!first) return { key: 'explore:compare.alike', values: { a, b } };
  return second
    ? { key: 'explore:compare.two', values: { first: first.sentence, second: second.sentence } }
    : { key: 'explore:compare.one', values: { first: first.sentence } };
}

/** Rows of the two groups, and those that are tested: in one group alone. Of a group within the other it is that group. */
interface Masks {
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  readonly alone: readonly [Uint8Array, Uint8Array];
  readonly overlap: boolean;
}

function aloneOf(a: Uint8Array, b: Uint8Array): [Uint8Array, Uint8Array] {
  const onlyA = a.map((inside, i) => inside & (1 - b[i]!));
  const onlyB = b.map((inside, i) => inside & (1 - a[i]!));
  // a group within the other has no rows of its own, and none of them is in the rest of the other
  return [onlyA.includes(1) ? onlyA : a, onlyB.includes(1) ? onlyB : b];
}

/** A line before the correction: the p values of everything looked at, and which of them is the line's. */
interface Line {
  readonly line: GroupDifference;
  readonly ps: readonly number[];
  readonly told: number;
}

function differenceOf(column: ExploreColumn, masks: Masks, chosenBy: boolean): Line | null {
  return column.values.kind === 'numeric'
    ? meansOf(column, column.values.values, masks, chosenBy)
    : sharesOf(column, column.values.codes, column.values.levels, masks, chosenBy);
}

/** p of two means: that of Welch's test, or of the rank sum test where it is greater. */
function meansP(values: Float64Array, [maskA, maskB]: Masks['alone']): number {
  const p = welch(sampleIn(values, maskA), sampleIn(values, maskB));
  if (p > SURE) return p;
  const ranks = midranks(values.map((value, i) => (maskA[i] === 1 || maskB[i] === 1 ? value : NaN)));
  return Math.max(p, rankSum(sampleIn(ranks, maskA), sampleIn(ranks, maskB)));
}

function* within(values: Float64Array, mask: Uint8Array): Generator<number> {
  for (let i = 0; i < values.length; i++) if (mask[i] === 1) yield values[i]!;
}

const sampleIn = (values: Float64Array, mask: Uint8Array): Shape => shapeOf(Float64Array.from(within(values, mask)));

function meansOf(column: ExploreColumn, values: Float64Array, masks: Masks, chosenBy: boolean): Line | null {
  const [a, b] = [sampleIn(values, masks.a), sampleIn(values, masks.b)];
  if (a.n < 2 || b.n < 2 || a.m2 + b.m2 <= 0) return null;
  const scale = column.axis === 'date' ? DAY : 1;
  const sideOf = (sample: Shape) => {
    const [low, high] = intervalOfMean(sample);
    return { n: sample.n, value: sample.mean * scale, interval: [low * scale, high * scale] as [number, number] };
  };
  const apart = meansApart(a, b);
  const line: GroupDifference = {
    attribute: Number(column.field),
    column: column.name,
    level: null,
    label: null,
    a: sideOf(a),
    b: sideOf(b),
    difference: (a.mean - b.mean) * scale,
    interval: masks.overlap ? null : [apart[0] * scale, apart[1] * scale],
    effect: { kind: 'd', value: cohenD(a, b) },
    p: chosenBy ? null : 1,
    sentence: {
      key: 'explore:compare.mean',
      values: {
        column: short(column.name),
        a: valueSaid(a.mean * scale, column.style),
        b: valueSaid(b.mean * scale, column.style),
      },
    },
  };
  return { line, ps: chosenBy ? [] : [meansP(values, masks.alone)], told: 0 };
}

interface Counted {
  readonly counts: Int32Array;
  readonly n: number;
}

function countsIn(codes: Int32Array, mask: Uint8Array, levels: number): Counted {
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
  masks: Masks,
  chosenBy: boolean,
): Line | null {
  const [a, b] = [countsIn(codes, masks.a, levels.length), countsIn(codes, masks.b, levels.length)];
  if (a.n === 0 || b.n === 0) return null;
  const boolean = column.style.type === 'boolean';
  const looked = levels.map((_, i) => i).filter((i) => i < MOST_LEVELS && (!boolean || levels[i] === '1'));
  let best = -1;
  let strongest = 0;
  for (const i of looked) {
    const h = cohenH(a.counts[i]! / a.n, b.counts[i]! / b.n);
    if (best < 0 || Math.abs(h) > Math.abs(strongest)) [best, strongest] = [i, h];
  }
  if (best < 0) return null;
  const [p, q] = masks.alone.map((mask) => countsIn(codes, mask, levels.length)) as [Counted, Counted];
  const [x, y] = [a.counts[best]!, b.counts[best]!];
  const level = levels[best]!;
  const line: GroupDifference = {
    attribute: Number(column.field),
    column: column.name,
    level,
    label: boolean ? null : levelLabel(column, level),
    a: { n: a.n, value: x / a.n, interval: wilson(x, a.n) },
    b: { n: b.n, value: y / b.n, interval: wilson(y, b.n) },
    difference: x / a.n - y / b.n,
    interval: masks.overlap ? null : sharesApart(x, a.n, y, b.n),
    effect: { kind: 'h', value: strongest },
    p: chosenBy ? null : 1,
    sentence: {
      key: boolean ? 'explore:compare.boolean' : 'explore:compare.share',
      values: { column: short(column.name), level: short(level), a: x / a.n, b: y / b.n },
    },
  };
  const ps = chosenBy ? [] : looked.map((i) => exactShares(p.counts[i]!, p.n, q.counts[i]!, q.n));
  return { line, ps, told: looked.indexOf(best) };
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
