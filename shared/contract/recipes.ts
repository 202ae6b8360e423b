import * as z from 'zod';
import { Lang, SourceKind } from '../domain.ts';
import { BuildReport } from './build.ts';
import { Recipe } from '../recipe.ts';
import { job, query } from './operation.ts';
import { FilePassword } from './sources.ts';

/** Which registered file stands for which file name of the recipe. */
const Files = z.record(z.string(), z.string());

/** What a replay did: the JSON of `workbench run --json`, less the workspace path and the written exports. */
export const RunResult = z.strictObject({
  imports: z.array(z.record(z.string(), z.unknown())),
  /** the sources behind the customers: one an import, less those another one has taken the place of */
  sources: z.array(
    z.strictObject({ file: z.string(), kind: SourceKind, key: z.string().nullable(), rows: z.number().int() }),
  ),
  /** the customer table; without a join each row is a customer. null: nothing was imported */
  customers: BuildReport.shape.customers.nullable(),
  /** how good the sources are after cleaning, each part 0 to 1; null: nothing to measure */
  quality: BuildReport.shape.quality,
  /** what lists of things (products, categories, shops) were used for by the join */
  lists: z.array(z.string()),
  /** what could not be carried out, and why: cleaning steps without their column, formulas, features */
  skipped: z.array(z.string()),
  segmentation: z.record(z.string(), z.unknown()).nullable(),
  personas: z.array(z.record(z.string(), z.unknown())),
  /** files of the export steps; png and pdf as HTML to be drawn */
  exports: z.array(z.strictObject({ name: z.string(), mime: z.string(), format: z.string(), text: z.string() })),
  ms: z.record(z.string(), z.number()),
});
/** What a replay did. */
export type RunResult = z.infer<typeof RunResult>;

/** Operations on recipes. */
export const recipesOperations = {
  'recipes.current': query('The recipe of what was done in this workspace', z.strictObject({}), Recipe),
  'recipes.check': query(
    'Parse a recipe and say what is wrong by name',
    z.strictObject({ text: z.string().max(1_000_000) }),
    Recipe,
  ),
  'recipes.run': job(
    'Replay a recipe in the open workspace',
    z.strictObject({
      recipe: z.unknown(),
      files: Files,
      lang: Lang.optional(),
      /** tried for every file that asks for one; no recipe holds it */
      password: FilePassword,
    }),
    RunResult,
  ),
};
