import type { Out } from '../../../../shared/contract.ts';
import { head, redoTarget, undoTarget } from '../../../db/edits.ts';
import type { Core } from '../../core.ts';
import { readSaid } from '../../../db/stored.ts';

/** The edit log, newest first, with what undo and redo would do. */
export function history(core: Core): Out<'workspace.history'> {
  const { db } = core.session();
  const rows = db.all<{ id: number; parent: number | null; label: string; at: string; gone: number }>(
    'SELECT id, parent, label, at, gone FROM edit ORDER BY id DESC LIMIT 500',
  );
  const parents = new Map(rows.map((row) => [row.id, row.parent]));
  const applied = new Set<number>();
  for (let at = head(db); at !== null; at = parents.get(at) ?? null) applied.add(at);
  const entries = rows.map((row) => ({
    ...row,
    label: readSaid(row.label, `edit ${row.id}`),
    applied: applied.has(row.id),
    gone: row.gone === 1,
  }));
  const labelOf = (id: number | null | undefined) => entries.find((entry) => entry.id === id)?.label ?? null;
  return { entries, undo: labelOf(undoTarget(db)), redo: labelOf(redoTarget(db)) };
}
