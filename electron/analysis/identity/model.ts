import type { Random } from '../random.ts';
import type { Pairs } from './blocking.ts';
import { DIFFERS, type FieldKind, LEVELS, MISSING, PERSONAL, PLACE } from './kinds.ts';
import { byRecord, type Slot } from './slots.ts';

/** Probabilities of the levels of each field among matches (m) and among others (u); flat, LEVELS a field. */
export interface Model {
  m: Float64Array;
  u: Float64Array;
  /** weight of evidence in bits: log2(m / u), falling from the best level to the worst */
  weights: Float64Array;
  /** probability that two random records are one customer */
  prior: number;
}

/** Random pairs from which u is estimated. */
const RANDOM_PAIRS = 80_000;
/** Pairs of all passes together from which m is estimated. */
const TRAINING = 80_000;
const ROUNDS = 40;
/** How many pairs the expectation before all data is worth. */
const BELIEF = 24;
/** What duplicates look like before any were seen, from the same to different. */
const EXPECTED = [0.8, 0.07, 0.05, 0.03, 0.05];
/** Duplicates of which more differ in a field of the person are no duplicates. */
const MOST_DIFFERENT = 0.3;
const LEAST = 1e-7;

/** Likeness of each field of two records, with swapped fields seen. */
export function levelsOf(slots: readonly Slot[], swaps: readonly (readonly [number, number])[]) {
  const fields = slots.length;
  const codes = byRecord(slots);
  return (a: number, b: number, out: Int8Array): void => {
    for (let s = 0; s < fields; s++) {
      const x = codes[a * fields + s]!;
      const y = codes[b * fields + s]!;
      if (x < 0 || y < 0) out[s] = MISSING;
      else if (x === y) out[s] = 0;
      else {
        const { values, compare } = slots[s]!;
        out[s] = compare(values[x]!, values[y]!);
      }
    }
    for (const [i, j] of swaps) {
      if (out[i] === 0 || out[j] === 0 || (out[i]! <= 1 && out[j]! <= 1 && out[i]! >= 0 && out[j]! >= 0)) continue;
      const one = crossed(slots[i]!, slots[j]!, a, b);
      const two = crossed(slots[j]!, slots[i]!, a, b);
      // 李 小明 and 小明 李; a name in the wrong column while the other is empty
      if ((one <= 1 && two <= 1) || (one === 0 && two === 9) || (two === 0 && one === 9)) {
        if (one !== 9 && out[i] !== MISSING) out[i] = 1;
        else if (one !== 9) out[i] = 1;
        if (two !== 9) out[j] = 1;
        else if (out[j] === DIFFERS) out[j] = MISSING;
      }
    }
  };
}

/** Likeness of one field of one record and the other field of the other; 9: one is missing. */
function crossed(left: Slot, right: Slot, a: number, b: number): number {
  const x = left.codes[a]!;
  const y = right.codes[b]!;
  if (x < 0 || y < 0) return 9;
  const [one, two] = [left.values[x]!, right.values[y]!];
  if (one.text === two.text) return 0;
  // only near ones count, and those have nearly the same letters
  if (one.text.length < 3 || two.text.length < 3 || !fewLetters(one.mask ^ two.mask)) return DIFFERS;
  return left.compare(one, two);
}

/** At most three bits. */
function fewLetters(bits: number): boolean {
  let rest = bits;
  for (let i = 0; i < 3; i++) rest &= rest - 1;
  return rest === 0;
}

/** Fields that people mix up: given and family name, the lines of an address, two phone numbers. */
export function swapsOf(slots: readonly Slot[]): [number, number][] {
  const out: [number, number][] = [];
  const alike = (a: FieldKind, b: FieldKind) =>
    (a === b && (a === 'address' || a === 'phone' || a === 'email')) ||
    (a === 'givenName' && b === 'surname') ||
    (a === 'surname' && b === 'givenName');
  for (let i = 0; i < slots.length; i++)
    for (let j = i + 1; j < slots.length; j++) if (alike(slots[i]!.kind, slots[j]!.kind)) out.push([i, j]);
  return out;
}

/**
 * Estimate the weights of the Fellegi-Sunter model (1969) without examples: u from random pairs, m by expectation
 * maximisation (Winkler 1988) over the pairs of all passes, the fields by which a pair was found left out of its own
 * estimate and each pass with a share of matches of its own; what is expected of duplicates beforehand counts as 24
 * pairs, so that few duplicates, or none, cannot turn the weights around.
 */
export function estimate(
  slots: readonly Slot[],
  passes: readonly Pairs[],
  records: number,
  compare: (a: number, b: number, out: Int8Array) => void,
  random: Random,
): Model {
  const fields = slots.length;
  const u = randomLevels(slots, records, compare, random);
  const m = new Float64Array(fields * LEVELS);
  slots.forEach((_, s) => m.set(EXPECTED, s * LEVELS));
  const sample = trainingSample(passes, records, fields, compare);
  const lambdas = new Float64Array(passes.length).fill(0.1);
  for (let round = 0; round < ROUNDS; round++) {
    const logs = Float64Array.from(m, (value, i) => Math.log(value / u[i]!));
    const sums = new Float64Array(fields * LEVELS);
    const shares = new Float64Array(passes.length);
    const sizes = new Float64Array(passes.length);
    for (let p = 0; p < sample.count; p++) {
      const pass = sample.passes[p]!;
      let odds = Math.log(lambdas[pass]! / (1 - lambdas[pass]!));
      const at = p * fields;
      for (let s = 0; s < fields; s++) {
        const level = sample.levels[at + s]!;
        if (level >= 0) odds += logs[s * LEVELS + level]!;
      }
      const match = 1 / (1 + Math.exp(-odds));
      shares[pass]! += match;
      sizes[pass]!++;
      for (let s = 0; s < fields; s++) {
        const level = sample.levels[at + s]!;
        if (level >= 0) sums[s * LEVELS + level]! += match;
      }
    }
    for (let pass = 0; pass < lambdas.length; pass++)
      lambdas[pass] = Math.min(0.95, (shares[pass]! + 0.05) / (sizes[pass]! + 1));
    slots.forEach(({ kind }, s) => settle(sums, m, s, kind));
  }
  return { m, u, weights: weightsOf(slots, m, u), prior: 1 / Math.max(records, 2) };
}

/** New m of one field from the weighted counts of its levels. */
function settle(sums: Float64Array, m: Float64Array, s: number, kind: FieldKind): void {
  const at = s * LEVELS;
  let total = BELIEF;
  for (let level = 0; level < LEVELS; level++) total += sums[at + level]!;
  for (let level = 0; level < LEVELS; level++)
    m[at + level] = Math.max(1e-4, (sums[at + level]! + BELIEF * EXPECTED[level]!) / total);
  const most = PERSONAL.has(kind) ? MOST_DIFFERENT : 0.6;
  const different = m[at + DIFFERS]!;
  if (different <= most) return;
  // the rest keeps its proportions
  const scale = (1 - most) / (1 - different);
  for (let level = 0; level < DIFFERS; level++) m[at + level]! *= scale;
  m[at + DIFFERS] = most;
}

/** What disagreement in a field may weigh at most (bits): labels and places are written in many ways, and people move. */
const leastWeight = (kind: FieldKind): number =>
  kind === 'label' ? -2.5 : PLACE.has(kind) || kind === 'year' ? -5 : -9;

/** Bits per level, never rising from a better level to a worse one (pooled where they would). */
function weightsOf(slots: readonly Slot[], m: Float64Array, u: Float64Array): Float64Array {
  const out = new Float64Array(m.length);
  slots.forEach(({ kind }, s) => {
    let floor = 20;
    for (let at = s * LEVELS; at < (s + 1) * LEVELS; at++) {
      floor = Math.min(floor, Math.log2(Math.max(m[at]!, LEAST) / Math.max(u[at]!, LEAST)));
      out[at] = Math.max(leastWeight(kind), floor);
    }
  });
  return out;
}

/** Levels among random pairs; the share of equal values from their counts, which rare ones need. */
function randomLevels(
  slots: readonly Slot[],
  records: number,
  compare: (a: number, b: number, out: Int8Array) => void,
  random: Random,
): Float64Array {
  const fields = slots.length;
  const counts = new Float64Array(fields * LEVELS);
  const levels = new Int8Array(fields);
  const pairs = Math.min(RANDOM_PAIRS, records * 50);
  for (let i = 0; i < pairs; i++) {
    const a = random.below(records);
    const b = (a + 1 + random.below(records - 1)) % records;
    compare(a, b, levels);
    for (let s = 0; s < fields; s++) if (levels[s]! >= 0) counts[s * LEVELS + levels[s]!]!++;
  }
  const u = new Float64Array(fields * LEVELS);
  slots.forEach(({ counts: held, filled }, s) => {
    const at = s * LEVELS;
    let equal = 0;
    for (const n of held) equal += n * (n - 1);
    const same = Math.max(equal / (filled * (filled - 1)), 1 / (filled * filled));
    let rest = 0;
    for (let level = 1; level < LEVELS; level++) rest += counts[at + level]! + 0.2;
    u[at] = Math.min(0.98, same);
    for (let level = 1; level < LEVELS; level++) u[at + level] = ((counts[at + level]! + 0.2) / rest) * (1 - u[at]!);
  });
  return u;
}

interface Sample {
  readonly count: number;
  readonly levels: Int8Array;
  readonly passes: Uint8Array;
}

function trainingSample(
  passes: readonly Pairs[],
  records: number,
  fields: number,
  compare: (a: number, b: number, out: Int8Array) => void,
): Sample {
  const each = Math.max(1000, Math.floor(TRAINING / Math.max(1, passes.length)));
  const sizes = passes.map(({ length }) => Math.min(each, length));
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const levels = new Int8Array(count * fields);
  const of = new Uint8Array(count);
  const out = new Int8Array(fields);
  let p = 0;
  passes.forEach((pairs, pass) => {
    const step = pairs.length / sizes[pass]!;
    for (let i = 0; i < sizes[pass]!; i++) {
      const at = Math.floor(i * step);
      const code = pairs.codes[at]!;
      const a = Math.floor(code / records);
      compare(a, code - a * records, out);
      const mask = pairs.masks[at]!;
      for (let s = 0; s < fields; s++) levels[p * fields + s] = (mask >> s) & 1 ? MISSING : out[s]!;
      of[p++] = pass;
    }
  });
  return { count, levels, passes: of };
}
