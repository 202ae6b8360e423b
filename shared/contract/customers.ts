import * as z from 'zod';
import { ColumnFormat, ColumnType, Dimension, PersonalKind, Role, Said } from '../domain.ts';
import { command, query } from './operation.ts';

/** An attribute of the customer table. `column` is its SQL column (`c0`, `c1` …); `name` the header. */
export const Attribute = z.strictObject({
  id: z.number().int(),
  column: z.string(),
  name: z.string(),
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
};
