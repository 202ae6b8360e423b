import type { RuleKind } from '../../../shared/contract/identity.ts';
import { nameReader, ruleApplies, ruleReader, SHARED_BY, VALUE_RULES } from './exactRules.ts';
import { fieldsOf } from './fields.ts';
import type { FieldKind } from './kinds.ts';
import type { Placed } from './layout.ts';
import { FEW, NEARLY, ofRecipient } from './parties.ts';
import { slotsOf } from './slots.ts';

/** Rows of a source of facts, grouped by whose they are. */
export interface FactGroups {
  /** node of each row; -1: nobody's */
  readonly nodes: Int32Array;
  /** normal forms by which a node without a known key may still be found */
  readonly contacts: Map<number, Set<string>>;
  /** rules that apply, with the columns they read and per rule the rows that hold a value, by value */
  readonly rules: { kind: RuleKind; columns: string[]; values: Map<string, number> }[];
  /** nodes that hold a form, in the order of the rows, cut past {@link SHARED_BY} */
  readonly holders: Map<string, Set<number>>;
  /** names a node comes with, cut likewise */
  readonly names: Map<number, Set<string>>;
  /** per node that was made by a form: that form */
  readonly madeBy: Map<number, string>;
  /** nodes made by a form that stands in nearly all rows without a key: the till's */
  readonly common: ReadonlySet<number>;
  /** rules whose fields are those of who received the goods or paid, and not the buyer's */
  readonly recipient: ReadonlySet<RuleKind>;
  /** the names too are those of who received the goods */
  readonly recipientNames: boolean;
  /** nodes from `from` on were found by such a form and not by the key; `count` is the next free node */
  readonly from: number;
  readonly count: number;
}

const READ: Record<Exclude<RuleKind, 'key'>, readonly FieldKind[]> = {
  phone: ['phone'],
  email: ['email'],
  idNumber: ['idNumber'],
  nameBirth: ['fullName', 'givenName', 'surname', 'birthDate'],
  nameAddress: ['fullName', 'givenName', 'surname', 'streetNumber', 'address'],
};
const USEFUL: ReadonlySet<FieldKind> = new Set(Object.values(READ).flat());

/** Fields a rule reads. */
export const readBy = (kind: RuleKind): readonly FieldKind[] => (kind === 'key' ? [] : READ[kind]);

/**
 * Group the rows of facts: by key; rows without one by the first of ID, e-mail, phone, name with birthday or address that
 * they hold. Rows are never compared with each other.
 * @param keyNodes node of each value of the key
 * @param met per value of the key whether another source knows it
 * @param rules rules that are on
 * @param from first free node
 */
export function groupFacts(
  place: Placed,
  keyNodes: Int32Array,
  met: Uint8Array,
  rules: readonly RuleKind[],
  from: number,
): FactGroups {
  const { source, key } = place;
  const nodes = new Int32Array(source.rows).fill(-1);
  if (key)
    for (let r = 0; r < source.rows; r++) {
      const code = key.codes[r]!;
      if (code >= 0) nodes[r] = keyNodes[code]!;
    }
  const fields = fieldsOf(source).filter(({ kind }) => USEFUL.has(kind));
  const kinds = new Set(fields.map(({ kind }) => kind));
  const applied = VALUE_RULES.filter((kind) => ruleApplies(kinds, kind));
  const contacts = new Map<number, Set<string>>();
  const holders = new Map<string, Set<number>>();
  const names = new Map<number, Set<string>>();
  const recipient = new Set(applied.filter((kind) => readBy(kind).some((field) => ofRecipient(source, fields, field))));
  const recipientNames = (['fullName', 'givenName'] as const).some((kind) => ofRecipient(source, fields, kind));
  const madeBy = new Map<number, string>();
  const common = new Set<number>();
  const found = applied.map((kind) => ({
    kind,
    columns: fields.filter((field) => readBy(kind).includes(field.kind)).map(({ column }) => column.name),
    values: new Map<string, number>(),
  }));
  if (applied.length === 0)
    return {
      nodes,
      contacts,
      holders,
      names,
      madeBy,
      common,
      recipient,
      recipientNames,
      rules: found,
      from,
      count: from,
    };
  const slots = slotsOf([{ from: 0, rows: source.rows, fields }], source.rows, 1);
  const readers = found.map((rule) => ({ ...rule, read: ruleReader(slots, rule.kind) }));
  const nameOf = nameReader(slots) ?? (() => null);
  const made = new Map<string, number>();
  const rowsOf = new Map<number, number>();
  let bare = 0;
  let count = from;
  for (let r = 0; r < source.rows; r++) {
    const forms: string[] = [];
    for (const rule of readers)
      for (const value of rule.read(r)) {
        rule.values.set(value, (rule.values.get(value) ?? 0) + 1);
        if (rules.includes(rule.kind)) forms.push(`${rule.kind}:${value}`);
      }
    const [first] = forms;
    if (first === undefined) continue;
    let node = nodes[r]!;
    if (node < 0) {
      const known = made.get(first);
      node = known ?? count++;
      if (known === undefined) {
        made.set(first, node);
        madeBy.set(node, first);
      }
      nodes[r] = node;
      rowsOf.set(node, (rowsOf.get(node) ?? 0) + 1);
      bare++;
    }
    for (const form of forms) addFew(holders, form, node);
    const name = nameOf(r);
    if (name !== null) addFew(names, node, name);
    if (node < from && met[key!.codes[r]!] === 1) continue;
    const held = contacts.get(node);
    if (held) for (const form of forms) held.add(form);
    else contacts.set(node, new Set(forms));
  }
  if (key !== null) for (const [node, rows] of rowsOf) if (bare >= FEW && rows >= bare * NEARLY) common.add(node);
  return { nodes, contacts, holders, names, madeBy, common, recipient, recipientNames, rules: found, from, count };
}

/** Add to a set, up to one past the most that may share a value. */
function addFew<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  if (!set) map.set(key, new Set([value]));
  else if (set.size <= SHARED_BY) set.add(value);
}
