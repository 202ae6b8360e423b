import type { IdentityRules, RuleKind } from '../../../shared/contract/identity.ts';
import { agree, mergePairs } from './clusters.ts';
import { canTell, type Comparer, findDuplicates, type ScoredPair } from './duplicates.ts';
import { aloneShared, contradicted, type Holders, ruleLinks, underOneRoof } from './exactRules.ts';
import { levelsOf, swapsOf } from './model.ts';
import type { Slot } from './slots.ts';
import type { Groups } from './union.ts';

/** Two records with what came of them. */
interface JudgedPair {
  readonly a: number;
  readonly b: number;
  readonly score: number;
  readonly state: 'merged' | 'review';
  readonly rule: RuleKind | null;
}

/** Records compared and merged. */
export interface JudgedRecords {
  readonly pairs: JudgedPair[];
  readonly comparer: Comparer | null;
}

/** How sure a rule is that nothing contradicts. */
const BY_RULE = 0.99;
/** Doubtful pairs that are kept for review at most. */
const MOST_REVIEWED = 50_000;

/**
 * Merge records that are one customer: by the exact rules where nothing contradicts them, then by score. A rule that the
 * rest of the records contradicts leaves the pair to the score, at most for review; so does one phone or e-mail of more than
 * three records of a list that agree in nothing else.
 * @param from first record of each list, rising
 * @param holders of the exact rules that are on
 */
export function mergeRecords(
  slots: readonly Slot[],
  records: number,
  from: readonly number[],
  rules: IdentityRules,
  holders: ReadonlyMap<RuleKind, Holders>,
  groups: Groups,
  check: (done: number) => void,
): JudgedRecords {
  const links = [...holders].flatMap(([kind, held]) => ruleLinks(kind, held));
  const { fuzzy } = rules;
  const compares = fuzzy.on && records > 1 && canTell(slots);
  const comparer = compares ? findDuplicates(slots, records, Math.min(fuzzy.review, fuzzy.merge), check) : null;
  const compare = levelsOf(slots, swapsOf(slots));
  const levels = new Int8Array(slots.length);
  const shared = aloneShared(slots, records, from);
  const roof = underOneRoof(slots, records);
  const sharesOne = (own: Int8Array, a: number, b: number) => shared(own, a, b) || roof(own, a, b);
  const isRecord = (node: number) => node < records;
  const judged = new Map<number, JudgedPair>();
  const keyOf = (a: number, b: number) => a * records + b;
  for (const { kind, a, b } of links) {
    if (judged.get(keyOf(a, b))?.state === 'merged') continue;
    compare(a, b, levels);
    const contradicts = contradicted(slots, levels, kind);
    // nothing speaks against it, and too little for it: a person is asked, whatever the score
    const alone = !contradicts && sharesOne(levels, a, b);
    const against = contradicts || alone;
    const found = comparer?.explain(a, b);
    const score = Math.max(found?.score ?? (against ? 0.5 : BY_RULE), alone ? fuzzy.review : 0);
    const merges =
      !against &&
      score >= Math.min(fuzzy.review, fuzzy.merge) &&
      (!comparer || agree(a, b, groups, comparer, isRecord));
    if (merges && (groups.same(a, b) || groups.join(a, b)))
      judged.set(keyOf(a, b), { a, b, score: Math.max(score, BY_RULE), state: 'merged', rule: kind });
    else if (score >= fuzzy.review)
      judged.set(keyOf(a, b), { a, b, score: Math.min(score, fuzzy.merge), state: 'review', rule: kind });
  }
  const scored: readonly ScoredPair[] = comparer?.pairs ?? [];
  const oneAlone = (a: number, b: number) => {
    compare(a, b, levels);
    return sharesOne(levels, a, b);
  };
  if (comparer)
    mergePairs(
      scored.filter(({ a, b, score }) => score < fuzzy.merge || !oneAlone(a, b)),
      fuzzy.merge,
      groups,
      comparer,
      isRecord,
    );
  for (const { a, b, score } of scored) {
    const before = judged.get(keyOf(a, b));
    const same = groups.same(a, b);
    if (before?.state === 'merged' && same) continue;
    if (same) judged.set(keyOf(a, b), { a, b, score, state: 'merged', rule: before?.rule ?? null });
    else if (score >= fuzzy.review)
      judged.set(keyOf(a, b), {
        a,
        b,
        score: Math.min(score, fuzzy.merge),
        state: 'review',
        rule: before?.rule ?? null,
      });
  }
  // what was to be reviewed may have become one customer by another way
  const pairs = [...judged.values()].map((pair) =>
    pair.state === 'review' && groups.same(pair.a, pair.b) ? { ...pair, state: 'merged' as const } : pair,
  );
  const merged = pairs.filter(({ state }) => state === 'merged');
  const review = pairs
    .filter(({ state }) => state === 'review')
    .sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
  return { pairs: [...merged, ...review.slice(0, MOST_REVIEWED)], comparer };
}
