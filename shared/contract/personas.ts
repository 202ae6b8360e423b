import * as z from 'zod';
import { Effect, Interval, Lang, Said } from '../domain.ts';
import { Filter } from './customers.ts';
import { NoteKind, SpeakerRole } from './notes.ts';
import { ChartKind, ExploreSpec } from './explore.ts';
import { command, job, query } from './operation.ts';

/** What a claim rests on. */
export const Basis = z.enum(['data', 'quote', 'document', 'team', 'assumption']);
/** What a claim rests on. */
export type Basis = z.infer<typeof Basis>;

/** untested: nobody has checked it · supported · contradicted · stale: its data changed since */
export const ClaimStatus = z.enum(['untested', 'supported', 'contradicted', 'stale']);
/** Whether a claim holds. */
export type ClaimStatus = z.infer<typeof ClaimStatus>;

/** A statistic behind a data claim: recomputed, never typed. */
export const StatEvidence = z.strictObject({
  kind: z.literal('stat'),
  attribute: z.number().int().nullable(),
  column: z.string().nullable(),
  aggregate: z.enum(['count', 'share', 'mean', 'median', 'sumShare', 'distribution']),
  /** level or band the share is about */
  level: z.string().nullable(),
  n: z.number().int(),
  missing: z.number().int(),
  segmentValue: z.number(),
  baseValue: z.number(),
  baseN: z.number().int(),
  effect: Effect.nullable(),
  interval: Interval.nullable(),
  /** Holm-corrected p and the number of comparisons it was corrected for */
  p: z.number().nullable(),
  comparisons: z.number().int().nullable(),
  /** the attribute made the groups, where the data has none: the difference is made by the cut, and nothing is tested */
  byCut: z.literal(true).optional(),
  /** distribution: share of each level in the segment and in everyone, suppressed below the privacy floor */
  distribution: z
    .array(z.strictObject({ level: z.string(), share: z.number().nullable(), base: z.number() }))
    .nullable(),
  /** the condition on customers, for the prevalence meter and "show these customers" */
  filter: Filter.nullable(),
});
/** A statistic behind a data claim. */
export type StatEvidence = z.infer<typeof StatEvidence>;

/**
 * A verbatim remark. One that comes from a note names it; its consent is then that of the note at the time of reading,
 * whatever is stored here, and its words have names replaced by roles.
 */
export const QuoteEvidence = z.strictObject({
  kind: z.literal('quote'),
  text: z.string().max(4000),
  source: z.string().max(200),
  consent: z.boolean(),
  noteId: z.number().int().optional(),
  quoteId: z.number().int().optional(),
  /** where it stands in the note, in UTF-16 units */
  span: z.tuple([z.number().int(), z.number().int()]).optional(),
  speakerRole: SpeakerRole.nullable().optional(),
  noteKind: NoteKind.optional(),
  /** day of the note */
  date: z.string().max(40).nullable().optional(),
});
/** A verbatim remark. */
export type QuoteEvidence = z.infer<typeof QuoteEvidence>;
/** A page of a document. */
const DocumentEvidence = z.strictObject({
  kind: z.literal('document'),
  title: z.string().max(200),
  page: z.string().max(40),
  date: z.string().max(40),
});

/** A view of the exploring page with its figures as they were: frozen, few customers left out. */
export const ViewEvidence = z.strictObject({
  kind: z.literal('view'),
  title: z.string().max(200),
  chart: ChartKind,
  /** what was measured, in words */
  measure: Said,
  /** customers drawn, and all of the table */
  n: z.number().int(),
  total: z.number().int(),
  figures: z
    .array(
      z.strictObject({
        label: z.union([z.string(), Said]),
        /** null: below the privacy floor */
        n: z.number().int().nullable(),
        value: z.number().nullable(),
      }),
    )
    .max(80),
  asOf: z.string(),
  /** to draw it again; taken off when a card leaves the workspace */
  spec: ExploreSpec.nullable(),
});
/** A frozen view. */
export type ViewEvidence = z.infer<typeof ViewEvidence>;

/** Evidence of a claim. */
export const Evidence = z.discriminatedUnion('kind', [StatEvidence, QuoteEvidence, DocumentEvidence, ViewEvidence]);
/** Evidence of a claim. */
export type Evidence = z.infer<typeof Evidence>;

/** Every statement on a card. `said` for data claims (either language), `text` for what people wrote; words may stand beside a data claim. */
export const Claim = z.strictObject({
  id: z.string(),
  said: Said.nullable(),
  text: z.string().max(4000),
  basis: Basis,
  evidence: z.array(Evidence).max(40),
  status: ClaimStatus,
  asOf: z.string(),
  author: z.string().max(80),
});
/** A statement on a card. */
export type Claim = z.infer<typeof Claim>;

/** How a field is edited and drawn. */
export const FieldKind = z.enum([
  'title',
  'avatar',
  'text',
  'list',
  'scale',
  'number',
  'choice',
  'image',
  'figures',
  'distribution',
  'differences',
  'typical',
  'health',
]);
/** How a field is edited and drawn. */
export type FieldKind = z.infer<typeof FieldKind>;

/** One field of a card. `key` is a preset field (label from locales `personas:field.<key>`) or `custom:<id>` with its own label. */
export const Field = z.strictObject({
  key: z.string().max(80),
  label: z.string().max(80).nullable(),
  kind: FieldKind,
  onFace: z.boolean(),
  /** where it stands: head, figures, one of the three columns of distributions, the notes row, foot */
  area: z.enum(['head', 'figures', 'columns', 'notes', 'foot']),
  claims: z.array(Claim).max(60),
  /** for scale (0…100), number, choice, image (data URL up to 500 kB) */
  value: z.union([z.string().max(700000), z.number(), z.null()]),
  options: z.array(z.string().max(80)).max(20).nullable(),
});
/** One field of a card. */
export type Field = z.infer<typeof Field>;

/** One condition of the prevalence meter and how many customers remain when it is added. */
const PrevalenceStep = z.strictObject({ label: Said, count: z.number().int() });
/** How many real customers the card describes. */
export const Prevalence = z.strictObject({
  count: z.number().int(),
  total: z.number().int(),
  steps: z.array(PrevalenceStep),
  next: PrevalenceStep.nullable(),
});
/** How many real customers the card describes. */
export type Prevalence = z.infer<typeof Prevalence>;

/** A persona card. */
export const Persona = z.strictObject({
  id: z.number().int(),
  rev: z.number().int(),
  segment: z.number().int().nullable(),
  preset: z.string(),
  colour: z.number().int().min(1).max(8),
  /** working title in either language, from the two strongest traits */
  title: Said,
  /** what the user called it; wins */
  name: z.string().max(120),
  /** optional human name: 李明 */
  person: z.string().max(60),
  avatarSeed: z.number().int(),
  fields: z.array(Field),
  /** segment size at the date of the data, and everyone */
  n: z.number().int(),
  total: z.number().int(),
  prevalence: Prevalence,
  createdAt: z.string(),
  updatedAt: z.string(),
  stale: z.boolean(),
  /** what stands over the segments, where they were cut as asked and the data has no groups; null: groups were found, or no segment */
  cut: Said.nullable(),
});
/** A persona card. */
export type Persona = z.infer<typeof Persona>;

/** One change to a card. */
export const PersonaChange = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('rename'), name: z.string().max(120) }),
  z.strictObject({ do: z.literal('person'), person: z.string().max(60) }),
  z.strictObject({ do: z.literal('avatar'), seed: z.number().int().min(0) }),
  z.strictObject({ do: z.literal('colour'), colour: z.number().int().min(1).max(8) }),
  /** replace the people-written lines of a field; data claims stay (their `text` may be set by claim id) */
  z.strictObject({
    do: z.literal('lines'),
    field: z.string(),
    lines: z.array(z.strictObject({ id: z.string().optional(), text: z.string().max(4000), basis: Basis })).max(60),
  }),
  z.strictObject({ do: z.literal('words'), field: z.string(), claim: z.string(), text: z.string().max(4000) }),
  z.strictObject({ do: z.literal('status'), field: z.string(), claim: z.string(), status: ClaimStatus }),
  z.strictObject({
    do: z.literal('evidence'),
    field: z.string(),
    claim: z.string(),
    basis: Basis,
    evidence: z.array(z.discriminatedUnion('kind', [QuoteEvidence, DocumentEvidence])).max(20),
  }),
  z.strictObject({ do: z.literal('removeClaim'), field: z.string(), claim: z.string() }),
  z.strictObject({
    do: z.literal('value'),
    field: z.string(),
    value: z.union([z.string().max(700000), z.number(), z.null()]),
  }),
  z.strictObject({ do: z.literal('show'), field: z.string(), onFace: z.boolean() }),
  /** move a field before another (null: to the end) */
  z.strictObject({ do: z.literal('move'), field: z.string(), before: z.string().nullable() }),
  z.strictObject({
    do: z.literal('addField'),
    label: z.string().trim().min(1).max(80),
    kind: z.enum(['text', 'list', 'scale', 'number', 'choice', 'image']),
    options: z.array(z.string().max(80)).max(20).optional(),
  }),
  z.strictObject({ do: z.literal('relabel'), field: z.string(), label: z.string().max(80) }),
  z.strictObject({ do: z.literal('removeField'), field: z.string() }),
]);
/** One change to a card. */
export type PersonaChange = z.infer<typeof PersonaChange>;

/** Formats an export can have. PNG and PDF are drawn from the HTML by a browser engine. */
export const ExportFormat = z.enum(['html', 'png', 'pdf', 'markdown', 'json']);
/** An export format. */
export type ExportFormat = z.infer<typeof ExportFormat>;

const none = z.strictObject({});
const id = z.number().int();

/** Operations on persona cards. */
export const personasOperations = {
  'personas.list': query('All cards', none, z.array(Persona)),
  'personas.get': query('One card', z.strictObject({ id }), Persona),
  'personas.draft': job(
    'Draft one card per chosen segment (default: all that are not excluded) from the evidence',
    z.strictObject({ segments: z.array(id).max(50).optional(), preset: z.string().max(40).default('b2c') }),
    z.array(Persona),
  ),
  'personas.create': command(
    'Make an empty card',
    z.strictObject({ preset: z.string().max(40).default('b2c'), name: z.string().max(120) }),
    Persona,
  ),
  'personas.duplicate': command('Copy a card', z.strictObject({ id }), Persona),
  'personas.change': command(
    'Change a card; a stale rev is refused with both versions',
    z.strictObject({ id, rev: z.number().int(), change: PersonaChange }),
    Persona,
  ),
  'personas.addQuote': command(
    'Put a quote of a note on a card as a claim, or behind a claim that is there; without consent only behind words of one’s own',
    z.strictObject({
      id,
      rev: z.number().int(),
      quote: id,
      field: z.string().max(80),
      /** what is claimed in one's own words; left out: the quote itself */
      words: z.string().max(4000).optional(),
      /** a claim of the field that people wrote: the quote goes behind it */
      claim: z.string().max(80).optional(),
    }),
    Persona,
  ),
  'personas.remove': command('Remove a card (undoable)', z.strictObject({ id }), none),
  'personas.refresh': job(
    'Recompute the data claims of cards',
    z.strictObject({ ids: z.array(id).max(100).optional() }),
    z.array(Persona),
  ),
  'personas.export': job(
    'Cards as files, less what would tell of few customers. png and pdf come as HTML sized for drawing; the shell makes the picture or the pages',
    z.strictObject({
      ids: z.array(id).min(1).max(500),
      format: ExportFormat,
      edition: z.enum(['face', 'evidence']).default('face'),
      lang: Lang.optional(),
    }),
    z.strictObject({
      files: z.array(z.strictObject({ persona: id, name: z.string(), mime: z.string(), text: z.string() })),
      /** cards that stay in the workspace, and why */
      left: z.array(Said),
    }),
  ),
  'personas.presets': query('Card presets', none, z.array(z.strictObject({ id: z.string(), fields: z.array(Field) }))),
};
