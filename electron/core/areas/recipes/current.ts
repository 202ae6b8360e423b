import { type Recipe, RECIPE_VERSION, type RecipeStep } from '../../../../shared/recipe.ts';
import { AppError } from '../../../../shared/frames.ts';
import { holdsPersonal } from '../../../analysis/privacy/find.ts';
import { gapOf, type Holds } from '../../../analysis/privacy/recipe.ts';
import { attributesOf, sourceInView } from '../../../db/areas/customers/inView.ts';
import type { ReadDb } from '../../../db/open.ts';
import { segmentRows } from '../../../db/areas/segments/segments.ts';
import { storedTerms } from '../../../db/areas/dictionary/terms.ts';
import { setting } from '../../../db/settings.ts';
import type { PersonalColumn } from '../../../workers/areas/privacy/tasks.ts';
import type { QueryContext } from '../../area.ts';
import { featureEdits } from '../features/resolve.ts';
import { loadCurrent } from '../segments/body.ts';
import { importSteps, tableSteps } from './sources.ts';
import { cardForm } from '../../../db/areas/personas/personas.ts';
import { readStored } from '../../../db/stored.ts';

/**
 * The recipe of what was done in this workspace: replayed on the same file it gives the same columns, groups and cards. What
 * holds a value of a customer is left out, and a gap says so: personal data by its form, and whatever a personal column has.
 * @throws AppError not_found when nothing was imported
 */
export async function currentRecipe({ db, readers }: QueryContext): Promise<Recipe> {
  const texts = new Set<string>();
  recipeOf(db, (text) => {
    texts.add(text);
    return false;
  });
  const columns = personalColumns(db);
  const found = new Set(await readers.run('privacy.named', { path: db.path, columns, texts: [...texts] }));
  // a text that came in meanwhile was not looked up: it waits for the next recipe
  return recipeOf(db, (text) => holdsPersonal(text) || found.has(text) || !texts.has(text));
}

/** The personal columns of every file, as they came. */
const personalColumns = (db: ReadDb): PersonalColumn[] =>
  db.all<PersonalColumn>(
    `SELECT customer_table AS "table", column_name AS "column" FROM attribute JOIN source ON source.id = source_id
     WHERE role = 'personal' OR personal IS NOT NULL`,
  );

function recipeOf(db: ReadDb, holds: Holds): Recipe {
  const source = sourceInView(db);
  if (!source) throw new AppError('not_found', { key: 'recipes:error.nothing' });
  const name = setting(db, 'name');
  const named = name !== undefined && !holds(name);
  return {
    version: RECIPE_VERSION,
    ...(named ? { name: name.slice(0, 120) } : {}),
    steps: [
      ...importSteps(db, source.id, holds),
      ...tableSteps(db, source.id, holds),
      ...describeSteps(db, holds),
      ...featureSteps(db, source.id),
      ...segmentSteps(db, source.id, holds),
      ...draftSteps(db),
      ...(named || name === undefined ? [] : [gapOf('name')]),
    ],
  };
}

/** What people called columns. A word that holds a value of a customer is left out, and said so. */
function describeSteps(db: ReadDb, holds: Holds): RecipeStep[] {
  const gaps: RecipeStep[] = [];
  const columns = storedTerms(db).flatMap(({ name, label, unit, meaning, values }) => {
    const words = [label, meaning, ...(values ?? [])].filter((word) => word !== null);
    if (words.some((word) => holds(word))) {
      gaps.push(gapOf('label', name));
      return [];
    }
    return [
      {
        column: name,
        ...(label === null ? {} : { label }),
        ...(unit === null ? {} : { unit }),
        ...(meaning === null ? {} : { meaning }),
        ...(values === null ? {} : { values: [...values] }),
      },
    ];
  });
  const currency = setting(db, 'currency');
  if (columns.length === 0 && currency === undefined) return gaps;
  return [
    {
      step: 'describe',
      ...(currency === undefined ? {} : { currency }),
      ...(columns.length === 0 ? {} : { columns }),
    },
    ...gaps,
  ];
}

function featureSteps(db: ReadDb, source: number): RecipeStep[] {
  const edits = featureEdits(db);
  const columns = attributesOf(db, source).flatMap(({ id, name }) => {
    const edit = edits.get(id);
    if (!edit) return [];
    return [
      {
        column: name,
        ...(edit.use === null ? {} : { use: edit.use }),
        ...(edit.treatment === null ? {} : { treatment: edit.treatment }),
        ...(edit.weight === null ? {} : { weight: edit.weight }),
        ...(edit.missing === null ? {} : { missing: edit.missing }),
        ...(edit.why === null ? {} : { why: edit.why }),
      },
    ];
  });
  return columns.length > 0 ? [{ step: 'features', columns }] : [];
}

type SegmentStep = Extract<RecipeStep, { step: 'segment' }>;

function segmentSteps(db: ReadDb, source: number, holds: Holds): RecipeStep[] {
  const loaded = loadCurrent(db);
  if (loaded?.row.source_id !== source) return [];
  const { k, from, to, seed, restarts } = loaded.body.by.options;
  const rows = segmentRows(db, loaded.row.id);
  const rank = new Map(rows.map(({ id, cluster }) => [id, cluster + 1]));
  const gaps: RecipeStep[] = [];
  const segments = rows.flatMap((row): NonNullable<SegmentStep['segments']> => {
    const name = row.name === null || holds(row.name) ? null : row.name;
    if (name !== row.name) gaps.push(gapOf('name'));
    const change = {
      rank: row.cluster + 1,
      ...(name === null ? {} : { name }),
      ...(row.colour === (row.cluster % 8) + 1 ? {} : { colour: row.colour }),
      ...(row.merged_into === null ? {} : { mergeInto: rank.get(row.merged_into)! }),
      ...(row.excluded === 1 ? { exclude: true } : {}),
    };
    return Object.keys(change).length > 1 ? [change] : [];
  });
  return [{ step: 'segment', k, from, to, seed, restarts, ...(segments.length > 0 ? { segments } : {}) }, ...gaps];
}

/** Cards that stand for segments were drafted; those made by hand hold people's words, which are no recipe. */
function draftSteps(db: ReadDb): RecipeStep[] {
  const presets = db
    .column<string>('SELECT body FROM persona WHERE segment_id IS NOT NULL ORDER BY position')
    .map((body) => readStored(cardForm, body, 'persona').preset);
  return [...new Set(presets)].map((preset) => ({ step: 'draft', preset }));
}
