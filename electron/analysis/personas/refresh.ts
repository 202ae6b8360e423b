import type { Claim, ClaimStatus, Field, StatEvidence } from '../../../shared/contract/personas.ts';
import { type Found } from '../groups/differences.ts';
import type { DraftedSegment, Material } from './draft.ts';
import { differenceClaim, distributionClaim } from './fields.ts';
import { averageClaim, meanClaim, sumClaim } from './figures.ts';
import { foundOf, holds } from './measure.ts';

/**
 * Fields with their data claims measured again. What a person wrote, and the words beside a data claim, stay. A claim
 * that stated a difference and no longer holds is contradicted; one that can no longer be measured is stale and keeps
 * its figures and their date.
 * @param fresh the fields a new draft would have, for the figures
 */
export function refreshFields(
  fields: readonly Field[],
  fresh: readonly Field[],
  material: Material,
  segment: DraftedSegment,
): Field[] {
  const drafted = new Map(fresh.flatMap((field) => field.claims.map((claim) => [claim.id, claim])));
  return fields.map((field) => ({
    ...field,
    claims: field.claims.map((claim) =>
      claim.basis === 'data' ? remeasured(claim, drafted, material, segment) : claim,
    ),
  }));
}

/** Every data claim as stale, with the figures it had: the segment it speaks of is gone. */
export const outdated = (fields: readonly Field[]): Field[] =>
  fields.map((field) => ({
    ...field,
    claims: field.claims.map((claim) => (claim.basis === 'data' ? { ...claim, status: 'stale' } : claim)),
  }));

function remeasured(
  claim: Claim,
  drafted: ReadonlyMap<string, Claim>,
  material: Material,
  segment: DraftedSegment,
): Claim {
  const stat = claim.evidence.find((one) => one.kind === 'stat');
  const now = stat && measuredNow(claim, stat, drafted, material, segment);
  if (!now) return { ...claim, status: 'stale' };
  return { ...now.claim, id: claim.id, text: claim.text, author: claim.author, status: now.status };
}

type Now = { claim: Claim; status: ClaimStatus } | undefined;

function measuredNow(
  claim: Claim,
  stat: StatEvidence,
  drafted: ReadonlyMap<string, Claim>,
  material: Material,
  segment: DraftedSegment,
): Now {
  const { measured, attributes, asOf } = material;
  const same = drafted.get(claim.id);
  if (stat.attribute === null) return same && { claim: same, status: 'supported' };
  // a table that took the place of another has the same attributes under other ids
  const one = attributes.find(({ id }) => id === stat.attribute) ?? attributes.find(({ name }) => name === stat.column);
  if (!one) return undefined;
  if (stat.aggregate === 'sumShare') return supported(sumClaim(material, segment, one));
  if (stat.aggregate === 'distribution') {
    const next = distributionClaim(one, material, segment, stat.level);
    const found = stat.level === null ? undefined : foundOf(measured, segment.id, one.id, stat.level);
    if (!next || (stat.level !== null && !found)) return undefined;
    return { claim: next, status: found ? verdict(found, stat) : 'supported' };
  }
  if (claim.said?.key === 'personas:figure.average') return supported(averageClaim(material, segment, one));
  const found = foundOf(measured, segment.id, one.id, stat.level);
  if (!found) return undefined;
  if (claim.said?.key === 'personas:figure.mean') return supported(meanClaim(material, segment, one));
  return { claim: differenceClaim(found, one, measured, asOf), status: verdict(found, stat) };
}

const supported = (claim: Claim | undefined): Now => claim && { claim, status: 'supported' };

/** Still far enough on the same side of everyone, and sure enough; what the cut made is not tested. */
function verdict(found: Found, before: StatEvidence): ClaimStatus {
  const same = Math.sign(found.effect.value) === Math.sign(before.effect?.value ?? found.effect.value);
  if (!holds(found) || !same) return 'contradicted';
  return found.p === null ? 'untested' : 'supported';
}
