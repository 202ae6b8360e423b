import { DIFFERS, LEVELS, PERSONAL, PLACE } from './kinds.ts';
import type { Model } from './model.ts';
import type { Slot } from './slots.ts';

/** How much further evidence counts that says again where somebody lives. */
const AGAIN = 0.5;
/** Of a value that two records share, the other record itself is not counted: what is left, at least. */
const RARE = 0.35;
/** Bits at most that e-mail addresses weigh which are only alike, where the names agree: most are made from the name. */
const FROM_NAME = 3;
/** What is said against, together: personal fields that differ outright. */
const AGAINST = 2;

/** Weighs pairs of records by a model: bits of evidence, before the prior. */
export class Scorer {
  readonly #slots: readonly Slot[];
  readonly #model: Model;
  readonly #place: boolean[];
  readonly #strong: boolean[];
  readonly #names: boolean[];
  readonly #emails: readonly number[];
  /** bits of each field of the pair weighed last */
  readonly bits: Float64Array;
  /** of the pair weighed last: too much speaks against it to be merged without a person */
  doubtful = false;
  /** of the pair weighed last: the names differ and nothing else of the person agrees */
  strangers = false;

  constructor(slots: readonly Slot[], model: Model) {
    this.#slots = slots;
    this.#model = model;
    this.#place = slots.map(({ kind }) => PLACE.has(kind));
    this.#strong = slots.map(({ kind }) => PERSONAL.has(kind));
    this.#names = slots.map(({ kind }) => kind === 'givenName' || kind === 'fullName' || kind === 'text');
    this.#emails = slots.flatMap(({ kind }, s) => (kind === 'email' ? [s] : []));
    this.bits = new Float64Array(slots.length);
  }

  /**
   * Evidence of two records in bits. Agreement in a rare value weighs more than in a common one (Winkler 2000); fields of
   * the place support each other and count in full only once.
   * @param levels likeness of each field, at `at`
   */
  weigh(a: number, levels: Int8Array, at: number): number {
    const { m, weights } = this.#model;
    let sum = 0;
    let up = 0;
    let upMost = 0;
    let down = 0;
    let downMost = 0;
    let against = 0;
    let forIt = 0;
    let nameAgainst = false;
    let nameFor = false;
    for (let s = 0; s < this.#slots.length; s++) {
      const level = levels[at + s]!;
      let bits = 0;
      if (level === 0) {
        const slot = this.#slots[s]!;
        const held = Math.max(slot.counts[slot.codes[a]!]! - 1.5, RARE);
        bits = Math.max(-4, Math.min(20, Math.log2((m[s * LEVELS]! * slot.filled) / held)));
      } else if (level > 0) bits = weights[s * LEVELS + level]!;
      this.bits[s] = bits;
      if (this.#names[s] && level >= 0 && level <= 2) nameFor = true;
      if (this.#strong[s]) {
        if (level === DIFFERS) {
          against++;
          if (this.#names[s]) nameAgainst = true;
        } else if (level >= 0 && level <= 1) forIt++;
      }
      if (!this.#place[s]) sum += bits;
      else if (bits > 0) {
        up += bits;
        upMost = Math.max(upMost, bits);
      } else {
        down += bits;
        downMost = Math.min(downMost, bits);
      }
    }
    if (nameFor)
      for (const s of this.#emails) {
        if (levels[at + s]! <= 0 || this.bits[s]! <= FROM_NAME) continue;
        sum -= this.bits[s]! - FROM_NAME;
        this.bits[s] = FROM_NAME;
      }
    this.strangers = nameAgainst && forIt === 0;
    this.doubtful = this.strangers || (against >= AGAINST && forIt < against);
    return sum + upMost + AGAIN * (up - upMost) + downMost + AGAIN * (down - downMost);
  }

  /** Log odds of the prior in bits. */
  get prior(): number {
    return Math.log2(this.#model.prior / (1 - this.#model.prior));
  }
}

/** Probability from log odds in bits. */
export const probability = (bits: number): number => 1 / (1 + 2 ** -bits);

/**
 * The prior that agrees with its own posterior: the expected number of duplicates among the candidates, over all pairs.
 * @param bits evidence of each candidate pair
 */
export function settlePrior(bits: Float32Array, records: number): number {
  const pairs = (records * (records - 1)) / 2;
  let prior = Math.min(0.5, 0.1 / records);
  for (let round = 0; round < 60; round++) {
    const odds = Math.log2(prior / (1 - prior));
    let expected = 0;
    for (const weight of bits) if (weight + odds > -20) expected += probability(weight + odds);
    const next = Math.min(0.5, Math.max(expected, 0.2) / pairs);
    if (Math.abs(next - prior) < prior * 1e-4) return next;
    prior = next;
  }
  return prior;
}
