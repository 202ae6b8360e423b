import type { FeatureSpec, MissingPolicy, Treatment } from '../../../shared/contract/features.ts';
import type { Said } from '../../../shared/domain.ts';
import { sensitiveKind } from '../privacy/sensitive.ts';
import { MOST_WIDTH } from './bounds.ts';
import { type Common, REPEATS, speaking } from './information.ts';
import { type ColumnSummary, type Related } from './summary.ts';
import { gapsOf } from './gaps.ts';
import { goesRound, longCircle, outcome } from './outcomes.ts';
import { type AttributeFacts, isReadable } from './values.ts';

/** A feature as the workbench proposes it; what a person changed is laid over it later. */
export type Proposal = Omit<FeatureSpec, 'edited' | 'why'>;

/** An attribute with its summary; null for what may not be looked at. */
export interface Candidate extends AttributeFacts {
  readonly summary: ColumnSummary | null;
  /** why it is no feature whatever its values, as one that says the same as another; null or left out: nothing */
  readonly aside?: Said | null;
  /** what its gaps mean, where that is known; null or left out: nothing in particular */
  readonly gaps?: MissingPolicy | null;
}

/** More than this share of one value is as good as a constant. */
const NEAR_CONSTANT = 0.99;
/** More than this share missing says too little. */
const MOST_MISSING = 0.5;
/** Categories with more levels than this are not proposed. */
const MOST_LEVELS = 12;
/** Categories with more levels than this cannot be chosen either. */
const MOST_LEVELS_CHOSEN = 60;
/** Fewer rows than this may be whole numbers without a gap by chance. */
const LEAST_RUNNING = 30;
/** Skewness of the middle nine tenths, (p95 + p5 - 2 median) / (p95 - p5), from which the logarithm is proposed. */
const LONG_TAIL = 0.25;

/**
 * Propose which attributes to cluster on and how.
 * @param candidates attributes in file order
 * @param related near duplicates; a and b are positions in `candidates`
 * @param common of a wide table: what columns have in common, by the same positions; otherwise null
 */
export function propose(
  candidates: readonly Candidate[],
  related: readonly Related[],
  common: readonly Common[] | null = null,
): Proposal[] {
  const first = candidates.map(proposeOne);
  // of near duplicates the better filled stays, of equally filled the first
  const order = candidates
    .map((_, i) => i)
    .filter((i) => first[i]!.use)
    .sort((a, b) => candidates[a]!.summary!.missing - candidates[b]!.summary!.missing || a - b);
  const kept = new Set<number>();
  for (const i of order) {
    const isTwin = (pair: { a: number; b: number }): boolean =>
      (pair.a === i && kept.has(pair.b)) || (pair.b === i && kept.has(pair.a));
    const nameOf = (pair: { a: number; b: number }): string => candidates[pair.a === i ? pair.b : pair.a]!.name;
    const twin = related.find(isTwin);
    const repeated = twin ? undefined : common?.find((pair) => pair.v >= REPEATS && isTwin(pair));
    if (!twin && !repeated) kept.add(i);
    else
      first[i] = {
        ...first[i]!,
        use: false,
        reason: twin
          ? { key: 'features:reason.duplicate', values: { other: nameOf(twin), r: Number(twin.r.toFixed(2)) } }
          : { key: 'features:reason.repeats', values: { other: nameOf(repeated!) } },
      };
  }
  return common ? narrowed(first, candidates, common) : first;
}

/**
 * Of a wide table only columns that go with another are proposed, and of many of those the ones that speak for the
 * others, up to {@link MOST_WIDTH} columns of the matrix: the rest would bury the groups and take the time. Where no
 * column goes with another, the first are taken as they stand.
 */
function narrowed(first: readonly Proposal[], candidates: readonly Candidate[], common: readonly Common[]): Proposal[] {
  const used = first.flatMap(({ use }, i) => (use ? [i] : []));
  const ranked = speaking(used, common);
  const order = ranked.length > 1 ? ranked : used;
  const goes = new Set(order);
  const kept = new Set<number>();
  let width = 0;
  for (const i of order) {
    const own = first[i]!.treatment === 'onehot' ? candidates[i]!.summary!.distinct : 1;
    if (width + own > MOST_WIDTH) continue;
    width += own;
    kept.add(i);
  }
  return first.map((proposal, i) => {
    if (!proposal.use || kept.has(i)) return proposal;
    const reason: Said = goes.has(i)
      ? { key: 'features:reason.crowded', values: { count: kept.size } }
      : { key: 'features:reason.alone' };
    return { ...proposal, use: false, reason };
  });
}

function proposeOne(candidate: Candidate): Proposal {
  const { summary } = candidate;
  const protectedKind = sensitive(candidate);
  const base = { attribute: candidate.attribute, column: candidate.name, weight: 1, sensitive: protectedKind };
  if (!summary || !isReadable(candidate))
    return { ...base, use: false, treatment: 'zscore', missing: 'median', treatments: [], reason: closed(candidate) };
  const treatments = possible(candidate, summary);
  const { treatment, reason } = goesRound(candidate, summary)
    ? { treatment: 'onehot' as const, reason: { key: 'features:reason.circle' } }
    : best(candidate, summary);
  const missing: MissingPolicy = gapsOf(candidate, treatment, summary.missing > 0);
  const dropped =
    tooPoor(candidate, summary) ??
    outcome(candidate, summary) ??
    longCircle(candidate, summary) ??
    (protectedKind && { key: 'features:reason.sensitive', values: { kind: protectedKind } });
  return {
    ...base,
    weight: dropped ? 1 : weightOf(treatment, summary),
    use: !dropped && treatments.length > 0,
    treatment,
    missing,
    treatments,
    reason: dropped ?? reason,
  };
}

/** Why an attribute is not looked at. */
function closed({ type, role, personal }: Candidate): Said {
  if (personal || role === 'personal') return { key: 'features:reason.personal' };
  if (role === 'key') return { key: 'features:reason.key' };
  if (role === 'ignored') return { key: 'features:reason.ignored' };
  return { key: type === 'identifier' ? 'features:reason.identifier' : 'features:reason.text' };
}

/** What the law protects more than other data is no feature until a person takes it; null: nothing of the kind. */
function sensitive({ name }: Candidate): Said | null {
  const kind = sensitiveKind(name);
  return kind && { key: `privacy:sensitive.${kind}` };
}

/** Why an attribute says too little; null when it does not. */
function tooPoor(candidate: Candidate, summary: ColumnSummary): Said | null {
  const { n, missing, distinct, top } = summary;
  const known = n - missing;
  if (known === 0) return { key: 'features:reason.empty' };
  if (distinct < 2) return { key: 'features:reason.constant' };
  if (candidate.aside) return candidate.aside;
  if (missing > MOST_MISSING * n) return { key: 'features:reason.missing', values: { share: missing / n } };
  if (top > NEAR_CONSTANT * known)
    return { key: 'features:reason.nearConstant', values: { share: floor(top / known) } };
  if (isRunning(candidate, summary)) return { key: 'features:reason.running' };
  if (candidate.type === 'category' && !candidate.ordered && distinct > MOST_LEVELS)
    return { key: 'features:reason.manyLevels', values: { count: distinct, most: MOST_LEVELS } };
  return null;
}

/** Whole numbers without gap or repeat: a rank or a line number, which says nothing that other columns do not. */
const isRunning = ({ type }: Candidate, { n, of, missing, distinct, numeric }: ColumnSummary): boolean =>
  type === 'number' &&
  missing === 0 &&
  n >= LEAST_RUNNING &&
  distinct >= 0.99 * n &&
  numeric !== null &&
  Number.isInteger(numeric.min) &&
  numeric.max - numeric.min + 1 <= 1.01 * (of ?? n);

/** 99.96 % must not print as 100 %. */
const floor = (share: number): number => Math.floor(share * 1000) / 1000;

function possible({ type, ordered }: Candidate, { distinct, numeric }: ColumnSummary): Treatment[] {
  if (distinct < 2) return [];
  switch (type) {
    case 'boolean':
      return ['binary'];
    case 'date':
      return ['zscore', 'robust'];
    case 'category': {
      const out: Treatment[] = distinct <= MOST_LEVELS_CHOSEN ? ['onehot'] : [];
      if (ordered) out.unshift('ordinal');
      if (distinct === 2) out.push('binary');
      return out;
    }
    default: {
      const out: Treatment[] = ['zscore', 'log'];
      if (numeric && numeric.quantiles[3] > numeric.quantiles[1]) out.push('robust');
      if (distinct === 2) out.push('binary');
      if (distinct <= MOST_LEVELS) out.push('onehot');
      return out;
    }
  }
}

function best({ type, ordered }: Candidate, summary: ColumnSummary): { treatment: Treatment; reason: Said } {
  if (type === 'boolean') return { treatment: 'binary', reason: { key: 'features:reason.binary' } };
  if (type === 'date') return { treatment: 'zscore', reason: { key: 'features:reason.date' } };
  if (type === 'category')
    return ordered
      ? { treatment: 'ordinal', reason: { key: 'features:reason.ordinal', values: { count: summary.distinct } } }
      : { treatment: 'onehot', reason: { key: 'features:reason.onehot', values: { count: summary.distinct } } };
  return bestForNumber(summary);
}

function bestForNumber({ n, of, distinct, numeric }: ColumnSummary): { treatment: Treatment; reason: Said } {
  if (distinct === 2) return { treatment: 'binary', reason: { key: 'features:reason.twoValues' } };
  if (!numeric) return { treatment: 'zscore', reason: { key: 'features:reason.zscore' } };
  const { min, skew, outliers, quantiles } = numeric;
  const [p5, q1, median, q3, p95] = quantiles;
  const body = p95 > p5 ? (p95 + p5 - 2 * median) / (p95 - p5) : 1;
  if (min >= 0 && skew > 1 && body > LONG_TAIL) return { treatment: 'log', reason: { key: 'features:reason.log' } };
  if (outliers > 0 && q3 > q1)
    return {
      treatment: 'robust',
      reason:
        of === undefined
          ? { key: 'features:reason.robust', values: { count: outliers } }
          : { key: 'features:reason.robustSample', values: { count: outliers, sample: n } },
    };
  return { treatment: 'zscore', reason: { key: 'features:reason.zscore' } };
}

/**
 * A z-scored yes/no counts the more the rarer it is, until a handful of customers make a group of their own. Its weight
 * falls with √(p(1-p)): an even one weighs as much as a number, a rare one hardly anything.
 */
const EVEN_WEIGHT = 1;

function weightOf(treatment: Treatment, { n, missing, top }: ColumnSummary): number {
  if (treatment !== 'binary') return 1;
  const p = top / (n - missing);
  return Number((2 * EVEN_WEIGHT * Math.sqrt(p * (1 - p))).toFixed(2));
}
