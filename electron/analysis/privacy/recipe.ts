import type { CleanStep, RowCondition } from '../../../shared/cleaning.ts';
import type { ColumnFacts, ColumnFormat } from '../../../shared/domain.ts';
import type { OwnFormula } from '../../../shared/contract/derive.ts';
import type { ColumnOverride } from '../../../shared/contract/sources.ts';
import type { RecipeStep } from '../../../shared/recipe.ts';
import { type Ast, FormulaError, parseFormula } from '../derive/formula/parse.ts';
import { holdsPersonal } from './find.ts';

/** A rule that is left out, by name. */
export type Gap = Extract<RecipeStep, { step: 'gap' }>;
/** Whether a text that people typed holds a value of a customer. */
export type Holds = (text: string) => boolean;
/** What is asked of a column. */
export type OwnFacts = Pick<ColumnFacts, 'name' | 'role' | 'personal' | 'type'>;

/** Steps of cleaning that may leave the workspace, and what takes the place of the others. */
export interface Parted {
  readonly steps: CleanStep[];
  readonly gaps: Gap[];
}

/** Whether the values of a column belong to single customers: personal data, keys, identifiers and free text. */
export const isOwn = ({ role, personal, type }: Omit<OwnFacts, 'name'>): boolean =>
  role === 'personal' || role === 'key' || personal !== null || type === 'identifier' || type === 'text';

/** A gap; a column whose name is personal too is not named. */
export const gapOf = (of: string, column?: string, file?: string): Gap => ({
  step: 'gap',
  of,
  ...(file === undefined ? {} : { file }),
  ...(column === undefined || holdsPersonal(column) ? {} : { column }),
});

/**
 * Part the steps of cleaning into those that hold no value of a customer and named gaps for the rest: rules with values of a
 * personal column, of a key or of free text, and rules in which personal data is found.
 */
export function partSteps(
  steps: readonly CleanStep[],
  columns: readonly OwnFacts[],
  file: string,
  holds: Holds = holdsPersonal,
): Parted {
  const own = ownNames(steps, columns);
  const kept: CleanStep[] = [];
  const gaps: Gap[] = [];
  for (const step of steps) {
    const column = valuesOf(step).find((name) => own.has(name));
    const found = column === undefined && textsIn(step).some(holds);
    if (column === undefined && !found) kept.push(step);
    else gaps.push(gapOf(step.op, column ?? ('column' in step ? step.column : undefined), file));
  }
  return { steps: kept, gaps };
}

/** Columns with customers' values by all names they have on the way: also before a step that renames or parts them. */
function ownNames(steps: readonly CleanStep[], columns: readonly OwnFacts[]): Set<string> {
  const own = new Set(columns.filter(isOwn).map(({ name }) => name));
  for (let before = -1; before < own.size;) {
    before = own.size;
    for (const step of steps) {
      for (const name of madeFrom(step, own)) own.add(name);
      if (step.op === 'rename' && own.has(step.to)) own.add(step.column);
      if (step.op === 'split' && step.into.some((name) => own.has(name))) own.add(step.column);
    }
  }
  return own;
}

/**
 * Part formulas in the same way: one that holds a text or a number of several digits beside a column with customers' values,
 * or beside a formula on one, compares with such a value.
 */
export function partFormulas(
  formulas: readonly OwnFormula[],
  columns: readonly OwnFacts[],
  holds: Holds = holdsPersonal,
): { formulas: OwnFormula[]; gaps: Gap[] } {
  const read = formulas.map((formula) => ({ formula, parts: partsOf(formula.formula) }));
  const own = new Set(columns.filter(isOwn).map(({ name }) => name.toLowerCase()));
  for (let before = -1; before < own.size;) {
    before = own.size;
    for (const { formula, parts } of read)
      if (parts?.names.some((name) => own.has(name))) own.add(formula.name.toLowerCase());
  }
  const leaks = ({ formula, parts }: (typeof read)[number]): boolean =>
    parts === null || (parts.literal && parts.names.some((name) => own.has(name))) || textsIn(formula).some(holds);
  return {
    formulas: read.filter((one) => !leaks(one)).map(({ formula }) => formula),
    gaps: read.filter(leaks).map(({ formula }) => gapOf('formula', holds(formula.name) ? undefined : formula.name)),
  };
}

/** From here on a number can stand for one customer; limits and factors are shorter. */
const LONG_NUMBER = 100_000;

/** The names in a formula, and whether it holds values; null: it cannot be read. */
function partsOf(text: string): { names: string[]; literal: boolean } | null {
  const names: string[] = [];
  let literal = false;
  const walk = (part: Ast): void => {
    if (part.kind === 'name') names.push(part.name.toLowerCase());
    else if (part.kind === 'call') part.parts.forEach(walk);
    else if (typeof part.value === 'string') literal ||= WORDS.test(part.value);
    else if (typeof part.value === 'number') literal ||= Math.abs(part.value) >= LONG_NUMBER;
  };
  try {
    walk(parseFormula(text));
  } catch (error) {
    if (error instanceof FormulaError) return null;
    throw error;
  }
  return { names, literal };
}

/** Part what was changed about the columns of a file: levels and literals of columns with customers' values stay here. */
export function partOverrides(
  overrides: readonly ColumnOverride[],
  columns: readonly OwnFacts[],
  file: string,
  holds: Holds = holdsPersonal,
): { overrides: ColumnOverride[]; gaps: Gap[] } {
  const own = new Set(columns.filter(isOwn).map(({ name }) => name));
  const gaps: Gap[] = [];
  const kept = overrides.flatMap((override): ColumnOverride[] => {
    const { levels, format, ...rest } = override;
    const all = own.has(override.name);
    const levelled = levels !== undefined && (all ? levels.length > 0 : levels.some(holds));
    const written = textsIn(wordsOf(format)).some(all ? (text) => WORDS.test(text) : holds);
    if (levelled) gaps.push(gapOf('levels', override.name, file));
    if (written) gaps.push(gapOf('format', override.name, file));
    if (!levelled && !written) return [override];
    const { missing: _missing, boolean: _boolean, unit: _unit, label: _label, ...plain } = format ?? {};
    const left = {
      ...rest,
      ...(levelled || levels === undefined ? {} : { levels }),
      ...(format === undefined ? {} : { format: written ? plain : format }),
    };
    return Object.keys(left).length > 1 ? [left] : [];
  });
  return { overrides: kept, gaps };
}

/** Letters or digits: what has none is a sign, and no value. */
const WORDS = /[\p{L}\p{N}]/u;
/** The parts of a format that people type; the others are chosen from lists. */
const wordsOf = (format: ColumnFormat | undefined): unknown =>
  format && { missing: format.missing, boolean: format.boolean, unit: format.unit, label: format.label };
const spells = (format: unknown): boolean => textsIn(format).some((text) => WORDS.test(text));

/** The columns whose values a step holds. */
function valuesOf(step: CleanStep): string[] {
  switch (step.op) {
    case 'map':
      return [step.column];
    case 'split':
      return WORDS.test(step.by) ? [step.column] : [];
    case 'combine':
      return WORDS.test(step.separator) ? step.columns : [];
    case 'parse':
    case 'type':
      return spells(wordsOf(step.format)) ? [step.column] : [];
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
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
