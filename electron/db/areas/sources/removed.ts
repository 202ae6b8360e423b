import type { SourceKind } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { keptUntil } from '../../../../shared/kept.ts';
import { readSourceImage } from '../../images.ts';
import type { ReadDb, WriteDb } from '../../open.ts';

/** Where in `meta` the scope of a removal stands until nothing of it is left, so that a crash leaves nothing half done. */
export const FORGETTING = 'forgetting';

/** A source out of view whose rows are still here. */
export interface RemovedSource {
  readonly id: number;
  readonly name: string;
  readonly kind: SourceKind;
  readonly rows: number;
  /** null: nobody noted it yet, as of an import that was undone a moment ago */
  readonly at: string | null;
}

/** Kinds of data that can be out of view and kept. */
type Kind = 'source' | 'note';

/** Ids of a kind that the history still has and the tables in view no longer. */
const outOfView = (db: ReadDb, kind: Kind): number[] =>
  db.column<number>(
    `SELECT DISTINCT row_id FROM edit_change WHERE table_name = ? AND row_id NOT IN (SELECT id FROM ${kind}) ORDER BY row_id`,
    kind,
  );

/** Sources out of view, newest first; a joined table is no source. */
export function removedSources(db: ReadDb): RemovedSource[] {
  return outOfView(db, 'source')
    .reverse()
    .flatMap((id) => {
      const image = db.value<string>(
        `SELECT coalesce(after, before) FROM edit_change WHERE table_name = 'source' AND row_id = ?
         ORDER BY edit_id DESC, seq DESC LIMIT 1`,
        id,
      )!;
      const { name, kind, stored, built } = readSourceImage(image);
      if (built !== null) return [];
      const at = db.value<string>("SELECT at FROM removed WHERE kind = 'source' AND id = ?", id) ?? null;
      return [{ id, name, kind, rows: stored, at }];
    });
}

/** Notes out of view whose texts are still here. */
export const removedNotes = (db: ReadDb): { id: number; at: string | null }[] =>
  outOfView(db, 'note').map((id) => ({
    id,
    at: db.value<string>("SELECT at FROM removed WHERE kind = 'note' AND id = ?", id) ?? null,
  }));

/** Note when something went out of view: its time begins. */
export function markRemoved(db: WriteDb, kind: Kind, id: number, at: string): void {
  db.run('INSERT OR REPLACE INTO removed (kind, id, at) VALUES (?, ?, ?)', kind, id, at);
}

/** Begin the time of what an undo took out of view, and forget that of what came back. */
export function noteRemoved(db: WriteDb, at: string): void {
  try {
    for (const kind of ['source', 'note'] as const) {
      const out = new Set(outOfView(db, kind));
      for (const id of db.column<number>('SELECT id FROM removed WHERE kind = ?', kind))
        if (!out.delete(id)) db.run('DELETE FROM removed WHERE kind = ? AND id = ?', kind, id);
      for (const id of out) markRemoved(db, kind, id, at);
    }
  } catch (error) {
    // the time begins at a later opening: better an open workspace on a full disk than none
    if (!(error instanceof AppError && error.code === 'disk_full')) throw error;
  }
}

/** What was removed so long ago that it is no longer kept. */
export function expired(db: ReadDb, now: string): { sources: number[]; notes: number[] } {
  const over = ({ at }: { at: string | null }) => at !== null && keptUntil(at) <= now;
  return {
    sources: removedSources(db)
      .filter(over)
      .map(({ id }) => id),
    notes: removedNotes(db)
      .filter(over)
      .map(({ id }) => id),
  };
}
