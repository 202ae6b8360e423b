import * as z from 'zod';
import { Consent, NoteKind, NoteLang, Speaker, SpeakerRole, Theme } from '../../../../shared/contract/notes.ts';
import { type Form, inputForm } from '../../stored.ts';

/** What is known about a note besides its text. */
export interface NoteFacts {
  readonly kind: NoteKind;
  readonly date: string | null;
  readonly consent: Consent;
  readonly consentAt: string | null;
  readonly lang: NoteLang;
  readonly speakers: readonly Speaker[];
  readonly hidden: readonly string[];
  readonly file: string | null;
  readonly format: string;
  readonly encoding: string | null;
  readonly fromTags: boolean;
}

/** The JSON of a note; `chars`: UTF-16 units of its text. */
export type NoteBody = NoteFacts & { readonly chars: number };

/** A quote as it is stored. */
export interface QuoteFacts {
  readonly themes: readonly number[];
  readonly field: string | null;
  /** set by hand; null: of the turn it begins in */
  readonly role: SpeakerRole | null;
}

/** The body of a note. */
export const noteForm: Form<NoteBody> = inputForm(
  z.strictObject({
    kind: NoteKind,
    date: z.string().nullable(),
    consent: Consent,
    consentAt: z.string().nullable(),
    lang: NoteLang,
    speakers: z.array(Speaker),
    hidden: z.array(z.string()),
    file: z.string().nullable(),
    format: z.string(),
    encoding: z.string().nullable(),
    fromTags: z.boolean(),
    chars: z.number().int().min(0),
  }),
);

/** The body of a quote. */
export const quoteForm: Form<QuoteFacts> = inputForm(
  z.strictObject({
    themes: z.array(z.number().int()),
    field: z.string().nullable(),
    role: SpeakerRole.nullable(),
  }),
);

/** The body of a theme. */
export const themeForm: Form<Omit<Theme, 'id' | 'name'>> = inputForm(Theme.omit({ id: true, name: true }));
