import * as z from 'zod';
import { Lang, Said } from '../domain.ts';
import { leftOf } from './leaving.ts';
import { command, job, query } from './operation.ts';

/** What a note is a record of. */
export const NoteKind = z.enum(['interview', 'sales', 'support', 'other']);
/** What a note is a record of. */
export type NoteKind = z.infer<typeof NoteKind>;

/** Whether those who speak agreed that their words be shown. Without a yes no quote leaves the workspace. */
export const Consent = z.enum(['yes', 'no', 'unknown']);
/** Whether those who speak agreed that their words be shown. */
export type Consent = z.infer<typeof Consent>;

/** What a speaker is in the conversation. */
export const SpeakerRole = z.enum(['interviewer', 'customer', 'sales', 'support', 'other']);
/** What a speaker is in the conversation. */
export type SpeakerRole = z.infer<typeof SpeakerRole>;

/** A speaker as the text names it (`P3`, `客户`, `Anna`), and what the speaker is. */
export const Speaker = z.strictObject({ label: z.string().min(1).max(60), role: SpeakerRole });
/** A speaker of a note. */
export type Speaker = z.infer<typeof Speaker>;

/** Language of a note's text. */
export const NoteLang = z.enum(['zh', 'en', 'ja', 'ko', 'other']);
/** Language of a note's text. */
export type NoteLang = z.infer<typeof NoteLang>;

/** Longest text of a note, in UTF-16 units. */
export const MAX_NOTE = 4_000_000;
/** Longest quote, in UTF-16 units: what a claim can hold. */
export const MAX_QUOTE = 4000;

const id = z.number().int();
const ids = (most: number) => z.array(id).max(most);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const none = z.strictObject({});
const field = z.string().max(80);

/** A note without its text. */
export const NoteSummary = z.strictObject({
  id,
  title: z.string(),
  kind: NoteKind,
  date: z.string().nullable(),
  consent: Consent,
  consentAt: z.string().nullable(),
  lang: NoteLang,
  /** length of the text in UTF-16 units */
  chars: z.number().int(),
  quotes: z.number().int(),
  /** links to customers */
  customers: z.number().int(),
  /** themes of its quotes, the most frequent first */
  themes: z.array(id),
  /** name of the file it came from; null: pasted */
  file: z.string().nullable(),
  /** made of the passages of a coded set, not of a whole text */
  fromTags: z.boolean(),
  createdAt: z.string(),
});
/** A note without its text. */
export type NoteSummary = z.infer<typeof NoteSummary>;

/** A theme of the codebook. Its mark is a colour and a shape, 1 to 8 and 1 to 4. */
export const Theme = z.strictObject({
  id,
  name: z.string(),
  description: z.string(),
  colour: z.number().int().min(1).max(8),
  shape: z.number().int().min(1).max(4),
});
/** A theme of the codebook. */
export type Theme = z.infer<typeof Theme>;

/** A marked passage of a note; `[start, stop)` in UTF-16 units of its text. */
export const Quote = z.strictObject({
  id,
  note: id,
  start: z.number().int().min(0),
  stop: z.number().int().min(1),
  themes: z.array(id),
  /** the field of a persona card that it speaks to */
  field: field.nullable(),
  /** who says it: of the turn it begins in, unless set by hand */
  role: SpeakerRole.nullable(),
});
/** A marked passage of a note. */
export type Quote = z.infer<typeof Quote>;

/** A customer a note is about: `customer` is the id in the table in view, null while nobody there is meant. Key and name are masked. */
export const LinkedCustomer = z.strictObject({
  link: id,
  customer: id.nullable(),
  key: z.string(),
  name: z.string(),
});
/** A customer a note is about. */
export type LinkedCustomer = z.infer<typeof LinkedCustomer>;

/** A note with its text, which never changes after it came in. */
export const Note = NoteSummary.extend({
  text: z.string(),
  speakers: z.array(Speaker),
  /** names that are hidden in quotes, besides those of speakers and linked customers */
  hidden: z.array(z.string()),
  marks: z.array(Quote),
  links: z.array(LinkedCustomer),
});
/** A note with its text. */
export type Note = z.infer<typeof Note>;

/** Which quotes. Themes: all of them. Empty lists do not filter. */
export const QuoteFilter = z.strictObject({
  note: id.nullable().default(null),
  themes: ids(60).default([]),
  /** quotes without a theme */
  uncoded: z.boolean().default(false),
  fields: z.array(field).max(60).default([]),
  consent: z.array(Consent).max(3).default([]),
  kinds: z.array(NoteKind).max(4).default([]),
  /** quotes of notes about a customer of this segment */
  segment: id.nullable().default(null),
  search: z.string().max(200).default(''),
});
/** Which quotes. */
export type QuoteFilter = z.infer<typeof QuoteFilter>;

/** A quote with its words and where they come from. */
export const QuoteRow = Quote.extend({
  /** as it stands in the note */
  text: z.string(),
  /** as it may be shown: names by role, contacts hidden */
  shown: z.string(),
  title: z.string(),
  kind: NoteKind,
  date: z.string().nullable(),
  consent: Consent,
  customers: z.number().int(),
});
/** A quote with its words. */
export type QuoteRow = z.infer<typeof QuoteRow>;

/** The themes with their counts. */
export const Codebook = z.strictObject({
  themes: z.array(Theme.extend({ quotes: z.number().int(), notes: z.number().int() })),
  /** quotes coded to both; a < b by id; only pairs that occur */
  pairs: z.array(z.strictObject({ a: id, b: id, quotes: z.number().int() })),
  fields: z.array(z.strictObject({ field, quotes: z.number().int() })),
  consent: z.strictObject({ yes: z.number().int(), no: z.number().int(), unknown: z.number().int() }),
  quotes: z.number().int(),
  uncoded: z.number().int(),
  notes: z.number().int(),
});
/** The themes with their counts. */
export type Codebook = z.infer<typeof Codebook>;

/** Themes that go together as they leave: by name, masked. Quotes are statements and not customers: they know no floor. */
export const LeavingPairs = leftOf({
  pairs: z.array(z.strictObject({ a: z.string(), b: z.string(), quotes: z.number().int() })),
});
/** Themes that go together as they leave. */
export type LeavingPairs = z.infer<typeof LeavingPairs>;

const NewNote = {
  kind: NoteKind.optional(),
  date: day.nullable().optional(),
  consent: Consent.default('unknown'),
};

/** Operations on notes, quotes and themes. */
export const notesOperations = {
  'notes.list': query(
    'Notes, newest first',
    z.strictObject({
      search: z.string().max(200).default(''),
      kinds: z.array(NoteKind).max(4).default([]),
      consent: z.array(Consent).max(3).default([]),
      theme: id.nullable().default(null),
    }),
    z.strictObject({ total: z.number().int(), notes: z.array(NoteSummary) }),
  ),
  'notes.get': query('One note with its text, quotes and customers', z.strictObject({ id }), Note),
  'notes.ofCustomer': query(
    'Notes about a customer of the table in view',
    z.strictObject({ customer: id }),
    z.array(NoteSummary),
  ),
  'notes.quotes': query(
    'Quotes by theme, segment, card field, consent or words, in the order of their notes',
    QuoteFilter.extend({
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(5000).default(200),
    }),
    z.strictObject({ count: z.number().int(), quotes: z.array(QuoteRow) }),
  ),
  'notes.quote': query('One quote', z.strictObject({ id }), QuoteRow),
  'notes.codebook': query('Themes with counts of quotes and notes, and which go together', none, Codebook),
  'notes.leavingPairs': query('Which themes go together, as it may leave the workspace', none, LeavingPairs),
  'notes.customers': query(
    'Customers by key or name, masked',
    z.strictObject({ search: z.string().min(1).max(100), limit: z.number().int().min(1).max(50).default(12) }),
    z.array(z.strictObject({ customer: id, key: z.string(), name: z.string() })),
  ),
  'notes.export': query(
    'The codebook, or the quotes with consent, as CSV',
    z.strictObject({ what: z.enum(['codebook', 'quotes']), filter: QuoteFilter.optional(), lang: Lang.optional() }),
    z.strictObject({ name: z.string(), csv: z.string(), rows: z.number().int(), withheld: z.number().int() }),
  ),

  'notes.add': command(
    'Add a pasted note',
    z.strictObject({ title: z.string().max(200).optional(), text: z.string().min(1).max(MAX_NOTE), ...NewNote }),
    Note,
  ),
  'notes.import': job(
    'Read notes from files (.txt, .md, .docx); a text that is there already is not taken twice',
    z.strictObject({ files: z.array(z.string()).min(1).max(500), ...NewNote }),
    z.strictObject({
      notes: z.array(id),
      left: z.array(z.strictObject({ name: z.string(), reason: Said })),
      /** what stayed out of the text of a note: footnotes, endnotes and comments of a Word file */
      beside: z.array(z.strictObject({ name: z.string(), said: Said })),
    }),
  ),
  'notes.importTags': job(
    'Take over a coded set: a CSV of tagged passages, and a codebook with descriptions',
    z.strictObject({
      file: z.string(),
      codebook: z.string().optional(),
      /** names of the columns; found by their headers when left out */
      columns: z
        .strictObject({
          passage: z.string().max(400).optional(),
          document: z.string().max(400).optional(),
          tag: z.string().max(400),
          text: z.string().max(400),
        })
        .optional(),
      ...NewNote,
    }),
    z.strictObject({
      notes: z.array(id),
      themes: z.number().int(),
      /** passages: quotes made or found again */
      quotes: z.number().int(),
      /** passage and theme pairs: rows of the file that were used */
      tags: z.number().int(),
      /** passages found in the text of a note that was there */
      placed: z.number().int(),
      skipped: z.number().int(),
    }),
  ),
  'notes.change': command(
    'Change what is known about notes; never their text',
    z.strictObject({
      ids: ids(5000).min(1),
      change: z.strictObject({
        title: z.string().min(1).max(200).optional(),
        kind: NoteKind.optional(),
        date: day.nullable().optional(),
        consent: Consent.optional(),
        consentAt: day.nullable().optional(),
        lang: NoteLang.optional(),
        speakers: z.array(Speaker).max(60).optional(),
        hidden: z.array(z.string().min(1).max(60)).max(200).optional(),
      }),
    }),
    none,
  ),
  'notes.remove': command('Remove notes with their quotes (undoable)', z.strictObject({ ids: ids(5000).min(1) }), none),
  'notes.link': command(
    'Say that a note is about customers of the table in view',
    z.strictObject({ id, customers: ids(500).min(1) }),
    Note,
  ),
  'notes.unlink': command('Take links to customers back', z.strictObject({ links: ids(500).min(1) }), none),

  'notes.mark': command(
    'Mark a passage as a quote, code it',
    z.strictObject({
      note: id,
      start: z.number().int().min(0),
      stop: z.number().int().min(1),
      themes: ids(60).default([]),
      field: field.nullable().default(null),
    }),
    Quote,
  ),
  'notes.code': command(
    'Change quotes: themes, card field, speaker, bounds',
    z.strictObject({
      ids: ids(5000).min(1),
      change: z.strictObject({
        themes: ids(60).optional(),
        addThemes: ids(60).optional(),
        removeThemes: ids(60).optional(),
        field: field.nullable().optional(),
        role: SpeakerRole.nullable().optional(),
        span: z.tuple([z.number().int().min(0), z.number().int().min(1)]).optional(),
      }),
    }),
    none,
  ),
  'notes.unmark': command('Remove quotes; the text stays', z.strictObject({ ids: ids(5000).min(1) }), none),

  'notes.addTheme': command(
    'Add a theme to the codebook; one of the same name is given back. It may be put on quotes at once',
    z.strictObject({
      name: z.string().trim().min(1).max(120),
      description: z.string().max(2000).default(''),
      quotes: ids(5000).default([]),
    }),
    Theme,
  ),
  'notes.changeTheme': command(
    'Rename a theme, change its description or mark',
    z.strictObject({
      id,
      name: z.string().trim().min(1).max(120).optional(),
      description: z.string().max(2000).optional(),
      colour: z.number().int().min(1).max(8).optional(),
      shape: z.number().int().min(1).max(4).optional(),
    }),
    Theme,
  ),
  'notes.mergeThemes': command(
    'Merge themes into one; quotes keep one code for all of them',
    z.strictObject({ into: id, from: ids(200).min(1) }),
    Theme,
  ),
  'notes.removeTheme': command('Remove a theme; its quotes stay', z.strictObject({ id }), none),
};
