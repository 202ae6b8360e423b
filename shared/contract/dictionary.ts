import * as z from 'zod';
import { command, job, query } from './operation.ts';

const Name = z.string().min(1).max(10_000);
const Label = z.string().trim().min(1).max(200);
const Unit = z.string().trim().max(20);
const Meaning = z.string().trim().min(1).max(2000);
const Values = z.array(z.string().trim().min(1).max(200)).max(200);

/** What is kept of a code name; null: as proposed. */
const StoredTerm = z.strictObject({
  name: z.string(),
  label: z.string().nullable(),
  /** '': it has none */
  unit: z.string().nullable(),
  meaning: z.string().nullable(),
  values: z.array(z.string()).nullable(),
});
/** What is newly said of a code name; null takes it back to what is proposed. */
export const TermChange = z.strictObject({
  name: Name,
  label: Label.nullable().optional(),
  unit: Unit.nullable().optional(),
  meaning: Meaning.nullable().optional(),
  values: Values.nullable().optional(),
});
/** What is newly said of a code name. */
export type TermChange = z.infer<typeof TermChange>;
/** A name of a dictionary file with the columns it names. */
const Matched = z.strictObject({
  name: z.string(),
  label: z.string(),
  unit: z.string(),
  meaning: z.string(),
  values: z.array(z.string()),
  /** a column of the workspace has this name; if not, it waits for one that does */
  known: z.boolean(),
  /** names of files that have such a column */
  sources: z.array(z.string()),
});

/** What a dictionary file would name. */
export const DictionaryFile = z.strictObject({
  entries: z.array(Matched),
  /** of these: names that a column in the workspace has */
  matched: z.number().int(),
  /** columns of the workspace that the file does not name */
  unnamed: z.array(z.string()),
  /** names that say something else now, and would be changed */
  changes: z.array(z.string()),
});
/** What a dictionary file would name. */
export type DictionaryFile = z.infer<typeof DictionaryFile>;

const asked = z.strictObject({ fileId: z.string(), sheet: z.string().min(1).max(400).optional() });

/** Operations on what columns are called. */
export const dictionaryOperations = {
  'dictionary.terms': query(
    'What was said of names of columns, and the currency of the workspace',
    z.strictObject({}),
    z.strictObject({
      /** ISO 4217; '': asked for, and none; null: not asked for yet */
      currency: z.string().nullable(),
      terms: z.array(StoredTerm),
      /** units that columns of the workspace have in their cells */
      units: z.array(z.string()),
      /** what columns of all files are called, where it is not the code name */
      names: z.array(z.strictObject({ name: z.string(), label: z.string() })),
    }),
  ),
  'dictionary.describe': command(
    'Say what a column is called and in which unit it is; null takes it back to what is proposed. Data stay as they are',
    TermChange,
    StoredTerm,
  ),
  'dictionary.setCurrency': command(
    'Say in which currency amounts without a sign are; an empty one: in none, null: ask again',
    z.strictObject({
      currency: z
        .string()
        .regex(/^(?:[A-Z]{3})?$/)
        .nullable(),
    }),
    z.strictObject({ currency: z.string().nullable() }),
  ),
  'dictionary.look': query(
    'What a data dictionary file would name; null: the file is none. Nothing is stored',
    asked,
    DictionaryFile.nullable(),
  ),
  'dictionary.apply': job('Take over a data dictionary file', asked, DictionaryFile),
  'dictionary.export': query(
    'The data dictionary of the workspace as CSV: name, display name, meaning, unit, allowed values, sources',
    z.strictObject({}),
    z.strictObject({ name: z.string(), csv: z.string() }),
  ),
};
