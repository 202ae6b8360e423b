import { readImage } from '../images.ts';
import type { WriteDb } from '../open.ts';

type Change = { edit_id: number; seq: number; before: string | null; after: string | null };

/**
 * Rewrite the JSON bodies of a table, in view and in the history, as if they had always been so.
 * @param without a body as it is to be; null: it stays
 * @returns the edits that changed
 */
export function rewriteBodies(
  db: WriteDb,
  table: 'persona' | 'saved_view',
  without: (body: string) => string | null,
): number[] {
  for (const { id, body } of db.all<{ id: number; body: string }>(`SELECT id, body FROM ${table}`)) {
    const left = without(body);
    if (left !== null) db.run(`UPDATE ${table} SET body = ? WHERE id = ?`, left, id);
  }
  const rewritten = (image: string | null): string | null => {
    if (image === null) return null;
    const row = readImage(image, table);
    const left = typeof row['body'] === 'string' ? without(row['body']) : null;
    return left === null ? image : JSON.stringify({ ...row, body: left });
  };
  const edits = new Set<number>();
  const changes = db.all<Change>('SELECT edit_id, seq, before, after FROM edit_change WHERE table_name = ?', table);
  for (const { edit_id: edit, seq, before, after } of changes) {
    const images = [rewritten(before), rewritten(after)] as const;
    if (images[0] === before && images[1] === after) continue;
    edits.add(edit);
    db.run('UPDATE edit_change SET before = ?, after = ? WHERE edit_id = ? AND seq = ?', ...images, edit, seq);
  }
  return [...edits];
}
