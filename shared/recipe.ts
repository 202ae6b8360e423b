import * as z from 'zod';
import { ColumnOverride, ImportMode, ReadOptions } from './contract/sources.ts';
import { FeatureWhy, MissingPolicy, Treatment } from './contract/features.ts';
import { ExportFormat } from './contract/personas.ts';
import { KmeansOptions } from './contract/segments.ts';
import { CleanStep } from './cleaning.ts';
import { Trust } from './contract/build.ts';
import { DeriveOptions } from './contract/derive.ts';
import { IdentityRules } from './contract/identity.ts';
import { Lang, Mapping, SourceKind } from './domain.ts';
import { AppError } from './frames.ts';
import { KINDS } from './kinds.ts';

/** Version of the recipe format this program writes. */
export const RECIPE_VERSION = 1;

const ImportStep = z.strictObject({
  step: z.literal('import'),
  /** file name, looked up in the data folder */
  file: z.string().min(1).max(400),
  /** what its rows are; left out: as proposed */
  kind: SourceKind.optional(),
  /** sheet of a workbook; left out: the one with the most cells */
  sheet: z.string().min(1).max(400).optional(),
  /** which column stands for which field, where that differs from the proposal */
  mapping: Mapping.optional(),
  options: z
    .strictObject({
      ...ReadOptions.shape,
      columns: z.array(ColumnOverride).max(20000).optional(),
      mode: ImportMode.optional(),
    })
    .optional(),
});
const CleanRecipeStep = z.strictObject({
  step: z.literal('clean'),
  /** file whose rows are cleaned; left out: the last one imported */
  file: z.string().min(1).max(400).optional(),
  steps: z.array(CleanStep).max(500),
});
const JoinStep = z.strictObject({
  step: z.literal('join'),
  /** rules of identity; left out: all, with the default thresholds */
  rules: IdentityRules.optional(),
  /** how conflicts between sources are settled */
  trust: Trust.optional(),
});
const DeriveStep = z.strictObject({ step: z.literal('derive'), ...DeriveOptions.shape });
const DescribeStep = z.strictObject({
  step: z.literal('describe'),
  /** currency of amounts without a sign, ISO 4217; '': none */
  currency: z
    .string()
    .regex(/^(?:[A-Z]{3})?$/)
    .optional(),
  /** what columns are called, and their units; '' as a unit: none */
  columns: z
    .array(
      z.strictObject({
        column: z.string().min(1).max(10_000),
        label: z.string().trim().min(1).max(200).optional(),
        unit: z.string().trim().max(20).optional(),
        meaning: z.string().trim().min(1).max(2000).optional(),
        values: z.array(z.string().trim().min(1).max(200)).max(200).optional(),
      }),
    )
    .max(20000)
    .optional(),
});
const FeaturesStep = z.strictObject({
  step: z.literal('features'),
  /** by column name; what is not named stays as proposed */
  columns: z
    .array(
      z.strictObject({
        column: z.string(),
        use: z.boolean().optional(),
        treatment: Treatment.optional(),
        weight: z.number().min(0).max(10).optional(),
        missing: MissingPolicy.optional(),
        /** of sensitive data: why it may be used */
        why: FeatureWhy.optional(),
      }),
    )
    .max(20000)
    .optional(),
});
const SegmentStep = z.strictObject({
  step: z.literal('segment'),
  /** left out: k-means */
  method: z.literal('kmeans').optional(),
  ...KmeansOptions.partial().shape,
  /** names, colours, merges and exclusions, by the cluster's rank in size (1 = largest before merging) */
  segments: z
    .array(
      z.strictObject({
        rank: z.number().int().min(1),
        name: z.string().max(80).optional(),
        colour: z.number().int().min(1).max(8).optional(),
        mergeInto: z.number().int().min(1).optional(),
        exclude: z.boolean().optional(),
      }),
    )
    .max(50)
    .optional(),
});
const DraftStep = z.strictObject({ step: z.literal('draft'), preset: z.string().max(40).optional() });
const ExportStep = z.strictObject({
  step: z.literal('export'),
  formats: z.array(ExportFormat).min(1).max(5).optional(),
  edition: z.enum(['face', 'evidence']).optional(),
  lang: Lang.optional(),
});

/** A rule that was left out when the recipe was made, because it held values of customers: a replay says so and goes on. */
const GapStep = z.strictObject({
  step: z.literal('gap'),
  /** what kind of rule: an operation of cleaning, or a part of another step */
  of: z.string().max(40),
  /** the column it was about; left out where its name is personal too */
  column: z.string().max(10_000).optional(),
  file: z.string().min(1).max(400).optional(),
});

/** One step of a recipe. */
export const RecipeStep = z.discriminatedUnion('step', [
  ImportStep,
  CleanRecipeStep,
  JoinStep,
  DeriveStep,
  DescribeStep,
  FeaturesStep,
  SegmentStep,
  DraftStep,
  ExportStep,
  GapStep,
]);
/** One step of a recipe. */
export type RecipeStep = z.infer<typeof RecipeStep>;

/** A replayable recipe: what was done, without customer data. */
export const Recipe = z.strictObject({
  version: z.literal(RECIPE_VERSION).default(RECIPE_VERSION),
  name: z.string().max(120).optional(),
  steps: z.array(RecipeStep).min(1).max(200),
});
/** A replayable recipe. */
export type Recipe = z.infer<typeof Recipe>;

const STEPS = {
  import: ImportStep,
  clean: CleanRecipeStep,
  join: JoinStep,
  derive: DeriveStep,
  describe: DescribeStep,
  features: FeaturesStep,
  segment: SegmentStep,
  draft: DraftStep,
  export: ExportStep,
  gap: GapStep,
} as const;
type StepName = keyof typeof STEPS;
const isStep = (name: unknown): name is StepName => typeof name === 'string' && Object.hasOwn(STEPS, name);

/** Where a step may carry its name. */
const NAMES = ['step', 'type', 'op', 'do', 'kind', 'action'];
/** The field that a step's bare value stands for: `{"import": "customers.csv"}`, `{"segment": 4}`. */
const BARE: Record<StepName, string> = {
  import: 'file',
  clean: 'steps',
  join: 'rules',
  derive: 'formulas',
  describe: 'columns',
  features: 'columns',
  segment: 'k',
  draft: 'preset',
  export: 'formats',
  gap: 'of',
};

const plainWord = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** A kind of sources by one of its other words. */
const kindCalled = (word: string): SourceKind | undefined =>
  SourceKind.options.find((kind) => KINDS[kind].words.includes(plainWord(word)));

/**
 * Read a recipe as people and programs write it: an object with `steps`, or just the list of steps; each step with its
 * name under step, type, op, do, kind or action, or as the only step name among its keys, or a bare name.
 * @param json parsed JSON
 * @throws AppError invalid_input naming the first unknown step or field, newer_version
 */
export function readRecipe(json: unknown): Recipe {
  const outer: Record<string, unknown> = Array.isArray(json) ? { steps: json } : { ...plain(json, 'recipe') };
  const { version, name, steps, ...rest } = outer;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw refusal('unknownField', { field: unknown, place: 'recipe' });
  if (typeof version === 'number' && version > RECIPE_VERSION)
    throw new AppError('newer_version', { key: 'recipes:error.newer', values: { version } });
  if (!Array.isArray(steps) || steps.length === 0) throw refusal('noSteps', {});
  const head = Recipe.omit({ steps: true }).safeParse({
    ...(version === undefined ? {} : { version }),
    ...(name === undefined ? {} : { name }),
  });
  if (!head.success) throw problem(head.error, 'recipe');
  return { ...head.data, steps: steps.map(readStep) };
}

/**
 * Read a recipe from its text.
 * @throws AppError invalid_input, newer_version
 */
export function parseRecipe(text: string): Recipe {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw refusal('notJson', {});
  }
  return readRecipe(json);
}

function readStep(raw: unknown, index: number): RecipeStep {
  const place = `steps[${index}]`;
  const step = namedStep(raw, place);
  if (step.step === 'export' && Array.isArray(step['formats']))
    step['formats'] = step['formats'].map((format: unknown) => (format === 'md' ? 'markdown' : format));
  if (step.step === 'import' && typeof step['kind'] === 'string')
    step['kind'] = kindCalled(step['kind']) ?? step['kind'];
  if (step.step === 'join' && Array.isArray(step['rules'])) step['rules'] = { rules: step['rules'] };
  const parsed = STEPS[step.step].safeParse(step);
  if (!parsed.success) throw problem(parsed.error, `${place} ${step.step}`);
  return parsed.data;
}

/** Bring a step into the form `{step, ...fields}`. */
function namedStep(raw: unknown, place: string): { step: StepName } & Record<string, unknown> {
  if (typeof raw === 'string') {
    if (!isStep(raw)) throw refusal('unknownStep', { step: shorten(raw), place });
    return { step: raw };
  }
  const object = plain(raw, place);
  const keyed = Object.keys(object).some(isStep);
  // an import has a kind of its own: `{"import": "orders.xlsx", "kind": "orders"}`
  const under = NAMES.find((key) => Object.hasOwn(object, key) && (isStep(object[key]) || !keyed));
  if (under !== undefined) {
    const { [under]: name, ...fields } = object;
    if (!isStep(name)) throw refusal('unknownStep', { step: shorten(String(name)), place });
    return { ...fields, step: name };
  }
  const keys = Object.keys(object);
  const name = keys.find(isStep);
  if (name === undefined) throw refusal('unknownStep', { step: shorten(keys[0] ?? '{}'), place });
  const { [name]: value, ...fields } = object;
  if (value === null || value === true) return { ...fields, step: name };
  if (typeof value === 'object' && !Array.isArray(value)) return { ...fields, ...value, step: name };
  const bare = name === 'export' && typeof value === 'string' ? [value] : value;
  return { ...fields, [BARE[name]]: bare, step: name };
}

function plain(value: unknown, place: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusal('notObject', { place });
  return value as Record<string, unknown>;
}

/** The first problem of a parse, by name: never the value itself. */
function problem(error: z.ZodError, place: string): AppError {
  const issue = error.issues[0]!;
  const at = [place, ...issue.path.map(String)].join('.');
  if (issue.code === 'unrecognized_keys')
    return refusal('unknownField', { field: shorten(issue.keys.join(', ')), place: at });
  return refusal('value', { place: at, problem: issue.message });
}

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

const refusal = (key: string, values: Record<string, string>): AppError =>
  new AppError('invalid_input', { key: `recipes:error.${key}`, values }, values);
