import { TermChange } from '../../../shared/contract/dictionary.ts';
import { ColumnOverride, ImportMode, ReadOptions, Rename } from '../../../shared/contract/sources.ts';
import { Mapping, SourceKind, type ColumnGuess } from '../../../shared/domain.ts';
import type { FileRef } from '../../../shared/shell.ts';
import { keepDraft, useStore } from '../../state/store.ts';
import { PLAN_PLACE } from '../../state/intake.ts';
import { forgetPassword } from './password.ts';

/** What the reader has settled about a file that is not imported yet. */
export interface Plan {
  readonly workspace: string;
  readonly file: FileRef;
  readonly read: ReadOptions;
  readonly columns: readonly ColumnOverride[];
  /** what columns are called; it goes into the workspace with the rows */
  readonly terms: readonly TermChange[];
  /** null: as proposed */
  readonly kind: SourceKind | null;
  /** changes of the proposed mapping; an empty name takes a field away */
  readonly mapping: Mapping;
  readonly mode: ImportMode | null;
  /** the earlier source that this file is the next one of, where the reader said so */
  readonly into: number | null;
  /** columns of the file that take earlier names; null: not settled */
  readonly rename: Rename | null;
  /** write a recipe once it is imported */
  readonly recipe: boolean;
  readonly step: 'read' | 'fields';
  /** when the import was started; null before */
  readonly importing: string | null;
}

const KEPT = 'workbench.import';

export const newPlan = (workspace: string, file: FileRef, into: number | null = null): Plan => ({
  workspace,
  file,
  read: {},
  columns: [],
  terms: [],
  kind: null,
  mapping: {},
  mode: null,
  into,
  rename: null,
  recipe: false,
  step: 'fields',
  importing: null,
});

/** Keep the plan in this window, and in this tab so that a reload comes back to it. Null: done with it. */
export function keepPlan(plan: Plan | null): void {
  keepDraft(PLAN_PLACE, plan ?? undefined);
  if (plan) sessionStorage.setItem(KEPT, JSON.stringify(plan));
  else {
    sessionStorage.removeItem(KEPT);
    forgetPassword();
  }
}

/** The plan of this window. */
export const usePlan = (): Plan | null => useStore((state) => (state.drafts[PLAN_PLACE] as Plan | undefined) ?? null);
export const planNow = (): Plan | null => (useStore.getState().drafts[PLAN_PLACE] as Plan | undefined) ?? null;

/** The plan that was there before a reload, if it belongs to the workspace that is open now. */
export function planBefore(workspace: string): Plan | null {
  const kept = sessionStorage.getItem(KEPT);
  if (kept === null) return null;
  try {
    const plan = JSON.parse(kept) as Plan;
    const sound =
      plan.workspace === workspace &&
      typeof plan.file.fileId === 'string' &&
      ReadOptions.safeParse(plan.read).success &&
      ColumnOverride.array().safeParse(plan.columns).success &&
      TermChange.array().safeParse(plan.terms).success &&
      SourceKind.nullable().safeParse(plan.kind).success &&
      Mapping.safeParse(plan.mapping).success &&
      Rename.nullable().safeParse(plan.rename).success &&
      ImportMode.nullable().safeParse(plan.mode).success;
    return sound ? plan : null;
  } catch {
    return null;
  }
}

/** Change what is said of one name; what is undefined stays as it was. */
function withNamed<T extends { readonly name: string }>(all: readonly T[], change: T): T[] {
  const before = all.find(({ name }) => name === change.name);
  const after = { ...before, ...change };
  return before ? all.map((one) => (one === before ? after : one)) : [...all, after];
}

/** Change one column of a plan. */
export const withColumn = (columns: readonly ColumnOverride[], change: ColumnOverride): ColumnOverride[] =>
  withNamed(columns, change);
/** Change what one column of a plan is called. */
export const withTerm = (terms: readonly TermChange[], change: TermChange): TermChange[] => withNamed(terms, change);

/** A column as it will be stored: the guess with what the reader changed since. */
export function settled(guess: ColumnGuess, override: ColumnOverride | undefined): ColumnGuess {
  if (!override) return guess;
  const { type = guess.type, role = guess.role, levels = guess.levels } = override;
  return {
    ...guess,
    type,
    role,
    levels: type === 'category' ? levels : null,
    dimension: override.dimension === undefined ? guess.dimension : override.dimension,
    personal: override.personal === undefined ? guess.personal : override.personal,
  };
}
