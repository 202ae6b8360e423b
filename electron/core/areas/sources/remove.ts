import type { Parsed } from '../../../../shared/contract.ts';
import { AppError } from '../../../../shared/frames.ts';
import { builtBody } from '../../../db/areas/customers/built.ts';
import type { ReadDb, WriteDb } from '../../../db/open.ts';
import { markRemoved } from '../../../db/areas/sources/removed.ts';
import { setSetting, setting } from '../../../db/settings.ts';
import {
  deleteSource,
  listSources,
  moveRows,
  moveSteps,
  predecessorOf,
  sourceById,
  type SourceRow,
} from '../../../db/areas/sources/sources.ts';
import type { CommandContext } from '../../area.ts';
import { nextInView } from './view.ts';

/** Take a source out of view; its rows stay for undo. A joined table goes out of view with the last of its sources. */
export function removeSource(context: CommandContext, { sourceId }: Parsed<'sources.remove'>): Record<string, never> {
  const { db } = context;
  const source = sourceById(db, sourceId);
  if (!source) throw new AppError('not_found', { key: 'sources:error.gone' });
  context.label({ key: 'sources:edit.remove', values: { name: source.name } });
  const before = predecessorOf(db, sourceId);
  if (before) moveSteps(db, sourceId, before.id);
  // rows of a replacement are numbered anew
  if (before && source.mode !== 'replace') moveRows(db, sourceId, before.id);
  deleteSource(db, sourceId);
  markRemoved(db, 'source', sourceId, context.now());
  const view = setting(db, 'source');
  if (view === String(sourceId)) show(db, before ?? nextInView(listSources(db)));
  else if (view !== undefined && !before && outlived(db, Number(view))) show(db, nextInView(listSources(db)));
  return {};
}

function show(db: WriteDb, next: SourceRow | null): void {
  setSetting(db, 'source', next ? String(next.id) : null);
  setSetting(db, 'segmentation', null);
}

/** Is this a joined table none of whose sources is left? */
function outlived(db: ReadDb, id: number): boolean {
  const built = builtBody(db, id);
  return built !== null && built.report.sources.every(({ sourceId }) => sourceById(db, sourceId) === undefined);
}
