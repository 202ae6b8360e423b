import type { Claim } from '../../../shared/contract/personas.ts';
import { PRIVACY_FLOOR } from '../../../shared/domain.ts';
import { rankDifferences } from '../groups/differences.ts';
import { combine, intervalIn } from '../groups/groups.ts';
import { short, valueSaid } from '../groups/words.ts';
import { dataClaim, type DraftedSegment, isEveryone, type Material, NO_STAT, styleOf } from './draft.ts';
import { CLAIM_P, evidenceOf, finiteInterval, foundOf, holds, sumShare, tellable, totalOf } from './measure.ts';
import { type CardAttribute, isFrequency, isMoney } from './parts.ts';

/** Figures a card shows at most. */
const FIGURES = 4;

/** The figures at the top of a card: size, value, frequency, then the numbers in which the segment differs most. */
export function figureClaims(material: Material, segment: DraftedSegment): Claim[] {
  if (segment.size < PRIVACY_FLOOR) return [];
  const { measured, attributes } = material;
  const money = attributes
    .filter(isMoney)
    .toSorted((a, b) => totalOf(measured, b.id) - totalOf(measured, a.id) || a.position - b.position)[0];
  const often = attributes
    .filter((one) => isFrequency(one) && one.id !== money?.id)
    .toSorted(
      (a, b) =>
        Number(b.dimension === 'behaviour') - Number(a.dimension === 'behaviour') ||
        totalOf(measured, b.id) - totalOf(measured, a.id) ||
        a.position - b.position,
    )[0];
  const rest = (taken: readonly (number | undefined)[]) =>
    isEveryone(segment)
      ? attributes
          .filter(({ id, reading }) => reading === 'number' && !taken.includes(id))
          .map((one) => averageClaim(material, segment, one))
      : strongestMeans(material, segment, taken);
  const mean = isEveryone(segment) ? averageClaim : meanClaim;
  const claims = [
    sizeClaim(segment, material),
    money && !isEveryone(segment) ? sumClaim(material, segment, money) : undefined,
    money && mean(material, segment, money),
    often && mean(material, segment, often),
    ...rest([money?.id, often?.id]),
  ];
  return claims.filter((claim) => claim !== undefined).slice(0, FIGURES);
}

function sizeClaim(segment: DraftedSegment, { asOf, orders }: Material): Claim {
  const { size, total } = segment;
  const [some, all] = orders
    ? ['personas:figure.sizeOrders', 'personas:figure.allOrders']
    : ['personas:figure.size', 'personas:figure.all'];
  return dataClaim(
    'd:size',
    {
      key: isEveryone(segment) ? all! : some!,
      values: { value: { key: 'personas:value.number', values: { value: size } }, share: size / total },
    },
    {
      ...NO_STAT,
      aggregate: 'count',
      n: size,
      segmentValue: size,
      baseValue: total,
      baseN: total,
    },
    asOf,
  );
}

/** The part of the sum of a number over everyone that is the segment's. */
export function sumClaim({ measured, asOf }: Material, segment: DraftedSegment, one: CardAttribute): Claim | undefined {
  const sums = sumShare(measured, segment.id, one.id);
  if (!sums) return undefined;
  const { share, n, missing, baseN } = sums;
  return dataClaim(
    `d:${one.id}:sumShare`,
    {
      key: 'personas:figure.sumShare',
      values: { value: { key: 'personas:value.percent', values: { value: share } }, column: short(one.name) },
    },
    {
      ...NO_STAT,
      attribute: one.id,
      column: one.name,
      aggregate: 'sumShare',
      n,
      missing,
      segmentValue: share,
      baseValue: 1,
      baseN,
    },
    asOf,
  );
}

/** The mean of a number in the segment, with everyone's beside it. */
export function meanClaim(
  { measured, asOf }: Material,
  segment: DraftedSegment,
  one: CardAttribute,
): Claim | undefined {
  const found = foundOf(measured, segment.id, one.id, null);
  if (!found || !tellable(found)) return undefined;
  const said = (value: number) => valueSaid(value, styleOf(one, value));
  return dataClaim(
    `d:${one.id}:mean`,
    {
      key: 'personas:figure.mean',
      values: { value: said(found.value), base: said(found.base), column: short(one.name) },
    },
    evidenceOf(found, null, measured),
    asOf,
  );
}

/** The mean of a number over everyone. */
export function averageClaim(
  { measured, asOf }: Material,
  segment: DraftedSegment,
  one: CardAttribute,
): Claim | undefined {
  const figures = measured.tallies.get(one.id)?.mean;
  const all = figures && combine(figures.clusters);
  if (all?.kind !== 'mean' || all.n < PRIVACY_FLOOR || segment.size < PRIVACY_FLOOR) return undefined;
  return dataClaim(
    `d:${one.id}:mean`,
    {
      key: 'personas:figure.average',
      values: { value: valueSaid(all.mean, styleOf(one, all.mean)), column: short(one.name) },
    },
    {
      ...NO_STAT,
      attribute: one.id,
      column: one.name,
      aggregate: 'mean',
      n: all.n,
      missing: all.missing,
      segmentValue: all.mean,
      baseValue: all.mean,
      baseN: all.n,
      interval: finiteInterval(intervalIn(all)),
    },
    asOf,
  );
}

/** Where money and visits are not on file: the numbers in which the segment differs most. */
function strongestMeans(material: Material, segment: DraftedSegment, taken: readonly (number | undefined)[]): Claim[] {
  const { measured, attributes } = material;
  return rankDifferences(measured.found, segment.id, CLAIM_P).flatMap((found) => {
    const one = attributes.find(({ id }) => id === found.attribute);
    if (!one || found.level !== null || taken.includes(one.id) || !holds(found)) return [];
    return meanClaim(material, segment, one) ?? [];
  });
}
