import { createHash } from 'node:crypto';
import type { ReadDb, WriteDb } from './open.ts';

/*
 * Texts that people said or wrote and that never change stand once, in a table of their own; an edited row holds the id, and
 * so do its images in the history. However often a row is changed, its text is not written again, and when the last row and
 * the last image that name a text are gone, so is the text (`forget/texts.ts`).
 *
 * Of the edited tables only notes have such a text. A quote is two offsets into it. What a card says after a quote is not
 * the text: names are replaced by roles, it is edited with the card, and the statement that rests on it goes with the note.
 * Titles, names of themes and descriptions are short, and typed anew when they change.
 */

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Keep a text, or find it. @returns its id */
export function keepText(db: WriteDb, text: string): number {
  const hash = hashOf(text);
  const known = db.value<number>('SELECT id FROM text WHERE hash = ?', hash);
  return known ?? db.run('INSERT INTO text (hash, content) VALUES (?, ?)', hash, text).lastInsertRowid;
}

/** The id of a text that is kept, or undefined. */
export const textId = (db: ReadDb, text: string): number | undefined =>
  db.value<number>('SELECT id FROM text WHERE hash = ?', hashOf(text));
