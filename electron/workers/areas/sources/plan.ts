import type { ColumnOverride, Rename, SourcePlan } from '../../../../shared/contract/sources.ts';
import type { ColumnGuess, Mapping, MappingField, Said, SourceKind } from '../../../../shared/domain.ts';
import { converterOf, missingTest, type Stored } from '../../../analysis/intake/convert.ts';
import { matchColumns, type ColumnMatch, type MatchColumn } from '../../../analysis/intake/kinds/index.ts';
import { openReader } from '../../../db/open.ts';
import type { AttributeRow } from '../../../db/areas/sources/sources.ts';
import { readColumns, type ReadColumns } from '../../reading/coded.ts';
import type { TaskContext } from '../../task.ts';
import { profileFile, type IntakeInput, type Profile } from './inspect.ts';

/** Distinct values of a column that are compared. */
const SAMPLE = 3000;

/** An earlier source and a new file that is to be laid beside it. */
export type PlanInput = IntakeInput & {
  workspace: string;
  table: string;
  kind: SourceKind;
  attributes: AttributeRow[];
  earlier: Mapping;
  /** name of the unique key of the earlier table */
  key: string | null;
  rename: Rename;
  settings: ColumnOverride[];
};

/** What the worker finds out; the core adds what the source is called and which steps would be skipped. */
export type PlanFacts = Pick<
  SourcePlan,
  'rows' | 'columns' | 'fresh' | 'rename' | 'settings' | 'mapping' | 'modes' | 'suggested'
>;

/** Lay a new file beside an earlier source: which columns correspond, and what each way of importing would do. */
export async function planFile(input: PlanInput, context: TaskContext): Promise<PlanFacts> {
  const profile = await profileFile(input, context);
  const db = openReader(input.workspace);
  let before: ReadColumns;
  try {
    before = readColumns(
      db,
      input.table,
      input.attributes.map(({ column }) => column),
      (done, total) => {
        context.check();
        context.progress({ step: 'sources:step.compare', done, total });
      },
    );
  } finally {
    db.close();
  }
  const now = storedOf(profile);
  const matches = pair(input, profile, before, now);
  const byOld = new Map(matches.map((match) => [match.old, match]));
  const rename: Rename = {};
  for (const { old, now: at } of matches) {
    const [to, from] = [input.attributes[old]!.name, profile.columns[at]!.name];
    if (to !== from) rename[from] = to;
  }
  const modes = count(input, profile, before, now, byOld);
  return {
    rows: profile.store.rows,
    columns: input.attributes.map((attribute, i) => describe(attribute, byOld.get(i), profile)),
    fresh: profile.columns
      .filter((_, at) => !matches.some((match) => match.now === at))
      .map(({ name, type }) => ({ name, type })),
    rename,
    settings: settingsFor(input, matches, profile),
    mapping: mappingFor(input, byOld, profile),
    modes: modes.modes,
    suggested: modes.suggested,
  };
}

/** Columns of the file as they would be stored: each distinct value once, rows as codes; null when too large to keep. */
type StoredColumn = { values: Stored[]; codes: Int32Array | null };

function storedOf({ columns, store }: Profile): StoredColumn[] {
  return columns.map(({ type, format, position }) => {
    const cells = store.values(position);
    const convert = converterOf({ type, format }, cells);
    return { values: cells.map(convert), codes: store.complete ? store.codes(position) : null };
  });
}

const textsOf = (values: readonly Stored[]): Set<string> => {
  const texts = new Set<string>();
  const step = Math.max(1, Math.floor(values.length / SAMPLE));
  for (let i = 0; i < values.length; i += step) if (values[i] !== null) texts.add(String(values[i]));
  return texts;
};
const fieldIn = (mapping: Mapping, name: string): MappingField | null =>
  (Object.entries(mapping) as [MappingField, string][]).find(([, column]) => column === name)?.[0] ?? null;

function pair(input: PlanInput, profile: Profile, before: ReadColumns, now: readonly StoredColumn[]): ColumnMatch[] {
  const old = input.attributes.map((attribute, i): MatchColumn => ({
    name: attribute.name,
    type: attribute.type,
    personal: attribute.personal,
    field: fieldIn(input.earlier, attribute.name),
    values: textsOf(before.columns[i]!.values),
  }));
  const fresh = profile.columns.map((column, i): MatchColumn => ({
    name: column.name,
    type: column.type,
    personal: column.personal,
    field: fieldIn(profile.facts.mapping, column.name),
    values: textsOf(now[i]!.values),
  }));
  const asked: ColumnMatch[] = [];
  const free = new Set(old.map((_, i) => i));
  const open = new Set(fresh.map((_, i) => i));
  for (const [from, to] of Object.entries(input.rename)) {
    const at = fresh.findIndex(({ name }) => name === from);
    if (at < 0) continue;
    open.delete(at);
    const i = old.findIndex(({ name }) => name === to);
    if (i < 0 || !free.delete(i)) continue;
    asked.push({ old: i, now: at, how: 'same', score: 1, reason: { key: 'kinds:match.asked' } });
  }
  const left = [...free];
  const right = [...open];
  const found = matchColumns(
    left.map((i) => old[i]!),
    right.map((i) => fresh[i]!),
  ).map((match) => ({ ...match, old: left[match.old]!, now: right[match.now]! }));
  return [...asked, ...found].sort((a, b) => a.old - b.old);
}

function describe(
  attribute: AttributeRow,
  match: ColumnMatch | undefined,
  profile: Profile,
): SourcePlan['columns'][number] {
  const { name: old, type } = attribute;
  if (!match)
    return { old, type, now: null, nowType: null, how: 'none', reason: { key: 'kinds:match.none' }, unreadable: 0 };
  const column = profile.columns[match.now]!;
  const asked = match.reason.key === 'kinds:match.asked';
  return {
    old,
    type,
    now: column.name,
    nowType: column.type,
    how: asked ? 'asked' : match.how,
    reason: match.reason,
    unreadable: unreadable(attribute, column, profile),
  };
}

/** Cells with a value that the earlier type and writing cannot read. */
function unreadable({ type, format }: AttributeRow, { position }: ColumnGuess, { store }: Profile): number {
  if (type !== 'number' && type !== 'date' && type !== 'boolean') return 0;
  const { values, counts } = store.inputs(Array.from({ length: store.width }, () => ''))[position]!;
  const convert = converterOf({ type, format }, values);
  const missing = missingTest(format);
  let n = 0;
  values.forEach((cell, i) => {
    if (!missing(cell) && convert(cell) === null) n += counts[i]!;
  });
  return n;
}

/** What was settled by hand about the earlier columns, for the columns that stand for them now. */
function settingsFor(input: PlanInput, matches: readonly ColumnMatch[], profile: Profile): ColumnOverride[] {
  return matches.flatMap(({ old, now }) => {
    const setting = input.settings.find(({ name }) => name === input.attributes[old]!.name);
    return setting ? [{ ...setting, name: profile.columns[now]!.name }] : [];
  });
}

function mappingFor(input: PlanInput, byOld: ReadonlyMap<number, ColumnMatch>, profile: Profile): Mapping {
  const mapping: Mapping = {};
  for (const [field, name] of Object.entries(input.earlier) as [MappingField, string][]) {
    const match = byOld.get(input.attributes.findIndex((attribute) => attribute.name === name));
    if (match) mapping[field] = profile.columns[match.now]!.name;
  }
  return mapping;
}

type Counted = { modes: SourcePlan['modes']; suggested: SourcePlan['suggested'] };

/** Compare row by row, by key where there is one, else by everything the rows say. */
function count(
  input: PlanInput,
  profile: Profile,
  before: ReadColumns,
  now: readonly StoredColumn[],
  byOld: ReadonlyMap<number, ColumnMatch>,
): Counted {
  const rows = profile.store.rows;
  const none = { added: 0, updated: 0, unchanged: 0, removed: 0 };
  const key = input.attributes.findIndex(({ name }) => name === input.key);
  const match = key < 0 ? undefined : byOld.get(key);
  const add = { refused: null, ...none, added: rows, unchanged: before.rows, rows: before.rows + rows };
  const refuse = (why: string): Said => ({ key: `kinds:plan.${why}` });
  const tooLarge = now.some(({ codes }) => codes === null);
  if (tooLarge || byOld.size === 0) {
    const unknown = { refused: null, ...none, added: rows, removed: before.rows, rows };
    const no = { refused: refuse(tooLarge ? 'tooLarge' : 'nothingAlike'), ...none, rows: before.rows };
    return { modes: { update: no, add, replace: unknown }, suggested: { mode: 'add', reason: refuse('suggest.add') } };
  }
  const pairs = [...byOld.values()];
  const told = match ? [match] : pairs;
  const wasAt = rowsBy(
    before.rows,
    told.map(({ old }) => before.columns[old]!),
  );
  const seen = new Set<number>();
  let added = 0;
  let updated = 0;
  let unchanged = 0;
  const compared = pairs.map(({ old, now: at }) => ({ old: before.columns[old]!, now: now[at]! }));
  const texts = (column: { values: readonly Stored[] }) =>
    column.values.map((value) => (value === null ? '' : String(value)));
  const told2 = told.map(({ now: at }) => ({ texts: texts(now[at]!), codes: now[at]!.codes! }));
  const both = compared.map(({ old, now: fresh }) => ({
    was: texts(old),
    wasCodes: old.codes,
    is: texts(fresh),
    isCodes: fresh.codes!,
  }));
  for (let row = 0; row < rows; row++) {
    const id = told2.map(({ texts: words, codes }) => words[codes[row]!]!).join('\u0001');
    const at = id === '' ? undefined : wasAt.get(id);
    if (at === undefined) added++;
    else {
      seen.add(at);
      const same = both.every(({ was, wasCodes, is, isCodes }) => was[wasCodes[at]!] === is[isCodes[row]!]);
      if (same) unchanged++;
      else updated++;
    }
  }
  const removed = before.rows - seen.size;
  const update = match
    ? { refused: null, added, updated, unchanged: unchanged + removed, removed: 0, rows: before.rows + added }
    : { refused: refuse('noKey'), ...none, rows: before.rows };
  const replace = { refused: null, added, updated, unchanged, removed, rows };
  const modes = { update, add, replace };
  if (match) return { modes, suggested: { mode: 'update', reason: refuse('suggest.update') } };
  const whole = before.rows > 0 && seen.size >= before.rows * 0.9;
  return whole
    ? { modes, suggested: { mode: 'replace', reason: refuse('suggest.replace') } }
    : { modes, suggested: { mode: 'add', reason: refuse(seen.size > 0 ? 'suggest.addSome' : 'suggest.add') } };
}

/** The last row of each identity. */
function rowsBy(
  rows: number,
  columns: readonly { values: readonly Stored[]; codes: Int32Array }[],
): Map<string, number> {
  const texts = columns.map(({ values }) => values.map((value) => (value === null ? '' : String(value))));
  const found = new Map<string, number>();
  for (let row = 0; row < rows; row++) {
    const id = columns.map(({ codes }, c) => texts[c]![codes[row]!]!).join('\u0001');
    if (id !== '') found.set(id, row);
  }
  return found;
}
