import * as z from 'zod';
import { Said, SourceKind } from '../domain.ts';
import { command, job, query } from './operation.ts';

/** Which value stands where sources say different things of one customer. */
export const TrustRule = z.enum(['trusted', 'newest', 'frequent']);
/** Which value stands where sources say different things. */
export type TrustRule = z.infer<typeof TrustRule>;

/** How conflicts between sources are settled. */
export const Trust = z.strictObject({
  rule: TrustRule.default('trusted'),
  /** names of sources, the most trusted first; others follow by kind and size */
  order: z.array(z.string().max(400)).max(200).default([]),
  /** attributes with a rule of their own, by name */
  attributes: z.record(z.string().max(400), TrustRule).default({}),
});
/** How conflicts between sources are settled. */
export type Trust = z.infer<typeof Trust>;

/** A part of the quality score, 0 to 1. */
const QualityParts = z.strictObject({
  completeness: z.number(),
  validity: z.number(),
  uniqueness: z.number(),
  consistency: z.number(),
  timeliness: z.number(),
});
/** The parts of the quality score. */
type QualityParts = z.infer<typeof QualityParts>;

/** What the join of all sources into one customer table came to. */
export const BuildReport = z.strictObject({
  /** the source row of the joined table */
  sourceId: z.number().int(),
  sources: z.array(
    z.strictObject({
      sourceId: z.number().int(),
      name: z.string(),
      kind: SourceKind,
      key: z.string().nullable(),
      /** rows after cleaning */
      rows: z.number().int(),
      /** rows whose customer is known from another source too */
      linked: z.number().int(),
      /** rows whose customer is known from this source only */
      alone: z.number().int(),
      /** rows that belong to nobody */
      nobody: z.number().int(),
    }),
  ),
  customers: z.strictObject({
    count: z.number().int(),
    /** rows of customers that were found to be a customer who was there already, within and across lists */
    merged: z.number().int(),
    /** pairs left to a person */
    review: z.number().int(),
    /** of the rows outside the main source, the share whose customer is known from another source too; 1 with one source */
    matchRate: z.number(),
  }),
  quality: z.strictObject({ score: z.number(), parts: QualityParts }).nullable(),
  /** lists of things beside the sources, with what each was used for, or why for nothing; left out: there were none */
  lists: z.exactOptional(
    z.array(
      z.strictObject({
        sourceId: z.number().int(),
        name: z.string(),
        kind: SourceKind,
        rows: z.number().int(),
        used: z.boolean(),
        said: z.array(Said),
      }),
    ),
  ),
  /** steps, rules and formulas that could not be carried out, and why */
  skipped: z.array(Said),
  ms: z.number(),
});
/** What the join came to. */
export type BuildReport = z.infer<typeof BuildReport>;

/** Whose row a row is. */
const Identity = z.strictObject({
  /** name of the source */
  source: z.string(),
  /** 1-based data row of its file */
  row: z.number().int(),
  /** customer in the table in view; null: nobody's, as of a row that was rejected or dropped by cleaning */
  customer: z.number().int().nullable(),
  /** how sure, 0 to 1 */
  score: z.number(),
});
/** Whose row a row is. */
type Identity = z.infer<typeof Identity>;

/** Operations on the one customer table. */
export const buildOperations = {
  'customers.build': job(
    'Clean, join and derive: one row a customer from all sources',
    z.strictObject({}),
    BuildReport,
  ),
  'customers.table': query(
    'What the customer table in view was made of, and whether that has changed since',
    z.strictObject({}),
    z.strictObject({
      /** null: one file as it came */
      report: BuildReport.nullable(),
      /** why it is out of date; null: it is not */
      stale: Said.nullable(),
      /** sources a join would use */
      sources: z.number().int(),
    }),
  ),
  'customers.identities': query(
    'Whose row each row of each source is',
    z.strictObject({ sourceId: z.number().int().optional() }),
    z.array(Identity),
  ),
  'customers.trust': query('How conflicts between sources are settled', z.strictObject({}), Trust),
  'customers.setTrust': command('Change how conflicts between sources are settled', Trust, Trust),
};
