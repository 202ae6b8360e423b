import type { ReadDb, WriteDb } from './open.ts';

/** Keys of the undoable pointers. */
export type SettingKey = 'name' | 'source' | 'segmentation' | 'identity' | 'derive' | 'trust' | 'currency';

/** An undoable pointer of the workspace. */
export function setting(db: ReadDb, key: SettingKey): string | undefined {
  return db.value<string>('SELECT value FROM setting WHERE key = ?', key);
}

/** Set an undoable pointer; null removes it. */
export function setSetting(db: WriteDb, key: SettingKey, value: string | null): void {
  if (value === null) db.run('DELETE FROM setting WHERE key = ?', key);
  else
    db.run(
      'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      key,
      value,
    );
}

/** A fact of the file that is not part of the history. */
export function meta(db: ReadDb, key: string): string | undefined {
  return db.value<string>('SELECT value FROM meta WHERE key = ?', key);
}

/** Set a fact of the file. */
export function setMeta(db: WriteDb, key: string, value: string): void {
  db.run(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
}

/** Quote an SQL identifier that was made from data. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
