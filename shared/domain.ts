import * as z from 'zod';

/** The two interface languages; both are first class. */
export const Lang = z.enum(['zh-CN', 'en']);
/** One of the interface languages. */
export type Lang = z.infer<typeof Lang>;

/**
 * A sentence that is not yet in any language: a key of the locales and its values. Results, reasons and claims are
 * kept in this form so that they can be read in either language at any time.
 * Values that are themselves sentences may be nested.
 */
export type Said = { key: string; values?: Record<string, string | number | Said | Said[]> | undefined };
/** Schema of {@link Said}. */
export const Said: z.ZodType<Said> = z.lazy(() =>
  z.strictObject({
    key: z.string().max(200),
    values: z.record(z.string(), z.union([z.string(), z.number(), Said, z.array(Said)])).optional(),
  }),
);

/** What a column's values are. `category` with `levels` is ordered. */
export const ColumnType = z.enum(['number', 'category', 'date', 'boolean', 'text', 'identifier']);
/** What a column's values are. */
export type ColumnType = z.infer<typeof ColumnType>;

/** What a column is for: the customer key, an attribute to analyse, personal data (masked, never a feature), or ignored. */
export const Role = z.enum(['key', 'attribute', 'personal', 'ignored']);
/** What a column is for. */
export type Role = z.infer<typeof Role>;

/** The eight dimensions of a customer. */
export const Dimension = z.enum([
  'basic',
  'behaviour',
  'consumption',
  'psychographic',
  'social',
  'need',
  'lifecycle',
  'firmographic',
]);
/** One of the eight dimensions of a customer. */
export type Dimension = z.infer<typeof Dimension>;

/** Kinds of personal data that are recognised. */
export const PersonalKind = z.enum([
  'name',
  'phone',
  'email',
  'residentId',
  'bankCard',
  'address',
  'birthDate',
  'plate',
  'passport',
  'account',
  'other',
]);
/** A kind of personal data. */
export type PersonalKind = z.infer<typeof PersonalKind>;

/**
 * What a row of a source is: a customer; an order or a line of one; something a customer did; a set of survey answers;
 * a review; an interview or remark; a company or its contact (B2B); or nothing of these (products, categories).
 */
export const SourceKind = z.enum([
  'customers',
  'orders',
  'events',
  'survey',
  'feedback',
  'notes',
  'companies',
  'other',
]);
/** What a row of a source is. */
export type SourceKind = z.infer<typeof SourceKind>;

/** Fields that say something about one order, visit, answer or remark. */
export const ROW_FIELDS = [
  // whose row it is: the key by which sources are joined
  'customer',
  // orders and order lines
  'order',
  'date',
  'item',
  'category',
  'brand',
  'quantity',
  'price',
  'amount',
  'currency',
  'discount',
  'refund',
  'shipping',
  'channel',
  'status',
  // events
  'type',
  'page',
  // feedback and notes
  'text',
  'rating',
  'speaker',
  'consent',
] as const;
/** Fields that say something about the customer, and mean the same in every source, whatever their column is called. */
export const CUSTOMER_FIELDS = [
  // companies and contacts
  'account',
  'contact',
  'role',
  // identity
  'name',
  'givenName',
  'surname',
  'phone',
  'email',
  'idNumber',
  'birthDate',
  'address',
  'postcode',
  'city',
  'region',
] as const;
/** What a column of a source means to the workbench, beyond being an attribute. */
export const MappingField = z.enum([...ROW_FIELDS, ...CUSTOMER_FIELDS]);
/** What a column of a source means to the workbench. */
export type MappingField = z.infer<typeof MappingField>;

/** Which column (by its name) stands for which field. */
export const Mapping = z.partialRecord(MappingField, z.string().max(10_000));
/** Which column stands for which field. */
export type Mapping = z.infer<typeof Mapping>;

/** How a number, date or boolean was written in the file, so that the same reading can be repeated. */
export const ColumnFormat = z.strictObject({
  /** decimal separator of numbers */
  decimal: z.enum(['.', ',']).optional(),
  /** thousands separator of numbers */
  thousands: z.enum([',', '.', ' ', "'", '']).optional(),
  /** day or month first for ambiguous dates */
  dateOrder: z.enum(['ymd', 'dmy', 'mdy']).optional(),
  /** years are counted from 1912 (Republic of China) or from the letter of a Japanese era (R6.1.3) */
  calendar: z.enum(['roc', 'japanese']).optional(),
  /** numbers are lengths of time in seconds, written as a clock (5:54:00, 5:54 in hours or in minutes) or in words (5h 54m) */
  duration: z.enum(['hms', 'hm', 'ms', 'words']).optional(),
  /** a unit or currency that was stripped: ¥, $, €, % … */
  unit: z.string().max(12).optional(),
  /** amounts are written in several currencies, which the cells name: they are never added */
  currencies: z.boolean().optional(),
  /** what the file itself calls the column, beside its name (SPSS): the words of a question */
  label: z.string().max(400).optional(),
  /** numbers are Excel serial dates (1900 system) */
  excelSerial: z.boolean().optional(),
  /** 10 digits are seconds and 13 digits milliseconds since 1970, in UTC */
  unixTime: z.boolean().optional(),
  /** clocks of several zones were told on that of this one, the commonest (+08:00) */
  zone: z.string().max(12).optional(),
  /** percentages: 12% is stored as 0.12 */
  percent: z.boolean().optional(),
  /** what stands before every cell of the column and is no part of the value: ` or p: */
  guard: z.string().max(4).optional(),
  /** literals read as missing besides the empty cell */
  missing: z.array(z.string().max(40)).max(40).optional(),
  /** the two literals of a boolean: [false, true] */
  boolean: z.tuple([z.string().max(40), z.string().max(40)]).optional(),
  /** a cell holds several answers of a multiple choice, parted by this */
  choices: z.string().min(1).max(4).optional(),
});
/** How the values of a column are written. */
export type ColumnFormat = z.infer<typeof ColumnFormat>;

const columnFacts = {
  /** header as it stands in the file, made unique and non-empty */
  name: z.string(),
  type: ColumnType,
  role: Role,
  dimension: Dimension.nullable(),
  personal: PersonalKind.nullable(),
  format: ColumnFormat,
  /** levels in order, for an ordered category */
  levels: z.array(z.string()).max(60).nullable(),
  reason: Said,
};
/** What is known of a column besides its values. */
export type ColumnFacts = Readonly<
  Omit<ColumnGuess, 'levels' | 'position' | 'warnings' | 'missing' | 'invalid' | 'distinct'>
> & {
  readonly levels: readonly string[] | null;
};

/** What the workbench believes about one column of a file, with its reason. */
export const ColumnGuess = z.strictObject({
  /** 0-based position in the file */
  position: z.number().int().min(0),
  ...columnFacts,
  /** things the user should look at: ambiguous dates, damaged ids, invalid values */
  warnings: z.array(Said),
  /** cells that are empty or a missing literal */
  missing: z.number().int(),
  /** non-missing cells that the type could not read (kept raw, null in the typed table) */
  invalid: z.number().int(),
  /** distinct non-missing values (exact up to 1,000,000) */
  distinct: z.number().int(),
});
/** What the workbench believes about one column. */
export type ColumnGuess = z.infer<typeof ColumnGuess>;

/** The facts of a column alone, without what else its object holds. */
export const factsOfColumn = <T extends ColumnFacts>(column: T): Pick<T, keyof ColumnFacts> => {
  const { name, type, role, dimension, personal, format, levels, reason } = column;
  return { name, type, role, dimension, personal, format, levels, reason };
};

/** Effect sizes: d for means (Cohen), h for shares (Cohen's arcsine difference). */
export const Effect = z.strictObject({ kind: z.enum(['d', 'h']), value: z.number() });
/** An effect size. */
export type Effect = z.infer<typeof Effect>;

/** A closed interval [low, high] at 95 %. */
export const Interval = z.tuple([z.number(), z.number()]);
/** A 95 % interval. */
export type Interval = z.infer<typeof Interval>;

/** What a box plot shows of numbers: whiskers at 5 and 95 %, quartiles, mean with its interval. */
export const Box = z.strictObject({
  p5: z.number(),
  q1: z.number(),
  median: z.number(),
  q3: z.number(),
  p95: z.number(),
  mean: z.number(),
  interval: Interval,
});
/** What a box plot shows of numbers. */
export type Box = z.infer<typeof Box>;

/** The privacy floor: no group smaller than this leaves the workspace. */
export const PRIVACY_FLOOR = 10;
/** Below this many customers clustering is not offered as the first way. */
export const FEW_CUSTOMERS = 100;
/** An exact silhouette is O(n²): above this many rows it is estimated on a sample (Orange's limit). */
export const SILHOUETTE_SAMPLE = 5000;
/** At most this many segment hues; past it groups are named in a table. */
export const MAX_SEGMENT_COLOURS = 8;
