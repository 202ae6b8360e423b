import type { Persona } from '../../../../shared/contract/personas.ts';
import type { Said } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import type { ReadDb } from '../../../db/open.ts';
import { allPersonas } from '../../../db/areas/personas/personas.ts';
import { segmentGroups, segmentRows } from '../../../db/areas/segments/segments.ts';
import { leaving, type Leaving, type Staying, stayingSegments } from '../privacy/cards.ts';
import { shown } from './context.ts';

/** Some cards as they may leave, in the order they were asked for. @throws AppError not_found */
export function leavingCards(db: ReadDb, ids: readonly number[]): Leaving {
  const wanted = [...new Set(ids)];
  const all = shown(db, allPersonas(db));
  if (wanted.some((id) => !all.some((card) => card.id === id)))
    throw new AppError('not_found', { key: 'errors:persona_gone' });
  const judged = bySegmentation(db, all).map(({ cards, segmentation }) =>
    leaving(cards, segmentation === null ? [] : segmentSizes(db, segmentation)),
  );
  const cards = new Map(judged.flatMap((one) => one.cards.map((card) => [card.id, card])));
  const staying = new Map(judged.flatMap((one) => one.staying.map((card) => [card.persona, card])));
  return {
    cards: wanted.flatMap((id) => cards.get(id) ?? []),
    staying: wanted.flatMap((id) => staying.get(id) ?? []),
  };
}

/** Segments of a segmentation of which nothing may be told, with the reason. */
export const stayingOf = (db: ReadDb, { id, n }: { id: number; n: number }): Map<number, Staying> =>
  stayingSegments(segmentSizes(db, id), n);

const segmentSizes = (db: ReadDb, segmentation: number) =>
  segmentGroups(segmentRows(db, segmentation)).map(({ row }) => ({ id: row.id, size: row.size }));

function bySegmentation(db: ReadDb, all: readonly Persona[]): { cards: Persona[]; segmentation: number | null }[] {
  const of = new Map(
    db
      .all<{ id: number; segmentation_id: number }>('SELECT id, segmentation_id FROM segment')
      .map((row) => [row.id, row.segmentation_id]),
  );
  const groups = new Map<number | null, Persona[]>();
  for (const card of all) {
    const segmentation = (card.segment === null ? undefined : of.get(card.segment)) ?? null;
    groups.set(segmentation, [...(groups.get(segmentation) ?? []), card]);
  }
  return [...groups].map(([segmentation, cards]) => ({ segmentation, cards }));
}

/** What stays and why, in a sentence a reason. */
export function stayingSaid(staying: Leaving['staying']): Said[] {
  return (['all', 'few', 'beside'] as const).flatMap((why) => {
    const count = staying.filter((one) => one.why === why).length;
    return count === 0 ? [] : [{ key: `personas:staying.${why}`, values: { count } }];
  });
}
