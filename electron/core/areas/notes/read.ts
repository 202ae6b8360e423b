import type { LinkedCustomer, Note, NoteSummary, Quote, SpeakerRole } from '../../../../shared/contract/notes.ts';
import type { PersonalKind } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { turnAt, type Turn, turnsOf } from '../../../../shared/notes/speakers.ts';
import { maskPersonal } from '../../../../shared/values.ts';
import { maskInPlace } from '../../../analysis/privacy/in-place.ts';
import { maskText } from '../../../analysis/privacy/mask.ts';
import { linksInView, namesOfCustomers, namingColumns } from '../../../db/areas/notes/links.ts';
import { allLinks, allQuotes, type NoteRow, noteText, oneNote, quotesOfNote } from '../../../db/areas/notes/notes.ts';
import type { ReadDb } from '../../../db/open.ts';

/** A note by its id. @throws AppError not_found */
export function requireNote(db: ReadDb, id: number): NoteRow {
  const note = oneNote(db, id);
  if (!note) throw new AppError('not_found', { key: 'notes:error.gone' });
  return note;
}

/** Notes as lists show them. */
export function summaries(db: ReadDb, notes: readonly NoteRow[]): NoteSummary[] {
  const quotes = Map.groupBy(allQuotes(db), ({ note }) => note);
  const links = Map.groupBy(allLinks(db), (link) => link.note_id);
  return notes.map((note) => summaryOf(note, quotes.get(note.id) ?? [], links.get(note.id)?.length ?? 0));
}

function summaryOf(note: NoteRow, quotes: readonly Quote[], customers: number): NoteSummary {
  const counts = new Map<number, number>();
  for (const { themes } of quotes) for (const theme of themes) counts.set(theme, (counts.get(theme) ?? 0) + 1);
  return {
    id: note.id,
    title: maskText(note.title),
    kind: note.kind,
    date: note.date,
    consent: note.consent,
    consentAt: note.consentAt,
    lang: note.lang,
    chars: note.chars,
    quotes: quotes.length,
    customers,
    themes: [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([theme]) => theme),
    file: note.file && maskText(note.file),
    fromTags: note.fromTags,
    createdAt: note.createdAt,
  };
}

/**
 * A note with everything about it. Its text and the labels of its speakers are masked in place: passages are marked by where
 * they stand.
 * @throws AppError not_found
 */
export function noteOf(db: ReadDb, id: number): Note {
  const row = requireNote(db, id);
  const text = noteText(db, id);
  const stored = quotesOfNote(db, id);
  const links = customersOf(db, id);
  const roles = roleReader(row, () => text);
  return {
    ...summaryOf(row, stored, links.length),
    text: maskInPlace(text),
    speakers: row.speakers.map(({ label, role }) => ({ label: maskInPlace(label), role })),
    hidden: [...row.hidden],
    marks: stored.map((quote) => ({ ...quote, role: roles(quote) })),
    links,
  };
}

/** The role of who says a quote: set by hand, or of the turn it begins in. The text is read when first needed. */
export function roleReader(note: NoteRow, text: () => string): (quote: Quote) => SpeakerRole | null {
  let turns: Turn[] | null = null;
  return (quote) => {
    if (quote.role !== null || note.speakers.length === 0) return quote.role;
    turns ??= turnsOf(text(), note.speakers);
    const turn = turnAt(turns, quote.start);
    return turn ? (note.speakers[turn.speaker]?.role ?? null) : null;
  };
}

function customersOf(db: ReadDb, note: number): LinkedCustomer[] {
  const links = linksInView(
    db,
    allLinks(db).filter((link) => link.note_id === note),
  );
  const shown = maskedCustomers(
    db,
    links.flatMap(({ customer }) => customer ?? []),
  );
  return links.map(({ id, customer }) => {
    const found = customer === null ? undefined : shown.get(customer);
    return { link: id, customer: found ? customer : null, key: found?.key ?? '', name: found?.name ?? '' };
  });
}

/** Key and name of customers in view, masked. */
export function maskedCustomers(db: ReadDb, ids: readonly number[]): Map<number, { key: string; name: string }> {
  const naming = namingColumns(db);
  if (!naming) return new Map();
  const found = namesOfCustomers(db, naming, [...new Set(ids)]);
  const kind = naming.key?.personal as PersonalKind | null | undefined;
  return new Map(
    [...found].map(([id, { key, names }]) => [
      id,
      { key: kind ? maskPersonal(key, kind) : key, name: names.map((name) => maskPersonal(name, 'name')).join(' ') },
    ]),
  );
}
