import { z } from 'zod';
import { ColumnOverride, ImportMode, ReadOptions } from './contract/sources.ts';
import { MissingPolicy, Treatment } from './contract/features.ts';
import { ExportFormat } from './contract/personas.ts';
import { Lang } from './domain.ts';

/** Version of the recipe format this program writes. */
export const RECIPE_VERSION = 1;

const ImportStep = z.strictObject({
  step: z.literal('import'),
  /** file name, looked up in the data folder */
  file: z.string().min(1).max(400),
  options: z
    .strictObject({
      ...ReadOptions.shape,
      columns: z.array(ColumnOverride).max(20000).optional(),
      mode: ImportMode.optional(),
    })
    .optional(),
});
const FeaturesStep = z.strictObject({
  step: z.literal('features'),
  /** by column name; what is not named stays as proposed */
  columns: z
    .array(
      z.strictObject({
        column: z.string(),
        use: z.boolean().optional(),
        treatment: Treatment.optional(),
        weight: z.number().min(0).max(10).optional(),
        missing: MissingPolicy.optional(),
      }),
    )
    .max(20000)
    .optional(),
});
const SegmentStep = z.strictObject({
  step: z.literal('segment'),
  k: z.union([z.literal('auto'), z.number().int().min(1).max(50)]).optional(),
  from: z.number().int().min(2).max(50).optional(),
  to: z.number().int().min(2).max(50).optional(),
  seed: z.number().int().min(0).max(4294967295).optional(),
  restarts: z.number().int().min(1).max(100).optional(),
  /** names, colours, merges and exclusions, by the cluster's rank in size (1 = largest before merging) */
  segments: z
    .array(
      z.strictObject({
        rank: z.number().int().min(1),
        name: z.string().max(80).optional(),
        colour: z.number().int().min(1).max(8).optional(),
        mergeInto: z.number().int().min(1).optional(),
        exclude: z.boolean().optional(),
      }),
    )
    .max(50)
    .optional(),
});
const DraftStep = z.strictObject({ step: z.literal('draft'), preset: z.string().max(40).optional() });
const ExportStep = z.strictObject({
  step: z.literal('export'),
  formats: z.array(ExportFormat).min(1).max(5).optional(),
  edition: z.enum(['face', 'evidence']).optional(),
  lang: Lang.optional(),
});

/** One step of a recipe. */
export const RecipeStep = z.discriminatedUnion('step', [ImportStep, FeaturesStep, SegmentStep, DraftStep, ExportStep]);
/** One step of a recipe. */
export type RecipeStep = z.infer<typeof RecipeStep>;

/** A replayable recipe: what was done, without customer data. */
export const Recipe = z.strictObject({
  version: z.literal(RECIPE_VERSION).default(RECIPE_VERSION),
  name: z.string().max(120).optional(),
  steps: z.array(RecipeStep).min(1).max(200),
});
/** A replayable recipe. */
export type Recipe = z.infer<typeof Recipe>;
