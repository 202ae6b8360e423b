import type { Quote, Theme } from '../../../../shared/contract/notes.ts';
import { idFloor } from '../../id-floor.ts';
import type { ReadDb, WriteDb } from '../../open.ts';
import { readStored, writeStored } from '../../stored.ts';
import { keepText, textId } from '../../texts.ts';
import { type NoteBody, type NoteFacts, noteForm, type QuoteFacts, quoteForm, themeForm } from './forms.ts';

/** A note without its text. */
export interface NoteRow extends NoteBody {
  readonly id: number;
  readonly title: string;
  readonly createdAt: string;
}

/** A link between a note and a row of a source. */
export interface LinkRow {
  readonly id: number;
  readonly note_id: number;
  readonly source_id: number;
  readonly row: number;
}

/** Tables of this file whose ids other tables or cards may still name after a row is gone. */
type Kept = 'note' | 'note_quote' | 'note_theme' | 'note_customer';

/** The first id no row of a table has or, by the history, ever had: a card that names a removed quote must not meet another one. */
export const freshNoteId = (db: ReadDb, table: Kept): number =>
  Math.max(
    db.value<number | null>(`SELECT max(id) FROM ${table}`) ?? 0,
    db.value<number | null>('SELECT max(row_id) FROM edit_change WHERE table_name = ?', table) ?? 0,
    idFloor(db, table),
  ) + 1;

interface StoredNote {
  id: number;
  title: string;
  body: string;
  created_at: string;
}

const fromNote = ({ id, title, body, created_at }: StoredNote): NoteRow => ({
  ...readStored(noteForm, body, `note ${id}`),
  id,
  title,
  createdAt: created_at,
});

/** All notes without their texts, newest first. */
export const allNotes = (db: ReadDb): NoteRow[] =>
  db.all<StoredNote>('SELECT id, title, body, created_at FROM note ORDER BY id DESC').map(fromNote);

/** One note without its text. */
export function oneNote(db: ReadDb, id: number): NoteRow | undefined {
  const row = db.get<StoredNote>('SELECT id, title, body, created_at FROM note WHERE id = ?', id);
  return row && fromNote(row);
}

/** The text of a note as it came in. */
export const noteText = (db: ReadDb, id: number): string =>
  db.value<string>('SELECT content FROM note JOIN text ON text.id = text_id WHERE note.id = ?', id) ?? '';

/** The note with the same text, or undefined. */
export function noteWithText(db: ReadDb, text: string): number | undefined {
  const id = textId(db, text);
  return id === undefined ? undefined : db.value<number>('SELECT id FROM note WHERE text_id = ? LIMIT 1', id);
}

/** Ids of notes whose text or title holds all of these words, in any case (of ASCII letters). */
export function notesWith(db: ReadDb, words: readonly string[]): Set<number> | null {
  if (words.length === 0) return null;
  const terms = words.map(() => `(title LIKE ? ESCAPE '\\' OR content LIKE ? ESCAPE '\\')`).join(' AND ');
  const values = words.flatMap((word) => {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return [like, like];
  });
  return new Set(
    db.column<number>(`SELECT note.id FROM note JOIN text ON text.id = text_id WHERE ${terms}`, ...values),
  );
}

/** Keep a new note. Which text it has is written here and nowhere else. */
export function insertNote(
  db: WriteDb,
  note: { id: number; title: string; text: string; facts: NoteFacts; at: string },
): void {
  db.run(
    'INSERT INTO note (id, title, text_id, body, created_at) VALUES (?, ?, ?, ?, ?)',
    note.id,
    note.title,
    keepText(db, note.text),
    writeStored(noteForm, { ...note.facts, chars: note.text.length }),
    note.at,
  );
}

/** Change what is known about a note. */
export function updateNote(db: WriteDb, { id, title, createdAt: _c, ...body }: NoteRow): void {
  db.run('UPDATE note SET title = ?, body = ? WHERE id = ?', title, writeStored(noteForm, body), id);
}

/** Remove a note, its quotes and its links. */
export function deleteNote(db: WriteDb, id: number): void {
  db.run('DELETE FROM note_quote WHERE note_id = ?', id);
  db.run('DELETE FROM note_customer WHERE note_id = ?', id);
  db.run('DELETE FROM note WHERE id = ?', id);
}

interface StoredQuote {
  id: number;
  note_id: number;
  start: number;
  stop: number;
  body: string;
}

const fromQuote = ({ id, note_id, start, stop, body }: StoredQuote): Quote => {
  const { themes, field, role } = readStored(quoteForm, body, `note_quote ${id}`);
  return { id, note: note_id, start, stop, themes: [...themes], field, role };
};

/** All quotes in the order of their notes and of their texts. */
export const allQuotes = (db: ReadDb): Quote[] =>
  db.all<StoredQuote>('SELECT * FROM note_quote ORDER BY note_id, start, stop, id').map(fromQuote);

/** Quotes of a note in the order of its text. */
export const quotesOfNote = (db: ReadDb, note: number): Quote[] =>
  db.all<StoredQuote>('SELECT * FROM note_quote WHERE note_id = ? ORDER BY start, stop, id', note).map(fromQuote);

/** One quote. */
export function oneQuote(db: ReadDb, id: number): Quote | undefined {
  const row = db.get<StoredQuote>('SELECT * FROM note_quote WHERE id = ?', id);
  return row && fromQuote(row);
}

const quoteBody = ({ themes, field, role }: QuoteFacts): string => writeStored(quoteForm, { themes, field, role });

/** Keep a new quote. */
export function insertQuote(db: WriteDb, quote: Quote): void {
  db.run(
    'INSERT INTO note_quote (id, note_id, start, stop, body) VALUES (?, ?, ?, ?, ?)',
    quote.id,
    quote.note,
    quote.start,
    quote.stop,
    quoteBody(quote),
  );
}

/** Keep a changed quote. */
export function updateQuote(db: WriteDb, quote: Quote): void {
  db.run(
    'UPDATE note_quote SET start = ?, stop = ?, body = ? WHERE id = ?',
    quote.start,
    quote.stop,
    quoteBody(quote),
    quote.id,
  );
}

/** Remove a quote. */
export const deleteQuote = (db: WriteDb, id: number): void => void db.run('DELETE FROM note_quote WHERE id = ?', id);

/** The themes in the order they were made. */
export const allThemes = (db: ReadDb): Theme[] =>
  db
    .all<{ id: number; name: string; body: string }>('SELECT id, name, body FROM note_theme ORDER BY id')
    .map(({ id, name, body }) => ({ id, name, ...readStored(themeForm, body, `note_theme ${id}`) }));

/** Keep a new theme. */
export function insertTheme(db: WriteDb, { id, name, ...body }: Theme): void {
  db.run('INSERT INTO note_theme (id, name, body) VALUES (?, ?, ?)', id, name, writeStored(themeForm, body));
}

/** Keep a changed theme. */
export function updateTheme(db: WriteDb, { id, name, ...body }: Theme): void {
  db.run('UPDATE note_theme SET name = ?, body = ? WHERE id = ?', name, writeStored(themeForm, body), id);
}

/** Remove a theme. */
export const deleteTheme = (db: WriteDb, id: number): void => void db.run('DELETE FROM note_theme WHERE id = ?', id);

/** Links of notes to rows of sources. */
export const allLinks = (db: ReadDb): LinkRow[] => db.all<LinkRow>('SELECT * FROM note_customer ORDER BY id');

/** Keep a new link. */
export function insertLink(db: WriteDb, link: LinkRow): void {
  db.run(
    'INSERT INTO note_customer (id, note_id, source_id, row) VALUES (?, ?, ?, ?)',
    link.id,
    link.note_id,
    link.source_id,
    link.row,
  );
}

/** Remove a link. */
export const deleteLink = (db: WriteDb, id: number): void => void db.run('DELETE FROM note_customer WHERE id = ?', id);

/** Consent to a quote now: false too when the quote or its note is gone. */
export function quoteConsent(db: ReadDb, quote: number): boolean {
  const body = db.value<string>(
    'SELECT note.body FROM note_quote JOIN note ON note.id = note_quote.note_id WHERE note_quote.id = ?',
    quote,
  );
  return body !== undefined && readStored(noteForm, body, 'note').consent === 'yes';
}
