import type { RuleKind } from '../../../shared/contract/identity.ts';
import { DIFFERS, type FieldKind, IDENTIFYING, PERSONAL } from './kinds.ts';
import type { Slot } from './slots.ts';

/** Records that share a value, by a rule. */
export interface RuleLink {
  readonly kind: RuleKind;
  readonly a: number;
  readonly b: number;
}

/** Up to so many records a value is one customer's; past it, it is a switchboard or a stand-in. */
export const SHARED_BY = 6;

const SINGLE: Partial<Record<RuleKind, FieldKind>> = { phone: 'phone', email: 'email', idNumber: 'idNumber' };

/** The exact rules that work on values, in the order of their strength. */
export const VALUE_RULES: readonly RuleKind[] = ['idNumber', 'email', 'phone', 'nameBirth', 'nameAddress'];

/**
 * Reads the values of a record by which a rule links it: normal forms, several where it has several phones; none where
 * the rule says nothing about the record.
 */
export function ruleReader(slots: readonly Slot[], kind: RuleKind): (record: number) => string[] {
  const of = (field: FieldKind) => slots.filter((slot) => slot.kind === field);
  const single = SINGLE[kind];
  if (single) {
    const own = of(single);
    return (record) => own.flatMap((slot) => valueOf(slot, record)?.text ?? []);
  }
  const name = nameReader(slots);
  const [birth] = of('birthDate');
  const [address] = of('address');
  const [door] = of('streetNumber');
  if (!name || !(kind === 'nameBirth' ? birth : address)) return () => [];
  return (record) => {
    const value = valueOf((kind === 'nameBirth' ? birth : address)!, record);
    if (!value) return [];
    const who = name(record);
    if (who === null) return [];
    if (kind === 'nameBirth') return [`${who}|${value.text}`];
    const number = door && valueOf(door, record)?.text;
    // a street without its number is the address of many
    return value.words.length < 2 || (value.number === '' && !number) ? [] : [`${who}|${number ?? ''}|${value.text}`];
  };
}

function valueOf(slot: Slot, record: number): Slot['values'][number] | undefined {
  const code = slot.codes[record]!;
  return code < 0 ? undefined : slot.values[code];
}

/** Reads names by their letters, whatever the order of their parts; null where the fields hold none. */
export function nameReader(slots: readonly Slot[]): ((record: number) => string | null) | null {
  const of = (field: FieldKind) => slots.filter((slot) => slot.kind === field);
  const [full] = of('fullName');
  if (full)
    return (record) => {
      const value = valueOf(full, record);
      return value ? value.letters || value.text : null;
    };
  const [given] = of('givenName');
  const [family] = of('surname');
  if (!given || !family) return null;
  const known = new Map<number, string>();
  return (record) => {
    const [first, last] = [given.codes[record]!, family.codes[record]!];
    if (first < 0 || last < 0) return null;
    const pair = first * family.values.length + last;
    let name = known.get(pair);
    if (name === undefined) {
      name = [...(given.values[first]!.text + family.values[last]!.text)].sort().join('');
      known.set(pair, name);
    }
    return name;
  };
}

/** Can a rule be asked of these fields at all? */
export function ruleApplies(kinds: ReadonlySet<FieldKind>, kind: RuleKind): boolean {
  const single = SINGLE[kind];
  if (single) return kinds.has(single);
  const named = kinds.has('fullName') || (kinds.has('givenName') && kinds.has('surname'));
  return named && kinds.has(kind === 'nameBirth' ? 'birthDate' : 'address');
}

/** Records by the value that a rule reads of them. */
export type Holders = ReadonlyMap<string, readonly number[]>;

/** Which records hold which value of a rule, each record once a value. */
export function ruleHolders(slots: readonly Slot[], kind: RuleKind, records: number): Holders {
  const holders = new Map<string, number[]>();
  const read = ruleReader(slots, kind);
  for (let r = 0; r < records; r++) {
    const values = read(r);
    values.forEach((value, i) => {
      if (values.indexOf(value) !== i) return;
      const list = holders.get(value);
      if (list) list.push(r);
      else holders.set(value, [r]);
    });
  }
  return holders;
}

/** Records linked by a rule: every two that share a value which at most six records have. */
export function ruleLinks(kind: RuleKind, holders: Holders): RuleLink[] {
  const links: RuleLink[] = [];
  for (const list of holders.values()) {
    if (list.length > SHARED_BY) continue;
    for (let i = 0; i < list.length; i++)
      for (let j = i + 1; j < list.length; j++) links.push({ kind, a: list[i]!, b: list[j]! });
  }
  return links;
}

/**
 * Does the rest of two records contradict a rule that links them? A family or a firm shares a phone: the names then
 * differ, and nothing else of the person agrees.
 */
export function contradicted(slots: readonly Slot[], levels: Int8Array, kind: RuleKind): boolean {
  let against = 0;
  let forIt = 0;
  slots.forEach((slot, s) => {
    if (!PERSONAL.has(slot.kind) || slot.kind === SINGLE[kind]) return;
    if (kind === 'nameBirth' && slot.kind !== 'idNumber' && slot.kind !== 'email') return;
    if (kind === 'nameAddress' && slot.kind !== 'idNumber' && slot.kind !== 'email' && slot.kind !== 'birthDate')
      return;
    const level = levels[s]!;
    if (level === DIFFERS) against++;
    else if (level >= 0 && level <= 2) forIt++;
  });
  return against > 0 && against >= forIt;
}

/** Up to so many records of a list are taken as one customer by one phone, e-mail or number alone; past it a person is asked. */
const ALONE = 3;
const CONTACTS: ReadonlySet<FieldKind> = new Set(['phone', 'email', 'idNumber']);

/** Of each contact kind and value, the most records of one list that hold it. @param from first record of each list, rising */
function mostInOne(
  kinds: Iterable<FieldKind>,
  slots: readonly Slot[],
  records: number,
  from: readonly number[],
): Map<FieldKind, Int32Array> {
  const out = new Map<FieldKind, Int32Array>();
  for (const kind of kinds) {
    const own = slots.filter((slot) => slot.kind === kind);
    const [first] = own;
    if (!first) continue;
    const most = new Int32Array(first.values.length);
    from.forEach((start, i) => {
      const counts = new Int32Array(first.values.length);
      for (const { codes } of own)
        for (let r = start; r < (from[i + 1] ?? records); r++) if (codes[r]! >= 0) counts[codes[r]!]!++;
      counts.forEach((n, code) => (most[code] = Math.max(most[code]!, n)));
    });
    out.set(kind, most);
  }
  return out;
}

/**
 * Tells whether one phone, e-mail or identity number that more than three records of one list hold is all that two records
 * agree in. A town or a gender is no second sign.
 * @param from first record of each list, rising
 */
export function aloneShared(
  slots: readonly Slot[],
  records: number,
  from: readonly number[],
): (levels: Int8Array, a: number, b: number) => boolean {
  const most = mostInOne(CONTACTS, slots, records, from);
  return (levels, a, b) => {
    let alike: FieldKind | null = null;
    for (const [s, slot] of slots.entries()) {
      const level = levels[s]!;
      if (level < 0 || level > 2 || !(IDENTIFYING.has(slot.kind) || slot.kind === 'birthDate')) continue;
      if (!CONTACTS.has(slot.kind) || (alike !== null && alike !== slot.kind)) return false;
      alike = slot.kind;
    }
    if (alike === null) return false;
    const same = slots.filter(({ kind }) => kind === alike);
    return same.some(({ codes: own }) => {
      const code = own[a]!;
      return code >= 0 && same.some(({ codes }) => codes[b] === code) && most.get(same[0]!.kind)![code]! > ALONE;
    });
  };
}

/** Records under one roof: so many, of one list or several, hold the same number or address. */
const ROOF = 3;
/** The names have words in common and are not the same. */
const PART = 2;
const ROOFS: readonly FieldKind[] = ['phone', 'address'];

/**
 * Tells whether two records are alike only as things under one roof are: a number or an address that three records share, and names that agree in part (the café and the dining room of a hotel, two shops of a mall). Nothing of a person stands
 * beside them.
 */
export function underOneRoof(
  slots: readonly Slot[],
  records: number,
): (levels: Int8Array, a: number, b: number) => boolean {
  const most = mostInOne(ROOFS, slots, records, [0]);
  const names = slots.flatMap(({ kind }, s) => (kind === 'fullName' ? [s] : []));
  const persons = slots.flatMap(({ kind }, s) =>
    kind === 'birthDate' || kind === 'email' || kind === 'idNumber' || kind === 'givenName' ? [s] : [],
  );
  return (levels, a, b) => {
    if (names.length === 0 || names.some((s) => levels[s]! < PART)) return false;
    if (persons.some((s) => levels[s]! >= 0)) return false;
    return slots.some(({ kind, codes }) => {
      const code = codes[a]!;
      return ROOFS.includes(kind) && code >= 0 && codes[b] === code && (most.get(kind)?.[code] ?? 0) >= ROOF;
    });
  };
}
