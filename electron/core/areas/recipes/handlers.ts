import { parseRecipe } from '../../../../shared/recipe.ts';
import type { Area, Handlers } from '../../area.ts';
import { currentRecipe } from './current.ts';
import { runRecipe } from './run.ts';

const handlers = {
  'recipes.current': currentRecipe,
  'recipes.check': (_context, { text }) => parseRecipe(text),
  'recipes.run': runRecipe,
} satisfies Handlers<'recipes.'>;

/** What was done, as a file. */
export const area = { handlers } satisfies Area<'recipes'>;
