import { IdentityRules, type IdentityReport } from '../../../shared/contract/identity.ts';
import type { Said } from '../../../shared/domain.ts';
import { comparisonsOf } from './duplicates.ts';
import { ruleHolders, VALUE_RULES } from './exactRules.ts';
import { groupFacts, type FactGroups } from './facts.ts';
import { fieldsOf } from './fields.ts';
import { LEVELS } from './kinds.ts';
import { linkKeys, standInReports } from './keyLinks.ts';
import { placed, type Placed } from './layout.ts';
import { levelsOf, swapsOf } from './model.ts';
import { type JudgedRecords, mergeRecords } from './records.ts';
import { linkContacts, recordReports } from './contactLinks.ts';
import { type Slot, slotsOf } from './slots.ts';
import type {
  IdentityDecision,
  IdentityModel,
  IdentityOptions,
  IdentityPair,
  IdentityResult,
  IdentitySource,
} from './types.ts';
import { Groups } from './union.ts';
import { unusedWhy } from './unused.ts';
import { virtualReports, withoutVirtual } from './virtualNumbers.ts';

/**
 * Find out which rows of several sources are one customer: within and across sources, by keys, by phone, e-mail, identity
 * number and name with birthday or address in normal form, and by scored comparison (Fellegi & Sunter 1969, weights by
 * expectation maximisation, Winkler 1988, term frequencies, Winkler 2000). What a person decided comes first.
 * Deterministic: the same sources and options give the same result.
 * @param given coded columns; the first source of customers is the main one
 * @returns customers numbered 1 … count in order of first appearance, the main source first
 */
export function resolveIdentities(given: readonly IdentitySource[], options: IdentityOptions): IdentityResult {
  const { sources, virtual } = withoutVirtual(given);
  const rules = options.rules ?? IdentityRules.parse({});
  const check = options.check ?? (() => undefined);
  const places = placed(sources);
  const recordPlaces = places.filter(({ part }) => part === 'records');
  const records = recordPlaces.reduce((sum, { source }) => sum + source.rows, 0);
  const slots = slotsOf(
    recordPlaces.map(({ from, source }) => ({ from, rows: source.rows, fields: fieldsOf(source) })),
    records,
  );
  check(0.1);
  const keys = linkKeys(places, rules, records);
  const valueRules = VALUE_RULES.filter((kind) => rules.rules.every((rule) => rule.kind !== kind || rule.on));
  let count = keys.count;
  const facts = new Map<Placed, FactGroups>();
  places.forEach((place, i) => {
    if (place.part !== 'facts') return;
    const grouped = groupFacts(place, keys.nodes[i]!, keys.met[i]!, valueRules, count);
    count = grouped.count;
    facts.set(place, grouped);
  });
  check(0.2);
  const groups = new Groups(count);
  const nodeOf = finder(places, facts);
  applyDecisions(options.decisions, groups, nodeOf);
  const sure = new Map<number, number>();
  for (const { a, b, score } of keys.links) if (groups.join(a, b) && score < 1) sure.set(b, score);
  const before = distinct(groups, records);
  const starts = recordPlaces.map(({ from }) => from);
  const holders = new Map(VALUE_RULES.map((kind) => [kind, ruleHolders(slots, kind, records)]));
  const active = new Map([...holders].filter(([kind]) => valueRules.includes(kind)));
  const judged = mergeRecords(slots, records, starts, rules, active, groups, (done) => check(0.2 + 0.7 * done));
  const merged = before - distinct(groups, records);
  const contact = linkContacts(recordPlaces, facts, holders, valueRules, groups);
  for (const [node, score] of contact.scores) sure.set(node, score);
  check(0.95);
  const numbered = numberCustomers(sources, places, facts, groups, contact.shared, count);
  const scores = scoreRows(sources, places, facts, judged, records, sure, numbered.customers);
  const reports = [
    ...keys.reports,
    ...standInReports(places, numbered.customers),
    ...recordReports(recordPlaces, holders, valueRules),
    ...contact.reports,
    ...virtualReports(virtual),
  ];
  const pairs = explained(judged, recordPlaces, slots);
  return {
    count: numbered.count,
    customers: numbered.customers,
    scores,
    pairs,
    model: modelOf(judged, slots),
    report: {
      rules: reports,
      ...reportSources(sources, places, numbered.customers, numbered.count),
      compared: comparedFields(judged, slots),
      notCompared: judged.comparer ? null : whyNot(rules, records),
      customers: numbered.count,
      merged,
      review: pairs.filter(({ state }) => state === 'review').length,
    },
  };
}

type NodeOf = (source: number, row: number) => number;

/** Node of a row by the id of its source and its own; -1: it has none. */
function finder(places: readonly Placed[], facts: ReadonlyMap<Placed, FactGroups>): NodeOf {
  return (id, row) => {
    const place = places.find(({ source }) => source.id === id);
    if (!place) return -1;
    const at = rowAt(place.source, row);
    if (at < 0) return -1;
    return place.part === 'records' ? place.from + at : (facts.get(place)?.nodes[at] ?? -1);
  };
}

/** Place of a row among the rows of its source; -1: it is not there (cleaning dropped it). */
function rowAt(source: IdentitySource, id: number): number {
  const { ids } = source;
  if (!ids) return id >= 1 && id <= source.rows ? id - 1 : -1;
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (ids[middle] === id) return middle;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Same first, then different: what is to stay apart cannot be joined by anything that follows. */
function applyDecisions(decisions: readonly IdentityDecision[], groups: Groups, nodeOf: NodeOf): void {
  for (const wanted of [true, false])
    for (const { a, b, same } of decisions) {
      if (same !== wanted) continue;
      const [x, y] = [nodeOf(a.source, a.row), nodeOf(b.source, b.row)];
      if (x < 0 || y < 0) continue;
      if (same) groups.join(x, y);
      else groups.part(x, y);
    }
}

function distinct(groups: Groups, records: number): number {
  const seen = new Set<number>();
  for (let r = 0; r < records; r++) seen.add(groups.find(r));
  return seen.size;
}

function numberCustomers(
  sources: readonly IdentitySource[],
  places: readonly Placed[],
  facts: ReadonlyMap<Placed, FactGroups>,
  groups: Groups,
  shared: ReadonlySet<number>,
  count: number,
): { customers: Int32Array[]; count: number } {
  const made = new Uint8Array(count);
  for (const place of places) {
    if (!place.makes) continue;
    if (place.part === 'records') for (let r = 0; r < place.source.rows; r++) made[groups.find(place.from + r)] = 1;
    else
      for (const node of facts.get(place)?.nodes ?? [])
        if (node >= 0 && makesOne(place, node, places, facts, shared)) made[groups.find(node)] = 1;
  }
  unmakeStrangers(places, groups, made);
  const numbers = new Int32Array(count);
  const customers = sources.map(({ rows }) => new Int32Array(rows));
  let next = 0;
  for (const place of places) {
    const out = customers[place.index]!;
    const nodes = facts.get(place)?.nodes;
    for (let r = 0; r < place.source.rows; r++) {
      const node = place.part === 'records' ? place.from + r : (nodes?.[r] ?? -1);
      if (node < 0) continue;
      const root = groups.find(node);
      if (made[root] === 0) continue;
      if (numbers[root] === 0) numbers[root] = ++next;
      out[r] = numbers[root]!;
    }
  }
  return { customers, count: next };
}

/**
 * An unknown key makes a customer. A row without one does by its phone or e-mail, where these are not those of several:
 * if the source has no key at all, or no list of customers is there, or it says that guests bought.
 */
function makesOne(
  place: Placed,
  node: number,
  places: readonly Placed[],
  facts: ReadonlyMap<Placed, FactGroups>,
  shared: ReadonlySet<number>,
): boolean {
  if (node < facts.get(place)!.from) return true;
  const open = place.key === null || place.standIns !== null || places.every(({ part }) => part !== 'records');
  return open && !shared.has(node);
}

/** Records that stand for nobody make no customer, nor do the rows that name them. */
function unmakeStrangers(places: readonly Placed[], groups: Groups, made: Uint8Array): void {
  for (const { nobody, from } of places) for (const r of nobody) made[groups.find(from + r)] = 0;
}

function scoreRows(
  sources: readonly IdentitySource[],
  places: readonly Placed[],
  facts: ReadonlyMap<Placed, FactGroups>,
  judged: JudgedRecords,
  records: number,
  sure: ReadonlyMap<number, number>,
  customers: readonly Int32Array[],
): Float32Array[] {
  const best = new Float32Array(records).fill(-1);
  const doubt = new Float32Array(records);
  for (const { a, b, score, state } of judged.pairs)
    for (const record of [a, b])
      if (state === 'merged') best[record] = Math.max(best[record]!, score);
      else doubt[record] = Math.max(doubt[record]!, score);
  const scores = sources.map(({ rows }) => new Float32Array(rows));
  for (const place of places) {
    const out = scores[place.index]!;
    const nodes = facts.get(place)?.nodes;
    const mine = customers[place.index]!;
    for (let r = 0; r < out.length; r++) {
      if (mine[r] === 0) continue;
      if (place.part !== 'records') out[r] = sure.get(nodes![r]!) ?? 1;
      else {
        const node = place.from + r;
        out[r] = best[node]! >= 0 ? best[node]! : (sure.get(node) ?? 1) * (1 - doubt[node]!);
      }
    }
  }
  return scores;
}

function explained(judged: JudgedRecords, places: readonly Placed[], slots: readonly Slot[]): IdentityPair[] {
  const compare = levelsOf(slots, swapsOf(slots));
  const own = new Int8Array(slots.length);
  const of = (record: number) => {
    const at = places.findLastIndex(({ from }) => from <= record);
    const { source, from } = places[at]!;
    return { at, ref: { source: source.id, row: source.ids?.[record - from] ?? record - from + 1 } };
  };
  return judged.pairs.map(({ a, b, score, state, rule }) => {
    const [x, y] = [of(a), of(b)];
    const found = judged.comparer?.explain(a, b);
    if (!found) compare(a, b, own);
    const fields = comparisonsOf(slots, x.at, y.at, found?.levels ?? own, found?.bits ?? null);
    return { a: x.ref, b: y.ref, score: Math.round(score * 1e4) / 1e4, state, rule, fields };
  });
}

function modelOf({ comparer }: JudgedRecords, slots: readonly Slot[]): IdentityModel | null {
  if (!comparer) return null;
  const { m, u, weights, prior } = comparer.model;
  const levels = (s: number) =>
    Array.from({ length: LEVELS }, (_, level) => {
      const at = s * LEVELS + level;
      return { m: m[at]!, u: u[at]!, weight: weights[at]! };
    });
  return { prior, pairs: comparer.compared, fields: slots.map(({ kind }, s) => ({ field: kind, levels: levels(s) })) };
}

function comparedFields({ comparer }: JudgedRecords, slots: readonly Slot[]): IdentityReport['compared'] {
  if (!comparer) return [];
  const { weights } = comparer.model;
  const tenth = (bits: number) => Math.round(bits * 10) / 10;
  return slots.map(({ kind, columns }, s) => ({
    field: kind,
    columns: [...new Set(columns.filter((name) => name !== null))],
    agrees: tenth(weights[s * LEVELS]!),
    differs: tenth(weights[s * LEVELS + LEVELS - 1]!),
  }));
}

function whyNot(rules: IdentityRules, records: number): Said {
  if (!rules.fuzzy.on) return { key: 'identity:notCompared.off' };
  return { key: records < 2 ? 'identity:notCompared.few' : 'identity:notCompared.nothingTells' };
}

function reportSources(
  sources: readonly IdentitySource[],
  places: readonly Placed[],
  customers: readonly Int32Array[],
  count: number,
): Pick<IdentityReport, 'sources' | 'matchRate'> {
  // bit 0: seen, bit 1: in several sources
  const last = new Int32Array(count + 1).fill(-1);
  const several = new Uint8Array(count + 1);
  customers.forEach((list, s) => {
    for (const customer of list) {
      if (customer === 0) continue;
      if (last[customer]! >= 0 && last[customer] !== s) several[customer] = 1;
      last[customer] = s;
    }
  });
  const out = places.map((place) => {
    const { source, index } = place;
    const mine = customers[index]!;
    let linked = 0;
    let alone = 0;
    const own = new Set<number>();
    for (const customer of mine) {
      if (customer === 0) continue;
      own.add(customer);
      if (several[customer] === 1) linked++;
      else alone++;
    }
    const { id, name, kind, rows } = source;
    const unused = unusedWhy(place, own.size);
    const found = { source: id, name, kind, rows, linked, alone, nobody: rows - linked - alone, customers: own.size };
    return unused === null ? found : { ...found, unused };
  });
  const others = out.slice(1);
  const rows = others.reduce((sum, source) => sum + source.rows, 0);
  return {
    sources: out,
    matchRate: sources.length < 2 || rows === 0 ? 1 : others.reduce((sum, { linked }) => sum + linked, 0) / rows,
  };
}
