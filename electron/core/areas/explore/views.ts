import type { Parsed } from '../../../../shared/contract.ts';
import type { Attribute } from '../../../../shared/contract/customers.ts';
import type { ExploreField, ExploreSpec, SavedView } from '../../../../shared/contract/explore.ts';
import type { Said } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { attributesOf, sourceInView } from '../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../db/open.ts';
import {
  addView,
  dropView,
  nameView,
  orderViews,
  putView,
  savedView,
  savedViews,
  type SavedViewRow,
  viewForm,
} from '../../../db/areas/explore/views.ts';
import { readStored, writeStored } from '../../../db/stored.ts';
import type { CommandContext } from '../../area.ts';
import { groundOf, refusal } from './settle.ts';

/** All saved views as they can be drawn now. */
export function views(db: ReadDb): SavedView[] {
  const rows = savedViews(db);
  if (rows.length === 0) return [];
  const source = sourceInView(db);
  const attributes = source ? attributesOf(db, source.id) : [];
  const segments = source ? groundOf(db).segments?.labels.map(({ segment }) => segment) : undefined;
  return rows.map((row) => shown(row, attributes, segments ?? []));
}

/** One saved view. @throws AppError not_found */
export function view(db: ReadDb, id: number): SavedView {
  const found = views(db).find((one) => one.id === id);
  if (!found) throw gone();
  return found;
}

const gone = () => new AppError('not_found', { key: 'explore:error.noView' });

/** Every attribute a view names. */
function attributesIn(spec: ExploreSpec): number[] {
  const fields = [spec.x, spec.y, spec.split, spec.measure.attribute].filter((field) => typeof field === 'number');
  return [
    ...new Set([...fields, ...spec.filters.flatMap((filter) => ('attribute' in filter ? filter.attribute : []))]),
  ];
}

function shown(row: SavedViewRow, attributes: readonly Attribute[], segments: readonly number[]): SavedView {
  const { spec, names } = readStored(viewForm, row.body, `saved_view ${row.id}`);
  const known = new Set(attributes.map(({ id }) => id));
  const moved = new Map<number, number>();
  let broken: Said | null = null;
  for (const id of attributesIn(spec)) {
    const name = names[id];
    const now = known.has(id) ? id : attributes.find((attribute) => attribute.name === name)?.id;
    if (now === undefined) broken = { key: 'explore:broken.attribute', values: { column: name ?? '' } };
    else {
      moved.set(id, now);
      broken ??= unusable(attributes, now, spec, id);
    }
  }
  const asked = spec.filters.flatMap((filter) => (filter.kind === 'segments' ? filter.segments : []));
  const bySegment = [spec.x, spec.y, spec.split].includes('segment');
  if ((bySegment && segments.length === 0) || asked.some((id) => !segments.includes(id)))
    broken ??= { key: 'explore:broken.segment' };
  return { id: row.id, name: row.name, spec: remapped(spec, moved), createdAt: row.created_at, broken };
}

/** A column that was said to be personal since the view was saved. */
function unusable(attributes: readonly Attribute[], now: number, spec: ExploreSpec, id: number): Said | null {
  const drawn = [spec.x, spec.y, spec.split, spec.measure.attribute].includes(id);
  return drawn ? refusal(attributes.find((attribute) => attribute.id === now)!) : null;
}

function remapped(spec: ExploreSpec, moved: ReadonlyMap<number, number>): ExploreSpec {
  const field = <T extends ExploreField | null>(one: T): T =>
    (typeof one === 'number' ? (moved.get(one) ?? one) : one) as T;
  return {
    ...spec,
    x: field(spec.x),
    y: field(spec.y),
    split: field(spec.split),
    measure: { ...spec.measure, attribute: field(spec.measure.attribute) },
    filters: spec.filters.map((filter) =>
      'attribute' in filter ? { ...filter, attribute: moved.get(filter.attribute) ?? filter.attribute } : filter,
    ),
  };
}

/** Keep a view, or change a kept one. */
export function saveView(context: CommandContext, { id, name, spec }: Parsed<'explore.saveView'>): SavedView {
  const { db } = context;
  const { attributes } = groundOf(db);
  const names = Object.fromEntries(
    attributesIn(spec).map((one) => {
      const attribute = attributes.find((candidate) => candidate.id === one);
      if (!attribute) throw new AppError('not_found', { key: 'customers:error.noAttribute' });
      return [one, attribute.name];
    }),
  );
  const body = writeStored(viewForm, { spec, names });
  if (id !== undefined && !savedView(db, id)) throw gone();
  context.label({ key: id === undefined ? 'explore:edit.save' : 'explore:edit.change', values: { name } });
  if (id === undefined) return view(db, addView(db, name, body, context.now()));
  putView(db, id, name, body);
  return view(db, id);
}

/** Give a view another name. */
export function renameView(context: CommandContext, { id, name }: Parsed<'explore.renameView'>): Record<string, never> {
  if (!savedView(context.db, id)) throw gone();
  context.label({ key: 'explore:edit.rename', values: { name } });
  nameView(context.db, id, name);
  return {};
}

/** Delete a view. */
export function removeView(context: CommandContext, { id }: Parsed<'explore.removeView'>): Record<string, never> {
  const row = savedView(context.db, id);
  if (!row) throw gone();
  context.label({ key: 'explore:edit.remove', values: { name: row.name } });
  dropView(context.db, id);
  return {};
}

/** Put a view before another. */
export function moveView(context: CommandContext, { id, before }: Parsed<'explore.moveView'>): Record<string, never> {
  const order = savedViews(context.db).map((row) => row.id);
  const row = savedView(context.db, id);
  if (!row || (before !== null && !order.includes(before))) throw gone();
  const rest = order.filter((one) => one !== id);
  context.label({ key: 'explore:edit.move', values: { name: row.name } });
  orderViews(context.db, rest.toSpliced(before === null || before === id ? rest.length : rest.indexOf(before), 0, id));
  return {};
}
