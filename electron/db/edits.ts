import { AppError } from '../../shared/frames.ts';
import type { Said } from '../../shared/domain.ts';
import { TRACKED } from './areas/register.ts';
import { meta, quoteName, setMeta } from './settings.ts';
import { readImage } from './images.ts';
import type { WriteDb } from './open.ts';
import { readSaid } from './stored.ts';

/**
 * Watch the tracked tables of this connection: temporary triggers write the image of each changed row into a
 * temporary buffer (the technique of SQLite's "Automatic Undo/Redo" page, with row images in place of SQL text).
 */
export function watchEdits(db: WriteDb): void {
  // without it the row that an INSERT OR REPLACE pushes out fires no DELETE trigger and could not be brought back
  db.exec('PRAGMA recursive_triggers = ON');
  db.exec(`CREATE TEMP TABLE edit_buffer (
    seq INTEGER PRIMARY KEY, table_name TEXT NOT NULL, row_id INTEGER NOT NULL, before TEXT, after TEXT)`);
  db.exec('CREATE TEMP TABLE edit_watch (on_ INTEGER NOT NULL)');
  db.exec('INSERT INTO edit_watch VALUES (0)');
  for (const table of TRACKED) {
    const columns = db.all<{ name: string }>(`PRAGMA table_info(${table})`).map((c) => c.name);
    const image = (row: 'NEW' | 'OLD') =>
      `json_object(${columns.map((c) => `'${c}', ${row}.${quoteName(c)}`).join(', ')})`;
    const on = '(SELECT on_ FROM temp.edit_watch) = 1';
    const note = (name: string, row: 'NEW' | 'OLD', before: string, after: string) =>
      db.exec(`CREATE TEMP TRIGGER edit_${table}_${name} AFTER ${name} ON main.${table} WHEN ${on} BEGIN
        INSERT INTO edit_buffer (table_name, row_id, before, after) VALUES ('${table}', ${row}.rowid, ${before}, ${after});
      END`);
    note('INSERT', 'NEW', 'NULL', image('NEW'));
    note('UPDATE', 'NEW', image('OLD'), image('NEW'));
    note('DELETE', 'OLD', image('OLD'), 'NULL');
  }
}

/** Do work in one transaction and log its changes to tracked tables as one edit. @returns the tables that changed */
export function recordEdit<T>(
  db: WriteDb,
  edit: { op: string; label: Said; at: string },
  work: () => T,
): { result: T; tables: string[] } {
  return db.transaction(() => {
    db.run('DELETE FROM temp.edit_buffer');
    db.run('UPDATE temp.edit_watch SET on_ = 1');
    try {
      const result = work();
      const tables = db.column<string>('SELECT DISTINCT table_name FROM temp.edit_buffer');
      if (tables.length > 0) {
        const { lastInsertRowid } = db.run(
          'INSERT INTO edit (parent, op, label, at) VALUES (?, ?, ?, ?)',
          head(db),
          edit.op,
          JSON.stringify(edit.label),
          edit.at,
        );
        db.run(
          `INSERT INTO edit_change (edit_id, seq, table_name, row_id, before, after)
           SELECT ?, seq, table_name, row_id, before, after FROM temp.edit_buffer
           WHERE before IS NULL OR after IS NULL OR before <> after`,
          lastInsertRowid,
        );
        setHead(db, lastInsertRowid);
      }
      return { result, tables };
    } finally {
      db.run('UPDATE temp.edit_watch SET on_ = 0');
      db.run('DELETE FROM temp.edit_buffer');
    }
  });
}

/** The edit the workspace stands at; null at the beginning. */
export function head(db: WriteDb): number | null {
  const value = meta(db, 'head');
  return value ? Number(value) : null;
}

const setHead = (db: WriteDb, id: number | null) => setMeta(db, 'head', id === null ? '' : String(id));

interface Change {
  table_name: string;
  row_id: number;
  before: string | null;
  after: string | null;
}

function put(db: WriteDb, change: Change, image: string | null): void {
  const table = quoteName(change.table_name);
  if (image === null) {
    db.run(`DELETE FROM ${table} WHERE rowid = ?`, change.row_id);
    return;
  }
  const row = readImage(image, change.table_name);
  const names = Object.keys(row);
  db.run(
    `INSERT OR REPLACE INTO ${table} (${names.map(quoteName).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...names.map((name) => row[name] ?? null),
  );
}

const changesOf = (db: WriteDb, edit: number, order: 'ASC' | 'DESC') =>
  db.all<Change>(
    `SELECT table_name, row_id, before, after FROM edit_change WHERE edit_id = ? ORDER BY seq ${order}`,
    edit,
  );

interface Edit {
  readonly id: number;
  readonly parent: number | null;
  readonly label: string;
  readonly gone: number;
}

const editOf = (db: WriteDb, id: number): Edit | undefined =>
  db.get<Edit>('SELECT id, parent, label, gone FROM edit WHERE id = ?', id);

/** Take back the edit at the head, whatever it is. @returns the tables that changed */
function stepBack(db: WriteDb, { id, parent }: Edit): string[] {
  const changes = changesOf(db, id, 'DESC');
  for (const change of changes) put(db, change, change.before);
  setHead(db, parent);
  return changes.map((c) => c.table_name);
}

/** Apply an edit whose parent is the head. @returns the tables that changed */
function stepOn(db: WriteDb, id: number): string[] {
  const changes = changesOf(db, id, 'ASC');
  for (const change of changes) put(db, change, change.after);
  setHead(db, id);
  return changes.map((c) => c.table_name);
}

/** The edits from the head back to the first whose data is still here, which an undo takes back; empty: there is none. */
function undoPath(db: WriteDb): Edit[] {
  const path: Edit[] = [];
  for (let at = head(db); at !== null;) {
    const edit = editOf(db, at)!;
    path.push(edit);
    if (edit.gone === 0) return path;
    at = edit.parent;
  }
  return [];
}

/** The edit an undo would take back. */
export const undoTarget = (db: WriteDb): number | undefined => undoPath(db).at(-1)?.id;

/** Take back the last edit; those whose data is gone for good are passed over. @returns its label and the tables that changed; null: there is none */
export function undoEdit(db: WriteDb): { label: Said; tables: string[] } | null {
  return db.transaction(() => {
    const path = undoPath(db);
    const last = path.at(-1);
    if (!last) return null;
    const tables = path.flatMap((edit) => stepBack(db, edit));
    return { label: readSaid(last.label, `edit ${last.id}`), tables: [...new Set(tables)] };
  });
}

/** The edit a redo would apply: the newest child of the head, past those whose data is gone for good. */
export function redoTarget(db: WriteDb): number | undefined {
  const newest = (at: number | null) =>
    db.get<Edit>('SELECT id, parent, label, gone FROM edit WHERE parent IS ? ORDER BY id DESC LIMIT 1', at);
  let next = newest(head(db));
  while (next && next.gone !== 0) next = newest(next.id);
  return next?.id;
}

/** Apply an edit below the head, with those between. */
export function redoEdit(db: WriteDb, id: number): { label: Said; tables: string[] } {
  return db.transaction(() => {
    const path: Edit[] = [];
    for (let at: number | null = id; at !== null && at !== head(db);) {
      const edit: Edit = editOf(db, at)!;
      path.unshift(edit);
      at = edit.parent;
    }
    const tables = path.flatMap((edit) => stepOn(db, edit.id));
    const last = path.at(-1)!;
    return { label: readSaid(last.label, `edit ${last.id}`), tables: [...new Set(tables)] };
  });
}

/**
 * Move to any edit of the tree: back to the common ancestor, then forward. @returns the tables that changed
 * @throws AppError not_found; refused when the data of the edit is gone for good
 */
export function gotoEdit(db: WriteDb, target: number | null): string[] {
  return db.transaction(() => {
    const path: number[] = [];
    for (let id = target; id !== null;) {
      const edit = editOf(db, id);
      if (!edit) throw new AppError('not_found', { key: 'errors:not_found' });
      if (id === target && edit.gone !== 0) throw new AppError('refused', { key: 'errors:edit_gone' });
      path.unshift(id);
      id = edit.parent;
    }
    const onPath = new Set(path);
    const tables = new Set<string>();
    for (let at = head(db); at !== null && !onPath.has(at); at = head(db))
      for (const table of stepBack(db, editOf(db, at)!)) tables.add(table);
    const at = head(db);
    for (const id of path.slice(at === null ? 0 : path.indexOf(at) + 1))
      for (const table of stepOn(db, id)) tables.add(table);
    return [...tables];
  });
}
