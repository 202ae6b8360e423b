import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { Persona } from '../../../../shared/contract/personas.ts';
import { AppError } from '../../../../shared/frames.ts';
import { presetOf } from '../../../../shared/card/presets.ts';
import type { Material } from '../../../analysis/personas/draft.ts';
import { draftFields } from '../../../analysis/personas/fields.ts';
import { outdated, refreshFields } from '../../../analysis/personas/refresh.ts';
import { addPersona, allPersonas, putPersona, type StoredPersona } from '../../../db/areas/personas/personas.ts';
import { currentSegmentation, type SegmentGroup, titleOf } from '../../../db/areas/segments/segments.ts';
import type { WriteDb } from '../../../db/open.ts';
import type { JobContext } from '../../area.ts';
import { segmentationInUse, type SegmentationInUse, segmentOf, shown } from './context.ts';
import { materialOf } from './material.ts';
import { countAhead, NO_PREVALENCE, prevalenceOf } from './prevalence.ts';

/** One card a segment. Without a choice, segments that already have a card of this preset keep it, with its data told anew. */
export async function draft(context: JobContext, input: Parsed<'personas.draft'>): Promise<Out<'personas.draft'>> {
  const preset = presetOf(input.preset);
  if (!preset) throw new AppError('not_found', { key: 'errors:preset_unknown', values: { preset: input.preset } });
  const { db } = context;
  const used = segmentationInUse(db, currentSegmentation(db));
  if (!used) throw new AppError('not_found', { key: 'errors:no_segments' });
  const chosen = chooseGroups(used, input.segments);
  const known = new Map(
    input.segments
      ? []
      : allPersonas(db)
          .filter((one) => one.segment !== null && one.preset === preset.id)
          .map((one) => [one.segment!, one]),
  );
  const fresh = chosen.filter(({ row }) => !known.has(row.id));
  const at = context.now();
  const again = await measuredAgain(
    context,
    chosen.flatMap(({ row }) => known.get(row.id) ?? []),
    at,
  );
  const cards: ReturnType<typeof newCard>[] = [];
  const material = fresh.length > 0 ? await materialOf(context, used) : null;
  await context.breathe();
  for (const group of fresh) {
    const card = newCard(material!, used, group, preset, at);
    cards.push(card);
    await countAhead(db, context.pool, card, context.signal);
    await context.breathe();
  }
  const ids: number[] = [];
  if (cards.length + again.length > 0)
    context.commit({ key: 'edits:personas_draft', values: { n: cards.length } }, (writer) => {
      putAgain(writer, again);
      for (const card of cards) ids.push(addPersona(writer, { ...card, prevalence: prevalenceOf(writer, card) }).id);
    });
  const made = new Map(fresh.map(({ row }, i) => [row.id, ids[i]!]));
  return inOrder(
    context,
    chosen.map(({ row }) => made.get(row.id) ?? known.get(row.id)!.id),
  );
}

function inOrder({ db }: JobContext, ids: readonly number[]): Persona[] {
  const all = new Map(shown(db, allPersonas(db)).map((one) => [one.id, one]));
  return ids.map((id) => all.get(id)!);
}

function chooseGroups(used: SegmentationInUse, wanted: readonly number[] | undefined): SegmentGroup[] {
  if (!wanted) return used.groups.filter(({ row }) => row.excluded === 0);
  return [...new Set(wanted)].map((id) => {
    const group = used.groups.find(({ row }) => row.id === id);
    if (!group) throw new AppError('not_found', { key: 'errors:segment_gone' });
    return group;
  });
}

function newCard(
  material: Material,
  used: SegmentationInUse,
  { row }: SegmentGroup,
  preset: NonNullable<ReturnType<typeof presetOf>>,
  at: string,
): Omit<StoredPersona, 'id'> {
  return {
    rev: 1,
    segment: row.id,
    preset: preset.id,
    colour: row.colour,
    title: titleOf(row),
    name: row.name ?? '',
    person: '',
    // by place in the segmentation, so that the same recipe draws the same figure
    avatarSeed: row.cluster * 97 + used.row.seed,
    fields: draftFields(preset, material, { id: row.id, size: row.size, total: used.row.n }),
    n: row.size,
    total: used.row.n,
    prevalence: NO_PREVALENCE,
    createdAt: at,
    updatedAt: at,
  };
}

/** Measure the data claims of cards again. */
export async function refresh(
  context: JobContext,
  { ids }: Parsed<'personas.refresh'>,
): Promise<Out<'personas.refresh'>> {
  const cards = allPersonas(context.db).filter(({ id }) => !ids || ids.includes(id));
  if (ids && cards.length < new Set(ids).size) throw new AppError('not_found', { key: 'errors:persona_gone' });
  const changed = await measuredAgain(context, cards, context.now());
  if (changed.length > 0)
    context.commit({ key: 'edits:personas_refresh', values: { n: changed.length } }, (writer) => {
      putAgain(writer, changed);
    });
  return inOrder(
    context,
    cards.map(({ id }) => id),
  );
}

/** Those of the cards of whose data something has changed, measured again. */
async function measuredAgain(
  context: JobContext,
  cards: readonly StoredPersona[],
  at: string,
): Promise<StoredPersona[]> {
  const materials = new Map<number, Material>();
  const changed: StoredPersona[] = [];
  for (const [done, card] of cards.entries()) {
    context.progress('jobs:step.refresh', done, cards.length);
    await context.breathe();
    const next = await refreshed(context, card, materials);
    if (!next) continue;
    await countAhead(context.db, context.pool, next, context.signal);
    changed.push({ ...next, rev: card.rev + 1, updatedAt: at });
  }
  return changed;
}

/** A card edited while it was measured keeps that edit: it is measured at the next refresh. */
function putAgain(db: WriteDb, changed: readonly StoredPersona[]): void {
  const revs = new Map(allPersonas(db).map(({ id, rev }) => [id, rev]));
  for (const card of changed)
    if (revs.get(card.id) === card.rev - 1) putPersona(db, { ...card, prevalence: prevalenceOf(db, card) });
}

/** The card measured again, or null when nothing about it would change. */
async function refreshed(
  context: JobContext,
  card: StoredPersona,
  materials: Map<number, Material>,
): Promise<StoredPersona | null> {
  if (card.segment === null) return null;
  const current = currentSegmentation(context.db);
  const segment = segmentOf(context.db, card.segment);
  if (!segment || segment.in.row.id !== current?.id)
    return unlessSame(card, { ...card, fields: outdated(card.fields) });
  const { row } = segment.in;
  let material = materials.get(row.id);
  if (!material) materials.set(row.id, (material = await materialOf(context, segment.in)));
  const drafted = { id: card.segment, size: segment.group.row.size, total: row.n };
  const fresh = draftFields(presetOf(card.preset) ?? { id: card.preset, fields: [] }, material, drafted);
  return unlessSame(card, {
    ...card,
    n: drafted.size,
    total: drafted.total,
    fields: refreshFields(card.fields, fresh, material, drafted),
  });
}

const unlessSame = (before: StoredPersona, after: StoredPersona): StoredPersona | null =>
  JSON.stringify(before) === JSON.stringify(after) ? null : after;
