import { parseRecipe } from '../../../../shared/recipe.ts';
import type { Handlers } from '../../area.ts';
import { currentRecipe } from './current.ts';
import { runRecipe } from './run.ts';

/** Handlers of the recipes area. */
export const recipesHandlers = {
  'recipes.current': currentRecipe,
  'recipes.check': (_context, { text }) => parseRecipe(text),
  'recipes.run': runRecipe,
} satisfies Handlers<'recipes.'>;
