import type { BlockKey } from './blockKeys.ts';
import type { FieldKind } from './kinds.ts';
import { byRecord, type Slot } from './slots.ts';

/** Records in a block of which all pairs are compared. */
const BLOCK = 8;
/** Records compared along a block that stays too large however it is divided. */
const WINDOW = 2;
/** Candidates per record at most. */
const PER_RECORD = 40;
/** Kinds whose keys are a sign of their own; other fields need a second one. */
const ALONE: ReadonlySet<FieldKind> = new Set(['phone', 'email', 'idNumber', 'fullName', 'text']);
/** Kinds that many share by chance. */
const COMMON: ReadonlySet<FieldKind> = new Set(['region', 'gender', 'label', 'year']);
/** With so few fields every candidate is worth comparing. */
const FEW = 5;
/** Chance meetings a record in two fields above which they are no way to candidates. */
const MEETINGS = 8;
/** Up to so many records every pair is a candidate. */
export const ALL_PAIRS = 700;

/** A growing list of pairs: `a * records + b` with a < b, and the fields by which each was found (a bit a field). */
export class Pairs {
  codes = new Float64Array(1 << 16);
  masks = new Int32Array(1 << 16);
  length = 0;

  push(code: number, mask: number): void {
    if (this.length === this.codes.length) {
      const codes = new Float64Array(this.length * 2);
      codes.set(this.codes);
      this.codes = codes;
      const masks = new Int32Array(this.length * 2);
      masks.set(this.masks);
      this.masks = masks;
    }
    this.codes[this.length] = code;
    this.masks[this.length++] = mask;
  }
}

/**
 * Candidates for comparison: records that agree in a key, block by block. Blocks that are too large are divided by every
 * other key in turn, so that a common name is compared within each postcode, birthday, phone …; what is still too large
 * is compared along a sorted neighbourhood (Hernández & Stolfo 1995).
 * @param slots the fields
 * @param keys from {@link blockKeysOf}
 * @param check called between passes with the share done; throws to stop
 * @returns pairs per pass, with repetitions
 */
export function blocks(
  slots: readonly Slot[],
  keys: readonly BlockKey[],
  records: number,
  check: (done: number) => void,
): Pairs[] {
  const useful = keys.filter(
    ({ size, slot }) => size > 1 && slots[slot]!.filled / size <= Math.max(BLOCK, records / 20),
  );
  const passes: Pairs[] = [];
  const table = byRecord(slots);
  let room = PER_RECORD * records;
  // partners that are themselves telling divide best; a few of them suffice
  useful.forEach((key, at) => {
    check(at / useful.length);
    const pairs = new Pairs();
    const grouped = group(slots[key.slot]!, key, records);
    const divide = divider(slots, table, useful, key, records, pairs);
    const mask = 1 << key.slot;
    const alone = ALONE.has(slots[key.slot]!.kind) || slots.length <= FEW;
    const worth = alone ? undefined : signs(slots, table, [key.slot]);
    for (let block = 0; block < key.size; block++) {
      const from = grouped.starts[block]!;
      const to = grouped.starts[block + 1]!;
      if (to - from < 2) continue;
      if (pairs.length > room) break;
      if (to - from <= BLOCK) allPairs(grouped.members, from, to, records, mask, pairs, worth);
      else divide(grouped.members.subarray(from, to), mask);
    }
    room -= pairs.length;
    if (pairs.length > 0) passes.push(pairs);
  });
  return passes;
}

/** Every pair of a few records. */
export function everyPair(records: number): Float64Array {
  const out = new Float64Array((records * (records - 1)) / 2);
  let n = 0;
  for (let a = 0; a < records; a++) for (let b = a + 1; b < records; b++) out[n++] = a * records + b;
  return out;
}

/** All passes as one rising list without repetitions. */
export function union(passes: readonly Pairs[]): Float64Array {
  const all = new Float64Array(passes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const { codes, length } of passes) {
    all.set(codes.subarray(0, length), at);
    at += length;
  }
  all.sort();
  let kept = 0;
  for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) all[kept++] = all[i]!;
  return all.slice(0, kept);
}

function group(slot: Slot, key: BlockKey, records: number): { starts: Int32Array; members: Int32Array } {
  const starts = new Int32Array(key.size + 1);
  for (let r = 0; r < records; r++) {
    const value = slot.codes[r]!;
    if (value >= 0) for (let k = key.starts[value]!; k < key.starts[value + 1]!; k++) starts[key.keys[k]! + 1]!++;
  }
  for (let k = 0; k < key.size; k++) starts[k + 1]! += starts[k]!;
  const members = new Int32Array(starts[key.size]!);
  const at = starts.slice();
  for (let r = 0; r < records; r++) {
    const value = slot.codes[r]!;
    if (value >= 0) for (let k = key.starts[value]!; k < key.starts[value + 1]!; k++) members[at[key.keys[k]!]!++] = r;
  }
  return { starts, members };
}

function allPairs(
  members: Int32Array,
  from: number,
  to: number,
  records: number,
  mask: number,
  out: Pairs,
  worth?: Test,
): void {
  for (let i = from; i < to; i++)
    for (let j = i + 1; j < to; j++) {
      const [a, b] = [members[i]!, members[j]!];
      if (a !== b && (worth === undefined || worth(a, b))) out.push(a * records + b, mask);
    }
}

/** A look at two records before they become candidates. */
type Test = (a: number, b: number) => boolean;

/** Do two records share a value in another field as well? A common beginning of a name alone is no sign. */
function signs(slots: readonly Slot[], table: Int32Array, own: readonly number[]): (a: number, b: number) => boolean {
  const others = slots.map(({ kind }, s) => (own.includes(s) || COMMON.has(kind) ? -1 : s)).filter((s) => s >= 0);
  const fields = slots.length;
  return (a, b) => {
    for (const s of others) {
      const value = table[a * fields + s]!;
      if (value >= 0 && value === table[b * fields + s]) return true;
    }
    return false;
  };
}

/** Probability that two records picked at random share a key. */
function chanceOf(slot: Slot, key: BlockKey, records: number): number {
  const held = new Float64Array(key.size);
  slot.counts.forEach((n, value) => {
    for (let k = key.starts[value]!; k < key.starts[value + 1]!; k++) held[key.keys[k]!]! += n;
  });
  return held.reduce((sum, n) => sum + (n / records) ** 2, 0);
}

/** Divides a block by the first key of each other field's value. */
function divider(
  slots: readonly Slot[],
  table: Int32Array,
  keys: readonly BlockKey[],
  own: BlockKey,
  records: number,
  out: Pairs,
): (members: Int32Array, mask: number) => void {
  const seen = new Set<number>();
  const partners = keys.filter(({ slot }) => {
    if (slot === own.slot || seen.has(slot)) return false;
    seen.add(slot);
    return true;
  });
  const chance = chanceOf(slots[own.slot]!, own, records);
  const useful = partners.flatMap((partner): { partner: BlockKey; worth: Test | undefined }[] => {
    const meetings = chance * chanceOf(slots[partner.slot]!, partner, records) * records;
    if (slots.length <= FEW || meetings <= 1) return [{ partner, worth: undefined }];
    // where two fields meet by chance more than once a record a third one must agree; far more often it is not worth looking
    return meetings > MEETINGS ? [] : [{ partner, worth: signs(slots, table, [own.slot, partner.slot]) }];
  });
  return (members, mask) => {
    for (const { partner, worth } of useful) {
      const slot = slots[partner.slot]!;
      const parts = new Map<number, number[]>();
      for (const record of members) {
        const value = slot.codes[record]!;
        if (value < 0 || partner.starts[value] === partner.starts[value + 1]) continue;
        const key = partner.keys[partner.starts[value]!]!;
        const part = parts.get(key);
        if (part) part.push(record);
        else parts.set(key, [record]);
      }
      const both = mask | (1 << partner.slot);
      for (const part of parts.values()) {
        if (part.length < 2) continue;
        if (part.length <= BLOCK) allPairs(Int32Array.from(part), 0, part.length, records, both, out, worth);
        else neighbours(part, slots, own.slot, records, both, out, worth);
      }
    }
  };
}

/** The nearest in a block that cannot be divided, in the order of the values of the fields. */
function neighbours(
  part: readonly number[],
  slots: readonly Slot[],
  own: number,
  records: number,
  mask: number,
  out: Pairs,
  worth?: Test,
): void {
  const order = [...part].sort((a, b) => {
    for (let s = 0; s < slots.length; s++) {
      if (s === own) continue;
      const difference = slots[s]!.codes[a]! - slots[s]!.codes[b]!;
      if (difference !== 0) return difference;
    }
    return a - b;
  });
  for (let i = 0; i < order.length; i++)
    for (let j = i + 1; j < Math.min(order.length, i + 1 + WINDOW); j++)
      if (worth === undefined || worth(order[i]!, order[j]!))
        out.push(Math.min(order[i]!, order[j]!) * records + Math.max(order[i]!, order[j]!), mask);
}
