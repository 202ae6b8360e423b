import { raiseFloor, type Floored } from '../id-floor.ts';
import { readImage } from '../images.ts';
import type { Scope } from './scope.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { setting, setSetting } from '../settings.ts';
import { forgetAttributes, forgetNotes, OWNED } from '../areas/register.ts';
import { sweepTexts } from './texts.ts';

const FLOORED: readonly Floored[] = [
  'source',
  'segmentation',
  'segment',
  'note',
  'note_quote',
  'note_theme',
  'note_customer',
];
const AMONG = '(SELECT value FROM json_each(?))';

/**
 * Take the rows in view that belong to the scope away, and every image of them in the history, as if they had never
 * been; texts that nothing names any more go with them. An edit that brought or took one of the sources, or of which nothing is left, is marked as gone.
 * Inside one transaction, outside the history: this cannot be undone.
 */
export function forgetRows(db: WriteDb, scope: Scope, next: () => number | null): void {
  for (const table of FLOORED) raiseFloor(db, table);
  db.run(
    `DELETE FROM feature WHERE attribute_id IN (SELECT id FROM attribute WHERE source_id IN ${AMONG})`,
    JSON.stringify(scope.sources),
  );
  const touched = new Set<number>();
  const gone = new Set<number>();
  for (const id of forgetAttributes(db, attributesOf(db, scope))) touched.add(id);
  for (const { table, columns, by } of OWNED) {
    if (scope[by].length === 0) continue;
    const ids = JSON.stringify(scope[by]);
    const owned = (of: (column: string) => string) => columns.map((column) => `${of(column)} IN ${AMONG}`).join(' OR ');
    const values = columns.map(() => ids);
    db.run(`DELETE FROM ${table} WHERE ${owned((column) => column)}`, ...values);
    for (const side of ['before', 'after'] as const) {
      const where = `table_name = '${table}' AND ${side} IS NOT NULL AND (${owned((column) => `json_extract(${side}, '$.${column}')`)})`;
      for (const edit of db.column<number>(`SELECT DISTINCT edit_id FROM edit_change WHERE ${where}`, ...values)) {
        touched.add(edit);
        if (table === 'source') gone.add(edit);
      }
      db.run(`UPDATE edit_change SET ${side} = NULL WHERE ${where}`, ...values);
    }
  }
  sweepTexts(db);
  for (const id of pointElsewhere(db, scope, next)) touched.add(id);
  if (scope.notes.length > 0) for (const id of forgetNotes(db, new Set(scope.notes))) touched.add(id);
  const among = JSON.stringify([...touched]);
  db.run(`DELETE FROM edit_change WHERE edit_id IN ${AMONG} AND before IS after`, among);
  for (const id of db.column<number>(
    `SELECT value FROM json_each(?) WHERE value NOT IN (SELECT edit_id FROM edit_change)`,
    among,
  ))
    gone.add(id);
  db.run(
    `UPDATE edit SET gone = 1, label = ? WHERE id IN ${AMONG}`,
    JSON.stringify({ key: 'edits:gone' }),
    JSON.stringify([...gone]),
  );
  for (const [kind, ids] of [
    ['source', scope.sources],
    ['note', scope.notes],
  ] as const)
    db.run(`DELETE FROM removed WHERE kind = ? AND id IN ${AMONG}`, kind, JSON.stringify(ids));
}

/** Ids of the attributes of the scope's sources, those that only the history knows among them. */
const attributesOf = (db: ReadDb, scope: Scope): Set<number> => {
  const sources = JSON.stringify(scope.sources);
  return new Set(
    db.column<number>(
      `SELECT id FROM attribute WHERE source_id IN ${AMONG}
       UNION SELECT row_id FROM edit_change WHERE table_name = 'attribute'
         AND coalesce(json_extract(before, '$.source_id'), json_extract(after, '$.source_id')) IN ${AMONG}`,
      sources,
      sources,
    ),
  );
};

/** What was in view and goes gives its place to what is in view now, in the history too. @returns the edits that changed */
function pointElsewhere(db: WriteDb, scope: Scope, next: () => number | null): number[] {
  const among = { source: new Set(scope.sources.map(String)), segmentation: new Set(scope.segmentations.map(String)) };
  const view = setting(db, 'source');
  if (view !== undefined && among.source.has(view)) {
    const id = next();
    setSetting(db, 'source', id === null ? null : String(id));
  }
  const current = setting(db, 'segmentation');
  if (current !== undefined && among.segmentation.has(current)) setSetting(db, 'segmentation', null);
  const instead = { source: setting(db, 'source') ?? null, segmentation: null };
  const changed = new Set<number>();
  for (const change of settingChanges(db)) {
    const images = [change.before, change.after].map((image) => {
      if (image === null) return null;
      const row = readImage(image, 'setting');
      const { key, value: was } = row;
      if ((key !== 'source' && key !== 'segmentation') || !among[key].has(String(was))) return image;
      const value = instead[key];
      return value === null ? null : JSON.stringify({ ...row, value });
    });
    if (images[0] === change.before && images[1] === change.after) continue;
    changed.add(change.edit_id);
    db.run(
      'UPDATE edit_change SET before = ?, after = ? WHERE edit_id = ? AND seq = ?',
      images[0]!,
      images[1]!,
      change.edit_id,
      change.seq,
    );
  }
  return [...changed];
}

const settingChanges = (db: ReadDb): { edit_id: number; seq: number; before: string | null; after: string | null }[] =>
  db.all(`SELECT edit_id, seq, before, after FROM edit_change WHERE table_name = 'setting'`);
