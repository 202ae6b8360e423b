import { gapsOf } from '../../shared/gaps.ts';
import { withLabels } from '../../shared/terms/spoken.ts';
import { tell, useStore } from './store.ts';
import { client, shellWindow } from './connection.ts';

/** Write the recipe of what was done: a small file without customer data. */
export async function saveRecipe(): Promise<void> {
  const recipe = await client().call('recipes.current', {});
  const info = await client().call('workspace.info', {});
  const text = `${JSON.stringify(recipe, null, 2)}\n`;
  await shellWindow().saveFile(
    `${info?.name ?? 'recipe'}.recipe.json`,
    'application/json',
    new TextEncoder().encode(text),
  );
  const gaps = gapsOf(recipe);
  if (gaps.length === 0) return;
  const said = { key: 'recipes:gap.saved', values: { count: gaps.length, gaps } };
  tell('calm', withLabels(said, useStore.getState().labels));
}
