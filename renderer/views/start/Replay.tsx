import { useState } from 'react';
import type { Recipe } from '../../../shared/recipe.ts';
import { client, shellWindow } from '../../state/connection.ts';
import { envelopeOf, tellFailure } from '../../state/queries.ts';
import { forgetWorkspace, go, tell } from '../../state/store.ts';
import { Button, useLocale } from '../../ui/index.ts';

/** The file names that a recipe asks for, each once. */
const filesOf = (recipe: Recipe): string[] => [
  ...new Set(recipe.steps.flatMap((step) => (step.step === 'import' ? [step.file] : []))),
];

/** Replay a recipe on a file: the reader picks the recipe, then the file it is for. */
export function Replay() {
  const { t, lang } = useLocale();
  const [recipe, setRecipe] = useState<Recipe | null>(null);
  const [busy, setBusy] = useState(false);
  const guarded = (work: () => Promise<void>) => {
    setBusy(true);
    work()
      .catch((error: unknown) => {
        tellFailure(envelopeOf(error));
      })
      .finally(() => {
        setBusy(false);
      });
  };
  const choose = async () => {
    const text = await pickText();
    if (text !== null) setRecipe(await client().call('recipes.check', { text }));
  };
  const run = async (chosen: Recipe) => {
    const files: Record<string, string> = {};
    let workspace = chosen.name ?? '';
    for (const name of filesOf(chosen)) {
      const file = await shellWindow().pickFile('table');
      if (!file) return;
      files[name] = file.fileId;
      workspace ||= file.name.replace(/\.[^.]{1,5}$/, '');
    }
    await client().call('workspace.create', { name: workspace || t('start:replay.workspace') });
    forgetWorkspace();
    go({ view: 'personas' });
    const result = await client().call('recipes.run', { recipe: chosen, files, lang });
    tell('calm', { key: 'start:replay.done', values: { n: result.personas.length } });
    setRecipe(null);
  };
  const wanted = recipe ? filesOf(recipe) : [];
  return (
    <section className="replay">
      <div className="row between">
        <h2 className="h">{t('start:replay.title')}</h2>
        {recipe ? (
          <Button kind="link" size="sm" busy={busy} onClick={() => { guarded(() => run(recipe)); }}>
            {t('start:replay.file')}
          </Button>
        ) : (
          <Button kind="link" size="sm" busy={busy} onClick={() => { guarded(choose); }}>
            {t('start:replay.button')}
          </Button>
        )}
      </div>
      <p className="sm">
        {recipe
          ? t('start:replay.chosen', { name: recipe.name ?? t('start:replay.unnamed'), n: recipe.steps.length, files: wanted.join(', ') })
          : t('start:replay.text')}
      </p>
    </section>
  );
}

/** A recipe is read in this window: it is text, and small. */
function pickText(): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.json,application/json';
    input.addEventListener('cancel', () => {
      resolve(null);
    });
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      if (!file) resolve(null);
      else file.text().then(resolve, reject);
    });
    input.click();
  });
}
