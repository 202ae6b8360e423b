import * as z from 'zod';
import { ExploreSpec } from '../../../../shared/contract/explore.ts';
import type { ReadDb, WriteDb } from '../../open.ts';
import { firstForm, type Form } from '../../stored.ts';

/** The JSON of a saved view: its attributes by id, and by name so that it can be drawn on next month's table. */
export interface ViewBody {
  readonly spec: ExploreSpec;
  readonly names: Readonly<Record<string, string>>;
}

/** The body of a saved view. */
export const viewForm: Form<ViewBody> = firstForm(
  z.strictObject({ spec: ExploreSpec, names: z.record(z.string(), z.string()) }),
);

/** A saved view as it is stored; `body` is JSON. */
export interface SavedViewRow {
  readonly id: number;
  readonly position: number;
  readonly name: string;
  readonly body: string;
  readonly created_at: string;
}

/** Saved views in their order. */
export const savedViews = (db: ReadDb): SavedViewRow[] =>
  db.all<SavedViewRow>('SELECT * FROM saved_view ORDER BY position, id');

/** One saved view, or undefined. */
export const savedView = (db: ReadDb, id: number): SavedViewRow | undefined =>
  db.get<SavedViewRow>('SELECT * FROM saved_view WHERE id = ?', id);

/** Keep a new view behind all others. @returns its id: one that no view has or, by the history, ever had */
export function addView(db: WriteDb, name: string, body: string, at: string): number {
  const last = db.value<number | null>('SELECT max(position) FROM saved_view') ?? 0;
  const now = db.value<number | null>('SELECT max(id) FROM saved_view') ?? 0;
  const once = db.value<number | null>("SELECT max(row_id) FROM edit_change WHERE table_name = 'saved_view'") ?? 0;
  const id = Math.max(now, once) + 1;
  db.run(
    'INSERT INTO saved_view (id, position, name, body, created_at) VALUES (?, ?, ?, ?, ?)',
    id,
    last + 1,
    name,
    body,
    at,
  );
  return id;
}

/** Change name and body of a view. */
export const putView = (db: WriteDb, id: number, name: string, body: string): void =>
  void db.run('UPDATE saved_view SET name = ?, body = ? WHERE id = ?', name, body, id);

/** Change the name of a view. */
export const nameView = (db: WriteDb, id: number, name: string): void =>
  void db.run('UPDATE saved_view SET name = ? WHERE id = ?', name, id);

/** Remove a view. */
export const dropView = (db: WriteDb, id: number): void => void db.run('DELETE FROM saved_view WHERE id = ?', id);

/** Put views into an order. */
export function orderViews(db: WriteDb, ids: readonly number[]): void {
  ids.forEach((id, i) => db.run('UPDATE saved_view SET position = ? WHERE id = ? AND position <> ?', i + 1, id, i + 1));
}
