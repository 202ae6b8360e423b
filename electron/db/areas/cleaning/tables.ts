import * as z from 'zod';
import { CleanStep } from '../../../../shared/cleaning.ts';
import { StepReport } from '../../../../shared/contract/cleaning.ts';
import { ColumnGuess, Mapping } from '../../../../shared/domain.ts';
import type { ReadDb, WriteDb } from '../../open.ts';
import type { AttributeRow } from '../sources/sources.ts';
import { discardStep } from '../../staging.ts';
import { type Form, inputForm, readStored, writeStored } from '../../stored.ts';
import { CLEAN } from './sweep.ts';

/** A step as it is stored. */
export interface StepRow {
  readonly id: number;
  readonly source_id: number;
  readonly position: number;
  readonly enabled: boolean;
  readonly step: CleanStep;
}

/** What is kept with a clean table. */
export interface CleanBody {
  readonly rows: number;
  /** `origin`: 0-based column of the source's table; null: made by a step */
  readonly columns: readonly (AttributeRow & { readonly origin: number | null })[];
  /** columns by their meaning, under the names they have after the steps */
  readonly mapping: Mapping;
  readonly reports: readonly StepReport[];
}

/** The body of a step. */
export const stepForm: Form<CleanStep> = inputForm(CleanStep);

/** The body of a clean table. */
export const cleanForm: Form<CleanBody> = inputForm(
  z.strictObject({
    rows: z.number().int().min(0),
    columns: z.array(
      ColumnGuess.omit({ warnings: true, invalid: true }).extend({
        column: z.string(),
        origin: z.number().int().nullable(),
      }),
    ),
    mapping: Mapping,
    reports: z.array(StepReport),
  }),
);

type StoredStep = { id: number; source_id: number; position: number; enabled: number; body: string };
const FIELDS = 'id, source_id, position, enabled, body';
const read = ({ id, source_id, position, enabled, body }: StoredStep): StepRow => ({
  id,
  source_id,
  position,
  enabled: enabled === 1,
  step: readStored(stepForm, body, `clean_step ${id}`),
});

/** The steps of a source, in order. */
export const stepsOf = (db: ReadDb, sourceId: number): StepRow[] =>
  db.all<StoredStep>(`SELECT ${FIELDS} FROM clean_step WHERE source_id = ? ORDER BY position, id`, sourceId).map(read);

/** One step. */
export function stepById(db: ReadDb, id: number): StepRow | undefined {
  const row = db.get<StoredStep>(`SELECT ${FIELDS} FROM clean_step WHERE id = ?`, id);
  return row && read(row);
}

/** An id no step has or had: a report may still speak of one that was removed. */
const nextStepId = (db: ReadDb): number =>
  1 +
  db.value<number>(`SELECT max(
    coalesce((SELECT max(id) FROM clean_step), 0),
    coalesce((SELECT max(row_id) FROM edit_change WHERE table_name = 'clean_step'), 0))`)!;

/** Store a step at the end of a source's steps. @returns its id */
export function insertStep(db: WriteDb, sourceId: number, step: CleanStep, id = nextStepId(db)): number {
  db.run(
    `INSERT INTO clean_step (id, source_id, position, enabled, body) VALUES
     (?, ?, 1 + coalesce((SELECT max(position) FROM clean_step WHERE source_id = ?), 0), 1, ?)`,
    id,
    sourceId,
    sourceId,
    writeStored(stepForm, step),
  );
  return id;
}

/** Ids for as many steps. */
export function stepIds(db: ReadDb, count: number): number[] {
  const first = nextStepId(db);
  return Array.from({ length: count }, (_, i) => first + i);
}

/** Put the steps of a source into this order; only those that move are written. */
export function orderSteps(db: WriteDb, ids: readonly number[]): void {
  ids.forEach((id, i) => db.run('UPDATE clean_step SET position = ? WHERE id = ? AND position <> ?', i + 1, id, i + 1));
}

export const updateStep = (db: WriteDb, id: number, step: CleanStep): void => {
  db.run('UPDATE clean_step SET body = ? WHERE id = ?', writeStored(stepForm, step), id);
};
export const enableStep = (db: WriteDb, id: number, enabled: boolean): void => {
  db.run('UPDATE clean_step SET enabled = ? WHERE id = ?', Number(enabled), id);
};
export const deleteStep = (db: WriteDb, id: number): void => {
  db.run('DELETE FROM clean_step WHERE id = ?', id);
};

/** A clean table that was built from exactly this. */
export function cleanTable(db: ReadDb, sourceId: number, hash: string): { table: string; body: CleanBody } | null {
  const row = db.get<{ table_name: string; body: string }>(
    'SELECT table_name, body FROM clean_table WHERE source_id = ? AND hash = ?',
    sourceId,
    hash,
  );
  return row ? { table: row.table_name, body: readStored(cleanForm, row.body, `clean_table ${row.table_name}`) } : null;
}

/** Say that a clean table is wanted: those wanted longest ago are let go first. */
export function touchCleanTable(db: WriteDb, sourceId: number, hash: string, at: string): void {
  db.run('UPDATE clean_table SET used_at = ? WHERE source_id = ? AND hash = ?', at, sourceId, hash);
}

/** Give a clean table its name and note what it was made from (inside the publishing transaction). @returns the name */
export function publishCleanTable(
  db: WriteDb,
  staged: string,
  { sourceId, hash, body, at }: { sourceId: number; hash: string; body: CleanBody; at: string },
): string {
  const names = db.column<string>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ?",
    `${CLEAN}${sourceId}_[0-9]*`,
  );
  const last = Math.max(0, ...names.map((name) => Number(name.split('_')[2])));
  const name = `${CLEAN}${sourceId}_${last + 1}`;
  db.exec(`ALTER TABLE "${staged}" RENAME TO "${name}"`);
  db.run(
    'INSERT OR REPLACE INTO clean_table (source_id, hash, table_name, body, used_at) VALUES (?, ?, ?, ?, ?)',
    sourceId,
    hash,
    name,
    writeStored(cleanForm, body),
    at,
  );
  return name;
}

/** Clean tables that running jobs read, by workspace: how many read each. */
const held = new WeakMap<ReadDb, Map<string, number>>();

/** Keep a clean table while a job reads it, whatever else is built meanwhile. @returns what lets it go again */
export function holdCleanTable(db: ReadDb, table: string): () => void {
  const own = held.get(db) ?? new Map<string, number>();
  held.set(db, own);
  own.set(table, (own.get(table) ?? 0) + 1);
  let done = false;
  return () => {
    if (done) return;
    done = true;
    const left = own.get(table)! - 1;
    if (left === 0) own.delete(table);
    else own.set(table, left);
  };
}

/**
 * Take away the clean tables of a source but those wanted last and those that are held, for some milliseconds. The note of
 * a table goes first: nobody finds one that is half gone, now or after a crash.
 * @returns whether something is left
 */
export function pruneStep(db: WriteDb, sourceId: number, keep: number, ms: number): boolean {
  const inUse = held.get(db);
  const noted = db.all<{ hash: string; table_name: string }>(
    `SELECT hash, table_name FROM clean_table WHERE source_id = ?
     ORDER BY used_at DESC, length(table_name) DESC, table_name DESC`,
    sourceId,
  );
  for (const { hash, table_name: name } of noted.slice(keep))
    if (!inUse?.has(name)) db.run('DELETE FROM clean_table WHERE source_id = ? AND hash = ?', sourceId, hash);
  const left = db.column<string>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ?
     AND name NOT IN (SELECT table_name FROM clean_table)`,
    `${CLEAN}${sourceId}_[0-9]*`,
  );
  const [first] = left.filter((name) => !inUse?.has(name));
  if (first === undefined) return false;
  return discardStep(db, first, ms) || left.length > 1;
}
