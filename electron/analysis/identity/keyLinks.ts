import type { IdentityRules, RuleReport } from '../../../shared/contract/identity.ts';
import { judgeKey, judgeOtherKey, judgeOwnKey, type KeyColumn, type KeyVerdict } from './keys.ts';
import type { Placed } from './layout.ts';
import { keyForm } from './normal.ts';

/** Keys of several sources that name the same customers. */
interface Space {
  readonly members: { readonly place: Placed; readonly key: KeyColumn }[];
  /** node of each value, as written */
  readonly nodes: Map<string, number>;
}

/** What the keys of the sources say. */
export interface KeyLinks {
  /** nodes that are one customer, and how sure: 1, less where the key met in a looser form */
  readonly links: { a: number; b: number; score: number }[];
  /** per source (in the order of `places`) and value of its key: its node; empty without a key */
  readonly nodes: Int32Array[];
  /** per source and value of its key: met a key that another source brought in */
  readonly met: Uint8Array[];
  readonly reports: RuleReport[];
  /** number of nodes, records among them */
  readonly count: number;
}

/**
 * Link sources by their keys: each finds the first source before it whose key it may be read as. Rows of facts with one
 * key are one node; records are nodes already.
 * @param records number of records
 */
export function linkKeys(places: readonly Placed[], rules: IdentityRules, records: number): KeyLinks {
  const spaces: Space[] = [];
  const out = {
    links: [] as KeyLinks['links'],
    nodes: [] as Int32Array[],
    met: [] as Uint8Array[],
    reports: [] as RuleReport[],
  };
  let count = records;
  const on = rules.rules.every(({ kind, on: used }) => kind !== 'key' || used);
  for (const place of places) {
    const { key } = place;
    if (key === null || place.part === 'none') {
      out.nodes.push(new Int32Array(0));
      out.met.push(new Uint8Array(0));
      continue;
    }
    const nodes = new Int32Array(key.values.length);
    const met = new Uint8Array(key.values.length);
    for (let v = 0; v < nodes.length; v++) nodes[v] = place.part === 'records' ? place.from + key.first[v]! : count++;
    if (place.part === 'records') ownKey(place, key, nodes, rules, on, out);
    const { space, verdict, report } = findSpace(spaces, place, key, rules);
    out.reports.push(...report);
    const joined = space ?? { members: [], nodes: new Map<string, number>() };
    if (!space) spaces.push(joined);
    const other = space?.members[0]?.key;
    for (let v = 0; v < nodes.length; v++) {
      const value = key.values[v]!;
      const meets = verdict && other ? verdict.meets[v]! : -1;
      const known =
        joined.nodes.get(value) ?? (meets >= 0 && other ? joined.nodes.get(other.values[meets]!) : undefined);
      if (known === undefined) joined.nodes.set(value, nodes[v]!);
      else {
        met[v] = 1;
        out.links.push({ a: known, b: nodes[v]!, score: joined.nodes.has(value) ? 1 : 0.95 });
      }
    }
    joined.members.push({ place, key });
    out.nodes.push(nodes);
    out.met.push(met);
  }
  for (const place of places) for (const key of place.others) linkOther(spaces, place, key, rules, out);
  return { ...out, count };
}

/** Link a list of customers by a further key to the first list that has it for its own. */
function linkOther(
  spaces: readonly Space[],
  place: Placed,
  key: KeyColumn,
  rules: IdentityRules,
  out: Pick<KeyLinks, 'links' | 'reports'>,
): void {
  for (const { members, nodes } of spaces) {
    const [first] = members;
    if (first!.place.part !== 'records' || members.some((member) => member.place === place)) continue;
    const owner = { source: first!.place.source, key: first!.key };
    const verdict = judgeOtherKey(owner, { source: place.source, key }, rules);
    if (verdict === null) continue;
    out.reports.push(linkReport(first!, { place, key }, verdict));
    if (verdict.used)
      key.codes.forEach((code, r) => {
        const meets = code < 0 ? -1 : verdict.meets[code]!;
        if (meets < 0) return;
        const value = owner.key.values[meets]!;
        out.links.push({ a: nodes.get(value)!, b: place.from + r, score: value === key.values[code] ? 1 : 0.95 });
      });
    return;
  }
}

/** Records of one source with the same key are one customer, where nothing speaks against it. */
function ownKey(
  place: Placed,
  key: KeyColumn,
  nodes: Int32Array,
  rules: IdentityRules,
  on: boolean,
  out: Pick<KeyLinks, 'links' | 'reports'>,
): void {
  const own = judgeOwnKey(place.source, key);
  if (!own) return;
  const never = rules.keys.some(({ source, use }) => source === place.source.name && use === 'never');
  const shares = own.used && on && !never;
  out.reports.push(ownReport(place, key, shares, own.why, on, never));
  if (!shares) return;
  for (let r = 0; r < place.source.rows; r++) {
    const code = key.codes[r]!;
    if (code >= 0 && key.first[code] !== r) out.links.push({ a: nodes[code]!, b: place.from + r, score: 1 });
  }
}

/** The first source whose key it may be read as; a report for each that was asked. */
function findSpace(
  spaces: readonly Space[],
  place: Placed,
  key: KeyColumn,
  rules: IdentityRules,
): { space: Space | null; verdict: KeyVerdict | null; report: RuleReport[] } {
  const report: RuleReport[] = [];
  let best: { space: Space; verdict: KeyVerdict; share: number } | null = null;
  for (const space of spaces) {
    const [first] = space.members;
    const verdict = judgeKey({ source: first!.place.source, key: first!.key }, { source: place.source, key }, rules);
    const made = linkReport(first!, { place, key }, verdict);
    report.push(made);
    if (verdict.used && (best === null || made.matchRate > best.share))
      best = { space, verdict, share: made.matchRate };
  }
  // a key that met nowhere is told once, for the first source
  const told = report.filter(({ matched, used }) => matched > 0 || used);
  const shown = told.length > 0 ? told : report.slice(0, 1);
  return {
    space: best?.space ?? null,
    verdict: best?.verdict ?? null,
    report: best ? shown.map((r) => ownPlace(r, best.space.members[0]!.place.source)) : shown,
  };
}

/** A key that may be read as that of several sources is read as that of one. */
function ownPlace(report: RuleReport, chosen: { id: number; name: string }): RuleReport {
  if (!report.used || report.a.source === chosen.id) return report;
  return { ...report, used: false, why: { key: 'identity:why.key.other', values: { name: chosen.name } } };
}

function linkReport(
  a: { place: Placed; key: KeyColumn },
  b: { place: Placed; key: KeyColumn },
  { used, byPerson, why, meets, loose }: KeyVerdict,
): RuleReport {
  let rows = 0;
  let matched = 0;
  let orphans = 0;
  let many = 0;
  b.key.counts.forEach((n, v) => {
    rows += n;
    if (meets[v]! < 0) orphans++;
    else {
      matched += n;
      if (a.key.counts[meets[v]!]! > 1) many++;
    }
  });
  return {
    kind: 'key',
    a: { source: a.place.source.id, name: a.place.source.name, columns: [a.key.name] },
    b: { source: b.place.source.id, name: b.place.source.name, columns: [b.key.name] },
    used,
    byPerson,
    why,
    rows,
    matched,
    matchRate: rows === 0 ? 0 : matched / rows,
    orphans,
    oneToMany: many,
    loose: used ? loose : 0,
  };
}

function ownReport(
  place: Placed,
  key: KeyColumn,
  used: boolean,
  why: RuleReport['why'],
  on: boolean,
  never: boolean,
): RuleReport {
  const side = { source: place.source.id, name: place.source.name, columns: [key.name] };
  const rows = key.counts.reduce((sum, n) => sum + n, 0);
  const several = key.counts.filter((n) => n > 1);
  const matched = several.reduce((sum, n) => sum + n, 0);
  return {
    kind: 'key',
    a: side,
    b: side,
    used,
    byPerson: !on || never,
    why: !on ? { key: 'identity:why.off' } : never ? { key: 'identity:why.told.never', values: { b: key.name } } : why,
    rows,
    matched,
    matchRate: rows === 0 ? 0 : matched / rows,
    orphans: 0,
    oneToMany: several.length,
    loose: 0,
  };
}

/**
 * What became of the rows whose key stands for nobody, and of those that name a record which does: told apart by phone or
 * e-mail, or without a customer.
 * @param customers per source (in the order they were given) and row: customer; 0: nobody
 */
export function standInReports(places: readonly Placed[], customers: readonly Int32Array[]): RuleReport[] {
  return places.flatMap((place) => {
    const { standIns, source } = place;
    if (standIns === null) return [];
    const column = source.columns.find(({ name }) => name === standIns.column)!;
    const stands = new Set(standIns.values);
    const held = column.values.map((value) => stands.has(keyForm(value) ?? ''));
    let found = 0;
    for (let r = 0; r < source.rows; r++) if (held[column.codes[r]!]! && customers[place.index]![r]! > 0) found++;
    const side = { source: source.id, name: source.name, columns: [standIns.column] };
    const values = {
      names: standIns.values.slice(0, 3).map((name) => ({ key: 'identity:column', values: { name } })),
      count: standIns.rows,
      found,
      nobody: standIns.rows - found,
    };
    return [
      {
        kind: 'key' as const,
        a: side,
        b: side,
        used: false,
        byPerson: false,
        why: { key: `identity:why.key.${found > 0 ? 'standInFound' : 'standIn'}`, values },
        rows: standIns.rows,
        matched: found,
        matchRate: standIns.rows === 0 ? 0 : found / standIns.rows,
        orphans: 0,
        oneToMany: 0,
        loose: 0,
      },
    ];
  });
}
