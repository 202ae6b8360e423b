import type { RuleKind } from '../../../shared/contract/identity.ts';
import { SHARED_BY } from './exactRules.ts';
import type { FactGroups } from './facts.ts';
import type { Groups } from './union.ts';

/** How sure a row is that was joined to others of its file by a phone, an e-mail or a name and not by a key. */
const BY_CONTACT = 0.97;
/** Of the values of a kind, the share that one customer alone holds where they are the customers' own. */
const OWN = 0.8;

/** What the values that rows of one file share say of whose they are. */
export interface LinkedWithin {
  /** values that several customers of the file hold, who stayed apart: whose they are cannot be told */
  readonly doubtful: ReadonlySet<string>;
  /** nodes made by such a value alone, or by one that comes with ever other names */
  readonly nobody: ReadonlySet<number>;
  /** per rule the number of such values */
  readonly crowded: ReadonlyMap<RuleKind, number>;
}

/**
 * Join the customers of one file of orders, events or payments that share a phone, e-mail, ID or name with birthday or
 * address. More than {@link SHARED_BY} holders are joined by nothing: such a value is the shop's. Two customer numbers are
 * joined only if they agree in a second value or the name, or if such values are as a rule one customer's and no name
 * speaks against it; who received the goods says nothing of who bought them.
 */
export function linkWithin(found: FactGroups, groups: Groups, scores: Map<number, number>): LinkedWithin {
  const doubtful = new Set<string>();
  const nobody = new Set<number>();
  const crowded = new Map<RuleKind, number>();
  const own = ownKinds(found);
  for (const [form, nodes] of found.holders) {
    if (nodes.size < 2) continue;
    const kind = kindOf(form);
    const list = [...nodes];
    if (nodes.size <= SHARED_BY) joinAll(list, form, found, own, groups, scores);
    if (list.every((node) => groups.same(node, list[0]!))) continue;
    doubtful.add(form);
    crowded.set(kind, (crowded.get(kind) ?? 0) + 1);
  }
  for (const [node, form] of found.madeBy) {
    const many = (found.names.get(node)?.size ?? 0) > SHARED_BY && !found.recipientNames;
    if (doubtful.has(form) || many || found.common.has(node)) nobody.add(node);
    if (!many || doubtful.has(form)) continue;
    doubtful.add(form);
    crowded.set(kindOf(form), (crowded.get(kindOf(form)) ?? 0) + 1);
  }
  return { doubtful, nobody, crowded };
}

const kindOf = (form: string): RuleKind => form.slice(0, form.indexOf(':')) as RuleKind;

/** Kinds of values that are as a rule one customer's. */
function ownKinds({ holders }: FactGroups): Set<RuleKind> {
  const all = new Map<RuleKind, { values: number; own: number }>();
  for (const [form, nodes] of holders) {
    const kind = kindOf(form);
    const sum = all.get(kind) ?? { values: 0, own: 0 };
    sum.values++;
    if (nodes.size === 1) sum.own++;
    all.set(kind, sum);
  }
  return new Set([...all].flatMap(([kind, { values, own }]) => (own >= values * OWN ? [kind] : [])));
}

function joinAll(
  nodes: readonly number[],
  form: string,
  found: FactGroups,
  own: ReadonlySet<RuleKind>,
  groups: Groups,
  scores: Map<number, number>,
): void {
  for (let i = 0; i < nodes.length; i++)
    for (let j = i + 1; j < nodes.length; j++) {
      const [a, b] = [nodes[i]!, nodes[j]!];
      if (groups.same(a, b) || !mayJoin(a, b, form, found, own)) continue;
      if (groups.join(a, b)) scores.set(b, BY_CONTACT);
    }
}

function mayJoin(a: number, b: number, form: string, found: FactGroups, own: ReadonlySet<RuleKind>): boolean {
  const kind = kindOf(form);
  const keyed = a < found.from && b < found.from;
  if (keyed && found.recipient.has(kind)) return false;
  const [x, y] = [found.names.get(a), found.names.get(b)];
  const known = x !== undefined && y !== undefined;
  if (known && [...x].some((name) => y.has(name))) return true;
  const others = found.contacts.get(b);
  const more = [...(found.contacts.get(a) ?? [])].some(
    (other) => kindOf(other) !== kind && others?.has(other) === true,
  );
  return more || (!known && (!keyed || own.has(kind)));
}
