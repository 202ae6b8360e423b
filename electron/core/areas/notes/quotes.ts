import type { Quote, QuoteFilter, QuoteRow } from '../../../../shared/contract/notes.ts';
import type { Lang } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { sayIn } from '../../../../shared/locales/index.ts';
import { maskInPlace } from '../../../analysis/privacy/in-place.ts';
import { maskText } from '../../../analysis/privacy/mask.ts';
import { pseudonymise, type Stand } from '../../../analysis/privacy/pseudonym.ts';
import { linksInView, namesOfCustomers, namingColumns } from '../../../db/areas/notes/links.ts';
import {
  allLinks,
  allNotes,
  allQuotes,
  type NoteRow,
  noteText,
  oneNote,
  oneQuote,
} from '../../../db/areas/notes/notes.ts';
import type { ReadDb } from '../../../db/open.ts';
import {
  clustersOfCustomers,
  currentSegmentation,
  segmentGroups,
  segmentRows,
} from '../../../db/areas/segments/segments.ts';
import { requireNote, roleReader } from './read.ts';

/** Quotes that pass a filter, in the order of their notes. */
export function filteredQuotes(db: ReadDb, filter: QuoteFilter): { quotes: Quote[]; read: QuoteReader } {
  const read = new QuoteReader(db);
  const inSegment = filter.segment === null ? null : notesOfSegment(db, filter.segment);
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  const quotes = allQuotes(db).filter((quote) => {
    const note = read.note(quote.note);
    if (!note) return false;
    if (filter.note !== null && quote.note !== filter.note) return false;
    if (filter.uncoded && quote.themes.length > 0) return false;
    if (!filter.themes.every((theme) => quote.themes.includes(theme))) return false;
    if (filter.fields.length > 0 && (quote.field === null || !filter.fields.includes(quote.field))) return false;
    if (filter.consent.length > 0 && !filter.consent.includes(note.consent)) return false;
    if (filter.kinds.length > 0 && !filter.kinds.includes(note.kind)) return false;
    if (inSegment && !inSegment.has(quote.note)) return false;
    if (words.length === 0) return true;
    const text = read.text(quote).toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return { quotes, read };
}

/** Notes about a customer of a segment of the current segmentation. */
function notesOfSegment(db: ReadDb, segment: number): Set<number> {
  const current = currentSegmentation(db);
  const group = current && segmentGroups(segmentRows(db, current.id)).find(({ row }) => row.id === segment);
  if (!current || !group) return new Set();
  const links = linksInView(db).filter((link) => link.customer !== null);
  const ids = [...new Set(links.map((link) => link.customer!))];
  const clusters = clustersOfCustomers(db, current.id, ids);
  return new Set(
    links.flatMap((link) => {
      const cluster = clusters.get(link.customer!);
      return cluster !== undefined && group.clusters.includes(cluster) ? [link.note_id] : [];
    }),
  );
}

/** Reads quotes with their words; notes, their texts and their customers' names are read once each. */
export class QuoteReader {
  readonly #db: ReadDb;
  readonly #notes: Map<number, NoteRow>;
  readonly #texts = new Map<number, string>();
  readonly #masked = new Map<number, string>();
  readonly #roles = new Map<number, ReturnType<typeof roleReader>>();
  readonly #hidden = new Map<number, string[]>();
  #links: Map<number, number[]> | null = null;

  constructor(db: ReadDb, note?: NoteRow) {
    this.#db = db;
    this.#notes = new Map((note ? [note] : allNotes(db)).map((one) => [one.id, one]));
  }

  note(id: number): NoteRow | undefined {
    return this.#notes.get(id);
  }

  text({ note, start, stop }: Quote): string {
    return this.#whole(note).slice(start, stop);
  }

  row(quote: Quote): QuoteRow {
    const note = this.#notes.get(quote.note)!;
    let role = this.#roles.get(note.id);
    if (!role) this.#roles.set(note.id, (role = roleReader(note, () => this.#whole(note.id))));
    const text = this.text(quote);
    return {
      ...quote,
      role: role(quote),
      // of the whole text: what a name or a number is may stand before the passage
      text: this.#maskedOf(note.id).slice(quote.start, quote.stop),
      shown: this.shown(note, text),
      title: maskText(note.title),
      kind: note.kind,
      date: note.date,
      consent: note.consent,
      customers: this.#linksOf(note.id).length,
    };
  }

  /** Words of a note as they may be shown. */
  shown(note: NoteRow, text: string): string {
    let hidden = this.#hidden.get(note.id);
    if (!hidden) this.#hidden.set(note.id, (hidden = [...note.hidden, ...this.#namesOf(note.id)]));
    return pseudonymise(text, note.speakers, hidden, standIn(note.lang === 'zh' ? 'zh-CN' : 'en'));
  }

  #whole(note: number): string {
    let text = this.#texts.get(note);
    if (text === undefined) this.#texts.set(note, (text = noteText(this.#db, note)));
    return text;
  }

  #maskedOf(note: number): string {
    let text = this.#masked.get(note);
    if (text === undefined) this.#masked.set(note, (text = maskInPlace(this.#whole(note))));
    return text;
  }

  #linksOf(note: number): number[] {
    if (!this.#links) {
      const links = allLinks(this.#db).filter((link) => this.#notes.has(link.note_id));
      this.#links = new Map();
      for (const { note_id, customer } of linksInView(this.#db, links)) {
        const of = this.#links.get(note_id) ?? [];
        of.push(customer ?? 0);
        this.#links.set(note_id, of);
      }
    }
    return this.#links.get(note) ?? [];
  }

  #namesOf(note: number): string[] {
    const customers = this.#linksOf(note).filter((id) => id > 0);
    const naming = customers.length === 0 ? null : namingColumns(this.#db);
    if (!naming) return [];
    return [...namesOfCustomers(this.#db, naming, customers).values()].flatMap(({ names }) => names);
  }
}

/** The words that take the place of names, in the language of the note. */
const standIn = (lang: Lang): Stand => ({
  role: (role) => sayIn(lang, { key: `notes:stand.${role}` }),
  contact: sayIn(lang, { key: 'notes:stand.contact' }),
  person: sayIn(lang, { key: 'notes:stand.person' }),
  place: sayIn(lang, { key: 'notes:stand.place' }),
});

/** One quote with its words. @throws AppError not_found */
export function quoteRow(db: ReadDb, id: number): QuoteRow {
  const quote = oneQuote(db, id);
  const note = quote && oneNote(db, quote.note);
  if (!note) throw new AppError('not_found', { key: 'notes:error.quoteGone' });
  return new QuoteReader(db, requireNote(db, note.id)).row(quote);
}
