import type { CleanStep } from '../../../../shared/cleaning.ts';
import { stepsOf } from '../../../db/areas/cleaning/tables.ts';
import type { ReadDb } from '../../../db/open.ts';

/** The steps of a source that are on, as a recipe names them. */
export const stepsForRecipe = (db: ReadDb, sourceId: number): CleanStep[] =>
  stepsOf(db, sourceId).flatMap(({ enabled, step }) => (enabled ? [step] : []));
