import * as z from 'zod';
import { ColumnFormat, ColumnGuess, ColumnType, Dimension, PersonalKind, Role, Said } from '../domain.ts';
import { job, query, command } from './operation.ts';

/** Text encodings an import can read. */
export const Encoding = z.enum(['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'windows-1252']);
/** A text encoding. */
export type Encoding = z.infer<typeof Encoding>;

/** How a file is read; everything left out is detected on the whole file. */
export const ReadOptions = z.strictObject({
  encoding: Encoding.optional(),
  delimiter: z.string().min(1).max(4).optional(),
  quote: z.string().max(1).optional(),
  /** 1-based line of the header; 0: the file has none */
  headerRow: z.number().int().min(0).max(1000).optional(),
  decimal: z.enum(['.', ',']).optional(),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
});
/** How a file is read. */
export type ReadOptions = z.infer<typeof ReadOptions>;

/** What the user changed about a column; by name, so that it holds for next month's file. */
export const ColumnOverride = z.strictObject({
  name: z.string(),
  type: ColumnType.optional(),
  role: Role.optional(),
  dimension: Dimension.nullable().optional(),
  personal: PersonalKind.nullable().optional(),
  format: ColumnFormat.optional(),
  levels: z.array(z.string()).max(60).optional(),
});
/** What the user changed about a column. */
export type ColumnOverride = z.infer<typeof ColumnOverride>;

/** A value the workbench guessed or was told, with the reason in words. */
const Guess = <T extends z.ZodType>(value: T) => z.strictObject({ value, reason: Said, overridden: z.boolean() });

/** A row that was not stored: where, why, and its raw text (first 2,000 characters). */
export const RejectedRow = z.strictObject({ line: z.number().int(), reason: Said, raw: z.string() });
/** A row that was not stored. */
export type RejectedRow = z.infer<typeof RejectedRow>;

/** What all rows of a file say about one column; of personal columns and identifiers nothing. */
export const ColumnProfile = z.strictObject({
  position: z.number().int(),
  /** numbers, and dates as milliseconds since 1970 (UTC); `open`: the last bar also holds the values beyond it */
  numeric: z
    .strictObject({
      bins: z.array(z.strictObject({ from: z.number(), to: z.number(), count: z.number().int() })),
      open: z.boolean(),
      quartiles: z.tuple([z.number(), z.number(), z.number()]),
      min: z.number(),
      max: z.number(),
    })
    .nullable(),
  /** the most frequent values of categories, texts and yes/no columns */
  values: z
    .array(z.strictObject({ value: z.string(), count: z.number().int() }))
    .max(12)
    .nullable(),
  /** how many ways of writing were read in numbers, dates and yes/no columns */
  ways: z.number().int(),
  /** an example of each of the most used ways, what it is read as, and in how many rows it occurs */
  writings: z.array(z.strictObject({ raw: z.string(), value: z.string(), count: z.number().int() })).max(4),
});
/** What all rows of a file say about one column. */
export type ColumnProfile = z.infer<typeof ColumnProfile>;

/** The result of looking at a whole file before importing it. */
export const Inspection = z.strictObject({
  fileId: z.string(),
  name: z.string(),
  bytes: z.number(),
  /** sha-256 of the bytes, hex */
  hash: z.string(),
  encoding: Guess(Encoding),
  delimiter: Guess(z.string()),
  quote: Guess(z.string()),
  headerRow: Guess(z.number().int()),
  decimal: Guess(z.enum(['.', ','])),
  dateOrder: Guess(z.enum(['ymd', 'dmy', 'mdy'])),
  /** bytes that could not be decoded */
  undecodable: z.number().int(),
  /** data rows: read = storable + rejected */
  read: z.number().int(),
  storable: z.number().int(),
  rejected: z.number().int(),
  /** the first 200 rejected rows */
  rejectedRows: z.array(RejectedRow),
  columns: z.array(ColumnGuess),
  /** in the order of `columns` */
  profiles: z.array(ColumnProfile),
  /** the first 50 rows; personal cells are masked; U+FFFD stands where bytes could not be decoded */
  preview: z.array(
    z.strictObject({
      line: z.number().int(),
      cells: z.array(z.string()),
      /** what each cell will be stored as, printed; null: missing */
      values: z.array(z.string().nullable()),
    }),
  ),
  /** said about the whole file: looks like order lines, no key, fewer than 100 rows, … */
  notes: z.array(Said),
  /** an earlier import this file looks like */
  known: z
    .strictObject({
      sourceId: z.number().int(),
      name: z.string(),
      importedAt: z.string(),
      how: z.enum(['hash', 'key']),
      overlap: z.number(),
    })
    .nullable(),
});
/** The result of looking at a whole file. */
export type Inspection = z.infer<typeof Inspection>;

/** What to do when the file, or one with the same key, was imported before. `new` replaces the table in view. */
export const ImportMode = z.enum(['new', 'skip', 'update', 'add']);
/** What to do with known data. */
export type ImportMode = z.infer<typeof ImportMode>;

/** The receipt of an import: read = stored + rejected, always. */
export const Receipt = z.strictObject({
  sourceId: z.number().int(),
  name: z.string(),
  hash: z.string(),
  encoding: Encoding,
  delimiter: z.string(),
  mode: ImportMode,
  read: z.number().int(),
  stored: z.number().int(),
  rejected: z.number().int(),
  /** of the stored rows: customers that are new, changed, unchanged (mode update) */
  added: z.number().int(),
  updated: z.number().int(),
  customers: z.number().int(),
  columns: z.array(ColumnGuess),
  rejectedRows: z.array(RejectedRow),
  importedAt: z.string(),
  ms: z.number(),
});
/** The receipt of an import. */
export type Receipt = z.infer<typeof Receipt>;

/** Operations on source files. */
export const sourcesOperations = {
  'sources.inspect': job(
    'Read a whole file and propose how to import it',
    z.strictObject({
      fileId: z.string(),
      read: ReadOptions.default({}),
      columns: z.array(ColumnOverride).max(20000).default([]),
    }),
    Inspection,
  ),
  'sources.import': job(
    'Import a file; leaves nothing when cancelled',
    z.strictObject({
      fileId: z.string(),
      read: ReadOptions.default({}),
      columns: z.array(ColumnOverride).max(20000).default([]),
      mode: ImportMode.optional(),
    }),
    Receipt,
  ),
  'sources.list': query(
    'Imported sources, newest first',
    z.strictObject({}),
    z.array(Receipt.omit({ columns: true, rejectedRows: true })),
  ),
  'sources.receipt': query('The receipt of an import', z.strictObject({ sourceId: z.number().int() }), Receipt),
  'sources.rejected': query(
    'All rejected rows of an import or an inspection, as UTF-8 CSV with BOM, formula-safe',
    z.union([z.strictObject({ sourceId: z.number().int() }), z.strictObject({ fileId: z.string() })]),
    z.strictObject({ name: z.string(), csv: z.string() }),
  ),
  'sources.remove': command(
    'Take an import back (undoable)',
    z.strictObject({ sourceId: z.number().int() }),
    z.strictObject({}),
  ),
};
