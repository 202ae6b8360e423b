import type { Out, Parsed } from '../../../../shared/contract.ts';
import type { Persona } from '../../../../shared/contract/personas.ts';
import type { Receipt } from '../../../../shared/contract/sources.ts';
import type { Lang, Said } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { sayIn } from '../../../../shared/locales/index.ts';
import { withLabels } from '../../../../shared/terms/spoken.ts';
import { type Term, termsOf } from '../../../../shared/terms/term.ts';
import { gapSaid } from '../../../../shared/gaps.ts';
import { readRecipe, type RecipeStep } from '../../../../shared/recipe.ts';
import { FUZZY_DEFAULT, RuleKind } from '../../../../shared/contract/identity.ts';
import { sourceInView } from '../../../db/areas/customers/inView.ts';
import { termsOfWorkspace } from '../../../db/areas/dictionary/terms.ts';
import { joinedSources } from '../customers/build/inputs.ts';
import { qualityOf } from '../customers/build/quality.ts';
import { tableNotes } from '../../../analysis/intake/table.ts';
import { segmentRows } from '../../../db/areas/segments/segments.ts';
import type { JobContext } from '../../area.ts';
import { labelsInView } from '../dictionary/columns.ts';
import { leavingCards, stayingSaid } from '../personas/leaving.ts';
import { cardTold, segmentationTold } from './told.ts';

type Step<Name extends RecipeStep['step']> = Extract<RecipeStep, { step: Name }>;
type Result = Out<'recipes.run'>;

/** A replay under way. */
interface Replay {
  readonly context: JobContext;
  readonly files: Readonly<Record<string, string>>;
  readonly password: string | undefined;
  readonly lang: Lang;
  readonly result: Result;
  /** of the files that went in, by their names in the recipe */
  readonly receipts: { readonly file: string; readonly receipt: Receipt }[];
  /** cards of the last draft step; null before any */
  cards: readonly Persona[] | null;
  /** the last segment step could make no groups: there is nothing to draft from */
  groupless: boolean;
  /** by file of the recipe: the source made from it last */
  readonly sources: Map<string, number>;
  /** what was asked for since the customer table was made: its rows cleaned, or sources joined */
  pending: 'clean' | 'join' | null;
}

/** Replay a recipe in the open workspace. */
export async function runRecipe(context: JobContext, input: Parsed<'recipes.run'>): Promise<Result> {
  const recipe = readRecipe(input.recipe);
  const replay: Replay = {
    context,
    files: input.files,
    password: input.password,
    lang: input.lang ?? context.lang,
    result: {
      imports: [],
      sources: [],
      customers: null,
      quality: null,
      lists: [],
      skipped: [],
      segmentation: null,
      personas: [],
      exports: [],
      ms: { import: 0, features: 0, segment: 0, draft: 0, export: 0 },
    },
    receipts: [],
    cards: null,
    groupless: false,
    sources: new Map(),
    pending: null,
  };
  for (const { file } of recipe.steps.filter((step) => step.step === 'import'))
    if (!Object.hasOwn(input.files, file))
      throw new AppError('not_found', { key: 'recipes:error.noFile', values: { file } });
  for (const step of recipe.steps) {
    if (!PREPARES.has(step.step)) await settled(replay);
    await timed(replay, step.step, () => runStep(replay, step));
  }
  await settled(replay);
  await describe(replay);
  return replay.result;
}

/** Steps that say how the customer table is to be made; it is made once, when a step needs it. */
const PREPARES = new Set<RecipeStep['step']>(['import', 'clean', 'join', 'derive', 'describe', 'gap']);

async function timed({ result: { ms } }: Replay, name: string, work: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await work();
  ms[name] = (ms[name] ?? 0) + Math.round(performance.now() - started);
}

function runStep(replay: Replay, step: RecipeStep): Promise<void> {
  switch (step.step) {
    case 'import':
      return importFile(replay, step);
    case 'clean':
      return clean(replay, step);
    case 'join':
      return join(replay, step);
    case 'derive':
      return derive(replay, step);
    case 'describe':
      return describeColumns(replay, step);
    case 'features':
      return setFeatures(replay, step);
    case 'segment':
      return segment(replay, step);
    case 'draft':
      return draft(replay, step);
    case 'export':
      return exportCards(replay, step);
    case 'gap':
      replay.result.skipped.push(told(replay, gapSaid(step)));
      return Promise.resolve();
  }
}

async function importFile(replay: Replay, { file, options, kind, sheet, mapping }: Step<'import'>): Promise<void> {
  const { context, files, password, result } = replay;
  const { columns, mode, ...read } = options ?? {};
  const importing = context.call('sources.import', {
    fileId: files[file]!,
    password,
    read: { ...read, ...(sheet === undefined ? {} : { sheet }) },
    columns: columns ?? [],
    ...(mode === undefined ? {} : { mode }),
    ...(kind === undefined ? {} : { kind }),
    ...(mapping === undefined ? {} : { mapping }),
    // two files of one recipe are two sources; only an earlier run can have brought in last month's
    apart: [...replay.sources].flatMap(([name, id]) => (name === file ? [] : [id])),
  });
  const receipt = await importing.catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'password') throw error;
    throw new AppError('password', { key: 'recipes:error.password', values: { file, reason: error.said } }, { file });
  });
  replay.sources.set(file, receipt.sourceId);
  replay.receipts.push({ file, receipt });
  result.sources.push({ file, kind: receipt.kind, key: receipt.key, rows: receipt.stored });
}

async function clean(replay: Replay, { file, steps }: Step<'clean'>): Promise<void> {
  const sourceId = file === undefined ? [...replay.sources.values()].at(-1) : replay.sources.get(file);
  if (sourceId === undefined)
    throw new AppError('not_found', { key: 'recipes:error.notImported', values: { file: file ?? '' } });
  if (steps.length === 0) return;
  await replay.context.call('cleaning.add', { sourceId, steps });
  replay.pending ??= 'clean';
}

async function join(replay: Replay, { rules, trust }: Step<'join'>): Promise<void> {
  if (rules !== undefined) await replay.context.call('identity.setRules', rules);
  if (trust !== undefined) await replay.context.call('customers.setTrust', trust);
  replay.pending = 'join';
}

async function derive(replay: Replay, { step: _step, formulas, ...options }: Step<'derive'>): Promise<void> {
  await replay.context.call('derive.set', options);
  for (const formula of formulas) await replay.context.call('derive.addFormula', formula);
  replay.pending = 'join';
}

/** What columns are called: also of those that no file of this replay has, which then wait for one. */
async function describeColumns({ context }: Replay, { currency, columns }: Step<'describe'>): Promise<void> {
  if (currency !== undefined) await context.call('dictionary.setCurrency', { currency });
  for (const { column, ...change } of columns ?? [])
    await context.call('dictionary.describe', { name: column, ...change });
}

const settled = (replay: Replay): Promise<void> =>
  replay.pending === null ? Promise.resolve() : timed(replay, 'join', () => settle(replay));

/** Make the customer table when something was asked for that it does not show yet. */
async function settle(replay: Replay): Promise<void> {
  const { context, pending, result } = replay;
  if (pending === null) return;
  replay.pending = null;
  if (pending === 'clean') {
    // cleaning alone joins nothing: each row stays a customer of its own, and several files stay apart
    const { sources } = await context.call('customers.table', {});
    if (sources !== 1) return;
    await context.call('identity.setRules', ROWS_APART);
  }
  try {
    const { skipped, lists = [] } = await context.call('customers.build', {});
    result.lists = lists.flatMap(({ name, used, said }) =>
      used ? said.map((use) => told(replay, { key: 'identity:lookup.file', values: { name, use } })) : [],
    );
    result.skipped.push(...skipped.map((said) => told(replay, said)));
  } catch (error) {
    // files that name no customers cannot be joined: that is said, and their rows stay as they are
    if (!(error instanceof AppError) || (error.code !== 'too_few' && error.code !== 'not_found')) throw error;
    result.skipped.push(told(replay, error.said));
  }
}

const ROWS_APART = {
  rules: RuleKind.options.map((kind) => ({ kind, on: false })),
  keys: [],
  fuzzy: { ...FUZZY_DEFAULT, on: false },
};

/** What the customer table came to. */
async function describe({ context, receipts, lang, result }: Replay): Promise<void> {
  if (receipts.length === 0) return;
  const terms = termsOfWorkspace(context.db);
  for (const { file, receipt } of receipts)
    result.imports.push(importOf(file, receipt, termsOf(receipt.columns, terms), lang));
  const { report } = await context.call('customers.table', {});
  const count = report?.customers.count ?? sourceInView(context.db)?.customers ?? 0;
  result.customers = report?.customers ?? { count, merged: 0, review: 0, matchRate: 1 };
  result.quality = report?.quality ?? (await qualityOf(context, joinedSources(context.db)));
}

/** Columns go by their code names, with what people read beside: as the workspace has it once all is done. */
const importOf = (file: string, receipt: Receipt, terms: readonly Term[], lang: Lang): Record<string, unknown> => ({
  file,
  encoding: receipt.encoding,
  delimiter: receipt.delimiter,
  read: receipt.read,
  stored: receipt.stored,
  rejected: receipt.rejected,
  columns: receipt.columns.map(({ name, type, role, dimension, missing, invalid, distinct, reason }, i) => ({
    name,
    label: terms[i]!.label,
    unit: terms[i]!.unit,
    type,
    role,
    dimension,
    missing,
    // cells that cannot be read as the type of their column, and are stored as missing
    invalid,
    distinct,
    reason: sayIn(lang, reason),
  })),
  notes: tableNotes(receipt.columns, receipt.read).map((note) => sayIn(lang, note)),
});

async function setFeatures({ context }: Replay, { columns }: Step<'features'>): Promise<void> {
  const known = await context.call('features.list', {});
  for (const { column, ...change } of columns ?? []) {
    const spec = known.find((one) => one.column === column);
    if (!spec) throw new AppError('not_found', { key: 'features:error.noColumn', values: { column } });
    await context.call('features.set', { attribute: spec.attribute, ...change });
  }
}

async function segment(replay: Replay, { step: _step, segments, ...options }: Step<'segment'>): Promise<void> {
  const { context, lang, result } = replay;
  try {
    await context.call('segments.run', options);
  } catch (error) {
    // a file without anything to cluster on is an answer, not a failure; a number of groups that was asked for is not
    if (!(error instanceof AppError) || error.code !== 'too_few' || typeof options.k === 'number') throw error;
    replay.groupless = true;
    result.segmentation = noGroups(options.seed ?? 1, told(replay, error.said));
    return;
  }
  replay.groupless = false;
  await arrange(context, segments ?? []);
  const made = await context.call('segments.current', {});
  result.segmentation = made && segmentationTold(context.db, made, lang);
}

/** Names, colours, merges and exclusions, by rank in size before merging. */
async function arrange(context: JobContext, changes: NonNullable<Step<'segment'>['segments']>): Promise<void> {
  if (changes.length === 0) return;
  const current = await context.call('segments.current', {});
  const rows = current ? segmentRows(context.db, current.id) : [];
  const idOf = (rank: number): number => {
    const row = rows[rank - 1];
    if (!row) throw new AppError('not_found', { key: 'recipes:error.noSegment', values: { rank, count: rows.length } });
    return row.id;
  };
  const into = new Map<number, number[]>();
  for (const { rank, mergeInto } of changes)
    if (mergeInto !== undefined) into.set(mergeInto, [...(into.get(mergeInto) ?? []), rank]);
  // a segment that takes others in and goes into a third must take them in first
  const waits = (target: number): number => {
    const next = changes.find(({ rank }) => rank === target)?.mergeInto;
    return next === undefined || next === target ? 0 : 1 + waits(next);
  };
  for (const target of [...into.keys()].sort((a, b) => waits(b) - waits(a)))
    await context.call('segments.merge', { segments: [target, ...into.get(target)!].map(idOf) });
  for (const { rank, name, colour, exclude, mergeInto } of changes) {
    if (mergeInto !== undefined) continue;
    if (name !== undefined) await context.call('segments.rename', { segment: idOf(rank), name });
    if (colour !== undefined) await context.call('segments.recolour', { segment: idOf(rank), colour });
    if (exclude) await context.call('segments.exclude', { segment: idOf(rank), excluded: true });
  }
}

const noGroups = (seed: number, reason: string): Record<string, unknown> => ({
  k: 0,
  seed,
  n: 0,
  leftOut: 0,
  features: [],
  inertia: 0,
  silhouette: null,
  stability: null,
  verdict: 'none',
  reason,
  segments: [],
});

async function draft(replay: Replay, { preset }: Step<'draft'>): Promise<void> {
  const { context, lang, result } = replay;
  if (replay.groupless) {
    replay.cards = [];
    return;
  }
  replay.cards = await context.call('personas.draft', preset === undefined ? {} : { preset });
  const { cards, staying } = leavingCards(
    context.db,
    replay.cards.map(({ id }) => id),
  );
  result.personas = cards.map((card) => cardTold(context.db, card, lang));
  skip(replay, stayingSaid(staying));
}

/** What could not be carried out is said once, however many steps met it. */
function skip(replay: Replay, left: readonly Said[]): void {
  const { skipped } = replay.result;
  for (const said of left.map((one) => told(replay, one))) if (!skipped.includes(said)) skipped.push(said);
}

/** A sentence in the reader's words, columns under the names people read. */
const told = ({ context, lang }: Replay, said: Said): string => sayIn(lang, withLabels(said, labelsInView(context.db)));

async function exportCards(replay: Replay, step: Step<'export'>): Promise<void> {
  const { context, result } = replay;
  const cards = replay.cards ?? (await context.call('personas.list', {}));
  if (cards.length === 0) return;
  const ids = cards.map(({ id }) => id);
  const formats = step.formats ?? ['html'];
  for (const format of formats) {
    const { files, left } = await context.call('personas.export', {
      ids,
      format,
      edition: step.edition ?? 'face',
      lang: step.lang ?? replay.lang,
    });
    result.exports.push(...files.map(({ name, mime, text }) => ({ name, mime, format, text })));
    skip(replay, left);
  }
}
