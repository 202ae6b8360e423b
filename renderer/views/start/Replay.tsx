import { useId, useState } from 'react';
import type { Lang } from '../../../shared/domain.ts';
import { AppError } from '../../../shared/frames.ts';
import { parseRecipe, type Recipe } from '../../../shared/recipe.ts';
import { envelopeOf } from '../../state/answers.ts';
import { client, shellWindow } from '../../state/connection.ts';
import { attempt } from '../../state/queries.ts';
import { forgetWorkspace, go, tell } from '../../state/store.ts';
import { Button, Labelled, TextInput, useLocale } from '../../ui/index.ts';
import { filesOf, keepReplay, lockedBy, type Replayed, useReplay } from './replay.ts';
import s from './Replay.module.css';

/** Replay a recipe: the reader picks the recipe, then a file for each name in it, then runs it in a new workspace. */
export function Replay() {
  const { t, lang } = useLocale();
  const replay = useReplay();
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const guarded = async (work: () => Promise<void>) => {
    setBusy(true);
    await attempt(work);
    setBusy(false);
  };
  const choose = async () => {
    const text = await pickText();
    const recipe = text === null ? null : read(text);
    if (recipe) keepReplay({ recipe, given: {}, workspace: null, locked: null });
  };
  const chooseFile = async (name: string, now: Replayed) => {
    const file = await shellWindow().pickFile('table');
    if (file) keepReplay({ ...now, given: { ...now.given, [name]: file } });
  };
  const link = (label: string, work: () => Promise<void>) => (
    <Button kind="link" size="sm" disabled={busy} onClick={() => void guarded(work)}>
      {label}
    </Button>
  );
  const wanted = replay ? filesOf(replay.recipe) : [];
  const ready = replay !== null && wanted.every((name) => replay.given[name]);
  return (
    <section className={s.replay}>
      <div className="row between">
        <h2 className="h">{t('start:replay.title')}</h2>
        {ready
          ? link(t('start:replay.run'), () => run(replay, { password, lang, unnamed: t('start:replay.workspace') }))
          : link(t('start:replay.button'), choose)}
      </div>
      <p className="sm">
        {replay
          ? t('start:replay.chosen', {
              name: replay.recipe.name ?? t('start:replay.unnamed'),
              n: replay.recipe.steps.length,
            })
          : t('start:replay.text')}
      </p>
      <ul>
        {wanted.map((name) => (
          <li key={name} className="row between sm">
            <span className="ell" title={name}>
              {replay?.given[name] ? `${name} ← ${replay.given[name].name}` : name}
            </span>
            {replay ? link(t('start:replay.choose'), () => chooseFile(name, replay)) : null}
          </li>
        ))}
      </ul>
      {ready ? (
        <Password
          replay={replay}
          value={password}
          onChange={setPassword}
          onEnter={() => void guarded(() => run(replay, { password, lang, unnamed: t('start:replay.workspace') }))}
        />
      ) : null}
    </section>
  );
}

interface PasswordProps {
  replay: Replayed;
  value: string;
  onChange: (value: string) => void;
  onEnter: () => void;
}

/** The password of files that ask for one; after a run that stopped at such a file it says which. */
function Password({ replay: { locked }, value, onChange, onEnter }: PasswordProps) {
  const { t, say } = useLocale();
  const [kept, problem] = [useId(), useId()];
  // until another is typed
  const wrong = locked && value === '' ? say(locked) : null;
  return (
    <form
      className={s.password}
      onSubmit={(event) => {
        event.preventDefault();
        onEnter();
      }}
    >
      <Labelled label={t('start:replay.password')}>
        <TextInput
          type="password"
          autoComplete="off"
          autoFocus={locked !== null}
          maxLength={1024}
          aria-invalid={wrong !== null || undefined}
          aria-describedby={wrong === null ? kept : `${problem} ${kept}`}
          value={value}
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      </Labelled>
      {wrong === null ? null : (
        <p id={problem} role="alert" className={`sm ${s.problem}`}>
          {wrong}
        </p>
      )}
      <p id={kept} className="cap">
        {t('start:replay.passwordKept')}
      </p>
    </form>
  );
}

/**
 * Run a recipe in a workspace of its own. A file that asks for a password ends the run: the workspace is closed again, and the
 * next run begins anew in it.
 */
async function run(
  replay: Replayed,
  { password, lang, unnamed }: { password: string; lang: Lang; unnamed: string },
): Promise<void> {
  const { recipe, given } = replay;
  const files = Object.fromEntries(Object.entries(given).map(([name, { fileId }]) => [name, fileId]));
  const workspace = replay.workspace ?? (await made(replay, unnamed));
  if (replay.workspace !== null) {
    await client().call('workspace.open', { id: workspace });
    await client().call('workspace.goto', { id: null });
  }
  forgetWorkspace();
  go({ view: 'personas' });
  try {
    const result = await client().call('recipes.run', {
      recipe,
      files,
      lang,
      ...(password === '' ? {} : { password }),
    });
    tell('calm', { key: 'start:replay.done', values: { n: result.personas.length } });
  } catch (error) {
    const locked = lockedBy(envelopeOf(error));
    if (!locked) throw error;
    await client().call('workspace.close', {});
    forgetWorkspace();
    keepReplay({ ...replay, workspace, locked });
  }
}

async function made({ recipe, given }: Replayed, unnamed: string): Promise<string> {
  const first = Object.values(given)[0]?.name.replace(/\.[^.]{1,5}$/, '');
  return (await client().call('workspace.create', { name: recipe.name ?? first ?? unnamed })).id;
}

/** A recipe from its text, here in the page: without a workspace there is nobody to ask. What is wrong with it is told. */
function read(text: string): Recipe | null {
  try {
    return parseRecipe(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    tell('danger', error.said);
    return null;
  }
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
