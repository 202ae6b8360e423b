import type { BuildReport } from '../../../../../shared/contract/build.ts';
import { AppError } from '../../../../../shared/frames.ts';
import {
  type BuiltBody,
  identityMaps,
  insertIdentityMap,
  insertPairs,
  linesOf,
  setBuilt,
} from '../../../../db/built.ts';
import { sourceInView } from '../../../../db/customers-source.ts';
import type { ReadDb } from '../../../../db/open.ts';
import { builtBody } from '../../../../db/built.ts';
import { setSetting } from '../../../../db/settings.ts';
import { insertSource } from '../../../../db/sources.ts';
import type { BuildOutput } from '../../../../workers/build/run.ts';
import type { JobContext } from '../../../area.ts';
import { ensureClean } from '../../cleaning/ensure.ts';
import { Staging } from '../../sources/staging.ts';
import { builtColumns } from './attributes.ts';
import { stableIds } from './ids.ts';
import { type JoinInputs, joinInputs } from './inputs.ts';
import { qualityOf } from './quality.ts';

/** Clean, join and derive: one row a customer, published as the table in view. */
export async function buildTable(context: JobContext): Promise<BuildReport> {
  const started = performance.now();
  const inputs = joinInputs(context.db);
  if (inputs.sources.length === 0) throw new AppError('not_found', { key: 'customers:error.noSource' });
  const cleaned = [];
  const skipped: BuildReport['skipped'] = [];
  for (const source of inputs.sources) {
    const clean = await ensureClean(context, source.id);
    for (const { skipped: why } of clean.report) if (why) skipped.push(why);
    cleaned.push({ ...source, ...clean });
  }
  const made = await context.pool.run(
    'build.run',
    {
      path: context.db.path,
      sources: cleaned.map(({ id, name, kind, importedAt, table, key, mapping, attributes }) => ({
        id,
        name,
        kind,
        importedAt,
        table,
        key,
        mapping,
        attributes,
      })),
      rules: inputs.rules,
      decisions: inputs.decisions,
      trust: {
        ...inputs.trust,
        order: inputs.trust.order.flatMap((name) => inputs.sources.find((source) => source.name === name)?.id ?? []),
      },
      derive: inputs.derive,
      quotes: inputs.quotes,
      lang: context.lang,
    },
    {
      signal: context.signal,
      onProgress: ({ step, done, total }) => {
        context.progress(step, done, total);
      },
    },
  );
  if (made.n === 0) throw new AppError('too_few', { key: 'customers:error.noCustomers' });
  skipped.push(...made.derive.skipped.map(({ why }) => why));
  const quality = await qualityOf(context, inputs.sources);
  return publish(context, inputs, made, { started, skipped, quality });
}

async function publish(
  context: JobContext,
  inputs: JoinInputs,
  made: BuildOutput,
  rest: { started: number; skipped: BuildReport['skipped']; quality: BuildReport['quality'] },
): Promise<BuildReport> {
  const { attributes, coded, derivedColumns } = builtColumns(made.composed, made.derived, context.lang);
  const staging = new Staging(context);
  const view = sourceInView(context.db);
  const earlier = view && builtBody(context.db, view.id) ? identityMaps(context.db, view.id) : [];
  const ids = stableIds(made.n, made.maps, earlier, predecessors(context.db));
  try {
    staging.begin(attributes);
    await staging.writeCoded(coded, made.n, (row) => ids[row]!);
    const report = reportOf(staging.id, inputs, made, rest);
    const body = bodyOf(inputs, made, report, derivedColumns);
    const [main] = inputs.sources;
    const name = inputs.sources.length === 1 ? main!.name : inputs.sources.map((source) => source.name).join(' + ');
    context.commit({ key: 'customers:edit.build', values: { n: made.n, sources: inputs.sources.length } }, (db) => {
      const table = staging.publish(db, staging.table);
      insertSource(db, {
        id: staging.id,
        name: name.slice(0, 400),
        hash: inputs.inputs,
        bytes: 0,
        encoding: 'utf-8',
        delimiter: '',
        mode: 'new',
        read: made.n,
        stored: made.n,
        rejected: 0,
        added: made.n,
        updated: 0,
        customers: made.n,
        customer_table: table,
        imported_at: context.now(),
        ms: report.ms,
        options: {},
        columns: [],
        attributes,
        kind: 'customers',
        format: 'csv',
        sheet: null,
        mapping: {},
      });
      setBuilt(db, staging.id, body);
      for (const map of made.maps)
        insertIdentityMap(db, staging.id, {
          ...map,
          lines: linesFor(db, map.sourceId, map.ids, map.customers.length),
          customers: map.customers.map((customer) => (customer === 0 ? 0 : ids[customer - 1]!)),
        });
      insertPairs(
        db,
        staging.id,
        0,
        made.pairs.map(({ a, b, score, state, rule, fields }) => ({
          aSource: a.source,
          aRow: a.row,
          bSource: b.source,
          bRow: b.row,
          score,
          state,
          body: { rule, fields },
        })),
      );
      setSetting(db, 'source', String(staging.id));
      // groups of other customers mean nothing for these; those of the same customers stay, shown as out of date
      if (earlier.length === 0) setSetting(db, 'segmentation', null);
    });
    return report;
  } catch (error) {
    await staging.clean();
    throw error;
  }
}

function linesFor(db: ReadDb, source: number, ids: Int32Array | null, rows: number): Int32Array | null {
  const last = ids ? (ids.at(-1) ?? 0) : rows;
  const lines = linesOf(db, source, last);
  if (!lines) return null;
  return ids ? ids.map((id) => lines[id - 1]!) : lines;
}

/** Which source each source has taken the place of. */
function predecessors(db: ReadDb): Map<number, number> {
  const rows = db.all<{ id: number; options: string }>('SELECT id, options FROM source WHERE built IS NULL');
  return new Map(
    rows.flatMap(({ id, options }) => {
      const { into } = JSON.parse(options) as { into?: number | null };
      return into === undefined || into === null ? [] : [[id, into] as const];
    }),
  );
}

function reportOf(
  sourceId: number,
  { sources }: JoinInputs,
  { n, identity }: BuildOutput,
  { started, skipped, quality }: { started: number; skipped: BuildReport['skipped']; quality: BuildReport['quality'] },
): BuildReport {
  return {
    sourceId,
    sources: sources.map(({ id, name, kind, key }) => {
      const found = identity.sources.find(({ source }) => source === id)!;
      const { rows, linked, alone, nobody } = found;
      return { sourceId: id, name, kind, key, rows, linked, alone, nobody };
    }),
    customers: { count: n, merged: identity.merged, review: identity.review, matchRate: identity.matchRate },
    quality,
    skipped,
    ms: Math.round(performance.now() - started),
  };
}

function bodyOf(inputs: JoinInputs, made: BuildOutput, report: BuildReport, derivedColumns: string[]): BuiltBody {
  return {
    inputs: inputs.inputs,
    parts: inputs.parts,
    report,
    identity: made.identity,
    derive: {
      ...made.derive,
      attributes: made.derive.attributes.map((attribute, i) => ({ ...attribute, column: derivedColumns[i] ?? '' })),
    },
    provenance: Object.fromEntries(
      made.composed.map(({ name, from, conflicts, rule }) => [name, { from, conflicts, rule }]),
    ),
  };
}
