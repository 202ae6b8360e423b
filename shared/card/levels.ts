import type { Claim, Persona, StatEvidence } from '../contract/personas.ts';
import { PRIVACY_FLOOR, type Said } from '../domain.ts';
import { fitting, tellable, withheldGroups, withheldTable } from '../privacy.ts';
import { OTHER_LEVELS } from './presets.ts';

/** A statistic that a card tells of its segment. */
export interface ToldStat {
  readonly segment: number;
  readonly claim: Claim;
  readonly stat: StatEvidence;
}

/** The statistics of cards, those of one attribute and one count of everyone together. */
export function statsByAttribute(cards: readonly Persona[], which: (stat: StatEvidence) => boolean): ToldStat[][] {
  const groups = new Map<string, ToldStat[]>();
  for (const { segment, fields } of cards)
    for (const claim of fields.flatMap(({ claims }) => claims))
      for (const stat of claim.evidence) {
        if (segment === null || stat.kind !== 'stat' || stat.attribute === null || !which(stat)) continue;
        const key = `${stat.attribute} ${stat.baseN}`;
        groups.set(key, [...(groups.get(key) ?? []), { segment, claim, stat }]);
      }
  return [...groups.values()];
}

/**
 * Segments that may not tell of an attribute, by the number of customers with a value in each that would.
 * @param all customers with a value in all segments
 */
export function untold<K>(n: ReadonlyMap<K, number>, all: number): Set<K> {
  const told = [...n].sort((a, b) => a[1] - b[1]);
  const rest = all - told.reduce((sum, [, count]) => sum + count, 0);
  if (rest === 0) return new Set();
  const few = rest < PRIVACY_FLOOR;
  const out =
    rest < 0 ? null : withheldGroups([rest, ...told.map(([, count]) => count)], 'known', [few ? 'secret' : 'never']);
  return new Set(told.flatMap(([key], i) => (out && !out.groups[i + 1] ? [] : [key])));
}

/**
 * Levels of an attribute as all cards together tell them, in distributions and in statements: a table of segments by
 * levels whose sums are told, a row a segment and one for the customers that no card tells of.
 * @returns claims that change; null: they are taken off
 */
export function withheldLevels(cards: readonly Persona[]): [Claim, Claim | null][] {
  const ofLevels = ({ aggregate, level }: StatEvidence) =>
    aggregate === 'distribution' || (aggregate === 'share' && level !== null);
  return statsByAttribute(cards, ofLevels).flatMap((told) => {
    const kept = untold(new Map(told.map(({ segment, stat }) => [segment, stat.n])), told[0]!.stat.baseN);
    const table = tableOf(told.filter(({ segment }) => !kept.has(segment)));
    return told.flatMap((one): [Claim, Claim | null][] => {
      const open = (level: string) => !kept.has(one.segment) && table !== null && table(one.segment, level);
      const now = openClaim(one, open);
      return now === one.claim ? [] : [[one.claim, now]];
    });
  });
}

/** @returns whether a level of a segment may be told; null: none may */
function tableOf(told: readonly ToldStat[]): ((segment: number, level: string) => boolean) | null {
  if (told.length === 0) return null;
  const base = new Map(told.flatMap(({ stat }) => levelsOf(stat).map(({ level, of }) => [level, of] as const)));
  const levels = [...base.keys()];
  const segments = [...new Map(told.map(({ segment, stat }) => [segment, stat.n]))].sort((a, b) => a[0] - b[0]);
  const all = told[0]!.stat.baseN;
  const rest = all - segments.reduce((sum, [, n]) => sum + n, 0);
  const others = all - [...base.values()].reduce((sum, n) => sum + n, 0);
  const counts = segments.map(([segment]) => {
    const known = new Map(
      told.flatMap((one) => (one.segment === segment ? levelsOf(one.stat) : [])).map(({ level, n }) => [level, n]),
    );
    return [...levels.map((level) => known.get(level) ?? null), ...(others === 0 ? [] : [null])];
  });
  const cells = rest === 0 ? counts : [...counts, [...levels.map(() => null), ...(others === 0 ? [] : [null])]];
  const stated = new Set(told.map(({ segment, stat }) => `${segment} ${saidLevel(stat) ?? ''}`));
  const fitted = fitting(
    cells,
    [...segments.map(([, n]) => n), ...(rest === 0 ? [] : [rest])],
    [...base.values(), ...(others === 0 ? [] : [others])],
  );
  const withheld =
    fitted &&
    withheldTable({
      cells: fitted,
      rows: 'known',
      columns: 'known',
      total: 'known',
      secret: cells.map((row) => row.map((cell) => cell === null)),
      // a statement is lost with its level
      dear: segments.map(([segment]) => levels.map((level) => (stated.has(`${segment} ${level}`) ? all : 0))),
    });
  if (!withheld) return null;
  const rows = new Map(segments.map(([segment], r) => [segment, r]));
  const columns = new Map(levels.map((level, c) => [level, c]));
  return (segment, level) => withheld.cells[rows.get(segment)!]?.[columns.get(level) ?? -1] === false;
}

/** Levels a statistic tells: customers of the segment (null: not told) and of everyone. */
function levelsOf(stat: StatEvidence): { level: string; n: number | null; of: number }[] {
  const counted = (share: number | null) => {
    const n = share === null ? null : Math.round(share * stat.n);
    return n !== null && tellable(n) ? n : null;
  };
  const of = (share: number) => Math.round(share * stat.baseN);
  if (stat.aggregate === 'distribution')
    return (stat.distribution ?? []).map(({ level, share, base }) => ({ level, n: counted(share), of: of(base) }));
  return stat.level === null ? [] : [{ level: stat.level, n: counted(stat.segmentValue), of: of(stat.baseValue) }];
}

/** The level a claim speaks of: the stated one, or the one whose share is its value. */
const saidLevel = ({ level, distribution, segmentValue }: StatEvidence): string | undefined =>
  level ?? distribution?.find(({ share }) => share === segmentValue)?.level;

/** A claim without the levels that may not be told; null when nothing is left to say. */
function openClaim({ claim, stat }: ToldStat, open: (level: string) => boolean): Claim | null {
  const said = saidLevel(stat);
  if (stat.aggregate !== 'distribution') return said !== undefined && open(said) ? claim : null;
  const rows = stat.distribution ?? [];
  if (rows.every(({ level, share }) => share === null || open(level))) return claim;
  const most = rows.reduce((a, b) => ((b.share ?? 0) > (a.share ?? 0) ? b : a), rows[0]!);
  // a distribution without its most frequent level would mislead
  if (most.share === null || !open(most.level)) return null;
  const distribution = rows.map((row) => (open(row.level) ? row : { ...row, share: null }));
  const kept = said !== undefined && open(said);
  if (!kept && most.level === OTHER_LEVELS) return null;
  const told: StatEvidence = kept
    ? { ...stat, distribution }
    : { ...describing(stat, most.share, most.base), distribution };
  return {
    ...claim,
    said: kept || !claim.said ? claim.said : oftenSaid(claim.said, most.level, most.share, most.base),
    evidence: claim.evidence.map((one) => (one === stat ? told : one)),
  };
}

/** A distribution that states nothing: what was compared was the level that is withheld. */
const describing = (stat: StatEvidence, share: number, base: number): StatEvidence => ({
  ...stat,
  level: null,
  segmentValue: share,
  baseValue: base,
  effect: null,
  interval: null,
  p: null,
  comparisons: null,
  filter: null,
});

const oftenSaid = (said: Said, level: string, share: number, base: number): Said => ({
  key: 'personas:claim.often',
  values: { ...said.values, level, share, base },
});
