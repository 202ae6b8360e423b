import { useState } from 'react';
import type { Recipe } from '../../../shared/recipe.ts';
import type { FileRef } from '../../../shared/shell.ts';
import { client, shellWindow } from '../../state/connection.ts';
import { attempt } from '../../state/queries.ts';
import { forgetWorkspace, go, tell } from '../../state/store.ts';
import { Button, useLocale } from '../../ui/index.ts';
import s from './Replay.module.css';

/** The file names that a recipe asks for, each once. */
const filesOf = (recipe: Recipe): string[] => [
  ...new Set(recipe.steps.flatMap((step) => (step.step === 'import' ? [step.file] : []))),
];

/** Replay a recipe: the reader picks the recipe, then a file for each name in it, then runs it in a new workspace. */
export function Replay() {
  const { t, lang } = useLocale();
  const [recipe, setRecipe] = useState<Recipe | null>(null);
  const [given, setGiven] = useState<Record<string, FileRef>>({});
  const [busy, setBusy] = useState(false);
  const guarded = async (work: () => Promise<void>) => {
    setBusy(true);
    await attempt(work);
    setBusy(false);
  };
  const choose = async () => {
    const text = await pickText();
    if (text === null) return;
    setGiven({});
    setRecipe(await client().call('recipes.check', { text }));
  };
  const chooseFile = async (name: string) => {
    const file = await shellWindow().pickFile('table');
    if (file) setGiven((others) => ({ ...others, [name]: file }));
  };
  const run = async (chosen: Recipe) => {
    const files = Object.fromEntries(Object.entries(given).map(([name, file]) => [name, file.fileId]));
    const first = Object.values(given)[0]?.name.replace(/\.[^.]{1,5}$/, '');
    await client().call('workspace.create', { name: chosen.name ?? first ?? t('start:replay.workspace') });
    forgetWorkspace();
    go({ view: 'personas' });
    const result = await client().call('recipes.run', { recipe: chosen, files, lang });
    tell('calm', { key: 'start:replay.done', values: { n: result.personas.length } });
  };
  const link = (label: string, work: () => Promise<void>) => (
    <Button kind="link" size="sm" disabled={busy} onClick={() => void guarded(work)}>
      {label}
    </Button>
  );
  const wanted = recipe ? filesOf(recipe) : [];
  const ready = recipe !== null && wanted.every((name) => given[name]);
  return (
    <section className={s.replay}>
      <div className="row between">
        <h2 className="h">{t('start:replay.title')}</h2>
        {ready ? link(t('start:replay.run'), () => run(recipe)) : link(t('start:replay.button'), choose)}
      </div>
      <p className="sm">
        {recipe
          ? t('start:replay.chosen', { name: recipe.name ?? t('start:replay.unnamed'), n: recipe.steps.length })
          : t('start:replay.text')}
      </p>
      <ul>
        {wanted.map((name) => (
          <li key={name} className="row between sm">
            <span className="ell" title={name}>
              {given[name] ? `${name} ← ${given[name].name}` : name}
            </span>
            {link(t('start:replay.choose'), () => chooseFile(name))}
          </li>
        ))}
      </ul>
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
      if (file) file.text().then(resolve, reject);
      else resolve(null);
    });
    input.click();
  });
}
