import * as z from 'zod';
import {
  ColumnFormat,
  ColumnGuess,
  ColumnType,
  Dimension,
  Mapping,
  PersonalKind,
  Role,
  Said,
  SourceKind,
} from '../domain.ts';
import { TermChange } from './dictionary.ts';
import { askedOfDoor, LeavingHistogram } from './leaving.ts';
import { job, query, command } from './operation.ts';

/** Text encodings an import can read. */
export const Encoding = z.enum(['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'windows-1252']);
/** A text encoding. */
export type Encoding = z.infer<typeof Encoding>;

/** How a source is written. */
export const FileFormat = z.enum([
  ...(['csv', 'xlsx', 'xls', 'ods', 'json', 'jsonl', 'html', 'xml', 'parquet', 'sav', 'folder'] as const),
]);
/** How a source is written. */
export type FileFormat = z.infer<typeof FileFormat>;

/** How a file is read; everything left out is detected on the whole file. */
export const ReadOptions = z.strictObject({
  encoding: Encoding.optional(),
  delimiter: z.string().min(1).max(4).optional(),
  quote: z.string().max(1).optional(),
  /** 1-based line of the header; 0: the file has none */
  headerRow: z.number().int().min(0).max(1000).optional(),
  /** 1-based line of the file at which data begins, below the header; 1 or left out: right below it */
  firstLine: z.number().int().min(1).max(100_000_000).optional(),
  /** 1-based line of the file with the last row; null or left out: the end */
  lastLine: z.number().int().min(1).max(100_000_000).nullable().optional(),
  decimal: z.enum(['.', ',']).optional(),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
  /** rows with fewer fields than the header whose cells have no sure place: filled up at their end; or every short row left out */
  short: z.enum(['fill', 'leave']).optional(),
  /** rows of sums; left out: not read as data */
  sums: z.enum(['leave', 'keep']).optional(),
  /**
   * sheet of a workbook, table of a web page, file in an archive, or one of several tables below each other (`#2`; `#0`: all as
   * one); left out: the one with the most cells, or rows
   */
  sheet: z.string().min(1).max(400).optional(),
});
/** How a file is read. */
export type ReadOptions = z.infer<typeof ReadOptions>;

/**
 * The password of a file: for this call only. It stands beside {@link ReadOptions}, which are stored with a source and written
 * into recipes, and nothing that is kept takes it over.
 */
export const FilePassword = z.string().min(1).max(1024).optional();

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
  format: FileFormat,
  /** sheets of a workbook that hold cells, tables of a web page that has several, in its order, or files in an archive; empty for others. `rows`: null when not counted */
  sheets: z.array(
    z.strictObject({
      name: z.string(),
      rows: z.number().int().nullable(),
      hidden: z.boolean(),
      /** of a table below another in one file or sheet: the line it begins on */
      line: z.number().int().optional(),
    }),
  ),
  /** the sheet that was read */
  sheet: Guess(z.string()).nullable(),
  kind: Guess(SourceKind),
  /** columns by what they mean, as proposed or as changed */
  mapping: Mapping,
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
      /** the same bytes; at least half of the keys; for rows without a key: the same headers */
      how: z.enum(['hash', 'key', 'headers']),
      overlap: z.number(),
    })
    .nullable(),
});
/** The result of looking at a whole file. */
export type Inspection = z.infer<typeof Inspection>;

/**
 * What to do when the file, or an earlier one of its series, was imported before: `new` keeps both; `update` changes known
 * rows by key and adds new ones; `add` adds all rows; `replace` takes the earlier one's place, with its cleaning steps.
 */
export const ImportMode = z.enum(['new', 'skip', 'update', 'add', 'replace']);
/** What to do with known data. */
export type ImportMode = z.infer<typeof ImportMode>;

/** Whose the rows of a file are, of which a customer has several (orders, events). */
export const Belongs = z.strictObject({
  /** the column that tells; null: no column does, so that no customer can be made of it */
  column: z.string().nullable(),
  /** different values of it, without those that stand for nobody: how many customers there will be, before they are joined */
  customers: z.number().int(),
  /** rows with such a value, and rows without */
  rows: z.number().int(),
  without: z.number().int(),
});
/** Whose the rows of a file are. */
export type Belongs = z.infer<typeof Belongs>;

/** The receipt of an import: read = stored + rejected, always. */
export const Receipt = z.strictObject({
  sourceId: z.number().int(),
  name: z.string(),
  hash: z.string(),
  format: FileFormat,
  sheet: z.string().nullable(),
  kind: SourceKind,
  mapping: Mapping,
  /** name of the column that says whose row it is; null: none */
  key: z.string().nullable(),
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
  /** null: a row is a customer, or nobody's */
  belongs: Belongs.nullable(),
  columns: z.array(ColumnGuess),
  rejectedRows: z.array(RejectedRow),
  /** what was said about the file as a whole when it was read */
  notes: z.array(Said),
  importedAt: z.string(),
  ms: z.number(),
});
/** The receipt of an import. */
export type Receipt = z.infer<typeof Receipt>;

/** An imported source as it is listed. */
export const SourceSummary = Receipt.omit({ columns: true, rejectedRows: true, belongs: true, notes: true }).extend({
  /** first and last value of the date column; null without one */
  period: z.tuple([z.string(), z.string()]).nullable(),
});
/** An imported source as it is listed. */
export type SourceSummary = z.infer<typeof SourceSummary>;

/** Columns of the file that take the names of earlier ones: new name to old name. */
export const Rename = z.record(z.string(), z.string());
/** Columns that take the names of earlier ones. */
export type Rename = z.infer<typeof Rename>;

/** What a way of importing would do to the rows that are there. */
const PlanMode = z.strictObject({
  /** why it cannot be done; null when it can */
  refused: Said.nullable(),
  added: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** rows of the earlier file that would be gone */
  removed: z.number().int(),
  /** rows there would be */
  rows: z.number().int(),
});
/** What a way of importing would do. */
type PlanMode = z.infer<typeof PlanMode>;

/** How a new file fits an earlier source, and what importing it would do; nothing is stored. */
export const SourcePlan = z.strictObject({
  into: z.strictObject({
    sourceId: z.number().int(),
    name: z.string(),
    kind: SourceKind,
    importedAt: z.string(),
    rows: z.number().int(),
    key: z.string().nullable(),
  }),
  /** data rows of the file that would be stored */
  rows: z.number().int(),
  /** columns of the earlier source in their order, each with the column of the file that stands for it */
  columns: z.array(
    z.strictObject({
      old: z.string(),
      type: ColumnType,
      /** null: the file has no such column */
      now: z.string().nullable(),
      nowType: ColumnType.nullable(),
      how: z.enum(['same', 'meaning', 'header', 'values', 'asked', 'none']),
      reason: Said,
      /** cells of the file with a value that the earlier type cannot read */
      unreadable: z.number().int(),
    }),
  ),
  /** columns of the file that stand for none of the earlier ones */
  fresh: z.array(z.strictObject({ name: z.string(), type: ColumnType })),
  /** what `rename` an import would need for this */
  rename: Rename,
  /** settings of the earlier columns, under the names of the file's columns */
  settings: z.array(ColumnOverride),
  /** the mapping of the earlier source, under the names of the file's columns */
  mapping: Mapping,
  modes: z.strictObject({ update: PlanMode, add: PlanMode, replace: PlanMode }),
  suggested: z.strictObject({ mode: z.enum(['update', 'add', 'replace']), reason: Said }),
  /** cleaning steps and features that would have nothing to work on */
  skipped: z.array(z.strictObject({ step: Said, reason: Said })),
});
/** How a new file fits an earlier source. */
export type SourcePlan = z.infer<typeof SourcePlan>;

/** What was removed and is kept for undo, each until a moment; removing for good takes it away before. */
const Removed = z.strictObject({
  sources: z.array(
    z.strictObject({
      sourceId: z.number().int(),
      name: z.string(),
      kind: SourceKind,
      rows: z.number().int(),
      until: z.string(),
    }),
  ),
  /** notes; `until`: of the first to go */
  notes: z.strictObject({ count: z.number().int(), until: z.string() }).nullable(),
});
/** What was removed and is kept for undo. */
type Removed = z.infer<typeof Removed>;

/** What removing for good takes away. */
export const ForgetPlan = z.strictObject({
  /** these, and files that were made from one of them by updating or adding */
  sources: z.array(z.strictObject({ sourceId: z.number().int(), name: z.string(), rows: z.number().int() })),
  notes: z.number().int(),
  /** tables that hold their rows: customers, cleaned and joined ones */
  tables: z.number().int(),
  /** of these: joined ones */
  joined: z.number().int(),
  /** the customer table in view is one of them */
  inView: z.boolean(),
  /** cards drafted from them: they stay and are out of date */
  cards: z.number().int(),
  /** copies beside the workspace, which hold them too */
  copies: z.strictObject({ count: z.number().int(), bytes: z.number() }),
  /** names of files that were set aside beside the workspace: they may hold the rows and stay */
  setAside: z.array(z.string()),
});
/** What removing for good takes away. */
export type ForgetPlan = z.infer<typeof ForgetPlan>;

const forgotten = {
  sourceIds: z.array(z.number().int()).max(1000).default([]),
  /** the removed notes too */
  notes: z.boolean().default(false),
};

/** Operations on source files. */
export const sourcesOperations = {
  'sources.inspect': job(
    'Read a whole file and propose how to import it',
    z.strictObject({
      fileId: z.string(),
      read: ReadOptions.default({}),
      columns: z.array(ColumnOverride).max(20000).default([]),
      password: FilePassword,
      kind: SourceKind.optional(),
      /** changes of the proposed mapping; an empty name takes a field away */
      mapping: Mapping.default({}),
    }),
    Inspection,
  ),
  'sources.import': job(
    'Import a file; leaves nothing when cancelled',
    z.strictObject({
      fileId: z.string(),
      read: ReadOptions.default({}),
      columns: z.array(ColumnOverride).max(20000).default([]),
      password: FilePassword,
      mode: ImportMode.optional(),
      kind: SourceKind.optional(),
      mapping: Mapping.default({}),
      rename: Rename.optional(),
      /** what columns of the file are called, by their names in it: stored with the rows, and with them or not at all */
      terms: z.array(TermChange).max(20000).optional(),
      /** the source to update, add to or replace; left out: the one the file looks like */
      into: z.number().int().optional(),
      /** sources the file is none of, however much it looks like one: other files of the same study */
      apart: z.array(z.number().int()).max(1000).optional(),
    }),
    Receipt,
  ),
  'sources.plan': job(
    "How a file fits an earlier source (last month's file), and what each way of importing it would do",
    z.strictObject({
      fileId: z.string(),
      read: ReadOptions.default({}),
      columns: z.array(ColumnOverride).max(20000).default([]),
      password: FilePassword,
      into: z.number().int(),
      /** pairs settled by hand: column of the file to earlier column; an empty name pairs it with none */
      rename: Rename.default({}),
    }),
    SourcePlan,
  ),
  'sources.together': query(
    'Several handed-over files of one shape as one: the id stands for all of them, a column says which a row is from',
    z.strictObject({ fileIds: z.array(z.string()).min(1).max(2000), name: z.string().trim().min(1).max(200) }),
    z.strictObject({ fileId: z.string(), name: z.string(), size: z.number() }),
  ),
  'sources.list': query('Imported sources, newest first', z.strictObject({}), z.array(SourceSummary)),
  'sources.receipt': query('The receipt of an import', z.strictObject({ sourceId: z.number().int() }), Receipt),
  'sources.leavingProfile': query(
    'The histogram of a column of an inspected file, as it may leave the workspace',
    z.strictObject({ fileId: z.string(), position: z.number().int(), ...askedOfDoor }),
    LeavingHistogram,
  ),
  'sources.rejected': query(
    'All rejected rows of an import or an inspection, as UTF-8 CSV with BOM, formula-safe',
    z.union([z.strictObject({ sourceId: z.number().int() }), z.strictObject({ fileId: z.string() })]),
    z.strictObject({ name: z.string(), csv: z.string() }),
  ),
  'sources.remove': command(
    'Take an import back (undoable for 30 days, or until it is removed for good)',
    z.strictObject({ sourceId: z.number().int() }),
    z.strictObject({}),
  ),
  'sources.removed': query('What was removed and is kept for undo, and until when', z.strictObject({}), Removed),
  'sources.forgetPlan': query('What removing for good would take away', z.strictObject(forgotten), ForgetPlan),
  'sources.forget': job(
    'Remove for good what was removed: rows, tables, history, copies. Cannot be undone',
    z.strictObject({ ...forgotten, sure: z.literal(true) }),
    z.strictObject({}),
  ),
  'sources.tidy': job(
    'Remove for good what was removed more than 30 days ago, and finish what was interrupted; begins by itself at opening',
    z.strictObject({}),
    z.strictObject({ sources: z.number().int(), notes: z.number().int() }),
  ),
};
