import { emptyField, FACE_LIMIT, OTHER_LEVELS, type Part, type Preset } from '../../../shared/card/presets.ts';
import type { Claim, Field, StatEvidence } from '../../../shared/contract/personas.ts';
import { PRIVACY_FLOOR, type Said } from '../../../shared/domain.ts';
import { cohenH, wilson } from '../insight/inference.ts';
import { type Found, rankDifferences } from '../insight/differences.ts';
import { differenceSaid, readable, short, type Style, valueSaid } from '../insight/words.ts';
import type { Level } from './bands.ts';
import { evidenceOf, foundOf, holds, type Measured, sharesOf, sumShare, tellable, totalOf } from './measure.ts';
import { type CardAttribute, isFrequency, isMoney, isYear } from './parts.ts';

/** What a draft is made from: the same for all cards of a segmentation. */
export interface Material {
  readonly measured: Measured;
  readonly attributes: readonly CardAttribute[];
  readonly parts: ReadonlyMap<Part, CardAttribute>;
  /** date of the data */
  readonly asOf: string;
}

/** The segment a card is drafted for. */
export interface DraftedSegment {
  readonly id: number;
  readonly size: number;
  /** customers in all segments together */
  readonly total: number;
}

/** Figures a card shows at most. */
const FIGURES = 4;

/** Fields of a card for one segment, in the order of the preset. Fields without data behind them stay empty or out. */
export function draftFields(preset: Preset, material: Material, segment: DraftedSegment): Field[] {
  const others = otherAttributes(material);
  const fields = preset.fields.flatMap((of): Field[] => {
    const field = emptyField(of);
    const { source } = of;
    switch (source?.from) {
      case 'figures':
        return [{ ...field, claims: figureClaims(material, segment) }];
      case 'differences':
        return [{ ...field, claims: differenceClaims(material, segment, source.limit) }];
      case 'part': {
        const attribute = material.parts.get(source.part);
        return attribute ? distributionField(field, attribute, material, segment) : [];
      }
      case 'others':
        return others
          .slice(0, source.limit)
          .flatMap((attribute, i) =>
            distributionField(
              { ...field, key: `data:${attribute.id}`, label: short(attribute.name), onFace: i < source.face },
              attribute,
              material,
              segment,
            ),
          );
      case 'review':
        return [{ ...field, value: laterBy(material.asOf, source.months) }];
      default:
        return [field];
    }
  });
  return onFaceByRoom(fields);
}

/** Distributions a face has room for. */
const FACE_DISTRIBUTIONS = 4;

/** The distributions meant for the face first, then others, until the face is full: at most FACE_LIMIT fields in all. */
function onFaceByRoom(fields: readonly Field[]): Field[] {
  const distributions = fields.filter(({ kind }) => kind === 'distribution');
  const rest = fields.filter(({ kind, onFace }) => kind !== 'distribution' && onFace).length;
  const room = Math.max(0, Math.min(FACE_DISTRIBUTIONS, FACE_LIMIT - rest));
  const wanted = distributions.toSorted((a, b) => Number(b.onFace) - Number(a.onFace)).slice(0, room);
  return fields.map((field) => (field.kind === 'distribution' ? { ...field, onFace: wanted.includes(field) } : field));
}

/** The day some months after a date. */
function laterBy(iso: string, months: number): string {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.toISOString().slice(0, 10);
}

const dataClaim = (id: string, said: Said, evidence: StatEvidence, asOf: string): Claim => ({
  id,
  said,
  text: '',
  basis: 'data',
  evidence: [evidence],
  status: 'supported',
  asOf,
  author: '',
});

/** How an attribute's values read. */
export const styleOf = (one: CardAttribute, value: number): Style => ({
  type: one.type,
  unit: one.format.unit === undefined || one.format.unit === '%' ? null : one.format.unit.replace('￥', '¥'),
  percent: one.format.percent ?? false,
  year: isYear(one, value),
});

function figureClaims(material: Material, segment: DraftedSegment): Claim[] {
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
  const claims = [
    sizeClaim(segment, material.asOf),
    money && sumClaim(material, segment, money),
    money && meanClaim(material, segment, money),
    often && meanClaim(material, segment, often),
    ...strongestMeans(material, segment, [money?.id, often?.id]),
  ];
  return claims.filter((claim) => claim !== undefined).slice(0, FIGURES);
}

function sizeClaim({ size, total }: DraftedSegment, asOf: string): Claim {
  return dataClaim(
    'd:size',
    {
      key: 'personas:figure.size',
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

const NO_STAT = {
  kind: 'stat',
  attribute: null,
  column: null,
  level: null,
  missing: 0,
  effect: null,
  interval: null,
  p: null,
  comparisons: null,
  distribution: null,
  filter: null,
} as const;

function sumClaim({ measured, asOf }: Material, segment: DraftedSegment, one: CardAttribute): Claim | undefined {
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
    evidenceOf(found, null, measured.found.length),
    asOf,
  );
}

/** Where money and visits are not on file: the numbers in which the segment differs most. */
function strongestMeans(material: Material, segment: DraftedSegment, taken: readonly (number | undefined)[]): Claim[] {
  const { measured, attributes } = material;
  return rankDifferences(measured.found, segment.id).flatMap((found) => {
    const one = attributes.find(({ id }) => id === found.attribute);
    if (!one || found.level !== null || taken.includes(one.id) || !holds(found)) return [];
    return meanClaim(material, segment, one) ?? [];
  });
}

function differenceClaims({ measured, attributes, asOf }: Material, segment: DraftedSegment, limit: number): Claim[] {
  const numeric = new Set(
    attributes.filter(({ reading }) => reading === 'number' || reading === 'age').map(({ id }) => id),
  );
  const born = new Set(attributes.filter(({ reading }) => /^birth/.test(reading)).map(({ id }) => id));
  const no = new Map(attributes.map((one) => [one.id, one.reading === 'boolean' ? noOf(one) : null]));
  // a number is compared by its mean; its bands are for the distributions. Ages stand there too; of two answers the yes
  const candidates = measured.found.filter(
    (one) =>
      holds(one) &&
      one.level !== OTHER_LEVELS &&
      !born.has(one.attribute) &&
      one.level !== (no.get(one.attribute) ?? '') &&
      (one.level === null) === numeric.has(one.attribute),
  );
  return rankDifferences(candidates, segment.id)
    .slice(0, limit)
    .map((found) =>
      differenceClaim(
        found,
        attributes.find(({ id }) => id === found.attribute)!,
        measured,
        asOf,
      ),
    );
}

const noOf = (one: CardAttribute): string => one.format.boolean?.[0] ?? '0';

/** A difference as a claim, in the words of the segments view. */
export function differenceClaim(found: Found, one: CardAttribute, measured: Measured, asOf: string): Claim {
  const level = levelOf(measured, found.attribute, found.level);
  const yes = one.format.boolean?.[1] ?? '1';
  // of two answers the sentence speaks of the yes
  const told: Found =
    one.reading === 'boolean' && found.level === yes ? { ...found, type: 'boolean', level: '1' } : { ...found };
  return dataClaim(
    `d:${found.attribute}:${found.level === null ? 'difference' : `level:${found.level}`}`,
    differenceSaid(told, styleOf(one, found.base)),
    evidenceOf(found, level, measured.found.length),
    asOf,
  );
}

const levelOf = (measured: Measured, attribute: number, label: string | null): Level | null =>
  measured.tallies.get(attribute)?.banded?.levels.find((level) => level.label === label) ?? null;

function distributionField(field: Field, one: CardAttribute, material: Material, segment: DraftedSegment): Field[] {
  const claim = distributionClaim(one, material, segment);
  return claim ? [{ ...field, claims: [claim] }] : [];
}

/**
 * The distribution of an attribute. One level is stated where the data supports it: it is told of many in the segment
 * and of clearly more than of everyone. Otherwise the claim describes and states nothing.
 */
export function distributionClaim(
  one: CardAttribute,
  { measured, asOf }: Material,
  segment: DraftedSegment,
  keep?: string | null,
): Claim | undefined {
  const shares = sharesOf(measured, segment.id, one.id);
  if (!shares) return undefined;
  const known = shares.rows.filter(({ share, level }) => share !== null && level.label !== OTHER_LEVELS);
  const wanted = keep === undefined ? statedLevel(measured, segment.id, one.id, known) : keep;
  const row = known.find(({ level }) => level.label === wanted) ?? known.toSorted((a, b) => b.share! - a.share!)[0];
  if (!row) return undefined;
  const stated = row.level.label === wanted;
  const most = shares.rows.every(({ share }) => (share ?? 0) <= row.share!);
  const share = row.share!;
  const found = foundOf(measured, segment.id, one.id, row.level.label);
  const column: string | Said = /^birth/.test(one.reading) ? { key: 'personas:field.age' } : short(one.name);
  return dataClaim(
    `d:${one.id}:distribution${stated ? `:${row.level.label}` : ''}`,
    {
      key: stated || !most ? 'personas:claim.level' : 'personas:claim.often',
      values: { column, level: short(row.level.label), share, base: row.base },
    },
    {
      ...NO_STAT,
      attribute: one.id,
      column: one.name,
      aggregate: 'distribution',
      level: stated ? row.level.label : null,
      n: shares.n,
      missing: shares.missing,
      segmentValue: share,
      baseValue: row.base,
      baseN: shares.baseN,
      effect: { kind: 'h', value: cohenH(share, row.base) },
      interval: wilson(Math.round(share * shares.n), shares.n),
      p: found?.p ?? null,
      comparisons: found ? measured.found.length : null,
      distribution: shares.rows.map((r) => ({ level: r.level.label, share: r.share, base: r.base })),
      filter: stated ? row.level.filter : null,
    },
    asOf,
  );
}

/** A level is worth stating when at least this share of the segment has it. */
const STATED_SHARE = 0.25;

type KnownRow = { readonly level: Level; readonly share: number | null };

function statedLevel(measured: Measured, segment: number, attribute: number, rows: readonly KnownRow[]): string | null {
  const held = rows.filter(({ level, share }) => {
    const found = foundOf(measured, segment, attribute, level.label);
    return found !== undefined && found.effect.value > 0 && holds(found) && share! >= STATED_SHARE;
  });
  return held.toSorted((a, b) => b.share! - a.share!)[0]?.level.label ?? null;
}

/**
 * Attributes without a part of their own, those in which the segments differ most first: the same on every card, so
 * that cards can be laid side by side.
 */
function otherAttributes({ measured, attributes, parts }: Material): CardAttribute[] {
  const taken = new Set([...parts.values()].map(({ id }) => id));
  const wordless = (one: CardAttribute) => one.reading === 'boolean' && !/\p{L}/u.test(one.format.boolean?.[1] ?? '');
  const most = new Map<number, number>();
  for (const found of measured.found)
    if (found.level !== null && holds(found))
      most.set(found.attribute, Math.max(most.get(found.attribute) ?? 0, Math.abs(found.effect.value)));
  return attributes
    .filter((one) => !taken.has(one.id) && !/^birth/.test(one.reading) && !wordless(one) && most.has(one.id))
    .toSorted((a, b) => readable(most.get(b.id)!) - readable(most.get(a.id)!) || a.position - b.position);
}
