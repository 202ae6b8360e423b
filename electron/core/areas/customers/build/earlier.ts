import { builtBody } from '../../../../db/areas/customers/built.ts';
import { sourceInView } from '../../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../../db/open.ts';
import { attributesOf, keyOf, predecessorOf, sourceById } from '../../../../db/areas/sources/sources.ts';
import type { EarlierBuild, EarlierSource } from '../../../../workers/areas/customers/build/earlier.ts';
import type { JoinedSource } from './inputs.ts';

/** The join in view, and which of its sources the sources of a new one are or have taken the place of; null: none. */
export function earlierBuild(db: ReadDb, sources: readonly JoinedSource[]): EarlierBuild | null {
  const view = sourceInView(db);
  const built = view && builtBody(db, view.id);
  if (!built) return null;
  const known = new Set(built.report.sources.map(({ sourceId }) => sourceId));
  return {
    id: view.id,
    lastId: built.lastId ?? 0,
    sources: sources.flatMap(({ id }) => earlierOf(db, id, known) ?? []),
  };
}

/** Through all files that took each other's place since. */
function earlierOf(db: ReadDb, source: number, known: ReadonlySet<number>): EarlierSource | null {
  const seen = new Set<number>();
  let kept = true;
  let at = sourceById(db, source);
  while (at && !known.has(at.id)) {
    if (seen.has(at.id)) return null;
    seen.add(at.id);
    // the rows of a file that replaces another are numbered anew
    kept &&= at.mode === 'update' || at.mode === 'add';
    at = predecessorOf(db, at.id) ?? undefined;
  }
  if (!at) return null;
  if (kept) return { source, from: at.id, key: null };
  const name = keyOf(db, at);
  const column = attributesOf(db, at.id).find((attribute) => attribute.name === name)?.column;
  return column === undefined ? null : { source, from: at.id, key: { table: at.customer_table, column } };
}
