import * as z from 'zod';
import { Lang } from '../domain.ts';
import { Recipe } from '../recipe.ts';
import { job, query } from './operation.ts';

/** Which registered file stands for which file name of the recipe. */
const Files = z.record(z.string(), z.string());

/** What a replay did: the JSON of `workbench run --json`, less the workspace path and the written exports. */
export const RunResult = z.strictObject({
  imports: z.array(z.record(z.string(), z.unknown())),
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
    z.strictObject({ recipe: z.unknown(), files: Files, lang: Lang.optional() }),
    RunResult,
  ),
};
