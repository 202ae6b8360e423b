import type { Said } from '../../../../../shared/domain.ts';
import { thingsWhy } from '../../../../analysis/identity/unused.ts';
import type { ReadDb } from '../../../../db/open.ts';
import { asideSources, type JoinedSource, joinedSources } from './inputs.ts';

/** Lists of things that a join leaves out, each with the reason. */
export function asideOf(db: ReadDb): { source: JoinedSource; why: Said }[] {
  const aside = asideSources(db);
  if (aside.length === 0) return [];
  const columnsOf = ({ id }: JoinedSource) =>
    db.column<string>('SELECT name FROM attribute WHERE source_id = ? ORDER BY position', id);
  const others = joinedSources(db).map((source) => ({ name: source.name, columns: columnsOf(source) }));
  return aside.map((source) => ({ source, why: thingsWhy(columnsOf(source), others) }));
}
