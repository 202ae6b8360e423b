import type { Claim, Persona } from '../contract/personas.ts';
import { PRIVACY_FLOOR } from '../domain.ts';
import { withheldGroups } from '../privacy.ts';
import { statsByAttribute, untold, withheldLevels } from './levels.ts';
import { withoutFew } from './safe.ts';

/** A segment in view with the number of its customers. */
export interface SegmentSize {
  readonly id: number;
  readonly size: number;
}

/** Why a card stays: it describes few · all customers are few · with it, a group of few could be worked out. */
export type Staying = 'few' | 'all' | 'beside';

/** Cards as they may leave, and those that stay. */
export interface Leaving {
  readonly cards: Persona[];
  readonly staying: { readonly persona: number; readonly why: Staying }[];
}

/**
 * The cards of one segmentation as they may leave, judged together: what one tells, the figures of everyone and those of
 * the other cards must not add up to a group below the floor. Which segments are told follows from the sizes of all of
 * them and not from which cards are asked for, so that two exports laid side by side tell no more than one.
 * @param cards every card of the segmentation, asked for or not
 * @param sizes of all its segments in view
 */
export function leaving(cards: readonly Persona[], sizes: readonly SegmentSize[]): Leaving {
  const staying: { persona: number; why: Staying }[] = [];
  const stays = stayingOf(cards, sizes);
  const out = cards.filter((card) => {
    const why = stays(card);
    if (why !== null) staying.push({ persona: card.id, why });
    return why === null;
  });
  const large = out.map(withoutFew);
  const by = new Map([...withheldLevels(large), ...withheldMeans(large)]);
  return { cards: large.map((card) => changed(card, by)), staying };
}

/** Which segments are told: by id, and the reason of those that are not. */
export function stayingSegments(sizes: readonly SegmentSize[], total: number): Map<number, Staying> {
  const ordered = sizes.toSorted((a, b) => a.size - b.size || a.id - b.id);
  const rest = total - ordered.reduce((sum, { size }) => sum + size, 0);
  // how many customers there are in all is known from many places
  const out = withheldGroups([...ordered.map(({ size }) => size), ...(rest > 0 ? [rest] : [])], 'known');
  const why = (size: number): Staying => (total < PRIVACY_FLOOR ? 'all' : size < PRIVACY_FLOOR ? 'few' : 'beside');
  return new Map(ordered.flatMap(({ id, size }, i) => (out && !out.groups[i] ? [] : [[id, why(size)] as const])));
}

function stayingOf(cards: readonly Persona[], sizes: readonly SegmentSize[]): (card: Persona) => Staying | null {
  const total = Math.max(0, ...cards.map((card) => card.total));
  const segments = stayingSegments(sizes, total);
  const sizeOf = new Map(sizes.map(({ id, size }) => [id, size]));
  return ({ segment, n, total: all }) => {
    if (segment === null) return null;
    if (all < PRIVACY_FLOOR) return 'all';
    if (n < PRIVACY_FLOOR) return 'few';
    const apart = Math.abs((sizeOf.get(segment) ?? n) - n);
    // made before a small segment was merged into this one: both cards together tell of the few that came
    if (apart > 0 && apart < PRIVACY_FLOOR) return 'beside';
    return segments.get(segment) ?? null;
  };
}

/**
 * Means and sums of an attribute: with the mean of everyone, those of all cards but one give that of the one. Where the
 * customers with a value that no card tells of are few, the card with the fewest keeps its own to itself.
 */
function withheldMeans(cards: readonly Persona[]): [Claim, null][] {
  return statsByAttribute(cards, ({ aggregate }) => MEANS.has(aggregate)).flatMap((told) => {
    const kept = untold(new Map(told.map(({ segment, stat }) => [segment, stat.n])), told[0]!.stat.baseN);
    return told.filter(({ segment }) => kept.has(segment)).map(({ claim }): [Claim, null] => [claim, null]);
  });
}

const MEANS = new Set(['mean', 'median', 'sumShare']);

/** A card with some claims replaced; null: taken off. */
function changed(card: Persona, by: ReadonlyMap<Claim, Claim | null>): Persona {
  const fields = card.fields.map((field) => ({
    ...field,
    claims: field.claims.flatMap((claim) => {
      const now = by.get(claim);
      return now === undefined ? [claim] : now === null ? [] : [now];
    }),
  }));
  return { ...card, fields };
}
