import type { Said } from './domain.ts';
import type { Recipe, RecipeStep } from './recipe.ts';

/** What a recipe says of the rules that were left out of it. */
export const gapsOf = ({ steps }: Recipe): Said[] =>
  steps.flatMap((step) => (step.step === 'gap' ? [gapSaid(step)] : []));

/** The sentence of one of them. */
export const gapSaid = ({ of, column }: Pick<Extract<RecipeStep, { step: 'gap' }>, 'of' | 'column'>): Said => {
  if (column !== undefined) return { key: 'recipes:gap.column', values: { column } };
  return { key: of === 'name' ? 'recipes:gap.name' : 'recipes:gap.any' };
};
