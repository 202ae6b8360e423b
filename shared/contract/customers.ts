import * as z from 'zod';
import { ColumnFormat, ColumnType, Dimension, PersonalKind, Role, Said, SourceKind } from '../domain.ts';
import { askedOfDoor, LeavingHistogram } from './leaving.ts';
import { command, query } from './operation.ts';

/**
 * An attribute of the customer table. `column` is its SQL column (`c0`, `c1` …); `name` the header, by which formulas, rules
 * and recipes know it; `label` what people read, without the unit; `unit` that of its figures, null for none.
 */
export const Attribute = z.strictObject({
  id: z.number().int(),
  column: z.string(),
  name: z.string(),
  label: z.string(),
  unit: z.string().nullable(),
  type: ColumnType,
  role: Role,
  dimension: Dimension.nullable(),
  personal: PersonalKind.nullable(),
  format: ColumnFormat,
  levels: z.array(z.string()).nullable(),
  reason: Said,
  missing: z.number().int(),
  distinct: z.number().int(),
  position: z.number().int(),
});
/** An attribute of the customer table. */
export type Attribute = z.infer<typeof Attribute>;

/** A printed or raw cell: numbers stay numbers, dates are ISO text, booleans are 0 or 1, missing is null. Personal data arrives masked. */
export const Cell = z.union([z.string(), z.number(), z.null()]);
/** A cell. */
export type Cell = z.infer<typeof Cell>;

/** One condition on the customer table. */
export const Filter = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('range'),
    attribute: z.number().int(),
    min: z.union([z.number(), z.string()]).nullable(),
    max: z.union([z.number(), z.string()]).nullable(),
  }),
  z.strictObject({ kind: z.literal('values'), attribute: z.number().int(), values: z.array(Cell).max(500) }),
  z.strictObject({ kind: z.literal('missing'), attribute: z.number().int(), missing: z.boolean() }),
  /** customers of these segments of the current segmentation */
  z.strictObject({ kind: z.literal('segments'), segments: z.array(z.number().int()).max(100) }),
  /** exactly these customers (a lasso) */
  z.strictObject({ kind: z.literal('customers'), ids: z.array(z.number().int()).max(200000) }),
]);
/** One condition on the customer table. */
export type Filter = z.infer<typeof Filter>;

const View = {
  filters: z.array(Filter).max(60).default([]),
  /** words that must all occur in one of the text, category or identifier columns (personal columns are not searched) */
  search: z.string().max(200).default(''),
};

/** The distribution of one attribute. */
export const Profile = z.strictObject({
  attribute: Attribute,
  n: z.number().int(),
  missing: z.number().int(),
  distinct: z.number().int(),
  /** numbers and dates (epoch milliseconds) */
  numeric: z
    .strictObject({
      min: z.number(),
      max: z.number(),
      mean: z.number(),
      sd: z.number(),
      quartiles: z.tuple([z.number(), z.number(), z.number()]),
      /** equal-width bins between the 1st and 99th percentile, open ends */
      bins: z.array(z.strictObject({ from: z.number(), to: z.number(), count: z.number().int() })),
    })
    .nullable(),
  /** categories, booleans and identifiers: the most frequent values first (at most 50), the rest summed */
  values: z.array(z.strictObject({ value: z.string(), count: z.number().int() })).nullable(),
  others: z.number().int(),
});
/** The distribution of one attribute. */
export type Profile = z.infer<typeof Profile>;

/** What a source says of one attribute of a customer. */
const Saying = z.strictObject({
  /** source row */
  sourceId: z.number().int(),
  /** name of its column */
  column: z.string(),
  value: Cell,
  /** rows of the source that say so */
  rows: z.number().int(),
  /** it stands in the customer table */
  chosen: z.boolean(),
});
/** What a source says. */
type Saying = z.infer<typeof Saying>;

/** How far a customer is from everyone on one attribute. */
export const Standing = z.strictObject({
  attribute: z.number().int(),
  /** numbers: standard deviations from the mean of everyone; categories: 1 − share of everyone with this value */
  strength: z.number(),
  /** dates: days since 1970 */
  mean: z.number().nullable(),
  /** mean of the customer's segment; of a category the share with this value there */
  segment: z.number().nullable(),
  /** categories: share of everyone with this value */
  share: z.number().nullable(),
  /** the segmentation was made from it */
  used: z.boolean(),
});
/** How far a customer is from everyone. */
export type Standing = z.infer<typeof Standing>;

/** One customer, with what is known and where it comes from. Personal data arrives masked. */
export const CustomerPage = z.strictObject({
  id: z.number().int(),
  /** 1-based place in the table, and its neighbours there */
  place: z.number().int(),
  total: z.number().int(),
  previous: z.number().int().nullable(),
  next: z.number().int().nullable(),
  /** in the order of customers.attributes */
  cells: z.array(Cell),
  segment: z.number().int().nullable(),
  personas: z.array(z.strictObject({ id: z.number().int(), title: Said, name: z.string() })),
  /** sources with rows of this customer; a file that was not joined is its own source */
  sources: z.array(
    z.strictObject({
      sourceId: z.number().int(),
      name: z.string(),
      kind: SourceKind,
      rows: z.number().int(),
      /** how sure it is that these rows are this customer's: the least of them, 0 to 1 */
      score: z.number(),
      /** first data rows of its file */
      lines: z.array(z.number().int()).max(20),
    }),
  ),
  /** attributes that come from sources, in their order; `conflict`: different things are said */
  said: z.array(
    z.strictObject({
      attribute: z.number().int(),
      rule: z.enum(['trusted', 'newest', 'frequent']),
      conflict: z.boolean(),
      values: z.array(Saying).max(20),
    }),
  ),
  /** attributes by formula: how each was made */
  derived: z.array(z.strictObject({ attribute: z.number().int(), formula: z.string(), explain: Said })),
  /** those the segmentation used, then others, the strongest first; empty without a segmentation */
  standing: z.array(Standing).max(40),
});
/** One customer. */
export type CustomerPage = z.infer<typeof CustomerPage>;

/** Something a customer did, said or had written about: an order with its lines, an event, a feedback, an interview. */
export const TimelineEntry = z.strictObject({
  kind: SourceKind,
  /** ISO date or time; null: not known */
  at: z.string().nullable(),
  /** source row; null: a note */
  sourceId: z.number().int().nullable(),
  /** order id, event type, title of a note */
  title: z.string().nullable(),
  /** orders: sum of the lines; of a return below 0 */
  amount: z.number().nullable(),
  /** unit of the amount, as the file wrote it */
  unit: z.string().nullable(),
  /** rows behind it */
  rows: z.number().int(),
  /** orders: all lines were returned or cancelled, or some */
  returned: z.enum(['no', 'some', 'all']),
  lines: z
    .array(
      z.strictObject({
        /** 1-based data row of the file */
        row: z.number().int(),
        item: Cell,
        quantity: z.number().nullable(),
        amount: z.number().nullable(),
        returned: z.boolean(),
      }),
    )
    .max(50),
  /** further columns by their names: channel, page, rating, answers */
  facts: z.array(z.strictObject({ name: z.string(), value: Cell, type: ColumnType })).max(20),
  text: z.string().nullable(),
  /** notes: where it is, how many quotes are marked in it, and their themes */
  note: z.strictObject({ id: z.number().int(), quotes: z.number().int(), themes: z.array(z.string()) }).nullable(),
});
/** Something a customer did, said or had written about. */
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** Operations on the customer table. */
export const customersOperations = {
  'customers.attributes': query(
    'Attributes of the customer table, in file order',
    z.strictObject({}),
    z.array(Attribute),
  ),
  'customers.setAttribute': command(
    'Change role, dimension or level order of an attribute (type changes need a new import)',
    z.strictObject({
      id: z.number().int(),
      role: Role.optional(),
      dimension: Dimension.nullable().optional(),
      personal: PersonalKind.nullable().optional(),
      levels: z.array(z.string()).max(60).nullable().optional(),
    }),
    Attribute,
  ),
  'customers.page': query(
    'A window of the customer table',
    z.strictObject({
      offset: z.number().int().min(0),
      limit: z.number().int().min(0).max(1000),
      sort: z.strictObject({ attribute: z.number().int(), descending: z.boolean() }).nullable().default(null),
      ...View,
    }),
    z.strictObject({
      /** customers that meet the filters, and all */
      count: z.number().int(),
      total: z.number().int(),
      attributes: z.array(z.number().int()),
      rows: z.array(
        z.strictObject({ id: z.number().int(), segment: z.number().int().nullable(), cells: z.array(Cell) }),
      ),
    }),
  ),
  'customers.profile': query(
    'Distribution of an attribute over the customers that meet the filters',
    z.strictObject({ attribute: z.number().int(), ...View }),
    Profile,
  ),
  'customers.leavingProfile': query(
    'The histogram of an attribute over the customers that meet the filters, as it may leave the workspace',
    z.strictObject({ attribute: z.number().int(), ...View, ...askedOfDoor }),
    LeavingHistogram,
  ),
  'customers.one': query(
    'One customer: profile, sources and their conflicts, segment, personas and why',
    z.strictObject({ id: z.number().int() }),
    CustomerPage,
  ),
  'customers.timeline': query(
    'Orders, events, feedback, answers and notes of one customer, the newest first',
    z.strictObject({
      id: z.number().int(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(0).max(500).default(100),
      /** left out or empty: all */
      kinds: z.array(SourceKind).max(8).default([]),
    }),
    z.strictObject({
      /** entries of the kinds asked for */
      total: z.number().int(),
      counts: z.array(z.strictObject({ kind: SourceKind, n: z.number().int() })),
      entries: z.array(TimelineEntry),
    }),
  ),
};
