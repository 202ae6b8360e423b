import type { Said } from './domain.ts';
import type { Recipe, RecipeStep } from './recipe.ts';

/** What a recipe says of the rules that were left out of it. */
export const gapsOf = ({ steps }: Recipe): Said[] =>
  steps.flatMap((step) => (step.step === 'gap' ? [gapSaid(step)] : []));

/** The sentence of one of them. */
export const gapSaid = ({ of, column, file }: Extract<RecipeStep, { step: 'gap' }>): Said => {
  if (of === 'source' && file !== undefined) return { key: 'recipes:gap.source', values: { file } };
  if (column !== undefined) return { key: 'recipes:gap.column', values: { column } };
  return { key: of === 'name' ? 'recipes:gap.name' : 'recipes:gap.any' };
};
