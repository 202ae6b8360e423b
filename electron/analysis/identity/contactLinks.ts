import type { RuleKind, RuleReport } from '../../../shared/contract/identity.ts';
import type { Said } from '../../../shared/domain.ts';
import { type Holders, ruleApplies, SHARED_BY } from './exactRules.ts';
import { linkWithin } from './factLinks.ts';
import { type FactGroups, readBy } from './facts.ts';
import { fieldsOf } from './fields.ts';
import type { Placed } from './layout.ts';
import type { Groups } from './union.ts';

/** How sure a row is that was found by a phone, an e-mail or a name and not by a key. */
const BY_CONTACT = 0.97;
/** A value of several customers. */
const SEVERAL = -2;

/** Facts without a known key, found by phone, e-mail, ID or name. */
export interface ContactLinks {
  /** how sure the nodes are that were linked */
  readonly scores: Map<number, number>;
  /** nodes whose phone or e-mail several customers share: whose they are cannot be told */
  readonly shared: Set<number>;
  readonly reports: RuleReport[];
}

/**
 * Link facts whose key nobody knows, or that have none, to the one customer that shares a phone, e-mail, ID or name with
 * birthday or address, within a file first ({@link linkWithin}). A value of several customers links nothing.
 * @param holders of every rule, over the records
 * @param rules rules that are on
 */
export function linkContacts(
  places: readonly Placed[],
  facts: ReadonlyMap<Placed, FactGroups>,
  holders: ReadonlyMap<RuleKind, Holders>,
  rules: readonly RuleKind[],
  groups: Groups,
): ContactLinks {
  const known = new Map<string, number>();
  const asked = [...facts.values()].some((found) => found.rules.length > 0);
  for (const kind of asked ? rules : [])
    for (const [value, records] of holders.get(kind) ?? []) {
      const [first] = records;
      const one = records.length <= SHARED_BY && records.every((record) => groups.same(record, first!));
      known.set(`${kind}:${value}`, one ? first! : SEVERAL);
    }
  const scores = new Map<number, number>();
  const shared = new Set<number>();
  const reports: RuleReport[] = [];
  for (const [place, found] of facts) {
    const own = linkWithin(found, groups, scores);
    for (const rule of found.rules) {
      const crowded = own.crowded.get(rule.kind) ?? 0;
      const to = { holders: holders.get(rule.kind), known, used: rules.includes(rule.kind), crowded };
      const report = factReport(places, place, rule, to);
      if (report) reports.push(report);
    }
    for (const [node, forms] of found.contacts) {
      const roots = new Set<number>();
      let several = own.nobody.has(node);
      for (const form of forms) {
        const other = known.get(form);
        if (other === undefined || own.doubtful.has(form)) continue;
        if (other >= 0) roots.add(groups.find(other));
        else several = true;
      }
      const [root] = roots;
      if (roots.size === 1 && groups.join(root!, node)) scores.set(node, BY_CONTACT);
      else if (several || roots.size > 1) shared.add(node);
    }
    // the next source may know the customer that only this one knows
    for (const [form, nodes] of found.holders)
      if (!known.has(form)) known.set(form, own.doubtful.has(form) ? SEVERAL : [...nodes][0]!);
  }
  return { scores, shared, reports };
}

function factReport(
  places: readonly Placed[],
  place: Placed,
  rule: FactGroups['rules'][number],
  {
    holders,
    known,
    used,
    crowded,
  }: { holders: Holders | undefined; known: ReadonlyMap<string, number>; used: boolean; crowded: number },
): RuleReport | null {
  const records = places.find(({ source }) => ruleApplies(kindsOf(source), rule.kind));
  if (!records && crowded === 0) return null;
  // without a list of customers only what links nothing is told
  const to = records ?? place;
  let rows = 0;
  let matched = 0;
  let orphans = 0;
  let many = 0;
  for (const [value, n] of rule.values) {
    rows += n;
    if (!holders?.has(value)) orphans++;
    else {
      matched += n;
      if (known.get(`${rule.kind}:${value}`) === SEVERAL) many++;
    }
  }
  return {
    kind: rule.kind,
    a: sideOf(to, rule.kind),
    b: { source: place.source.id, name: place.source.name, columns: rule.columns },
    used,
    byPerson: !used,
    why: !used
      ? { key: 'identity:why.off' }
      : crowded > 0
        ? { key: 'identity:why.value.doubtful', values: { count: crowded } }
        : { key: 'identity:why.value.facts' },
    rows,
    matched,
    matchRate: rows === 0 ? 0 : matched / rows,
    orphans,
    oneToMany: many,
    loose: 0,
  };
}

const kindsOf = (source: Placed['source']) => new Set(fieldsOf(source).map(({ kind }) => kind));

function sideOf(place: Placed, kind: RuleKind): RuleReport['a'] {
  const { source } = place;
  const columns = fieldsOf(source)
    .filter((field) => readBy(kind).includes(field.kind))
    .map(({ column }) => column.name);
  return { source: source.id, name: source.name, columns };
}

/** What each exact rule finds within each source of records and between every two of them. */
export function recordReports(
  places: readonly Placed[],
  holders: ReadonlyMap<RuleKind, Holders>,
  rules: readonly RuleKind[],
): RuleReport[] {
  const kinds = places.map(({ source }) => kindsOf(source));
  const placeOf = (record: number) => places.findLastIndex(({ from }) => from <= record);
  const out: RuleReport[] = [];
  for (const [kind, held] of holders) {
    const able = places.map((_, i) => i).filter((i) => ruleApplies(kinds[i]!, kind));
    const tables = new Map<string, { rows: number; matched: number; orphans: number; many: number; crowded: number }>();
    const table = (a: number, b: number) => {
      const key = `${a} ${b}`;
      let found = tables.get(key);
      if (!found) tables.set(key, (found = { rows: 0, matched: 0, orphans: 0, many: 0, crowded: 0 }));
      return found;
    };
    for (const records of held.values()) {
      const per = new Map<number, number>();
      for (const record of records) per.set(placeOf(record), (per.get(placeOf(record)) ?? 0) + 1);
      for (const b of able) {
        const mine = per.get(b) ?? 0;
        if (mine === 0) continue;
        for (const a of able) {
          if (a > b) continue;
          const theirs = a === b ? mine - 1 : (per.get(a) ?? 0);
          const sum = table(a, b);
          sum.rows += mine;
          if (theirs === 0) sum.orphans++;
          else if (records.length > SHARED_BY) sum.crowded++;
          else {
            sum.matched += mine;
            if (a !== b && theirs > 1) sum.many++;
          }
        }
      }
    }
    for (const [key, { rows, matched, orphans, many, crowded }] of tables) {
      const [a, b] = key.split(' ').map(Number) as [number, number];
      const used = rules.includes(kind);
      out.push({
        kind,
        a: sideOf(places[a]!, kind),
        b: sideOf(places[b]!, kind),
        used,
        byPerson: !used,
        why: whyUsed(used, a === b, crowded),
        rows,
        matched,
        matchRate: rows === 0 ? 0 : matched / rows,
        orphans: a === b ? 0 : orphans,
        oneToMany: many,
        loose: 0,
      });
    }
  }
  return out;
}

function whyUsed(used: boolean, own: boolean, crowded: number): Said {
  if (!used) return { key: 'identity:why.off' };
  if (crowded > 0) return { key: 'identity:why.value.crowded', values: { count: crowded, most: SHARED_BY } };
  return { key: own ? 'identity:why.value.own' : 'identity:why.value.used' };
}
