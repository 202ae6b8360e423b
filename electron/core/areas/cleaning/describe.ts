import type { CleanStep } from '../../../../shared/cleaning.ts';
import { factsOfColumn } from '../../../../shared/domain.ts';
import { AppError } from '../../../../shared/frames.ts';
import { foldedName } from '../../../../shared/terms/term.ts';
import type { StepEntry } from '../../../analysis/cleaning/apply.ts';
import { type CleanBody, cleanTable, stepsOf, type StepRow } from '../../../db/areas/cleaning/tables.ts';
import { storedTerms } from '../../../db/areas/dictionary/terms.ts';
import type { ReadDb } from '../../../db/open.ts';
import {
  type AttributeRow,
  attributesOf,
  columnsOf,
  isBuilt,
  listSources,
  sourceById,
  type SourceRow,
} from '../../../db/areas/sources/sources.ts';
import type { CleanSource } from '../../../workers/areas/cleaning/source.ts';
import { hashOf } from '../customers/hash.ts';

/** A source with its steps, as the tasks of cleaning want it. */
export interface Described {
  readonly row: SourceRow;
  readonly attributes: readonly AttributeRow[];
  readonly steps: readonly StepRow[];
  readonly enabled: readonly StepEntry[];
  readonly source: CleanSource;
  /** of the source's rows and the steps that are on: the clean table they make has this name */
  readonly hash: string;
}

/** Changes with what the steps do: a table that an older program built is built anew. */
const ENGINE = 1;

/**
 * A file with its steps.
 * @throws AppError not_found; refused for a joined table, which is made anew from its files
 */
export function describe(db: ReadDb, sourceId: number): Described {
  const row = sourceById(db, sourceId);
  if (!row) throw new AppError('not_found', { key: 'cleaning:error.noSource' });
  if (isBuilt(db, sourceId)) throw new AppError('refused', { key: 'cleaning:error.built' });
  const attributes = attributesOf(db, sourceId);
  const steps = stepsOf(db, sourceId);
  const enabled = steps.filter((step) => step.enabled).map(({ id, step }) => ({ id, step }));
  const source: CleanSource = {
    id: sourceId,
    path: db.path,
    table: row.customer_table,
    kind: row.kind,
    mapping: row.mapping,
    importedAt: row.imported_at,
    allowed: allowedValues(db),
    columns: attributes.map(factsOfColumn),
    raw: rawPlaces(db, row, attributes),
    others: othersOf(db, row, enabled),
  };
  return { row, attributes, steps, enabled, source, hash: hashOfClean(source, row, enabled) };
}

/** What the data dictionary allows: looked up by whichever spelling of a name. */
const allowedValues = (db: ReadDb): CleanSource['allowed'] =>
  Object.fromEntries(
    storedTerms(db).flatMap(({ name, values }) => (values === null ? [] : [[foldedName(name), values]])),
  );

/** Where the columns stand in the file. A table that was put together from several files has rows of each. */
function rawPlaces(db: ReadDb, row: SourceRow, attributes: readonly AttributeRow[]): number[] | null {
  if (row.mode === 'update' || row.mode === 'add' || row.stored !== row.customers) return null;
  const positions = new Map(columnsOf(db, row.id).map(({ name, position }) => [name, position]));
  const places = attributes.map(({ name }) => positions.get(name));
  return places.some((place) => place === undefined) ? null : (places as number[]);
}

/** Other files that steps fill from, by name; of files with one name the newest. */
function othersOf(db: ReadDb, row: SourceRow, steps: readonly StepEntry[]): CleanSource['others'] {
  const names = new Set(steps.flatMap(({ step }) => sourceIn(step) ?? []));
  if (names.size === 0) return {};
  return otherSources(db, row, names);
}

/** The file a step looks into. */
export const sourceIn = (step: CleanStep): string | null => (step.op === 'fill' ? (step.source ?? null) : null);

/** Files by name, without the source itself. */
export function otherSources(db: ReadDb, row: SourceRow, names: ReadonlySet<string>): CleanSource['others'] {
  const others: Record<string, CleanSource['others'][string]> = {};
  for (const { id, name, customer_table: table } of listSources(db)) {
    if (id === row.id || !names.has(name) || Object.hasOwn(others, name)) continue;
    others[name] = { table, columns: attributesOf(db, id) };
  }
  return others;
}

/** What a column is for (role, dimension, personal) does not change its values: it is looked up, not built in. */
function hashOfClean(source: CleanSource, row: SourceRow, steps: readonly StepEntry[]): string {
  const columns = source.columns.map(({ name, type, format, levels }) => [name, type, format, levels]);
  const others = Object.entries(source.others).map(([name, { table }]) => [name, table]);
  return hashOf([ENGINE, row.hash, row.customer_table, columns, others, steps]);
}

/** The clean table of exactly these steps. */
export function builtOf(db: ReadDb, { row, hash }: Described): { table: string; body: CleanBody } | null {
  return cleanTable(db, row.id, hash);
}

/** The attributes of a clean table: values as they were built, uses as they are now. */
export function cleanAttributes(body: CleanBody, attributes: readonly AttributeRow[]): AttributeRow[] {
  return body.columns.map(({ origin, ...column }) => {
    const now = origin === null ? undefined : attributes[origin];
    if (!now) return column;
    const { role, dimension, personal } = now;
    return { ...column, role, dimension, personal };
  });
}
