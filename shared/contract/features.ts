import * as z from 'zod';
import { Said } from '../domain.ts';
import { command, query } from './operation.ts';

/**
 * How an attribute becomes numbers for clustering. zscore: (x-mean)/sd · log: z-score of log1p (or signed log) ·
 * robust: (x-median)/IQR·1.349, clipped at ±4 · onehot: one 0/1 column per level, each divided by sqrt(2) so that a change of level
 * weighs as one unit · ordinal: level index, z-scored · binary: 0/1, z-scored.
 */
export const Treatment = z.enum(['zscore', 'log', 'robust', 'onehot', 'ordinal', 'binary']);
/** How an attribute becomes numbers. */
export type Treatment = z.infer<typeof Treatment>;

/**
 * What happens to customers without a value. median: the middle value (or the most frequent level); level: an extra level; drop: left
 * out. Of those who never did what is counted: zero: 0; longest: the largest value there is, as the days since a last purchase.
 */
export const MissingPolicy = z.enum(['median', 'level', 'drop', 'zero', 'longest']);
/** What happens to missing values. */
export type MissingPolicy = z.infer<typeof MissingPolicy>;

/** Why sensitive data may be used as a feature: a person's own words. */
export const FeatureWhy = z.string().trim().min(1).max(500);

/** One attribute's part in the features, used or dropped, with its reason. */
export const FeatureSpec = z.strictObject({
  attribute: z.number().int(),
  column: z.string(),
  use: z.boolean(),
  treatment: Treatment,
  weight: z.number().min(0).max(10),
  missing: MissingPolicy,
  reason: Said,
  /** what the law protects about it more than about other data; null: nothing */
  sensitive: Said.nullable(),
  /** why sensitive data may be used, in the words of the person who took it */
  why: z.string().nullable(),
  /** treatments that make sense for this attribute */
  treatments: z.array(Treatment),
  /** the user changed it */
  edited: z.boolean(),
});
/** One attribute's part in the features. */
export type FeatureSpec = z.infer<typeof FeatureSpec>;

/** Operations on features. */
export const featuresOperations = {
  'features.list': query('Features proposed or chosen for clustering', z.strictObject({}), z.array(FeatureSpec)),
  'features.set': command(
    'Change use, treatment, weight or missing policy of a feature; taking sensitive data asks for the reason',
    z.strictObject({
      attribute: z.number().int(),
      use: z.boolean().optional(),
      treatment: Treatment.optional(),
      weight: z.number().min(0).max(10).optional(),
      missing: MissingPolicy.optional(),
      why: FeatureWhy.optional(),
    }),
    z.array(FeatureSpec),
  ),
  'features.reset': command('Go back to what the workbench proposes', z.strictObject({}), z.array(FeatureSpec)),
};
