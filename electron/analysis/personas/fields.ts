import { emptyField, FACE_LIMIT, OTHER_LEVELS, type Preset } from '../../../shared/card/presets.ts';
import type { Claim, Field } from '../../../shared/contract/personas.ts';
import type { Said } from '../../../shared/domain.ts';
import { readable } from '../../../shared/print.ts';
import { cohenH, wilson } from '../groups/inference.ts';
import { type Found, rankDifferences } from '../groups/differences.ts';
import { differenceSaid, short } from '../groups/words.ts';
import type { Level } from './bands.ts';
import { dataClaim, type DraftedSegment, isEveryone, type Material, NO_STAT, styleOf } from './draft.ts';
import { figureClaims } from './figures.ts';
import { CLAIM_P, evidenceOf, foundOf, holds, type Measured, sharesOf } from './measure.ts';
import type { CardAttribute } from './parts.ts';

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
  return rankDifferences(candidates, segment.id, CLAIM_P)
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
  const claim = dataClaim(
    `d:${found.attribute}:${found.level === null ? 'difference' : `level:${found.level}`}`,
    differenceSaid(told, styleOf(one, found.base)),
    evidenceOf(found, level, measured),
    asOf,
  );
  return found.p === null ? { ...claim, status: 'untested' } : claim;
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
      key: isEveryone(segment)
        ? most
          ? 'personas:claim.oftenAlone'
          : 'personas:claim.levelAlone'
        : stated || !most
          ? 'personas:claim.level'
          : 'personas:claim.often',
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
      interval: found?.p === null ? null : wilson(Math.round(share * shares.n), shares.n),
      p: found?.p ?? null,
      comparisons: found && found.p !== null ? measured.comparisons : null,
      ...(found?.p === null ? { byCut: true as const } : {}),
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
    return found !== undefined && found.p !== null && found.effect.value > 0 && holds(found) && share! >= STATED_SHARE;
  });
  return held.toSorted((a, b) => b.share! - a.share!)[0]?.level.label ?? null;
}

/**
 * Attributes without a part of their own, what became of customers first, then those in which the segments differ most: the
 * same on every card, so that cards can be laid side by side. With one segment only they come in the order of the file.
 */
function otherAttributes({ measured, attributes, parts, outcomes }: Material): CardAttribute[] {
  const taken = new Set([...parts.values()].map(({ id }) => id));
  const became = attributes.filter(({ id }) => outcomes.has(id) && !taken.has(id));
  for (const { id } of became) taken.add(id);
  const wordless = (one: CardAttribute) => one.reading === 'boolean' && !/\p{L}/u.test(one.format.boolean?.[1] ?? '');
  const most = new Map<number, number>();
  for (const found of measured.found)
    if (found.level !== null && holds(found))
      most.set(found.attribute, Math.max(most.get(found.attribute) ?? 0, Math.abs(found.effect.value)));
  const other = attributes.filter((one) => !taken.has(one.id) && !/^birth/.test(one.reading) && !wordless(one));
  if (measured.groups.length === 1) return [...became, ...other];
  const differing = other
    .filter((one) => most.has(one.id))
    .toSorted((a, b) => readable(most.get(b.id)!) - readable(most.get(a.id)!) || a.position - b.position);
  return [...became, ...differing];
}
