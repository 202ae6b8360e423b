import type { Comparer, ScoredPair } from './duplicates.ts';
import type { Groups } from './union.ts';

/** Records of a group that are looked at before two groups become one. */
const LOOKED_AT = 8;
/** Log odds are cut here (bits), so that one pair cannot decide over all others. */
const BOUND = 16;

/**
 * Merge pairs, the surest first. Two groups of several records become one only when their records agree with each other
 * on the whole: the mean log odds between them, each cut at 16 bits, must not speak against it. A record between two
 * others does not chain them.
 * @param mayMerge whether a node takes part in the comparison (records), for groups that hold other nodes too
 * @returns pairs that were kept apart by the guard or by a person
 */
export function mergePairs(
  pairs: readonly ScoredPair[],
  merge: number,
  groups: Groups,
  comparer: Comparer,
  isRecord: (node: number) => boolean,
): Set<ScoredPair> {
  const refused = new Set<ScoredPair>();
  for (const pair of pairs) {
    if (pair.score < merge) break;
    if (groups.same(pair.a, pair.b)) continue;
    if (pair.doubtful || !groups.mayJoin(pair.a, pair.b) || !agree(pair.a, pair.b, groups, comparer, isRecord))
      refused.add(pair);
    else groups.join(pair.a, pair.b);
  }
  return refused;
}

/** Do the records of two groups agree on the whole? */
export function agree(
  a: number,
  b: number,
  groups: Groups,
  comparer: Comparer,
  isRecord: (node: number) => boolean,
): boolean {
  if (groups.size(a) === 1 && groups.size(b) === 1) return true;
  const left = groups
    .members(a, LOOKED_AT * 4)
    .filter(isRecord)
    .slice(0, LOOKED_AT);
  const right = groups
    .members(b, LOOKED_AT * 4)
    .filter(isRecord)
    .slice(0, LOOKED_AT);
  if (left.length === 1 && right.length === 1) return true;
  let sum = 0;
  for (const x of left)
    for (const y of right) sum += Math.max(-BOUND, Math.min(BOUND, comparer.odds(Math.min(x, y), Math.max(x, y))));
  return sum >= 0;
}
