import type { FieldComparison, Likeness } from '../../../shared/contract/identity.ts';
import { seeded } from '../random.ts';
import { blockKeysOf } from './blockKeys.ts';
import { ALL_PAIRS, blocks, everyPair, union } from './blocking.ts';
import { IDENTIFYING, LEVELS } from './kinds.ts';
import { estimate, levelsOf, type Model, swapsOf } from './model.ts';
import { probability, Scorer, settlePrior } from './score.ts';
import type { Slot } from './slots.ts';

/** A pair of records with its posterior probability. */
export interface ScoredPair {
  readonly a: number;
  readonly b: number;
  readonly score: number;
  /** too much speaks against it to be merged without a person */
  readonly doubtful: boolean;
}

/** Compares records: found pairs, and any other pair on demand. */
export interface Comparer {
  readonly model: Model;
  /** pairs whose score reaches the least asked for, best first */
  readonly pairs: readonly ScoredPair[];
  /** pairs that were compared */
  readonly compared: number;
  /** log odds (bits) that two records are one customer */
  odds(a: number, b: number): number;
  /** how the fields of two records compare: levels, from the last call of {@link explain} or {@link odds} */
  explain(a: number, b: number): { score: number; doubtful: boolean; levels: Int8Array; bits: Float64Array };
}

const SEED = 20_240_501;
const LIKENESS: readonly Likeness[] = ['same', 'near', 'near', 'part', 'differs'];

/** Can these fields tell one customer from another? Equal age and town are no identity. */
export const canTell = (slots: readonly Slot[]): boolean =>
  slots.some(({ kind, distinct, filled }) => IDENTIFYING.has(kind) && distinct >= Math.max(2, filled * 0.05));

/**
 * Look for duplicates among records.
 * @param words vocabulary of each slot
 * @param least posterior from which a pair is kept
 * @param check called with the share done (0 … 1); throws to stop
 */
export function findDuplicates(
  slots: readonly Slot[],
  records: number,
  least: number,
  check: (done: number) => void,
): Comparer {
  const compare = levelsOf(slots, swapsOf(slots));
  const keys = blockKeysOf(slots);
  const passes = blocks(slots, keys, records, (done) => check(done * 0.2));
  const model = estimate(slots, passes, records, compare, seeded(SEED));
  check(0.3);
  const candidates = records <= ALL_PAIRS ? everyPair(records) : union(passes);
  passes.length = 0;
  const fields = slots.length;
  const bits = new Float32Array(candidates.length);
  const doubts = new Uint8Array(candidates.length);
  const levels = new Int8Array(fields);
  const scorer = new Scorer(slots, model);
  for (let i = 0; i < candidates.length; i++) {
    if (i % 8192 === 0) check(0.3 + 0.65 * (i / candidates.length));
    const a = Math.floor(candidates[i]! / records);
    compare(a, candidates[i]! - a * records, levels);
    bits[i] = scorer.weigh(a, levels, 0);
    // a household or a house: for the exact rules to ask about, no duplicate by score
    if (scorer.strangers) bits[i] = -Infinity;
    doubts[i] = scorer.doubtful ? 1 : 0;
  }
  model.prior = settlePrior(bits, records);
  const prior = scorer.prior;
  const pairs: ScoredPair[] = [];
  for (let i = 0; i < candidates.length; i++) {
    const score = probability(bits[i]! + prior);
    if (score < least) continue;
    const a = Math.floor(candidates[i]! / records);
    pairs.push({ a, b: candidates[i]! - a * records, score, doubtful: doubts[i] === 1 });
  }
  pairs.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
  const odds = (a: number, b: number) => {
    compare(a, b, levels);
    return scorer.weigh(a, levels, 0) + prior;
  };
  return {
    model,
    pairs,
    compared: candidates.length,
    odds,
    explain: (a, b) => ({ score: probability(odds(a, b)), doubtful: scorer.doubtful, levels, bits: scorer.bits }),
  };
}

/** The fields of two records in words and weights, the most telling first. */
export function comparisonsOf(
  slots: readonly Slot[],
  sourceA: number,
  sourceB: number,
  levels: Int8Array,
  bits: Float64Array | null,
): FieldComparison[] {
  return slots
    .map((slot, s) => ({
      field: slot.kind,
      a: slot.columns[sourceA] ?? null,
      b: slot.columns[sourceB] ?? null,
      likeness: levels[s]! < 0 ? ('missing' as const) : LIKENESS[levels[s]!]!,
      weight: levels[s]! < 0 || bits === null ? 0 : Math.round(bits[s]! * 10) / 10,
    }))
    .filter(({ a, b }) => a !== null || b !== null)
    .slice(0, LEVELS * 4);
}
