import type { CleanStep, RowCondition } from '../../../shared/clean.ts';
import type { ColumnFacts } from '../../../shared/domain.ts';
import type { RecipeStep } from '../../../shared/recipe.ts';
import { holdsPersonal } from './find.ts';

/** Steps of cleaning that may leave the workspace, and what takes the place of the others. */
export interface Parted {
  readonly steps: CleanStep[];
  readonly gaps: Extract<RecipeStep, { step: 'gap' }>[];
}

/** Whether the values of a column belong to single customers: personal data, keys, identifiers and free text. */
const isOwn = ({ role, personal, type }: Pick<ColumnFacts, 'role' | 'personal' | 'type'>): boolean =>
  role === 'personal' || role === 'key' || personal !== null || type === 'identifier' || type === 'text';

/**
 * Part the steps of cleaning into those that hold no value of a customer and named gaps for the rest: rules with values of a
 * personal column, of a key or of free text, and rules in which personal data is found.
 */
export function partSteps(
  steps: readonly CleanStep[],
  columns: readonly Pick<ColumnFacts, 'name' | 'role' | 'personal' | 'type'>[],
  file: string,
): Parted {
  const own = new Set(columns.filter(isOwn).map(({ name }) => name));
  const kept: CleanStep[] = [];
  const gaps: Parted['gaps'] = [];
  for (const step of steps) {
    const column = valuesOf(step).find((name) => own.has(name));
    const found = column === undefined && textsIn(step).some(holdsPersonal);
    if (column === undefined && !found) kept.push(step);
    else {
      const named = column ?? ('column' in step ? step.column : undefined);
      const spoken = named === undefined || holdsPersonal(named) ? {} : { column: named };
      gaps.push({ step: 'gap', of: step.op, file, ...spoken });
    }
    for (const name of madeFrom(step, own)) own.add(name);
  }
  return { steps: kept, gaps };
}

/** The columns whose values a step holds. */
function valuesOf(step: CleanStep): string[] {
  switch (step.op) {
    case 'map':
      return [step.column];
    case 'fill':
      return step.with === 'constant' ? [step.column] : [];
    case 'invalid':
      return step.rule.kind === 'compare' ? [] : [step.column];
    case 'dropRows':
      return valuesIn(step.where);
    default:
      return [];
  }
}

function valuesIn(where: RowCondition): string[] {
  switch (where.kind) {
    case 'not':
      return valuesIn(where.of);
    case 'all':
    case 'any':
      return where.of.flatMap(valuesIn);
    case 'values':
    case 'range':
    case 'pattern':
      return [where.column];
    default:
      return [];
  }
}

/** What a step makes of columns with customers' values. */
function madeFrom(step: CleanStep, own: ReadonlySet<string>): string[] {
  switch (step.op) {
    case 'rename':
      return own.has(step.column) ? [step.to] : [];
    case 'split':
      return own.has(step.column) ? step.into : [];
    case 'combine':
      return step.columns.some((name) => own.has(name)) ? [step.into] : [];
    case 'parse':
    case 'regions':
      return step.into !== undefined && own.has(step.column) ? [step.into] : [];
    default:
      return [];
  }
}

/** Every text in a step, whatever it stands for. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
