import type { RuleKind } from '../../../shared/contract/identity.ts';
import { DIFFERS, type FieldKind, PERSONAL } from './kinds.ts';
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
 * The values of a record by which a rule links it: normal forms, several where it has several phones.
 * @returns empty: the rule says nothing about this record
 */
export function ruleValues(slots: readonly Slot[], kind: RuleKind, record: number): string[] {
  const of = (field: FieldKind) =>
    slots.flatMap((slot) => {
      const code = slot.kind === field ? slot.codes[record]! : -1;
      return code < 0 ? [] : [slot.values[code]!];
    });
  const single = SINGLE[kind];
  if (single) return of(single).map(({ text }) => text);
  const name = nameOf(of);
  if (name === null) return [];
  if (kind === 'nameBirth') return of('birthDate').map(({ text }) => `${name}|${text}`);
  const [address] = of('address');
  if (!address || address.words.length < 2) return [];
  // a street without its number is the address of many
  const [door] = of('streetNumber');
  return address.number === '' && !door ? [] : [`${name}|${door?.text ?? ''}|${address.text}`];
}

function nameOf(of: (field: FieldKind) => { text: string; letters: string }[]): string | null {
  const [full] = of('fullName');
  if (full) return full.letters === '' ? full.text : full.letters;
  const [given] = of('givenName');
  const [family] = of('surname');
  return given && family ? [...(given.text + family.text)].sort().join('') : null;
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
  for (let r = 0; r < records; r++) {
    const values = ruleValues(slots, kind, r);
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
