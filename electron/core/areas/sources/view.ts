import type { ImportMode } from '../../../../shared/contract/sources.ts';
import type { SourceKind } from '../../../../shared/domain.ts';
import { KINDS } from '../../../../shared/kinds.ts';
import { isBuilt, sourceById, type SourceRow } from '../../../db/areas/sources/sources.ts';
import type { ReadDb } from '../../../db/open.ts';
import { setting } from '../../../db/settings.ts';

/**
 * Does a new source come into view? The first one does, and the newer version of the one in view. Otherwise what is in
 * view stays: a joined table until it is joined anew, a table of customers when orders come. A second table of the same
 * kind takes its place only when the reader asked for a new table, and a list of products gives way to anything better.
 */
export function comesIntoView(
  db: ReadDb,
  made: { kind: SourceKind; into: number | null; asked: ImportMode | undefined },
): boolean {
  const id = setting(db, 'source');
  const view = id === undefined ? undefined : sourceById(db, Number(id));
  if (!view || view.id === made.into) return true;
  if (isBuilt(db, view.id)) return false;
  if (view.kind === made.kind) return made.asked === 'new' || made.asked === 'replace';
  return !KINDS[view.kind].makes && KINDS[made.kind].makes;
}

/** What comes into view when the source in view is taken back: the newest table of customers, or else the newest. */
export const nextInView = (sources: readonly SourceRow[]): SourceRow | null =>
  sources.find(({ kind }) => KINDS[kind].lists) ?? sources.find(({ kind }) => KINDS[kind].makes) ?? sources[0] ?? null;
