import type { StepReport } from '../../../../shared/contract/cleaning.ts';
import type { Mapping } from '../../../../shared/domain.ts';
import { createCustomerTable, RowInserter } from '../../../db/bulk.ts';
import {
  type CleanBody,
  holdCleanTable,
  pruneStep,
  publishCleanTable,
  stepsOf,
  touchCleanTable,
} from '../../../db/areas/cleaning/tables.ts';
import type { SqlValue, WriteDb } from '../../../db/open.ts';
import { type AttributeRow, keyOf } from '../../../db/areas/sources/sources.ts';
import { STAGING } from '../../../db/areas/sources/sweep.ts';
import { discardStep } from '../../../db/staging.ts';
import type { CleanedTable, CleanedValues } from '../../../workers/areas/cleaning/run.ts';
import { acknowledge, createAcks } from '../../../workers/backpressure.ts';
import type { JobContext } from '../../area.ts';
import { SLICE_MS, storeCoded } from '../sources/coded.ts';
import { builtOf, cleanAttributes, describe, type Described } from './describe.ts';
import { labelOf } from './labels.ts';

/** Clean tables kept for each source: a step switched off and on again costs nothing. */
const KEPT = 3;

/** Staging tables made in this process. */
let builds = 0;

/** The rows of a source as a join wants them. */
export interface Cleaned {
  /** the clean table, or the source's own without steps */
  readonly table: string;
  readonly attributes: AttributeRow[];
  /** of the rows and the steps that are on */
  readonly hash: string;
  readonly report: StepReport[];
  /** columns by their meaning and the key, under the names they have after the steps */
  readonly mapping: Mapping;
  readonly key: string | null;
  readonly rows: number;
  /** it was there already */
  readonly reused: boolean;
}

/**
 * The rows of sources with the steps that are on, for a join. Another job may clean the same sources by other steps
 * meanwhile: until the work is done, the tables it was given stay.
 */
export async function withClean<T>(
  context: JobContext,
  work: (ensure: (sourceId: number) => Promise<Cleaned>) => Promise<T>,
): Promise<T> {
  const holds: (() => void)[] = [];
  try {
    return await work((sourceId) => ensureClean(context, sourceId, (hold) => holds.push(hold)));
  } finally {
    for (const letGo of holds) letGo();
  }
}

/**
 * What was passed over is told with the name of its step.
 * @throws AppError not_found, refused, cancelled
 */
async function ensureClean(context: JobContext, sourceId: number, keep: (hold: () => void) => void): Promise<Cleaned> {
  const cleaned = await cleanSource(context, sourceId, keep);
  const steps = new Map(stepsOf(context.db, sourceId).map(({ id, step }) => [id, step]));
  const report = cleaned.report.map((one) => {
    const step = steps.get(one.id);
    if (!one.skipped || !step) return one;
    return { ...one, skipped: { key: 'cleaning:skipped', values: { step: labelOf(step), why: one.skipped } } };
  });
  return { ...cleaned, report };
}

/**
 * The rows of a source with the steps that are on, built if it has to be. The source's own table and its raw blocks are
 * read and never written.
 * @param keep given the hold on the clean table, before anything else has its turn
 * @throws AppError not_found, refused, cancelled
 */
export async function cleanSource(
  context: JobContext,
  sourceId: number,
  keep?: (hold: () => void) => void,
): Promise<Cleaned> {
  const described = describe(context.db, sourceId);
  const { row, attributes, enabled, hash } = described;
  if (enabled.length === 0)
    return {
      table: row.customer_table,
      attributes: [...attributes],
      hash,
      report: [],
      mapping: row.mapping,
      key: keyOf(context.db, row),
      rows: row.customers,
      reused: true,
    };
  const hold = (name: string) => keep?.(holdCleanTable(context.db, name));
  const known = builtOf(context.db, described);
  if (known) {
    hold(known.table);
    context.stage((db) => touchCleanTable(db, sourceId, hash, context.now()));
  }
  const { table, body } = known ?? (await build(context, described, hold));
  const clean = cleanAttributes(body, attributes);
  const { mapping } = body;
  return {
    table,
    attributes: clean,
    hash,
    report: [...body.reports],
    mapping,
    key: keyAfter(context, described, body),
    rows: body.rows,
    reused: known !== null,
  };
}

/** The key column under the name it has after the steps; null when there is none any more. */
function keyAfter({ db }: JobContext, { row, attributes }: Described, body: CleanBody): string | null {
  const name = keyOf(db, row);
  const origin = attributes.findIndex((attribute) => attribute.name === name);
  return origin < 0 ? null : (body.columns.find((column) => column.origin === origin)?.name ?? null);
}

async function build(
  context: JobContext,
  described: Described,
  hold: (table: string) => void,
): Promise<{ table: string; body: CleanBody }> {
  const { row, source, enabled, hash } = described;
  const values: SqlValue[][] = [];
  const acks = createAcks();
  const made = await context.pool.run(
    'clean.run',
    { source, steps: enabled, acks },
    {
      signal: context.signal,
      onProgress: ({ step, done, total }) => {
        context.progress(step, done, total);
      },
      onEmit: (value) => {
        const { column, values: more } = value as CleanedValues;
        const own = (values[column] ??= []);
        for (const one of more) own.push(one);
        // others have their turn before the next values come
        setImmediate(() => {
          acknowledge(acks, 1);
        });
      },
    },
  );
  // a build of its own and one for a join may run at the same time
  const staged = `${STAGING}clean_${row.id}_${++builds}`;
  try {
    const types = made.columns.map(({ type }) => type);
    context.stage((db) => {
      createCustomerTable(db, staged, types);
    });
    const coded = made.codes.map((codes, c) => ({ values: (values[c] ?? []) as (string | number | null)[], codes }));
    await storeCoded(context, new RowInserter(context.db as WriteDb, staged, coded.length), {
      coded,
      rows: made.rows,
      idOf: (r) => made.ids[r]!,
      step: 'cleaning:job.store',
    });
    const body = bodyOf(made, described);
    const at = context.now();
    const published = context.stage((db) => {
      const other = builtOf(db, described);
      return other ?? { table: publishCleanTable(db, staged, { sourceId: row.id, hash, body, at }), body };
    });
    hold(published.table);
    while (context.stage((db) => discardStep(db, staged, SLICE_MS))) await context.breathe();
    while (context.stage((db) => pruneStep(db, row.id, KEPT, SLICE_MS))) await context.breathe();
    return published;
  } catch (error) {
    await context.clean((db) => discardStep(db, staged, SLICE_MS));
    throw error;
  }
}

function bodyOf(made: CleanedTable, { row, attributes }: Described): CleanBody {
  const columns = made.columns.map(({ levels, ...column }, i) => ({
    ...column,
    levels: levels && [...levels],
    column: `c${i}`,
    position: i,
  }));
  const named = new Map(
    columns.flatMap(({ origin, name }) => (origin === null ? [] : [[attributes[origin]!.name, name] as const])),
  );
  const mapping = Object.fromEntries(
    Object.entries(row.mapping).flatMap(([field, name]) => {
      const now = named.get(name);
      return now === undefined ? [] : [[field, now]];
    }),
  );
  return { rows: made.rows, columns, mapping, reports: made.reports };
}
