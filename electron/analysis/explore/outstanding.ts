import type { GridBody, Measure } from '../../../shared/contract/explore.ts';
import { PRIVACY_FLOOR } from '../../../shared/domain.ts';
import { sampleRows, seeded } from '../random.ts';
import { mergeSamples, type Sample, sampleOf } from '../stats/descriptive.ts';
import { cohenD, cohenH } from '../stats/effects.ts';
import { exactShares } from '../stats/exact.ts';
import { cliffDelta, midranks, rankSum } from '../stats/ranks.ts';
import { holm, welch } from '../stats/tests.ts';
import { valuesBy } from './grid.ts';

/**
 * p, corrected for every group or cell of a chart, above which its sentence tells of no difference. Of six ready charts up
 * to five look at two attributes: at 1 % each, at most 5 % of tables whose attributes have nothing to do with each other
 * are told of one (Holm 1979 within a chart, Bonferroni over them).
 */
export const SURE = 0.01;
/** Least |d| or |h| a sentence tells: "small" of Cohen 1988, ch. 2 and 6. */
export const LEAST_EFFECT = 0.2;
/** Least |δ| of Cliff a sentence about middles tells: what d = 0.2 is between normal samples (Romano et al. 2006). */
const LEAST_DELTA = 0.147;

/** More rows than this are judged on a sample: what is worth a sentence is seen on it. The same each time. */
const MOST_ROWS = 100_000;
const SEED = 1;

/** Groups that surely differ from the others, and far enough: their places. */
export interface Outstanding {
  readonly above: readonly number[];
  readonly below: readonly number[];
}

/** Groups that are low are set aside this often, one at a time, before it is asked which of the others is high. */
const MOST_ASIDE = 3;

/**
 * Which groups have higher or lower values than all others together. A mean stands out where both Welch's test and the rank
 * sum test say so (the one errs on long tails, the other on spread), a middle where the rank sum test and Welch's test of
 * the ranks do; corrected after Holm over the groups asked about. Beside a group that is very low all others are high: where
 * a low one stands out most, the others are judged without it.
 * @param codes group of each row; negative: of none
 * @param values of each row; NaN: missing
 * @param groups how many there are
 * @param asked places of the groups a sentence may name
 */
export function outstandingGroups(
  codes: Int32Array,
  values: Float64Array,
  groups: number,
  asked: readonly number[],
  of: 'mean' | 'median',
): Outstanding {
  let rows = judgedRows(codes, values);
  let sure = sureGroups(rows, groups, asked, of);
  const below = new Set(sure.flatMap(({ group, effect }) => (effect < 0 ? group : [])));
  for (let aside = 0; aside < MOST_ASIDE && asked.length > 2; aside++) {
    const low = strongest(sure);
    if (!low || low.effect > 0) break;
    below.add(low.group);
    const left = rows.of.map((code) => (code === low.group ? -1 : code));
    rows = judgedRows(left, rows.values);
    const others = asked.filter((group) => !below.has(group));
    if (others.length < 2) break;
    sure = sureGroups(rows, groups, others, of);
  }
  return { above: sure.flatMap(({ group, effect }) => (effect > 0 ? group : [])), below: [...below] };
}

interface Sure {
  readonly group: number;
  /** Cohen's d or Cliff's delta against all others */
  readonly effect: number;
}

/** The one that differs most; of two groups, which differ as much, the higher. */
const strongest = (sure: readonly Sure[]): Sure | undefined =>
  sure.toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || b.effect - a.effect)[0];

type Rows = ReturnType<typeof judgedRows>;

function sureGroups(rows: Rows, groups: number, asked: readonly number[], of: 'mean' | 'median'): Sure[] {
  const ranks = apart(rows.of, midranks(rows.values), groups);
  const samples = of === 'mean' ? apart(rows.of, rows.values, groups) : ranks;
  const least = of === 'mean' ? LEAST_EFFECT : LEAST_DELTA;
  const found = asked.map((group) => {
    const [a, b] = [samples.own[group]!, samples.others[group]!];
    const [rankA, rankB] = [ranks.own[group]!, ranks.others[group]!];
    const effect = of === 'mean' ? (a.m2 + b.m2 > 0 ? cohenD(a, b) : 0) : cliffDelta(rankA, rankB);
    return { group, effect, p: Math.max(welch(a, b), rankSum(rankA, rankB)) };
  });
  const corrected = holm(found.map(({ p }) => p));
  return found.filter(({ effect }, i) => corrected[i]! <= SURE && Math.abs(effect) >= least);
}

/** The rows that are in a group and have a value, or some of them. */
function judgedRows(codes: Int32Array, values: Float64Array): { of: Int32Array; values: Float64Array } {
  const rows = new Int32Array(codes.length);
  let n = 0;
  for (let i = 0; i < codes.length; i++) if (codes[i]! >= 0 && !Number.isNaN(values[i]!)) rows[n++] = i;
  const chosen = sampleRows(n, MOST_ROWS, seeded(SEED));
  return {
    of: Int32Array.from(chosen, (at) => codes[rows[at]!]!),
    values: Float64Array.from(chosen, (at) => values[rows[at]!]!),
  };
}

/** The sample of each group, and of all that are not in it. */
function apart(codes: Int32Array, values: Float64Array, groups: number): { own: Sample[]; others: Sample[] } {
  const own = valuesBy(codes, values, (code) => code, groups).map(sampleOf);
  const none: Sample = { n: 0, mean: NaN, m2: 0 };
  const before = [none];
  for (const sample of own) before.push(mergeSamples(before.at(-1)!, sample));
  const others = new Array<Sample>(groups);
  let after = none;
  for (let i = groups - 1; i >= 0; i--) {
    others[i] = mergeSamples(before[i]!, after);
    after = mergeSamples(own[i]!, after);
  }
  return { own, others };
}

/** A cell of a table of counts. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/**
 * The pair of categories found together more often than independence would give, most clearly first: Fisher's exact test of
 * the level of the one in the level of the other against all others, corrected after Holm over all named pairs; h from 0.2
 * on. Pairs of fewer than {@link PRIVACY_FLOOR} are counted among the tests and not told.
 * @returns null: there is none
 */
export function outstandingPair(grid: GridBody): CellPlace | null {
  const all = grid.total.n;
  const pairs = grid.rows.flatMap((row, i) =>
    grid.columns.flatMap((column, j) => {
      if (row.kind === 'rest' || column.kind === 'rest') return [];
      const count = grid.cells[i]![j]!.n;
      const [others, rest] = [all - row.n, column.n - count];
      const effect = row.n === 0 || others === 0 ? 0 : cohenH(count / row.n, rest / others);
      // one that is not told needs no p: as 1 it makes the others no surer
      const told = effect >= LEAST_EFFECT && count >= PRIVACY_FLOOR;
      return [{ row: i, column: j, told, p: told ? exactShares(count, row.n, rest, others) : 1 }];
    }),
  );
  const corrected = holm(pairs.map(({ p }) => p));
  const tone = ({ row, column }: CellPlace) => grid.tones?.[row]?.[column] ?? 0;
  const sure = pairs.filter(({ told }, i) => told && corrected[i]! <= SURE);
  return sure.sort((a, b) => tone(b) - tone(a))[0] ?? null;
}

/** Whether a measure is told by what stands out: a sum grows with the number of rows and is told as a part of the whole. */
export const comparedBy = (of: Measure['of']): of is 'mean' | 'median' => of === 'mean' || of === 'median';
