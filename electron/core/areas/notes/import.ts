import type { Out, Parsed } from '../../../../shared/contract.ts';
import { MAX_NOTE, type Note, type NoteKind } from '../../../../shared/contract/notes.ts';
import type { Said } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { detectSpeakers, kindOf } from '../../../../shared/notes/speakers.ts';
import { consentOf, dateOf, languageOf, titleOf } from '../../../../shared/notes/text.ts';
import type { NoteFacts } from '../../../db/areas/notes/forms.ts';
import type { Beside } from '../../../formats/documents.ts';
import { freshNoteId, insertNote, noteWithText } from '../../../db/areas/notes/notes.ts';
import type { WriteDb } from '../../../db/open.ts';
import type { CommandContext, JobContext } from '../../area.ts';
import { noteOf } from './read.ts';

/** What a person says about notes before they come in. */
export interface Told {
  readonly kind?: NoteKind | undefined;
  readonly date?: string | null | undefined;
  readonly consent: NoteFacts['consent'];
}

/** A text with where it is from. */
export interface Arrived {
  readonly text: string;
  readonly title?: string | undefined;
  readonly file: string | null;
  readonly format: string;
  readonly encoding: string | null;
  readonly fromTags?: boolean;
}

/** Keep a text as a note, with what can be found out about it. @returns its id */
export function keepNote(db: WriteDb, arrived: Arrived, told: Told, at: string): number {
  const { text, file } = arrived;
  const id = freshNoteId(db, 'note');
  const title = arrived.title?.trim() || titleOf(file, text);
  const speakers = arrived.fromTags ? [] : detectSpeakers(text);
  // what the person says counts; left open, what the note itself says
  const consent = told.consent === 'unknown' ? (consentOf(text) ?? 'unknown') : told.consent;
  insertNote(db, {
    id,
    title,
    text,
    at,
    facts: {
      kind: told.kind ?? kindOf(title, speakers),
      date: told.date !== undefined ? told.date : dateOf(file ?? title, text),
      consent,
      consentAt: consent === 'unknown' ? null : at.slice(0, 10),
      lang: languageOf(text),
      speakers,
      hidden: [],
      file,
      format: arrived.format,
      encoding: arrived.encoding,
      fromTags: arrived.fromTags ?? false,
    },
  });
  return id;
}

/** Add a pasted text. @throws AppError conflict when it is there already */
export function addNote(context: CommandContext, { text, title, ...told }: Parsed<'notes.add'>): Note {
  const { db } = context;
  if (text.trim() === '') throw new AppError('invalid_input', { key: 'notes:error.noText' });
  const same = noteWithText(db, text);
  if (same !== undefined) throw new AppError('conflict', { key: 'notes:error.known' }, { note: same });
  const id = keepNote(db, { text, title, file: null, format: 'paste', encoding: null }, told, context.now());
  const note = noteOf(db, id);
  context.label({ key: 'notes:edit.add', values: { title: note.title } });
  return note;
}

/** Read files and keep their texts: one edit for all of them. */
export async function importNotes(
  context: JobContext,
  { files, ...told }: Parsed<'notes.import'>,
): Promise<Out<'notes.import'>> {
  const arrived: Arrived[] = [];
  const left: { name: string; reason: Said }[] = [];
  const beside: Out<'notes.import'>['beside'] = [];
  const seen = new Set<string>();
  for (const [done, fileId] of [...new Set(files)].entries()) {
    context.progress('jobs:step.notes', done, files.length);
    const { path, name } = context.files.get(fileId);
    try {
      const read = await context.pool.run('notes.read', { path, name }, { signal: context.signal });
      const reason = refusal(context, read.text, seen);
      if (reason) left.push({ name, reason });
      else {
        arrived.push({ text: read.text, file: name, format: read.format, encoding: read.encoding ?? null });
        const said = besideSaid(read.beside);
        if (said) beside.push({ name, said });
      }
    } catch (error) {
      // a file that cannot be read keeps none of the others back
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
      left.push({ name, reason: error.said });
    }
  }
  if (arrived.length === 0) return { notes: [], left, beside };
  const at = context.now();
  const notes = context.commit({ key: 'notes:edit.import', values: { count: arrived.length } }, (db) =>
    arrived.map((one) => keepNote(db, one, told, at)),
  );
  return { notes, left, beside };
}

/** Notes and comments of a Word file that stay out of the text. */
function besideSaid(beside: Beside | undefined): Said | null {
  if (!beside) return null;
  const parts = (['footnotes', 'endnotes', 'comments'] as const)
    .filter((what) => beside[what] > 0)
    .map((what): Said => ({ key: `notes:beside.${what}`, values: { count: beside[what] } }));
  return parts.length === 0 ? null : { key: 'notes:beside.left', values: { parts } };
}

function refusal(context: JobContext, text: string, seen: Set<string>): Said | null {
  if (text.trim() === '') return { key: 'notes:error.noText' };
  if (text.length > MAX_NOTE) return { key: 'notes:error.tooLong', values: { most: MAX_NOTE } };
  if (seen.has(text) || noteWithText(context.db, text) !== undefined) return { key: 'notes:error.known' };
  seen.add(text);
  return null;
}
