import type { Parsed } from '../../../../shared/contract.ts';
import type { Note, Quote, Speaker, Theme } from '../../../../shared/contract/notes.ts';
import { MAX_QUOTE } from '../../../../shared/contract/notes.ts';
import { AppError } from '../../../../shared/frames.ts';
import { trimmedSpan } from '../../../../shared/notes/text.ts';
import { maskInPlace } from '../../../analysis/privacy/in-place.ts';
import { maskText } from '../../../analysis/privacy/mask.ts';
import { linksInView, rowOfCustomer } from '../../../db/areas/notes/links.ts';
import {
  allLinks,
  allQuotes,
  allThemes,
  deleteLink,
  deleteNote,
  deleteQuote,
  deleteTheme,
  freshNoteId,
  insertLink,
  insertQuote,
  insertTheme,
  type NoteRow,
  noteText,
  oneQuote,
  quotesOfNote,
  updateNote,
  updateQuote,
  updateTheme,
} from '../../../db/areas/notes/notes.ts';
import type { ReadDb, WriteDb } from '../../../db/open.ts';
import { markRemoved } from '../../../db/areas/sources/removed.ts';
import type { CommandContext } from '../../area.ts';
import { noteOf, requireNote } from './read.ts';

/** The title that was typed; one that came back as it was shown is the one that is stored. */
function typedTitle(note: NoteRow, title: string | undefined): string {
  const typed = title?.trim();
  return !typed || typed === maskText(note.title) ? note.title : typed;
}

/** Speakers by the labels of the text: they were shown masked in place, and come back so. */
function labelled(note: NoteRow, speakers: readonly Speaker[]): Speaker[] {
  const open = note.speakers.map(({ label }) => label);
  return speakers.map((speaker) => {
    const at = open.findIndex((label) => label === speaker.label || maskInPlace(label) === speaker.label);
    return at < 0 ? speaker : { ...speaker, label: open.splice(at, 1)[0]! };
  });
}

/** Change what is known about notes. */
export function changeNotes(
  { db, label }: CommandContext,
  { ids, change }: Parsed<'notes.change'>,
): Record<string, never> {
  const notes = [...new Set(ids)].map((id) => requireNote(db, id));
  const consent = change.consent;
  for (const note of notes) {
    const consentAt = change.consentAt !== undefined ? change.consentAt : consent === 'unknown' ? null : note.consentAt;
    updateNote(db, {
      ...note,
      ...withoutUndefined(change),
      title: typedTitle(note, change.title),
      consentAt,
      ...(change.speakers ? { speakers: unique(labelled(note, change.speakers)) } : {}),
      ...(change.hidden
        ? { hidden: [...new Set(change.hidden.map((name) => name.trim()).filter((name) => name !== ''))] }
        : {}),
    });
  }
  label(
    notes.length === 1
      ? { key: 'notes:edit.change', values: { title: notes[0]!.title } }
      : { key: 'notes:edit.changeMany', values: { n: notes.length } },
  );
  return {};
}

const unique = <T extends { label: string }>(speakers: readonly T[]): T[] => [
  ...new Map(speakers.map((speaker) => [speaker.label, speaker])).values(),
];

const withoutUndefined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

/** Remove notes with their quotes and links. */
export function removeNotes(
  { db, label, now }: CommandContext,
  { ids }: Parsed<'notes.remove'>,
): Record<string, never> {
  const notes = [...new Set(ids)].map((id) => requireNote(db, id));
  const at = now();
  for (const { id } of notes) {
    deleteNote(db, id);
    markRemoved(db, 'note', id, at);
  }
  label(
    notes.length === 1
      ? { key: 'notes:edit.remove', values: { title: notes[0]!.title } }
      : { key: 'notes:edit.removeMany', values: { n: notes.length } },
  );
  return {};
}

/** Say whom a note is about. Links that are there already stay. */
export function linkCustomers({ db, label }: CommandContext, { id, customers }: Parsed<'notes.link'>): Note {
  const note = requireNote(db, id);
  const known = new Set(
    linksInView(
      db,
      allLinks(db).filter((link) => link.note_id === id),
    ).map(({ customer }) => customer),
  );
  let next = freshNoteId(db, 'note_customer');
  for (const customer of new Set(customers)) {
    if (known.has(customer)) continue;
    const found = rowOfCustomer(db, customer);
    if (!found) throw new AppError('not_found', { key: 'notes:error.customerGone' });
    insertLink(db, { id: next++, note_id: id, source_id: found.source, row: found.row });
  }
  label({ key: 'notes:edit.link', values: { title: note.title } });
  return noteOf(db, id);
}

/** Take links back. */
export function unlinkCustomers(
  { db, label }: CommandContext,
  { links }: Parsed<'notes.unlink'>,
): Record<string, never> {
  for (const id of links) deleteLink(db, id);
  label({ key: 'notes:edit.unlink' });
  return {};
}

/** Mark a passage; its bounds lose the white space at their ends. The same bounds twice are one quote. */
export function markQuote({ db, label }: CommandContext, input: Parsed<'notes.mark'>): Quote {
  const note = requireNote(db, input.note);
  const [start, stop] = spanOf(noteText(db, note.id), input.start, input.stop);
  const themes = knownThemes(db, input.themes);
  const same = quotesOfNote(db, note.id).find((quote) => quote.start === start && quote.stop === stop);
  label({ key: 'notes:edit.mark', values: { title: note.title } });
  if (same) {
    const quote = {
      ...same,
      themes: [...new Set([...same.themes, ...themes])],
      field: input.field ?? same.field,
    };
    updateQuote(db, quote);
    return quote;
  }
  const quote = {
    id: freshNoteId(db, 'note_quote'),
    note: note.id,
    start,
    stop,
    themes,
    field: input.field,
    role: null,
  };
  insertQuote(db, quote);
  return quote;
}

/** @throws AppError invalid_input (nothing in it, or too long) */
function spanOf(text: string, start: number, stop: number): [number, number] {
  const span = trimmedSpan(text, start, stop);
  if (!span) throw new AppError('invalid_input', { key: 'notes:error.empty' });
  if (span[1] - span[0] > MAX_QUOTE)
    throw new AppError('invalid_input', { key: 'notes:error.long', values: { most: MAX_QUOTE } });
  return span;
}

/** @throws AppError not_found */
function knownThemes(db: ReadDb, ids: readonly number[]): number[] {
  const known = new Set(allThemes(db).map(({ id }) => id));
  if (ids.some((id) => !known.has(id))) throw new AppError('not_found', { key: 'notes:error.themeGone' });
  return [...new Set(ids)];
}

/** Change quotes. */
export function codeQuotes(
  { db, label }: CommandContext,
  { ids, change }: Parsed<'notes.code'>,
): Record<string, never> {
  const quotes = [...new Set(ids)].map((id) => requireQuote(db, id));
  const set = change.themes && knownThemes(db, change.themes);
  const add = knownThemes(db, change.addThemes ?? []);
  for (const quote of quotes) {
    const themes = [...new Set([...(set ?? quote.themes), ...add])].filter(
      (theme) => !change.removeThemes?.includes(theme),
    );
    const [start, stop] = change.span ? spanOf(noteText(db, quote.note), ...change.span) : [quote.start, quote.stop];
    updateQuote(db, {
      ...quote,
      start,
      stop,
      themes,
      field: change.field === undefined ? quote.field : change.field,
      role: change.role === undefined ? quote.role : change.role,
    });
  }
  label({ key: 'notes:edit.code', values: { n: quotes.length } });
  return {};
}

/** @throws AppError not_found */
function requireQuote(db: ReadDb, id: number): Quote {
  const quote = oneQuote(db, id);
  if (!quote) throw new AppError('not_found', { key: 'notes:error.quoteGone' });
  return quote;
}

/** Remove quotes. */
export function unmarkQuotes({ db, label }: CommandContext, { ids }: Parsed<'notes.unmark'>): Record<string, never> {
  const quotes = [...new Set(ids)].map((id) => requireQuote(db, id));
  for (const { id } of quotes) deleteQuote(db, id);
  label({ key: 'notes:edit.unmark', values: { n: quotes.length } });
  return {};
}

/** The mark of the nth theme: 8 colours with 4 shapes come to 32 marks before one comes back. */
const markOf = (n: number): Pick<Theme, 'colour' | 'shape'> => ({
  colour: (n % 8) + 1,
  shape: ((n + Math.floor(n / 8)) % 4) + 1,
});

/** Add a theme, or find the one of that name; put it on quotes. */
export function addTheme({ db, label }: CommandContext, input: Parsed<'notes.addTheme'>): Theme {
  const { theme } = themeNamed(db, input.name, input.description);
  for (const id of new Set(input.quotes)) {
    const quote = requireQuote(db, id);
    if (!quote.themes.includes(theme.id)) updateQuote(db, { ...quote, themes: [...quote.themes, theme.id] });
  }
  label({ key: 'notes:edit.addTheme', values: { name: theme.name } });
  return theme;
}

/** The theme of a name (in any case and width), made where there is none. */
export function themeNamed(db: WriteDb, name: string, description: string): { theme: Theme; made: boolean } {
  const themes = allThemes(db);
  const same = themes.find((theme) => foldName(theme.name) === foldName(name));
  if (same) return { theme: same, made: false };
  const theme = { id: freshNoteId(db, 'note_theme'), name: name.trim(), description, ...markOf(themes.length) };
  insertTheme(db, theme);
  return { theme, made: true };
}

const foldName = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** Rename a theme or change its mark. @throws AppError conflict when the name is taken */
export function changeTheme({ db, label }: CommandContext, { id, ...change }: Parsed<'notes.changeTheme'>): Theme {
  const before = requireTheme(db, id);
  const theme = { ...before, ...withoutUndefined(change) };
  if (allThemes(db).some((other) => other.id !== id && foldName(other.name) === foldName(theme.name)))
    throw new AppError('conflict', { key: 'notes:error.themeNamed', values: { name: theme.name } });
  updateTheme(db, theme);
  label({ key: 'notes:edit.changeTheme', values: { name: theme.name } });
  return theme;
}

/** @throws AppError not_found */
function requireTheme(db: ReadDb, id: number): Theme {
  const theme = allThemes(db).find((one) => one.id === id);
  if (!theme) throw new AppError('not_found', { key: 'notes:error.themeGone' });
  return theme;
}

/** Make one theme of several. */
export function mergeThemes({ db, label }: CommandContext, { into, from }: Parsed<'notes.mergeThemes'>): Theme {
  const theme = requireTheme(db, into);
  const gone = new Set(from.filter((id) => id !== into).map((id) => requireTheme(db, id).id));
  for (const quote of allQuotes(db)) {
    if (!quote.themes.some((id) => gone.has(id))) continue;
    updateQuote(db, { ...quote, themes: [...new Set(quote.themes.map((id) => (gone.has(id) ? into : id)))] });
  }
  for (const id of gone) deleteTheme(db, id);
  label({ key: 'notes:edit.mergeThemes', values: { name: theme.name } });
  return theme;
}

/** Remove a theme from the codebook and from its quotes. */
export function removeTheme({ db, label }: CommandContext, { id }: Parsed<'notes.removeTheme'>): Record<string, never> {
  const theme = requireTheme(db, id);
  for (const quote of allQuotes(db))
    if (quote.themes.includes(id)) updateQuote(db, { ...quote, themes: quote.themes.filter((one) => one !== id) });
  deleteTheme(db, id);
  label({ key: 'notes:edit.removeTheme', values: { name: theme.name } });
  return {};
}
