import type { Parsed } from '../../../../shared/contract.ts';
import type { Said } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { rankDifferences } from '../../../analysis/groups/differences.ts';
import { titles } from '../../../analysis/groups/words.ts';
import { type SegmentRow, titleOf } from '../../../db/areas/segments/segments.ts';
import type { CommandContext } from '../../area.ts';
import { type Loaded, requireCurrent, requireGroup } from './body.ts';
import { compareAll } from './read.ts';

const called = (row: SegmentRow): Said | string => row.name ?? titleOf(row);

/** Give a segment a name, or its working title back. */
export function rename(
  { db, label }: CommandContext,
  { segment, name }: Parsed<'segments.rename'>,
): Record<string, never> {
  const { row } = requireGroup(requireCurrent(db), segment);
  const text = name.trim();
  db.run('UPDATE segment SET name = ? WHERE id = ?', text === '' ? null : text, segment);
  label({ key: 'segments:edit.rename', values: { name: text === '' ? titleOf(row) : text } });
  return {};
}

/** Give a segment another colour. */
export function recolour(
  { db, label }: CommandContext,
  { segment, colour }: Parsed<'segments.recolour'>,
): Record<string, never> {
  const { row } = requireGroup(requireCurrent(db), segment);
  db.run('UPDATE segment SET colour = ? WHERE id = ?', colour, segment);
  label({ key: 'segments:edit.recolour', values: { name: called(row) } });
  return {};
}

/** Leave a segment out of views and cards, or take it back. */
export function exclude(
  { db, label }: CommandContext,
  { segment, excluded }: Parsed<'segments.exclude'>,
): Record<string, never> {
  const { row } = requireGroup(requireCurrent(db), segment);
  db.run('UPDATE segment SET excluded = ? WHERE id = ?', Number(excluded), segment);
  label({ key: excluded ? 'segments:edit.exclude' : 'segments:edit.include', values: { name: called(row) } });
  return {};
}

/** Merge segments into the first of them; everything that is not a user's name is told anew. */
export function merge({ db, label }: CommandContext, { segments }: Parsed<'segments.merge'>): Record<string, never> {
  const loaded = requireCurrent(db);
  const groups = [...new Set(segments)].map((id) => requireGroup(loaded, id));
  if (groups.length < 2) throw new AppError('invalid_input', { key: 'segments:error.mergeOne' });
  const [first, ...others] = groups;
  const into = first!.row;
  const size = groups.reduce((sum, { row }) => sum + row.size, 0);
  for (const { row } of others) db.run('UPDATE segment SET merged_into = ? WHERE id = ?', into.id, row.id);
  db.run(
    'UPDATE segment SET size = ?, title = ? WHERE id = ?',
    size,
    JSON.stringify(mergedTitle(db, into.id)),
    into.id,
  );
  label({ key: 'segments:edit.merge', values: { name: called(into), count: groups.length } });
  return {};
}

/** The working title of a merged segment, from what all its customers share, unlike the others' titles. */
function mergedTitle(db: CommandContext['db'], segment: number): Said {
  const loaded: Loaded = requireCurrent(db);
  const found = compareAll(loaded);
  const order = [...loaded.groups].sort((a, b) => Number(b.row.id !== segment) - Number(a.row.id !== segment));
  const said = titles(order.map(({ row }) => rankDifferences(found, row.id)));
  return said[order.findIndex(({ row }) => row.id === segment)]!;
}
