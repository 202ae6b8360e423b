import type { Said } from '../../../shared/domain.ts';
import type { ErrorEnvelope } from '../../../shared/frames.ts';
import type { Recipe } from '../../../shared/recipe.ts';
import type { FileRef } from '../../../shared/shell.ts';
import { useDraft } from '../../state/queries.ts';
import { keepDraft } from '../../state/store.ts';

/** A recipe that was chosen, and what it is to run on. The password of its files is not among it: it is kept nowhere. */
export interface Replayed {
  readonly recipe: Recipe;
  /** by the file names of the recipe */
  readonly given: Readonly<Record<string, FileRef>>;
  /** the workspace that an earlier run made, which stopped at a locked file; null: none yet */
  readonly workspace: string | null;
  /** why that run stopped */
  readonly locked: Said | null;
}

const PLACE = 'start.replay';

export const useReplay = (): Replayed | null => useDraft<Replayed>(PLACE) ?? null;

export function keepReplay(replay: Replayed | null): void {
  keepDraft(PLACE, replay ?? undefined);
}

/** The file names that a recipe asks for, each once. */
export const filesOf = (recipe: Recipe): string[] => [
  ...new Set(recipe.steps.flatMap((step) => (step.step === 'import' ? [step.file] : []))),
];

/** Why a run stopped at a locked file: which one, and whether a password was missing or a wrong one; null: not for that. */
export function lockedBy({ code, said }: ErrorEnvelope): Said | null {
  const { file, reason } = said?.values ?? {};
  return code === 'password' && file !== undefined && reason !== undefined
    ? { key: 'start:replay.locked', values: { file, reason } }
    : null;
}
