import { type Recipe, RECIPE_VERSION, type RecipeStep } from '../../../../shared/recipe.ts';
import { AppError } from '../../../../shared/frames.ts';
import { holdsPersonal } from '../../../analysis/privacy/find.ts';
import { attributesOf, sourceInView } from '../../../db/customers-source.ts';
import type { ReadDb } from '../../../db/open.ts';
import { segmentRows } from '../../../db/segments.ts';
import { setting } from '../../../db/settings.ts';
import { featureEdits } from '../features/resolve.ts';
import { loadCurrent } from '../segments/body.ts';
import { importSteps, tableSteps } from './sources.ts';

/**
 * The recipe of what was done in this workspace: replayed on the same file it gives the same columns, groups and cards.
 * @throws AppError not_found when nothing was imported
 */
export function currentRecipe(db: ReadDb): Recipe {
  const source = sourceInView(db);
  if (!source) throw new AppError('not_found', { key: 'recipes:error.nothing' });
  const name = setting(db, 'name');
  return {
    version: RECIPE_VERSION,
    ...(name === undefined || holdsPersonal(name) ? {} : { name: name.slice(0, 120) }),
    steps: [
      ...importSteps(db, source.id),
      ...tableSteps(db, source.id),
      ...featureSteps(db, source.id),
      ...segmentSteps(db, source.id),
      ...draftSteps(db),
    ],
  };
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
      },
    ];
  });
  return columns.length > 0 ? [{ step: 'features', columns }] : [];
}

type SegmentStep = Extract<RecipeStep, { step: 'segment' }>;

function segmentSteps(db: ReadDb, source: number): RecipeStep[] {
  const loaded = loadCurrent(db);
  if (loaded?.row.source_id !== source) return [];
  const { k, from, to, seed, restarts } = loaded.body.options;
  const rows = segmentRows(db, loaded.row.id);
  const rank = new Map(rows.map(({ id, cluster }) => [id, cluster + 1]));
  const segments = rows.flatMap((row): NonNullable<SegmentStep['segments']> => {
    const change = {
      rank: row.cluster + 1,
      ...(row.name === null || holdsPersonal(row.name) ? {} : { name: row.name }),
      ...(row.colour === (row.cluster % 8) + 1 ? {} : { colour: row.colour }),
      ...(row.merged_into === null ? {} : { mergeInto: rank.get(row.merged_into)! }),
      ...(row.excluded === 1 ? { exclude: true } : {}),
    };
    return Object.keys(change).length > 1 ? [change] : [];
  });
  return [{ step: 'segment', k, from, to, seed, restarts, ...(segments.length > 0 ? { segments } : {}) }];
}

/** Cards that stand for segments were drafted; those made by hand hold people's words, which are no recipe. */
function draftSteps(db: ReadDb): RecipeStep[] {
  const presets = db
    .column<string>('SELECT body FROM persona WHERE segment_id IS NOT NULL ORDER BY position')
    .map((body) => (JSON.parse(body) as { preset?: string }).preset ?? 'b2c');
  return [...new Set(presets)].map((preset) => ({ step: 'draft', preset }));
}
